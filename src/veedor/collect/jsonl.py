"""JSON Lines: one article a line, of which only `text` is required.

The exports of news-please, Media Cloud and GDELT are lines too, whose keys have other names;
lines of theirs that have no text tell where it is.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import IO, Any

import msgspec
from msgspec.structs import replace

from veedor.collect.events import Elsewhere
from veedor.collect.item import Collected, Metadata, article
from veedor.errors import InputRefused
from veedor.model import Refusal
from veedor.settings import Collect

__all__ = ["from_json", "from_lines", "row_of"]

Found = Iterator[Collected | Refusal | Elsewhere]


class _Row(msgspec.Struct, kw_only=True):
    """A line, under our names; keys that are not here are left alone."""

    text: str | None = None
    url: str | None = None
    id: str | int | None = None
    outlet: str | None = None
    title: str | None = None
    byline: str | None = None
    published: str | None = None
    language: str | None = None
    # news-please
    maintext: Any = None
    authors: Any = None
    date_publish: Any = None
    source_domain: Any = None
    # Media Cloud
    stories_id: Any = None
    media_name: Any = None
    publish_date: Any = None
    # GDELT: its article list, and its DOC API
    outletName: Any = None  # noqa: N815 (GDELT's own name)
    author: Any = None
    date: Any = None
    lang: Any = None
    seendate: Any = None
    domain: Any = None

    @property
    def is_export(self) -> bool:
        """Whether it has keys that only the exports of others have."""
        marks = (
            self.maintext, self.date_publish, self.stories_id, self.media_name, self.outletName,
            self.seendate,
        )  # fmt: skip
        return any(mark is not None for mark in marks)


_DECODER = msgspec.json.Decoder(_Row)
_MOMENT = re.compile(r"^(\d{4})-?(\d\d)-?(\d\d)(?:[T ](\d\d):?(\d\d):?(\d\d))?")


def from_lines(file: str, stream: IO[bytes], settings: Collect) -> Found:
    """The articles of a stream of lines; a line that cannot be read is refused by its number."""
    number, found = 0, False
    try:
        for number, line in _lines(stream, settings.max_bytes):
            if not line.strip():
                continue
            found = True
            try:
                yield _from_line(f"{file}:{number}", line, settings)
            except InputRefused as error:
                yield Refusal(source=error.source, stage="collect", reason=error.reason)
    except (OSError, EOFError, zlib.error) as error:
        reason = f"cannot be read beyond line {number} ({error})"
        yield Refusal(source=file, stage="collect", reason=reason)
        return
    if not found:
        yield Refusal(source=file, stage="collect", reason="is empty")


def _lines(stream: IO[bytes], limit: int) -> Iterator[tuple[int, bytes]]:
    """Numbered lines, never holding more than the limit of one of them."""
    number = 0
    while line := stream.readline(limit + 1):
        number += 1
        yield number, line
        while len(line) > limit and not line.endswith(b"\n"):
            line = stream.readline(limit + 1)
            if not line:
                return


def from_json(file: str, content: bytes, settings: Collect) -> Found:
    """The articles of a JSON document: one of news-please, or a list as the others give it.

    Raises:
        InputRefused: it is no JSON, or has no articles in it.
    """
    try:
        document = msgspec.json.decode(content)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise InputRefused(file, f"is not JSON: {error}") from None
    rows = document.get("articles", [document]) if isinstance(document, dict) else document
    if not isinstance(rows, list) or not rows:
        raise InputRefused(file, "has no articles in it")
    for number, row in enumerate(rows, 1):
        try:
            yield _from_line(f"{file}:{number}", msgspec.json.encode(row), settings)
        except InputRefused as error:
            yield Refusal(source=error.source, stage="collect", reason=error.reason)


def _from_line(place: str, line: bytes, settings: Collect) -> Collected | Elsewhere:
    if len(line) > settings.max_bytes:
        raise InputRefused(place, f"is longer than {settings.max_bytes / 1e6:.1f} MB")
    row = row_of(place, line)
    source = row.url or (None if row.id is None else str(row.id)) or place
    if row.text is None:
        if row.is_export and (row.url or "").startswith(("http://", "https://")):
            return Elsewhere(url=row.url or "")
        raise InputRefused(place, "is no article as JSON: Object missing required field `text`")
    about = Metadata(
        url=row.url, outlet=row.outlet, title=row.title, byline=row.byline,
        published=row.published, language=row.language,
    )  # fmt: skip
    try:
        made = article(source, row.text, about)
    except InputRefused as error:
        raise InputRefused(place, error.reason) from None
    return Collected(article=made, content=line.strip(), extractor="jsonl")


def row_of(place: str, line: bytes) -> _Row:
    """What stands on a line, under our names.

    Raises:
        InputRefused: it is no article.
    """
    try:
        row = _DECODER.decode(line.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise InputRefused(place, f"is no article as JSON: {error}") from None
    return _ours(row) if row.is_export else row


def _ours(row: _Row) -> _Row:
    """A line of somebody's export: its values under our names, where ours are not there."""
    authors = row.authors if isinstance(row.authors, list) else [row.authors or row.author]
    return replace(
        row,
        text=row.text or _told(row.maintext),
        id=row.id if row.id is not None else _told(row.stories_id),
        outlet=row.outlet or _told(row.media_name or row.outletName or row.source_domain),
        byline=row.byline or "; ".join(filter(None, map(_told, authors))) or None,
        published=row.published or _moment(row.date_publish or row.publish_date or row.date),
        language=row.language or _told(row.lang),
    )


def _told(value: Any) -> str | None:
    return str(value) if isinstance(value, (str, int)) and str(value).strip() else None


def _moment(value: Any) -> str | None:
    """A moment as databases write it, as ISO 8601."""
    found = _MOMENT.match(value) if isinstance(value, str) else None
    if found is None:
        return None
    day = "-".join(found.groups()[:3])
    return f"{day}T{':'.join(found.groups()[3:])}" if found.group(4) else day
