"""Search: articles by their words, people and things by all their names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from fastapi import APIRouter, Request
from starlette.responses import Response

from veedor.web.keeper import Keeper
from veedor.web.pages.common import Current, part
from veedor.web.searching import MOST_HITS, Hit, excerpt, highlighted, search
from veedor.web.snapshot import Snapshot
from veedor.web.templating import page

router = APIRouter()
HITS_A_PAGE = 15
MOST_NAMED = 8
FACETS = ("outlet", "language", "year", "measure")


@router.get("/search")
def found(request: Request, snapshot: Current, q: str = "") -> Response:
    """What was found, and the facets that narrow it."""
    question = q[:200]
    hits = _hits(request, snapshot, question) if question.strip() else []
    most = len(hits) >= MOST_HITS
    asked = {facet: request.query_params.get(facet, "")[:200] for facet in FACETS}
    values_of = _facets(snapshot)
    for facet, value in asked.items():
        if value:
            hits = [hit for hit in hits if value in values_of[facet](hit.article)]
    values = {
        "q": question,
        "asked": asked,
        "most": most,
        "facets": {f: Counter(v for h in hits for v in values_of[f](h.article)).most_common(12)
                   for f in FACETS},
        "part": part(hits, request, HITS_A_PAGE),
        "named": snapshot.names.search(question)[:MOST_NAMED] if question.strip() else [],
        "excerpt": lambda hit: _excerpt(snapshot, hit, question),
    }  # fmt: skip
    return page(request, "search.html", values, snapshot=snapshot)


def _hits(request: Request, snapshot: Snapshot, question: str) -> list[Hit]:
    def ask() -> list[Hit]:
        keeper: Keeper = request.app.state.keeper
        with keeper.workspace() as place:
            return search(place, snapshot, question)

    return snapshot.once(("search", question), ask)


def _facets(snapshot: Snapshot) -> dict[str, Callable[[str], list[str]]]:
    """For each facet, the values that an article has."""
    heads = snapshot.view.heads

    def year(article: str) -> list[str]:
        day = snapshot.view.day(article)
        return [day[:4]] if day and day[:4] == day.rsplit("/", 1)[-1][:4] else []

    return {
        "outlet": lambda a: [o] if (o := heads[a].outlet) else [],
        "language": lambda a: [code] if (code := heads[a].language) else [],
        "year": year,
        "measure": lambda a: list(
            dict.fromkeys(finding.measure for finding in snapshot.findings_in.get(a, ()))
        ),
    }


def _excerpt(
    snapshot: Snapshot, hit: Hit, question: str
) -> tuple[int, int, list[tuple[str, bool]]]:
    """From where to where, and the text in pieces."""
    article = snapshot.view.collection.articles[hit.article]
    start, end = excerpt(article.text, article.language, question)
    return start, end, list(highlighted(article.text[start:end], article.language, question))
