"""A workspace's records from one database to another, counted and hashed on both sides."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, Table, bindparam, func, select

from veedor.errors import StoreError, UsageError
from veedor.store.database import Database
from veedor.store.evidence import Evidence
from veedor.store.housekeeping import give
from veedor.store.schema import articles, indexed, metadata, unindexed

__all__ = ["BackedUp", "Copied", "back_up", "copy", "opened_backup"]

#: Rows that are held at once: of the largest, evidence, some 10 MB.
_BATCH = 200
#: What every SQLite database begins with (SQLite's file format, 1.3).
_SQLITE = b"SQLite format 3\0"


class Copied(Struct, frozen=True, kw_only=True):
    """A table that was copied: how many rows, and one hash over all of them."""

    table: str
    rows: int
    sha256: str


def copy(source: Database, target: Database) -> list[Copied]:
    """Copy everything into a database that is empty, and compare both: all, or nothing at all.

    The full-text index is left out, as the next run makes it from the articles.

    Raises:
        StoreError: the target is not empty, or has not become the same.
    """
    copied = []
    with source.begin() as old, target.begin() as new:
        for table in _tables():
            if new.execute(select(func.count()).select_from(table)).scalar():
                raise StoreError(f"{target.url}: is not empty ({table.name}): copy into a new one")
        for table in _tables():
            _copy_table(old, new, table)
            before, after = (_sum(connection, table) for connection in (old, new))
            if before != after:
                raise StoreError(
                    f"{target.url}: {table.name} is not the same after copying "
                    f"({before.rows} rows, {after.rows} copied): nothing was kept"
                )
            copied.append(after)
        new.execute(unindexed.insert().from_select(["article"], select(articles.c.id)))
    return copied


class BackedUp(Struct, frozen=True, kw_only=True):
    """What a backup holds, table by table, and by SHA-256 the evidence that is damaged in the
    workspace and so is not in it.
    """

    tables: list[Copied]
    damaged: dict[str, str]


def back_up(source: Evidence, file: Path) -> BackedUp:
    """Write everything, with all evidence, into one new file: an SQLite database whatever the
    source is.

    Raises:
        UsageError: the file exists already.
        StoreError: it cannot be written.
    """
    if file.exists():
        raise UsageError(f"{file}: exists already: give a new file")
    part = file.with_name(f"{file.name}.part")
    try:
        _remove(part)
        target = Database(f"sqlite:///{part.as_posix()}")
        try:
            done = _with_evidence(source, target)
            target.seal()
        finally:
            target.close()
        with part.open("rb+") as written:
            os.fsync(written.fileno())
        part.replace(file)
    except OSError as error:
        raise StoreError(f"{file}: cannot be written ({error.strerror})") from None
    finally:
        _remove(part)
    return done


def _with_evidence(source: Evidence, target: Database) -> BackedUp:
    """Everything in one transaction; each piece of evidence is read again from where it is put."""
    inside = Evidence(target, None)
    with source.database.begin(), target.begin():
        copied = copy(source.database, target)
        damaged = give(source, inside)
        for row in inside.rows():
            if row.sha256 not in damaged:
                inside.read(row)
    return BackedUp(tables=copied, damaged=damaged)


class opened_backup:  # noqa: N801 (used like a function)
    """A backup's database, in a `with` block: of a copy, as an old schema is brought up to date.

    Raises:
        StoreError: it is no backup.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._folder = tempfile.TemporaryDirectory(prefix="veedor-restore-")
        self._database: Database | None = None

    def __enter__(self) -> Database:
        try:
            with self._file.open("rb") as file:
                if file.read(len(_SQLITE)) != _SQLITE:
                    raise StoreError("not a database")
            place = shutil.copy(self._file, self._folder.name)
            self._database = Database(f"sqlite:///{Path(place).as_posix()}")
        except OSError as error:
            self._folder.cleanup()
            raise StoreError(f"{self._file}: cannot be read ({error.strerror})") from None
        except StoreError as error:
            self._folder.cleanup()
            reason = str(error).rpartition(": ")[2]
            raise StoreError(f"{self._file}: is no backup of veedor ({reason})") from None
        return self._database

    def __exit__(self, *_: object) -> None:
        if self._database is not None:
            self._database.close()
        self._folder.cleanup()


def _remove(part: Path) -> None:
    for suffix in ("", "-wal", "-shm", "-journal"):
        part.with_name(part.name + suffix).unlink(missing_ok=True)


def _tables() -> list[Table]:
    return [table for table in metadata.sorted_tables if table not in (indexed, unindexed)]


def _copy_table(old: Connection, new: Connection, table: Table) -> None:
    """Revisions are joined up last, as one may stand before the article that it revises."""
    revised = []
    for batch in _rows(old, table):
        if table is articles:
            revised += [
                {"key": row["id"], "before": row["revision_of"]}
                for row in batch
                if row["revision_of"]
            ]
            batch = [{**row, "revision_of": None} for row in batch]
        new.execute(table.insert(), batch)
    if revised:
        update = articles.update().where(articles.c.id == bindparam("key"))
        new.execute(update.values(revision_of=bindparam("before")), revised)


def _rows(connection: Connection, table: Table) -> Iterator[list[dict[str, Any]]]:
    query = select(table).order_by(*table.primary_key)
    result = connection.execute(query, execution_options={"yield_per": _BATCH})
    for part in result.mappings().partitions(_BATCH):
        yield [dict(row) for row in part]


def _sum(connection: Connection, table: Table) -> Copied:
    """One hash over rows in any order, as databases sort text differently."""
    total, count = 0, 0
    for batch in _rows(connection, table):
        for row in batch:
            encoded = msgspec.msgpack.encode(list(row.values()))
            total += int.from_bytes(hashlib.sha256(encoded).digest(), "big")
            count += 1
    return Copied(table=table.name, rows=count, sha256=f"{total % 2**256:064x}")
