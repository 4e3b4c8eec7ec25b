"""The find stage: findings of the whole collection, or of the units of measures that what was added
has to do with.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from veedor.engine.background import Background
from veedor.engine.beside import LEAST
from veedor.engine.collection import Stored, load_collection, load_outlets
from veedor.engine.disputes import disputes_of
from veedor.engine.families import FamilyOf
from veedor.engine.grouping import decisions_key
from veedor.engine.outcome import Outcome, Progress
from veedor.engine.stages import key
from veedor.group.collection import Collection, Groups
from veedor.model import Conflict, Decision, Finding
from veedor.shelf import Overlay
from veedor.store import Workspace
from veedor.store.clock import now

if TYPE_CHECKING:
    from veedor.find.keeping import Kept
    from veedor.find.speaking import Speakers
    from veedor.find.voices import Voices

__all__ = ["finding_stage"]

#: The fact that says by what findings were made of which there is kept what they go by.
_KEPT = "find.kept"


def finding_stage(
    workspace: Workspace, background: Background, outcome: Outcome, progress: Progress
) -> None:
    """Bring the findings up to date with the groups, the packs and what people decided."""
    log = workspace.reviews.all()
    by = key("find", decisions_key(workspace), background.packs_key, background.outlets_key)
    reviewed = key("find", by, *(d.hash for d in log if d.kind == "finding"))
    is_found = workspace.get("find") == by
    is_reviewed = workspace.get("reviewed") == reviewed
    waiting = workspace.waiting.of("find")
    if is_found and is_reviewed and not waiting:
        return
    progress("find", 0, 0)
    stage = _Stage(workspace, background, log, by, reviewed)
    if not is_found or (waiting and workspace.get(_KEPT) != by):
        stage.anew()
    elif not (waiting and stage.take_up(waiting)) and not is_reviewed:
        stage.put(workspace.findings.all())
    outcome.found |= stage.found


class _Stage:
    def __init__(
        self,
        workspace: Workspace,
        background: Background,
        log: Sequence[Decision],
        by: str,
        reviewed: str,
    ) -> None:
        self.workspace, self.background = workspace, background
        self.log, self.by, self.reviewed = log, by, reviewed
        self.found = False

    def put(self, findings: Sequence[Finding]) -> None:
        """Keep the findings, as people reviewed them."""
        from veedor.find.decisions import apply_to_findings

        with self.workspace.transaction():
            self.workspace.findings.replace(apply_to_findings(findings, self.log))
            self.workspace.set("find", self.by)
            self.workspace.set("reviewed", self.reviewed)
        self.found = True

    # ------------------------------------------------------------ the whole

    def anew(self) -> None:
        """Find all."""
        from veedor.find import find

        workspace = self.workspace
        collection = load_collection(workspace)
        workspace.set(_KEPT, "")
        workspace.kept.clear("find.")
        conflicts = workspace.records.all("conflicts", Conflict)
        earlier = workspace.findings.all(current=False)
        if len(collection.readings) >= LEAST:
            self._whole(collection, conflicts, earlier)
            return
        groups = Groups(conflicts=tuple(conflicts))
        found = find(collection, groups, self.background.packs, earlier, now())
        with workspace.transaction():
            workspace.waiting.replace("find", ())
            self.put(found)

    def _whole(
        self, collection: Collection, conflicts: Sequence[Conflict], earlier: Sequence[Finding]
    ) -> None:
        """Find all, and keep what findings go by."""
        from veedor.find.findings import in_order
        from veedor.find.history import carry_over
        from veedor.find.keeping import Kept
        from veedor.find.speaking import Speakers
        from veedor.find.units import units

        workspace, packs = self.workspace, self.background.packs
        kept = Kept(workspace.kept, units(packs))
        speakers = Speakers(collection, packs, kept.whole(collection))
        made, asked = self._made(collection, conflicts, speakers, kept, None)
        found = carry_over(made, earlier, now())
        with workspace.transaction():
            _keep(kept, found, asked)
            workspace.set(_KEPT, self.by)
            workspace.waiting.replace("find", ())
            self.put(in_order(found))

    def _made(
        self,
        collection: Collection,
        conflicts: Sequence[Conflict],
        speakers: Speakers,
        kept: Kept,
        only: set[str] | None,
    ) -> tuple[list[Finding], dict[str, dict[str, str]]]:
        """The findings of some units, and for whom sources were taken to speak, unit by unit."""
        from veedor.find.findings import made

        found = []
        asked: dict[str, dict[str, str]] = defaultdict(dict)
        for finding in made(collection, conflicts, self.background.packs, speakers, only):
            found.append(finding)
            asked[kept.of[finding.regime, finding.measure]] |= speakers.take_asked()
        return found, asked

    # ------------------------------------------------------------ what was added

    def take_up(self, waiting: Sequence[str]) -> bool:
        """Find what articles that were added, or are told otherwise, have to do with; whether the
        findings were put.
        """
        from veedor.find.keeping import Kept
        from veedor.find.speaking import Speakers
        from veedor.find.units import units
        from veedor.find.voices import Voices

        workspace, packs = self.workspace, self.background.packs
        shelf = Overlay(workspace.kept)
        kept, voices = Kept(shelf, units(packs)), Voices(shelf)
        collection = self._asked_for(waiting)
        links = filter(None, map(collection.linked.get, waiting))
        touched = kept.put(collection, links, voices, kept.known(waiting))
        if touched is None:
            self.anew()
            return True
        speakers = Speakers(collection, packs, voices)
        for name, asked in kept.asked().items():
            here = asked.keys() & voices.changed
            if any(speakers.resolved(one) != asked[one] for one in here):
                touched.add(name)
        voices.keep(shelf)
        found = self._beside(kept, voices, touched) if touched else None
        with workspace.transaction():
            if found is not None:
                self.put(found)
            shelf.apply()
            workspace.waiting.done("find", waiting)
        return found is not None

    def _beside(self, kept: Kept, voices: Voices, touched: set[str]) -> list[Finding]:
        """All findings, of which only those of some units are made."""
        from veedor.find.findings import in_order
        from veedor.find.history import as_made, carry_over
        from veedor.find.keeping import told_again
        from veedor.find.speaking import Speakers

        workspace, packs = self.workspace, self.background.packs
        rows = kept.told(sorted(touched))
        articles = [row.article.id for row in rows]
        families = FamilyOf(workspace)
        families.have(articles)
        collection = told_again(rows, families, load_outlets(workspace))
        speakers = Speakers(collection, packs, voices)
        conflicts = disputes_of(workspace, articles)
        made, asked = self._made(collection, conflicts, speakers, kept, touched)
        earlier = workspace.findings.all(current=False)
        before = {finding.id: finding for finding in earlier}
        by_measure = _by_measure(made)
        for place, ids in kept.order().items():
            regime, _, measure = place.partition("|")
            if kept.of.get((regime, measure)) not in touched:
                by_measure[place] = [as_made(before[name]) for name in ids]
        every = [one for _, findings in sorted(by_measure.items()) for one in findings]
        found = carry_over(every, earlier, now())
        _keep(kept, found, {name: asked.get(name, {}) for name in touched})
        return in_order(found)

    def _asked_for(self, articles: Sequence[str]) -> Collection:
        """Some articles as they are now."""
        stored = Stored(self.workspace)
        return Collection(
            stored.articles(articles), stored.readings(articles), stored.datings(articles),
            stored.linked(articles), outlets=load_outlets(self.workspace), sequence=articles,
            families_by_article=FamilyOf(self.workspace),
        )  # fmt: skip


def _by_measure(findings: Sequence[Finding]) -> dict[str, list[Finding]]:
    found: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        found[f"{finding.regime}|{finding.measure}"].append(finding)
    return found


def _keep(kept: Kept, found: Sequence[Finding], asked: Mapping[str, dict[str, str]]) -> None:
    """Keep in which order findings were made, and for whom sources were taken to speak."""
    ids = {place: [one.id for one in own] for place, own in _by_measure(found).items()}
    kept.put_order(ids)
    for name, spoken in asked.items():
        kept.put_asked(name, spoken)
