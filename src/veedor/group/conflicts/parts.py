"""Who or what takes part in a deed, and whether two of them can be one.

Two parts are one (`SAME`) by a name, or by a word of one row of `same` in `things.yaml`; they are
two (`OTHER`) by other names, other states, another rank in a row of things, or words of two rows.
What a pronoun or a bare description stands for may be anybody: that is `OPEN`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from msgspec.structs import replace

from veedor.group.collection import Collection
from veedor.group.conflicts.vocabulary import row, rows_of, words
from veedor.group.quantities import Quantity, quantities
from veedor.model import Argument, Linked, Name, Reading
from veedor.read.folding import fold

__all__ = [
    "OPEN",
    "OTHER",
    "SAME",
    "Epithets",
    "Part",
    "causes",
    "differ",
    "epithets",
    "is_known",
    "is_same",
    "part_of",
    "relation",
]

SAME, OPEN, OTHER = 1, 0, -1
#: A part with one of these is another than the one without: *otros cinco*, *the second*.
_OTHERS = re.compile(
    r"\b(?:otr[oa]s?|demás|resto|ambos|restantes?|other|others|another|rest|remaining|more)\b",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r",? (?:from|of|del?|calling itself|that calls itself|called|known as|named|llamad[oa]"
    r"|denominad[oa]"
    r"|autodenominad[oa]|conocid[oa] como|que se hace llamar) (?:the |el |la )?",
    re.IGNORECASE,
)
_CAPITALS = re.compile(r"[A-ZÁÉÍÓÚÑ][\w-]+(?: (?:(?:de|del|of|the|la) )*[A-ZÁÉÍÓÚÑ][\w-]+)*")
_ARTICLE = re.compile(r"^(?:el|la|los|las|the) ", re.IGNORECASE)
_DEFINITE = re.compile(
    r"(?:(?:(?:tod[oa]s|all|both|ambos) )?(?:el|la|los|las|su|sus|est[ea]|es[ea]|aquell?[ao]?"
    r"|the|his|her|its|their|this|that|these|those))\b",
    re.IGNORECASE,
)
_CONTRACTED = re.compile(r"\b(?:al|del)\s$", re.IGNORECASE)
_PLACES = frozenset({"place", "country", "government"})
_ACTORS = frozenset({"person", "organization", "vessel"})
#: The figure of a part stands at its beginning, behind at most an article and a hedge.
_LEADING = 20
#: A description stands so many words before a name, or right behind it.
_NEAR_NAME = 7
#: A relative pronoun stands so many words behind what it stands for.
_NEAR_RELATIVE = 3
#: What may stand between a description and its name, and before a description behind it.
_INSIDE = frozenset({"DET", "ADJ", "PROPN", "NUM"})
_JOINING = frozenset({",", "de", "del", "of"})
_APPOSED = frozenset({",", "como", "as"})
#: Forms of one word share so many letters at the beginning.
_STEM = 5
#: Whom a common noun names, by the one key that it stands with in the reports of an event.
Epithets = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Part:
    """Who or what does a deed, or what it is done to.

    `things` are the rows of `same` in `things.yaml` that its head word stands in, or the word;
    `keys` those named in it, by key; `states` ISO codes; `ordinals` which of several it is;
    `words` its content words besides the head; `start` where it begins; `pronoun`: its words
    alone say nothing of who it is; `definite`: it is told as known (*el puente*, *su casa*).
    """

    text: str
    head: str
    things: frozenset[str]
    keys: frozenset[str]
    states: frozenset[str]
    ordinals: frozenset[str]
    words: frozenset[str]
    quantity: Quantity | None
    start: int = field(default=0, compare=False)
    pronoun: bool = False
    definite: bool = True


@cache
def _ordinals() -> dict[str, str]:
    return {word: name for name, listed in row("ordinals").items() for word in listed}


def relation(one: Part | None, other: Part | None) -> int:
    """Whether two parts are one (SAME), two (OTHER), or may be either (OPEN)."""
    if one is None or other is None or one.pronoun or other.pronoun:
        return OPEN
    if one.ordinals != other.ordinals or bool(_OTHERS.search(one.text)) != bool(
        _OTHERS.search(other.text)
    ):
        return OTHER
    if {one.head, other.head} & words("any"):
        return SAME
    if one.keys and other.keys:
        return SAME if _share_a_name(one, other) else OTHER
    if one.states and other.states and not one.states & other.states:
        return OTHER
    if one.things & other.things:
        # *La primera bomba*, *la bomba del mercado*: words on both sides of which none is shared.
        return SAME if _may_be_told_so(one.words, other.words) else OPEN
    if one.states & other.states and not (one.keys or other.keys):
        return OPEN
    if one.things & words("happenings") and other.things & words("happenings"):
        return OPEN
    # A name and a description: the description may be of whoever has the name.
    return OPEN if bool(one.keys) != bool(other.keys) else OTHER


def _may_be_told_so(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether the words beside two heads let them be one; forms of one word begin alike."""
    if not one or not other:
        return True
    return bool({word[:_STEM] for word in one} & {word[:_STEM] for word in other})


