"""The chapters after the findings: contradictions, parties, timeline, network, sources."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import combinations

from veedor.model import Match
from veedor.report.citing import Citer
from veedor.report.document import (
    Block,
    Code,
    Heading,
    Inline,
    Link,
    Paragraph,
    Picture,
    Quotation,
    Strong,
    Table,
)
from veedor.report.phrases import Phrases
from veedor.report.pictures import MOST_NODES, network
from veedor.report.pictures import timeline as drawn_timeline
from veedor.report.summary import asked_days, day_of, dispute_title, summarise
from veedor.report.view import View

__all__ = ["conflicts", "evidence_annex", "parties", "sources", "timeline", "together"]

Row = tuple[tuple[Inline, ...], ...]


def row(*cells: str) -> Row:
    """A table row of plain cells."""
    return tuple((cell,) for cell in cells)


def conflicts(view: View, say: Phrases, cite: Citer) -> Iterator[Block]:
    """Each contradiction with both sides and their sentences."""
    yield Heading(1, say("conflicts"))
    if not view.groups.conflicts:
        yield Paragraph((say("none_conflicts"),))
    for conflict in view.groups.conflicts:
        yield Heading(2, dispute_title(conflict, view, say))
        for side in conflict.sides:
            yield Paragraph((Strong(side.value),))
            for span in side.evidence:
                yield Quotation((span.text.strip(), cite.side(span)))


def parties(view: View, say: Phrases, *, public: bool) -> Iterator[Block]:
    """Who was named and stands on a list: list, record and force, and in how many reports."""
    rows: dict[tuple[str, ...], dict[str, Match]] = defaultdict(dict)
    labels: dict[str, str] = {}
    for mention in view.mentions():
        match = mention.match
        if public and _is_person(view, mention.article, mention.label):
            continue
        label = labels.setdefault(match.party, mention.label)
        place = (label, f"{match.list} {match.record}", match.listed_on or "–", match.in_force)
        rows[place][mention.article] = match
    yield Heading(1, say("parties"))
    yield Paragraph((say("parties_note"),))
    if not rows:
        yield Paragraph((say("none_parties" if view.lists else "no_lists"),))
        return
    yield Table(
        say.several("parties_head"),
        tuple(
            row(*place[:3], _force(place[3], rows[place].values(), say), str(len(rows[place])))
            for place in sorted(rows)
        ),
    )


def _force(force: str, matches: Iterable[Match], say: Phrases) -> str:
    return say("as_of", force=say(f"force.{force}"), date=asked_days(matches))


def _is_person(view: View, article: str, label: str) -> bool:
    linked = view.collection.linked[article]
    return any(s.label == label and s.type == "person" for s in linked.subjects)


def timeline(view: View, say: Phrases) -> Iterator[Block]:
    """Events that reports have as their matter, drawn and listed."""
    events = summarise(view, say.code).events
    if not events:
        return
    yield Heading(1, say("timeline"))
    days: Counter[date] = Counter()
    for event in view.groups.events:
        if event.earliest and event.earliest == event.latest:
            days[date.fromisoformat(event.earliest)] += len(event.reports)
    if len(days) > 1:
        told = say("timeline_alt", n=len(days), first=min(days), last=max(days))
        yield Picture(drawn_timeline(days), say("timeline_caption"), told)
    yield Table(
        say.several("timeline_head"),
        tuple(row(event.date, event.title, event.told) for event in events),
    )


def together(view: View, say: Phrases, *, public: bool) -> Iterator[Block]:
    """The network of people and bodies named in the same sentences."""
    links = _pairs(view, public)
    if len(links) < 2:
        return
    yield Heading(1, say("network"))
    often = "; ".join(f"{a} – {b} ({n})" for (a, b), n in links.most_common(5))
    picture = network(dict(links.most_common(MOST_NODES * 4)))
    yield Picture(picture, say("network_caption"), say("network_alt", pairs=often))


def _pairs(view: View, public: bool) -> Counter[tuple[str, str]]:
    shown = {"organization"} if public else {"person", "organization"}
    pairs: Counter[tuple[str, str]] = Counter()
    for article in view.collection.order:
        linked = view.collection.linked.get(article)
        reading = view.collection.readings[article]
        if linked is None:
            continue
        for sentence in reading.sentences:
            named = {
                view.label(linked.subjects[name.referent].key)
                for name in reading.names
                if sentence.start <= name.start < sentence.end
                and name.type in shown
                and linked.subjects[name.referent].set_aside is None
            }
            pairs.update(combinations(sorted(named), 2))
    return pairs


def sources(view: View, say: Phrases) -> Iterator[Block]:
    """Outlets, whom they credit, and how many of their texts others printed too."""
    outlets: dict[str, list[str]] = defaultdict(list)
    for article in view.collection.order:
        outlets[view.collection.articles[article].outlet or say("no_outlet")].append(article)
    yield Heading(1, say("sources"))
    yield Paragraph((say("sources_note"),))
    rows = []
    for outlet in sorted(outlets):
        origins = {o for a in outlets[outlet] if (o := view.collection.origin(a))}
        shared = sum(
            a in view.collection.family_of and len(view.collection.family_of[a].members) > 1
            for a in outlets[outlet]
        )
        credited = ", ".join(sorted(view.label(o) for o in origins)) or "–"
        rows.append(row(outlet, str(len(outlets[outlet])), credited, str(shared)))
    yield Table(say.several("sources_head"), tuple(rows))


def evidence_annex(view: View, say: Phrases) -> Iterator[Block]:
    """Every article that was read: what it is, where it is, and the hash of its bytes."""
    yield Heading(1, say("annex"))
    rows = []
    for number, article in enumerate(view.collection.order, 1):
        record = view.collection.articles[article]
        address = record.url or record.source
        where: Inline = Link(address, address) if address.startswith("http") else Code(address)
        rows.append(
            (
                (str(number),),
                (record.outlet or "–",),
                (record.title or "–",),
                (day_of(article, view, say),),
                (where,),
                (Code((record.evidence or "–")[:16]),),
            )
        )
    yield Table(say.several("annex_head"), tuple(rows))
