"""What a sentence tells of an event, in so far as two articles can be held against each other.

An account has the kinds of event its words name, and the people, states, bodies and places
named. Two accounts are of one event if they name a common kind, the same two people, and no two
different places; or, where states act (a vote, a treaty), the same states and bodies.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import combinations

from rapidfuzz.fuzz import ratio

from veedor.model import Name, Reading, Referent, Sentence, Time
from veedor.read.folding import fold
from veedor.read.languages import available, language

__all__ = [
    "Account", "Days", "accounts_of", "alluded", "event_phrase", "keys_of", "main_account",
    "main_sentences", "same_event", "same_people",
]  # fmt: skip

#: Renderings of one name (*Pionyang*, *Pyongyang*: 82; *Vostochni*, *Vostochny*: 89) lie above;
#: different places of a story (*Kursk*, *Busan*; *Seúl*, *Sebastopol*) below 60.
_SAME_NAME = 80
#: Sentences that tell the main matter: the title and the first two of the text.
_MAIN_SENTENCES = 3
_PEOPLE = frozenset({"person"})
_PLACES = frozenset({"place", "facility"})


@dataclass(frozen=True, slots=True)
class Days:
    """First and last day, None where open."""

    earliest: date | None = None
    latest: date | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """One telling of an event: where it stands, and what it names."""

    article: str
    start: int
    end: int
    kinds: frozenset[str]
    people: tuple[Referent, ...]
    places: tuple[Referent, ...]
    times: tuple[int, ...]
    parties: frozenset[str] = frozenset()


@cache
def _between_states() -> frozenset[str]:
    return frozenset(
        str(kind)
        for code in available()
        for kind in language(code).data("dating")["between_states"]
    )


@cache
def _kinds(code: str) -> dict[str, str]:
    return {
        str(lemma): kind
        for kind, lemmas in language(code).data("dating")["kinds"].items()
        for lemma in lemmas
    }


def _kinds_between(reading: Reading, start: int, end: int) -> frozenset[str]:
    """The kinds of event that the words between two places name."""
    if reading.tokens is None:
        return frozenset()
    words = _kinds(reading.language)
    tokens = reading.tokens
    found = set()
    for index in range(bisect_left(tokens.start, start), bisect_left(tokens.start, end)):
        kind = words.get(tokens.lemma[index])
        if kind and tokens.pos[index] in ("VERB", "NOUN", "AUX", "ADJ", "PROPN"):
            found.add(kind)
    return frozenset(found)


def _named(reading: Reading, names: list[Name], types: frozenset[str]) -> tuple[Referent, ...]:
    indices = dict.fromkeys(
        name.referent
        for name in names
        if name.type in types and reading.referents[name.referent].subject
    )
    return tuple(reading.referents[index] for index in indices)


def _parties(reading: Reading, names: list[Name]) -> frozenset[str]:
    """The states, by code, and the bodies named, by their name in the gazetteer."""
    found = set()
    for name in names:
        referent = reading.referents[name.referent]
        if name.type in ("country", "government") and referent.country:
            found.add(referent.country)
        elif name.type == "organization" and referent.gazetteer and referent.subject:
            found.add(referent.gazetteer)
    return frozenset(found)


def _account(reading: Reading, start: int, end: int) -> Account:
    names = [name for name in reading.names if start <= name.start < end and not name.nested]
    return Account(
        article=reading.article,
        start=start,
        end=end,
        kinds=_kinds_between(reading, start, end),
        people=_named(reading, names, _PEOPLE),
        places=_named(reading, names, _PLACES),
        times=tuple(
            index for index, time in enumerate(reading.times) if start <= time.start < end
        ),
        parties=_parties(reading, names),
    )


def _told(reading: Reading) -> list[Sentence]:
    """The sentences that report: not those of captions."""
    return [
        sentence
        for sentence in reading.sentences
        if reading.lines[sentence.line].kind in ("title", "lead", "body")
    ]


def accounts_of(reading: Reading) -> list[Account]:
    """One account for each sentence that tells an event."""
    found = [_account(reading, sentence.start, sentence.end) for sentence in _told(reading)]
    return [account for account in found if account.kinds]


def main_sentences(reading: Reading) -> tuple[tuple[int, int], ...]:
    """Where an article says what it is about: its title and the first sentences of its text."""
    told = _told(reading)
    count = _MAIN_SENTENCES + bool(told and reading.lines[told[0].line].kind == "title")
    return tuple((sentence.start, sentence.end) for sentence in told[:count])


def _recalls(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence counts from something else, so that its place may be that one's."""
    return any(
        sentence.start <= time.start < sentence.end
        and time.anchor is not None
        and time.anchor.kind != "publication"
        and time.anchor.shift is not None
        for time in reading.times
    )


def _with_full_date(reading: Reading, start: int, end: int) -> bool:
    """Whether a sentence names a day with its year: news of these days seldom bears it."""
    return any(
        start <= time.start < end and re.match(r"\d{4}-\d\d-\d\d", time.value)
        for time in reading.times
    )


