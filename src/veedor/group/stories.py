"""Stories: events in line over months and years."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from veedor.model import Event, Story, record_id

__all__ = ["Headline", "stories", "story_of"]


@dataclass(frozen=True, slots=True)
class Headline:
    """What a story needs of an event; `mains` report it as their main matter."""

    id: str
    title: str
    when: str
    reports: int
    mains: tuple[str, ...]

    @classmethod
    def of(cls, event: Event) -> Headline:
        """The headline of an event."""
        mains = tuple(report.article for report in event.reports if report.role == "main")
        when = event.earliest or event.latest or "9999"
        return cls(event.id, event.title, when, len(event.reports), mains)


def stories(numbers: Mapping[str, int], events: Iterable[Headline]) -> Iterator[Story]:
    """The stories of a collection, each with its events, oldest first.

    Args:
        numbers: which story each article is of by its words, articles in order.
        events: all events; those that tell one make their stories one, since words alone part
            reports by language.
    """
    events = list(events)
    numbers = _joined(numbers, events)
    articles: dict[int, list[str]] = defaultdict(list)
    for article, number in numbers.items():
        articles[number].append(article)
    lines: dict[int, list[Headline]] = defaultdict(list)
    for event in events:
        if event.mains:
            lines[numbers[event.mains[0]]].append(event)
    for number, members in articles.items():
        yield story_of(members, lines[number])


def story_of(articles: Sequence[str], events: Iterable[Headline]) -> Story:
    """The record of a story: its articles in order, and its events."""
    line = sorted(events, key=_when)
    return Story(
        id=record_id("story", min(articles)),
        title=_title(line),
        events=tuple(event.id for event in line),
        articles=tuple(articles),
    )


def _joined(numbers: Mapping[str, int], events: Sequence[Headline]) -> dict[str, int]:
    parent = {number: number for number in numbers.values()}

    def find(number: int) -> int:
        while parent[number] != number:
            parent[number] = number = parent[parent[number]]
        return number

    for event in events:
        found = sorted({find(numbers[article]) for article in event.mains})
        for number in found[1:]:
            parent[number] = found[0]
    return {article: find(number) for article, number in numbers.items()}


def _when(event: Headline) -> tuple[str, str]:
    return event.when, event.id


def _title(events: Sequence[Headline]) -> str:
    """The title of the event that most articles report, the oldest if equal."""
    if not events:
        return ""
    return min(events, key=lambda event: (-event.reports, *_when(event))).title
