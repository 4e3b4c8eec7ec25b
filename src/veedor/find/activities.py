"""Which statements speak of one activity: the same measure, kind and sides, close in time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from veedor.find.dated import Dated, dated, plus
from veedor.find.precedence import by_measure
from veedor.find.telling import Told, named
from veedor.group.collection import Collection
from veedor.regimes.pack import Measure, Pack

__all__ = ["Activity", "activities"]


@dataclass(slots=True)
class Activity:
    """Statements of one activity, in the order of their dates."""

    regime: str
    measure: str
    direction: str | None
    statements: list[Dated]


def activities(
    collection: Collection, packs: Mapping[str, Pack], only: Container[str] | None = None
) -> Iterator[Activity]:
    """Gather the findings, leads and denials of a collection into activities; those of some units,
    None: of all.

    The result does not depend on the order of the articles.
    """
    held = by_measure(dated(collection, packs, only), packs, collection)
    for (regime, id_), items in sorted(held.items()):
        measure = packs[regime].measures[id_]
        for run in _gathered(items, measure):
            for part in _by_name(run, measure, collection):
                yield Activity(regime, id_, _direction(part), part)


def _gathered(items: Iterable[Dated], measure: Measure) -> list[list[Dated]]:
    """Statements that tell the same, close in time; one that tells less joins the one activity
    that its days and what it tells allow.
    """
    by_told: dict[Told, list[Dated]] = defaultdict(list)
    for item in items:
        by_told[Told.of(item.statement, measure)].append(item)
    runs: list[tuple[Told, list[Dated]]] = []
    for told in sorted(by_told, key=lambda told: (sum(map(told.may_be, by_told)), told)):
        fuller = [run for other, run in runs if told.may_be(other)]
        own: list[Dated] = []
        for item in sorted(by_told[told]):
            fitting = [run for run in fuller if _may_be_in(item, run, measure.activity_days)]
            (fitting[0] if len(fitting) == 1 else own).append(item)
        runs += ((told, run) for run in _placed(own, measure.activity_days))
    # What is dated loosely comes last: the first statement gives the finding its id.
    return [sorted(run, key=lambda item: (not item.narrow, item)) for _, run in runs]


def _by_name(run: list[Dated], measure: Measure, collection: Collection) -> Iterator[list[Dated]]:
    """A run taken apart by whose act it is: those whom one statement names together are of one
    activity; statements that name nobody join it if there is only one.
    """
    names = {item.id: named(item.statement, measure, collection) for item in run}
    wholes: list[set[str]] = []
    for keys in filter(None, names.values()):
        touching = [whole for whole in wholes if whole & keys]
        wholes = [whole for whole in wholes if not whole & keys]
        wholes.append(set(keys).union(*touching))
    if len(wholes) < 2:
        yield run
        return
    parts = [[item for item in run if names[item.id] & whole] for whole in wholes]
    parts.append([item for item in run if not names[item.id]])
    yield from filter(None, parts)


def _placed(items: Sequence[Dated], days: int) -> list[list[Dated]]:
    """Runs of well-dated statements; the others join the one run that their days allow."""
    runs = _runs([item for item in items if item.narrow], days)
    loose = []
    for item in items:
        if item.narrow:
            continue
        fitting = [run for run in runs if _may_be_in(item, run, days)]
        if len(fitting) == 1:
            fitting[0].append(item)
        else:
            loose.append(item)
    return runs + ([loose] if loose else [])


def _may_be_in(item: Dated, run: Sequence[Dated], days: int) -> bool:
    if not item.known:
        return True
    sure = [other for other in run if other.narrow] or run
    first, last = min(other.earliest for other in sure), max(other.latest for other in sure)
    return item.earliest <= plus(last, days) and first <= plus(item.latest, days)


def _runs(items: Iterable[Dated], days: int) -> list[list[Dated]]:
    """Statements in order of time, cut where the gap to the next exceeds so many days."""
    runs: list[list[Dated]] = []
    last = date.min
    for item in items:
        if not runs or item.earliest > plus(last, days):
            runs.append([])
            last = item.latest
        runs[-1].append(item)
        last = max(last, item.latest)
    return runs


def _direction(items: Iterable[Dated]) -> str | None:
    """The direction most statements give; findings count before leads."""
    votes: dict[str, int] = defaultdict(int)
    for item in items:
        if item.statement.direction:
            votes[item.statement.direction] += 3 if item.statement.kind == "finding" else 1
    return min(votes, key=lambda text: (-votes[text], text)) if votes else None
