"""Reports through the API."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from veedor.report.render import render
from veedor.web.api.common import PROBLEMS, Current
from veedor.web.api.records import asked_filter
from veedor.web.filters import FindingFilter

router = APIRouter(tags=["reports"])

#: The kind of file of each form, and how its name ends.
FILES = {
    "markdown": ("text/markdown; charset=utf-8", "md"), "html": ("text/html", "html"),
    "pdf": ("application/pdf", "pdf"), "json": ("application/json", "json"),
}  # fmt: skip
_FILE: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The report as a file.",
        "content": {
            "text/markdown": {"example": "# Sanctions monitoring report\n\n1. …"},
            "text/html": {}, "application/pdf": {}, "application/json": {},
        },
    }
}  # fmt: skip


@router.get("/reports", responses=PROBLEMS | _FILE)
def report(
    request: Request,
    snapshot: Current,
    asked: Annotated[FindingFilter, Depends(asked_filter)],
    form: Literal["markdown", "html", "pdf", "json"] = "markdown",
    language: Literal["en", "es"] = "en",
    public: Annotated[bool, Query(description="leave out persons nobody has reviewed")] = False,
) -> Response:
    """The report on the findings chosen, as `veedor report` writes it."""
    del request
    view = replace(snapshot.view, findings=asked.choose(snapshot.view.findings))
    kind, suffix = FILES[form]
    headers = {"content-disposition": f'attachment; filename="veedor.{suffix}"'}
    content = render(view, language, form, public=public)
    return Response(content, media_type=kind, headers=headers)
