"""People, bodies and things named, and the parties on the lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import combinations

from fastapi import APIRouter, Request
from starlette.responses import Response

from veedor.model import Entity, Finding
from veedor.web.figures import figure
from veedor.web.keeper import Keeper
from veedor.web.language import language_of
from veedor.web.pages.common import Current, found, part
from veedor.web.pictures import MOST_AROUND, circle
from veedor.web.snapshot import Snapshot
from veedor.web.templating import page, wording
from veedor.web.timelines import mentions
from veedor.web.words import Wording

router = APIRouter()
#: Of somebody named in more reports, those who stand beside them are counted in the latest.
MOST_COUNTED = 3_000
REPORTS_A_PAGE = 40
MOST_SAID = 8

Pairs = Counter[tuple[str, str]]


@router.get("/entities")
def entities(request: Request, snapshot: Current) -> Response:
    """All who are named, those named most first."""
    kind = request.query_params.get("type", "")[:40]
    listed = request.query_params.get("listed", "")
    question = request.query_params.get("q", "")[:200]
    rows: Sequence[Entity] = snapshot.names.ranked
    if question.strip():
        rows = snapshot.names.search(question)
    if kind or listed:
        rows = [e for e in rows if (not kind or e.type == kind) and (not listed or e.matches)]
    values = {
        "part": part(rows, request),
        "type": kind,
        "listed": listed,
        "q": question,
        "types": snapshot.once(("types",), lambda: sorted({e.type for e in snapshot.names.ranked})),
    }
    return page(request, "entities.html", values, snapshot=snapshot)


@router.get("/entities/{key:path}")
def entity(request: Request, key: str, snapshot: Current) -> Response:
    """One of them: records with dates, mentions over time, with whom, what was said."""
    shown = found(snapshot.entities, key)
    pairs = snapshot.once(("together", key), lambda: _together(snapshot, shown))
    beside = _beside(pairs, key)
    words = wording(request, snapshot)
    code = language_of(request)
    said = snapshot.utterances_of.get(key, [])
    values = {
        "entity": shown,
        "asked": snapshot.asked_by.get(key, []),
        "findings": _findings(snapshot, shown),
        "said": said[:MOST_SAID],
        "more_said": len(said) - MOST_SAID,
        "together": beside[: MOST_AROUND - 1],
        "others": len(beside) - (MOST_AROUND - 1),
        "mentions": snapshot.once(("mentions", key, code), lambda: mentions(shown, words)),
        "network": snapshot.once(
            ("network", key, code), lambda: _network(words, shown, pairs, beside)
        ),
        "offices": snapshot.offices_of.get(key, []),
        "reports": part(shown.articles, request, REPORTS_A_PAGE),
    }
    return page(request, "entity.html", values, snapshot=snapshot)


def _findings(snapshot: Snapshot, shown: Entity) -> list[Finding]:
    records = [f"{m.list}|{m.record}" for m in shown.matches if m.disposition != "different"]
    of = snapshot.findings_of
    return list({f.id: f for key in (shown.key, *records) for f in of.get(key, ())}.values())


def _together(snapshot: Snapshot, shown: Entity) -> Pairs:
    """In how many sentences of reports that name them two people or bodies stand together."""
    counted: Pairs = Counter()
    for article in shown.articles[-MOST_COUNTED:]:
        digest = snapshot.view.digests.get(article)
        for keys in digest.together if digest else ():
            counted.update(combinations(keys, 2))
    return counted


def _beside(pairs: Pairs, key: str) -> list[tuple[str, int]]:
    """With whom a key stands in the same sentences, those most often first."""
    beside = {a if b == key else b: n for (a, b), n in pairs.items() if key in (a, b)}
    return sorted(beside.items(), key=lambda pair: (-pair[1], pair[0]))


def _network(
    words: Wording, shown: Entity, pairs: Pairs, beside: Sequence[tuple[str, int]]
) -> str:
    near = [key for key, _ in beside[: MOST_AROUND - 1]]
    if len(near) < 2:
        return ""
    names = [(key, words.name(key)) for key in (shown.key, *near)]
    told = words.gettext("%(name)s in the same sentences as: %(others)s.")
    others = ", ".join(f"{words.name(key)} ({n})" for key, n in beside[: MOST_AROUND - 1])
    return figure(circle(names, pairs, shown.key), told % {"name": shown.label, "others": others})


@router.get("/parties/{key:path}")
def party(request: Request, key: str, snapshot: Current) -> Response:
    """A listed party: every record of every list, and who in the press may be it."""
    keeper: Keeper = request.app.state.keeper
    shown = found(keeper.parties()[0], key)
    values = {
        "party": shown,
        "asked": [asked for asked in snapshot.asked_by.get(key, ()) if asked.match.party == key],
        "findings": snapshot.findings_of.get(key, []),
    }
    return page(request, "party.html", values, snapshot=snapshot)
