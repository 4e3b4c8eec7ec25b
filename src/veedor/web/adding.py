"""Press that somebody adds: kept in the workspace first, then read like any other source."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from shutil import copyfileobj
from typing import BinaryIO

import msgspec
from starlette.requests import Request

from veedor.errors import StoreError, UsageError
from veedor.web.audit import audit
from veedor.web.jobs import Job

__all__ = ["Pasted", "add"]

#: More addresses than this are a feed or a file of addresses, and work for the command line.
MOST_ADDRESSES = 200
_UNSAFE = re.compile(r"[^\w.\- ]+")


@dataclass(frozen=True, slots=True)
class Pasted:
    """A text that somebody gives, with what they know of it; empty fields say nothing."""

    text: str = ""
    title: str = ""
    outlet: str = ""
    published: str = ""


def add(
    request: Request,
    addresses: Sequence[str],
    pasted: Pasted,
    files: Sequence[tuple[str, BinaryIO]] = (),
    by: str = "",
) -> Job:
    """Keep what was given under `added/` in the workspace, and begin to read it.

    Raises:
        UsageError: there is nothing, an address is none, or there are too many.
        StoreError: it cannot be kept.
    """
    folder: Path = request.app.state.keeper.folder
    sources = _addresses(addresses)
    names: list[str] = []
    if pasted.text.strip() or files:
        try:
            place, names = _keep(folder / "added", pasted, files)
        except OSError as error:
            reason = f"{folder / 'added'}: cannot be written to ({error.strerror})"
            raise StoreError(reason) from None
        sources.append(str(place))
    if not sources:
        raise UsageError("there is nothing to add: give addresses, a text, or files")
    job: Job = request.app.state.jobs.add(sources)
    audit(request, "press added", by, work=job.number, sources=sources, files=names)
    return job


def _addresses(given: Sequence[str]) -> list[str]:
    lines = [line.strip() for line in given if line.strip()]
    if len(lines) > MOST_ADDRESSES:
        raise UsageError(f"{len(lines)} addresses at once: give at most {MOST_ADDRESSES}")
    for line in lines:
        if not line.startswith(("http://", "https://")):
            raise UsageError(f"{line[:80]}: an address begins with http:// or https://")
    return lines


def _keep(
    incoming: Path, pasted: Pasted, files: Sequence[tuple[str, BinaryIO]]
) -> tuple[Path, list[str]]:
    incoming.mkdir(exist_ok=True)
    place = Path(tempfile.mkdtemp(prefix="press-", dir=incoming))
    names = []
    if pasted.text.strip():
        _paste(place / "pasted.jsonl", pasted)
    for given, content in files:
        names.append(_name(given, place))
        with (place / names[-1]).open("wb") as file:
            copyfileobj(content, file)
    return place, names


def _paste(file: Path, pasted: Pasted) -> None:
    """The text as a line of JSON, which keeps what its fields say; browsers send CR LF."""
    given = {"text": pasted.text.replace("\r\n", "\n"), "title": pasted.title.strip(),
             "outlet": pasted.outlet.strip(), "published": pasted.published.strip()}  # fmt: skip
    row = {field: value for field, value in given.items() if value}
    file.write_bytes(msgspec.json.encode(row) + b"\n")


def _name(given: str, place: Path) -> str:
    """A file name without folders or odd signs, that nothing in the folder has yet."""
    plain = _UNSAFE.sub("_", given.replace("\\", "/").rsplit("/", 1)[-1]).strip(". ")[-120:]
    name = plain or "file.txt"
    number = 1
    while (place / name).exists():
        number += 1
        name = f"{number}-{plain or 'file.txt'}"
    return name
