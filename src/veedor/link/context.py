"""What a sentence mainly reports where no measure covers it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from veedor.link.landscape import Landscape
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
    direction, actors, counterparts = _direction(reading, own, index, states, data, political)
    if _is_beside(clause, counterparts, states, data):
        return None
    modality: Modality = "agreed" if _is_pledge(clause, data) else clause.modality
    return MainAct(index, modality, actors, counterparts, direction)


def _is_beside(
    clause: Clause, counterparts: tuple[str, ...], states: Landscape, data: Rules
) -> bool:
    """Whether it is no matter of the regime: a courtesy, or what another state does alone in a
    sentence without the target."""
    if data.has("existential", clause.lemma):
        return True  # *hay ciertas restricciones*: nobody does anything
    given = [a for a in clause.arguments if a.role == "patient"]
    if any(data.has("courtesies", word) for a in given for word in a.lemmas[:2]):
        return True
    if states.target is None or clause.modality not in ("done", "ongoing") or counterparts:
        return False
    doers = {country for a in clause.arguments if a.role == "agent" for country in a.countries}
    alone = bool(doers) and states.target not in doers
    return alone and not states.named(clause.sentence, states.target)


def _content(clauses: Sequence[Clause], own: Sequence[int], data: Rules) -> int:
    agreed = next((i for i in own if _is_agreement(clauses, i, data)), None)
    if agreed is not None:
        return agreed
    pledged = next((i for i in own if _is_pledge(clauses[i], data)), None)
    if pledged is not None:
        return pledged
    roots = [i for i in own if clauses[i].parent not in own and not clauses[i].recalled]
    index = next((i for i in roots if not clauses[i].nominal), (roots or list(own))[0])
    for _ in own:
        below = _below(clauses, own, index, data)
        if below is None:
            return index
        index = below
    return index


def _is_agreement(clauses: Sequence[Clause], index: int, data: Rules) -> bool:
    """A verb of agreement, or the noun of one beside a light verb: *llegó a un acuerdo*."""
    clause = clauses[index]
    # That no agreement was reached is told as one is: *sin cerrar ningún acuerdo*.
    failed = clause.negated and clause.nominal and data.has("agreements", clause.lemma)
    agreed = clause.modality == "agreed" or failed
    if not agreed or clause.hypothetical or clause.recalled:
        return False
    if not clause.nominal:
        return data.governors["verbs"].get(clause.lemma) == "agreed" or data.has(
            "treaty_verbs", clause.lemma
        )
    above = clauses[clause.parent] if clause.parent is not None else None
    return (
        above is not None
        and data.has("light_verbs", above.lemma)
        and not above.hypothetical
        and _holds(above, clause, ("patient", "recipient", "goal"))
    )


def _is_pledge(clause: Clause, data: Rules) -> bool:
    """Whether both sides commit themselves: *ambas partes se comprometieron a …*."""
    promised = clause.modality == "offered" and data.has("pledging", clause.lemma)
    if not promised or clause.negated or clause.hypothetical:
        return False
    # With *se* the parse gives those who bind themselves as whom it is done to.
    return _between(clause, data, ("agent", "patient"))


def _holds(above: Clause, clause: Clause, roles: Sequence[str]) -> bool:
    at = clause.predicate.start
    return any(a.role in roles and a.start <= at < a.end for a in above.arguments)


def _below(clauses: Sequence[Clause], own: Sequence[int], index: int, data: Rules) -> int | None:
    """The clause that holds what this one only introduces, or None."""
    clause = clauses[index]
    if clause.negated and data.has("reporting", clause.lemma):
        return None
    children = [i for i in own if clauses[i].parent == index and not clauses[i].recalled]
    verbal = [i for i in children if not clauses[i].nominal and not clauses[i].hypothetical]
    inside = [
        i for i in children if clauses[i].nominal and _holds(clause, clauses[i], ("patient",))
    ]
    if data.has("occurring", clause.lemma):
        return next(_told_beneath(clauses, own, index), None)
    if data.has("describing", clause.lemma) and verbal:
        return verbal[0]
    category = data.governors["nouns" if clause.nominal else "verbs"].get(clause.lemma)
    has_patient = any(a.role == "patient" for a in clause.arguments)
    if data.has("reporting", clause.lemma) or _is_message(clause, data):
        if not inside:
            # A null subject makes the parser take what is said for who says it.
            inside = [i for i in children if clauses[i].nominal and _nameless(clause, clauses[i])]
        told = [i for i in verbal if clauses[i].attribution] or verbal
        return min([*told[:1], *inside[:1]], key=lambda i: clauses[i].predicate.start, default=None)
    if verbal and (
        data.has("aspectual", clause.lemma) or (_is_stance(category) and not has_patient)
    ):
        return verbal[0]
    if (
        data.has("light_verbs", clause.lemma)
        or data.has("thanking", clause.lemma)
        or _is_stance(category)
    ):
        return inside[0] if inside else None
    return None


def _told_beneath(clauses: Sequence[Clause], own: Sequence[int], index: int) -> Iterator[int]:
    """The verbs beneath one that only places an event: *se produce antes de una cumbre que se
    celebrará …*."""
    beneath = {index}
    for i in own:
        above = clauses[i].parent
        if i == index or above not in beneath:
            continue
        beneath.add(i)
        clause = clauses[i]
        if not (clause.nominal or clause.recalled or clause.hypothetical):
            yield i


def _nameless(clause: Clause, noun: Clause) -> bool:
    at = noun.predicate.start
    return any(
        a.role == "agent" and not (a.countries or a.referents) and a.start <= at < a.end
        for a in clause.arguments
    )


def _is_stance(category: str | None) -> bool:
    return category in ("offered", "sought", "planned", "demanded")


def _is_message(clause: Clause, data: Rules) -> bool:
    return any(a.role == "patient" and a.head in data.sets["messages"] for a in clause.arguments)


def _direction(
    reading: Reading,
    own: Sequence[int],
    index: int,
    states: Landscape,
    data: Rules,
    political: frozenset[str],
) -> tuple[str | None, tuple[str, ...], tuple[str, ...]]:
    clauses = reading.clauses
    clause = clauses[index]
    actors = _named(clause, ("agent",)) or _speakers(reading, clause)
    inner = [clauses[i] for i in own if clauses[i].parent == index and clauses[i].nominal]
    lent = {a.start for child in inner for a in child.arguments if a.role == "companion"}
    others = tuple(c for c in _named(clause, _OTHERS, lent) if c not in actors[:1])
    if clause.negated and data.has("reporting", clause.lemma):
        return None, actors, ()
    if any(w in data.sets["two_states"] for a in clause.arguments for w in a.text.lower().split()):
        return None, actors, others  # *entre las dos Coreas*: no pair of the regime's
    grouped = _between(clause, data) and not data.has("motion", clause.lemma)
    mutual = data.has("mutual", clause.lemma) or grouped
    if not others:
        mutual = mutual or any(data.has("mutual", child.lemma) for child in inner)
        others = tuple(
            c for child in inner for c in _named(child, ("agent", *_OTHERS)) if c not in actors[:1]
        )
    above = clauses[clause.parent] if clause.parent is not None else None
    thanked = clause.nominal and above is not None and data.has("thanking", above.lemma)
    if thanked and not others:
        partner = states.partner(clause.sentence)
        others = tuple(c for c in (states.target, partner) if c and c not in actors[:1])[:1]
    if (thanked or data.has("receiving", clause.lemma)) and others:
        actors, others = others[:1], actors[:1]
    words = {w for a in clause.arguments if a.role != "agent" for w in a.lemmas} | {clause.lemma}
    if words & political:
        return None, actors, others
    sides = states.target, states.partner(clause.sentence)
    return (
        _arrow(actors, others, mutual, clause.modality == "agreed", grouped, sides),
        actors,
        others,
    )


def _arrow(
    actors: Sequence[str],
    others: Sequence[str],
    mutual: bool,
    agreed: bool,
    grouped: bool,
    sides: tuple[str | None, str | None],
) -> str | None:
    target, main = sides
    if len(actors) > 1 and target in actors:
        return _pair(actors, target, "<->")
    both = tuple(dict.fromkeys((*actors, *others)))
    if mutual and len(both) > 1 and target in both:
        return _pair(both, target, "<->")
    if mutual and target and main and len(both) == 1 and both[0] in (target, main) and grouped:
        return f"{main}<->{target}"
    if target and main and (not both or (agreed and (target in both or main in both))):
        return f"{main}<->{target}"
    return _one_way(actors, others, target, main)


def _between(clause: Clause, data: Rules, roles: Sequence[str] = ("agent",)) -> bool:
    """Whether the act lies between two sides that are only named together: *ambos países*."""
    words = data.sets["group_words"]
    return any(
        not a.countries
        and (a.role in roles or clause.nominal)
        and any(word in words for word in a.text.casefold().split())
        for a in clause.arguments
    )


def _speakers(reading: Reading, clause: Clause) -> tuple[str, ...]:
    """Whose country speaks where a quotation has no subject but *we*."""
    return tuple(
        country
        for link in clause.attribution[:1]
        if (country := reading.referents[link.referent].country)
    )


def _one_way(
    actors: Sequence[str], others: Sequence[str], target: str | None, main: str | None
) -> str | None:
    if not actors and others and target in others:
        rest = next((c for c in others if c != target), main)
        return f"{rest}->{target}" if rest else target
    if not actors:
        # Where others are named, and none of both, they do it among themselves.
        told = not others or main in others
        return f"{target}<->{main}" if target and main and told else None
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


def _named(clause: Clause, roles: Sequence[str], apart: Collection[int] = ()) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(
            country
            for role in roles
            for argument in clause.arguments
            if argument.role == role and argument.start not in apart
            for country in argument.countries
        )
    )
