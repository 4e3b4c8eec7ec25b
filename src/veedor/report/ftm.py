"""A workspace as FollowTheMoney entities, one JSON object a line, for OpenAleph and its kin.

Articles are `Article`s; people, bodies and vessels that stand on a list or in a finding are
entities, with a `Sanction` for each record; findings and events are `Event`s; every sentence
of evidence is a `Documentation` that ties its article to its finding, and people named
together in it are joined by an `UnknownLink` with the article as proof.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Any

from veedor.find.dated import interval
from veedor.model import Entity, Event, Evidence, Finding, Match, record_id
from veedor.report.reviewing import standing
from veedor.report.view import View

__all__ = ["ftm_entities"]

Properties = dict[str, Iterable[str | None]]

_SCHEMATA = {
    "person": "Person",
    "organization": "Organization",
    "government": "PublicBody",
    "vessel": "Vessel",
    "facility": "Thing",
    "country": "Thing",
    "place": "Thing",
    "other": "Thing",
}
_ACTING = frozenset({"Person", "Organization", "PublicBody"})


def ftm_entities(view: View) -> Iterator[dict[str, Any]]:
    """The entities of a workspace: what others rest on comes first."""
    followed = _followed(view)
    yield from _articles(view)
    for entity in followed.values():
        yield _thing(entity)
        yield from (_sanction(entity, match) for match in _records(entity.matches))
    yield from (_event(event, view, followed) for event in view.groups.events)
    for finding in standing(view.findings):
        yield _finding(finding, view, followed)
        yield from (_documentation(finding, item) for item in finding.evidence)
        yield from _links(finding, view, followed)


def _entity(schema: str, identity: str, properties: Properties) -> dict[str, Any]:
    """An entity with its empty properties left out."""
    kept = {
        name: list(dict.fromkeys(value for value in values if value))
        for name, values in properties.items()
    }
    return {
        "id": f"veedor-{record_id(schema, identity)}",
        "schema": schema,
        "properties": {name: values for name, values in kept.items() if values},
    }


def _reference(schema: str, identity: str) -> str:
    return f"veedor-{record_id(schema, identity)}"


def _followed(view: View) -> dict[str, Entity]:
    """Entities that stand on a list or take part in a finding, by key."""
    in_findings = {key for f in standing(view.findings) for key in (*f.actors, *f.counterparts)}
    return {
        entity.key: entity
        for entity in view.groups.entities
        if _records(entity.matches) or entity.key in in_findings
    }


def _articles(view: View) -> Iterator[dict[str, Any]]:
    for article in view.collection.order:
        record = view.collection.articles[article]
        dating = view.collection.datings.get(article)
        day = dating.date if dating and "/" not in (dating.date or "/") else None
        address = record.url or record.source
        yield _entity(
            "Article",
            article,
            {
                "title": [view.title(article)],
                "fileName": [view.short(article) if record.url is None else None],
                "publishedAt": [_day(day)],
                "language": [{"es": "spa", "en": "eng"}.get(record.language or "")],
                "publisher": [record.outlet],
                "sourceUrl": [address if address.startswith("http") else None],
            },
        )


def _day(edtf: str | None) -> str | None:
    """The first day of an EDTF date, as precise as it is."""
    first = (edtf or "").split("/")[0].rstrip("~?%")
    return first if interval(first) else None


def _schema(entity: Entity) -> str:
    return _SCHEMATA.get(entity.type, "Thing")


def _thing(entity: Entity) -> dict[str, Any]:
    return _entity(
        _schema(entity),
        entity.key,
        {
            "name": [entity.label],
            "alias": [form for form in entity.forms if form != entity.label],
            "country": [entity.country and entity.country.lower()],
            "topics": ["sanction" if _in_force(entity.matches) else None],
        },
    )


def _in_force(matches: Iterable[Match]) -> bool:
    """Only what a person has called the same, or what nobody doubts by name, is a topic."""
    return any(match.disposition == "same" and match.in_force == "yes" for match in matches)


def _records(matches: Iterable[Match]) -> list[Match]:
    """Each record once: those for which more than a name speaks, and nobody's word against."""
    kept: dict[tuple[str, str], Match] = {}
    for match in matches:
        if match.established:
            kept.setdefault((match.list, match.record), match)
    return list(kept.values())


