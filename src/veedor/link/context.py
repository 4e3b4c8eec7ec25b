"""What a sentence mainly reports where no measure covers it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from veedor.link.sides import Landscape
from veedor.model import Clause, Modality, Reading
from veedor.read.clauses.rules import Rules, rules

__all__ = ["MainAct", "main_act"]

_OTHERS = ("recipient", "companion", "goal", "patient", "source", "place", "topic", "instrument")


@dataclass(frozen=True, slots=True)
class MainAct:
    """The act that a sentence is about: its clause, its sides, how far it is true."""

    clause: int
    modality: Modality
    actors: tuple[str, ...]
    counterparts: tuple[str, ...]
    direction: str | None


def main_act(
    reading: Reading, sentence: int, states: Landscape, political: frozenset[str]
) -> MainAct | None:
    """The main act of a sentence, beneath verbs of saying and of no content.

    `political` are words of votes and sanctions, where no side acts upon the other.
    """
    own = [i for i, clause in enumerate(reading.clauses) if clause.sentence == sentence]
    if not own:
        return None
    data = rules(reading.language)
    index = _content(reading.clauses, own, data)
    clause = reading.clauses[index]
    direction, actors, counterparts = _direction(
        reading.clauses, own, index, states, data, political
    )
    return MainAct(index, clause.modality, actors, counterparts, direction)


def _content(clauses: Sequence[Clause], own: Sequence[int], data: Rules) -> int:
    agreed = next(
        (
            i
            for i in own
            if clauses[i].modality == "agreed"
            and not clauses[i].nominal
            and not clauses[i].hypothetical
            and not clauses[i].recalled
            and clauses[i].text != clauses[i].predicate.text
            and _is_finite_agreement(clauses, i, data)
        ),
        None,
    )
    if agreed is not None:
        return agreed
    roots = [i for i in own if clauses[i].parent is None or clauses[i].parent not in own]
    index = roots[0]
    for _ in own:
        below = _below(clauses, own, index, data)
        if below is None:
            return index
        index = below
    return index


def _is_finite_agreement(clauses: Sequence[Clause], index: int, data: Rules) -> bool:
    clause = clauses[index]
    return (
        clause.lemma in data.governors["verbs"]
        and data.governors["verbs"][clause.lemma] == "agreed"
    ) or (
        data.has("light_verbs", clause.lemma)
        and any(c.parent == index and c.modality == "agreed" for c in clauses)
    )


def _below(clauses: Sequence[Clause], own: Sequence[int], index: int, data: Rules) -> int | None:
    clause = clauses[index]
    children = [i for i in own if clauses[i].parent == index]
    verbal = [i for i in children if not clauses[i].nominal]
    if data.has("reporting", clause.lemma):
        said = [i for i in verbal if clauses[i].attribution] or verbal
        return said[0] if said else next(iter(children), None)
    category = data.governors["verbs"].get(clause.lemma)
    if category in ("offered", "sought", "planned", "demanded") and verbal:
        return verbal[0]
    if data.has("light_verbs", clause.lemma) or category in ("offered", "sought", "planned"):
        inside = [
            i
            for i in children
            if clauses[i].nominal
            and any(
                a.role in ("patient",) and a.start <= clauses[i].predicate.start < a.end
                for a in clause.arguments
            )
        ]
        return inside[0] if inside else None
    return None


def _direction(
    clauses: Sequence[Clause],
    own: Sequence[int],
    index: int,
    states: Landscape,
    data: Rules,
    political: frozenset[str],
) -> tuple[str | None, tuple[str, ...], tuple[str, ...]]:
    clause = clauses[index]
    actors = _named(clause, ("agent",), clauses, own, index)
    others = tuple(c for c in _named(clause, _OTHERS, clauses, own, index) if c not in actors[:1])
    target, main = states.target, states.main
    words = {word for a in clause.arguments for word in a.lemmas} | {clause.lemma}
    mutual = data.has("mutual", clause.lemma) or any(
        clauses[i].nominal and data.has("mutual", clauses[i].lemma) and clauses[i].parent == index
        for i in own
    )
    if data.has("receiving", clause.lemma) and others:
        actors, others = others[:1], actors[:1]
    both = tuple(dict.fromkeys((*actors, *others)))
    if words & political:
        return None, actors, others
    if len(actors) > 1 and target in actors:
        return _pair(actors, target, "<->"), actors, ()
    if mutual and (len(both) > 1 or main) and (target in both or main in both or not both):
        pair = both if len(both) > 1 else (target or "", main or "")
        if target in pair and all(pair[:2]):
            return _pair(pair, target, "<->"), pair, ()
    return _one_way(actors, others, target, main), actors, others


def _one_way(
    actors: Sequence[str], others: Sequence[str], target: str | None, main: str | None
) -> str | None:
    if not actors and others and target in others:
        rest = next((c for c in others if c != target), main)
        return f"{rest}->{target}" if rest else target
    if not actors:
        return f"{target}<->{main}" if target and main else None
    first = actors[0]
    if first == target:
        other = next((c for c in others if c != target), None) or main
        return f"{first}->{other}" if other else first
    if target in others and first == main:
        return f"{first}->{target}"
    if first == main and target:
        return f"{first}->{target}"
    return None


def _pair(countries: Sequence[str], target: str | None, arrow: str) -> str:
    other = next((c for c in countries if c != target), "")
    return f"{other}{arrow}{target}" if other else str(target)


def _named(
    clause: Clause,
    roles: Sequence[str],
    clauses: Sequence[Clause],
    own: Sequence[int],
    index: int,
) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for role in roles:
        for argument in clause.arguments:
            if argument.role == role:
                found.update(dict.fromkeys(argument.countries))
    if "agent" not in roles:
        for i in own:
            if clauses[i].parent == index:
                for argument in clauses[i].arguments:
                    if argument.role in roles:
                        found.update(dict.fromkeys(argument.countries))
    return tuple(found)
