"""All findings: filters, order, saved views, and the export of exactly what is shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain
from typing import Annotated
from urllib.parse import parse_qsl

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from veedor.model import Finding
from veedor.report.export import as_csv, as_json_lines, export
from veedor.web.audit import audit
from veedor.web.filters import SORTS, FindingFilter
from veedor.web.keeper import Keeper
from veedor.web.pages.common import Checked, Current, part
from veedor.web.saved import forget_view, save_view, saved_views
from veedor.web.snapshot import Snapshot
from veedor.web.templating import page, wording
from veedor.web.words import Wording

router = APIRouter()
Choices = list[tuple[str, str]]


@router.get("/findings")
def findings(request: Request, snapshot: Current) -> Response:
    """The table of findings."""
    keeper: Keeper = request.app.state.keeper
    with keeper.workspace() as place:
        views = saved_views(place)
    asked = FindingFilter.of(request.query_params)
    words = wording(request, snapshot)
    query = asked.query
    values = {
        "asked": asked,
        "part": part(_chosen(snapshot, asked), request),
        "sorts": list(SORTS),
        "choices": snapshot.once(("choices", words.code), lambda: _choices(words)),
        "all": len(snapshot.view.findings),
        "views": views,
        "query": query,
        "shown_view": next((name for name, kept in views.items() if kept == query), ""),
    }
    return page(request, "findings.html", values, snapshot=snapshot)


def _chosen(snapshot: Snapshot, asked: FindingFilter) -> Sequence[Finding]:
    return snapshot.once(("chosen", asked), lambda: asked.choose(snapshot.view.findings))


def _choices(words: Wording) -> dict[str, Choices]:
    """What each filter can be set to, by name."""
    everything = words.snapshot.view.findings
    sides = {key for f in everything for key in (*f.actors, *f.counterparts)}
    states = {key for key in sides if len(key) == 2 and key.isupper()}
    return {
        "measure": _named({f.measure: words.measure(f) for f in everything}),
        "regime": _named({f.regime: words.regime(f.regime) for f in everything}),
        "list": [(one, one) for one in sorted({m.list for f in everything for m in f.parties})],
        "country": _named({key: words.name(key) for key in states}),
        "party": _named({key: words.name(key) for key in sides - states}),
    }


def _named(names: dict[str, str]) -> Choices:
    return sorted(names.items(), key=lambda pair: pair[1].casefold())


@router.post("/findings/views", dependencies=[Checked])
def keep_view(
    request: Request,
    name: Annotated[str, Form()] = "",
    query: Annotated[str, Form()] = "",
    forget: Annotated[str, Form()] = "",
) -> Response:
    """Save a view under a name, or take it away; back to the findings."""
    keeper: Keeper = request.app.state.keeper
    kept = FindingFilter.of(dict(parse_qsl(query[:2000]))).query
    with keeper.writing() as place:
        if forget:
            forget_view(place, forget)
        else:
            save_view(place, " ".join(name.split()), kept)
    audit(request, "view taken away" if forget else "view saved", name=forget or name, query=kept)
    return RedirectResponse("/findings" + (f"?{kept}" if kept and not forget else ""), 303)


@router.get("/findings.csv")
def as_table(request: Request, snapshot: Current) -> Response:
    """What the table shows, as CSV, with the mark by which spreadsheets tell UTF-8."""
    rows = as_csv(_rows(request, snapshot))
    lines = chain(("\ufeff" + next(rows, ""),), rows)
    return _file("findings.csv", "text/csv; charset=utf-8", lines)


@router.get("/findings.jsonl")
def as_lines(request: Request, snapshot: Current) -> Response:
    """What the table shows, one JSON object a line."""
    lines = as_json_lines(_rows(request, snapshot))
    return _file("findings.jsonl", "application/x-ndjson", lines)


def _rows(request: Request, snapshot: Snapshot) -> Iterable[dict[str, object]]:
    chosen = _chosen(snapshot, FindingFilter.of(request.query_params))
    return export(replace(snapshot.view, findings=chosen), "findings")


def _file(name: str, kind: str, lines: Iterable[str]) -> Response:
    content = "".join(f"{line}\n" for line in lines)
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=kind, headers=headers)
