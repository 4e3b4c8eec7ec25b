"""All findings: filters, order, and the export of exactly what is shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from fastapi import APIRouter, Request
from starlette.responses import Response

from veedor.model import Finding
from veedor.report.export import as_csv, as_json_lines, export
from veedor.web.filters import SORTS, FindingFilter
from veedor.web.pages.common import Current, part
from veedor.web.snapshot import Snapshot
from veedor.web.templating import page, wording

router = APIRouter()


@router.get("/findings")
def findings(request: Request, snapshot: Current) -> Response:
    """The table of findings."""
    asked = FindingFilter.of(request.query_params)
    chosen = asked.choose(snapshot.view.findings)
    everything = snapshot.view.findings
    words = wording(request, snapshot)
    values = {
        "asked": asked,
        "part": part(chosen, request),
        "sorts": list(SORTS),
        "measures": _named((f.measure for f in everything), {f.measure: words.measure(f)
                                                             for f in everything}),
        "regimes": _named((f.regime for f in everything), {f.regime: words.regime(f.regime)
                                                           for f in everything}),
        "lists": [(one, one) for one in sorted({m.list for f in everything for m in f.parties})],
        "countries": _named(keys := _countries(everything), {k: words.name(k) for k in keys}),
        "people": _named(keys := _people(everything), {k: words.name(k) for k in keys}),
        "all": len(everything),
    }  # fmt: skip
    return page(request, "findings.html", values, snapshot=snapshot)


def _named(keys: Iterable[str], names: dict[str, str]) -> list[tuple[str, str]]:
    return sorted(((key, names[key]) for key in set(keys)), key=lambda pair: pair[1].casefold())


def _sides(findings: Iterable[Finding]) -> set[str]:
    return {key for f in findings for key in (*f.actors, *f.counterparts)}


def _countries(findings: Iterable[Finding]) -> set[str]:
    return {key for key in _sides(findings) if len(key) == 2 and key.isupper()}


def _people(findings: Iterable[Finding]) -> set[str]:
    return {key for key in _sides(findings) if not (len(key) == 2 and key.isupper())}


@router.get("/findings.csv")
def as_table(request: Request, snapshot: Current) -> Response:
    """What the table shows, as CSV."""
    lines = as_csv(_rows(request, snapshot))
    return _file("findings.csv", "text/csv; charset=utf-8", lines)


@router.get("/findings.jsonl")
def as_lines(request: Request, snapshot: Current) -> Response:
    """What the table shows, one JSON object a line."""
    lines = as_json_lines(_rows(request, snapshot))
    return _file("findings.jsonl", "application/x-ndjson", lines)


def _rows(request: Request, snapshot: Snapshot) -> Iterable[dict[str, object]]:
    chosen = FindingFilter.of(request.query_params).choose(snapshot.view.findings)
    return export(replace(snapshot.view, findings=chosen), "findings")


def _file(name: str, kind: str, lines: Iterable[str]) -> Response:
    content = "".join(f"{line}\n" for line in lines)
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=kind, headers=headers)
