"""WARC files (ISO 28500), such as those of Common Crawl's CC-NEWS: their pages as articles.

The bytes of a page need not be kept again where its record can be found again: an article
carries the file and the offset of its record.
"""

from __future__ import annotations

import io
import zlib
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import IO, TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from veedor.collect.item import Collected
from veedor.collect.page import from_html
from veedor.collect.parallel import LostError, Workers
from veedor.collect.pdf import from_pdf, is_pdf
from veedor.collect.sitemaps import unpacked
from veedor.errors import InputRefused
from veedor.model import Capture, Reference, Refusal
from veedor.settings import Collect

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

__all__ = ["from_warc"]

#: Files with fewer pages than this are read in this process: starting others takes a second.
SMALL = 64
#: Seconds one page may take; the slowest pages of the press take under two.
SECONDS = 30.0
_PAGES = ("html", "xhtml")


class _Page(Struct, frozen=True, kw_only=True):
    """One page of a file, as it is handed to the process that reads it."""

    content: bytes
    capture: Capture
    offset: int | None


def from_warc(file: str, stream: IO[bytes], settings: Collect) -> Iterator[Collected | Refusal]:
    """The articles of a WARC file, in its order.

    Records that are no pages (pictures, answers other than 200) are told of together.

    Args:
        file: how the file is called.
        stream: its bytes, packed or not; it must know its position.
        settings: limits, and how many processes.
    """
    left: Counter[str] = Counter()
    refused: list[Refusal] = []
    pages = _pages(file, stream, settings, left, refused)
    first = list(islice(pages, SMALL))
    for page in first:
        yield _referred(file, page, _read(page))
    if len(first) == SMALL:
        with Workers(_read, settings.workers, SECONDS) as workers:
            for page, found in workers.map(pages):
                yield _referred(file, page, found)
    yield from refused
    if left:
        kinds = ", ".join(f"{number:,} {kind}" for kind, number in left.most_common(5))
        reason = f"has {left.total():,} records that are no pages ({kinds})"
        yield Refusal(source=file, stage="collect", reason=reason)


def _pages(
    file: str,
    stream: IO[bytes],
    settings: Collect,
    left: Counter[str],
    refused: list[Refusal],
) -> Iterator[_Page]:
    """The pages of a file; what is none is counted in `left`, what is damaged goes to `refused`."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    before, found = -1, False
    try:
        records = ArchiveIterator(stream, record_types=WarcRecordType.response, parse_http=True)
        for record in records:
            found = True
            # Where the records are not packed one by one, the position does not tell them apart.
            offset = record.stream_pos if record.stream_pos > before else None
            before = max(before, record.stream_pos)
            try:
                page = _page(record, offset, settings.max_bytes, left)
            except InputRefused as error:
                refused.append(Refusal(source=error.source, stage="collect", reason=error.reason))
                continue
            if page is not None:
                yield page
    except (OSError, EOFError, zlib.error) as error:
        where = f"beyond byte {max(before, 0):,}" if found else "as a WARC file"
        reason = f"cannot be read {where} ({error})"
        refused.append(Refusal(source=file, stage="collect", reason=reason))
        return
    if not found:
        reason = "has no answers of web servers in it"
        refused.append(Refusal(source=file, stage="collect", reason=reason))


def _page(record: WarcRecord, offset: int | None, limit: int, left: Counter[str]) -> _Page | None:
    """The page of a record, or None if it is none.

    Raises:
        InputRefused: it is damaged, or larger than the limit.
    """
    uri = (record.headers.get("WARC-Target-URI") or "").strip("<>")
    headers = record.http_headers
    if not record.is_http_parsed:
        left["without a header of HTTP"] += 1
        return None
    media_type = (record.http_content_type or "").lower()
    status = (headers.status_line or "").split(" ")[1:2]
    if status != ["200"]:
        left[f"answers {' '.join(status) or '?'}"] += 1
        return None
    if media_type != "application/pdf" and not any(kind in media_type for kind in _PAGES):
        left[media_type or "of no kind"] += 1
        return None
    if record.content_length > limit:
        raise InputRefused(uri, f"is larger than {limit / 1e6:.1f} MB")
    content = _plain(uri, record.reader.read(), headers, limit)
    capture = Capture(
        uri=uri,
        at=record.headers.get("WARC-Date") or "",
        media_type=media_type or None,
        address=record.headers.get("WARC-IP-Address"),
        status_line=headers.status_line,
        response=tuple((str(name), str(value)) for name, value in headers.items()),
    )
    return _Page(content=content, capture=capture, offset=offset)


def _plain(uri: str, content: bytes, headers: object, limit: int) -> bytes:
    """A body without chunks and packing. Crawlers often undo both and leave the header as it was,
    so only what is there is undone.

    Raises:
        InputRefused: it is damaged, or larger than the limit.
    """
    get = headers.get  # type: ignore[attr-defined]
    if "chunked" in (get("Transfer-Encoding") or "").lower():
        content = _joined(content)
    if content.startswith(b"\x1f\x8b"):
        return unpacked(uri, content, limit)
    if (get("Content-Encoding") or "").strip().lower() == "br":
        return _unbrotli(uri, content, limit)
    return content


def _joined(content: bytes) -> bytes:
    """The chunks of a body put together (RFC 9112, 7.1); a body that has none stays as it is."""
    whole, place = bytearray(), 0
    while (end := content.find(b"\r\n", place)) >= 0:
        try:
            size = int(content[place:end].split(b";")[0], 16)
        except ValueError:
            return content
        if size == 0:
            return bytes(whole)
        whole += content[end + 2 : end + 2 + size]
        place = end + 2 + size + 2
    return bytes(whole) or content


def _unbrotli(uri: str, content: bytes, limit: int) -> bytes:
    from fastwarc.stream_io import BrotliReader

    try:
        plain: bytes = BrotliReader(io.BytesIO(content)).read(limit + 1)
    except OSError:
        # It was unpacked by the crawler, and the header left.
        return content
    if len(plain) > limit:
        raise InputRefused(uri, f"is larger than {limit / 1e6:.1f} MB when unpacked")
    return plain


def _read(page: _Page) -> Collected | InputRefused:
    """Take the article from a page; this runs in other processes, and nothing may be raised."""
    uri = page.capture.uri
    try:
        if is_pdf(page.content):
            return from_pdf(uri, page.content, uri)
        return from_html(uri, page.content, uri)
    except InputRefused as error:
        return InputRefused(error.source, error.reason)
    except Exception as error:
        return InputRefused(uri, f"a fault of the program: {type(error).__name__}: {error}")


def _referred(
    file: str, page: _Page, found: Collected | InputRefused | LostError
) -> Collected | Refusal:
    if isinstance(found, Collected):
        reference = None if page.offset is None else Reference(file=file, offset=page.offset)
        return replace(found, capture=page.capture, reference=reference)
    reason = found.reason if isinstance(found, InputRefused) else str(found)
    return Refusal(source=page.capture.uri, stage="collect", reason=reason)
