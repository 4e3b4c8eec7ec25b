"""Adding press: addresses, pasted text, files; and how far the work is."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from typing import Annotated

import msgspec
from fastapi import APIRouter, File, Form, Request, UploadFile
from starlette.responses import RedirectResponse, Response

from veedor.errors import UsageError
from veedor.web.jobs import Jobs
from veedor.web.pages.common import Checked, found
from veedor.web.templating import page

router = APIRouter()
#: More addresses than this are a feed or a file of addresses, and work for the command line.
MOST_ADDRESSES = 200
_UNSAFE = re.compile(r"[^\w.\- ]+")


@router.get("/press")
def press(request: Request) -> Response:
    """The form, and what was added lately."""
    jobs: Jobs = request.app.state.jobs
    return page(request, "press.html", {"jobs": jobs.all()},
                snapshot=request.app.state.keeper.current())  # fmt: skip


@router.post("/press", dependencies=[Checked])
def add(
    request: Request,
    addresses: Annotated[str, Form()] = "",
    text: Annotated[str, Form()] = "",
    title: Annotated[str, Form()] = "",
    outlet: Annotated[str, Form()] = "",
    published: Annotated[str, Form()] = "",
    files: Annotated[list[UploadFile] | None, File()] = None,
) -> Response:
    """Keep what was given in the workspace and begin to read it."""
    folder: Path = request.app.state.keeper.folder
    sources = _addresses(addresses)
    kept = [upload for upload in files or [] if upload.filename]
    if text.strip() or kept:
        incoming = folder / "added"
        incoming.mkdir(exist_ok=True)
        place = Path(tempfile.mkdtemp(prefix="press-", dir=incoming))
        if text.strip():
            _paste(place, text, title, outlet, published)
        for upload in kept:
            (place / _name(upload.filename or "", place)).write_bytes(upload.file.read())
        sources.append(str(place))
    if not sources:
        raise UsageError("there is nothing to add: give addresses, a text, or files")
    job = request.app.state.jobs.add(sources)
    return RedirectResponse(f"/press/{job.number}", 303)


def _addresses(given: str) -> list[str]:
    """One address a line.

    Raises:
        UsageError: one is none, or there are too many.
    """
    lines = [line.strip() for line in given.splitlines() if line.strip()]
    if len(lines) > MOST_ADDRESSES:
        raise UsageError(f"{len(lines)} addresses at once: give at most {MOST_ADDRESSES}")
    for line in lines:
        if not line.startswith(("http://", "https://")):
            raise UsageError(f"{line[:80]}: an address begins with http:// or https://")
    return lines


def _paste(place: Path, text: str, title: str, outlet: str, published: str) -> None:
    """The text as a line of JSON, which keeps what its fields say; browsers send CR LF."""
    given = {"text": text.replace("\r\n", "\n"), "title": title.strip(),
             "outlet": outlet.strip(), "published": published.strip()}  # fmt: skip
    row = {field: value for field, value in given.items() if value}
    (place / "pasted.jsonl").write_bytes(msgspec.json.encode(row) + b"\n")


def _name(given: str, place: Path) -> str:
    """A file name without folders or odd signs, that nothing in the folder has yet."""
    plain = _UNSAFE.sub("_", given.replace("\\", "/").rsplit("/", 1)[-1]).strip(". ")[-120:]
    name = plain or "file.txt"
    number = 1
    while (place / name).exists():
        number += 1
        name = f"{number}-{plain or 'file.txt'}"
    return name


@router.get("/press/{number}")
def progress(request: Request, number: int) -> Response:
    """How far the work is; the page loads itself anew until it is done."""
    jobs: Jobs = request.app.state.jobs
    job = found({job.number: job for job in jobs.all()}, number)
    # While it writes, the snapshot would be loaded anew every time the page is.
    snapshot = None if job.active else request.app.state.keeper.current()
    answer = page(request, "job.html", {"shown": job}, snapshot=snapshot)
    if job.active:
        answer.headers["refresh"] = "2"
    return answer


@router.post("/press/{number}/stop", dependencies=[Checked])
def stop(request: Request, number: int) -> Response:
    """Stop the work after the batch it is at; what is done stays done."""
    jobs: Jobs = request.app.state.jobs
    job = jobs.get(number)
    if job is not None:
        job.stop.set()
    return RedirectResponse(f"/press/{number}", 303)
