"""Measures whose findings depend on each other: those of one unit are found together, and nothing
that is told of others has to do with them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from veedor.model import Linked, Statement
from veedor.regimes.pack import Measure, Pack

__all__ = ["Units", "rules", "telling", "units"]

#: The unit of each regime and measure, by a name.
Units = Mapping[tuple[str, str], str]


def rules(packs: Mapping[str, Pack]) -> Iterator[tuple[str, Measure, Measure, tuple[str, ...]]]:
    """By regime, the measures instead of which another is told, that other, and of what things."""
    for regime, pack in packs.items():
        for preferred in pack.measures.values():
            for rule in preferred.instead_of:
                yield regime, pack.measures[rule.measure], preferred, rule.items


def units(packs: Mapping[str, Pack]) -> Units:
    """The unit of each measure: of those that statements may go over to or come from."""
    found = {(regime, one): one for regime, pack in packs.items() for one in pack.measures}
    for regime, measure, preferred, _ in rules(packs):
        first, second = sorted((found[regime, measure.id], found[regime, preferred.id]))
        for place, name in found.items():
            if place[0] == regime and name == second:
                found[place] = first
    return {place: f"{place[0]}|{name}" for place, name in found.items()}


def telling(linked: Linked, of: Units) -> Iterator[tuple[str, Statement]]:
    """What an article tells that findings are made of, each with its unit."""
    for statement in linked.statements:
        unit = of.get((statement.regime or "", statement.measure))
        if unit is not None and (statement.kind != "context" or statement.modality == "denied"):
            yield unit, statement
