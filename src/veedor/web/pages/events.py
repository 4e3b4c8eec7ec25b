"""Events, and the stories that they are part of."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from veedor.model import Conflict, Event, Rendering, Utterance
from veedor.web.pages.common import Current, found, part
from veedor.web.snapshot import Snapshot
from veedor.web.templating import page

router = APIRouter()


def _day(event: Event) -> tuple[str, str]:
    return event.earliest or event.date or "9999", event.id


@router.get("/events")
def events(request: Request, snapshot: Current) -> Response:
    """All events, the latest first."""
    told = sorted(snapshot.view.groups.events, key=_day, reverse=True)
    return page(request, "events.html", {"part": part(told, request), "snapshot": snapshot},
                snapshot=snapshot)  # fmt: skip


@router.get("/events/{key}")
def event(request: Request, key: str, snapshot: Current) -> Response:
    """One event: who reports it, what each adds, where they disagree."""
    shown = found(snapshot.view.events, key)
    articles = {report.article for report in shown.reports}
    values = {
        "event": shown,
        "main": [report for report in shown.reports if report.role == "main"],
        "background": [report for report in shown.reports if report.role == "background"],
        "story": snapshot.story_of.get(key),
        "conflicts": [c for c in snapshot.view.groups.conflicts if c.event == key],
        "said": [u for u in snapshot.view.groups.utterances if u.occasion == key],
        "findings": _findings(snapshot, articles),
    }
    return page(request, "event.html", values, snapshot=snapshot)


def _findings(snapshot: Snapshot, articles: set[str]) -> list[object]:
    cited = {f.id: f for a in sorted(articles) for f in snapshot.findings_of.get(a, ())}
    return list(cited.values())


@router.get("/stories")
def stories(request: Request, snapshot: Current) -> Response:
    """All stories, the longest first."""
    told = sorted(snapshot.view.groups.stories, key=lambda s: (-len(s.articles), s.id))
    return page(request, "stories.html", {"part": part(told, request), "snapshot": snapshot},
                snapshot=snapshot)  # fmt: skip


@router.get("/stories/{key}")
def story(request: Request, key: str, snapshot: Current) -> Response:
    """One story: its events in order, what was said, where reports disagree."""
    shown = found(snapshot.stories, key)
    articles = set(shown.articles)
    line = [snapshot.view.events[e] for e in shown.events if e in snapshot.view.events]
    values = {
        "story": shown,
        "events": line,
        "conflicts": [c for c in snapshot.view.groups.conflicts if _of(c, shown.events, articles)],
        "said": [
            (utterance, told)
            for utterance in snapshot.view.groups.utterances
            if len(told := _renderings(utterance, articles)) > 1
        ],
        "findings": _findings(snapshot, articles),
    }
    return page(request, "story.html", values, snapshot=snapshot)


def _of(conflict: Conflict, events: tuple[str, ...], articles: set[str]) -> bool:
    return conflict.event in events or all(
        span.article in articles for side in conflict.sides for span in side.evidence
    )


def _renderings(utterance: Utterance, articles: set[str]) -> list[Rendering]:
    return [r for r in utterance.renderings if r.article in articles]
