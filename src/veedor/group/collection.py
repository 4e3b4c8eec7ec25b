"""What grouping works on, and what it gives back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from veedor.date.order import in_order
from veedor.model import (
    Article,
    Conflict,
    CopyFamily,
    Dating,
    Entity,
    Event,
    Linked,
    Name,
    Reading,
    Story,
    Subject,
    Utterance,
)
from veedor.outlets import Outlets, built_in

__all__ = ["Collection", "Groups"]


@dataclass(frozen=True)
class Collection:
    """All that is known of a set of articles before it is grouped, each by article id.

    `readings`, `datings` and `linked` may lack an article: one whose language has no reader
    is grouped with nobody. `outlets` is the directory that the workspace goes by. `sequence` is
    the order of those that were read, where it is known already; `families_by_article` stands for
    `families` where not all of them are at hand.
    """

    articles: Mapping[str, Article]
    readings: Mapping[str, Reading]
    datings: Mapping[str, Dating] = field(default_factory=dict)
    linked: Mapping[str, Linked] = field(default_factory=dict)
    families: Sequence[CopyFamily] = ()
    outlets: Outlets = field(default_factory=built_in)
    sequence: Sequence[str] | None = None
    families_by_article: Mapping[str, CopyFamily] | None = None

    @cached_property
    def family_of(self) -> Mapping[str, CopyFamily]:
        """The copy family of each article that has one."""
        if self.families_by_article is not None:
            return self.families_by_article
        return {member.article: family for family in self.families for member in family.members}

    @cached_property
    def order(self) -> tuple[str, ...]:
        """The ids of the articles that were read, in order of time: undated ones come last."""
        if self.sequence is not None:
            return tuple(self.sequence)
        return in_order(self.articles, self.datings, self.readings)

    @cached_property
    def _places(self) -> dict[str, int]:
        return {article: place for place, article in enumerate(self.order)}

    def links(self) -> Iterator[Linked]:
        """What was linked of each article, in order of time; one whose reading was broken off, or
        that was erased meanwhile, has nothing."""
        found = (self.linked.get(article) for article in self.order)
        return (linked for linked in found if linked is not None)

    def named(self, article: str) -> Iterator[tuple[Name, Subject]]:
        """The names of an article, each with whom or what it was linked to; none if nothing was."""
        if (linked := self.linked.get(article)) is not None:
            for name in self.readings[article].names:
                yield name, linked.subjects[name.referent]

    def when(self, article: str) -> int:
        """Where an article stands in the order."""
        return self._places[article]

    def origin(self, article: str) -> str | None:
        """Whose text the article is as far as is known: its family's origin, or its agency."""
        family = self.family_of.get(article)
        if family is not None:
            return family.origin
        reading, record = self.readings.get(article), self.articles.get(article)
        agencies = (reading.agencies if reading else ()) or (record.agencies if record else ())
        return agencies[0] if agencies else None


@dataclass(frozen=True, slots=True)
class Groups:
    """What a collection tells, article by article put together."""

    events: tuple[Event, ...] = ()
    stories: tuple[Story, ...] = ()
    utterances: tuple[Utterance, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    entities: tuple[Entity, ...] = ()
