"""Search: articles by their words, people and things by all their names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from fastapi import APIRouter, Request
from starlette.responses import Response

from veedor.web.pages.common import Current, part
from veedor.web.searching import Hit, highlighted
from veedor.web.snapshot import Snapshot
from veedor.web.templating import page

router = APIRouter()
HITS_A_PAGE = 20
MOST_NAMED = 12
FACETS = ("outlet", "language", "year", "measure")


@router.get("/search")
def search(request: Request, snapshot: Current, q: str = "") -> Response:
    """What was found, and the facets that narrow it."""
    question = q[:200]
    hits = snapshot.search.search(question) if question.strip() else []
    asked = {facet: request.query_params.get(facet, "")[:200] for facet in FACETS}
    values_of = _facets(snapshot)
    for facet, value in asked.items():
        if value:
            hits = [hit for hit in hits if value in values_of[facet](hit.article)]
    values = {
        "q": question,
        "asked": asked,
        "facets": {f: Counter(v for h in hits for v in values_of[f](h.article)).most_common(12)
                   for f in FACETS},
        "part": part(hits, request, HITS_A_PAGE),
        "named": snapshot.search.named(question)[:MOST_NAMED] if question.strip() else [],
        "excerpt": lambda hit: _excerpt(snapshot, hit, question),
    }  # fmt: skip
    return page(request, "search.html", values, snapshot=snapshot)


def _facets(snapshot: Snapshot) -> dict[str, Callable[[str], list[str]]]:
    """For each facet, the values that an article has."""
    collection = snapshot.view.collection

    def year(article: str) -> list[str]:
        day = snapshot.view.day(article)
        return [day[:4]] if day and day[:4] == day.rsplit("/", 1)[-1][:4] else []

    return {
        "outlet": lambda a: [o] if (o := collection.articles[a].outlet) else [],
        "language": lambda a: [code] if (code := collection.articles[a].language) else [],
        "year": year,
        "measure": lambda a: list(
            dict.fromkeys(finding.measure for finding in snapshot.findings_of.get(a, ()))
        ),
    }


def _excerpt(snapshot: Snapshot, hit: Hit, question: str) -> list[tuple[str, bool]]:
    text = snapshot.view.collection.articles[hit.article].text
    return list(highlighted(text[hit.start : hit.end], question))
