"""Grouping slice by slice, so that memory does not grow with the archive.

Articles are taken by (date, id). Events are handed on when no article to come can report them;
a slice of them is then held against itself and the next one and is let go.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from veedor.group.collection import Collection
from veedor.group.conflicts import late_conflicts
from veedor.group.entities import Named
from veedor.group.events import Told, build_event
from veedor.group.happenings import Happening, Open
from veedor.group.keeping import Keeping
from veedor.group.making import Making
from veedor.group.profiles import Profile, Profiles, profile
from veedor.group.recall import Recall
from veedor.group.slices import Slice, cut
from veedor.group.stories import Headline, stories
from veedor.group.storylines import StoryLines, nearness
from veedor.group.terms import Terms, Weights
from veedor.model import Conflict, Entity, Event, Story, Utterance
from veedor.shelf import Shelf

__all__ = ["Grouped", "grouped"]

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
    keeping: Keeping | None
    ends: Sequence[str] = ()
    numbers: dict[str, int] = field(default_factory=dict)
    headlines: dict[str, Headline] = field(default_factory=dict)
    named: Named = field(default_factory=Named)

    def profiles(self) -> Iterator[Profile]:
        """The main matter of each article, which is put into its story on the way."""
        profiles = Profiles(self.collection, self.terms)
        for article in self.collection.order:
            found = profiles.of(article)
            self.numbers[article] = self.lines.place(found.vector)
            self.named.take_up(self.collection, article)
            yield found

    def slices(self) -> Iterator[Slice]:
        """The events in slices."""
        copies = {article: family.id for article, family in self.collection.family_of.items()}
        return cut(Open(copies), self.profiles(), ends=self.ends)

    def run(self) -> Iterator[Grouped]:
        """Everything, slice by slice; an event that is recalled later comes once more."""
        recall = Recall(self.collection)
        for made in Making(self.collection, recall).records(self.slices()):
            for event in made.events:
                self.headlines[event.id] = Headline.of(event)
                yield "events", event
            for conflict in made.conflicts:
                yield "conflicts", conflict
            for utterance in made.utterances:
                yield "utterances", utterance
            if self.keeping is not None:
                self.keeping.slice(made)
        yield from self._late(recall)
        found = list(stories(self.numbers, self.headlines.values()))
        for story in found:
            yield "stories", story
        for entity in self.named.entities():
            yield "entities", entity
        if self.keeping is not None:
            self.keeping.recalled(recall.entries.values())
            self.keeping.weights(self.terms.weights)
            self.keeping.stories(self.numbers, self.headlines.values(), found)
            self.lines.keep(self.keeping.shelf, all_of_them=True)
            self.named.keep(self.keeping.shelf)

    def _late(self, recall: Recall) -> Iterator[Grouped]:
        """Events that articles of later slices recall, and the days on which they differ."""
        for entry, acts in recall.late():
            mains = (profile(self.collection, article, {}) for article in entry.mains)
            told = Told(Happening([*mains]), acts)
            event = build_event(told)
            self.headlines[event.id] = Headline.of(event)
            yield "events", event
            for conflict in late_conflicts(self.collection, told):
                entry.disputes = (*entry.disputes, conflict.id)
                yield "conflicts", conflict


def grouped(
    collection: Collection,
    shelf: Shelf | None = None,
    weights: Weights | None = None,
    ends: Sequence[str] = (),
) -> Iterator[Grouped]:
    """All records of a collection with their kinds, as they are found.

    An event that later articles recall comes a second time with their reports; the last one
    counts. Conflicts with an id that was there before tell no more than the first.

    Args:
        collection: what is grouped.
        shelf: where, in empty rooms, that is put which `regroup` needs to take up what is added.
        weights: how telling words are; None: as they are in this collection.
        ends: where the first slices end, if that is known.
    """
    terms = Terms(collection, weights)
    count = weights.count if weights else len(collection.order)
    lines = StoryLines(nearness(count, named=terms.named))
    keeping = None if shelf is None else Keeping(collection, shelf)
    return _Stream(collection, terms, lines, keeping, ends).run()
