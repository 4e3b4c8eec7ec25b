"""What a report tells, sentence by sentence, so that it can be held against another report."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, cached_property

from veedor.data import own_data
from veedor.group.collection import Collection
from veedor.group.conflicts.deeds import MEASURED, Deed
from veedor.group.conflicts.fields import fields_in
from veedor.group.conflicts.gauged import stems_of
from veedor.group.conflicts.poles import Outcome, outcomes
from veedor.group.conflicts.scope import BEFORE
from veedor.group.conflicts.vocabulary import rows_of
from veedor.group.profiles import as_day
from veedor.group.quantities import quantities
from veedor.model import Span
from veedor.read.folding import fold

__all__ = ["Sentence", "Told", "told_by"]

#: Sentences of fewer words are headings or cries.
SHORTEST = 3
#: *Aún no ha dimitido*: what is not done yet may be by the time that another writes.
_NOT_YET = re.compile(
    r"\b(?:(?:todavia|aun) no|no\b[^.;,]{0,40}\b(?:todavia|aun)|por ahora|(?:de|por el) momento"
    r"|hasta ahora|(?:no|not|none|nobody|never)\b[^.;,]{0,60}\byet|yet to|so far|for now"
    r"|still (?:no|not|has|have))\b"
)
_PLACES = frozenset({"country", "government"})


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with what may show that another tells of the same.

    `stems` are its words, `things` its nouns by the rows that they stand in, `fields` what it tells
    of; `people` and `names` those named in it, by key; `old`: its days are before the event; `cues`
    the rows of `cues.yaml` of which it holds something.
    """

    span: Span
    words: int
    stems: frozenset[str]
    things: frozenset[str]
    fields: frozenset[str]
    people: frozenset[str]
    names: frozenset[str]
    states: frozenset[str]
    figures: frozenset[float]
    days: frozenset[date]
    old: bool
    cues: frozenset[str]


@dataclass(frozen=True)
class Told:
    """The outcomes and deeds that a report tells, and its sentences, which are looked at closely
    only if another report tells one of those otherwise: few do.
    """

    article: str
    language: str
    outcomes: Sequence[Outcome]
    deeds: Sequence[Deed]
    read: Callable[[], Iterator[Sentence]]

    @cached_property
    def sentences(self) -> Mapping[int, Sentence]:
        """The sentences by where they begin."""
        return {sentence.span.start: sentence for sentence in self.read()}


@cache
def _cues() -> Mapping[str, re.Pattern[str]]:
    told = own_data(__package__, "cues.yaml")
    return {name: re.compile(words) for name, words in told.items()}


def told_by(
    collection: Collection, article: str, deeds: Iterable[Deed], first: date | None
) -> Told:
    """What a report tells: its `deeds`, besides; `first` is the day on which its event begins."""
    reading = collection.readings[article]
    own = [deed for deed in deeds if deed.article == article and deed.act != MEASURED]
    return Told(
        article, reading.language, tuple(outcomes(reading, collection.linked.get(article))), own,
        read=lambda: _sentences(collection, article, first),
    )  # fmt: skip


def _sentences(collection: Collection, article: str, first: date | None) -> Iterator[Sentence]:
    """The sentences of a report that tell how something is and stays: no questions, no headings of
    a few words, nothing that is not so yet.
    """
    reading, linked = collection.readings[article], collection.linked.get(article)
    named = list(collection.named(article))
    times = list(zip(reading.times, linked.times if linked else (), strict=False))
    limit = first - timedelta(days=BEFORE) if first else None
    tokens = reading.tokens
    nouns = [
        (start, lemma.lower())
        for start, lemma, pos in zip(tokens.start, tokens.lemma, tokens.pos, strict=True)
        if pos in ("NOUN", "PROPN")
    ] if tokens else []  # fmt: skip
    for one in reading.sentences:
        text, folded, inside = one.text, fold(one.text), range(one.start, one.end)
        words = len(text.split())
        if words < SHORTEST or _NOT_YET.search(folded) or text.rstrip(" \"'»”").endswith("?"):
            continue
        subjects = [subject for name, subject in named if name.start in inside]
        days = [as_day(found.latest) for time, found in times if time.start in inside]
        known = frozenset(day for day in days if day)
        yield Sentence(
            span=Span(start=one.start, end=one.end, text=text),
            words=words,
            stems=stems_of(text),
            things=frozenset(row for at, noun in nouns if at in inside for row in rows_of(noun)),
            fields=frozenset(hit.field for hit in fields_in(text)),
            people=frozenset(s.key for s in subjects if s.type == "person"),
            names=frozenset(s.key for s in subjects if s.type not in {"person", *_PLACES}),
            states=frozenset(s.country for s in subjects if s.country),
            figures=frozenset(q.value for q in quantities(text, reading.language)),
            days=known,
            old=bool(known and limit) and all(day < limit for day in known if limit),
            cues=frozenset(name for name, cue in _cues().items() if cue.search(folded)),
        )
