"""Articles: the list, and the reading view with its marks."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from veedor.web.keeper import Keeper
from veedor.web.marks import LAYERS, marked_lines
from veedor.web.pages.common import Current, found, part
from veedor.web.templating import page, wording

router = APIRouter()


@router.get("/articles")
def articles(request: Request, snapshot: Current) -> Response:
    """All articles, the latest first, those of one outlet if one is asked for."""
    outlet = request.query_params.get("outlet", "")[:200]
    shown = snapshot.articles_by_outlet.get(outlet, []) if outlet else snapshot.latest_articles
    values = {"part": part(shown, request), "outlet": outlet, "snapshot": snapshot}
    return page(request, "articles.html", values, snapshot=snapshot)


@router.get("/articles/{key}")
def article(request: Request, key: str, snapshot: Current) -> Response:
    """The reading view; `at=START-END` points out a span, `layer` says what is marked."""
    collection = snapshot.view.collection
    shown = found(collection.articles, key)
    words = wording(request, snapshot)
    asked = request.query_params.getlist("layer")
    family = collection.family_of.get(key)
    values = {
        "article": shown,
        "reading": collection.readings.get(key),
        "dating": collection.datings.get(key),
        "lines": marked_lines(snapshot, key, words, _span(request, len(shown.text))),
        "layers": LAYERS,
        "shown": [layer for layer in LAYERS if layer in asked or not asked],
        "copies": [m for m in family.members if m.article != key] if family else [],
        "own_share": next((m.own_share for m in family.members if m.article == key), None)
        if family
        else None,
        "events": snapshot.events_of.get(key, []),
        "findings": snapshot.findings_in.get(key, []),
        "origin": collection.origin(key),
        "note": snapshot.notes.get(shown.source),
    }
    return page(request, "article.html", values, snapshot=snapshot)


def _span(request: Request, longest: int) -> tuple[int, int] | None:
    """The span that `at` asks for, if there is one and the article has it."""
    first, _, last = request.query_params.get("at", "").partition("-")
    if not (first.isdecimal() and last.isdecimal() and len(first + last) < 20):
        return None
    start, end = int(first), int(last)
    return (start, end) if start < end <= longest else None


@router.get("/articles/{key}/evidence")
def evidence(request: Request, key: str, snapshot: Current) -> Response:
    """The bytes as they were fetched, to be kept in a file: never shown as a page of ours."""
    shown = found(snapshot.view.collection.articles, key)
    keeper: Keeper = request.app.state.keeper
    with keeper.workspace() as place:
        content = place.evidence.content(shown.evidence) if shown.evidence else None
    if content is None:
        raise HTTPException(404, "the bytes that this article was read from are not held")
    name = f"{shown.evidence}.bin"
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type="application/octet-stream", headers=headers)
