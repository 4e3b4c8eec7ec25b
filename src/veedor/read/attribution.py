"""The chain of who says so, for any stretch of an article."""

from __future__ import annotations

from veedor.model import Attribution, Quote
from veedor.read.parse import Parsed
from veedor.read.referents import Mentions

__all__ = ["attribution_of"]


def attribution_of(
    parsed: Parsed, quotes: tuple[Quote, ...], mentions: Mentions, start: int, end: int
) -> tuple[Attribution, ...]:
    """Who says what `[start, end)` tells, innermost first; empty: the outlet itself."""
    inside = sorted(
        (quote for quote in quotes if quote.start <= start and end <= quote.end),
        key=lambda quote: quote.end - quote.start,
    )
    seen: dict[int, Attribution] = {}
    for quote in inside:
        for referent in (*quote.speakers, *quote.via):
            role = "relays" if seen and referent not in quote.speakers else "says"
            seen.setdefault(referent, Attribution(role=role, referent=referent, cue=quote.cue))
    return tuple(seen.values())
