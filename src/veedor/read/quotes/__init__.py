"""Who is said to have said what: quotations, reported clauses, their speakers and relays."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from veedor.model import Quote, Referent, Span
from veedor.read.parse import Parsed
from veedor.read.quotes.analysis import analyse
from veedor.read.quotes.report import Report
from veedor.read.referents import Mentions

__all__ = ["find_quotes"]


def find_quotes(
    parsed: Parsed, mentions: Mentions
) -> tuple[tuple[Quote, ...], tuple[Referent, ...]]:
    """The quotes of an article in order, and its referents with unnamed sources added.

    A direct quote is what stands inside its marks; an indirect one is the reported clause
    without its conjunction. Where the predicate of a reported clause stands inside marks, only
    those are a quote; where it stands outside, the clause is one and so are marked words in it
    that say something (a marked word or noun phrase there is a scare quote, and none).
    """
    found = analyse(parsed, mentions)
    quotes = [_quote(report) for report in found.reports if not report.hidden]
    quotes.sort(key=lambda quote: (quote.start, -quote.end))
    return tuple(_placed(quotes)), found.referents


def _placed(quotes: list[Quote]) -> Iterator[Quote]:
    """The quotes, each with the shortest of those before it that holds it."""
    holding: list[int] = []
    for index, quote in enumerate(quotes):
        while holding and quotes[holding[-1]].end < quote.end:
            holding.pop()
        yield replace(quote, inside=holding[-1]) if holding else quote
        holding.append(index)


def _quote(report: Report) -> Quote:
    span = report.line.between(report.start, report.end)
    cue: Span | None = report.line.between(*report.cue) if report.cue else None
    return Quote(
        start=span.start,
        end=span.end,
        text=span.text,
        direct=report.direct,
        speakers=report.speakers,
        cue=cue,
        via=report.via,
        partial=report.partial,
    )
