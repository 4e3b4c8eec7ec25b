"""A workspace's evidence as one WARC 1.1 file, with the articles that were read from it, and back.

After the records of each piece of evidence come, for each article that was read from it, a
`metadata` record (what is known of the article, as JSON) and a `conversion` record (its text).
Any reader of WARC files takes the evidence; Veedor brings back the articles too.
"""

from __future__ import annotations

import hashlib
import os
import zlib
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import IO

import msgspec
from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType
from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import select

from veedor.errors import InputRefused, StoreError, UsageError
from veedor.model import Article, Capture, Refusal, article_id
from veedor.store import Workspace
from veedor.store.evidence import Piece
from veedor.store.payload import compress, unpack
from veedor.store.schema import articles
from veedor.store.warc import (
    conversion,
    described,
    heading,
    metadata,
    payload_of,
    records,
    with_request,
)

__all__ = ["Brought", "Exported", "export_warc", "import_warc"]


def _gzipped(record: bytes) -> bytes:
    """A record as a gzip member of its own, always the same for the same bytes."""
    packer = zlib.compressobj(6, zlib.DEFLATED, 31)
    return packer.compress(record) + packer.flush()


_KEPT = WarcRecordType.response | WarcRecordType.resource
_READ = _KEPT | WarcRecordType.metadata | WarcRecordType.conversion | WarcRecordType.request
#: How a record is packed, by how the file's name ends.
_PACKING: dict[str, Callable[[bytes], bytes]] = {
    ".warc.gz": _gzipped,
    ".warc.zst": compress,
    ".warc": bytes,
}
#: Articles that are kept in one transaction.
_BATCH = 32


class Exported(Struct, frozen=True, kw_only=True):
    """What was written; `damaged` says by SHA-256 what could not be."""

    pieces: int
    articles: int
    damaged: dict[str, str]


class Brought(Struct, kw_only=True):
    """What an import brought: new and known articles, pieces of evidence, what was refused."""

    new: int = 0
    known: int = 0
    pieces: int = 0
    refused: list[Refusal] = []


class _About(Struct, kw_only=True):
    """The body of a `metadata` record: an article without its text, and how it was read."""

    article: Article
    note: str | None = None
    extractor: str | None = None


def export_warc(workspace: Workspace, file: Path) -> Exported:
    """Write all evidence into a new file.

    Raises:
        UsageError: the file exists already, or is not named like a WARC file.
        StoreError: it cannot be written.
    """
    pack = next((made for end, made in _PACKING.items() if file.name.endswith(end)), None)
    if pack is None:
        raise UsageError(f"{file}: name it *.warc.gz, *.warc.zst or *.warc")
    if file.exists():
        raise UsageError(f"{file}: exists already: give a new file")
    part = file.with_name(f"{file.name}.part")
    try:
        with part.open("wb") as stream:
            done = _export(workspace, file.name, lambda record: stream.write(pack(record)))
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(file)
    except OSError as error:
        raise StoreError(f"{file}: cannot be written ({error.strerror or error})") from None
    finally:
        part.unlink(missing_ok=True)
    return done


def _export(workspace: Workspace, name: str, write: Callable[[bytes], object]) -> Exported:
    pieces, count, damaged = 0, 0, {}
    write(heading(name))
    for row in workspace.evidence.rows():
        try:
            piece = workspace.evidence.read(row)
        except StoreError as error:
            damaged[row.sha256] = str(error)
            continue
        capture = piece.capture or Capture(uri=f"urn:sha256:{row.sha256}", at=row.fetched_at)
        pieces += 1
        for record in records(capture, piece.content):
            write(record)
        for article, about in _articles(workspace, row.sha256):
            count += 1
            write(metadata(capture, row.sha256, about, article.id))
            write(conversion(capture, row.sha256, article.text.encode(), article.id))
    return Exported(pieces=pieces, articles=count, damaged=damaged)


