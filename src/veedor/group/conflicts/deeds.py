"""Who did what to whom, clause by clause, so that any act of an event can be compared.

`facts.py` knows some acts by their people, places and days. Here every verb counts, whatever it
is: two deeds are of one act if their verbs are of one row of `facts.yaml`, or one lemma, and of
one thing if what they are done by and to can be the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from veedor.group.acts import is_saying
from veedor.group.collection import Collection
from veedor.group.conflicts.facts import Kind, kind_named, table
from veedor.group.conflicts.quantities import Quantity, quantities
from veedor.group.profiles import Profile
from veedor.model import Argument, Clause, Linked, Reading, Span

__all__ = ["Deed", "Part", "acts_around", "are_two_acts", "causes", "deeds", "differ", "is_same"]

HAVING, OTHER = "=have", "=other"
_SUBJECT = frozenset({"agent", "patient"})
_DONE = frozenset({"done", "ongoing", "agreed"})
#: A part with one of these is another than the one without: *otros cinco*, *the second*.
_OTHER = re.compile(
    r"\b(?:otr[oa]s?|demás|resto|ambos|restantes?|other|others|another|rest|remaining|more)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Part:
    """Who or what does a deed, or what it is done to.

    `things` are the rows of `same` in `facts.yaml` that its head word stands in, or the word;
    `keys` those named in it, by key; `states` ISO codes; `ordinals` which of several it is;
    `words` its content words besides the head.
    """

    text: str
    head: str
    things: frozenset[str]
    keys: frozenset[str]
    states: frozenset[str]
    ordinals: frozenset[str]
    words: frozenset[str]
    quantity: Quantity | None


@dataclass(frozen=True, slots=True)
class Deed:
    """One clause: an act, done or denied, with its parts and where it stands."""

    article: str
    act: str
    kind: Kind | None
    clause: Clause
    span: Span
    done: bool
    agent: Part | None
    patient: Part | None

    @property
    def parts(self) -> tuple[Part, ...]:
        """Who does it and what it is done to, as far as is told."""
        return tuple(part for part in (self.agent, self.patient) if part)


@cache
def _rows() -> dict[str, frozenset[str]]:
    """The rows of `same` that a lemma stands in."""
    found: dict[str, set[str]] = {}
    for name, words in table()["same"].items():
        for word in words:
            found.setdefault(word, set()).add(f"={name}")
    return {word: frozenset(names) for word, names in found.items()}


@cache
def _ordinals() -> dict[str, str]:
    return {word: name for name, words in table()["ordinals"].items() for word in words}


@cache
def _empty() -> frozenset[str]:
    """Verbs that are no deed: they say, think, want or only link."""
    refusals = (word for words in table()["refusals"].values() for word in words)
    return frozenset((*table()["no_deed"], *table()["light"], *table()["states"], *refusals))


def is_same(one: Part, other: Part) -> bool:
    """Whether two parts may be one: a name or a word in common, and nothing that parts them."""
    if one.ordinals != other.ordinals:
        return False
    if {one.head, other.head} & set(table()["any"]):
        return True
    if one.states and other.states and not one.states & other.states:
        return False
    if one.keys and other.keys:
        return bool(one.keys & other.keys)
    if bool(_OTHER.search(one.text)) != bool(_OTHER.search(other.text)):
        return False
    if not one.things & other.things:
        return False
    # *La primera bomba*, *la bomba del mercado*: words on both sides of which none is shared.
    return not (one.words and other.words) or bool(one.words & other.words)


def differ(one: Part, other: Part) -> bool:
    """Whether two parts cannot be one: other names, other states, or sides of one war."""
    if one.keys and other.keys:
        if one.keys & other.keys or one.states & other.states:
            return False
        return not any(_within(a, b) for a in one.keys for b in other.keys)
    if one.states and other.states:
        return not one.states & other.states
    sides = [
        {row for row in part.things if row in table()["opposed"]} for part in (one, other)
    ]
    return bool(sides[0] and sides[1] and not sides[0] & sides[1])


def causes(part: Part) -> frozenset[str]:
    """The kinds of cause that a part names."""
    return frozenset(
        kind
        for kind, words in table()["causes"].items()
        if {part.head, *part.words} & set(words)
    )


def _within(one: str, other: str) -> bool:
    """Whether one key is a short form of the other (*vex*, *arnaldo-vex*)."""
    ours, theirs = set(one.split("-")), set(other.split("-"))
    return ours <= theirs or theirs <= ours


def deeds(collection: Collection, profile: Profile) -> Iterator[Deed]:
    """What an article tells as done or as not done, verb by verb."""
    reading, linked = collection.readings[profile.article], collection.linked.get(profile.article)
    if linked is None:
        return
    text = collection.articles[profile.article].text
    for clause in reading.clauses:
        if clause.nominal or clause.hypothetical or clause.recalled:
            continue
        denied = clause.modality == "denied" or clause.negated
        if not denied and clause.modality not in _DONE and not _is_consent(clause):
            continue
        parts = {
            argument.role: _part(argument, text, reading, linked)
            for argument in reversed(clause.arguments)
            if argument.role in (*_SUBJECT, "recipient")
        }
        if _is_turned(clause, text):
            parts["agent"], parts["patient"] = parts["patient"], parts["agent"]
        sentence = reading.sentences[clause.sentence]
        for act, kind, refused in _acts(clause):
            if refused and denied:
                continue
            yield Deed(
                article=profile.article,
                act=act,
                kind=kind,
                clause=clause,
                span=Span(start=sentence.start, end=sentence.end, text=sentence.text),
                done=not (denied or refused),
                agent=parts.get("agent"),
                patient=parts.get("patient") or _doubled(parts.get("recipient")),
            )


#: The object said again by a pronoun before the verb: *el fuego lo provocó un cortocircuito*.
_AGAIN = re.compile(r"\s*(?:l[oa]s?)\s+(?:ha|han|había|habían)?\s*", re.IGNORECASE)


def _is_turned(clause: Clause, text: str) -> bool:
    """Whether what stands before the verb is its object, and what follows its subject."""
    roles = {argument.role: argument for argument in reversed(clause.arguments)}
    before, after = roles.get("agent"), roles.get("patient")
    if before is None or after is None or after.start < clause.predicate.end:
        return False
    return _AGAIN.fullmatch(text, before.end, clause.predicate.start) is not None


def _is_consent(clause: Clause) -> bool:
    """Whether a verb says that something was accepted, though it is still to come."""
    return clause.modality == "planned" and any(
        kind.name in table()["refusals"] for kind in kind_named(clause.lemma)
    )


def _doubled(recipient: Part | None) -> Part | None:
    """A thing in the recipient's place is the object, said twice: *el gol lo marcó …*."""
    return recipient if recipient and not recipient.keys | recipient.states else None


