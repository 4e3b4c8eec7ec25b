"""What collecting brings: articles, how their bytes were had, and what was refused."""

from __future__ import annotations

import hashlib

from msgspec import Struct

from veedor.model.spans import record_id

__all__ = ["Article", "Capture", "Reference", "Refusal", "article_id"]


class Article(Struct, frozen=True, kw_only=True):
    """One press report as collected: `text` never changes after this.

    `agencies` are the origin that the text credits for itself (never those of its photos,
    which are `photo_credits`); `published` is what the metadata say, ISO 8601, or None;
    `evidence` is the SHA-256 of the bytes as fetched.
    """

    id: str
    source: str
    text: str
    url: str | None = None
    revision_of: str | None = None
    outlet: str | None = None
    agencies: tuple[str, ...] = ()
    byline: str | None = None
    photo_credits: tuple[str, ...] = ()
    title: str | None = None
    language: str | None = None
    published: str | None = None
    collected_at: str = ""
    evidence: str | None = None


def article_id(source: str, text: str) -> str:
    """The id of an article: of where it came from and what it says."""
    return record_id("article", source, hashlib.sha256(text.encode("utf-8", "replace")).hexdigest())


class Capture(Struct, frozen=True, kw_only=True):
    """How bytes were had, as WARC 1.1 has it: from which `uri`, when (UTC, ISO 8601), of which
    media type; from a web server also its address and, as they went over the wire, what was
    asked (`request`) and answered (`response`): the first line, then the header's fields.

    A field's value is text of Latin-1, as HTTP's is. Where a body came compressed or in chunks,
    the bytes kept are those after decoding, and the header's fields say how it came.
    """

    uri: str
    at: str = ""
    media_type: str | None = None
    address: str | None = None
    request_line: str | None = None
    request: tuple[tuple[str, str], ...] = ()
    status_line: str | None = None
    response: tuple[tuple[str, str], ...] = ()


class Reference(Struct, frozen=True, kw_only=True):
    """Where bytes lie that need not be kept again: the record of a WARC file that begins at an
    offset of the file as it is (compressed, where it is).
    """

    file: str
    offset: int


class Refusal(Struct, frozen=True, kw_only=True):
    """An input, or part of one, that was not read, and why."""

    source: str
    stage: str
    reason: str
