"""Adding press: addresses, pasted text, files; and how far the work is."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated

import msgspec
from fastapi import APIRouter, File, Form, Request, UploadFile
from starlette.responses import RedirectResponse, Response, StreamingResponse

from veedor.web.adding import Pasted, add
from veedor.web.audit import audit
from veedor.web.jobs import Job, Jobs
from veedor.web.language import language_of, translations
from veedor.web.pages.common import Checked, found
from veedor.web.templating import page
from veedor.web.vocabulary import WORDS

router = APIRouter()
#: Progress is told so many times a second at most, and at least every so many seconds, so that
#: what stands between does not take the connection for dead.
_STEP, _ALIVE = 0.25, 10.0


@router.get("/press")
def press(request: Request) -> Response:
    """The form, and what was added lately."""
    jobs: Jobs = request.app.state.jobs
    return page(request, "press.html",
                {"jobs": jobs.all(), "uploads": request.app.state.access.uploads},
                snapshot=request.app.state.keeper.current())  # fmt: skip


@router.post("/press", dependencies=[Checked])
def take(
    request: Request,
    addresses: Annotated[str, Form()] = "",
    text: Annotated[str, Form()] = "",
    title: Annotated[str, Form()] = "",
    outlet: Annotated[str, Form()] = "",
    published: Annotated[str, Form()] = "",
    files: Annotated[list[UploadFile] | None, File()] = None,
) -> Response:
    """Keep what was given in the workspace and begin to read it."""
    pasted = Pasted(text=text, title=title, outlet=outlet, published=published)
    named = [(upload.filename, upload.file) for upload in files or [] if upload.filename]
    job = add(request, addresses.splitlines(), pasted, named)
    return RedirectResponse(f"/press/{job.number}", 303)


@router.get("/press/{number}")
def progress(request: Request, number: int) -> Response:
    """How far the work is: the page follows it, or is looked at again where scripts are off."""
    job = _job(request, number)
    # While it writes, the snapshot would be loaded anew every time the page is.
    snapshot = None if job.active else request.app.state.keeper.current()
    return page(request, "job.html", {"shown": job, "said": told(request, job)}, snapshot=snapshot)


@router.get("/press/{number}/state")
def state(request: Request, number: int) -> Response:
    """How far the work is, once, for a page that cannot hold a connection open."""
    return Response(_encoded(request, _job(request, number)), media_type="application/json")


@router.get("/press/{number}/events")
async def events(request: Request, number: int) -> Response:
    """How far the work is, as server-sent events, until it has ended."""
    job = _job(request, number)

    async def stream() -> AsyncIterator[bytes]:
        before, quiet = b"", 0.0
        while not await request.is_disconnected():
            # Whether it has ended is looked at first, so that the last event is the end.
            ended, now = not job.active, _encoded(request, job)
            if now != before:
                before, quiet = now, 0.0
                yield b"data: " + now + b"\n\n"
            elif quiet >= _ALIVE:
                quiet = 0.0
                yield b": still there\n\n"
            if ended:
                return
            await asyncio.sleep(_STEP)
            quiet += _STEP

    headers = {"cache-control": "no-store", "x-accel-buffering": "no"}
    return StreamingResponse(stream(), media_type="text/event-stream", headers=headers)


@router.post("/press/{number}/stop", dependencies=[Checked])
def stop(request: Request, number: int) -> Response:
    """Stop the work after the batch it is at; what is done stays done."""
    job = _job(request, number)
    if job.active:
        job.stop.set()
        audit(request, "work stopped", work=number)
    return RedirectResponse(f"/press/{number}", 303)


def _job(request: Request, number: int) -> Job:
    jobs: Jobs = request.app.state.jobs
    return found({job.number: job for job in jobs.all()}, number)


def told(request: Request, job: Job) -> str:
    """How far the work is, in words."""
    gettext = translations(language_of(request)).gettext
    if job.active and job.stop.is_set():
        return gettext("Stopping …")
    if job.state == "running":
        known = WORDS["stage"].get(job.stage)
        stage = gettext(known) if known else gettext("Beginning")
        return f"{stage}: {job.done} / {job.total}" if job.total else stage
    return {
        "waiting": gettext("Waiting for the work before it."),
        "done": " ".join((gettext("Done."), job.message)),
        "stopped": gettext("Stopped. What was done is kept, and the rest goes on with the next "
                           "run."),
        "failed": gettext("It failed: %(why)s") % {"why": job.message},
    }[job.state]  # fmt: skip


def _encoded(request: Request, job: Job) -> bytes:
    return msgspec.json.encode(
        {"active": job.active, "state": job.state, "stage": job.stage, "done": job.done,
         "total": job.total, "told": told(request, job)}
    )  # fmt: skip
