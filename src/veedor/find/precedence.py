"""One act that two measures cover is told once, under the one that takes precedence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from veedor.find.dated import Dated
from veedor.find.telling import Told
from veedor.find.units import rules
from veedor.group.collection import Collection
from veedor.link.wording import words_of
from veedor.model import Statement
from veedor.regimes.pack import Measure, Pack

__all__ = ["by_measure"]


def by_measure(
    items: Iterable[Dated], packs: Mapping[str, Pack], collection: Collection
) -> dict[tuple[str, str], list[Dated]]:
    """Statements by the regime and measure that they are held against.

    Where a measure is told of `instead_of` another, a statement of that other about such a thing
    goes over to it if its article tells of the hand-over under the first as well.
    """
    found: dict[tuple[str, str], list[Dated]] = defaultdict(list)
    for item in items:
        found[(item.statement.regime or "", item.statement.measure)].append(item)
    for regime, measure, preferred, sets in rules(packs):
        pack = packs[regime]
        first, second = found[(regime, preferred.id)], found[(regime, measure.id)]
        over = {
            item.id
            for item in second
            if _is_of(item.statement, sets, pack, collection)
            and any(_one_act(item, other, measure, preferred) for other in first)
        }
        first += (item for item in second if item.id in over)
        second[:] = (item for item in second if item.id not in over)
    return {place: of for place, of in found.items() if of}


def _is_of(statement: Statement, sets: tuple[str, ...], pack: Pack, collection: Collection) -> bool:
    """Whether what is handed over is one of the things of some sets of the lexicon."""
    reading = collection.readings.get(statement.article)
    if reading is None or statement.item is None:
        return False
    words = words_of(pack, reading.language, sets)
    return words.among(statement.item.casefold()) is not None


def _one_act(item: Dated, other: Dated, measure: Measure, preferred: Measure) -> bool:
    """Whether one article tells of both, between the same sides, on days that may be the same,
    and the other is no weaker word.
    """
    a, b = item.statement, other.statement
    if a.article != b.article or (a.kind == "finding" and b.kind != "finding"):
        return False
    mine, its = Told.of(a, measure).sides, Told.of(b, preferred).sides
    near = item.near(other, preferred.activity_days)
    return near and (mine.may_be(its) or its.may_be(mine))
