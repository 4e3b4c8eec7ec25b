"""Main events: which articles report one happening as their main matter."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from veedor.group.likeness import SAME_EVENT, SLACK, common_day, likeness
from veedor.group.profiles import Profile

__all__ = ["Happening", "happenings"]

#: An article is held against this many reports of an event, the latest.
COMPARED = 8
#: Of those, the likeness to this many nearest counts: an analysis of the next day is near to
#: some reports of the event and far from others.
NEAREST = 3
#: A wide interval of days is looked up by no more than so many of its days.
DAYS = 40
#: An article is found by this many of its participants and acts.
FOUND_BY = 6


@dataclass
class Happening:
    """One happening and the articles that report it as their main matter, in order."""

    profiles: list[Profile]

    @property
    def days(self) -> tuple[date | None, date | None]:
        """When it happened, as far as its reports agree."""
        return common_day(self.profiles)

    def likeness(self, profile: Profile) -> float:
        """How much an article looks like the nearest of its reports, on average."""
        held = self.profiles[-COMPARED:]
        near = sorted((likeness(other, profile) for other in held), reverse=True)[:NEAREST]
        return sum(near) / len(near)

    def likeness_of(self, other: Happening) -> float:
        """How much the reports of another look like these, on average."""
        held = other.profiles[-COMPARED:]
        return sum(self.likeness(profile) for profile in held) / len(held)


def _days(profile: Profile, slack: int) -> Iterator[date]:
    if profile.earliest is None or profile.latest is None:
        return
    first = profile.earliest - timedelta(days=slack)
    count = min(DAYS, (profile.latest - profile.earliest).days + 1 + 2 * slack)
    for number in range(count):
        yield first + timedelta(days=number)


def _blocks(profile: Profile, slack: int) -> Iterator[tuple[date, str]]:
    """Where an article is looked up: its days by its people and acts."""
    keys = (*profile.participants[:FOUND_BY], *profile.acts[:2])
    for day in _days(profile, slack):
        for key in keys:
            yield day, key


@dataclass
class _Found:
    happenings: list[Happening] = field(default_factory=list)
    blocks: dict[tuple[date, str], set[int]] = field(default_factory=lambda: defaultdict(set))

    def nearest(self, profile: Profile) -> int | None:
        numbers: set[int] = set()
        for block in _blocks(profile, SLACK):
            numbers |= self.blocks.get(block, set())
        near = {number: self.happenings[number].likeness(profile) for number in numbers}
        best = min(near, key=lambda number: (-near[number], number), default=None)
        return best if best is not None and near[best] >= SAME_EVENT else None

    def merge(self) -> list[Happening]:
        """Put together happenings that turned out to be one, the oldest first."""
        kept: list[Happening] = []
        gone: dict[int, int] = {}
        for number, happening in enumerate(self.happenings):
            near: dict[int, float] = {}
            for profile in happening.profiles[-COMPARED:]:
                for block in _blocks(profile, SLACK):
                    for other in self.blocks.get(block, ()):
                        if other < number and other not in gone and other not in near:
                            near[other] = self.happenings[other].likeness_of(happening)
            best = min(near, key=lambda other: (-near[other], other), default=None)
            if best is None or near[best] < SAME_EVENT:
                kept.append(happening)
                continue
            gone[number] = best
            self.happenings[best].profiles.extend(happening.profiles)
        return kept

    def add(self, profile: Profile, number: int | None) -> None:
        if number is None:
            number = len(self.happenings)
            self.happenings.append(Happening([]))
        self.happenings[number].profiles.append(profile)
        for block in _blocks(profile, 0):
            self.blocks[block].add(number)


def happenings(
    profiles: Iterable[Profile], copies: Mapping[str, str] | None = None
) -> list[Happening]:
    """The happenings that articles, taken in order, report as their main matter.

    `copies` gives the copy family of an article: members of one tell one thing.
    """
    found = _Found()
    families: dict[str, int] = {}
    for profile in profiles:
        family = (copies or {}).get(profile.article)
        number = families.get(family) if family else None
        if number is None:
            number = found.nearest(profile)
        found.add(profile, number)
        if family:
            families.setdefault(family, len(found.happenings) - 1 if number is None else number)
    return found.merge()
