"""Between which states an act goes, and which way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from veedor.link.landscape import Landscape
from veedor.model import Argument, Clause
from veedor.regimes import Indicator

#: What the press calls a government named before.
_ANAPHORS = frozenset({"régimen", "regime", "norte", "north", "dictadura"})

__all__ = ["Sides", "direction_of", "sides_of", "supplied"]


@dataclass(frozen=True, slots=True)
class Sides:
    """Who gives and who receives, as states; `told` is how many of the two the clause names.

    `understood` are those that the sentence does not name: the article's other sentences do.
    """

    giver: str | None
    receiver: str | None
    told: int
    mutual: bool = False
    understood: tuple[str, ...] = ()


def sides_of(
    clause: Clause,
    indicator: Indicator,
    acquires: bool,
    item: Argument | None,
    states: Landscape,
    children: Sequence[Clause] = (),
) -> Sides | None:
    """The sides of an act, or None if they contradict what the indicator asks for."""
    takers: Iterable[str] = indicator.to_roles
    givers: Iterable[str] = indicator.from_roles
    if acquires:
        givers, takers = _acquiring(clause, item)
    given = _countries(clause, givers, item, states)
    taken = _countries(clause, takers, item, states)
    if acquires and indicator.giver == "target" and taken[:1] == [states.target]:
        return None
    if indicator.receiver == "target" and "sentence" in indicator.from_roles:
        given = [c for c in given if c != states.target] or given
    taken = [c for c in taken if c not in given[:1]]
    if not acquires and all(country in indicator.theatres for country in taken):
        # Who receives is told: what it is meant for is another matter.
        goals = (c for child in children if _goes_on(clause, child) for c in _goals(child))
        sources = {c for a in clause.arguments if a.role == "source" for c in a.countries}
        taken += [c for c in goals if c not in given[:1] and c not in sources]
    target = states.target
    if indicator.implies_target:
        return Sides(target, _other([*taken, *given], target), 1)
    if indicator.alone:
        return _alone(given, states, clause)
    if indicator.mutual and len(given) > 1 and target in given:
        return Sides(given[0], given[1], 2, mutual=True)
    taken = [c for c in taken if c not in indicator.theatres] or taken
    if indicator.giver == "target":
        if acquires and target not in given:
            return None
        beside = states.beside(indicator.theatres, indicator.ally)
        return _from_target(given, taken, beside, clause)
    if indicator.receiver == "target":
        return _to_target(given, taken, states, clause, acquires)
    if indicator.giver == "other":
        other, understood = supplied(_other([*given, *taken], target), clause, states)
        named = states.named(clause.sentence, target)
        return Sides(other, target, 0, understood=understood) if other and named else None
    return _open(given, taken, states, clause, target)


def _acquiring(clause: Clause, item: Argument | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Where the sides of a purchase stand: bought *in* a state is bought from there.

    People who are taught are the ones who receive: *estudiantes norcoreanos cursan …*.
    """
    if item is not None and item.role == "agent":
        return ("source", "place", "goal", "recipient", "companion"), ("item",)
    givers = ("source", "item", "companion")
    if any(a.role == "agent" and a.countries for a in clause.arguments):
        return (*givers, "place", "recipient"), ("agent", "goal")
    return (*givers, "recipient"), ("agent", "goal", "place")


def _goes_on(clause: Clause, child: Clause) -> bool:
    """Whether a clause beneath an act brings no doer of its own: *…, que las autoridades
    retienen* tells of the authorities.
    """
    return not any(
        agent.role == "agent"
        and child.start <= agent.start < child.end
        and not any(a.start < agent.end and agent.start < a.end for a in clause.arguments)
        for agent in child.arguments
    )


def _goals(child: Clause) -> Iterable[str]:
    """Where the purpose of an act lies: *para combatir en las filas rusas*."""
    for argument in child.arguments:
        if argument.role == "patient" and child.recalled:
            continue  # what a participle hangs on
        if argument.role in ("place", "recipient", "goal", "companion", "patient"):
            yield from argument.countries


def _countries(
    clause: Clause, roles: Iterable[str], item: Argument | None, states: Landscape
) -> list[str]:
    found: dict[str, None] = {}
    for role in roles:
        if role == "item" and item is not None:
            found.update(dict.fromkeys(item.countries))
        if role == "sentence":
            found.update(dict.fromkeys(states.sentences.get(clause.sentence, ())))
        for argument in clause.arguments:
            if argument.role == role and argument is not item:
                found.update(dict.fromkeys(argument.countries))
    return list(found)


def _alone(given: list[str], states: Landscape, clause: Clause) -> Sides | None:
    target = states.target
    if target in given:
        return Sides(target, None, 2)
    if _is_victim(clause, target):
        return None
    if given or not states.near(clause.sentence, target):
        return None
    if not states.named(clause.sentence, target) and states.sentences.get(clause.sentence):
        # Where somebody else is named, only one who stands for a government is the target.
        anaphors = rules_of_state(clause)
        return Sides(target, None, 1) if anaphors else None
    return Sides(target, None, 1)


def _doers(clause: Clause) -> set[str]:
    return {c for a in clause.arguments if a.role == "agent" for c in a.countries}


