"""Grouping slice by slice, so that memory does not grow with the archive.

Articles are taken by (date, id). Events are handed on when no article to come can report them;
a slice of them is then held against itself and the next one, since two reports that contradict
each other lie near in time, and is let go. What is kept of an event is its headline.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import chain, pairwise
from typing import Literal

from veedor.group.collection import Collection
from veedor.group.conflicts import find_conflicts, late_conflicts
from veedor.group.entities import Named
from veedor.group.events import Told, build_event
from veedor.group.happenings import Happening, happenings
from veedor.group.profiles import Profile, profile
from veedor.group.recall import Recall
from veedor.group.stories import Headline, StoryLines, nearness, stories
from veedor.group.terms import Terms
from veedor.group.utterances import find_utterances
from veedor.model import Conflict, Entity, Event, Story, Utterance

__all__ = ["Grouped", "grouped"]

#: A slice has at least so many articles, about 25 kB each while they are at hand, and spans so
#: many days: contrary reports of one act lie within 7 (an expiry within 45).
SLICE, SLICE_DAYS = 1000, 15

#: So many of the latest texts are known again when they are printed once more.
LATEST = 256

Grouped = (
    tuple[Literal["events"], Event]
    | tuple[Literal["conflicts"], Conflict]
    | tuple[Literal["utterances"], Utterance]
    | tuple[Literal["stories"], Story]
    | tuple[Literal["entities"], Entity]
)


@dataclass
class _Stream:
    collection: Collection
    terms: Terms
    lines: StoryLines
    recall: Recall
    numbers: dict[str, int] = field(default_factory=dict)
    headlines: dict[str, Headline] = field(default_factory=dict)
    named: Named = field(default_factory=Named)

    def profiles(self) -> Iterator[Profile]:
        """The main matter of each article, which is put into its story on the way."""
        latest: OrderedDict[Hashable, Profile] = OrderedDict()
        for article in self.collection.order:
            dating, record = self.collection.datings.get(article), self.collection.articles[article]
            days = (dating.earliest, dating.latest) if dating else None
            same = (hash(record.text), days)
            known = latest.get(same)
            vector = known.vector if known else self.terms.vector(article)
            self.numbers[article] = self.lines.place(vector)
            self.named.take_up(self.collection, article)
            # A text that is printed a million times is looked at once.
            title = (known.title if known else "") or record.title or ""
            main = replace(known, article=article, title=title) if known else None
            latest[same] = main or profile(self.collection, article, vector)
            while len(latest) > LATEST:
                latest.popitem(last=False)
            yield latest[same]

    def slices(self) -> Iterator[list[Told]]:
        """The events in slices, each by first report."""
        copies = {article: family.id for article, family in self.collection.family_of.items()}
        held: list[Happening] = []
        articles = 0
        for happening in happenings(self.profiles(), copies):
            held.append(happening)
            articles += len(happening.profiles)
            if articles >= SLICE and _span(held) >= SLICE_DAYS:
                yield _told(held)
                held, articles = [], 0
        yield _told(held)

    def run(self) -> Iterator[Grouped]:
        """Everything, slice by slice; an event that is recalled later comes once more."""
        told_before: frozenset[tuple[str, int]] = frozenset()
        for own, beside in pairwise(chain(self._taken_up(), [[]])):
            for told in own:
                event = build_event(told)
                self.headlines[event.id] = Headline.of(event)
                yield "events", event
            for conflict in find_conflicts(self.collection, [*own, *beside], len(own)):
                yield "conflicts", conflict
            found, told_before = self._utterances(own, beside, told_before)
            for utterance in found:
                yield "utterances", utterance
            self.recall.close(own)
            for told in own:
                told.facts = told.figures = None
        yield from self._late()
        for story in stories(self.numbers, self.headlines.values()):
            yield "stories", story
        for entity in self.named.entities():
            yield "entities", entity

    def _taken_up(self) -> Iterator[list[Told]]:
        """The slices, each after what its articles recall was put in place."""
        for found in self.slices():
            self.recall.add(found)
            yield found

    def _utterances(
        self, own: list[Told], beside: list[Told], told_before: frozenset[tuple[str, int]]
    ) -> tuple[list[Utterance], frozenset[tuple[str, int]]]:
        """Those that a report of the slice gives first, and the renderings told now."""
        occasions = {p.article: told.id for told in (*own, *beside) for p in told.profiles}
        mine = {p.article for told in own for p in told.profiles}
        articles = sorted(occasions, key=self.collection.when)
        kept = [
            utterance
            for utterance in find_utterances(self.collection, occasions, articles)
            if utterance.renderings[0].article in mine
            and not told_before & {(r.article, r.start) for r in utterance.renderings}
        ]
        told = frozenset((r.article, r.start) for u in kept for r in u.renderings)
        return kept, told

    def _late(self) -> Iterator[Grouped]:
        """Events that articles of later slices recall, and the days on which they differ."""
        for mains, acts in self.recall.late():
            profiles = [profile(self.collection, article, {}) for article in mains]
            told = Told(Happening(profiles), acts)
            event = build_event(told)
            self.headlines[event.id] = Headline.of(event)
            yield "events", event
            for conflict in late_conflicts(self.collection, told):
                yield "conflicts", conflict


def _told(found: Iterable[Happening]) -> list[Told]:
    return [Told(one) for one in sorted(found, key=lambda one: one.number)]


def _span(found: list[Happening]) -> int:
    """How many days lie between the first and the last of some happenings."""
    days = [one.last for one in (found[0], found[-1]) if one.last]
    return abs((days[-1] - days[0]).days) if len(days) > 1 else 0


def grouped(collection: Collection) -> Iterator[Grouped]:
    """All records of a collection with their kinds, as they are found.

    An event that later articles recall comes a second time with their reports; the last one
    counts. Conflicts with an id that was there before tell no more than the first.
    """
    terms = Terms(collection)
    near = nearness(len(collection.order), named=terms.named)
    return _Stream(collection, terms, StoryLines(near), Recall(collection)).run()
