"""Whether what veedor needs is there and works."""

from __future__ import annotations

import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from msgspec import Struct

from veedor.engine.models import models
from veedor.errors import StoreError, VeedorError
from veedor.settings import SETTINGS_FILE

__all__ = ["Check", "examine"]

#: Below this there is hardly room for SQLite's own journal of a large commit.
MIN_FREE = 200_000_000
_FTS5 = "with FTS5"


class Check(Struct, frozen=True, kw_only=True):
    """One thing looked at, whether it is well, and what was seen."""

    name: str
    good: bool
    says: str


def examine(folder: Path) -> Iterator[Check]:
    """Look at everything a workspace needs, one thing at a time."""
    yield Check(name="Python", good=True, says=sys.version.split()[0])
    yield Check(name="SQLite", good=_FTS5 in _sqlite(), says=_sqlite())
    for model in models():
        yield Check(
            name=f"language model {model.language}",
            good=model.installed is not None,
            says=f"{model.package} {model.installed}"
            if model.installed
            else f"{model.package} is missing: veedor models install",
        )
    yield _tried("regime packs", _packs)
    if not (folder / SETTINGS_FILE).is_file():
        yield Check(name="workspace", good=False, says=f"{folder} is none: veedor init {folder}")
        return
    yield _tried("workspace", lambda: _workspace(folder))
    yield _tried("evidence", lambda: _evidence(folder))
    yield _tried("lists", lambda: _lists(folder))
    free = shutil.disk_usage(folder).free
    yield Check(name="free space", good=free > MIN_FREE, says=f"{free / 1e9:.1f} GB")


def _sqlite() -> str:
    """The version of SQLite, and whether it can search texts."""
    with closing(sqlite3.connect(":memory:")) as connection:
        try:
            connection.execute("CREATE VIRTUAL TABLE x USING fts5(y)")
        except sqlite3.OperationalError:
            return f"{sqlite3.sqlite_version} without full-text search (FTS5)"
    return f"{sqlite3.sqlite_version} {_FTS5}"


def _tried(name: str, look: Callable[[], str]) -> Check:
    try:
        return Check(name=name, good=True, says=look())
    except VeedorError as error:
        return Check(name=name, good=False, says=str(error))


def _packs() -> str:
    from veedor.regimes import built_in

    return ", ".join(built_in())


def _workspace(folder: Path) -> str:
    from veedor.store import Workspace

    with Workspace(folder) as workspace:
        return f"{len(workspace.articles.ids())} articles in {workspace.database.url}"


def _evidence(folder: Path) -> str:
    """Whether the newest bytes can be read, and the WARC files that are only referred to.

    Raises:
        StoreError: they cannot be.
    """
    from veedor.store import Workspace

    with Workspace(folder) as workspace:
        count, newest, elsewhere = 0, None, set()
        for row in workspace.evidence.rows():
            count += 1
            newest = row if newest is None or row.fetched_at >= newest.fetched_at else newest
            if row.file is not None and row.length is None:
                elsewhere.add(row.file)
        gone = sorted(file for file in elsewhere if not Path(file).is_file())
        if gone:
            raise StoreError(f"{gone[0]} was collected from and is gone: put it back")
        if newest is not None:
            workspace.evidence.read(newest)
    said = f"; {len(elsewhere)} WARC files elsewhere are referred to" if elsewhere else ""
    return f"{count:,} pieces, the newest can be read (all of them: veedor verify){said}"


def _lists(folder: Path) -> str:
    from veedor.store import Workspace

    with Workspace(folder) as workspace:
        versions = workspace.lists.versions()
    if not versions:
        return "none imported; the built-in starter list is used"
    newest = max(version.as_of or "" for version in versions)
    return f"{len(versions)} versions, the newest of {newest or 'an unknown day'}"
