"""Questions: who is on the lists, what the press wrote, which lists are held, what waits."""

from __future__ import annotations

from typing import Annotated, get_args

import msgspec
from fastapi import APIRouter, Query, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from veedor.lists.dates import day_interval
from veedor.lists.history import diff
from veedor.model import NameType
from veedor.web.api.common import PROBLEMS, Current, Cursor, Limit, answer, paged
from veedor.web.api.examples import of
from veedor.web.keeper import Keeper
from veedor.web.searching import Hit, excerpt
from veedor.web.searching import search as find

router = APIRouter(tags=["questions"])


@router.get("/screen", responses=PROBLEMS | of("screen"))
def screen(
    request: Request,
    snapshot: Current,
    name: Annotated[str, Query(min_length=1, max_length=200, examples=["Serguéi Shoigú"])],
    type: Annotated[str, Query(description=", ".join(get_args(NameType)))] = "",  # noqa: A002
    date: Annotated[str, Query(max_length=10, description="the day asked about")] = "",
    birth: Annotated[str, Query(max_length=10)] = "",
) -> Response:
    """Who this is on the lists held, best first, with the reasons."""
    if type and type not in get_args(NameType):
        raise HTTPException(422, f"type: choose one of {', '.join(get_args(NameType))}")
    try:
        as_of = day_interval(date) if date else None
        if birth:
            day_interval(birth)
    except ValueError:
        problem = "date, birth: give a day as 2024-06-18, a month or a year"
        raise HTTPException(422, problem) from None
    keeper: Keeper = request.app.state.keeper
    found = keeper.parties()[1].screen(
        name, type=type or None, births=(birth,) if birth else (), as_of=as_of,  # type: ignore[arg-type]
    )  # fmt: skip
    return answer(request, {"name": name, "lists": snapshot.view.lists, "matches": found}, snapshot)


@router.get("/search", responses=PROBLEMS | of("search"))
def search(
    request: Request,
    snapshot: Current,
    q: Annotated[str, Query(min_length=1, max_length=200, examples=["contenedores Rajin"])],
    limit: Limit = 50,
    cursor: Cursor = "",
) -> Response:
    """Articles with every word of the question, the most relevant first, at most 1,000."""
    keeper: Keeper = request.app.state.keeper
    with keeper.workspace() as place:
        hits = find(place, snapshot, q)
    articles = snapshot.view.collection.articles

    def row(hit: Hit) -> dict[str, object]:
        article = articles[hit.article]
        start, end = excerpt(article.text, article.language, q)
        return {"article": hit.article, "source": article.source, "outlet": article.outlet,
                "score": hit.score, "start": start, "end": end,
                "text": article.text[start:end]}  # fmt: skip

    return paged(request, snapshot, hits, lambda hit: hit.article,
                 lambda some: [row(hit) for hit in some], limit, cursor)  # fmt: skip


@router.get("/lists", responses=of("lists"))
def lists(request: Request, snapshot: Current) -> Response:
    """The lists held, and every version of them."""
    content = {"lists": snapshot.view.lists, "versions": snapshot.versions}
    return answer(request, content, snapshot)


@router.get("/lists/diff", responses=PROBLEMS | of("difference"))
def difference(
    request: Request,
    snapshot: Current,
    a: Annotated[str, Query(max_length=64, description="SHA-256 of the older version")],
    b: Annotated[str, Query(max_length=64, description="SHA-256 of the newer version")],
) -> Response:
    """What changed between two versions of a list."""
    if not {a, b} <= {version.sha256 for version in snapshot.versions}:
        raise HTTPException(404, "choose two versions of a list that are held")
    keeper: Keeper = request.app.state.keeper
    with keeper.workspace() as place:
        changes = list(diff(place.lists.version(a), place.lists.version(b)))
    return answer(request, {"changes": changes}, snapshot)


@router.get("/parties", responses=PROBLEMS | of("parties"))
def parties(
    request: Request, snapshot: Current, limit: Limit = 50, cursor: Cursor = ""
) -> Response:
    """The listed parties, merged over the lists held."""
    keeper: Keeper = request.app.state.keeper
    listed = list(keeper.parties()[0].values())
    return paged(request, snapshot, listed, lambda p: p.id, lambda some: some, limit, cursor)


@router.get("/parties/{key:path}", responses=PROBLEMS | of("one of parties"))
def party(request: Request, snapshot: Current, key: str) -> Response:
    """A listed party with all its records."""
    keeper: Keeper = request.app.state.keeper
    parties = keeper.parties()[0]
    if key not in parties:
        raise HTTPException(404, "there is no listed party with this id")
    return answer(request, parties[key], snapshot)


@router.get("/queue", responses=of("queue"))
def queue(request: Request, snapshot: Current) -> Response:
    """What awaits a decision: matches, and the ids of findings."""
    asked = [
        {"target": a.target, "key": a.key, "label": a.label, "articles": a.articles,
         "match": msgspec.to_builtins(a.match)}
        for a in snapshot.open_matches
    ]  # fmt: skip
    content = {"matches": asked, "findings": [f.id for f in snapshot.open_findings]}
    return answer(request, content, snapshot)


@router.get("/decisions", responses=PROBLEMS | of("decisions"))
def decisions(
    request: Request, snapshot: Current, limit: Limit = 50, cursor: Cursor = ""
) -> Response:
    """The log of decisions, oldest first; each is hashed with the one before."""
    return paged(request, snapshot, snapshot.decisions, lambda d: str(d.number),
                 lambda some: some, limit, cursor)  # fmt: skip
