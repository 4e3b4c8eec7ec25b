"""Which statements speak of one activity: the same measure, the same sides, close in time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from veedor.group.collection import Collection
from veedor.model import Linked, Statement
from veedor.regimes.pack import Pack

__all__ = ["Activity", "Dated", "activities", "interval", "is_headline"]

#: A statement dated within more days than this cannot say where an activity begins or ends:
#: it would chain together everything that falls into its interval. Three months is the
#: widest that the dating of a clipping gives when it has any anchor of its own.
NARROW = 92
_ASSERTED = ("done", "ongoing")


@dataclass(frozen=True, slots=True, order=True)
class Dated:
    """A statement with the days its activity may have taken place, as far as known.

    `told`: the article says when; otherwise the days are those of its writing.
    """

    earliest: date
    latest: date
    id: str
    statement: Statement = field(compare=False)
    known: bool = field(default=True, compare=False)
    told: bool = field(default=True, compare=False)

    @property
    def narrow(self) -> bool:
        """Whether its days are few enough to tell activities apart."""
        return self.known and (self.latest - self.earliest).days <= NARROW

    @property
    def within_a_year(self) -> bool:
        """Whether its days lie within a year, such as *in 2023*."""
        return self.known and (self.latest - self.earliest).days <= 366


@dataclass(slots=True)
class Activity:
    """Statements of one activity, in the order of their dates."""

    regime: str
    measure: str
    direction: str | None
    statements: list[Dated]


def activities(collection: Collection, packs: Mapping[str, Pack]) -> Iterator[Activity]:
    """Gather the findings, leads and denials of a collection into activities.

    The result does not depend on the order of the articles.
    """
    groups: dict[tuple[str, str, frozenset[str]], list[Dated]] = defaultdict(list)
    for item in _dated(collection, packs):
        statement = item.statement
        groups[(statement.regime or "", statement.measure, _sides(statement))].append(item)
    for regime, measure in sorted({(regime, measure) for regime, measure, _ in groups}):
        by_sides = {s: items for (r, m, s), items in groups.items() if (r, m) == (regime, measure)}
        days = packs[regime].measures[measure].activity_days
        for items in _joined_sides(by_sides):
            for run in _placed(sorted(items), days):
                yield Activity(regime, measure, _direction(run), run)


def _dated(collection: Collection, packs: Mapping[str, Pack]) -> Iterator[Dated]:
    for article in collection.order:
        linked = collection.linked.get(article)
        for statement in linked.statements if linked else ():
            pack = packs.get(statement.regime or "")
            if pack is None or statement.measure not in pack.measures:
                continue
            if statement.kind == "context" and statement.modality != "denied":
                continue
            yield _place(statement, linked, collection)


def _place(statement: Statement, linked: Linked | None, collection: Collection) -> Dated:
    """When the activity was: by the statement itself, or the text under a headline, else by the
    day of writing, which for what is told as going on is a day of it.
    """
    told = interval(statement.when) or interval(_when_below(statement, linked, collection))
    if told is not None:
        return Dated(*told, statement.id, statement)
    going_on = statement.modality == "ongoing"
    dating = collection.datings.get(statement.article)
    if dating is not None and dating.earliest and dating.latest:
        earliest, latest = date.fromisoformat(dating.earliest), date.fromisoformat(dating.latest)
        return Dated(earliest, latest, statement.id, statement, told=going_on)
    return Dated(date.max, date.max, statement.id, statement, known=False, told=False)


def _when_below(
    statement: Statement, linked: Linked | None, collection: Collection
) -> str | None:
    """When the text says that it was what its headline tells without a day."""
    if linked is None or not is_headline(statement, collection):
        return None
    sides = _sides(statement)
    below = (
        other.when
        for other in linked.statements
        if other.when
        and (other.regime, other.measure) == (statement.regime, statement.measure)
        and (other.modality in _ASSERTED) == (statement.modality in _ASSERTED)
        and _sides(other) >= sides
    )
    return next(below, None)


def is_headline(statement: Statement, collection: Collection) -> bool:
    """Whether it stands in the title of its article or in the lines above the text."""
    reading = collection.readings.get(statement.article)
    if reading is None:
        return False
    return any(
        line.start <= statement.start < line.end and line.kind in ("title", "lead")
        for line in reading.lines
    )


def interval(edtf: str | None) -> tuple[date, date] | None:
    """First and last day of an EDTF date or interval; None if it is open or cannot be told.

    Only the forms that link writes are read: `YYYY`, `YYYY-MM`, `YYYY-MM-DD`, `A/B`.
    """
    if not edtf:
        return None
    first, _, last = edtf.partition("/")
    try:
        start, end = _days(first), _days(last or first)
    except ValueError:
        return None
    if start is None or end is None:
        known = start or end
        return known and (known[1], known[1]) if first == "" else known
    return start[0], end[1]


def _days(partial: str) -> tuple[date, date] | None:
    text = partial.rstrip("~?%")
    if not text or text == "..":
        return None
    parts = [int(part) for part in text.split("T")[0].split("-")]
    if len(parts) == 1:
        return date(parts[0], 1, 1), date(parts[0], 12, 31)
    if len(parts) == 2:
        first = date(parts[0], parts[1], 1)
        return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    day = date(*parts[:3])
    return day, day


def _sides(statement: Statement) -> frozenset[str]:
    """The states between which it goes, read off the direction; empty if it has none."""
    direction = statement.direction or ""
    return frozenset(part for part in direction.replace("<->", "->").split("->") if part)


def _joined_sides(by_sides: Mapping[frozenset[str], list[Dated]]) -> Iterator[list[Dated]]:
    """A statement that tells fewer sides joins the one group that tells those and more."""
    merged = {sides: list(items) for sides, items in by_sides.items()}
    for sides in sorted(by_sides, key=lambda s: (len(s), sorted(s))):
        fuller = [other for other in merged if sides < other]
        if len(fuller) == 1:
            merged[fuller[0]] += merged.pop(sides)
    for sides in sorted(merged, key=sorted):
        yield merged[sides]


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
    first, last = run[0].earliest, max(other.latest for other in run)
    return item.earliest <= _plus(last, days) and first <= _plus(item.latest, days)


def _runs(items: Iterable[Dated], days: int) -> list[list[Dated]]:
    """Statements in order of time, cut where the gap to the next exceeds so many days."""
    runs: list[list[Dated]] = []
    last = date.min
    for item in items:
        if not runs or item.earliest > _plus(last, days):
            runs.append([])
            last = item.latest
        runs[-1].append(item)
        last = max(last, item.latest)
    return runs


def _plus(day: date, days: int) -> date:
    return day + timedelta(days=days) if day < date.max - timedelta(days=days) else date.max


def _direction(items: Iterable[Dated]) -> str | None:
    """The direction most statements give; findings count before leads."""
    votes: dict[str, int] = defaultdict(int)
    for item in items:
        if item.statement.direction:
            votes[item.statement.direction] += 3 if item.statement.kind == "finding" else 1
    return min(votes, key=lambda text: (-votes[text], text)) if votes else None
