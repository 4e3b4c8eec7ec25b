"""Opens a workspace for the pages and keeps its snapshot, from many threads."""

from __future__ import annotations

import gc
import logging
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from veedor.engine.background import Background
from veedor.engine.collection import load_groups
from veedor.errors import StoreError
from veedor.find.decisions import apply_to_findings, apply_to_linked, latest
from veedor.group.collection import Groups
from veedor.lists.index import Index
from veedor.model import (
    Article,
    CopyFamily,
    Dating,
    Decision,
    Finding,
    Linked,
    Party,
    Reading,
    Refusal,
    record_id,
)
from veedor.regimes.pack import Pack
from veedor.store import Workspace
from veedor.store.lists import StoredVersion
from veedor.web.archive import Archive, ArchiveView, Stored
from veedor.web.digests import Head, Kept, Outline, digests, heads
from veedor.web.snapshot import Snapshot

__all__ = ["Keeper"]

_LOG = logging.getLogger("veedor.web")
#: What other programs change in a workspace shows after so many seconds.
FRESH = 0.5


@dataclass(frozen=True)
class _Loaded:
    """What the last run left, before decisions are laid over it; `state` tells it from another."""

    state: str
    heads: dict[str, Head]
    digests: Kept
    datings: dict[str, Dating]
    families: Sequence[CopyFamily]
    groups: Groups
    findings: Sequence[Finding]
    packs: dict[str, Pack]
    refusals: Sequence[Refusal]
    lists: tuple[str, ...]
    versions: Sequence[StoredVersion]
    notes: dict[str, str]


class Keeper:
    """A workspace and its snapshot.

    A request asks the database for a few facts, and not more often than every `FRESH` seconds.
    New decisions show at once. What a run has left is loaded beside the pages, which show what
    was there before until it is ready; `prepare` puts together what pages look up in it.
    """

    def __init__(
        self, folder: Path, prepare: Callable[[Snapshot], None] = Snapshot.warm
    ) -> None:
        self.folder = folder
        self._prepare = prepare
        self._lock = threading.RLock()
        self._loading = threading.Lock()
        self._workspace: Workspace | None = None
        self._loaded: _Loaded | None = None
        self._snapshot: Snapshot | None = None
        self._checked = 0.0
        self._next_load = 0.0
        self._parties: tuple[str, dict[str, Party], Index] | None = None
        self._packs: tuple[str, dict[str, Pack]] = "", {}

    @contextmanager
    def workspace(self) -> Iterator[Workspace]:
        """The workspace for reading; a decision is written under `writing`.

        Raises:
            VeedorError: it cannot be opened; the next request tries again.
        """
        with self._lock:
            if self._workspace is None:
                self._workspace = Workspace(self.folder)
            place = self._workspace
        try:
            yield place
        except StoreError:
            self._forget(place)
            raise

    @contextmanager
    def writing(self) -> Iterator[Workspace]:
        """The workspace in one transaction; one thread at a time."""
        with self._lock, self.workspace() as place, place.transaction():
            yield place

    def _forget(self, place: Workspace) -> None:
        with self._lock:
            self._checked = 0.0
            if self._workspace is place:
                self._workspace = None
                place.close()

    def current(self) -> Snapshot:
        """The workspace as it is now, or as it was before what is being loaded.

        Raises:
            VeedorError: it cannot be read.
        """
        known = self._snapshot
        if known is None:
            self._load(again=False)
        elif time.monotonic() - self._checked < FRESH:
            return known
        # One thread looks; the others go on with what there is.
        if not self._lock.acquire(blocking=known is None):
            assert known is not None
            return known
        try:
            return self._looked_at()
        finally:
            self._lock.release()

    def refresh(self) -> Snapshot:
        """The workspace as it is at this moment, however long it takes to load.

        Raises:
            VeedorError: it cannot be read.
        """
        self._load()
        with self._lock:
            return self._looked_at()

    def decided(self) -> None:
        """Take a decision into the snapshot that was just added to the log."""
        with self._lock:
            self._looked_at()

    def _looked_at(self) -> Snapshot:
        assert self._loaded is not None
        with self.workspace() as place:
            log, state = place.reviews.all(), _state(place)
        if state != self._loaded.state and time.monotonic() > self._next_load:
            self._next_load = float("inf")
            threading.Thread(target=self._load_beside, name="veedor-load", daemon=True).start()
        shown = self._snapshot
        if shown is None or shown.fingerprint != _fingerprint(self._loaded, log):
            self._snapshot = shown = _under(self._loaded, log, self, shown)
        self._checked = time.monotonic()
        return shown

    def _load_beside(self) -> None:
        try:
            self._load()
        except Exception as error:  # the pages say so when they cannot read it either
            _LOG.warning("what the last run left cannot be loaded: %s", error)
            self._next_load = time.monotonic() + 5

    def _load(self, *, again: bool = True) -> None:
        """Take what the last run left, and make it the one that is shown.

        `again` False: only if nothing has been loaded meanwhile.
        """
        with self._loading:
            if self._snapshot is not None and not again:
                return
            begun = time.monotonic()
            gc.unfreeze()
            with self.workspace() as place, place.transaction():
                loaded = self._from(place)
                log = place.reviews.all()
            snapshot = _under(loaded, log, self)
            self._prepare(snapshot)
            with self._lock:
                self._loaded, self._snapshot = loaded, snapshot
                self._checked = time.monotonic()
            # What is loaded stays: looking through it for garbage would stop all pages for seconds.
            gc.freeze()
            # At most a third of the time goes into loading while another program writes.
            self._next_load = time.monotonic() + 2 * (time.monotonic() - begun)

    def _from(self, place: Workspace) -> _Loaded:
        """What the last run left; of it only what has changed since the last time is read."""
        background = Background(place)
        if self._packs[0] != background.packs_key:
            self._packs = background.packs_key, background.packs
        return _Loaded(
            state=_state(place),
            heads=heads(place),
            digests=digests(place, self._loaded.digests if self._loaded else {}),
            datings=place.outputs.all("date", Dating),
            families=place.records.all("families", CopyFamily),
            groups=load_groups(place),
            findings=place.findings.all(),
            packs=self._packs[1],
            refusals=place.articles.refusals(),
            lists=background.lists,
            versions=place.lists.versions(),
            notes=place.articles.notes(),
        )

    def parties(self) -> tuple[dict[str, Party], Index]:
        """The listed parties by id, and the index to screen names with; loaded when first asked.

        Raises:
            VeedorError: a list cannot be read.
        """
        snapshot = self.current()
        decided = [d.hash for d in snapshot.decisions if d.kind == "party"]
        key = record_id(*(f"{v.sha256} {v.as_of}" for v in snapshot.versions), "", *decided)
        with self._lock:
            if self._parties is None or self._parties[0] != key:
                with self.workspace() as place:
                    index = Background(place).index
                self._parties = key, {party.id: party for party in index.parties}, index
            return self._parties[1:]

    def close(self) -> None:
        """Close the workspace."""
        with self._lock:
            if self._workspace is not None:
                self._workspace.close()
                self._workspace = None


