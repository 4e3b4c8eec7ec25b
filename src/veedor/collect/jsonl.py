"""JSON Lines: one article a line, of which only `text` is required."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import IO

import msgspec

from veedor.collect.item import Collected, Metadata, article
from veedor.errors import InputRefused
from veedor.model import Refusal
from veedor.settings import Collect

__all__ = ["from_lines", "row_of"]


class _Row(msgspec.Struct, kw_only=True):
    """A line; keys that are not here are left alone."""

    text: str
    url: str | None = None
    id: str | int | None = None
    outlet: str | None = None
    title: str | None = None
    byline: str | None = None
    published: str | None = None
    language: str | None = None


_DECODER = msgspec.json.Decoder(_Row)


def from_lines(file: str, stream: IO[bytes], settings: Collect) -> Iterator[Collected | Refusal]:
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


def _from_line(place: str, line: bytes, settings: Collect) -> Collected:
    if len(line) > settings.max_bytes:
        raise InputRefused(place, f"is longer than {settings.max_bytes / 1e6:.1f} MB")
    row = row_of(place, line)
    source = row.url or (None if row.id is None else str(row.id)) or place
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
    """What stands on a line.

    Raises:
        InputRefused: it is no article.
    """
    try:
        return _DECODER.decode(line.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise InputRefused(place, f"is no article as JSON: {error}") from None
