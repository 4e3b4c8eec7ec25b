"""When the act of a statement was, as far as it is told or known."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from veedor.find.telling import Told
from veedor.find.units import telling, units
from veedor.group.collection import Collection
from veedor.model import ASSERTED, Linked, Statement
from veedor.regimes.pack import Measure, Pack

__all__ = ["Dated", "dated", "interval", "is_headline", "plus"]

#: A statement dated within more days than this cannot say where an activity begins or ends:
#: it would chain together everything that falls into its interval. Three months is the
#: widest that the dating of a clipping gives when it has any anchor of its own.
NARROW = 92


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

    def near(self, other: Dated, days: int) -> bool:
        """Whether no more than so many days lie between what is known of both."""
        if not (self.known and other.known):
            return True
        return self.earliest <= plus(other.latest, days) and other.earliest <= plus(
            self.latest, days
        )


def dated(
    collection: Collection, packs: Mapping[str, Pack], only: Container[str] | None = None
) -> Iterator[Dated]:
    """The findings, leads and denials of a collection with their days, article by article; those
    of some units, None: of all.
    """
    of = units(packs)
    for article in collection.order:
        linked = collection.linked.get(article)
        for unit, statement in telling(linked, of) if linked else ():
            if only is None or unit in only:
                measure = packs[statement.regime or ""].measures[statement.measure]
                yield _place(statement, measure, linked, collection)


def _place(
    statement: Statement, measure: Measure, linked: Linked | None, collection: Collection
) -> Dated:
    """When the activity was: by the statement itself, or the text under a headline, else by the
    day of writing, which for what is told as going on is a day of it.
    """
    told = interval(statement.when) or interval(_when_below(statement, measure, linked, collection))
    if told is not None:
        return Dated(*told, statement.id, statement)
    going_on = statement.modality == "ongoing"
    dating = collection.datings.get(statement.article)
    if dating is not None and dating.earliest and dating.latest:
        earliest, latest = date.fromisoformat(dating.earliest), date.fromisoformat(dating.latest)
        return Dated(earliest, latest, statement.id, statement, told=going_on)
    return Dated(date.max, date.max, statement.id, statement, known=False, told=False)


def _when_below(
    statement: Statement, measure: Measure, linked: Linked | None, collection: Collection
) -> str | None:
    """When the text says that it was what its headline tells without a day."""
    if linked is None or not is_headline(statement, collection):
        return None
    told = Told.of(statement, measure)
    below = (
        other.when
        for other in linked.statements
        if other.when
        and (other.regime, other.measure) == (statement.regime, statement.measure)
        and (other.modality in ASSERTED) == (statement.modality in ASSERTED)
        and (statement.modality != "ongoing" or other.modality == "ongoing")
        and told.may_be(Told.of(other, measure))
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


def plus(day: date, days: int) -> date:
    """So many days later, at most the last day there is."""
    return day + timedelta(days=days) if day < date.max - timedelta(days=days) else date.max
