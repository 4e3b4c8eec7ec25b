"""Large files elsewhere: WARC and JSON Lines on web servers and in object stores."""

from __future__ import annotations

import gzip
import io
from collections.abc import Iterator
from typing import IO, cast

from veedor.collect.fetch import Fetcher
from veedor.collect.file_names import LARGE, path_of
from veedor.collect.jsonl import Found, from_lines
from veedor.collect.warc import from_warc
from veedor.errors import InputRefused
from veedor.model import Refusal
from veedor.settings import Collect

__all__ = ["from_remote"]


def from_remote(address: str, settings: Collect) -> Found:
    """The articles of a file elsewhere.

    Web servers are asked with the manners and limits of any page; other addresses (`s3://…`,
    `gcs://…`, `memory://…`) are opened by fsspec, whose driver must be installed.
    """
    try:
        if not path_of(address).endswith(LARGE):
            kinds = ", ".join(LARGE)
            raise InputRefused(address, f"is of a kind that is not read there (read are {kinds})")
        if address.startswith(("http://", "https://")):
            yield from _from_web(address, settings)
        else:
            yield from _from_store(address, settings)
    except InputRefused as error:
        yield Refusal(source=error.source, stage="collect", reason=error.reason)


def _from_web(address: str, settings: Collect) -> Found:
    fetcher = Fetcher(settings)
    try:
        with fetcher.stream(address) as pieces:
            stream = io.BufferedReader(_Pieces(pieces), 1 << 20)  # type: ignore[type-var]
            yield from _read(address, cast("IO[bytes]", stream), settings)
    finally:
        fetcher.close()


def _from_store(address: str, settings: Collect) -> Found:
    import fsspec

    try:
        with fsspec.open(address, "rb") as stream:
            yield from _read(address, stream, settings)
    except ImportError as error:
        raise InputRefused(address, f"needs a driver of fsspec: {error}") from None
    except (OSError, ValueError) as error:
        raise InputRefused(address, f"cannot be read ({error})") from None


def _read(address: str, stream: IO[bytes], settings: Collect) -> Found:
    path = path_of(address)
    if path.endswith((".warc", ".warc.gz")):
        yield from from_warc(address, stream, settings)
    elif path.endswith(".jsonl"):
        yield from from_lines(address, stream, settings)
    else:
        unpacked = cast("IO[bytes]", gzip.GzipFile(fileobj=stream))
        yield from from_lines(address, unpacked, settings)


class _Pieces(io.RawIOBase):
    """A stream over pieces as they come; it knows its position, and goes forward only."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._rest = b""
        self._position = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._position

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Nowhere but to where it is."""
        target = offset + (self._position if whence == io.SEEK_CUR else 0)
        if whence == io.SEEK_END or target != self._position:
            raise io.UnsupportedOperation("this stream goes forward only")
        return self._position

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        """The next bytes, at most as many as fit."""
        while not self._rest:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._rest = piece
        taken = self._rest[: len(buffer)]
        buffer[: len(taken)] = taken
        self._rest = self._rest[len(taken) :]
        self._position += len(taken)
        return len(taken)
