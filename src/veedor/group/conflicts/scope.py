"""Of what a figure is told: the event as a whole, a part of it, a span of time, another event.

*Once muertos* and *tres niños entre los fallecidos* do not contradict each other; nor does what
came *en lo que va de año*, nor *otro accidente, el mes pasado*.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Literal

from veedor.group.mentions import Mention
from veedor.group.profiles import as_day
from veedor.group.quantities import Quantity

__all__ = ["Scope", "is_partial", "scope_of"]

#: What a figure is told of.
Scope = Literal["whole", "part", "span", "past"]

#: What a sentence puts so many days before an event is not of it.
BEFORE = 2
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
    r"|these|its|his|her|their))\b",
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
    return "part" if is_partial(text, figure.start, figure.end) else "whole"
