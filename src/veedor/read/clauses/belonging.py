"""Whose somebody is by the words that hang on the name: *a firm controlled by Pyongyang*."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from msgspec.structs import replace

from veedor.model import Argument, Clause
from veedor.read.clauses.rules import Rules

__all__ = ["with_owners"]

#: How many characters lie at most between the parts of *a network with ties to Pyongyang*.
_NEAR = 8
#: Where, beside such a verb, the one owned stands, and where the owner does then.
_PLACES = {
    "patient": ("agent", "recipient", "companion", "goal", "manner", "instrument"),
    "agent": ("recipient", "patient"),
}


def with_owners(clauses: Sequence[Clause], rules: Rules) -> list[Clause]:
    """The clauses of one sentence, with the States of those that belong to a State.

    *Hackers linked to North Korea stole coins*: who stole them is of North Korea, and nothing
    was stolen from there.
    """
    owned: dict[int, tuple[str, ...]] = {}
    owners: dict[int, int] = {}
    for index, clause in enumerate(clauses):
        found = _owned(clause, rules)
        if found is not None:
            owned[found[0].start] = found[1].countries
            owners[found[1].start] = index
    known = (_settled(clause, index, owned, owners) for index, clause in enumerate(clauses))
    return [_tied(clause, rules) for clause in known]


def _owned(clause: Clause, rules: Rules) -> tuple[Argument, Argument] | None:
    """What belongs to whom by a clause: *una red controlada por Pionyang*."""
    if clause.nominal or clause.negated or not rules.has("belonging", clause.lemma):
        return None
    for role, owning in _PLACES.items():
        thing = next((a for a in clause.arguments if a.role == role), None)
        if thing is None or thing.countries:
            continue
        for other in clause.arguments:
            if other.role in owning and other.countries and other.start != thing.start:
                return thing, other
    return None


def _settled(
    clause: Clause, index: int, owned: dict[int, tuple[str, ...]], owners: dict[int, int]
) -> Clause:
    if not any(a.start in owned for a in clause.arguments):
        return clause
    arguments = tuple(
        replace(a, countries=owned[a.start]) if a.start in owned and not a.countries else a
        for a in clause.arguments
        if owners.get(a.start, index) == index
    )
    return replace(clause, arguments=arguments)


def _tied(clause: Clause, rules: Rules) -> Clause:
    """*a network with ties to Pyongyang*: the ties say whose it is."""
    if not any(a.head in rules.sets["ties"] for a in clause.arguments):
        return clause
    return replace(clause, arguments=tuple(_without_ties(clause.arguments, rules)))


def _without_ties(arguments: Sequence[Argument], rules: Rules) -> Iterator[Argument]:
    gone: set[int] = set()
    parts = zip_longest(arguments, arguments[1:], arguments[2:])
    for who, tie, owner in parts:
        if who.start in gone:
            continue
        if (
            tie is not None
            and tie.head in rules.sets["ties"]
            and not who.countries
            and 0 < tie.start - who.end <= _NEAR
        ):
            if tie.countries:
                gone.add(tie.start)
                yield replace(who, countries=tie.countries)
                continue
            if owner is not None and owner.countries and 0 < owner.start - tie.end <= _NEAR:
                gone.update((tie.start, owner.start))
                yield replace(who, countries=owner.countries)
                continue
        yield who
