"""Versions of sanctions lists, each with its records as parsed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from sqlalchemy import delete, select

from veedor.model import Record
from veedor.store.articles import now
from veedor.store.database import Database
from veedor.store.payload import pack, unpack
from veedor.store.schema import list_versions

if TYPE_CHECKING:
    from veedor.lists.version import ListVersion

__all__ = ["Lists", "StoredVersion"]


class StoredVersion(Struct, frozen=True, kw_only=True):
    """One file of a list as imported: which lists it holds, of what day, how many records."""

    sha256: str
    file: str
    publication: str
    part: str | None
    lists: tuple[str, ...]
    as_of: str | None
    imported_at: str
    size: int


class Lists:
    """The list versions of a workspace."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def versions(self) -> list[StoredVersion]:
        """All versions, oldest first; those without a day come before those with one."""
        table = list_versions.c
        query = select(
            table.sha256, table.file, table.publication, table.part, table.lists, table.as_of,
            table.imported_at, table.size,
        )  # fmt: skip
        with self._database.begin() as connection:
            found = [
                StoredVersion(**{**row, "lists": tuple(str(row["lists"]).splitlines())})
                for row in connection.execute(query).mappings()
            ]
        return sorted(found, key=lambda v: (v.as_of or "", v.publication, v.part or "", v.sha256))

    def version(self, sha256: str) -> ListVersion:
        """One version with its records."""
        from veedor.lists.version import ListVersion

        query = select(list_versions.c.payload).where(list_versions.c.sha256 == sha256)
        with self._database.begin() as connection:
            return unpack(connection.execute(query).scalar_one(), ListVersion)

    def records(self, sha256: str) -> tuple[Record, ...]:
        """The records of one version."""
        return self.version(sha256).records

    def add(self, version: ListVersion, *, once_a_day: bool = False) -> bool:
        """Keep a version; False if this very file was imported with this day before.

        With `once_a_day` it takes the place of another version of its publication and day.
        """
        known = {stored.sha256: stored.as_of for stored in self.versions()}
        if version.sha256 in known and known[version.sha256] == version.as_of:
            return False
        row = {
            "sha256": version.sha256,
            "file": version.source,
            "publication": version.publication,
            "part": version.part,
            "lists": "\n".join(sorted({record.list for record in version.records})),
            "as_of": version.as_of,
            "imported_at": now(),
            "size": len(version.records),
            "payload": pack(version),
        }
        with self._database.begin() as connection:
            if once_a_day:
                table = list_versions.c
                same = (table.publication == version.publication) & (table.as_of == version.as_of)
                connection.execute(delete(list_versions).where(same))
            self._database.put(list_versions, [row])
        return True
