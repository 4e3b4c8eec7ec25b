"""Statements of one activity become one finding, with everything that bears on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import Literal

from veedor.find.activities import Activity, activities
from veedor.find.dated import Dated, interval
from veedor.find.grading import admiralty, status_of
from veedor.find.history import carry_over
from veedor.find.origins import Origin, Weighed, count_origins, weigh
from veedor.find.speaking import Speakers
from veedor.group.collection import Collection, Groups
from veedor.model import (
    Conflict,
    Evidence,
    Finding,
    Match,
    Said,
    SideSpan,
    Statement,
    record_id,
)
from veedor.regimes.pack import Pack

__all__ = ["find", "in_order", "made"]

Basis = Literal["told", "partly", "written"]


def find(
    collection: Collection,
    groups: Groups,
    packs: Mapping[str, Pack],
    earlier: Iterable[Finding] = (),
    now: str = "",
) -> list[Finding]:
    """The findings of a collection, findings before leads, newest first.

    `earlier` are the findings of the last run: their ids, reviews and histories are carried
    over to those that rest on the same statements. `now` dates what changed (ISO 8601).
    """
    speakers = Speakers(collection, packs)
    found = list(made(collection, groups.conflicts, packs, speakers))
    return in_order(carry_over(found, list(earlier), now))


def made(
    collection: Collection,
    conflicts: Iterable[Conflict],
    packs: Mapping[str, Pack],
    speakers: Speakers,
    only: Container[str] | None = None,
) -> Iterator[Finding]:
    """The findings of some units of measures (None: of all) as the articles tell them, measure by
    measure; of `conflicts` those count in which the articles take sides.
    """
    disputes = Disputes(conflicts)
    for activity in activities(collection, packs, only):
        found = _finding(activity, collection, disputes, packs, speakers)
        if found is not None:
            yield found


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Findings before leads; within each, the latest activity first and the undated last."""
    return sorted(findings, key=_order)


def _order(finding: Finding) -> tuple[str, int, int, tuple[str, str, str], str]:
    days = interval(finding.period)
    newest = -days[1].toordinal() if days else 0
    told = finding.measure, finding.direction or "", finding.evidence[0].text
    return finding.kind, newest, -len(finding.evidence), told, finding.id


class Disputes:
    """Conflicts by the articles that take sides in them."""

    def __init__(self, conflicts: Iterable[Conflict]) -> None:
        self._places: dict[str, int] = {}
        self._spans: dict[str, list[tuple[str, SideSpan]]] = defaultdict(list)
        for place, conflict in enumerate(conflicts):
            self._places[conflict.id] = place
            for side in conflict.sides:
                for span in side.evidence:
                    self._spans[span.article].append((conflict.id, span))

    def of(self, statements: Iterable[Statement]) -> tuple[str, ...]:
        """Those in which a sentence takes a side, in their order."""
        found = {
            conflict
            for statement in statements
            for conflict, span in self._spans.get(statement.article, ())
            if span.start < statement.end and statement.start < span.end
        }
        return tuple(sorted(found, key=self._places.__getitem__))


def _finding(
    activity: Activity,
    collection: Collection,
    disputes: Disputes,
    packs: Mapping[str, Pack],
    speakers: Speakers,
) -> Finding | None:
    measure = packs[activity.regime].measures[activity.measure]
    reported = [d for d in activity.statements if d.statement.kind != "context"]
    if not reported or not measure.reportable:
        return None
    weighed = weigh([d.statement for d in reported], collection, speakers)
    evidence = [(_evidence(s, o, collection), o) for s, o in weighed]
    denied_by = _denials(activity.statements, speakers)
    status = status_of(weighed)
    lead = all(d.statement.kind == "lead" for d in reported)
    understood = _understood([d.statement for d in reported])
    period, basis = _period(reported)
    return Finding(
        id=record_id("finding", reported[0].statement.id),
        regime=activity.regime,
        measure=activity.measure,
        provisions=tuple(f"{p.act} {p.paragraph}" for p in measure.provisions),
        kind="lead" if lead else "finding",
        actors=_told(s.actors for s, _ in weighed),
        counterparts=_told(s.counterparts for s, _ in weighed),
        direction=activity.direction,
        period=period,
        period_basis=basis,
        evidence=tuple(item for item, _ in evidence),
        origins=count_origins(evidence),
        status=status,
        admiralty=admiralty(weighed, status, bool(denied_by), bool(understood)),
        official_by=_official(weighed),
        denied_by=denied_by,
        parties=_parties(s for s, _ in weighed),
        conflicts=disputes.of(s for s, _ in weighed),
        notes=_notes(s for s, _ in weighed),
        indicators=_told((s.indicator,) for s, _ in weighed if s.indicator),
        understood=understood,
    )


