"""Files and folders."""

from __future__ import annotations

import gzip
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO, cast

from veedor.collect.encoding import decode
from veedor.collect.events import Elsewhere
from veedor.collect.item import Collected, article
from veedor.collect.jsonl import from_json, from_lines
from veedor.errors import InputRefused
from veedor.model import Refusal
from veedor.settings import Collect

__all__ = ["READERS", "from_path"]

Found = Iterator[Collected | Refusal | Elsewhere]


def from_path(source: str, settings: Collect) -> Found:
    """The articles of a file, or of all files in a folder and the folders within it.

    Files whose names begin with a dot are not inputs; any other that no reader takes is refused.
    """
    path = Path(source)
    try:
        folder, there = path.is_dir(), path.exists()
    except OSError as error:
        yield refusal(_named(path), f"cannot be read ({error.strerror})")
        return
    if folder:
        yield from _from_folder(path, settings)
    elif there:
        yield from _from_file(path, settings)
    else:
        yield refusal(_named(path), "there is no such file or folder")


def _from_folder(folder: Path, settings: Collect) -> Found:
    empty = True
    for entry in _walk(folder):
        empty = False
        if isinstance(entry, Refusal):
            yield entry
        else:
            yield from _from_file(entry, settings)
    if empty:
        yield refusal(_named(folder), "has no files in it")


def refusal(source: str, reason: str) -> Refusal:
    """An input that was not collected."""
    return Refusal(source=source, stage="collect", reason=reason)


def _named(path: Path) -> str:
    """A path as a source: a name that is not UTF-8 keeps what of it is, so that it can be kept."""
    return os.fsencode(path.as_posix()).decode("utf-8", "replace")


def _walk(folder: Path) -> Iterator[Path | Refusal]:
    """The files of a folder and of those within it; links to folders may go in circles, so they
    are refused like what cannot be opened.
    """
    closed: list[OSError] = []
    for root, folders, files in os.walk(folder, onerror=closed.append):
        parts = _parts_of_pages(files)
        folders[:] = sorted(n for n in folders if not n.startswith(".") and n not in parts)
        for name in folders:
            if (Path(root) / name).is_symlink():
                reason = "is a link to a folder, which is not followed: give that folder itself"
                yield refusal(_named(Path(root) / name), reason)
        for name in sorted(files):
            if not name.startswith("."):
                yield Path(root) / name
    for error in closed:
        yield refusal(_named(Path(error.filename)), f"cannot be opened ({error.strerror})")


def _parts_of_pages(files: Iterable[str]) -> set[str]:
    """The folders in which browsers save the pictures and scripts of pages beside them."""
    pages = [name.rsplit(".", 1)[0] for name in files if name.lower().endswith((".html", ".htm"))]
    return {page + ending for page in pages for ending in ("_files", "_archivos", ".files")}


def _from_file(path: Path, settings: Collect) -> Found:
    source = _named(path)
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
    for ends, advice in _UNREAD.items():
        if name.endswith(ends):
            raise InputRefused(_named(path), advice)
    kinds = ", ".join(READERS)
    raise InputRefused(_named(path), f"is of a kind that is not read (read are {kinds})")


def _content(path: Path, settings: Collect) -> bytes:
    """The bytes of a file.

    Raises:
        InputRefused: it is not a regular file, or above the limit.
    """
    source = _named(path)
    _regular(path)
    size = path.stat().st_size
    if size > settings.max_bytes:
        raise InputRefused(
            source,
            f"is too large ({size / 1e6:.1f} MB; the limit is {settings.max_bytes / 1e6:.1f} MB, "
            "`max_bytes` under [collect] in veedor.toml)",
        )
    return path.read_bytes()


def _regular(path: Path) -> None:
    """Nothing but a regular file is opened: a named pipe would never end.

    Raises:
        InputRefused: it is none.
    """
    if path.is_symlink() and not path.exists():
        raise InputRefused(_named(path), "is a link that leads nowhere")
    if not path.is_file():
        raise InputRefused(_named(path), "is not a regular file")


def _text(path: Path, settings: Collect) -> Found:
    content = _content(path, settings)
    text, note = decode(_named(path), content)
    made = article(_named(path), text)
    yield Collected(article=made, content=content, note=note, extractor="text")


def _page(path: Path, settings: Collect) -> Found:
    from veedor.collect.page import from_html

    yield from_html(_named(path), _content(path, settings))


def _pdf(path: Path, settings: Collect) -> Found:
    from veedor.collect.pdf import from_pdf

    yield from_pdf(_named(path), _content(path, settings))


def _lines(path: Path, settings: Collect) -> Found:
    _regular(path)
    with path.open("rb") as file:
        yield from from_lines(_named(path), file, settings)


def _packed_lines(path: Path, settings: Collect) -> Found:
    _regular(path)
    with gzip.open(path, "rb") as file:
        yield from from_lines(_named(path), cast("IO[bytes]", file), settings)


def _json(path: Path, settings: Collect) -> Found:
    yield from from_json(_named(path), _content(path, settings), settings)


def _warc(path: Path, settings: Collect) -> Found:
    from veedor.collect.warc import from_warc

    _regular(path)
    with path.open("rb") as file:
        yield from from_warc(_named(path), file, settings)


#: What people have and is not read, and what to do with it.
_UNREAD: dict[tuple[str, ...], str] = {
    (".doc", ".docx", ".odt", ".rtf", ".pages", ".epub"): (
        "is a document of a word processor: save it as PDF or plain text, and give that"
    ),
    (".zip", ".7z", ".rar", ".tar", ".tar.gz", ".tgz"): (
        "is an archive of files: unpack it, and give the folder"
    ),
    (".mht", ".mhtml", ".webarchive"): (
        "is a page in one file: save it as HTML in the browser, and give that"
    ),
    (".csv", ".xls", ".xlsx", ".ods"): (
        "is a table, which is no press; one of names is a list (veedor lists import FILE.csv)"
    ),
    (".xml", ".rss", ".atom"): (
        "is XML: give the address of a feed or sitemap; lists are for veedor lists import"
    ),
    (".png", ".jpg", ".jpeg", ".gif", ".webp", ".tif", ".tiff", ".heic"): (
        "is a picture: the words in it are not read"
    ),
}
#: What is read, by how a file's name ends.
READERS: dict[str, Callable[[Path, Collect], Found]] = {
    ".txt": _text,
    ".md": _text,
    ".html": _page,
    ".htm": _page,
    ".pdf": _pdf,
    ".jsonl": _lines,
    ".jsonl.gz": _packed_lines,
    ".json": _json,
    ".warc": _warc,
    ".warc.gz": _warc,
}
