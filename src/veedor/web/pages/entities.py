"""People, bodies and things named, and the parties on the lists."""

from __future__ import annotations

from collections import Counter
from datetime import date

from fastapi import APIRouter, Request
from starlette.responses import Response

from veedor.model import Entity, Finding
from veedor.read.folding import fold
from veedor.report.pictures import network, timeline
from veedor.web.language import language_of, translations
from veedor.web.pages.common import Current, figure, found, part
from veedor.web.queue import matches
from veedor.web.searching import words_of
from veedor.web.snapshot import Keeper, Snapshot
from veedor.web.templating import page

router = APIRouter()
#: Those who stand together with somebody, as far as a drawing can show them.
MOST_TOGETHER = 12


@router.get("/entities")
def entities(request: Request, snapshot: Current) -> Response:
    """All who are named, those named most first."""
    kind = request.query_params.get("type", "")
    listed = request.query_params.get("listed", "")
    wanted = words_of(request.query_params.get("q", "")[:200])
    shown = [
        entity
        for entity in snapshot.view.groups.entities
        if (not kind or entity.type == kind)
        and (not listed or entity.matches)
        and all(any(word in fold(form) for form in (entity.label, *entity.forms))
                for word in wanted)
    ]  # fmt: skip
    shown.sort(key=lambda entity: (-len(entity.articles), entity.label))
    values = {
        "part": part(shown, request),
        "type": kind,
        "listed": listed,
        "q": request.query_params.get("q", "")[:200],
        "types": sorted({entity.type for entity in snapshot.view.groups.entities}),
    }
    return page(request, "entities.html", values, snapshot=snapshot)


@router.get("/entities/{key:path}")
def entity(request: Request, key: str, snapshot: Current) -> Response:
    """One of them: records with dates, mentions over time, with whom, what was said."""
    shown = found(snapshot.entities, key)
    together = _together(snapshot, shown)
    values = {
        "entity": shown,
        "asked": [asked for asked in matches(snapshot) if asked.key == key],
        "findings": _findings(snapshot, shown),
        "said": snapshot.utterances_of.get(key, []),
        "together": together.most_common(MOST_TOGETHER),
        "mentions": _mentions(request, snapshot, shown),
        "network": _network(request, snapshot, shown, together),
        "offices": _offices(snapshot, key),
    }
    return page(request, "entity.html", values, snapshot=snapshot)


def _findings(snapshot: Snapshot, shown: Entity) -> list[Finding]:
    records = {(m.list, m.record) for m in shown.matches if m.disposition != "different"}
    return [
        finding
        for finding in snapshot.view.findings
        if shown.key in (*finding.actors, *finding.counterparts)
        or records & {(m.list, m.record) for m in finding.parties}
    ]


def _together(snapshot: Snapshot, shown: Entity) -> Counter[str]:
    """People and bodies in how many of the same sentences."""
    counted: Counter[str] = Counter()
    for article in shown.articles:
        reading = snapshot.view.collection.readings.get(article)
        linked = snapshot.view.collection.linked.get(article)
        if reading is None or linked is None:
            continue
        for sentence in reading.sentences:
            keys = {
                linked.subjects[name.referent].key
                for name in reading.names
                if sentence.start <= name.start < sentence.end
                and name.type in ("person", "organization")
            }
            if shown.key in keys:
                counted.update(keys - {shown.key})
    return counted


def _mentions(request: Request, snapshot: Snapshot, shown: Entity) -> str:
    days: Counter[date] = Counter()
    for article in shown.articles:
        dating = snapshot.view.collection.datings.get(article)
        if dating and dating.earliest and dating.earliest == dating.latest:
            days[date.fromisoformat(dating.earliest)] += 1
    if len(days) < 2:
        return ""
    words = translations(language_of(request))
    told = words.gettext("Reports that name %(name)s, by day, from %(first)s to %(last)s.")
    ends = {"name": shown.label, "first": min(days), "last": max(days)}
    return figure(timeline(days), told % ends)


def _network(request: Request, snapshot: Snapshot, shown: Entity, together: Counter[str]) -> str:
    links = {
        (shown.label, snapshot.view.label(key)): count
        for key, count in together.most_common(MOST_TOGETHER)
    }
    if len(links) < 2:
        return ""
    words = translations(language_of(request))
    told = words.gettext("%(name)s in the same sentences as: %(others)s.")
    others = ", ".join(f"{other} ({count})" for (_, other), count in links.items())
    return figure(network(links), told % {"name": shown.label, "others": others})


def _offices(snapshot: Snapshot, key: str) -> list[tuple[str, str]]:
    """Offices that packs say somebody held, with from when to when."""
    return list(dict.fromkeys(
        (holder.post or "", holder.note or "")
        for linked in snapshot.view.collection.linked.values()
        for holders in linked.holders
        for holder in holders
        if holder.key == key and holder.source != "text" and (holder.post or holder.note)
    ))  # fmt: skip


@router.get("/parties/{key:path}")
def party(request: Request, key: str, snapshot: Current) -> Response:
    """A listed party: every record of every list, and who in the press may be it."""
    keeper: Keeper = request.app.state.keeper
    shown = found(keeper.parties()[0], key)
    values = {
        "party": shown,
        "asked": [asked for asked in matches(snapshot) if asked.match.party == key],
        "findings": [f for f in snapshot.view.findings if any(m.party == key for m in f.parties)],
    }
    return page(request, "party.html", values, snapshot=snapshot)