def is_same(one: Part, other: Part) -> bool:
    """Whether two parts are one: a name or a word in common, and nothing that parts them."""
    return relation(one, other) == SAME


def is_known(one: Part, other: Part) -> bool:
    """Whether two parts are one, and known to be: by a name, or as both tell them as known."""
    if relation(one, other) != SAME:
        return False
    if one.keys and other.keys:
        return True
    return all(part.definite or part.head in words("any") for part in (one, other))


def differ(one: Part, other: Part) -> bool:
    """Whether two parts cannot be one: other names, other states, or callings of which who
    has one has not the other.
    """
    if one.keys and other.keys:
        return not _share_a_name(one, other) and not one.states & other.states
    if one.states and other.states:
        return not one.states & other.states
    if bool(one.keys) != bool(other.keys):
        return False
    sides = [part.things & words("opposed") for part in (one, other)]
    return bool(sides[0] and sides[1] and not sides[0] & sides[1])


def causes(part: Part, beside: frozenset[str] = frozenset()) -> frozenset[str]:
    """The kinds of cause that a part names, by itself or by words `beside` it."""
    told = {part.head, *part.words, *beside}
    return frozenset(kind for kind, named in row("causes").items() if told & set(named))


def _share_a_name(one: Part, other: Part) -> bool:
    return any(_within(a, b) for a in one.keys for b in other.keys)


def _within(one: str, other: str) -> bool:
    """Whether one key is a short form of the other (*vex*, *arnaldo-vex*)."""
    ours, theirs = set(one.split("-")), set(other.split("-"))
    return ours <= theirs or theirs <= ours


# ------------------------------------------------------------------ from an argument


def part_of(
    argument: Argument, text: str, reading: Reading, linked: Linked, named: Epithets
) -> Part:
    """The part that an argument is; `named` are the epithets of its event."""
    argument = _related(argument, reading)
    meant = argument.antecedent if argument.head in words("pronouns") else None
    referents = argument.referents or (meant.referents if meant else ())
    keys, states = _named(referents, argument, reading, linked)
    head = argument.head
    if head in words("none_of") or head.endswith(("ado", "ido")):
        # *None of its drones*, *17 heridos*, *25 casas destruidas*: the noun beside a participle.
        head = next((lemma for lemma in argument.lemmas if lemma != head), head)
    if not keys and argument.head in words("somebody") and (one := _only_person(reading, linked)):
        keys = frozenset((one,))
    if not keys and argument.head in words("bodies"):
        keys = frozenset(_called(argument, text, reading, linked))
    if not keys and (own := _own_name(argument, states)):
        keys = frozenset((own,))
    if not keys and not states and _is_definite(argument, text):
        keys = frozenset(_by_epithet(head, named))
    lemmas = {*argument.lemmas, *re.findall(r"\w+", argument.text.lower())}
    found = quantities(text, reading.language, argument.start, argument.end)
    return Part(
        text=argument.text,
        head=head,
        things=rows_of(head),
        keys=keys,
        states=states,
        ordinals=frozenset(_ordinals()[word] for word in lemmas if word in _ordinals()),
        words=frozenset(argument.lemmas) - {argument.head, head},
        quantity=next((one for one in found if one.start - argument.start <= _LEADING), None),
        start=argument.start,
        pronoun=(head in words("pronouns") and not keys) or head in words("measures"),
        definite=bool(keys or referents) or _is_definite(argument, text),
    )


def _related(argument: Argument, reading: Reading) -> Argument:
    """What a relative pronoun stands for: the noun right before it."""
    tokens = reading.tokens
    if tokens is None or argument.head not in words("relatives"):
        return argument
    place = bisect_left(tokens.start, argument.start)
    for index in range(place - 1, max(-1, place - 1 - _NEAR_RELATIVE), -1):
        if tokens.pos[index] in ("NOUN", "PROPN"):
            name = next((n for n in reading.names if n.start <= tokens.start[index] < n.end), None)
            head = tokens.lemma[index]
            return replace(
                argument, head=head, lemmas=(head,), referents=(name.referent,) if name else ()
            )
    return argument


def _is_definite(argument: Argument, text: str) -> bool:
    before = text[max(0, argument.start - 4) : argument.start]
    return bool(
        _DEFINITE.match(argument.text) or _CONTRACTED.search(before) or "'s " in argument.text
    )


