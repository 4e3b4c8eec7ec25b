"""A candidate for what the model takes for a statement though no indicator fits it.

The act is the clause that comes nearest to what the measure's indicators ask for; the sides are
told by it, else by the sentence, else understood, as with any other act.
"""

from __future__ import annotations

from collections.abc import Iterator

from veedor.link.classify.features import Scene
from veedor.link.classify.fields import acts_of, fields_of
from veedor.link.landscape import Landscape
from veedor.link.sides import Sides, sides_of, supplied
from veedor.link.typing_clauses import Candidate, only_in_names
from veedor.link.wording import words_of
from veedor.model import ASSERTED, Argument, Clause, Modality, Reading
from veedor.regimes import Indicator, Pack

__all__ = ["supposed"]

#: Sides that a clause tells itself are the firmest.
_BOTH = 2
#: Where the one that receives may stand, and the one that gives; the likeliest first.
_TAKING = ("recipient", "goal", "place", "companion", "patient", "purpose")
_GIVING = ("agent", "source", "patient", "companion", "place")


def supposed(
    reading: Reading,
    pack: Pack,
    scene: Scene,
    measure: str,
    states: Landscape,
    way: str,
    modality: Modality | None,
    *,
    alluded: bool = False,
) -> Candidate | None:
    """The act of a measure in a sentence, or None where no clause tells it of the target.

    Args:
        way: `out`, `in`, `mutual` or `alone`: the part that the target has in it.
        modality: of the act, where the clause's own is not to be trusted.
        alluded: whether the sentence alludes to the target, which the article does not name.
    """
    indicators = fields_of(pack, scene.language).acts[measure]
    choices = [
        (_fitness(pack, reading.language, clause, indicator), -place, -number)
        for number, clause in enumerate(reading.clauses)
        if clause.sentence == scene.number
        for place, indicator in enumerate(indicators)
    ]
    if not choices:
        return None
    _, place, number = max(choices)
    clause, indicator = reading.clauses[-number], indicators[-place]
    item = _thing(pack, reading.language, clause, indicator)
    named = item and only_in_names(reading, item, scene.touched[measure])
    # What only the model finds is a finding only where the target stands beside it.
    beside = states.named if (modality or clause.modality) in ASSERTED else states.near
    told = alluded or beside(scene.number, states.target)
    if clause.hypothetical or named or not told or _only_described(reading, pack, scene, measure):
        return None
    states = states.beside(indicator.theatres, indicator.ally)
    acquires = clause.lemma in words_of(pack, reading.language, indicator.acquires).single
    sides = sides_of(clause, indicator, acquires, item, states)
    if sides is None or not _tells(clause, sides, way, states.target):
        sides = _sides(clause, way, states)
    if sides is None:
        return None
    words = (clause.predicate.text, scene.touched[measure])
    return Candidate(
        -number, indicator, sides, item, words, modality=modality, supposed=True
    )


def _fitness(
    pack: Pack, language: str, clause: Clause, indicator: Indicator
) -> tuple[bool, bool, bool]:
    """How near a clause comes to what an indicator asks for."""
    acting = clause.lemma in words_of(pack, language, acts_of(indicator)).single
    holding = _thing(pack, language, clause, indicator) is not None
    return (acting and holding, holding or (acting and not indicator.items), not clause.nominal)


def _thing(pack: Pack, language: str, clause: Clause, indicator: Indicator) -> Argument | None:
    words = words_of(pack, language, (*indicator.items, *indicator.item_heads))
    return next((argument for argument in clause.arguments if words.within(argument)), None)


def _only_described(reading: Reading, pack: Pack, scene: Scene, measure: str) -> bool:
    """Whether all words of the measure name people or things only where they head a phrase, and
    here describe another: *la frontera norcoreana* are no workers.
    """
    fields, code = fields_of(pack, scene.language), reading.language
    own = {scene.fired[name] for name in fields.measures[measure] if name in scene.fired}
    heads = words_of(
        pack, code, tuple(n for i in fields.indicators[measure] for n in i.item_heads)
    ).single
    return own <= heads and not any(
        argument.head in heads for clause in scene.clauses for argument in clause.arguments
    )


def _tells(clause: Clause, sides: Sides, way: str, target: str | None) -> bool:
    """Whether the clause tells both sides of an act that goes that way.

    Who does it is no taker: *Seúl dio la cifra de los soldados enviados*.
    """
    if sides.told < _BOTH:
        return False
    if way == "out":
        doers = [a for a in clause.arguments if a.role == "agent"]
        taker = any(sides.receiver in doer.countries for doer in doers)
        return sides.giver == target and not sides.mutual and not taker
    if way == "in":
        return sides.receiver == target and not sides.mutual
    return sides.mutual if way == "mutual" else sides.giver == target and not sides.receiver


def _sides(clause: Clause, way: str, states: Landscape) -> Sides | None:
    """Who gives and who takes, by the part that the target has."""
    target = states.target
    if way == "alone":
        return Sides(target, None, 1)
    told = next(_others(clause, states, taking=way == "out"), None) or states.ally_in(clause)
    other, understood = supplied(told, clause, states)
    if told is None and other not in understood and _does(clause, other, way, target):
        other = None
    if not states.named(clause.sentence, target) and target is not None:
        understood = (*understood, target)
    giver, taker = (other, target) if way == "in" else (target, other)
    return Sides(giver, taker, 1 + (told is not None), way == "mutual", understood)


def _does(clause: Clause, other: str | None, way: str, target: str | None) -> bool:
    """Whether who would take does, alone, what the clause tells, and so takes nothing: *Seúl cree
    que …*.
    """
    doers = (argument for argument in clause.arguments if argument.role == "agent")
    return way == "out" and any(
        other in argument.countries and target not in argument.countries for argument in doers
    )


def _others(clause: Clause, states: Landscape, *, taking: bool) -> Iterator[str]:
    """The other states of the clause that stand where who takes, or who gives, may stand."""
    barred = (states.target, *states.theatres)
    for role in _TAKING if taking else _GIVING:
        for argument in clause.arguments:
            if argument.role == role:
                yield from (c for c in argument.countries if c not in barred)