def _understood(statements: Sequence[Statement]) -> tuple[str, ...]:
    """The sides that no statement of the activity names: all take them over from elsewhere."""
    first, *rest = (set(statement.understood) for statement in statements)
    return tuple(sorted(first.intersection(*rest)))


def _evidence(statement: Statement, origin: Origin, collection: Collection) -> Evidence:
    article = collection.articles[statement.article]
    dating = collection.datings.get(statement.article)
    return Evidence(
        start=statement.start,
        end=statement.end,
        text=statement.text,
        statement=statement.id,
        article=article.id,
        source=article.source,
        outlet=article.outlet,
        date=dating.date if dating else None,
        measure=statement.measure,
        modality=statement.modality,
        attribution=statement.attribution,
        origin=origin.key,
        understood=statement.understood,
    )


def _told(lists: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """Every value once, in the order of first mention."""
    return tuple(dict.fromkeys(item for items in lists for item in items))


def _period(items: Sequence[Dated]) -> tuple[str | None, Basis | None]:
    """From the first to the last day on which the evidence says that it was, or, where it does
    not say so, on which it was written; and which of the two these days are.

    Statements whose day is known only within a wide interval count if there are no others;
    within an interval of over a year nothing is known of it.
    """
    dated = [item for item in items if item.known]
    narrow = [item for item in dated if item.narrow] or [i for i in dated if i.within_a_year]
    if not narrow:
        return None, None
    first = min(item.earliest for item in narrow)
    last = max(item.latest for item in narrow)
    told = [item for item in narrow if item.told]
    at_ends = any(i.earliest == first for i in told), any(i.latest == last for i in told)
    basis: Basis = "told" if all(at_ends) else "partly" if told else "written"
    return (first.isoformat() if first == last else f"{first}/{last}"), basis


def _official(weighed: Sequence[Weighed]) -> tuple[str, ...]:
    """Those who take part in the act and themselves say that it was done, each once.

    Of several who speak for one state, the first is given.
    """
    first: dict[str, str] = {}
    for statement, origin in weighed:
        if origin.party and origin.key and statement.modality in {"done", "ongoing", "agreed"}:
            for said in _speaker(statement.attribution):
                first.setdefault(origin.key, said.key)
    return tuple(first.values())


def _denials(items: Iterable[Dated], speakers: Speakers) -> tuple[str, ...]:
    """Who denies it: the sources of statements that say it was not so.

    Of several who speak for one state, the first is given.
    """
    first: dict[str, str] = {}
    for item in items:
        if item.statement.modality == "denied":
            for said in _speaker(item.statement.attribution):
                spoken = speakers.speaks_for(said.key, item.statement.article) or said.key
                first.setdefault(spoken, said.key)
    return tuple(first.values())


def _speaker(attribution: Sequence[Said]) -> Sequence[Said]:
    return [said for said in attribution if said.role == "says"][:1]


def _parties(statements: Iterable[Statement]) -> tuple[Match, ...]:
    best: dict[tuple[str, str], Match] = {}
    for statement in statements:
        for match in statement.parties:
            place = (match.list, match.record)
            if place not in best or match.score > best[place].score:
                best[place] = match
    return tuple(best[place] for place in sorted(best))


def _notes(statements: Iterable[Statement]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(s.note for s in statements if s.note))
