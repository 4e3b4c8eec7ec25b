"""Which of many patterns may match a text: those of which it holds some letters that they need.

A search for all of hundreds of patterns in each sentence costs more than all else that is done with
it, and nearly none of them matches. Which letters a pattern needs is read off the pattern.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

# Python's own parser of patterns; the public module of that name is deprecated.
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

import ahocorasick_rs

__all__ = ["Among", "needed"]

#: So many texts may stand for one part of a pattern; what may be more than these tells nothing.
MOST = 64

Texts = frozenset[str]
_NOTHING: Texts = frozenset([""])
_REPEATS = (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT)
_ZERO_WIDTH = (ops.AT, ops.ASSERT, ops.ASSERT_NOT)


def needed(pattern: re.Pattern[str]) -> Texts | None:
    """Texts of which each match of a pattern holds one; None if none are known.

    Raises:
        ValueError: the pattern takes capitals for small letters.
    """
    if pattern.flags & re.IGNORECASE:
        raise ValueError(f"a pattern without regard to case needs no letters: {pattern.pattern}")
    return _needed(_parser.parse(pattern.pattern, pattern.flags))


def _needed(items: Iterable[tuple[Any, Any]]) -> Texts | None:
    """The most telling of what the parts of a pattern need: the longest texts, then the fewest."""
    told = [texts for texts in _of_parts(items) if texts is not None and "" not in texts]
    return max(told, key=lambda texts: (min(map(len, texts)), -len(texts)), default=None)


def _of_parts(items: Iterable[tuple[Any, Any]]) -> Iterator[Texts | None]:
    """What stretches of a pattern need; those that can be told in full are taken together."""
    run = _NOTHING
    for item in items:
        own = _in_full([item])
        longer = None if own is None else _joined(run, own)
        if longer is not None:
            run = longer
            continue
        yield run
        run = own or _NOTHING
        yield _inside(*item)
    yield run


def _inside(op: Any, value: Any) -> Texts | None:
    """What a part needs that cannot be told in full."""
    if op is ops.SUBPATTERN:
        return _needed(value[-1])
    if op in _REPEATS and value[0] > 0:
        return _needed(value[2])
    if op is ops.BRANCH:
        branches = [_needed(branch) for branch in value[1]]
        known = [texts for texts in branches if texts is not None]
        return frozenset().union(*known) if len(known) == len(branches) else None
    return None


def _in_full(items: Iterable[tuple[Any, Any]]) -> Texts | None:
    """All texts that a stretch of a pattern matches, where they are few."""
    found: Texts | None = _NOTHING
    for op, value in items:
        own = _told(op, value)
        found = None if own is None or found is None else _joined(found, own)
    return found


def _told(op: Any, value: Any) -> Texts | None:
    if op is ops.LITERAL:
        return frozenset([chr(value)])
    if op in _ZERO_WIDTH:
        return _NOTHING
    if op is ops.SUBPATTERN:
        return _in_full(value[-1])
    if op is ops.BRANCH:
        return _either([_in_full(branch) for branch in value[1]])
    if op is ops.IN:
        return _either([_told(*one) if one[0] is ops.LITERAL else None for one in value])
    if op in _REPEATS and tuple(value[:2]) == (0, 1):
        return _either([_NOTHING, _in_full(value[2])])
    return None


def _either(options: Sequence[Texts | None]) -> Texts | None:
    known = [texts for texts in options if texts is not None]
    found: Texts = frozenset().union(*known)
    return found if len(known) == len(options) and len(found) <= MOST else None


def _joined(left: Texts, right: Texts) -> Texts | None:
    if len(left) * len(right) > MOST:
        return None
    return frozenset(one + other for one in left for other in right)


class Among:
    """Patterns of which those are found that may match a text.

    Args:
        patterns: for texts in small letters.
    """

    def __init__(self, patterns: Sequence[re.Pattern[str]]) -> None:
        of: dict[str, set[int]] = {}
        self._always: set[int] = set()
        for number, pattern in enumerate(patterns):
            texts = needed(pattern)
            if texts is None:
                self._always.add(number)
            for text in texts or ():
                of.setdefault(text, set()).add(number)
        self._of = list(of.values())
        self._matcher = ahocorasick_rs.AhoCorasick(list(of))

    def may_match(self, text: str) -> set[int]:
        """The numbers of the patterns that may match a text: all others do not."""
        hits = self._matcher.find_matches_as_indexes(text, overlapping=True)
        return self._always.union(*(self._of[number] for number in {hit[0] for hit in hits}))
