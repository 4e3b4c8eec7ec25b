"""Tables of one's own that a workspace holds as lists, and reads again when they change.

Every version is kept, as those of publishers' lists are, but only the last of a day: who is
taken off a table counts as off it from the next day's version on. A table that can no longer
be read, or that is gone, is refused, and the version held stays.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from veedor.errors import ListError, UsageError
from veedor.lists.formats import load
from veedor.lists.source import sha256
from veedor.lists.version import ListVersion
from veedor.lists.watchlist import FIELDS
from veedor.model import Refusal

if TYPE_CHECKING:
    from veedor.store import Workspace

__all__ = ["Watched", "changed", "columns_of", "reread", "stop", "watch", "watched"]

_KEY = "lists.watched"


class Watched(Struct, frozen=True, kw_only=True):
    """A table that is watched: how its list is cited, where it is, which column holds what.

    `sha256` is of the bytes last read, be they good or bad.
    """

    name: str
    file: str
    columns: dict[str, str] = {}
    sha256: str = ""


def columns_of(told: list[str]) -> dict[str, str]:
    """Field to column, from `FIELD=COLUMN` as typed.

    Raises:
        UsageError: one is not of that form, or names no field.
    """
    columns = {}
    for text in told:
        field, sign, column = text.partition("=")
        if not sign or not column.strip() or field.strip() not in FIELDS:
            fields = ", ".join(FIELDS)
            raise UsageError(f"--column {text}: give FIELD=COLUMN, FIELD one of {fields}")
        columns[field.strip()] = column.strip()
    return columns


def watched(workspace: Workspace) -> list[Watched]:
    """The tables that a workspace watches, by name."""
    kept = workspace.get(_KEY)
    return msgspec.json.decode(kept, type=list[Watched]) if kept else []


def watch(
    workspace: Workspace, file: Path, name: str | None = None, columns: Mapping[str, str] = {}
) -> ListVersion:
    """Hold a table as a list, now and whenever it changes.

    Args:
        workspace: where it is held; its lock is the caller's.
        file: a CSV with a header.
        name: how the list is cited; `watchlist` and the file's name if None.
        columns: field to column, for those that are not found by their usual names.

    Raises:
        ListError: it cannot be read; the text says where.
    """
    name = name or f"watchlist {file.stem}"
    table = Watched(name=name, file=str(file.resolve()), columns=dict(columns))
    version = _read(table)
    for held in workspace.lists.versions():
        if held.sha256 == version.sha256 and held.publication != version.publication:
            raise ListError(file, f"is held as {held.publication!r} already, byte for byte")
    with workspace.transaction():
        workspace.lists.add(version, once_a_day=True)
        _keep(workspace, replace(table, sha256=version.sha256))
    return version


def stop(workspace: Workspace, name: str) -> None:
    """Read a table no more; the versions held stay in force.

    Raises:
        UsageError: none of that name is watched.
    """
    tables = watched(workspace)
    if name not in {table.name for table in tables}:
        known = ", ".join(table.name for table in tables) or "none"
        raise UsageError(f"{name}: no such table is watched; there are: {known}")
    _put(workspace, [table for table in tables if table.name != name])


def changed(workspace: Workspace) -> list[Watched]:
    """The tables whose bytes are others than were last read, or that are gone."""
    return [table for table in watched(workspace) if _hash(table) != table.sha256]


def reread(workspace: Workspace) -> list[Refusal]:
    """Read every table that has changed; what could not be read, with file and line."""
    refused: list[Refusal] = []
    for table in changed(workspace):
        try:
            version = _read(table)
        except ListError as error:
            reason = f"{error.located}; the version held of {table.name!r} stays"
            refused.append(Refusal(source=error.place, stage="lists", reason=reason))
            continue
        refused += version.refused
        with workspace.transaction():
            workspace.lists.add(version, once_a_day=True)
            _keep(workspace, replace(table, sha256=version.sha256))
    return refused


def _read(table: Watched) -> ListVersion:
    try:
        version = load(Path(table.file), list_name=table.name, columns=table.columns)
    except OSError as error:
        raise ListError(table.file, f"cannot be read ({error.strerror})") from None
    return replace(version, as_of=datetime.now(UTC).date().isoformat(), as_of_basis="read")


def _hash(table: Watched) -> str:
    try:
        return sha256(Path(table.file))
    except OSError:
        return ""


def _keep(workspace: Workspace, table: Watched) -> None:
    _put(workspace, [*(one for one in watched(workspace) if one.name != table.name), table])


def _put(workspace: Workspace, tables: list[Watched]) -> None:
    ordered = sorted(tables, key=lambda table: table.name)
    workspace.set(_KEY, msgspec.json.encode(ordered).decode())
