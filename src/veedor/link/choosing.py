"""Of all that indicators fit in an article, what is kept: one act for a sentence and measure."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

from veedor.link.landscape import Landscape
from veedor.link.typing_clauses import Candidate, candidates
from veedor.model import Reading
from veedor.regimes import Pack

__all__ = ["chosen"]

#: Which of two statements of one measure in one sentence is kept: the firmer one.
_FIRMNESS = ("done", "ongoing", "agreed", "offered", "planned", "sought", "suspected", "demanded",
             "denied")  # fmt: skip


def chosen(
    reading: Reading,
    pack: Pack,
    states: Landscape,
    ships: Container[int] = (),
) -> Iterator[Candidate]:
    """The candidates of a reading, antecedents put in place, that a statement is made of.

    Args:
        ships: the sentences that name a ship which is listed under the regime.
    """
    best: dict[tuple[int, str], Candidate] = {}
    for candidate in candidates(reading, pack, states, ships):
        clause = reading.clauses[candidate.clause]
        key = clause.sentence, candidate.indicator.measure
        if key in best and _is_within(reading, candidate.clause, best[key].clause):
            continue
        if key not in best or _rank(reading, candidate) < _rank(reading, best[key]):
            best[key] = candidate
    yield from _without_yielding(reading, _same_way(best))


def _without_yielding(reading: Reading, settled: Iterable[Candidate]) -> Iterator[Candidate]:
    """All but those of which the pack says that any other measure in the sentence is meant."""
    found = list(settled)
    firm = {
        reading.clauses[candidate.clause].sentence
        for candidate in found
        if not (candidate.indicator.yields or candidate.topic)
    }
    for candidate in found:
        sentence = reading.clauses[candidate.clause].sentence
        if not (candidate.indicator.yields and sentence in firm):
            yield candidate


def _is_within(reading: Reading, inner: int, outer: int) -> bool:
    """Whether a noun for an act only describes a thing of another act.

    *enviará obreros de la construcción*: nothing has been built by them yet.
    """
    noun = reading.clauses[inner]
    return noun.nominal and any(
        argument.role == "patient"
        and argument.start < noun.predicate.start < argument.end
        and argument.head != noun.predicate.text.casefold()
        for argument in reading.clauses[outer].arguments
    )


def _rank(reading: Reading, candidate: Candidate) -> tuple[int, int, int, int]:
    clause = reading.clauses[candidate.clause]
    return (
        int(candidate.topic),
        int(clause.hypothetical),
        _FIRMNESS.index(clause.modality),
        -candidate.sides.told,
    )


def _same_way(best: dict[tuple[int, str], Candidate]) -> Iterator[Candidate]:
    """Where a sentence leaves both sides open for two opposite measures, one of them goes.

    An act of which neither side is told can fit the measure for either direction; the one
    whose indicator stands first in the pack is kept.
    """
    used: dict[int, set[str]] = {}
    for candidate in best.values():
        if candidate.sides.told < 1 and candidate.item is not None:
            words = used.setdefault(candidate.clause, set())
            if words & set(candidate.words[1:]):
                continue
            words |= set(candidate.words[1:])
        yield candidate
