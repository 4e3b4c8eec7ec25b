"""Conflicts by the articles that take sides in them, so that nobody goes through all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from veedor.model import Conflict
from veedor.shelf import packed, unpacked
from veedor.store import Workspace

__all__ = ["disputes_of", "keep_disputes"]

_ROOM = "group.disputes"


def keep_disputes(
    workspace: Workspace, put: Mapping[str, Conflict], known: Mapping[str, Conflict]
) -> set[str]:
    """Let conflicts be found that are put in the place of some that are known.

    Returns:
        the articles whose conflicts are others than they were.
    """
    another = {key for key in known.keys() | put.keys() if known.get(key) != put.get(key)}
    before, after = _by_article(known, another), _by_article(put, another)
    touched = before.keys() | after.keys()
    rows = workspace.kept.get(_ROOM, touched)
    found = {}
    for article in touched:
        held = set(unpacked(rows[article], list[str])) if article in rows else set()
        found[article] = packed(sorted(held - before[article] | after[article]))
    workspace.kept.put(_ROOM, found)
    return touched


def disputes_of(workspace: Workspace, articles: Iterable[str]) -> list[Conflict]:
    """The conflicts in which some articles take sides, in order."""
    rows = workspace.kept.get(_ROOM, articles).values()
    wanted = {key for row in rows for key in unpacked(row, list[str])}
    return workspace.records.ordered("conflicts", Conflict, wanted)


def _by_article(conflicts: Mapping[str, Conflict], keys: Iterable[str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for conflict in (conflicts[key] for key in keys if key in conflicts):
        for side in conflict.sides:
            for span in side.evidence:
                found[span.article].add(conflict.id)
    return found
