"""Reports to take away: regime, period, language, form."""

from __future__ import annotations

from dataclasses import replace

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from veedor.report.phrases import LANGUAGES
from veedor.report.render import render
from veedor.web.api.reports import FILES
from veedor.web.filters import FindingFilter
from veedor.web.language import language_of
from veedor.web.pages.common import Current
from veedor.web.templating import page

router = APIRouter()


@router.get("/report")
def choose(request: Request, snapshot: Current) -> Response:
    """What to have in a report, and how."""
    asked = FindingFilter.of(request.query_params)
    kept = {name: value for name, value in asked.active.items() if name not in ("since", "until")}
    values = {
        "packs": snapshot.view.packs,
        "chosen": language_of(request),
        "kept": kept,
        "count": len(asked.choose(snapshot.view.findings)) if kept else 0,
        "since": asked.since,
        "until": asked.until,
    }
    return page(request, "report.html", values, snapshot=snapshot)


@router.get("/report/file")
def file(
    request: Request,
    snapshot: Current,
    form: str = "pdf",
    language: str = "en",
    public: bool = False,
) -> Response:
    """The report as a file."""
    if form not in FILES or language not in LANGUAGES:
        raise HTTPException(404, "there is no report in that form or language")
    chosen = FindingFilter.of(request.query_params).choose(snapshot.view.findings)
    content = render(replace(snapshot.view, findings=chosen), language, form, public=public)
    kind, suffix = FILES[form]
    headers = {"content-disposition": f'attachment; filename="veedor.{suffix}"'}
    return Response(content, media_type=kind, headers=headers)
