"""Which words point back, and what they ask of what they stand for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from veedor.model import Argument
from veedor.read.clauses.anaphora.mentions import STATE
from veedor.read.clauses.anaphora.pointers import ANY_PEOPLE, Pointers
from veedor.read.clauses.scene import Scene
from veedor.read.syntax import Token

__all__ = ["Ask", "ask_of", "is_number"]

#: How many words a phrase that points back has at most: an article, a noun and two beside it.
_LONGEST = 5
_WORD = re.compile(r"[\w-]+")
#: Behind such a word the noun is told there: *los soldados que …*, *the ship of …*.
_GOES_ON = re.compile(r"\s+(?:que|de|del|of|that|who|which|whose)\b", re.IGNORECASE)
_PLACED = ("place", "topic", "time", "manner", "condition")


@dataclass(frozen=True, slots=True)
class Ask:
    """What a phrase that points back may stand for.

    `classes` of things and people; `states` are those that its words leave (empty: any);
    `plural` or not, or None where the words do not say; `by_role`: its role and that of what
    it stands for count; `nearest`: the one told last is meant; `pair`: two states; `other`: the
    one beside who owns it.
    """

    classes: frozenset[str]
    states: frozenset[str] = frozenset()
    plural: bool | None = None
    by_role: bool = False
    nearest: bool = False
    pair: bool = False
    other: bool = False
    cues: tuple[str, ...] = ()


#: What *it* and a subject that is left out may be; *they* are people.
ONE = frozenset(
    {STATE, "persons", ANY_PEOPLE, "companies", "gangs", "banks", "schools", "vessels"}
)
MANY = frozenset({ANY_PEOPLE, "vessels", "companies", "gangs"})
_ALL = frozenset({ANY_PEOPLE, "goods", "vessels"})


def pronoun(plural: bool) -> Ask:
    """What a pronoun, or a subject that is left out, asks for."""
    return Ask(MANY if plural else ONE, plural=plural, by_role=True, cues=("number",))


def thing(plural: bool) -> Ask:
    """What a pronoun asks for that stands for what something is done to."""
    classes = frozenset({"goods", "vessels", *((ANY_PEOPLE,) if plural else ())})
    return Ask(classes, plural=plural, cues=("number",))


def is_number(tokens: Sequence[Token], data: Pointers) -> bool:
    """Whether the words only count: *más de 600*, *ocho de ellos*, *la mayoría*."""
    numbers = [t for t in tokens if t.like_num or t.lower_ in data.sets["numerals"]]
    return bool(numbers) and all(t in numbers or t.lower_ in data.counting for t in tokens)


def ask_of(
    scene: Scene, known: Argument, tokens: Sequence[Token], plural: bool, data: Pointers
) -> Ask | None:
    """What an argument of those tokens asks for, or None if it does not point back."""
    if known.countries or _is_named(scene, known) or _goes_on(scene, known):
        return None
    words = [word.casefold() for word in _WORD.findall(known.text)]
    if not words or len(words) > _LONGEST:
        return None
    if len(words) == 1 and words[0] in data.pronouns:
        return pronoun(data.pronouns[words[0]])
    if is_number(tokens, data) and known.role in ("agent", "patient"):
        return Ask(_ALL, plural=True, cues=("number",))
    head = known.head
    if not data.sets["pairs"].isdisjoint(words):
        heads = data.sets["pair_heads"]
        two = all(w in data.sets["pairs"] or w in data.sets["definite"] for w in words)
        return Ask(frozenset({STATE}), pair=True) if two or head in heads else None
    owned = words[0] in scene.rules.sets["possessives"]
    if owned:
        ally = head in data.sets["allies"] and len(words) == 2
        return Ask(frozenset({STATE}), other=True, cues=("owner",)) if ally else None
    return _described(scene, known, words, plural, data)


def _is_named(scene: Scene, known: Argument) -> bool:
    return bool(scene.article.names_in(known.start, known.end))


def _goes_on(scene: Scene, known: Argument) -> bool:
    return _GOES_ON.match(scene.article.parsed.text, known.end) is not None


def _described(
    scene: Scene, known: Argument, words: list[str], plural: bool, data: Pointers
) -> Ask | None:
    """*el hermético país*, *the vessel*, *los contratados*."""
    text = scene.article.parsed.text
    before = text[max(0, known.start - 4) : known.start].casefold().split()
    opener = words[0]
    nearest = opener in data.sets["demonstrative"]
    if opener in data.sets["definite"] or nearest:
        words = words[1:]
    elif not (before and before[-1] in data.sets["definite"]):
        return None
    form = _form(known, words)
    beside = [w for w in words if w not in data.sets["plain"] and w not in (form, known.head)]
    if known.head in data.states or form in data.states:
        return _state(known, form, beside, data, nearest, plural)
    classes = data.classes.get(known.head) or data.classes.get(form)
    if classes is None or known.role in ("time", "manner", "condition"):
        return None
    by_role = "persons" in classes
    people = not data.people.isdisjoint(classes)
    told = tuple(data.sets["participles"]) if people else ()
    if not all(people and (word in data.classes or word.endswith(told)) for word in beside):
        return None
    cues = ("class", "number") if plural else ("class",)
    return Ask(classes, plural=plural, by_role=by_role, nearest=nearest, cues=cues)


def _form(known: Argument, words: list[str]) -> str:
    """The head as it is written, where the words show it."""
    stem = known.head[: max(3, len(known.head) - 3)]
    return next((word for word in words if word.startswith(stem)), words[0] if words else "")


def _state(
    known: Argument, form: str, beside: list[str], data: Pointers, nearest: bool, plural: bool
) -> Ask | None:
    if plural or known.role in _PLACED:
        return None
    left = data.states.get(known.head) or data.states.get(form) or frozenset()
    cues = ["class", "epithet"] if left else ["class"]
    for word in beside:
        fitting = data.epithets.get(word)
        if fitting is None:
            return None
        left = left & fitting if left else fitting
        cues.append("epithet")
    return Ask(frozenset({STATE}), left, plural=False, nearest=nearest, cues=tuple(cues))
