"""Search in the workspace's full-text index, and where in an article the words stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from veedor.errors import UsageError
from veedor.store import Workspace
from veedor.store.search import stems
from veedor.web.snapshot import Snapshot

__all__ = ["MOST_HITS", "Hit", "excerpt", "highlighted", "search"]

#: Facets are counted over the best so many; who gets more asks with more words.
MOST_HITS = 1_000
#: How much of an article is shown around the best place, in characters.
EXCERPT = 260
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that has all the words, and how relevant it is."""

    article: str
    score: float


def search(place: Workspace, snapshot: Snapshot, question: str) -> list[Hit]:
    """The articles of the snapshot that have every word, the most relevant first."""
    try:
        found = place.search.search(question, most=MOST_HITS, relevance=True)
    except UsageError:  # nothing but signs
        return []
    return [Hit(f.article, f.score) for f in found if f.article in snapshot.view.heads]


def excerpt(text: str, language: str | None, question: str) -> tuple[int, int]:
    """The stretch of a text that has the most of the words asked for."""
    places = [start for start, _ in _found(text, language, question)]
    if not places:
        return 0, min(len(text), EXCERPT)
    near = max(places[:200], key=lambda p: sum(p <= q < p + EXCERPT for q in places[:200]))
    start = text.rfind("\n", 0, near) + 1
    if near - start > EXCERPT // 3:
        start = text.find(" ", near - EXCERPT // 3) + 1
    end = text.find(" ", min(len(text), start + EXCERPT))
    return start, len(text) if end < 0 else end


def highlighted(text: str, language: str | None, question: str) -> Iterator[tuple[str, bool]]:
    """The text in pieces, and of each whether it is a word that was asked for."""
    place = 0
    for start, end in _found(text, language, question):
        yield text[place:start], False
        yield text[start:end], True
        place = end
    yield text[place:], False


def _found(text: str, language: str | None, question: str) -> Iterator[tuple[int, int]]:
    """Where words stand that have the stem of one that was asked for."""
    wanted = " ".join(part for part in question.split() if not part.startswith("-"))
    sought = {stem for code in ("es", "en", language) for stem in stems(wanted, code)}
    for word in _WORD.finditer(text):
        if not sought.isdisjoint(stems(word.group(), language)):
            yield word.start(), word.end()
