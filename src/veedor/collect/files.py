"""Files and folders."""

from __future__ import annotations

import gzip
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, cast

from veedor.collect.encoding import decode
from veedor.collect.item import Collected, article
from veedor.collect.jsonl import from_lines
from veedor.errors import InputRefused
from veedor.model import Refusal
from veedor.settings import Collect

__all__ = ["READERS", "from_path"]

Found = Iterator[Collected | Refusal]


def from_path(source: str, settings: Collect) -> Found:
    """The articles of a file, or of all files in a folder and the folders within it.

    Files whose names begin with a dot are not inputs; any other that no reader takes is refused.
    """
    path = Path(source)
    if path.is_dir():
        found = False
        for file in _walk(path):
            found = True
            yield from _from_file(file, settings)
        if not found:
            yield refusal(source, "has no files in it")
    elif path.exists():
        yield from _from_file(path, settings)
    else:
        yield refusal(source, "there is no such file or folder")


def refusal(source: str, reason: str) -> Refusal:
    """An input that was not collected."""
    return Refusal(source=source, stage="collect", reason=reason)


def _walk(folder: Path) -> Iterator[Path]:
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith("."):
                yield Path(root) / name


def _from_file(path: Path, settings: Collect) -> Found:
    source = path.as_posix()
    try:
        reader = _reader(path)
        yield from reader(path, settings)
    except InputRefused as error:
        yield refusal(error.source, error.reason)
    except OSError as error:
        yield refusal(source, f"cannot be read ({error.strerror or error})")


def _reader(path: Path) -> Callable[[Path, Collect], Found]:
    name = path.name.lower()
    for suffix, reader in READERS.items():
        if name.endswith(suffix):
            return reader
    kinds = ", ".join(READERS)
    raise InputRefused(path.as_posix(), f"is of a kind that is not read (read are {kinds})")


def _content(path: Path, settings: Collect) -> bytes:
    """The bytes of a file.

    Raises:
        InputRefused: it is not a regular file, or above the limit.
    """
    source = path.as_posix()
    if not path.is_file():
        raise InputRefused(source, "is not a regular file")
    size = path.stat().st_size
    if size > settings.max_bytes:
        raise InputRefused(
            source,
            f"is too large ({size / 1e6:.1f} MB; the limit is {settings.max_bytes / 1e6:.1f} MB, "
            "`max_bytes` under [collect] in veedor.toml)",
        )
    return path.read_bytes()


def _text(path: Path, settings: Collect) -> Found:
    content = _content(path, settings)
    text, note = decode(path.as_posix(), content)
    yield Collected(article=article(path.as_posix(), text), content=content, note=note)


def _page(path: Path, settings: Collect) -> Found:
    from veedor.collect.page import from_html

    yield from_html(path.as_posix(), _content(path, settings))


def _lines(path: Path, settings: Collect) -> Found:
    with path.open("rb") as file:
        yield from from_lines(path.as_posix(), file, settings)


def _packed_lines(path: Path, settings: Collect) -> Found:
    with gzip.open(path, "rb") as file:
        yield from from_lines(path.as_posix(), cast("IO[bytes]", file), settings)


#: What is read, by how a file's name ends.
READERS: dict[str, Callable[[Path, Collect], Found]] = {
    ".txt": _text,
    ".md": _text,
    ".html": _page,
    ".htm": _page,
    ".jsonl": _lines,
    ".jsonl.gz": _packed_lines,
}
