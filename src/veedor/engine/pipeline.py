"""All stages, doing only what is new or stale.

Every output is kept with a hash of what it was made from. Work is committed batch by batch,
so a run that is killed goes on where it stopped.
"""

from __future__ import annotations

from collections.abc import Iterable

from veedor.engine.background import Background
from veedor.engine.collecting import collect_into
from veedor.engine.dating import dating_stage
from veedor.engine.finding import finding_stage
from veedor.engine.grouping import grouping_stage
from veedor.engine.linking import linking_stage
from veedor.engine.outcome import Outcome, Progress, silent
from veedor.engine.reading import reading_stage, to_be_read
from veedor.engine.workers import Engine
from veedor.lists.watched import reread
from veedor.store import Workspace

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
    finding_stage(workspace, background, outcome, progress)
    outcome.refused += background.refused
    return outcome


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
