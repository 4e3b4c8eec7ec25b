"""Stories with articles and events that are new, gone or another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from heapq import merge
from typing import TYPE_CHECKING

from veedor.group.keeping import MEMBERS, PLACED, Members, Placed, Standings
from veedor.group.stories import Headline, story_of
from veedor.shelf import Overlay, packed, unpacked

if TYPE_CHECKING:
    from veedor.group.remake import Changes

__all__ = ["Restory"]


@dataclass
class Restory:
    """The lines that are touched, and the stories that are made of them."""

    shelf: Overlay
    standings: Standings
    changes: Changes
    lines: dict[int, Members] = field(default_factory=dict)
    touched: set[int] = field(default_factory=set)

    def put_article(self, article: str, line: int, *, moved: bool) -> None:
        """Put an article where it stands in its line."""
        self.touched.add(line)
        articles = self._line(line).articles
        if moved:
            if article in articles:
                articles.remove(article)
            articles.insert(self.standings.place(article, articles), article)

    def drop_events(
        self, events: Iterable[str], told: Iterable[Sequence[str]]
    ) -> None:
        """Let events go; `told` are the articles that report each."""
        gone = set(events)
        for line in self._lines_of(article for articles in told for article in articles):
            held = self._line(line).events
            here = gone & held.keys()
            if here:
                self.touched.add(line)
            for key in here:
                # The lines that were one through it may be so no longer.
                self.touched.update(held.pop(key)[1])

    def put_event(self, headline: Headline) -> None:
        """Put an event into the lines of the articles that report it."""
        lines = sorted(self._lines_of(headline.mains))
        self.touched.update(lines)
        for line in lines:
            self._line(line).events[headline.id] = headline, lines

    def finish(self) -> None:
        """Make the stories of the lines touched."""
        groups: list[list[int]] = []
        done: set[int] = set()
        for line in sorted(self.touched):
            if line not in done:
                together = self._together(line)
                groups.append(sorted(together))
                done |= together
        self.changes.drop("stories", {self.lines[line].story for line in done} - {""})
        for lines in groups:
            self._make([self.lines[line] for line in lines])
        self.shelf.put(MEMBERS, {str(line): packed(row) for line, row in self.lines.items()})

    def _make(self, rows: Sequence[Members]) -> None:
        articles = rows[0].articles
        if len(rows) > 1:
            self.standings.know(article for row in rows for article in row.articles)
            articles = list(merge(*(row.articles for row in rows), key=self.standings.order))
        events = {key: found for row in rows for key, (found, _) in row.events.items()}
        story = story_of(articles, events.values())
        self.changes.add("stories", story.id, story)
        for row in rows:
            row.story = story.id

    def _together(self, line: int) -> set[int]:
        """The lines that are of one story, since events are told in several of them."""
        found, waiting = {line}, [line]
        while waiting:
            for _, lines in self._line(waiting.pop()).events.values():
                waiting += [one for one in lines if one not in found]
                found.update(lines)
        return found

    def _line(self, line: int) -> Members:
        if line not in self.lines:
            row = self.shelf.get(MEMBERS, [str(line)]).get(str(line))
            self.lines[line] = unpacked(row, Members) if row else Members([], "", {})
        return self.lines[line]

    def _lines_of(self, articles: Iterable[str]) -> set[int]:
        rows = self.shelf.get(PLACED, articles)
        return {unpacked(row, Placed).line for row in rows.values()}
