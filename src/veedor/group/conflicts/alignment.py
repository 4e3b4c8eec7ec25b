"""Whether two deeds of one act are one deed, told by two reports."""

from __future__ import annotations

from collections.abc import Iterator

from veedor.group.conflicts.deeds import Deed
from veedor.group.conflicts.parts import OTHER, Part, differ, is_known, relation

__all__ = ["anchors", "are_one", "is_apart", "matter"]

_ROLES = ("agent", "patient", "recipient", "companion")


def matter(deed: Deed, *, with_agent: bool = True) -> str:
    """The act and what it is about: *rescue capitán*."""
    part = deed.patient or (deed.agent if with_agent else None)
    if part is None:
        return deed.act
    thing = min(part.keys) if part.keys else min(part.things).removeprefix("=")
    return f"{deed.act} {thing}"


def anchors(left: Deed, right: Deed, without: str = "") -> int | None:
    """By how many parts two deeds of one act are known to be one; None if a part shows that they
    are two. `without`: the part that is not looked at.
    """
    found = 0
    for one, other in _facing(left, right, without):
        held = relation(one, other)
        if held == OTHER or _counted_apart(one, other):
            return None
        found += one is not None and other is not None and is_known(one, other)
    return found


def are_one(left: Deed, right: Deed, without: str = "") -> bool:
    """Whether two deeds are one: enough parts in common, and none that is another's. Of what is
    done again and again, and of verbs that stand in no row, two parts must be the same.
    """
    if not (left.finite and right.finite):
        return False
    held = anchors(left, right, without)
    often = left.kind is None or left.kind.often
    return held is not None and held >= (2 if often else 1)


def is_apart(left: Deed, right: Deed, without: str = "") -> bool:
    """Whether a part shows for sure that two deeds are two: other names, other callings."""
    return any(
        one is not None and other is not None and differ(one, other)
        for one, other in _facing(left, right, without)
    )


def _facing(left: Deed, right: Deed, without: str) -> Iterator[tuple[Part | None, Part | None]]:
    """The parts that stand in one place of two deeds. The one part of a verb may be read as its
    subject or its object (*the ship sank*, *se hundió el barco*).
    """
    if without == "" and len(left.parts) == len(right.parts) == 1:
        yield left.parts[0], right.parts[0]
    else:
        for role in _ROLES[:2]:
            if role != without:
                yield getattr(left, role), getattr(right, role)
    for role in _ROLES[2:]:
        if role != without:
            yield getattr(left, role), getattr(right, role)


def _counted_apart(one: Part | None, other: Part | None) -> bool:
    """*Tres soldados*, *cinco soldados*: of two counts nothing shows that they are of one."""
    if one is None or other is None or one.quantity is None or other.quantity is None:
        return False
    return not one.quantity.agrees(other.quantity)
