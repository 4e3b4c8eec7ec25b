"""How a workspace stands."""

from __future__ import annotations

from msgspec import Struct

from veedor.engine.stages import VERSIONS
from veedor.model import Refusal, Triage
from veedor.store import Workspace
from veedor.store.collected import KINDS
from veedor.watch.health import SourceState, source_states

__all__ = ["Status", "status_of"]


class Status(Struct, frozen=True, kw_only=True):
    """Counts by name, stages with stale work, remarks by source, and what was refused; how the
    declared sources fare, deliveries of alerts by state, and what is wrong with their channels.
    """

    counts: dict[str, int]
    stale: tuple[str, ...]
    notes: dict[str, str]
    refusals: tuple[Refusal, ...]
    sources: tuple[SourceState, ...] = ()
    alerts: dict[str, int] = {}
    channels: tuple[str, ...] = ()


def _wanted(workspace: Workspace, articles: set[str]) -> set[str]:
    """The articles that are to be read, as far as they were looked at."""
    if workspace.settings.follow.read == "all":
        return articles
    looks = workspace.outputs.all("triage", Triage)
    return {article for article in articles if article not in looks or looks[article].followed}


def status_of(workspace: Workspace) -> Status:
    """The state of a workspace."""
    articles = workspace.articles.ids()
    refusals = workspace.articles.refusals()
    made = {stage: workspace.outputs.made(stage) for stage in ("read", "date", "link")}
    counts = {"articles": len(articles)}
    for stage, outputs in made.items():
        counts[f"articles through {stage}"] = len(outputs)
    if looked := len(workspace.outputs.made("triage")):
        counts["articles looked at"] = looked
    counts |= {kind: workspace.records.count(kind) for kind in KINDS}
    findings = workspace.findings.all()
    for kind in ("finding", "lead"):
        counts[f"{kind}s"] = sum(finding.kind == kind for finding in findings)
    counts["list versions"] = len(workspace.lists.versions())
    counts["decisions"] = len(workspace.reviews.all())
    counts["refused"] = len(refusals)
    counts["bytes of evidence"] = workspace.evidence.size()
    stale = tuple(
        stage
        for stage, outputs in made.items()
        if any(m.version != VERSIONS[stage] for m in outputs.values())
        or (stage == "read" and _wanted(workspace, articles) - set(outputs))
    )
    return Status(
        counts=counts,
        stale=stale,
        notes=workspace.articles.notes(),
        refusals=tuple(refusals),
        sources=tuple(source_states(workspace)),
        alerts=workspace.alerts.counts(),
        channels=tuple(workspace.alerts.problems()),
    )
