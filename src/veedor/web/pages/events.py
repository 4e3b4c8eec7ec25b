"""Events, and the stories that they are part of."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from veedor.find.dated import interval
from veedor.model import Conflict, Event, Finding, Rendering, Story, Utterance
from veedor.web.pages.common import Current, found, part
from veedor.web.snapshot import Snapshot
from veedor.web.templating import page

router = APIRouter()
#: Of a long story, what fits on a page; the rest is behind its events and reports.
EVENTS_A_PAGE = 100
CONFLICTS_A_PAGE = 15
MOST_SAID, MOST_CONFLICTS = 20, 12


@router.get("/events")
def events(request: Request, snapshot: Current) -> Response:
    """Events, the latest first, those of some days if they are asked for."""
    since, until = (_day(request, name) for name in ("since", "until"))
    told = snapshot.latest_events
    if since or until:
        told = snapshot.once(
            ("events", since, until),
            lambda: tuple(e for e in snapshot.latest_events if _meets(e, since, until)),
        )
    values = {"part": part(told, request), "since": since, "until": until}
    return page(request, "events.html", values, snapshot=snapshot)


def _day(request: Request, name: str) -> str:
    """The day that somebody asks for; what is none asks for nothing."""
    given = request.query_params.get(name, "").strip()[:10]
    return given if interval(given) else ""


def _meets(event: Event, since: str, until: str) -> bool:
    if not (event.earliest and event.latest):
        return False
    return (not since or event.latest >= since) and (not until or event.earliest <= until)


@router.get("/conflicts")
def conflicts(request: Request, snapshot: Current) -> Response:
    """What reports of one event disagree about."""
    shown = part(snapshot.view.groups.conflicts, request, CONFLICTS_A_PAGE)
    return page(request, "conflicts.html", {"part": shown}, snapshot=snapshot)


@router.get("/events/{key}")
def event(request: Request, key: str, snapshot: Current) -> Response:
    """One event: who reports it, what each adds, where they disagree."""
    shown = found(snapshot.view.events, key)
    values = {
        "event": shown,
        "main": part([r for r in shown.reports if r.role == "main"], request, 40),
        "background": [report for report in shown.reports if report.role == "background"],
        "story": snapshot.story_of.get(key),
        "conflicts": [c for c in snapshot.conflicts_in.get(key, ()) if c.event == key],
        "said": snapshot.utterances_at.get(key, [])[:MOST_SAID],
        "findings": _findings(snapshot, shown),
    }
    return page(request, "event.html", values, snapshot=snapshot)


def _findings(snapshot: Snapshot, event: Event) -> list[Finding]:
    """Findings whose evidence is in the very sentences that tell of the event."""
    cited: dict[str, Finding] = {}
    for report in event.reports:
        for finding in snapshot.findings_in.get(report.article, ()):
            if finding.id not in cited and any(
                item.article == report.article and item.start < span.end and span.start < item.end
                for item in finding.evidence
                for span in report.spans
            ):
                cited[finding.id] = finding
    return list(cited.values())


@router.get("/stories")
def stories(request: Request, snapshot: Current) -> Response:
    """All stories, the longest first."""
    return page(request, "stories.html", {"part": part(snapshot.longest_stories, request)},
                snapshot=snapshot)  # fmt: skip


@router.get("/stories/{key}")
def story(request: Request, key: str, snapshot: Current) -> Response:
    """One story: its events in order, what was said, where reports disagree."""
    shown = found(snapshot.stories, key)
    line = [snapshot.view.events[e] for e in shown.events if e in snapshot.view.events]
    said, conflicts, findings = snapshot.once(("story", key), lambda: _of_story(snapshot, shown))
    values = {
        "story": shown,
        "events": part(line, request, EVENTS_A_PAGE),
        "conflicts": conflicts[:MOST_CONFLICTS],
        "more_conflicts": len(conflicts) - MOST_CONFLICTS,
        "said": said[:MOST_SAID],
        "more_said": len(said) - MOST_SAID,
        "findings": findings,
    }
    return page(request, "story.html", values, snapshot=snapshot)


def _of_story(
    snapshot: Snapshot, shown: Story
) -> tuple[list[tuple[Utterance, list[Rendering]]], list[Conflict], list[Finding]]:
    """What was said more than once, where reports disagree, and the findings of a story."""
    articles = dict.fromkeys(shown.articles)
    said = {u.id: u for a in articles for u in snapshot.utterances_in.get(a, ())}
    told = [(u, [r for r in u.renderings if r.article in articles]) for u in said.values()]
    several = [(u, renderings) for u, renderings in told if len(renderings) > 1]
    several.sort(key=lambda pair: -len(pair[1]))
    of = {
        c.id: c
        for key in (*shown.events, *articles)
        for c in snapshot.conflicts_in.get(key, ())
        if c.event in shown.events
        or all(span.article in articles for side in c.sides for span in side.evidence)
    }
    findings = {f.id: f for a in articles for f in snapshot.findings_in.get(a, ())}
    return several, list(of.values()), list(findings.values())
