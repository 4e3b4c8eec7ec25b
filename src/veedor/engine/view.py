"""A workspace as reports see it."""

from __future__ import annotations

from veedor.engine.background import Background
from veedor.engine.collection import load_collection, load_groups
from veedor.report.view import View
from veedor.store import Workspace

__all__ = ["load_view"]


def load_view(workspace: Workspace) -> View:
    """Everything that the last run made, for a report."""
    background = Background(workspace)
    return View(
        collection=load_collection(workspace),
        groups=load_groups(workspace),
        findings=workspace.findings.all(),
        packs=background.packs,
        refusals=workspace.articles.refusals(),
        lists=background.lists,
    )
