"""A workspace as pages see it: loaded once, kept until something in it changes."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from veedor.engine.background import Background
from veedor.engine.view import load_view
from veedor.find.decisions import apply_to_findings
from veedor.lists.index import Index
from veedor.model import (
    Conflict,
    Decision,
    Entity,
    Event,
    Finding,
    Party,
    Statement,
    Story,
    Utterance,
    record_id,
)
from veedor.report.view import View
from veedor.store import Workspace
from veedor.store.lists import StoredVersion
from veedor.web.searching import SearchIndex

__all__ = ["Keeper", "Snapshot"]


@dataclass(frozen=True, eq=False)
class Snapshot:
    """Everything that pages show, at one moment; `fingerprint` changes when any of it does."""

    view: View
    decisions: Sequence[Decision]
    versions: Sequence[StoredVersion]
    fingerprint: str
    notes: dict[str, str] = field(default_factory=dict)

    @cached_property
    def findings(self) -> dict[str, Finding]:
        """Findings by id, in order."""
        return {finding.id: finding for finding in self.view.findings}

    @cached_property
    def stories(self) -> dict[str, Story]:
        """Stories by id."""
        return {story.id: story for story in self.view.groups.stories}

    @cached_property
    def conflicts(self) -> dict[str, Conflict]:
        """Conflicts by id."""
        return {conflict.id: conflict for conflict in self.view.groups.conflicts}

    @cached_property
    def entities(self) -> dict[str, Entity]:
        """Entities by key."""
        return {entity.key: entity for entity in self.view.groups.entities}

    @cached_property
    def countries(self) -> dict[str, Entity]:
        """The entity that is a country, by its ISO code."""
        named = self.view.groups.entities
        return {e.country: e for e in named if e.type == "country" and e.country}

    @cached_property
    def statements(self) -> dict[str, Statement]:
        """Statements by id."""
        linked = self.view.collection.linked.values()
        return {statement.id: statement for one in linked for statement in one.statements}

    @cached_property
    def events_of(self) -> dict[str, list[Event]]:
        """The events that each article tells of, oldest first."""
        told: dict[str, list[Event]] = defaultdict(list)
        for event in self.view.groups.events:
            for report in event.reports:
                told[report.article].append(event)
        return told

    @cached_property
    def story_of(self) -> dict[str, Story]:
        """The story that an event is part of."""
        return {key: story for story in self.view.groups.stories for key in story.events}

    @cached_property
    def utterances_of(self) -> dict[str, list[Utterance]]:
        """What each speaker is reported to have said."""
        said: dict[str, list[Utterance]] = defaultdict(list)
        for utterance in self.view.groups.utterances:
            said[utterance.speaker].append(utterance)
        return said

    @cached_property
    def findings_of(self) -> dict[str, list[Finding]]:
        """The findings that have evidence in each article."""
        cited: dict[str, list[Finding]] = defaultdict(list)
        for finding in self.view.findings:
            for article in dict.fromkeys(item.article for item in finding.evidence):
                cited[article].append(finding)
        return cited

    @cached_property
    def search(self) -> SearchIndex:
        """What is written in every article, by word."""
        return SearchIndex(self.view)


class Keeper:
    """Opens a workspace and holds its snapshot; used from many threads.

    A request asks the database for a few facts and loads anew only when they have changed.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = threading.RLock()
        self._workspace: Workspace | None = None
        self._snapshot: Snapshot | None = None
        self._parties: tuple[str, dict[str, Party], Index] | None = None

    @contextmanager
    def workspace(self) -> Iterator[Workspace]:
        """The workspace for reading and for adding decisions; one thread at a time.

        Raises:
            VeedorError: it cannot be opened; the next request tries again.
        """
        with self._lock:
            if self._workspace is None:
                self._workspace = Workspace(self.folder)
            try:
                yield self._workspace
            except Exception:
                self._workspace.close()
                self._workspace = None
                raise

    def current(self) -> Snapshot:
        """The workspace as it is now.

        Raises:
            VeedorError: it cannot be read.
        """
        with self.workspace() as place:
            found = _fingerprint(place)
            if self._snapshot is None or self._snapshot.fingerprint != found:
                self._snapshot = _load(place, found)
            return self._snapshot

    def parties(self) -> tuple[dict[str, Party], Index]:
        """The listed parties by id, and the index to screen names with; loaded when first asked.

        Raises:
            VeedorError: a list cannot be read.
        """
        with self.workspace() as place:
            background = Background(place)
            if self._parties is None or self._parties[0] != background.key:
                parties = {party.id: party for party in background.parties}
                self._parties = background.key, parties, background.context.index
            return self._parties[1:]

    def close(self) -> None:
        """Close the workspace."""
        with self._lock:
            if self._workspace is not None:
                self._workspace.close()
                self._workspace = None


def _fingerprint(place: Workspace) -> str:
    decisions = place.reviews.all()
    refusals = place.articles.refusals()
    return record_id(
        *(place.get(stage) or "" for stage in ("date", "group", "find")),
        decisions[-1].hash if decisions else "",
        *(f"{r.source} {r.stage} {r.reason}" for r in refusals),
        *(f"{v.sha256} {v.as_of}" for v in place.lists.versions()),
    )


def _load(place: Workspace, fingerprint: str) -> Snapshot:
    """All of it, with decisions applied that the last run had not yet seen."""
    decisions = place.reviews.all()
    view = load_view(place)
    reviewed = tuple(apply_to_findings(view.findings, decisions))
    # Half a run leaves findings of packs that are no longer followed: they cannot be shown.
    shown = tuple(finding for finding in reviewed if finding.regime in view.packs)
    return Snapshot(
        view=replace(view, findings=shown),
        decisions=decisions,
        versions=place.lists.versions(),
        fingerprint=fingerprint,
        notes=place.articles.notes(),
    )
