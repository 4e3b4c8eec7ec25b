"""What a sentence tells of an event, in so far as two articles can be held against each other.

An account has the kinds of event its words name, the people and the places named, and the
days of the event: on the calendar, or counted from the day of writing. Two accounts are of
one event if they name a common kind, the same two people (or all of one's), and no two
different places.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date
from functools import cache

from rapidfuzz.fuzz import ratio

from veedor.model import Name, Reading, Referent, Sentence, Time
from veedor.read.folding import fold
from veedor.read.languages import language

__all__ = ["Account", "Days", "accounts_of", "event_phrase", "main_account", "same_event"]

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


def main_account(reading: Reading) -> Account | None:
    """What the article is about, by its title and first sentences.

    Its places are those of the first half of the text, since a place is often told later.
    """
    told = _told(reading)
    if not told:
        return None
    first = told[: _MAIN_SENTENCES + (reading.lines[told[0].line].kind == "title")]
    whole = _account(reading, first[0].start, first[-1].end)
    half = told[max(len(first), len(told) // 2) - 1]
    wide = _account(reading, first[0].start, half.end)
    return Account(
        article=whole.article, start=whole.start, end=whole.end, kinds=whole.kinds,
        people=whole.people, places=wide.places, times=whole.times,
    )  # fmt: skip


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
                people=around.people, places=after.places, times=(),
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


def same_event(first: Account, second: Account, *, placed: bool) -> bool:
    """Whether two accounts tell one event.

    Args:
        first: one account; its places must be the other's, if it names any.
        second: the other.
        placed: ask for a place that both name, and not only that none differ.
    """
    if not first.kinds & second.kinds:
        return False
    if _shared(first.people, second.people) < 2:
        return False
    if placed and not (first.places and second.places):
        return False
    return _places_agree(first.places, second.places)