def _acts(clause: Clause) -> Iterator[tuple[str, Kind | None, bool]]:
    """The acts that a verb names: by its row, else by itself; of a light verb, its noun's.

    The last is whether it says that the act was refused.
    """
    kinds = kind_named(clause.lemma)
    yield from ((act, None, True) for act, w in table()["refusals"].items() if clause.lemma in w)
    if clause.lemma in table()["states"]:
        # *Tenía seguro* names no act; *tuvo una reunión* does.
        yield from ((f"have {a.head}", None, False) for a in clause.arguments if _is_had(a))
    if clause.lemma in table()["light"]:
        heads = [a.head for a in clause.arguments if a.role in _SUBJECT]
        kinds = tuple(kind for head in heads for word in _verbs(head) for kind in kind_named(word))
    if kinds:
        yield from ((kind.name, kind, False) for kind in kinds if not kind.subjects)
    elif clause.lemma not in _empty() and not is_saying(clause.lemma):
        yield clause.lemma, None, False


def _is_had(argument: Argument) -> bool:
    return argument.role == "patient" and not kind_named(argument.head)


def _verbs(head: str) -> tuple[str, ...]:
    """A word and the verbs that it can be the participle of: *quedaron destruidas 25 casas*."""
    stem, ending = head[:-3], head[-3:]
    return (head, *(stem + verb for verb in _INFINITIVES.get(ending, ())))


_INFINITIVES = {"ado": ("ar",), "ido": ("er", "ir")}


def acts_around(reading: Reading, place: int, noun: str) -> frozenset[str]:
    """The acts of `facts.yaml` whose doer or object a counted noun is, of the nearest verb; HAVING
    of what only holds it, OTHER of a verb that stands in no row.
    """
    around = [
        clause
        for clause in reading.clauses
        if not clause.nominal
        and any(
            a.role in _SUBJECT and a.head == noun and a.start <= place < a.end
            for a in clause.arguments
        )
    ]
    nearest = min(around, key=lambda clause: clause.end - clause.start, default=None)
    if nearest is not None and nearest.lemma in table()["states"]:
        return frozenset({HAVING})
    if nearest is None or nearest.lemma in _empty() or is_saying(nearest.lemma):
        return frozenset()
    return frozenset(kind.name for kind in kind_named(nearest.lemma)) or frozenset({OTHER})


def are_two_acts(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether what is counted is counted of two acts; what something holds is not what is done to
    it, and of verbs that stand in no row nothing is known.
    """
    if not one or not other or one & other:
        return False
    return OTHER not in one | other or HAVING in one | other


def _part(argument: Argument, text: str, reading: Reading, linked: Linked) -> Part:
    keys, states = set(), set(argument.countries)
    for number in argument.referents:
        subject = linked.subjects[number]
        if subject.set_aside or not reading.referents[number].subject:
            continue
        if subject.type in ("person", "organization", "vessel"):
            keys.add(subject.key)
        if subject.country:
            states.add(subject.country)
    if not keys:
        keys.update(_names_inside(argument, reading, linked))
    head = argument.head
    if len(_verbs(head)) > 1:
        head = next((lemma for lemma in argument.lemmas if lemma != head), head)
    lemmas = {*argument.lemmas, *re.findall(r"\w+", argument.text.lower())}
    found = quantities(text, reading.language, argument.start, argument.end)
    return Part(
        text=argument.text,
        head=head,
        things=_rows().get(head, frozenset((head,))),
        keys=frozenset(keys),
        states=frozenset(states),
        ordinals=frozenset(_ordinals()[word] for word in lemmas if word in _ordinals()),
        words=frozenset(argument.lemmas) - {argument.head, head},
        quantity=next((one for one in found if one.start - argument.start <= _LEADING), None),
    )


def _names_inside(argument: Argument, reading: Reading, linked: Linked) -> Iterator[str]:
    """Keys of bodies and people named within a part: *a group called Red Lynx*."""
    for name in reading.names:
        if argument.start <= name.start < argument.end and name.type not in _PLACES:
            yield linked.subjects[name.referent].key


_PLACES = frozenset({"place", "country", "government"})
#: The figure of a part stands at its beginning, behind at most an article and a hedge.
_LEADING = 20