def _state(place: Workspace) -> str:
    """Changes with every run that ends, and when articles or refusals come in."""
    return record_id(
        *(place.get(stage) or "" for stage in ("group", "find")),
        str(place.articles.count()),
        *(f"{r.source} {r.stage} {r.reason}" for r in place.articles.refusals()),
        *(f"{v.sha256} {v.as_of}" for v in place.lists.versions()),
    )


def _fingerprint(loaded: _Loaded, log: Sequence[Decision]) -> str:
    return record_id(loaded.state, log[-1].hash if log else "")


def _under(
    loaded: _Loaded, log: Sequence[Decision], keeper: Keeper, before: Snapshot | None = None
) -> Snapshot:
    """What was loaded, with decisions applied that the last run had not yet seen.

    `before` is a snapshot of the same run under fewer decisions.
    """
    decided = latest(log)

    def articles(keys: Sequence[str]) -> dict[str, Article]:
        with keeper.workspace() as place:
            found = (place.articles.get(key) for key in keys)
            return {article.id: article for article in found if article is not None}

    def readings(keys: Sequence[str]) -> dict[str, Reading]:
        with keeper.workspace() as place:
            return place.outputs.some("read", Reading, keys)

    def outlines(keys: Sequence[str]) -> dict[str, Outline]:
        with keeper.workspace() as place:
            return place.outputs.some("read", Outline, keys)

    def linked(keys: Sequence[str]) -> dict[str, Linked]:
        with keeper.workspace() as place:
            found = place.outputs.some("link", Linked, keys)
        return {key: apply_to_linked(one, decided) for key, one in found.items()}

    made = {key: digest for key, (_, digest) in loaded.digests.items()}
    links = Stored(made, linked)
    archive = Archive(
        articles=Stored(loaded.heads, articles),
        readings=Stored(made, readings),
        datings=loaded.datings,
        linked=links,
        families=loaded.families,
        heads=loaded.heads,
        digests=made,
    )
    reviewed = apply_to_findings(loaded.findings, log)
    # Half a run leaves findings of packs that are no longer followed: they cannot be shown.
    shown = tuple(finding for finding in reviewed if finding.regime in loaded.packs)
    view = ArchiveView(
        collection=archive, groups=loaded.groups, findings=shown, packs=loaded.packs,
        refusals=loaded.refusals, lists=loaded.lists, digests=made, heads=loaded.heads,
        outlines=Stored(made, outlines), links=links,
    )  # fmt: skip
    made_now = Snapshot(view, log, loaded.versions, _fingerprint(loaded, log), loaded.notes)
    if before is not None:
        made_now.take_over(before)
    return made_now
