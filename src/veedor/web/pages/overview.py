"""The overview: what is new, what waits, who is named, how the collection is."""

from __future__ import annotations

from collections import Counter
from datetime import date

from fastapi import APIRouter, Request
from starlette.responses import Response

from veedor.report.phrases import phrases
from veedor.report.pictures import timeline
from veedor.report.summary import summarise
from veedor.store.articles import now
from veedor.web.filters import FindingFilter
from veedor.web.language import language_of
from veedor.web.pages.common import Current, figure
from veedor.web.queue import open_findings, open_matches
from veedor.web.snapshot import Snapshot
from veedor.web.templating import page, remember

router = APIRouter()
VISITS = "veedor_visits"
#: Coming back within the hour is the same visit.
_SAME_VISIT = 3600
_REMEMBERED = 365 * 24 * 3600
MOST_SHOWN = 8


@router.get("/")
def overview(request: Request, snapshot: Current) -> Response:
    """The first page."""
    last, visits = _visits(request)
    chosen = FindingFilter().choose(snapshot.view.findings)
    fresh = [f for f in chosen if last and (f.first_seen or "") > last]
    values = {
        "summary": summarise(snapshot.view, language_of(request)),
        "last_visit": last,
        "fresh": fresh,
        "findings": [f for f in chosen if f.kind == "finding"],
        "shown": (fresh or chosen)[:MOST_SHOWN],
        "leads": [f for f in chosen if f.kind == "lead"],
        "open_matches": open_matches(snapshot),
        "open_findings": open_findings(snapshot),
        "named": [e for e in snapshot.view.groups.entities if e.matches][:MOST_SHOWN],
        "conflicts": snapshot.view.groups.conflicts,
        "stories": sorted(
            snapshot.view.groups.stories, key=lambda s: -len(s.articles)
        )[:MOST_SHOWN],
        "statuses": Counter(f.status for f in chosen if f.kind == "finding"),
        "picture": _timeline(snapshot, language_of(request)),
        "snapshot": snapshot,
    }  # fmt: skip
    answer = page(request, "overview.html", values, snapshot=snapshot)
    remember(request, answer, VISITS, visits, _REMEMBERED)
    return answer


def _visits(request: Request) -> tuple[str, str]:
    """When the visit before this one was, and what the cookie is to say now."""
    before, _, current = request.cookies.get(VISITS, "").partition("|")
    moment = now()
    if current and _seconds(current, moment) < _SAME_VISIT:
        return before, f"{before}|{current}"
    return current, f"{current}|{moment}"


def _seconds(earlier: str, later: str) -> float:
    from datetime import datetime

    try:
        return (datetime.fromisoformat(later) - datetime.fromisoformat(earlier)).total_seconds()
    except (ValueError, TypeError):
        return _SAME_VISIT


def _timeline(snapshot: Snapshot, code: str) -> str:
    """Events with a known day, and how many reports tell of each."""
    days: Counter[date] = Counter()
    for event in snapshot.view.groups.events:
        if event.earliest and event.earliest == event.latest:
            days[date.fromisoformat(event.earliest)] += len(event.reports)
    if len(days) < 2:
        return ""
    say = phrases(code)
    told = say("timeline_alt", n=len(days), first=min(days), last=max(days))
    return figure(timeline(days), told)
