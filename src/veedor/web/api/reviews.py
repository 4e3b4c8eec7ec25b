"""Decisions through the API."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec
from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException
from starlette.responses import Response

from veedor.errors import UsageError
from veedor.web.api.common import PROBLEMS, from_programs
from veedor.web.api.examples import of
from veedor.web.deciding import MOST_NAME, MOST_REASON, Overtaken, Proposal, decide

router = APIRouter(tags=["reviews"])


class Review(BaseModel):
    """A decision: on a match `same`, `different`, `unsure` or `open`; on a statement `amend`,
    `reject` or `open`; on a finding `assessed`, `confirmed`, `dismissed`, `open`, `reply` or
    `attach`."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "example": {"kind": "finding", "target": "5754dc755905a871", "decision": "assessed",
                        "by": "Ana Pérez", "reason": "both origins checked"}
        },
    )  # fmt: skip

    kind: Literal["match", "statement", "finding"]
    target: Annotated[str, Field(min_length=1, max_length=600)]
    decision: Annotated[str, Field(min_length=1, max_length=20)]
    by: Annotated[str, Field(min_length=1, max_length=MOST_NAME)]
    reason: Annotated[str, Field(max_length=MOST_REASON)] = ""
    changes: Annotated[dict[str, str], Field(max_length=20)] = {}
    seen: Annotated[int | None, Field(ge=0, description="the last decision you know of")] = None


_CONFLICT: dict[int | str, dict[str, Any]] = {
    409: {"description": "Somebody else decided meanwhile.", "content": {
        "application/problem+json": {}}},
}  # fmt: skip


@router.post(
    "/reviews", status_code=201, dependencies=[Depends(from_programs)],
    responses=PROBLEMS | _CONFLICT | of("decision", 201),
)  # fmt: skip
def review(request: Request, given: Review) -> Response:
    """Put a decision into the log."""
    try:
        decided = decide(request, Proposal(**given.model_dump()))
    except Overtaken as error:
        raise HTTPException(409, str(error)) from None
    except UsageError as error:
        raise HTTPException(422, str(error)) from None
    content = msgspec.json.encode(decided)
    return Response(content, 201, media_type="application/json")
