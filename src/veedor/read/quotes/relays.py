"""Who carried what others said to the reader: agencies, offices, whoever distributed it."""

from __future__ import annotations

from dataclasses import replace

from veedor.read.quotes.according import carriers
from veedor.read.quotes.indirect import Scene, characters
from veedor.read.quotes.report import Report
from veedor.read.quotes.sourced import Source

__all__ = ["with_relays"]


def with_relays(scene: Scene, sources: list[Source], reports: list[Report]) -> list[Report]:
    """The reports with those who relay them: sources whose scope holds them, carriers."""
    kept = []
    for report in reports:
        via = list(report.via)
        for source in sources:
            start, end = characters(scene, source.start, source.end)
            if report.cue == source.cue:
                via += source.via
            elif not source.echo and start <= report.start and report.end <= end + 1:
                via += (*source.speakers, *source.via)
        if report.direct and report.cue and not report.partial:
            via += _distributors(scene, report)
        others = tuple(v for v in dict.fromkeys(via) if v not in report.speakers)
        kept.append(replace(report, via=others))
    return kept


def _distributors(scene: Scene, report: Report) -> tuple[int, ...]:
    """Who carried a quotation: …, afirmó X en un comunicado distribuido por Y."""
    doc, segment = scene.line.doc, scene.segment
    behind = next((t.i for t in doc if report.cue and t.idx >= report.cue[1]), segment.end)
    return carriers(scene.line, behind, segment.end, scene.speakers)