def _named(
    referents: Iterable[int], argument: Argument, reading: Reading, linked: Linked
) -> tuple[frozenset[str], frozenset[str]]:
    """Who is named, people before the bodies that they belong to, and their states."""
    people: set[str] = set()
    bodies: set[str] = set()
    states = set(argument.countries)
    for number in referents:
        subject = linked.subjects[number]
        if subject.set_aside or not reading.referents[number].subject:
            continue
        if subject.type == "person":
            people.add(subject.key)
        elif subject.type not in ("country", "government") and _is_headed(argument, subject.key):
            bodies.add(subject.key)
        if subject.country:
            states.add(subject.country)
    return frozenset(people or bodies), frozenset(states)


def _is_headed(argument: Argument, key: str) -> bool:
    """Whether a body is what an argument is, and not only of it: *the BP rig* is no company."""
    head = fold(argument.head)
    return head in key.split("-") or argument.head in words("bodies") or not argument.lemmas


def _called(argument: Argument, text: str, reading: Reading, linked: Linked) -> Iterator[str]:
    """The name of a body, in its phrase or right behind it: *a group calling itself Red Lynx*."""
    behind = _CALLED.match(text, argument.end)
    end = behind.end() + 1 if behind else argument.end
    for name in reading.names:
        if argument.start <= name.start < end and name.type not in _PLACES:
            yield linked.subjects[name.referent].key
    if behind and (words_of := _CAPITALS.match(text, behind.end())):
        yield _slug(words_of[0])


def _only_person(reading: Reading, linked: Linked) -> str | None:
    """Whom a pronoun stands for where an article names one person alone."""
    keys = {
        subject.key
        for subject, referent in zip(linked.subjects, reading.referents, strict=False)
        if subject.type == "person" and referent.subject and not subject.set_aside
    }
    return keys.pop() if len(keys) == 1 else None


def _own_name(argument: Argument, states: frozenset[str]) -> str | None:
    """The key of what is written as a name, though nothing knows it: *La Unión del Riel*."""
    bare = _ARTICLE.sub("", argument.text)
    found = None if states else _CAPITALS.match(bare)
    return _slug(found[0]) if found and " " in found[0].strip() else None


def _slug(name: str) -> str:
    return "-".join(word for word in fold(name).split() if word not in ("de", "del", "of", "the"))


# ------------------------------------------------------------------ epithets


def _by_epithet(head: str, named: Epithets) -> set[str]:
    """Whom a description stands for, by its word or by one that says the same of a person."""
    keys = {named[word] for word in (head, *rows_of(head)) if word in named}
    return keys if len(keys) == 1 else set()


def epithets(collection: Collection, articles: Iterable[str]) -> Epithets:
    """What the reports of one event call those whom they name: *la periodista Awa Traoré*.

    A word that stands with two names tells nobody.
    """
    found: dict[str, set[str]] = defaultdict(set)
    for article in articles:
        reading = collection.readings[article]
        ends = {n.start for n in reading.names if n.type not in _PLACES}
        ends.update(time.start for time in reading.times)
        for name, subject in collection.named(article):
            if subject.type in _ACTORS and not name.nested:
                for word in _beside(reading, name, ends):
                    rows = rows_of(word) if subject.type == "person" else ()
                    for thing in {word, *rows}:
                        found[thing].add(subject.key)
    return {word: keys.pop() for word, keys in found.items() if _are_one(keys)}


def _are_one(keys: set[str]) -> bool:
    longest = max(keys, key=len)
    return all(_within(key, longest) for key in keys)


def _beside(reading: Reading, name: Name, ends: Container[int]) -> Iterator[str]:
    """The nouns of the phrase that a name stands in: those right before it, back to what joins no
    phrase or one of the `ends` (where other names and days begin), and the first behind a comma.
    """
    tokens = reading.tokens
    if tokens is None:
        return
    first = bisect_left(tokens.start, name.start)
    for index in range(first - 1, max(-1, first - 1 - _NEAR_NAME), -1):
        if tokens.start[index] in ends:
            break
        joins = tokens.lemma[index] in _JOINING
        if tokens.pos[index + 1 : index + 2] == ["DET"] and not joins:
            break
        if tokens.pos[index] == "NOUN":
            yield tokens.lemma[index]
        elif tokens.pos[index] not in _INSIDE and not joins:
            break
    last = bisect_left(tokens.start, name.end)
    if last < len(tokens.lemma) and tokens.lemma[last] in _APPOSED:
        for index in range(last + 1, min(last + 4, len(tokens.lemma))):
            if tokens.pos[index] == "NOUN":
                yield tokens.lemma[index]
                break
            if tokens.pos[index] not in ("DET", "ADJ"):
                break
