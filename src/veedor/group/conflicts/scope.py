"""Of what a figure is told: the event as a whole, a part of it, a span of time, another event.

*Once muertos* and *tres niños entre los fallecidos* do not contradict each other; nor does what
came *en lo que va de año*, nor *otro accidente, el mes pasado*. `set_apart` goes by the words
around a figure, `scope_of` by what its sentence says of time; the words stand in `scope.yaml`.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache
from typing import Literal

from veedor.data import own_data
from veedor.group.mentions import Mention
from veedor.group.profiles import as_day
from veedor.group.quantities import Quantity

__all__ = ["BEFORE", "Scope", "is_partial", "scope_of", "set_apart"]

#: What a figure is told of.
Scope = Literal["whole", "span", "past"]

#: What a sentence puts so many days before an event is not of it.
BEFORE = 2
#: So many more days before it is another event, whatever the words.
LONG = 12
#: So near before a figure stands what makes it a part.
_NEAR = 60
#: How the words of `scope.yaml` stand to a figure, where more than being there is asked for.
_FRAMES = {
    "close": r"\b(?:{})\s(?:[^\s]+\s){{0,3}}$",
    "behind": r"[^,.;]{{0,25}}?\b(?:{})\b",
    "ahead": r"\b(?:{})\b[^.;]*$",
    "near": r"\b(?:{})\b[^.;]*$",
    "of": r"\s*(?:{})",
    "among": r"\w+ (?:{})\s+$",
    "joined": r"[^,.;:]{{0,40}}?\s(?:{})\s",
}
#: So many characters before a figure they are looked for.
_BACK = {"asked": 60, "not": 40}


@cache
def _words(case: str, frame: str) -> re.Pattern[str]:
    told = own_data(__package__, "scope.yaml")[case][frame]
    return re.compile(_FRAMES.get(frame, r"\b(?:{})\b").format(told), re.IGNORECASE)


def set_apart(
    text: str, sentence: tuple[int, int], around: tuple[int, int], figure: Quantity, counted: bool
) -> str:
    """Why a figure is not what the event as a whole came to; empty if nothing says so.

    Args:
        text: the text that it stands in.
        sentence: where its sentence begins and ends.
        around: from where to where what stands beside it is told of it.
        figure: the figure.
        counted: it counts, and measures nothing.
    """
    start, end = figure.start, figure.end
    before, behind = text[around[0] : start], text[end : around[1]]
    if _words("asked", "before").search(before[-_BACK["asked"] :]):
        return "asked"
    if _words("other", "close").search(before) or _words("other", "behind").match(behind):
        return "other"
    if any(_words("span", "beside").search(beside) for beside in (before, behind)):
        return "span"
    ahead = _words("part", "ahead").search(text[sentence[0] : start])
    if ahead or is_partial(text, start, end) or _words("part", "after").search(behind):
        return "part"
    if not counted:
        return ""
    if _words("whole", "among").search(text[max(sentence[0], start - _NEAR) : start]):
        return "whole"
    if _words("and", "joined").match(behind):
        return "and"
    return "not" if _words("not", "before").search(before[-_BACK["not"] :]) else ""


def is_partial(text: str, start: int, end: int) -> bool:
    """Whether the figure at `[start, end)` is told as a part: *de ellos, tres*, *dos de los*."""
    before = text[max(0, start - _NEAR) : start]
    return bool(_words("part", "near").search(before) or _words("part", "of").match(text, end))


def scope_of(mention: Mention, first: date | None) -> Scope:
    """Of what the figures of a mention are told that nothing sets apart: of the event, of a span
    of time, or of another event, which is past when the event begins on its `first` day.
    """
    if _words("span", "with").search(mention.span.text):
        return "span"
    latest = [as_day(time.latest) for time in mention.times]
    limit = first - timedelta(days=BEFORE) if first else None
    past = bool(limit and latest) and all(day and limit and day < limit for day in latest)
    if past and _words("other", "with").search(mention.span.text):
        return "past"
    if limit and latest and all(day and day < limit - timedelta(days=LONG) for day in latest):
        return "past"
    return "whole"