def _is_victim(clause: Clause, target: str | None) -> bool:
    """Whether somebody of no told state does it to the target's: *hackers hit DPRK servers*."""
    doers = [a for a in clause.arguments if a.role == "agent"]
    return (
        bool(doers)
        and not any(a.countries or a.head in _ANAPHORS for a in doers)
        and any(
            target in a.countries
            for a in clause.arguments
            if a.role in ("patient", "source")
        )
    )


def rules_of_state(clause: Clause) -> bool:
    """Whether the agent is one that an article calls its state by: *el régimen*."""
    return any(
        argument.role == "agent" and argument.head in _ANAPHORS for argument in clause.arguments
    )


def supplied(
    told: str | None, clause: Clause, states: Landscape, taken: str | None = None
) -> tuple[str | None, tuple[str, ...]]:
    """The other side where the clause does not tell it, and whether it is only understood.

    Another state that takes part in the sentence is it if there is no third; else the one
    with which the article has the target deal.
    """
    if told is not None:
        return told, ()
    rest = [country for country in states.others(clause) if country != taken]
    partner = states.partner(clause.sentence)
    if rest:
        # Of several, the one with which the target deals here, or the only one followed.
        followed = [country for country in rest if country in states.watch]
        choices = rest if len(rest) == 1 else ([partner] if partner in rest else followed)
        return (choices[0] if len(choices) == 1 else None), ()
    return (partner, (partner,)) if partner is not None and partner != taken else (None, ())


def _other(countries: Iterable[str], target: str | None) -> str | None:
    return next((country for country in countries if country != target), None)


def _from_target(
    given: list[str], taken: list[str], states: Landscape, clause: Clause
) -> Sides | None:
    target = states.target
    if target not in given:
        if (
            target in taken
            or not states.takes_part(clause, target)
            or (given and _other(given, target) and taken)
        ):
            return None
        if given:
            return None
    firm = [country for country in taken if country not in states.theatres]
    # What comes from elsewhere does not go there: armas procedentes de Cuba.
    origins = {c for a in clause.arguments if a.role == "source" for c in a.countries}
    if origins - {target} and not firm:
        return None
    rest = [country for country in given if country not in origins]
    receiver = _other(firm, target) or (_other(rest, target) if target in given else None)
    told = (target in given) + (receiver is not None)
    ally = states.ally_in(clause)
    if receiver is None and ally is not None:
        return Sides(target, ally, told, understood=(ally,))
    receiver, understood = supplied(receiver, clause, states)
    if receiver in origins and receiver not in taken:
        receiver, understood = None, ()
    return Sides(target, receiver or _other(taken, target), told, understood=understood)


def _to_target(
    given: list[str], taken: list[str], states: Landscape, clause: Clause, acquires: bool
) -> Sides | None:
    target = states.target
    giver = _other(given, target)
    returned = clause.sentence in states.returning and target in taken
    if (target in given or (acquires and not returned)) and giver is None:
        return None
    if not acquires and target not in taken and target in _doers(clause):
        return None
    meant = bool(giver) and _is_understood(clause, giver or "", states, acquires)
    if target not in taken and (taken or not meant):
        return None
    told = (target in taken) + (giver is not None)
    giver, understood = supplied(giver, clause, states)
    if not states.named(clause.sentence, target) and target is not None:
        understood = (*understood, target)
    return Sides(giver, target, told, understood=understood)


def _is_understood(clause: Clause, giver: str, states: Landscape, acquires: bool) -> bool:
    """Whether the target is meant as the other side, though the clause does not say so.

    The sentence names it, or, where the state gives with which it deals, one of the two before.
    Not if somebody else is told who receives: *los militares han recibido armas rusas*.
    """
    if any(a.role == "agent" and not a.countries and a.head not in _ANAPHORS
           for a in clause.arguments if acquires):  # fmt: skip
        return False
    return states.takes_part(clause, states.target) or (
        giver == states.partner(clause.sentence)
        and not clause.nominal
        and states.near(clause.sentence, states.target)
    )


def _open(
    given: list[str], taken: list[str], states: Landscape, clause: Clause, target: str | None
) -> Sides | None:
    giver = given[0] if given else None
    receiver = _other(taken, giver)
    if giver not in (None, target) and target in taken:
        receiver = target
    if giver is None and len(taken) > 1:
        giver = _other(taken, receiver)
    if target in (giver, receiver):
        told = (giver is not None) + (receiver is not None)
        if giver is None:
            giver, understood = supplied(None, clause, states, receiver)
            return Sides(giver, receiver, told, understood=understood)
        if receiver is None:
            receiver, understood = supplied(_other(given, giver), clause, states, giver)
            return Sides(giver, receiver, told, understood=understood)
        return Sides(giver, receiver, told)
    if giver and receiver:
        return None
    if not states.takes_part(clause, target):
        return None
    if giver:
        return Sides(giver, target, 1)
    if receiver:
        return Sides(target, receiver, 1)
    receiver, understood = supplied(None, clause, states)
    return Sides(target, receiver, 0, understood=understood)


def direction_of(sides: Sides, mutual: bool = False) -> str | None:
    """`KP->RU`, `RU<->KP` or `KP`."""
    if sides.giver and sides.receiver and sides.giver != sides.receiver:
        return f"{sides.giver}{'<->' if mutual else '->'}{sides.receiver}"
    return sides.giver or sides.receiver
