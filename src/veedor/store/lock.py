"""Who writes to a workspace: one process, or on PostgreSQL several that only add."""

from __future__ import annotations

import os
import socket
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Literal

from sqlalchemy import Connection, text

from veedor.errors import StoreBusy, StoreError
from veedor.store.database import Database

try:
    import fcntl
except ImportError:  # pragma: no cover (Windows)
    fcntl = None  # type: ignore[assignment]

__all__ = ["DatabaseLock", "Hold", "Lock"]

#: The numbers of PostgreSQL's advisory locks ("veedor" and "veedos" in ASCII), which count within
#: one database: the store, which many may share, and its stages, which one brings up to date.
_STORE, _STAGES = 0x766565646F72, 0x766565646F73
#: What a writer keeps from others: everything, the stages, or nothing.
Hold = Literal["alone", "stages", "beside"]


class Lock:
    """Holds `veedor.lock` in a folder from `acquire` to `release`, or until the process ends.

    The lock is the operating system's, so a killed process leaves none behind; what stands
    in the file only tells others whom to ask.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / "veedor.lock"
        self._file: IO[str] | None = None

    def acquire(self, doing: str) -> None:
        """Take the lock.

        Raises:
            StoreBusy: another process has it.
            StoreError: the folder cannot be written to.
        """
        try:
            file = self.path.open("a+", encoding="utf-8")
        except OSError as error:
            raise StoreError(f"{self.path}: cannot be written ({error.strerror})") from None
        try:
            if fcntl is not None:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            file.seek(0)
            holder = file.read().strip() or "another process"
            file.close()
            raise StoreBusy(f"{self.path.parent}: in use by {holder}; wait for it to end") from None
        self._file = file
        try:
            file.truncate(0)
            now = datetime.now(UTC).isoformat(timespec="seconds")
            file.write(f"{_holder(doing)}, since {now})")
            file.flush()
        except OSError as error:
            self.release()
            raise StoreError(f"{self.path}: cannot be written ({error.strerror})") from None

    def release(self) -> None:
        """Give the lock back."""
        if self._file is not None:
            file, self._file = self._file, None
            try:
                file.truncate(0)
                file.close()
            except OSError:
                # The disk is full: closing gives the lock back all the same.
                file.close()


class DatabaseLock:
    """Holds a PostgreSQL database for a writer, wherever its folder is; SQLite needs none.

    Those who only add (collect, review, import lists) may be many, beside one who brings the
    stages up to date; who removes or moves is alone. The locks are of the session: they end with
    the connection, however that ends.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._connection: Connection | None = None

    def acquire(self, doing: str, hold: Hold) -> None:
        """Take the lock.

        Raises:
            StoreBusy: another process has it.
        """
        if self._database.dialect != "postgresql":
            return
        connection = self._database.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        name = {"name": f"{_holder(doing)})"[:63]}
        connection.execute(text("SELECT set_config('application_name', :name, false)"), name)
        shared = "" if hold == "alone" else "_shared"
        wanted = [(_STORE, shared)] + ([(_STAGES, "")] if hold == "stages" else [])
        for key, kind in wanted:
            taken = text(f"SELECT pg_try_advisory_lock{kind}(:key)")
            if not connection.execute(taken, {"key": key}).scalar():
                holder = connection.execute(text(_WHO), {"key": key}).scalar()
                connection.detach()
                connection.close()
                raise StoreBusy(
                    f"{self._database.url}: in use by {holder or 'another process'}; "
                    "wait for it to end"
                )
        self._connection = connection
        self._database.takes_turns = hold != "alone"

    def release(self) -> None:
        """Give the lock back."""
        if self._connection is not None:
            self._connection.detach()
            self._connection.close()
            self._connection = None


_WHO = """
SELECT a.application_name FROM pg_locks l JOIN pg_stat_activity a USING (pid)
WHERE l.locktype = 'advisory' AND l.granted
  AND (l.classid::bigint << 32 | l.objid::bigint) = :key
"""


def _holder(doing: str) -> str:
    return f"veedor {doing} (process {os.getpid()} on {socket.gethostname()}"
