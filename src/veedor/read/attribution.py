"""The chain of who says so, for any stretch of an article."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import Literal, TypeVar

from veedor.model import Attribution, Quote, Span
from veedor.read.parse import Parsed
from veedor.read.quotes.analysis import Analysis, Relay, analyse
from veedor.read.quotes.report import Report
from veedor.read.referents import Mentions

__all__ = ["attribution_of"]

Role = Literal["says", "relays"]
_Told = TypeVar("_Told", Report, Relay)
_Voice = tuple[Span | None, tuple[int, ...]]


def attribution_of(
    parsed: Parsed, quotes: tuple[Quote, ...], mentions: Mentions, start: int, end: int
) -> tuple[Attribution, ...]:
    """Who says what `[start, end)` tells, innermost first; empty: the outlet itself.

    *Kim afirmó que …, según KCNA*: for the clause behind *que*, Kim says and KCNA relays; for
    *Kim afirmó* itself, KCNA says. Accusations, suspicions and opinions count (*las
    sospechas de X sobre …*), also where they are no quotes. `quotes` are those found in
    `parsed`; a stretch counts as inside what it begins in.
    """
    found = analyse(parsed, mentions)
    chain: dict[int, Attribution] = {}
    voices = [*_voices(found, start), *_quoted(quotes, start, end)]
    for cue, speakers in voices:
        role: Role = "relays" if chain else "says"
        for referent in speakers:
            chain.setdefault(referent, Attribution(role=role, referent=referent, cue=cue))
    return tuple(chain.values())


def _voices(found: Analysis, start: int) -> Iterator[_Voice]:
    reports = [
        r for r in _near(found.reports, start)
        if r.line.start + r.start <= start < r.line.start + r.end
    ]  # fmt: skip
    # Of two that hold the stretch, the one that begins later stands within the other.
    for report in sorted(reports, key=lambda r: (-r.line.start - r.start, r.end - r.start)):
        yield _cue(report), report.speakers
        yield None, report.via
    for relay in _near(found.relays, start):
        if relay.start <= start < relay.end:
            yield _source_cue(relay), relay.source.speakers
            yield None, relay.source.via


def _near(found: Sequence[_Told], place: int) -> Sequence[_Told]:
    """Those of the line that holds a character; all come in the order of their lines."""
    last = bisect_right(found, place, key=_line_start)
    if not last:
        return ()
    return found[bisect_left(found, _line_start(found[last - 1]), key=_line_start) : last]


def _line_start(told: Report | Relay) -> int:
    return told.line.start


def _cue(report: Report) -> Span | None:
    return report.line.between(*report.cue) if report.cue else None


def _source_cue(relay: Relay) -> Span:
    return relay.line.between(*relay.source.cue)


def _quoted(quotes: tuple[Quote, ...], start: int, end: int) -> Iterator[_Voice]:
    held = [quote for quote in quotes if quote.start <= start and end <= quote.end]
    for quote in sorted(held, key=lambda quote: quote.end - quote.start):
        yield quote.cue, quote.speakers
        yield quote.cue, quote.via
