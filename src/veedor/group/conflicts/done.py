"""What reports of one event say of one deed, verb by verb: whether, by whom, to whom, how many,
when, where.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from functools import partial
from itertools import combinations

from veedor.group.collection import Collection
from veedor.group.conflicts.alignment import are_one, matter
from veedor.group.conflicts.deeds import MEASURED, Deed, deeds
from veedor.group.conflicts.denying import denied_by_another
from veedor.group.conflicts.gauging import figures_apart
from veedor.group.conflicts.how_many import Stated, amounts_apart, counts_apart, on_one_day
from veedor.group.conflicts.parts import (
    OPEN,
    OTHER,
    Part,
    causes,
    differ,
    epithets,
    is_known,
    relation,
)
from veedor.group.conflicts.rosters import rosters_apart
from veedor.group.conflicts.scope import BEFORE
from veedor.group.conflicts.sides import Evidence, conflict, is_update
from veedor.group.conflicts.when import times_apart
from veedor.group.conflicts.where import places_apart
from veedor.group.events import Told
from veedor.model import Conflict

__all__ = ["deed_conflicts"]

#: So many deeds of one act in one event are held against one another.
COMPARED = 40
#: What a sentence puts so many days before an event is not of it, but for what it says of days.
LONG_BEFORE = 14
#: Acts of which who does them takes part in the event.
_PARTS = frozenset({"lead", "buy", "succeed", "award", "hand"})


#: What two tellings of one deed say otherwise, if they do.
Apart = Callable[[Deed, Deed], tuple[str, str] | None]


class _Sides:
    """What is contrary in one event: by attribute and matter, the stretches for each value."""

    def __init__(self) -> None:
        self.held: dict[tuple[str, str], dict[str, list[Evidence]]] = defaultdict(dict)
        self._about: dict[tuple[str, Evidence], tuple[str, str]] = {}

    def add(self, attribute: str, about: str, one: Stated, other: Stated) -> None:
        """Take down two sides; what is told in the same sentences is one matter."""
        stretches = [(value, (article, span)) for value, article, span in (one, other)]
        known = (self._about.get((attribute, stretch)) for _, stretch in stretches)
        matter = next((one for one in known if one), (attribute, about))
        for value, stretch in stretches:
            self._about.setdefault((attribute, stretch), matter)
            held = self.held[matter]
            if not any(stretch in side for side in held.values()):
                held.setdefault(value, []).append(stretch)


def deed_conflicts(collection: Collection, told: Sequence[Told]) -> Iterator[Conflict]:
    """Deeds that one report of an event tells and another denies, or tells otherwise.

    An article that itself says what the other says contradicts nobody.
    """
    for one in told:
        if len(one.distinct) < 2:
            continue
        named = epithets(collection, (profile.article for profile in one.distinct))
        found = [deed for p in one.distinct for deed in deeds(collection, p.article, named)]
        past = {id(deed) for deed in found if _is_past(deed, one)}
        acts: dict[str, list[Deed]] = defaultdict(list)
        for deed in found:
            acts[deed.act].append(deed)
        sides = _Sides()
        for act, same in acts.items():
            if act == MEASURED:
                continue
            _when_and_where(collection, same[:COMPARED], sides)
            _hold(collection, [d for d in same[:COMPARED] if id(d) not in past], sides)
        recent = [deed for deed in found if not _is_past(deed, one, BEFORE)]
        for about, ours, theirs in amounts_apart(collection, recent):
            sides.add("number", about, ours, theirs)
        articles = [profile.article for profile in one.distinct]
        for about, ours, theirs in figures_apart(collection, articles, one.days[0]):
            sides.add("number", about, ours, theirs)
        for attribute, about, ours, theirs in denied_by_another(
            collection, articles, found, one.days[0]
        ):
            sides.add(attribute, about, ours, theirs)
        for about, ours, theirs in rosters_apart(collection, one.distinct):
            sides.add("participants", about, ours, theirs)
        for (attribute, about), values in sides.held.items():
            if len(values) < 2:
                continue
            yield conflict(collection, one.id, attribute, about, dict(sorted(values.items())))


def _is_past(deed: Deed, told: Told, days: int = LONG_BEFORE) -> bool:
    """Whether a sentence recalls what was long before the event."""
    first, _ = told.days
    limit = first - timedelta(days=days) if first else None
    return limit is not None and any(day < limit for day in deed.days)


def _hold(collection: Collection, found: Sequence[Deed], sides: _Sides) -> None:
    """Hold the deeds of one act against one another."""
    for left, right in combinations(found, 2):
        if left.article == right.article or is_update(collection, left.article, right.article):
            continue
        if left.done != right.done:
            continue
        if left.done:
            _to_whom(left, right, found, sides)
        if left.done and left.stance == right.stance:
            _by_whom(left, right, found, sides)
            if on_one_day(collection, left.article, right.article):
                for about, ours, theirs in counts_apart(left, right, found):
                    sides.add("number", about, ours, theirs)


def _others(deed: Deed, found: Sequence[Deed]) -> list[Deed]:
    """What the same article says besides of the act."""
    return [other for other in found if other.article == deed.article and other is not deed]


# ------------------------------------------------------------------ by whom, to whom


def _by_whom(left: Deed, right: Deed, found: Sequence[Deed], sides: _Sides) -> None:
    """Who did what only one can have done."""
    if left.kind is None or not left.kind.exclusive or not (left.finite and right.finite):
        return
    if not _one_object(left, right):
        return
    if not (left.agent and right.agent) or not _are_two(left, right, left.agent, right.agent):
        return
    for one, other in ((left, right), (right, left)):
        agents = [d.agent for d in (one, *_others(one, found)) if _one_object(d, other)]
        if any(a and other.agent and not _are_two(one, other, a, other.agent) for a in agents):
            return
    attribute = "participants" if left.kind.name in _PARTS else "agent"
    sides.add(
        attribute, matter(left, with_agent=False),
        (_named(left.agent), left.article, left.span),
        (_named(right.agent), right.article, right.span),
    )  # fmt: skip


def _are_two(left: Deed, right: Deed, one: Part, other: Part) -> bool:
    """Whether one who does an act, or what causes it, cannot be another."""
    if left.kind is not None and left.kind.name == "cause":
        ours, theirs = causes(one, _places(left)), causes(other, _places(right))
        return bool(ours and theirs and not ours & theirs)
    return differ(one, other)


def _places(deed: Deed) -> frozenset[str]:
    """Where something failed: *una falla en los frenos*."""
    return frozenset(argument.head for direction, argument in deed.where if direction == "at")


def _one_object(left: Deed, right: Deed) -> bool:
    """Whether two deeds are done to one thing; a pronoun stands for what the event is about."""
    if left.patient is None or right.patient is None:
        return False
    pronoun = left.patient.pronoun or right.patient.pronoun
    if pronoun and left.article != right.article:
        return relation(left.patient, right.patient) >= OPEN
    return is_known(left.patient, right.patient)


def _to_whom(left: Deed, right: Deed, found: Sequence[Deed], sides: _Sides) -> None:
    """To whom, or with whom, what has one counterpart alone was done."""
    for role in sorted(left.kind.whom) if left.kind else ():
        ours, theirs = getattr(left, role), getattr(right, role)
        if not (ours and theirs and differ(ours, theirs) and are_one(left, right, role)):
            continue
        others = [getattr(d, role) for one in (left, right) for d in _others(one, found)]
        if any(part and relation(part, held) > OTHER for part in others for held in (ours, theirs)):
            continue
        sides.add(
            "participants", left.act,
            (_named(ours), left.article, left.span), (_named(theirs), right.article, right.span),
        )  # fmt: skip


def _named(part: Part | None) -> str:
    return " ".join(part.text.strip(" ,.").split()) if part else ""


# ------------------------------------------------------------------ when and where


def _when_and_where(collection: Collection, found: Sequence[Deed], sides: _Sides) -> None:
    """Times and places of one deed, however long ago it was."""
    for left, right in combinations(found, 2):
        if left.article == right.article or is_update(collection, left.article, right.article):
            continue
        if left.done != right.done or left.stance != right.stance or not are_one(left, right):
            continue
        for attribute, apart in (
            ("date", times_apart),
            ("place", partial(places_apart, collection)),
        ):
            two = apart(left, right)
            if two and not _tells_it_too(left, right, found, apart):
                sides.add(
                    attribute, matter(left),
                    (two[0], left.article, left.span), (two[1], right.article, right.span),
                )  # fmt: skip
                break


def _tells_it_too(left: Deed, right: Deed, found: Sequence[Deed], apart: Apart) -> bool:
    """Whether an article tells the deed once more, in a way that agrees with the other's."""
    return any(
        again.done
        and bool(again.times or again.where)
        and are_one(again, other)
        and not apart(again, other)
        for one, other in ((left, right), (right, left))
        for again in _others(one, found)
    )
