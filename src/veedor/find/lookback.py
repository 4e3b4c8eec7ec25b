"""What a new list, pack or alias makes of articles that were read before.

A designation made today may name somebody whom the archive has named for years. Linking again
finds that out; this says which of the matches are new.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from veedor.model import Dating, Linked, Match

__all__ = ["LookBack", "NewMatch", "look_back", "new_matches"]


@dataclass(frozen=True, slots=True)
class NewMatch:
    """A match that an article read before has only now."""

    article: str
    label: str
    match: Match


@dataclass(frozen=True, slots=True)
class LookBack:
    """One record that the archive turns out to name: in which articles, and since when.

    `first` is the day of the oldest of them that is dated, ISO 8601, or None. `by_office`: none of
    them names anybody, they only tell of the office that is held.
    """

    label: str
    list: str
    record: str
    listed_on: str | None
    articles: tuple[str, ...]
    first: str | None
    by_office: bool = False


def new_matches(before: Mapping[str, Linked], after: Mapping[str, Linked]) -> Iterator[NewMatch]:
    """The established matches of articles that were linked before, and had them not.

    Articles that are new themselves are no look-back, whatever they name.
    """
    for article in sorted(before.keys() & after.keys()):
        known = {_record(match) for _, match in _matches(before[article])}
        for label, match in _matches(after[article]):
            if _record(match) not in known:
                known.add(_record(match))
                yield NewMatch(article, label, match)


def _matches(linked: Linked) -> Iterator[tuple[str, Match]]:
    for subject in linked.subjects:
        if subject.set_aside is None:
            yield from ((subject.label, match) for match in subject.matches if match.established)
    for holders in linked.holders:
        for holder in holders:
            if holder.source != "text":
                label = holder.label or holder.key
                yield from ((label, match) for match in holder.matches if match.established)


def _record(match: Match) -> tuple[str, str]:
    return match.list, match.record


def look_back(found: Iterable[NewMatch], datings: Mapping[str, Dating]) -> list[LookBack]:
    """The new matches by record: the most named first."""
    by_record: dict[tuple[str, str], list[NewMatch]] = {}
    for item in found:
        by_record.setdefault(_record(item.match), []).append(item)
    told = [_told(items, datings) for items in by_record.values()]
    return sorted(told, key=lambda item: (-len(item.articles), item.label, item.list, item.record))


def _told(items: list[NewMatch], datings: Mapping[str, Dating]) -> LookBack:
    match = items[0].match
    days = [d.earliest for item in items if (d := datings.get(item.article)) and d.earliest]
    return LookBack(
        label=max((item.label for item in items), key=lambda text: (len(text), text)),
        list=match.list,
        record=match.record,
        listed_on=match.listed_on,
        articles=tuple(dict.fromkeys(item.article for item in items)),
        first=min(days, default=None),
        by_office=all(item.match.via == "office" for item in items),
    )
