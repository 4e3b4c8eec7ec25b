"""One writer at a time: a lock file that says who holds a workspace."""

from __future__ import annotations

import os
import socket
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from veedor.errors import StoreBusy, StoreError

try:
    import fcntl
except ImportError:  # pragma: no cover (Windows)
    fcntl = None  # type: ignore[assignment]

__all__ = ["Lock"]


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
        file.truncate(0)
        now = datetime.now(UTC).isoformat(timespec="seconds")
        file.write(f"veedor {doing} (process {os.getpid()} on {socket.gethostname()}, since {now})")
        file.flush()
        self._file = file

    def release(self) -> None:
        """Give the lock back."""
        if self._file is not None:
            self._file.truncate(0)
            self._file.close()
            self._file = None
