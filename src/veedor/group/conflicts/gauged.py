"""What a figure is of, by its unit, the noun counted and the word fields beside it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import Any

from veedor.data import own_data
from veedor.group.collection import Collection
from veedor.group.conflicts.amounts import COUNT, Found
from veedor.group.conflicts.deeds import acts_around
from veedor.group.conflicts.fields import Hit, fields_in
from veedor.group.conflicts.figures import MONEY, figures
from veedor.group.conflicts.scope import BEFORE, set_apart
from veedor.group.conflicts.vocabulary import rows_of
from veedor.group.profiles import as_day
from veedor.group.quantities import Quantity
from veedor.model import Linked, Reading, Span
from veedor.read.folding import fold

__all__ = ["LEAD", "Gauge", "gauges", "names_in", "stems_of", "table", "things_of"]

#: Where what a figure is told of may end.
_STOP = re.compile(r"[;:.](?=\s|$)|[«»“”\"]")
_RATE = re.compile(
    r"[^,.;]{0,40}?\b(?:al año|anual\w*|a year|per year|a day|diari\w+|por día|al día|daily"
    r"|mensual\w*|al mes|a month|cada año|annual\w*)\b",
    re.IGNORECASE,
)
_YEARS = re.compile(r"\b(?:19|20)\d\d\b")
#: A year this near a figure, or at the beginning of its sentence, says when it was.
_NEAR_YEAR, _LEADING_YEAR = 30, 12
#: One of several, or others than those, are not what there was in all.
_ORDINAL = re.compile(
    r"\b(?:otr[oa]s\s$|(?:primer[oa]?s?|first|segund[oa]|second|tercer[oa]?|third)\s(?:[^\s]+\s){0,3}$)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]{4,}")
_NAME = re.compile(
    r"(?<=[\w,»\"] )[A-ZÁÉÍÓÚÑ][\w-]{2,}|^[A-ZÁÉÍÓÚÑ][\w-]{2,}(?= [A-ZÁÉÍÓÚÑ]|,)"
)
#: Forms of one word share so many letters; what stands before a figure tells less of what it is of
#: than what follows it, by so many characters.
_STEM, _BEHIND = 5, 6
#: So many sentences tell what a report is of: its title, and the one behind it.
LEAD = 2
#: So many words behind a unit stands that of which it is so much.
_REACH = 6


@dataclass(frozen=True, slots=True)
class Gauge:
    """A figure with what it is of, in a sentence of an article.

    `fields` are the word fields beside it that tell what its unit measures, the nearest first, and
    `topics` all those of its sentence; `stems` the words of that, and `names` the names in it;
    `aside` why it is not what the event came to in all, empty if it may be; `rate`: it is so much a
    day or a year; `acts` what is done to what it counts, and `of` the stuff that it measures;
    `beside` are the stems of the words between it and the figures around it, and `named` the names
    there; `lead`: it stands in the title or the sentence behind it.
    """

    article: str
    span: Span
    quantity: Quantity
    unit: str
    written: str
    noun: str
    fields: tuple[str, ...]
    topics: frozenset[str]
    stems: frozenset[str]
    names: frozenset[str]
    aside: str
    rate: bool
    acts: frozenset[str]
    of: frozenset[str]
    beside: frozenset[str]
    named: frozenset[str]
    lead: bool

    @property
    def kind(self) -> str:
        """The kind of its unit: all currencies are one."""
        return _kind(self.unit)


@cache
def table(name: str) -> Any:
    """A table of `gauges.yaml`."""
    return own_data(__package__, "gauges.yaml")[name]


def _kind(unit: str) -> str:
    return MONEY if unit in table("currencies") else unit


@cache
def _measures(unit: str) -> frozenset[str]:
    """The fields that tell of what a figure in a unit is."""
    if unit == COUNT:
        return frozenset(table("people"))
    return frozenset(table("of").get(_kind(unit), ()))


@cache
def _said_of_all() -> frozenset[str]:
    """Stems of words that tell nothing of what a figure is of."""
    return frozenset(word[:_STEM] for word in table("idle"))


def stems_of(text: str) -> frozenset[str]:
    """The stems of the words of a sentence that tell what it is about."""
    return frozenset(fold(word)[:_STEM] for word in _WORD.findall(text)) - _said_of_all()


def names_in(text: str) -> frozenset[str]:
    """The words of a sentence that are written as names are."""
    return frozenset(_NAME.findall(text))


@cache
def things_of(noun: str) -> frozenset[str]:
    """What a noun counts: its field, else the rows of things that it stands in."""
    fields = {hit.field for hit in fields_in(noun) if hit.field in table("things")}
    return frozenset(fields) or rows_of(noun)


def gauges(collection: Collection, article: str, first: date | None) -> Iterator[Gauge]:
    """The figures of an article; `first` is the day on which its event begins."""
    dating = collection.datings.get(article)
    year = (dating.date or "")[:4] if dating else ""
    text, reading = collection.articles[article].text, collection.readings[article]
    for number, sentence in enumerate(reading.sentences):
        found = figures(text, reading, sentence.start, sentence.end)
        if not found:
            continue
        span = Span(start=sentence.start, end=sentence.end, text=sentence.text)
        told = _Sentence(
            article, text, span, reading,
            hits=tuple(
                replace(hit, start=hit.start + span.start, end=hit.end + span.start)
                for hit in fields_in(span.text)
            ),
            past=_is_past(reading, collection.linked.get(article), span, first),
            years=tuple(m.start() + span.start for m in _YEARS.finditer(span.text) if m[0] < year),
            lead=number < LEAD,
        )  # fmt: skip
        for index, one in enumerate(found):
            left = found[index - 1].quantity.end if index else span.start
            following = found[index + 1 : index + 2]
            yield told.gauge(one, left, following[0].start if following else span.end)


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence with what all its figures share."""

    article: str
    text: str
    span: Span
    reading: Reading
    hits: tuple[Hit, ...]
    past: bool
    years: tuple[int, ...]
    lead: bool

    def gauge(self, one: Found, left: int, right: int) -> Gauge:
        """A figure that stands between two others, at `left` and `right`, or the ends."""
        start, end = one.quantity.start, one.quantity.end
        for stop in _STOP.finditer(self.text, self.span.start, self.span.end):
            if left <= stop.start() < start:
                left = stop.end()
            elif end <= stop.start() < right:
                right = stop.start()
                break
        past = self._is_old(end) or _ORDINAL.search(self.text[left:start]) is not None
        inside, around = (self.span.start, self.span.end), (left, right)
        counted = one.unit == COUNT
        near = sorted(
            (hit.start - end if hit.start >= end else start - hit.end + _BEHIND, hit.field)
            for hit in self.hits
            if hit.field in _measures(one.unit) and left <= hit.start < right
        )
        beside = f"{self.text[left:start]} {self.text[end:right]}"
        own = {fold(word)[:_STEM] for word in (one.written, one.noun)}
        return Gauge(
            self.article, self.span, one.quantity, one.unit, one.written, one.noun,
            fields=tuple(dict.fromkeys(name for _, name in near)),
            topics=frozenset(hit.field for hit in self.hits),
            stems=stems_of(self.span.text) - own,
            names=names_in(self.span.text),
            aside="past" if past else set_apart(self.text, inside, around, one.quantity, counted),
            rate=one.rate or _RATE.match(self.text, end, right) is not None,
            acts=acts_around(self.reading, start, one.noun),
            of=_stuff(one, self.reading),
            beside=stems_of(beside) - own,
            named=names_in(f"- {beside}"),
            lead=self.lead,
        )  # fmt: skip

    def _is_old(self, place: int) -> bool:
        """Whether a figure is of days, or of a year, before the event."""
        return self.past or any(
            at - self.span.start < _LEADING_YEAR or abs(at - place) < _NEAR_YEAR
            for at in self.years
        )


