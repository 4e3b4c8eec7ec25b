"""Evidence as records of WARC 1.1 (ISO 28500:2017), and back.

Bytes from a web server are a `response` with the `request` beside it; bytes of a file are a
`resource`. Each record is compressed by itself with zstd, as "Zstandard compression in WARC"
has it, so that it can be read without those before it.

A body is kept decoded. The fields that say how it came over the wire would be wrong beside it:
they are written with `X-Orig-` before their names, and read back without.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterator
from io import BytesIO
from typing import IO, Literal
from urllib.parse import quote

import zstandard
from fastwarc.warc import ArchiveIterator, HeaderMap, WarcRecord, WarcRecordType
from msgspec.structs import replace

from veedor.errors import StoreError
from veedor.model import Capture
from veedor.store.clock import now
from veedor.store.payload import compress

__all__ = [
    "Decode", "conversion", "described", "heading", "metadata", "packed", "payload_of", "read",
    "records", "uri_of", "whole", "with_request",
]  # fmt: skip

Decode = Literal["all", "none"]
#: Fields about a body's form on the wire.
_WIRE = frozenset({"content-encoding", "content-length", "transfer-encoding"})
_ORIGINAL = "X-Orig-"
#: What a URI may hold besides letters and digits (RFC 3986, 2), with the sign of escapes.
_URI = "-._~:/?#[]@!$&'()*+,;=%"
#: Schemes without an authority, of URIs that are made here.
_SCHEMES = ("file:", "urn:")
#: Bytes that are decompressed at a time, and kept of a record to know it by.
_PIECE, _HEAD = 1 << 12, 1 << 12


def uri_of(source: str) -> str:
    """A source as a URI: an address as it is, anything else as the name of a file."""
    named = "://" in source[:32] or source.startswith(_SCHEMES)
    return quote(source if named else f"file:{source.replace('%', '%25')}", safe=_URI)


def packed(capture: Capture, content: bytes) -> bytes:
    """The records of some bytes, each compressed: the bytes first, then what was asked for them."""
    return b"".join(compress(record) for record in records(capture, content))


def records(capture: Capture, content: bytes) -> Iterator[bytes]:
    """The records of some bytes, as they stand in a WARC file."""
    digest = hashlib.sha256(content).hexdigest()
    name = _name(digest, capture)
    if capture.status_line is None:
        head = {"Content-Type": capture.media_type or "application/octet-stream"}
        yield _record(WarcRecordType.resource, name, capture, head, content, digest)
        return
    head = {"Content-Type": "application/http; msgtype=response"}
    if capture.media_type:
        head["WARC-Identified-Payload-Type"] = capture.media_type
    block = _http(capture.status_line, _marked(capture, len(content))) + content
    yield _record(WarcRecordType.response, name, capture, head, block, digest)
    if capture.request_line is not None:
        head = {
            "Content-Type": "application/http; msgtype=request",
            "WARC-Concurrent-To": f"<urn:{name}>",
        }
        block = _http(capture.request_line, capture.request)
        yield _record(WarcRecordType.request, _name(digest, capture, "request"), capture, head,
                      block, None)  # fmt: skip


def heading(name: str) -> bytes:
    """The record that a WARC file of that name begins with."""
    record = WarcRecord()
    record.init_headers(record_type=WarcRecordType.warcinfo)
    record.headers["WARC-Date"] = now().replace("+00:00", "Z")
    record.headers["WARC-Filename"] = _line(quote(name, safe=_URI))
    record.headers["Content-Type"] = "application/warc-fields"
    fields = {
        "software": "veedor",
        "format": "WARC File Format 1.1",
        "conformsTo": "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
    }
    record.set_bytes_content("".join(f"{k}: {v}\r\n" for k, v in fields.items()).encode())
    return _bytes(record)


def metadata(capture: Capture, digest: str, about: bytes, key: str) -> bytes:
    """What is known, as JSON, of one thing that was read from a piece of evidence."""
    head = {
        "Content-Type": "application/json",
        "WARC-Refers-To": f"<urn:{_name(digest, capture)}>",
    }
    name = _name(digest, capture, f"metadata {key}")
    return _record(WarcRecordType.metadata, name, capture, head, about, None)


def conversion(capture: Capture, digest: str, text: bytes, key: str) -> bytes:
    """The text that was taken from a piece of evidence."""
    head = {
        "Content-Type": "text/plain; charset=UTF-8",
        "WARC-Refers-To": f"<urn:{_name(digest, capture)}>",
    }
    name = _name(digest, capture, f"conversion {key}")
    payload = hashlib.sha256(text).hexdigest()
    return _record(WarcRecordType.conversion, name, capture, head, text, payload)


def _name(digest: str, capture: Capture, kind: str = "") -> str:
    """The id of a record: the same for the same bytes had in the same way."""
    what = f"{digest} {uri_of(capture.uri)} {capture.at} {kind}"
    return f"uuid:{uuid.uuid5(uuid.NAMESPACE_URL, what)}"


def _record(
    kind: WarcRecordType,
    name: str,
    capture: Capture,
    head: dict[str, str],
    block: bytes,
    digest: str | None,
) -> bytes:
    record = WarcRecord()
    record.init_headers(record_type=kind, record_urn=name.encode())
    record.headers["WARC-Target-URI"] = uri_of(capture.uri)
    record.headers["WARC-Date"] = capture.at.replace("+00:00", "Z")
    if capture.address:
        record.headers["WARC-IP-Address"] = _line(capture.address)
    for field, value in head.items():
        record.headers[field] = _line(value)
    record.headers["WARC-Block-Digest"] = f"sha256:{hashlib.sha256(block).hexdigest()}"
    if digest:
        record.headers["WARC-Payload-Digest"] = f"sha256:{digest}"
    record.set_bytes_content(block)
    return _bytes(record)


def _bytes(record: WarcRecord) -> bytes:
    stream = BytesIO()
    record.write(stream)
    return stream.getvalue()


def _marked(capture: Capture, size: int) -> Iterator[tuple[str, str]]:
    """The fields of an answer, with those set apart that are not true of its decoded body."""
    for field, value in capture.response:
        wire = field.lower() in _WIRE or field.startswith(_ORIGINAL)
        yield (f"{_ORIGINAL}{field}" if wire else field), value
    yield "Content-Length", str(size)


def _http(first: str, fields: Iterator[tuple[str, str]] | tuple[tuple[str, str], ...]) -> bytes:
    lines = [_line(first), *(f"{_line(field)}: {_line(value)}" for field, value in fields), "", ""]
    return "\r\n".join(lines).encode("latin-1", "replace")


def _line(text: str) -> str:
    """Text that stays on its line of a header."""
    return " ".join(text.split())


def whole(stream: IO[bytes]) -> Iterator[tuple[int, bytes]]:
    """The whole frames of a stream: how many bytes each takes, and how what it holds begins.

    It ends where a frame is damaged or cut off.
    """
    piece = stream.read(_PIECE)
    while piece:
        frame, taken, head = zstandard.ZstdDecompressor().decompressobj(), 0, b""
        while piece and not frame.eof:
            try:
                held = frame.decompress(piece)
            except zstandard.ZstdError:
                return
            head += held[: _HEAD - len(head)]
            taken += len(piece)
            piece = frame.unused_data or stream.read(_PIECE)
        if not frame.eof:
            return
        yield taken - len(frame.unused_data), head


def read(stream: IO[bytes], decode: Decode = "all") -> tuple[Capture, bytes]:
    """How some bytes were had, and the bytes, from the records at the head of a stream, which
    may be compressed with gzip or zstd. `decode` says what is undone of a body (`none`: nothing).

    Raises:
        StoreError: there is no record.
    """
    found: tuple[Capture, bytes] | None = None
    try:
        for record in ArchiveIterator(stream, parse_http=False):
            if found is None:
                found = described(record, decode), payload_of(record, decode)
                if record.record_type != WarcRecordType.response:
                    break
            elif record.record_type == WarcRecordType.request:
                found = with_request(found[0], record), found[1]
                break
            else:
                break
    except (OSError, ValueError) as error:
        raise StoreError(f"a record of evidence is damaged ({error})") from None
    if found is None:
        raise StoreError("a record of evidence is damaged (it is no WARC record)")
    return found


def payload_of(record: WarcRecord, decode: Decode = "all") -> bytes:
    """The bytes that a record is about: of an HTTP answer its body, decoded."""
    if record.is_http and not record.is_http_parsed:
        record.parse_http(auto_decode=decode)
    return record.reader.read()


def described(record: WarcRecord, decode: Decode = "all") -> Capture:
    """How the bytes of a record were had; what was asked stands in another."""
    head = record.headers
    media_type = head.get("WARC-Identified-Payload-Type")
    if record.is_http:
        record.parse_http(auto_decode=decode)
    elif record.record_type == WarcRecordType.resource:
        media_type = head.get("Content-Type")
    first, fields = _fields(record)
    return Capture(
        uri=(head.get("WARC-Target-URI") or "").strip("<>"),
        at=(head.get("WARC-Date") or "").replace("Z", "+00:00"),
        media_type=media_type if media_type != "application/octet-stream" else None,
        address=head.get("WARC-IP-Address"),
        status_line=first,
        response=_unmarked(fields),
    )


def _unmarked(fields: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """The fields as they came: without the length that was added last."""
    if fields and fields[-1][0] == "Content-Length":
        fields = fields[:-1]
    return tuple((field.removeprefix(_ORIGINAL), value) for field, value in fields)


def with_request(capture: Capture, record: WarcRecord) -> Capture:
    """How bytes were had, with what a record says was asked for them."""
    record.parse_http(auto_decode="none")
    first, fields = _fields(record)
    return replace(capture, request_line=first, request=fields)


def _fields(record: WarcRecord) -> tuple[str | None, tuple[tuple[str, str], ...]]:
    """The first line and the fields of an HTTP header, which is of Latin-1 (RFC 9110, 5.5)."""
    http: HeaderMap | None = record.http_headers
    if http is None:
        return None, ()
    first = http.status_line_bytes
    fields = tuple(
        (name.decode("latin-1"), value.decode("latin-1")) for name, value in http.items_bytes()
    )
    return None if first is None else first.decode("latin-1"), fields
