"""A workspace as reports see it: records, and the few look-ups that all reports share."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from posixpath import commonpath, dirname

from veedor.group.collection import Collection, Groups
from veedor.model import (
    Event,
    Finding,
    Linked,
    Match,
    Name,
    Reading,
    Refusal,
    SideSpan,
    Span,
)
from veedor.regimes.pack import Pack

__all__ = ["Mention", "View"]

#: What leads a name in a byline.
_BY = re.compile(r"^(?:por|by)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mention:
    """A listed record that somebody named in an article was matched to."""

    article: str
    label: str
    match: Match


@dataclass(frozen=True)
class View:
    """Everything a report may speak of. `lists` are the lists held, as cited; `since` and
    `until` the days that a report was asked for.
    """

    collection: Collection
    groups: Groups
    findings: Sequence[Finding]
    packs: Mapping[str, Pack]
    refusals: Sequence[Refusal] = ()
    lists: Sequence[str] = ()
    since: str | None = None
    until: str | None = None
    _starts: dict[str, list[int]] = field(default_factory=dict)

    def line(self, article: str, offset: int) -> int:
        """The number, from 1, of the line of an article that holds a code point."""
        if article not in self._starts:
            text = self.collection.articles[article].text
            self._starts[article] = [i + 1 for i, c in enumerate(text) if c == "\n"]
        return bisect_right(self._starts[article], offset) + 1

    def place(self, article: str, start: int) -> str:
        """`file:line` of a code point, as editors understand it, under `folder`."""
        return f"{self.short(article)}:{self.line(article, start)}"

    def short(self, article: str) -> str:
        """The source of an article: a file by its path under `folder`, an address whole."""
        source = self.collection.articles[article].source
        return source.removeprefix(self.folder + "/") if self.folder else source

    @cached_property
    def folder(self) -> str:
        """The folder that all files of the collection lie in; empty if there is none."""
        files = [
            source
            for article in self.collection.order
            if (source := self.collection.articles[article].source).startswith("/")
        ]
        return commonpath([dirname(file) for file in files]).rstrip("/") if files else ""

    def outlet(self, article: str) -> str | None:
        """The outlet, or where it is not known, whom the page names as author."""
        record = self.collection.articles[article]
        reading = self.collection.readings.get(article)
        byline = record.byline or (reading.byline if reading else None)
        return record.outlet or (byline and _BY.sub("", byline))

    def title(self, article: str) -> str | None:
        """The title that came with an article, or the one that its page shows."""
        reading = self.collection.readings.get(article)
        return self.collection.articles[article].title or (reading.title if reading else None)

    def sentence(self, span: SideSpan) -> Span:
        """The sentence that holds a span, or the span itself where none does."""
        reading = self.collection.readings.get(span.article)
        for sentence in reading.sentences if reading else ():
            if sentence.start <= span.start < sentence.end:
                return sentence
        return span

    def day(self, article: str) -> str | None:
        """The day of writing, as EDTF, or the interval in which it lies."""
        dating = self.collection.datings.get(article)
        if dating is None:
            return None
        if dating.date:
            return dating.date
        if dating.earliest and dating.latest:
            return f"{dating.earliest}/{dating.latest}"
        return None

    @cached_property
    def events(self) -> dict[str, Event]:
        """Events by id."""
        return {event.id: event for event in self.groups.events}

    @cached_property
    def concerned(self) -> frozenset[str]:
        """The articles that concern a regime: they name its State, or say something of it.

        All do where a regime is about no State.
        """
        targets = {pack.target for pack in self.packs.values()}
        if not targets or None in targets:
            return frozenset(self.collection.order)
        return frozenset(
            article
            for article, countries, regimes in self.touched()
            if not targets.isdisjoint(countries) or not self.packs.keys().isdisjoint(regimes)
        )

    def touched(self) -> Iterator[tuple[str, frozenset[str | None], frozenset[str | None]]]:
        """Of each article the states of those it names, and the regimes it says something of."""
        for linked in self.collection.links():
            countries = frozenset(subject.country for subject in linked.subjects)
            yield linked.article, countries, frozenset(s.regime for s in linked.statements)

    @cached_property
    def labels(self) -> dict[str, str]:
        """What each key is called: its entity's label, as the press writes it."""
        known = {entity.key: entity.label for entity in self.groups.entities}
        for linked in self.collection.links():
            for subject in linked.subjects:
                known.setdefault(subject.key, subject.label)
        return known

    @cached_property
    def described(self) -> frozenset[str]:
        """The keys of sources that are described and not named."""
        return frozenset(
            referent_key
            for linked in self.collection.links()
            for referent_key in _unnamed(linked, self.collection.readings.get(linked.article))
        )

    @cached_property
    def states(self) -> dict[str, str]:
        """The code of the state that each key of a country or a government stands for."""
        return {
            subject.key: subject.country
            for linked in self.collection.links()
            for subject in linked.subjects
            if subject.type in ("country", "government") and subject.country
        }

    def label(self, key: str) -> str:
        """The label of a key; a key nobody named (a country code) stands for itself."""
        return self.labels.get(key, key)

    def mentions(self) -> Iterator[Mention]:
        """Every match of somebody named, article by article, once per record."""
        for article in self.collection.order:
            linked = self.collection.linked.get(article)
            reading = self.collection.readings[article]
            if linked is None:
                continue
            named = {name.referent for name in reading.names if _is_subject(name)}
            for number, subject in enumerate(linked.subjects):
                if number in named and subject.set_aside is None:
                    for match in subject.matches:
                        yield Mention(article, subject.label, match)
            for holders in linked.holders:
                for holder in holders:
                    if holder.source != "text":
                        for match in holder.matches:
                            yield Mention(article, holder.label or holder.key, match)


def _unnamed(linked: Linked, reading: Reading | None) -> Iterator[str]:
    for subject, referent in zip(
        linked.subjects, reading.referents if reading else (), strict=False
    ):
        if referent.unnamed:
            yield subject.key


def _is_subject(name: Name) -> bool:
    return not name.nested
