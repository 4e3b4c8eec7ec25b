"""Adding press through the API, and how far the work is."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from veedor.web.adding import MOST_ADDRESSES, Pasted, add
from veedor.web.api.common import PROBLEMS, from_programs
from veedor.web.api.examples import of
from veedor.web.audit import audit
from veedor.web.deciding import MOST_NAME
from veedor.web.jobs import Job, Jobs
from veedor.web.security import MOST_BODY

router = APIRouter(tags=["work"])


class Given(BaseModel):
    """Press to be added: addresses of pages or feeds, or a text with what is known of it."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "example": {"text": "Un titular\n\nMADRID, 2 mar 2024. El texto de la noticia.",
                        "outlet": "La Voz", "published": "2024-03-02"}
        },
    )  # fmt: skip

    addresses: Annotated[list[str], Field(max_length=MOST_ADDRESSES)] = []
    text: Annotated[str, Field(max_length=MOST_BODY)] = ""
    title: Annotated[str, Field(max_length=1_000)] = ""
    outlet: Annotated[str, Field(max_length=200)] = ""
    published: Annotated[str, Field(max_length=40)] = ""
    by: Annotated[str, Field(max_length=MOST_NAME)] = ""


def _described(job: Job) -> dict[str, Any]:
    return {
        "number": job.number, "state": job.state, "active": job.active, "stage": job.stage,
        "done": job.done, "total": job.total, "asked_at": job.asked_at, "message": job.message,
        "refused": [{"source": r.source, "reason": r.reason} for r in job.refused[:500]],
    }  # fmt: skip


def _found(request: Request, number: int) -> Job:
    jobs: Jobs = request.app.state.jobs
    job = jobs.get(number)
    if job is None:
        raise HTTPException(404, "there is no work of this number; what has ended is forgotten")
    return job


@router.post(
    "/collect", status_code=202, dependencies=[Depends(from_programs)],
    responses=PROBLEMS | of("job", 202),
)  # fmt: skip
def collect(request: Request, given: Given) -> Response:
    """Keep press in the workspace and begin to read it; the answer says where to look."""
    pasted = Pasted(given.text, given.title, given.outlet, given.published)
    job = add(request, given.addresses, pasted, by=given.by)
    return JSONResponse(_described(job), 202, {"location": f"/api/v1/jobs/{job.number}"})


@router.get("/jobs", responses=of("jobs"))
def jobs(request: Request) -> Response:
    """The work that waits, goes on or has lately ended, the newest first."""
    known: Jobs = request.app.state.jobs
    return JSONResponse({"items": [_described(job) for job in known.all()]})


@router.get("/jobs/{number}", responses=PROBLEMS | of("job"))
def job(request: Request, number: int) -> Response:
    """How far a piece of work is."""
    return JSONResponse(_described(_found(request, number)))


@router.post(
    "/jobs/{number}/stop", dependencies=[Depends(from_programs)], responses=PROBLEMS | of("job")
)  # fmt: skip
def stop(request: Request, number: int) -> Response:
    """Stop a piece of work after the batch it is at; what is done stays done."""
    found = _found(request, number)
    if found.active:
        found.stop.set()
        audit(request, "work stopped", work=number)
    return JSONResponse(_described(found))
