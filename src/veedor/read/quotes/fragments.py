"""Marked words within a sourced clause, which are no quotation of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from veedor.read.quotes.indirect import Scene, characters, is_saying
from veedor.read.quotes.marks import words_within
from veedor.read.quotes.report import Report

if TYPE_CHECKING:
    from veedor.read.quotes.sourced import Source

__all__ = ["is_fragment", "without_fragments"]


def is_fragment(report: Report, start: int, end: int) -> bool:
    """Whether it is only the marked part of a clause of characters `[start, end)`."""
    return report.direct and start < report.start - 1 and report.end <= end + 1


def without_fragments(scene: Scene, sources: list[Source], reports: list[Report]) -> list[Report]:
    """The reports without marked words within a sourced clause that say nothing by themselves."""
    told = {(r.cue, r.start) for r in reports if not r.direct}
    spans = [(s.cue, *characters(scene, s.start, s.end)) for s in sources if s.verbal]
    clauses = [span for span in spans if span[:2] in told]
    stretches = {words_within(m, scene.line.text): m for m in scene.marked}
    return [
        r
        for r in reports
        if not any(r.cue == cue and is_fragment(r, start, end) for cue, start, end in clauses)
        or ((r.start, r.end) in stretches and is_saying(stretches[r.start, r.end], scene))
    ]
