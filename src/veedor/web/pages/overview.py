"""The overview: what is new, what waits, who is named, how the collection is."""

from __future__ import annotations

import re
from collections import Counter
from datetime import datetime

from fastapi import APIRouter, Request
from starlette.responses import Response

from veedor.model import Finding
from veedor.report.phrases import phrases
from veedor.report.summary import counts
from veedor.store.articles import now
from veedor.web.filters import FindingFilter
from veedor.web.pages.common import Current
from veedor.web.snapshot import Snapshot
from veedor.web.templating import page, remember, wording
from veedor.web.timelines import events_by_measure
from veedor.web.words import Wording

router = APIRouter()
VISITS = "veedor_visits"
#: Coming back within the hour is the same visit.
_SAME_VISIT = 3600
_REMEMBERED = 365 * 24 * 3600
MOST_SHOWN = 8
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@router.get("/")
def overview(request: Request, snapshot: Current) -> Response:
    """The first page."""
    last, visits = _visits(request)
    told, picture = prepared(wording(request, snapshot))
    everything = FindingFilter()
    chosen = snapshot.once(
        ("chosen", everything), lambda: everything.choose(snapshot.view.findings)
    )
    fresh = [f for f in chosen if last and (f.first_seen or "") > last]
    statuses = snapshot.once(("statuses",), lambda: Counter(map(_standing, chosen)))
    cited = (item.article for f in (fresh or chosen)[:MOST_SHOWN] for item in f.evidence)
    snapshot.view.links.ahead(cited)
    values = {
        "counts": told,
        "last_visit": last,
        "fresh": fresh,
        "shown": (fresh or chosen)[:MOST_SHOWN],
        "named": snapshot.once(("named",), lambda: _named(snapshot)),
        "conflicts": snapshot.view.groups.conflicts,
        "stories": snapshot.longest_stories[:MOST_SHOWN],
        "statuses": statuses,
        "leads": statuses["lead"],
        "findings": statuses.total() - statuses["lead"],
        "picture": picture,
        "snapshot": snapshot,
    }
    answer = page(request, "overview.html", values, snapshot=snapshot)
    remember(request, answer, VISITS, visits, _REMEMBERED)
    return answer


def _standing(finding: Finding) -> str:
    return "lead" if finding.kind == "lead" else finding.status


def prepared(words: Wording) -> tuple[list[str], str]:
    """How many reports there are, and the timeline: made once for a snapshot and a language."""
    once = words.snapshot.once
    return (
        once(("counts", words.code), lambda: _counts(words)),
        once(("timeline", words.code), lambda: events_by_measure(words)),
    )


def _counts(words: Wording) -> list[str]:
    """How many reports there are and from when, with days as people write them."""
    told = counts(words.snapshot.view, phrases(words.code))
    return [_DAY.sub(lambda day: words.day(day.group()), text) for text in told]


def _named(snapshot: Snapshot) -> list[object]:
    """Those named most who may be on a list, or whom nobody has called somebody else."""
    listed = (
        entity
        for entity in snapshot.names.ranked
        if any(match.disposition != "different" for match in entity.matches)
    )
    return [entity for entity, _ in zip(listed, range(MOST_SHOWN), strict=False)]


def _visits(request: Request) -> tuple[str, str]:
    """When the visit before this one was, and what the cookie is to say now."""
    before, _, current = request.cookies.get(VISITS, "").partition("|")
    moment = now()
    if current and _seconds(current, moment) < _SAME_VISIT:
        return _moment(before), f"{_moment(before)}|{current}"
    return _moment(current), f"{_moment(current)}|{moment}"


def _moment(text: str) -> str:
    """The moment that a cookie of ours says; empty if somebody else wrote it."""
    return text if _seconds(text, text) == 0 else ""


def _seconds(earlier: str, later: str) -> float:
    try:
        return (datetime.fromisoformat(later) - datetime.fromisoformat(earlier)).total_seconds()
    except (ValueError, TypeError):
        return _SAME_VISIT