def _stuff(one: Found, reading: Reading) -> frozenset[str]:
    """Of what it is so much: *35.000 toneladas de té*; what has no row of its own, by language."""
    tokens = reading.tokens
    if tokens is None or one.unit not in ("mass", "volume"):
        return frozenset()
    first = bisect_left(tokens.start, one.quantity.end)
    words: Sequence[int] = range(first, min(first + _REACH, len(tokens.pos)))
    joint = next((at for at in words if tokens.lemma[at] in ("de", "of")), None)
    if joint is None:
        return frozenset()
    noun = next((at for at in words if at > joint and tokens.pos[at] in ("NOUN", "PROPN")), None)
    rows = rows_of(tokens.lemma[noun]) if noun is not None else ()
    return frozenset(row if row[0] == "=" else f"{reading.language}:{row}" for row in rows)


def _is_past(reading: Reading, linked: Linked | None, span: Span, first: date | None) -> bool:
    """Whether the days of a sentence all lie before the event."""
    if linked is None or first is None:
        return False
    days = [
        as_day(resolved.latest)
        for time, resolved in zip(reading.times, linked.times, strict=False)
        if span.start <= time.start < span.end and time.type == "DATE"
    ]
    return bool(days) and all(day and day < first - timedelta(days=BEFORE) for day in days)
