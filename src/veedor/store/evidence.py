"""The bytes that articles and lists were read from, and how they were had.

A row says of each piece of evidence, by the SHA-256 of its bytes, where it lies: in a segment
of the workspace's evidence folder, in a WARC file that was collected from, or (in a backup, and
in workspaces of older versions until they are next written to) in the database itself.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Row, func, select

from veedor.errors import StoreError
from veedor.model import Capture, Reference
from veedor.store.clock import now
from veedor.store.database import Database
from veedor.store.payload import compress, decompress
from veedor.store.schema import evidence, held
from veedor.store.segments import Place, Segments
from veedor.store.warc import Decode, packed, read, uri_of

__all__ = ["Evidence", "Piece", "capture_hash"]

_JSON = msgspec.json.Encoder()
_BATCH = 200


class Piece(NamedTuple):
    """A piece of evidence: its bytes, and how they were had; None where that is not known."""

    content: bytes
    capture: Capture | None


class Evidence:
    """The evidence of a workspace.

    Args:
        database: where the rows are.
        folder: where the segments are; None for a backup, which has all bytes within.
    """

    def __init__(self, database: Database, folder: Path | None) -> None:
        self.database = database
        self.segments = None if folder is None else Segments(folder, self._end_of)
        if self.segments is not None:
            database.before_commit.append(self.segments.sync)
            database.after_commit.append(self.segments.kept)

    # ------------------------------------------------------------ adding

    def add(self, content: bytes, capture: Capture, reference: Reference | None = None) -> str:
        """Keep bytes, unless they are kept already, or where they lie; their SHA-256.

        Raises:
            StoreError: they cannot be written.
        """
        (digest,) = self.add_all([(content, capture, reference)])
        return digest

    def add_all(self, pieces: Iterable[tuple[bytes, Capture, Reference | None]]) -> list[str]:
        """Keep several, as `add` does each.

        Raises:
            StoreError: they cannot be written.
        """
        named = [(hashlib.sha256(piece[0]).hexdigest(), *piece) for piece in pieces]
        digests = [digest for digest, *_ in named]
        with self.database.begin() as connection:
            query = select(evidence.c.sha256).where(evidence.c.sha256.in_(digests))
            known = set(connection.execute(query).scalars())
            rows: dict[str, dict[str, object]] = {}
            for digest, content, capture, reference in named:
                if digest not in known and digest not in rows:
                    rows[digest] = self._row(digest, content, capture, reference)
            self.database.put(evidence, list(rows.values()), replace=False)
        return digests

    def _row(
        self, digest: str, content: bytes, capture: Capture, reference: Reference | None
    ) -> dict[str, object]:
        capture = msgspec.structs.replace(capture, uri=uri_of(capture.uri), at=capture.at or now())
        row: dict[str, object] = {
            "sha256": digest, "size": len(content), "fetched_at": capture.at
        }  # fmt: skip
        return row | (self._referred(digest, reference) or self.stored(digest, content, capture))

    def _referred(self, digest: str, reference: Reference | None) -> dict[str, object] | None:
        """Where bytes lie in a WARC file, if those are what is read there."""
        if reference is None:
            return None
        file = Path(reference.file).resolve()
        try:
            piece = _read_reference(file, reference.offset, digest)
        except StoreError:
            return None
        return {"file": file.as_posix(), "position": reference.offset, "length": None,
                "capture_sha256": capture_hash(piece.capture)}  # fmt: skip

    def stored(self, digest: str, content: bytes, capture: Capture) -> dict[str, object]:
        """Where bytes lie once they are in a segment, or in the database where there is none."""
        if self.segments is None:
            return self.hold(digest, content, capture)
        place = self.segments.left(digest)
        if place is None:
            records = packed(capture, content)
            place = self.segments.append(digest, records)
            kept = _piece(records)
        else:
            kept = self._in_segment(place)
        # What counts is what was written, so it is read: a header's odd signs may not survive.
        if kept.content != content:
            raise StoreError(f"{self.segments.path(place.file)}: does not keep what is written")
        return {**place._asdict(), "capture_sha256": capture_hash(kept.capture)}

    def hold(self, digest: str, content: bytes, capture: Capture | None) -> dict[str, object]:
        """Put bytes into the database itself; what their row says then."""
        about = None if capture is None else _JSON.encode(capture).decode()
        row = {"sha256": digest, "content": compress(content), "about": about}
        self.database.put(held, [row], replace=False)
        return {"file": None, "position": None, "length": None,
                "capture_sha256": None if capture is None else capture_hash(capture)}  # fmt: skip

    def _end_of(self, name: str) -> int:
        end = func.max(evidence.c.position + evidence.c.length)
        with self.database.begin() as connection:
            return connection.execute(select(end).where(evidence.c.file == name)).scalar() or 0

    # ------------------------------------------------------------ reading

    def content(self, digest: str) -> bytes | None:
        """The bytes of that SHA-256; None if there are none.

        Raises:
            StoreError: they are damaged, or their file is gone.
        """
        piece = self.piece(digest)
        return None if piece is None else piece.content

    def piece(self, digest: str) -> Piece | None:
        """The bytes of that SHA-256 and how they were had; None if there are none.

        Raises:
            StoreError: they are damaged, or their file is gone.
        """
        with self.database.begin() as connection:
            row = connection.execute(select(evidence).where(evidence.c.sha256 == digest)).first()
        return None if row is None else self.read(row)

    def read(self, row: Row[Any]) -> Piece:
        """The piece that a row of the table speaks of, held against its hashes.

        Raises:
            StoreError: it is damaged, or its file is gone.
        """
        piece = self._found(row)
        if hashlib.sha256(piece.content).hexdigest() != row.sha256:
            raise StoreError("the bytes were changed")
        if row.capture_sha256 and capture_hash(piece.capture) != row.capture_sha256:
            raise StoreError("what is said of how the bytes were had was changed")
        return piece

    def _found(self, row: Row[Any]) -> Piece:
        if row.file is None:
            return self._in_database(row.sha256)
        if row.length is None:
            return _read_reference(Path(row.file), row.position, row.sha256)
        return self._in_segment(Place(row.file, row.position, row.length))

    def _in_segment(self, place: Place) -> Piece:
        if self.segments is None:
            raise StoreError(f"{place.file}: is not with this database")
        content = self.segments.read(place)
        try:
            return _piece(content)
        except StoreError as error:
            path = self.segments.path(place.file)
            raise StoreError(f"{path} at byte {place.position:,}: {error}") from None

    def _in_database(self, digest: str) -> Piece:
        query = select(held.c.content, held.c.about).where(held.c.sha256 == digest)
        with self.database.begin() as connection:
            row = connection.execute(query).first()
        if row is None:
            raise StoreError("the bytes are not there")
        try:
            capture = None if row.about is None else msgspec.json.decode(row.about, type=Capture)
        except msgspec.MsgspecError as error:
            raise StoreError(f"a stored record is damaged ({error})") from None
        return Piece(decompress(row.content), capture)

    def size(self) -> int:
        """How many bytes of evidence there are, before compression."""
        with self.database.begin() as connection:
            return connection.execute(select(func.sum(evidence.c.size))).scalar() or 0

    def rows(self) -> Iterator[Row[Any]]:
        """The table's rows, in the order in which the bytes lie."""
        table = evidence.c
        query = select(evidence).order_by(table.file, table.position, table.sha256)
        with self.database.begin() as connection:
            options = {"yield_per": _BATCH}
            with connection.execute(query, execution_options=options) as rows:
                yield from rows

    def close(self) -> None:
        """Let go of the files."""
        if self.segments is not None:
            self.segments.close()


def _piece(records: bytes) -> Piece:
    capture, content = read(BytesIO(records))
    return Piece(content, capture)


def capture_hash(capture: Capture | None) -> str | None:
    """The SHA-256 of how bytes were had, as JSON."""
    return None if capture is None else hashlib.sha256(_JSON.encode(capture)).hexdigest()


def _read_reference(file: Path, offset: int, digest: str) -> Piece:
    """The record of a WARC file; a body is decoded, unless it was so already, whatever its header
    says, as some crawlers leave it.
    """
    faults = []
    decodings: tuple[Decode, ...] = ("all", "none")
    for decode in decodings:
        try:
            with file.open("rb") as stream:
                stream.seek(offset)
                capture, content = read(stream, decode)
        except OSError as error:
            faults.append(f"{file}: cannot be read ({error.strerror or error})")
        except StoreError as error:
            faults.append(f"{file} at byte {offset:,}: {error}")
        else:
            if hashlib.sha256(content).hexdigest() == digest:
                return Piece(content, capture)
            faults.append(f"{file} at byte {offset:,}: the bytes are others")
    raise StoreError(faults[0])