def main_account(reading: Reading) -> Account | None:
    """What the article is about, by its title and first sentences.

    Its places are those of the first half of the text, since a place is often told later, but
    not of sentences that count from another event.
    """
    first = main_sentences(reading)
    if not first:
        return None
    told = _told(reading)
    whole = _account(reading, first[0][0], first[-1][1])
    kinds = [
        _kinds_between(reading, start, end)
        for start, end in first
        if not _with_full_date(reading, start, end)
    ]
    places = dict.fromkeys(whole.places)
    for sentence in told[len(first) : len(told) // 2]:
        if not _recalls(reading, sentence):
            places.update(
                dict.fromkeys(_account(reading, sentence.start, sentence.end).places)
            )
    return replace(whole, kinds=frozenset().union(*kinds), places=tuple(places))


def event_phrase(reading: Reading, time: Time) -> Account | None:
    """The event that a time is counted from (*nueve meses después de que recibiera a …*).

    Its kinds are those after the expression; its people those of the whole sentence, for the
    subject is often named before.
    """
    for sentence in _told(reading):
        if sentence.start <= time.start < sentence.end:
            after = _account(reading, time.end, sentence.end)
            around = _account(reading, sentence.start, sentence.end)
            return Account(
                article=after.article, start=time.start, end=sentence.end, kinds=after.kinds,
                people=around.people, places=after.places, times=(), parties=around.parties,
            )  # fmt: skip
    return None


def _same(first: Referent, second: Referent) -> bool:
    """Whether two referents of different articles go by one name."""
    if first.gazetteer and second.gazetteer:
        return first.gazetteer == second.gazetteer
    one, other = fold(first.label), fold(second.label)
    if one == other or ratio(one, other) >= _SAME_NAME:
        return True
    short, long = sorted((one.split(), other.split()), key=len)
    return len(short) == 1 and any(ratio(short[0], word) >= _SAME_NAME for word in long)


def _shared(first: tuple[Referent, ...], second: tuple[Referent, ...]) -> int:
    return sum(any(_same(one, other) for other in second) for one in first)


def _places_agree(first: tuple[Referent, ...], second: tuple[Referent, ...]) -> bool:
    return not first or not second or _shared(first, second) > 0


def same_people(first: Account, second: Account) -> bool:
    """Whether two accounts share two people and name no different places."""
    return _shared(first.people, second.people) >= 2 and _places_agree(first.places, second.places)


def alluded(phrase: Account, told: Account) -> bool:
    """Whether an event that is only alluded to is the one told: besides its kind and people,
    they share a place, or nobody else takes part in what is told."""
    if not same_event(phrase, told, placed=False):
        return False
    if phrase.places and told.places:
        return True
    return _shared(told.people, phrase.people) == len(told.people)


def same_event(first: Account, second: Account, *, placed: bool) -> bool:
    """Whether two accounts tell one event.

    Args:
        first: one account; its places must be the other's, if it names any.
        second: the other.
        placed: ask for a place that both name, and not only that none differ.
    """
    kinds = first.kinds & second.kinds
    if not kinds or not _places_agree(first.places, second.places):
        return False
    here = bool(first.places and second.places)
    if _shared(first.people, second.people) >= 2:
        return here or not placed
    shared = len(first.parties & second.parties)
    needed = _STATES if placed else _STATES - 1
    return bool(kinds & _between_states()) and shared + here >= needed


#: States and bodies, with the place, that two accounts of an act of states must share; of an
#: event only alluded to (*un año de la firma del tratado*) one less is told.
_STATES = 3

#: Names differ between outlets and languages in their vowels and in these.
_SOUNDS = str.maketrans({"q": "k", "c": "k", "w": "v", "f": "v", "b": "v", "z": "s", "j": "h"})


@cache
def _sound(word: str) -> str:
    """What stays of a name's word in all its renderings (*Zelenski*, *Zelenskyy*: slnsk)."""
    plain = re.sub(r"[^a-z]", "", fold(word))
    body = re.sub(r"[aeiouyh]", "", plain[1:].translate(_SOUNDS))
    return plain[:1].translate(_SOUNDS) + re.sub(r"(.)\1+", r"\1", body)


#: More people than these in one telling are a list, and not who did it.
_MOST_PEOPLE = 6


def keys_of(account: Account) -> Iterator[tuple[str, str, str]]:
    """The keys under which accounts of one event meet: a kind, and two who share in it."""
    words = [
        sorted({_sound(word) for word in person.label.split()})
        for person in account.people[:_MOST_PEOPLE]
    ]
    pairs = {
        (min(one, other), max(one, other))
        for mine, theirs in combinations(words, 2)
        for one in mine
        for other in theirs
    }
    states = set(combinations(sorted(account.parties), 2))
    yield from (("", *pair) for pair in pairs)
    for kind in account.kinds:
        yield from ((kind, *pair) for pair in pairs)
        if kind in _between_states():
            yield from ((kind, *pair) for pair in states)
