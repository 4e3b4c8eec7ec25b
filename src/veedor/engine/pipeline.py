"""All stages, doing only what is new or stale.

Every output is kept with a hash of what it was made from. Work is committed batch by batch,
so a run that is killed goes on where it stopped.
"""

from __future__ import annotations

from collections.abc import Iterable

from veedor.engine.background import Background
from veedor.engine.collecting import collect_into
from veedor.engine.collection import load_collection, load_groups
from veedor.engine.dating import dating_stage
from veedor.engine.grouping import decisions_key, grouping_stage
from veedor.engine.linking import linking_stage
from veedor.engine.outcome import Outcome, Progress, silent
from veedor.engine.reading import reading_stage, to_be_read
from veedor.engine.stages import key
from veedor.engine.workers import Engine
from veedor.lists.watched import reread
from veedor.store import Workspace
from veedor.store.articles import now

__all__ = ["collect_into", "run", "run_stages"]

#: Articles a commit: enough that committing costs little beside reading (100 ms an article),
#: few enough that a killed run loses seconds.
BATCH = 16


def run(
    workspace: Workspace,
    sources: Iterable[str] = (),
    progress: Progress = silent,
    engine: Engine | None = None,
) -> Outcome:
    """Collect from the sources, then bring every stage up to date.

    `engine` is where articles are read and linked; None: as the settings say.

    Raises:
        ModelMissing: none of the articles to be read has its language's model installed.
    """
    outcome = collect_into(workspace, sources, progress)
    return run_stages(workspace, outcome, progress, engine)


def run_stages(
    workspace: Workspace,
    outcome: Outcome | None = None,
    progress: Progress = silent,
    engine: Engine | None = None,
) -> Outcome:
    """Read, date, link, group, find: what is new or stale."""
    outcome = outcome or Outcome()
    outcome.refused += reread(workspace)
    background = Background(workspace)
    workspace.search.refresh()
    _read(workspace, background, outcome, progress, engine)
    dating_stage(workspace, outcome, progress)
    _link(workspace, background, outcome, progress, engine)
    grouping_stage(workspace, outcome, progress)
    _find(workspace, background, outcome, progress)
    outcome.refused += background.refused
    return outcome


# ---------------------------------------------------------------- read and link


def _read(
    workspace: Workspace,
    background: Background,
    outcome: Outcome,
    progress: Progress,
    engine: Engine | None,
) -> None:
    wanted = to_be_read(workspace, background, outcome, progress)
    reading_stage(workspace, wanted, BATCH, outcome, progress, engine)


def _link(
    workspace: Workspace,
    background: Background,
    outcome: Outcome,
    progress: Progress,
    engine: Engine | None,
) -> None:
    linking_stage(workspace, background, BATCH, outcome, progress, engine)


# ---------------------------------------------------------------- find


def _find(
    workspace: Workspace,
    background: Background,
    outcome: Outcome,
    progress: Progress,
) -> None:
    find_key = key("find", decisions_key(workspace), background.packs_key, background.outlets_key)
    log = workspace.reviews.all()
    review_key = key("find", find_key, *(d.hash for d in log if d.kind == "finding"))
    is_found = workspace.get("find") == find_key
    if is_found and workspace.get("reviewed") == review_key:
        return
    from veedor.find import find
    from veedor.find.decisions import apply_to_findings

    progress("find", 0, 0)
    if is_found:
        found = workspace.findings.all()
    else:
        found = find(
            load_collection(workspace),
            load_groups(workspace),
            background.packs,
            workspace.findings.all(current=False),
            now(),
        )
    with workspace.transaction():
        workspace.findings.replace(apply_to_findings(found, log))
        workspace.set("find", find_key)
        workspace.set("reviewed", review_key)
    outcome.found = True
