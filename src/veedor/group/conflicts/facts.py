"""What the clauses of an article say was done: the facts that reports may contradict."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from veedor.data import own_data
from veedor.group.collection import Collection
from veedor.group.profiles import Profile, as_day
from veedor.model import Argument, Clause, Linked, Reading, Resolved, Span, Time

__all__ = ["Fact", "Kind", "Timed", "facts", "kind_named", "names_a_day", "table", "times_of"]

#: A fact's people are those of its subject and of whom it is done to or with.
_CAST = frozenset({"agent", "patient", "recipient", "companion", "goal", "source"})
#: A time as told, and the days that it is.
Timed = tuple[Time, Resolved]
_UNREAL = frozenset({"offered", "sought", "suspected", "demanded"})
#: Verbs of agreement are `agreed` when done: an agreement signed is signed.
_DONE = frozenset({"done", "ongoing", "agreed"})

#: An hour alone, or *that day*, says nothing of the day.
_NAMES_DAY = re.compile(
    r"mismo d[ií]a|same day|that day|es[ae] d[ií]a|day\b(?<!\bthe day)"
    r"|lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bado|domingo"
    r"|\d|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre"
    r"|january|february|march|april|may\b|june|july|august|september|october|november|december"
    r"|ayer|hoy|ma[nñ]ana|anoche|tomorrow|tonight|week|semana|mes|month|a[nñ]o|year|hace|ago|last|pasad",
    re.IGNORECASE,
)
_THE_DAY = re.compile(
    r"(?:(?:of |in |por |de(?:l)? )?(?:the|el) (?:day|día)|del día)", re.IGNORECASE
)
_CLOCK_ALONE = re.compile(r"\d\d?(?:[:.]\d\d)? ?(?:[ap]\.?m\.?|horas?|h|GMT)?\.?", re.IGNORECASE)


def names_a_day(time: Time) -> bool:
    """Whether a time tells of a day, and not of an hour alone, or of *the day*."""
    if time.type == "DATE":
        return not _THE_DAY.fullmatch(time.text)
    return bool(_NAMES_DAY.search(time.text)) and not _CLOCK_ALONE.fullmatch(time.text)


@dataclass(frozen=True, slots=True)
class Kind:
    """One act: what it is called, and whether it happens once to its people within days."""

    name: str
    once: bool
    subjects: frozenset[str]


@dataclass(frozen=True, slots=True)
class Fact:
    """One clause as the telling of one act.

    `times` are those told with it, with the days they are; `people` keys of persons, and
    `states` ISO codes, named in it or, where `borrowed`, in the head of its article; `things`
    the classes of what it is done with; `goals` where to, as ISO codes.
    """

    article: str
    kind: Kind
    clause: Clause
    span: Span
    people: frozenset[str]
    states: frozenset[str]
    things: frozenset[str]
    goals: frozenset[str]
    borrowed: bool
    done: bool
    denied: bool
    times: tuple[Timed, ...]


@cache
def table() -> dict[str, Any]:
    """The data of `facts.yaml`."""
    return own_data("veedor.group.conflicts", "facts.yaml")


@cache
def _kinds() -> dict[str, tuple[Kind, ...]]:
    """The acts that a lemma may name, those of the first rows first."""
    found: dict[str, tuple[Kind, ...]] = {}
    for name, row in table()["acts"].items():
        kind = Kind(
            name,
            bool(row.get("once", False)),
            frozenset(row.get("subjects", ())),
        )
        for word in row["words"]:
            found[word] = (*found.get(word, ()), kind)
    return found


@cache
def _things() -> dict[str, str]:
    return {word: name for name, words in table()["things"].items() for word in words}


@cache
def _light() -> frozenset[str]:
    return frozenset(table()["light"])


def kind_named(lemma: str) -> tuple[Kind, ...]:
    """The acts that a lemma names."""
    return _kinds().get(lemma, ())


def _acts_of(clause: Clause) -> Iterator[Kind]:
    lemmas = [clause.lemma]
    if clause.lemma in _light():
        lemmas = [a.head for a in clause.arguments if a.role in ("agent", "patient")]
    subjects = {a.head for a in clause.arguments if a.role in ("agent", "patient")}
    for lemma in lemmas:
        for kind in kind_named(lemma):
            if not kind.subjects or kind.subjects & subjects:
                yield kind


def _named(
    arguments: Iterable[Argument], reading: Reading, linked: Linked
) -> tuple[frozenset[str], frozenset[str]]:
    """The keys of persons and vessels in some arguments, and the states."""
    people: set[str] = set()
    states: set[str] = set()
    for argument in arguments:
        states.update(argument.countries)
        for number in argument.referents:
            subject = linked.subjects[number]
            if subject.set_aside or not reading.referents[number].subject:
                continue
            if subject.type in ("person", "vessel", "organization"):
                people.add(subject.key)
            elif subject.country:
                states.add(subject.country)
    return frozenset(people), frozenset(states)


def times_of(clause: Clause, reading: Reading, linked: Linked, alone: bool) -> tuple[Timed, ...]:
    """The times of a clause; of a sentence with one act and one day, that day."""
    pairs = list(zip(reading.times, linked.times, strict=False))
    own = tuple(pairs[number] for number in clause.times if number < len(pairs))
    if own or not alone:
        return own
    sentence = reading.sentences[clause.sentence]
    inside = [
        (time, resolved)
        for time, resolved in pairs
        if sentence.start <= time.start < sentence.end and time.type in ("DATE", "TIME")
    ]
    return tuple(inside) if len(inside) == 1 and as_day(inside[0][1].earliest) else ()


def facts(collection: Collection, profile: Profile) -> Iterator[Fact]:
    """What an article tells as done, or as denied, act by act."""
    reading, linked = collection.readings[profile.article], collection.linked.get(profile.article)
    if linked is None:
        return
    verbs: dict[int, int] = {}
    for clause in reading.clauses:
        verbs[clause.sentence] = verbs.get(clause.sentence, 0) + (not clause.nominal)
    for clause in reading.clauses:
        if clause.nominal or clause.hypothetical or clause.modality in _UNREAL:
            continue
        for kind in _acts_of(clause):
            alone = verbs[clause.sentence] == 1
            times = times_of(clause, reading, linked, alone)
            yield _fact(reading, linked, profile, clause, kind, times)


def _fact(
    reading: Reading,
    linked: Linked,
    profile: Profile,
    clause: Clause,
    kind: Kind,
    times: tuple[Timed, ...],
) -> Fact:
    people, states = _named((a for a in clause.arguments if a.role in _CAST), reading, linked)
    if clause.parent is not None and clause.modality == "denied":
        # Who denies what is said of them takes part in it: *Rusia negó que X le mandara armas*.
        above = reading.clauses[clause.parent].arguments
        states |= _named((a for a in above if a.role == "agent"), reading, linked)[1]
    goals = (a for a in clause.arguments if a.role in ("goal", "place", "recipient"))
    borrowed = not people
    if borrowed:
        people = frozenset(key for key in profile.participants[:4] if not _is_state(key))
    sentence = reading.sentences[clause.sentence]
    denied = clause.modality == "denied" or clause.negated
    return Fact(
        article=profile.article,
        kind=kind,
        clause=clause,
        span=Span(start=sentence.start, end=sentence.end, text=sentence.text),
        people=people,
        states=states,
        things=frozenset(
            thing
            for argument in clause.arguments
            if argument.role in ("patient", "agent")
            for lemma in (argument.head, *argument.lemmas)
            if (thing := _things().get(lemma))
        ),
        goals=_named(goals, reading, linked)[1],
        borrowed=borrowed,
        done=not denied and (clause.modality in _DONE or kind.name == "end"),
        denied=denied,
        times=times,
    )


def _is_state(key: str) -> bool:
    return len(key) == 2 and key.isupper()
