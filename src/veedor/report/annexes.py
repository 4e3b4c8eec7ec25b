"""The chapters after the findings: contradictions, parties, timeline, network, sources."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import combinations

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
    coded,
)
from veedor.report.listed import forces, mentions_by_party
from veedor.report.phrases import Phrases
from veedor.report.pictures import MOST_NODES, network
from veedor.report.pictures import timeline as drawn_timeline
from veedor.report.public import names_person
from veedor.report.summary import dispute_title, side_value, summarise
from veedor.report.view import Mention, View
from veedor.report.words import day_of

__all__ = ["conflicts", "evidence_annex", "parties", "sources", "timeline", "together"]

Row = tuple[tuple[Inline, ...], ...]


def row(*cells: str) -> Row:
    """A table row of plain cells."""
    return tuple((cell,) for cell in cells)


def conflicts(view: View, say: Phrases, cite: Citer, *, public: bool) -> Iterator[Block]:
    """Each contradiction with both sides and their sentences."""
    yield Heading(1, say("conflicts"))
    if not view.groups.conflicts:
        yield Paragraph((say("none_conflicts"),))
    for number, conflict in enumerate(view.groups.conflicts, 1):
        yield Heading(2, f"{number}. {dispute_title(conflict, view, say)}")
        for side in conflict.sides:
            value = Strong(side_value(conflict, side.value, view, say))
            for span in dict.fromkeys(side.evidence):
                sentence = view.sentence(span)
                if public and names_person(span.article, sentence, view):
                    words = say("withheld_words")
                else:
                    words = sentence.text.strip()
                yield Quotation((value, f": {words}", cite.side(span)))


def parties(view: View, say: Phrases, *, public: bool) -> Iterator[Block]:
    """Who was named and stands on a list: list, record and force, and in how many reports."""
    yield Heading(1, say("parties"))
    yield Paragraph((say("parties_note"),), keep=True)
    rows = list(_party_rows(view, say, public=public, established=True))
    if rows:
        yield Table(say.several("parties_head"), tuple(rows))
    else:
        yield Paragraph(coded(say("none_parties" if view.lists else "no_lists")))
    alike = list(_party_rows(view, say, public=public, established=False))
    if alike and not public:
        yield Heading(2, say("namesakes"))
        yield Paragraph(coded(say("namesakes_note")), keep=True)
        yield Table(say.several("parties_head"), tuple(alike))


def _party_rows(view: View, say: Phrases, *, public: bool, established: bool) -> Iterator[Row]:
    for label, mentions in mentions_by_party(view, established=established).items():
        if public and any(_is_person(view, m.article, m.label) for m in mentions):
            continue
        records: dict[tuple[str, str], list[Mention]] = defaultdict(list)
        for mention in mentions:
            records[(mention.match.list, mention.match.record)].append(mention)
        for (name, record), found in sorted(records.items()):
            matches = [mention.match for mention in found]
            force = "; ".join(forces(matches, say))
            reports = str(len({mention.article for mention in found}))
            listed = matches[0].listed_on or "–"
            yield row(label, f"{name} {record}", listed, force, reports)


def _is_person(view: View, article: str, label: str) -> bool:
    linked = view.collection.linked[article]
    held = (h.label or h.key for holders in linked.holders for h in holders)
    return label in held or any(s.label == label and s.type == "person" for s in linked.subjects)


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
        if linked is None or article not in view.concerned:
            continue
        reading = view.collection.readings[article]
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
    for article in filter(view.concerned.__contains__, view.collection.order):
        outlets[view.collection.articles[article].outlet or say("no_outlet")].append(article)
    yield Heading(1, say("sources"))
    yield Paragraph((say("sources_note"),), keep=True)
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


def _cited(view: View) -> set[str]:
    """The articles that findings rest on, that contradict one another, or that tell an event."""
    found = {item.article for finding in view.findings for item in finding.evidence}
    sides = (side for conflict in view.groups.conflicts for side in conflict.sides)
    found.update(span.article for side in sides for span in side.evidence)
    found.update(report.article for event in view.groups.events for report in event.reports)
    return found


def evidence_annex(view: View, say: Phrases) -> Iterator[Block]:
    """Every article that is cited: what it is, where it is, and the hash of its bytes."""
    cited = _cited(view)
    yield Heading(1, say("annex"))
    yield Paragraph(coded(say("annex_note")), keep=True)
    rows = []
    for number, article in enumerate(filter(cited.__contains__, view.collection.order), 1):
        record = view.collection.articles[article]
        address = record.url or view.short(article)
        where: Inline = Link(address, address) if address.startswith("http") else Code(address)
        rows.append(
            (
                (str(number),),
                (view.outlet(article) or "–",),
                (view.title(article) or "–",),
                (day_of(article, view, say),),
                (where,),
                (Code((record.evidence or "–")[:16]),),
            )
        )
    yield Table(say.several("annex_head"), tuple(rows))
