"""How a workspace stands."""

from __future__ import annotations

from importlib.metadata import version

from msgspec import Struct

from veedor.engine.models import models
from veedor.engine.stages import VERSIONS
from veedor.model import Refusal, Triage
from veedor.store import Workspace
from veedor.store.collected import KINDS
from veedor.store.schema import HEAD
from veedor.watch.health import SourceState, source_states

__all__ = ["Status", "status_of"]


class Status(Struct, frozen=True, kw_only=True):
    """Counts by name, stages with stale work and how many articles wait for each, bytes by what
    they hold, versions by what has them, remarks by source, and what was refused; how the declared
    sources fare, deliveries of alerts by state, and what is wrong with their channels.
    """

    counts: dict[str, int]
    stale: tuple[str, ...]
    waiting: dict[str, int]
    sizes: dict[str, int]
    versions: dict[str, str]
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
    waiting = {
        stage: sum(m.version != VERSIONS[stage] for m in outputs.values())
        for stage, outputs in made.items()
    }
    waiting["read"] += len(_wanted(workspace, articles) - set(made["read"]))
    waiting = {stage: number for stage, number in waiting.items() if number}
    return Status(
        counts=counts,
        stale=tuple(waiting),
        waiting=waiting,
        sizes=_sizes(workspace),
        versions=_versions(),
        notes=workspace.articles.notes(),
        refusals=tuple(refusals),
        sources=tuple(source_states(workspace)),
        alerts=workspace.alerts.counts(),
        channels=tuple(workspace.alerts.problems()),
    )


def _sizes(workspace: Workspace) -> dict[str, int]:
    """Bytes on the disk."""
    folder = workspace.settings.evidence_folder(workspace.folder)
    files = list(folder.iterdir()) if folder.is_dir() else []
    return {
        "database": workspace.database.size(),
        "evidence files": sum(file.stat().st_size for file in files),
    }


def _versions() -> dict[str, str]:
    stages = ", ".join(f"{stage} {number}" for stage, number in VERSIONS.items())
    packages = {model.package: model.installed or "missing" for model in models()}
    names = {"veedor": version("veedor"), "schema": HEAD, "stages": stages}
    return names | packages | {"trafilatura": version("trafilatura")}
