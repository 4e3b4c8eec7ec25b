"""Of what a figure is told: the event as a whole, a part of it, a span of time, another event.

*Once muertos* and *tres niños entre los fallecidos* do not contradict each other; nor does what
came *en lo que va de año*, nor *otro accidente, el mes pasado*.
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
Scope = Literal["whole", "part", "span", "past"]

#: What a sentence puts so many days before an event is not of it.
BEFORE = 2
#: So many more days before it is another event, whatever the words.
LONG = 12
#: So near before a figure stands what makes it a part.
_NEAR = 60
_AMONG = re.compile(
    r"\b(?:entre (?:ell[oa]s|los|las|est[oa]s|quienes)|among (?:them|the|those|whom)"
    r"|including|incluid[oa]s|de (?:ell[oa]s|l[oa]s cuales|l[oa]s que)|of (?:them|whom|which))\b"
    r"[^.;]*$",
    re.IGNORECASE,
)
_OF_THEM = re.compile(
    r"\s*(?:de (?:l[oa]s|ell[oa]s|es[oa]s|est[oa]s|sus|quienes)|of (?:the|them|those"
    r"|these|its|his|her|their))\b(?! (?:[\w']+'s )?(?:\d|dos|tres|cuatro|cinco|seis|siete|ocho"
    r"|nueve|diez|once|doce|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve))",
    re.IGNORECASE,
)
#: A sum over a span of time.
_OVER_TIME = re.compile(
    r"\b(?:en lo que va de|a lo largo del año|desde (?:enero|principios|comienzos|que comenzó)"
    r"|este año|so far (?:this|in)|this year|since (?:january|the start|the beginning)"
    r"|al año|cada año|a year|per year|every year|annually|anual(?:es|mente)?)\b",
    re.IGNORECASE,
)

#: What tells that it is another thing of the kind.
_OTHER = re.compile(
    r"\b(?:otr[oa]s?|anterior(?:es|mente)?|previ[oa]s?|another|previous(?:ly)?|earlier)\b",
    re.IGNORECASE,
)

#: *Tres policías y una vendedora*: who else is counted with them stands behind.
_AND = re.compile(
    r"[^,.;:]{0,40}?\s(?:y|e|and)\s(?:a\s)?(?:un|una|su|sus|a|an|his|her|its|their)\s",
    re.IGNORECASE,
)
#: *Seis de los nueve vagones*: the nine are all that there are.
_WHOLE = re.compile(
    r"\w+ (?:de (?:l[oa]s|sus)|(?:out )?of (?:the|its|their|[\w' ]{2,20}'s))\s+$", re.IGNORECASE
)
#: How the words of `scope.yaml` stand to a figure, and how far away they are looked for.
_FRAMES = {
    "before": r"\b(?:{})\b",
    "close": r"\b(?:{})\s(?:[^\s]+\s){{0,3}}$",
    "behind": r"[^,.;]{{0,25}}?\b(?:{})\b",
    "beside": r"\b(?:{})\b",
    "after": r"\b(?:{})\b",
    "ahead": r"\b(?:{})\b[^.;]*$",
}
_BACK = {"asked": 60, "not": 40}


@cache
def _words(case: str, frame: str) -> re.Pattern[str]:
    told = own_data(__package__, "scope.yaml")[case][frame]
    return re.compile(_FRAMES[frame].format(told), re.IGNORECASE)


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
    if _WHOLE.search(text[max(sentence[0], start - _NEAR) : start]):
        return "whole"
    if _AND.match(behind):
        return "and"
    return "not" if _words("not", "before").search(before[-_BACK["not"] :]) else ""


def is_partial(text: str, start: int, end: int) -> bool:
    """Whether the figure at `[start, end)` is told as a part: *de ellos, tres*, *dos de los*."""
    before = text[max(0, start - _NEAR) : start]
    return bool(_AMONG.search(before) or _OF_THEM.match(text, end))


def scope_of(mention: Mention, figure: Quantity, text: str, first: date | None) -> Scope:
    """Of what a figure is told: the whole, a part of it, a span of time, or another event, which
    is past when the event begins on its `first` day.
    """
    if _OVER_TIME.search(mention.span.text):
        return "span"
    latest = [as_day(time.latest) for time in mention.times]
    limit = first - timedelta(days=BEFORE) if first else None
    past = bool(limit and latest) and all(day and limit and day < limit for day in latest)
    if past and _OTHER.search(mention.span.text):
        return "past"
    if limit and latest and all(day and day < limit - timedelta(days=LONG) for day in latest):
        return "past"
    return "part" if is_partial(text, figure.start, figure.end) else "whole"