def _articles(workspace: Workspace, digest: str) -> Iterator[tuple[Article, bytes]]:
    table = articles.c
    query = select(table.payload, table.note, table.extractor).where(table.evidence == digest)
    with workspace.database.begin() as connection:
        rows = connection.execute(query.order_by(table.collected_at, table.id)).all()
    for payload, note, extractor in rows:
        article = unpack(payload, Article)
        about = _About(article=replace(article, text=""), note=note, extractor=extractor)
        yield article, msgspec.json.encode(about)


def import_warc(workspace: Workspace, file: Path) -> Brought:
    """Bring the evidence of an exported file, and its articles, into a workspace.

    A record that is not what its hash says is refused, and the rest is brought.

    Raises:
        StoreError: the file cannot be read, or what it holds cannot be written.
    """
    brought = Brought()
    try:
        with file.open("rb") as stream:
            groups = _groups(file, stream, brought.refused)
            while batch := list(islice(groups, _BATCH)):
                with workspace.transaction():
                    for group in batch:
                        _bring(workspace, group, brought)
    except OSError as error:
        raise StoreError(f"{file}: cannot be read ({error.strerror or error})") from None
    if not brought.pieces and not brought.refused:
        reason = "holds no evidence: it is no WARC file, or one without answers and resources"
        brought.refused.append(Refusal(source=str(file), stage="collect", reason=reason))
    workspace.search.refresh()
    return brought


class _Group(Struct, kw_only=True):
    """A piece of evidence, and what was read from it."""

    piece: Piece
    abouts: list[_About] = []
    texts: list[str] = []


def _groups(file: Path, stream: IO[bytes], refused: list[Refusal]) -> Iterator[_Group]:
    group: _Group | None = None
    place = 0
    try:
        for record in ArchiveIterator(stream, record_types=_READ, parse_http=False):
            place = record.stream_pos
            if record.record_type & _KEPT:
                if group is not None:
                    yield group
                group = _begun(record, refused)
            elif group is not None:
                _add(group, record)
    except (OSError, ValueError, msgspec.MsgspecError) as error:
        reason = f"cannot be read beyond byte {place:,} ({error})"
        refused.append(Refusal(source=str(file), stage="collect", reason=reason))
    if group is not None:
        yield group


def _begun(record: WarcRecord, refused: list[Refusal]) -> _Group | None:
    """A piece of evidence, if its bytes are those that its hash was made of."""
    capture, content = described(record), payload_of(record)
    digest = (record.headers.get("WARC-Payload-Digest") or "").removeprefix("sha256:")
    if len(digest) == len(hashlib.sha256().hexdigest()) and digest != _sha256(content):
        reason = "its bytes are not those that its hash says"
        refused.append(Refusal(source=capture.uri, stage="collect", reason=reason))
        return None
    return _Group(piece=Piece(content, capture))


def _add(group: _Group, record: WarcRecord) -> None:
    if record.record_type == WarcRecordType.request and group.piece.capture is not None:
        capture = with_request(group.piece.capture, record)
        group.piece = Piece(group.piece.content, capture)
    elif record.record_type == WarcRecordType.metadata:
        group.abouts.append(msgspec.json.decode(record.reader.read(), type=_About))
    elif record.record_type == WarcRecordType.conversion:
        group.texts.append(record.reader.read().decode("utf-8", "replace"))


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _bring(workspace: Workspace, group: _Group, brought: Brought) -> None:
    content, capture = group.piece
    workspace.evidence.add(content, capture or Capture(uri=""))
    brought.pieces += 1
    for about, text in zip(group.abouts, group.texts, strict=False):
        article = replace(about.article, text=text)
        try:
            if article.id != article_id(article.source, text):
                raise InputRefused(article.source, "its text is not the one that was collected")
            new = workspace.articles.add(article, content, about.note, about.extractor, capture)
        except InputRefused as error:
            refusal = Refusal(source=error.source, stage="collect", reason=error.reason)
            brought.refused.append(refusal)
            continue
        brought.new += new
        brought.known += not new
