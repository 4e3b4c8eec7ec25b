"""Which articles a stage looks at: those that wait for it, or all once where it goes by another
model, list or rule than before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from veedor.store import Workspace

__all__ = ["queue"]


def queue(
    workspace: Workspace, stage: str, goes_by: str, every: Callable[[], Iterable[str]]
) -> list[str]:
    """The articles that a stage is to look at, in order of their ids.

    Args:
        workspace: where they are.
        stage: which looks at them.
        goes_by: a hash of what it goes by for all articles alike. Where that is another than it
            was, all that may be made otherwise wait from now on, so that a run that is killed
            finds them still waiting.
        every: gives these.
    """
    if workspace.get(f"{stage}.by") != goes_by:
        with workspace.transaction():
            workspace.waiting.replace(stage, every())
            workspace.set(f"{stage}.by", goes_by)
    return workspace.waiting.of(stage)