def _sanction(entity: Entity, match: Match) -> dict[str, Any]:
    """A record that may be this entity's: the score and reasons travel with it."""
    reasons = "; ".join(f"{why.part} ~ {why.listed} ({why.how})" for why in match.why)
    return _entity(
        "Sanction",
        f"{entity.key}|{match.list}|{match.record}",
        {
            "entity": [_reference(_schema(entity), entity.key)],
            "authority": [match.list],
            "authorityId": [match.record],
            "program": [match.programme],
            "listingDate": [_day(match.listed_on)],
            "status": [match.disposition],
            "summary": [f"{match.name}, score {match.score:.2f}: {reasons}"],
        },
    )


def _span(edtf: str | None) -> tuple[str | None, str | None]:
    days = interval(edtf)
    return (days[0].isoformat(), days[1].isoformat()) if days else (None, None)


def _involved(keys: Iterable[str], followed: dict[str, Entity]) -> list[str]:
    """Those who can act: a place or a ship takes part in nothing."""
    return [
        _reference(_schema(followed[key]), key)
        for key in keys
        if key in followed and _schema(followed[key]) in _ACTING
    ]


def _event(event: Event, view: View, followed: dict[str, Entity]) -> dict[str, Any]:
    start, end = _span(event.date)
    return _entity(
        "Event",
        f"event-{event.id}",
        {
            "name": [event.title],
            "startDate": [start],
            "endDate": [end],
            "location": [event.place and view.label(event.place)],
            "involved": _involved(event.participants, followed),
            "proof": [_reference("Article", report.article) for report in event.reports],
        },
    )


def _finding(finding: Finding, view: View, followed: dict[str, Entity]) -> dict[str, Any]:
    start, end = _span(finding.period)
    title = view.packs[finding.regime].measures[finding.measure].title
    graded = f"{finding.kind}, {finding.status}, {finding.admiralty.code}, {finding.review}"
    return _entity(
        "Event",
        f"finding-{finding.id}",
        {
            "name": [" ".join(filter(None, (title.get("en"), finding.direction)))],
            "startDate": [start],
            "endDate": [end],
            "recordId": [finding.id],
            "keywords": [finding.measure, finding.kind, finding.status],
            "summary": [graded],
            "description": ["; ".join(finding.provisions)],
            "involved": _involved((*finding.actors, *finding.counterparts), followed),
            "proof": [_reference("Article", item.article) for item in finding.evidence],
        },
    )


def _documentation(finding: Finding, item: Evidence) -> dict[str, Any]:
    return _entity(
        "Documentation",
        f"{finding.id}|{item.statement}",
        {
            "document": [_reference("Article", item.article)],
            "entity": [_reference("Event", f"finding-{finding.id}")],
            "role": [item.modality],
            "summary": [" ".join(item.text.split())],
            "description": [f"characters {item.start}–{item.end}"],
            "recordId": [item.statement],
        },
    )


def _links(finding: Finding, view: View, followed: dict[str, Entity]) -> Iterator[dict[str, Any]]:
    """People and bodies named together in a sentence of evidence."""
    for item in finding.evidence:
        linked = view.collection.linked[item.article]
        keys = {
            linked.subjects[name.referent].key
            for name in view.collection.readings[item.article].names
            if item.start <= name.start < item.end
        }
        named = sorted(key for key in keys if key in followed)
        for one, other in combinations(named, 2):
            yield _entity(
                "UnknownLink",
                f"{one}|{other}|{item.statement}",
                {
                    "subject": [_reference(_schema(followed[one]), one)],
                    "object": [_reference(_schema(followed[other]), other)],
                    "role": ["named in the same sentence"],
                    "summary": [" ".join(item.text.split())],
                    "proof": [_reference("Article", item.article)],
                },
            )
