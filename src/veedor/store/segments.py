"""The files that evidence lies in: WARC, compressed record by record, to which bytes are only
ever added at the end.

One process adds to a file at a time. What it has added counts once the database has a row that
says where it lies; `sync` makes sure that it is on the disk before. After a crash a file may end
in records that no row speaks of, the last of them torn: whole ones are used when the same bytes
come again, a torn one is cut off.
"""

from __future__ import annotations

import errno
import os
import re
import secrets
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, NamedTuple

from veedor.errors import StoreError
from veedor.store.warc import whole

try:
    import fcntl
except ImportError:  # pragma: no cover (Windows)
    fcntl = None  # type: ignore[assignment]

__all__ = ["Place", "Segments"]

#: A file that has grown beyond this is full: large enough that there are few, small enough that
#: an erasure, which writes a file anew, takes seconds.
FULL = 256 * 1024 * 1024
SUFFIX = ".warc.zst"
#: Places of so many records are kept in mind: some 10 MB.
_MOST_LOOSE = 50_000
_DIGEST = re.compile(rb"WARC-Payload-Digest: sha256:([0-9a-f]{64})\r\n")


class Place(NamedTuple):
    """Where records lie: the file's name, the first byte, how many."""

    file: str
    position: int
    length: int


class Segments:
    """The segments of a folder, which is made when the first bytes are added.

    Args:
        folder: where they lie.
        end_of: where the last record ends, by what the database says, of a segment's name.
    """

    def __init__(self, folder: Path, end_of: Callable[[str], int]) -> None:
        self.folder = folder
        self._end_of = end_of
        self._tail: IO[bytes] | None = None
        self._end = 0
        self._name = ""
        self._unsynced = False
        self._full: set[str] = set()
        #: Records added lately, or left by a killed process, by the SHA-256 of their bytes: where
        #: no row came to speak of one, it is used when the bytes come again.
        self.loose: dict[str, Place] = {}

    # ------------------------------------------------------------ adding

    def left(self, digest: str) -> Place | None:
        """Where a process that was killed has left the records of these bytes.

        Raises:
            StoreError: no file can be added to.
        """
        try:
            self._opened()
        except OSError as error:
            raise self._failed(error) from None
        return self.loose.get(digest)

    def append(self, digest: str, content: bytes) -> Place:
        """Add records at the end.

        Raises:
            StoreError: they cannot be written; the file is as it was.
        """
        try:
            tail = self._opened()
            self._write(tail, content)
        except OSError as error:
            raise self._failed(error) from None
        place = Place(self._name, self._end, len(content))
        self._end += len(content)
        self._unsynced = True
        self.loose[digest] = place
        return place

    def _write(self, tail: IO[bytes], content: bytes) -> None:
        """All of it or nothing: what is half written when the disk is full goes again."""
        rest = memoryview(content)
        try:
            while rest:
                rest = rest[tail.write(rest) :]
        except OSError:
            tail.truncate(self._end)
            tail.seek(self._end)
            raise

    def sync(self) -> None:
        """Have everything that was added on the disk.

        Raises:
            StoreError: it cannot be.
        """
        if self._unsynced and self._tail is not None:
            try:
                os.fsync(self._tail.fileno())
            except OSError as error:
                raise self._failed(error) from None
            self._unsynced = False

    def kept(self) -> None:
        """Everything that was added is spoken of by the database now."""
        if len(self.loose) > _MOST_LOOSE:
            self.loose.clear()
        if self._end > FULL:
            self.close()

    def _failed(self, error: OSError) -> StoreError:
        reason = error.strerror or str(error)
        if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
            reason += ": make room and run it again; what was done is kept"
        return StoreError(f"{self.folder}: evidence cannot be written ({reason})")

    def _opened(self) -> IO[bytes]:
        if self._tail is None:
            self.folder.mkdir(parents=True, exist_ok=True)
            found = {path for path in self.folder.glob(f"*{SUFFIX}") if path.name not in self._full}
            newest = sorted(found, reverse=True)[:1]
            if not any(self._take(path) for path in newest):
                self._begin()
        if self._tail is None:
            raise OSError(errno.EAGAIN, "no segment can be opened")
        return self._tail

    def _take(self, path: Path) -> bool:
        """Go on with a segment, unless it is full, shorter than it was, or another's."""
        if not self._end_of(path.name) <= path.stat().st_size < FULL:
            return False
        file = path.open("r+b", buffering=0)
        if not _locked(file):
            file.close()
            return False
        self._name, self._tail = path.name, file
        # Looked up once more, as its last writer may only now have ended.
        self._end = self._end_of(path.name)
        self._end += self._left_over(path, self._end)
        file.truncate(self._end)
        file.seek(self._end)
        return True

    def _left_over(self, path: Path, end: int) -> int:
        """Take note of whole records beyond an end; how many bytes they have."""
        length, named = 0, None
        with path.open("rb") as file:
            file.seek(end)
            for taken, head in whole(file):
                found = _DIGEST.search(head)
                if found:
                    named = found[1].decode()
                    self.loose[named] = Place(path.name, end + length, taken)
                elif named:
                    # A request lies with the answer before it.
                    before = self.loose[named]
                    self.loose[named] = before._replace(length=before.length + taken)
                length += taken
        return length

    def _begin(self) -> None:
        moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")
        path = self.folder / f"{moment}-{secrets.token_hex(4)}{SUFFIX}"
        self._tail = path.open("x+b", buffering=0)
        self._name, self._end = path.name, 0
        _locked(self._tail)
        folder = os.open(self.folder, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    def close_for_good(self, names: Iterable[str]) -> None:
        """Add nothing more to these segments."""
        self._full.update(names)
        self.close()

    # ------------------------------------------------------------ reading

    def path(self, name: str) -> Path:
        """The file of that name."""
        return self.folder / name

    def read(self, place: Place) -> bytes:
        """The bytes at a place.

        Raises:
            StoreError: they are not all there.
        """
        try:
            with self.path(place.file).open("rb") as file:
                file.seek(place.position)
                content = file.read(place.length)
        except OSError as error:
            path = self.path(place.file)
            raise StoreError(f"{path}: cannot be read ({error.strerror or error})") from None
        if len(content) < place.length:
            raise StoreError(
                f"{self.path(place.file)}: ends before byte {place.position + place.length:,}"
            )
        return content

    def close(self) -> None:
        """Let go of the files."""
        if self._tail is not None:
            self._tail.close()
            self._tail = None
        self.loose.clear()


def _locked(file: IO[bytes]) -> bool:
    if fcntl is not None:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
    return True
