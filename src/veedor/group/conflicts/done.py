"""What reports of one event say of one deed, verb by verb: whether, by whom, how many, when."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from veedor.group.collection import Collection
from veedor.group.conflicts.deeds import Deed, Part, causes, deeds, differ, is_same
from veedor.group.conflicts.sides import Evidence, conflict, is_update
from veedor.group.events import Told
from veedor.model import Conflict

__all__ = ["deed_conflicts"]

#: So many deeds of one act in one event are held against one another.
COMPARED = 40
#: *Aún no ha dimitido*: who says so does not contradict who tells later that it is done.
_NOT_YET = re.compile(
    r"\b(?:aún|todavía|por ahora|de momento|por el momento|hasta ahora|yet|so far|still|for now)\b",
    re.IGNORECASE,
)
#: Acts of which who does them takes part in the event.
_PARTS = frozenset({"lead", "buy", "succeed"})
_Sides = dict[tuple[str, str], dict[str, list[Evidence]]]


def deed_conflicts(
    collection: Collection, told: Sequence[Told]
) -> Iterator[Conflict]:
    """Deeds that one report of an event tells and another denies, or tells otherwise.

    An article that itself says what the other says contradicts nobody.
    """
    for one in told:
        if len(one.distinct) < 2:
            continue
        acts: dict[str, list[Deed]] = defaultdict(list)
        for profile in one.distinct:
            for deed in deeds(collection, profile):
                acts[deed.act].append(deed)
        sides: _Sides = defaultdict(dict)
        for found in acts.values():
            _hold(collection, found[:COMPARED], sides)
        for (attribute, about), values in sides.items():
            yield conflict(collection, one.id, attribute, about, dict(sorted(values.items())))


def _hold(collection: Collection, found: Sequence[Deed], sides: _Sides) -> None:
    """Hold the deeds of one act against one another."""
    for left, right in combinations(found, 2):
        if left.article == right.article or is_update(collection, left.article, right.article):
            continue
        if left.done != right.done:
            _denied(left, right, found, sides)
        elif left.done:
            _by_whom(left, right, found, sides)
            _how_many(collection, left, right, found, sides)


# ------------------------------------------------------------------ whether


def _denied(left: Deed, right: Deed, found: Sequence[Deed], sides: _Sides) -> None:
    done, denied = (left, right) if left.done else (right, left)
    if _NOT_YET.search(denied.span.text) or not _one_matter(done, denied):
        return
    for one in (done, denied):
        if any(d.done != one.done and _one_matter(one, d) for d in _others(one, found)):
            return
    attends = done.kind is not None and done.kind.name == "attend"
    group = sides["participants" if attends else "denial", _about(done)]
    group.setdefault("yes", []).append((done.article, done.span))
    group.setdefault("no", []).append((denied.article, denied.span))


def _others(deed: Deed, found: Sequence[Deed]) -> list[Deed]:
    """What the same article says besides of the act."""
    return [other for other in found if other.article == deed.article and other is not deed]


def _one_matter(left: Deed, right: Deed) -> bool:
    """Whether two deeds of one act may be one: a part in common, and none that is another's."""
    for one, other in ((left.agent, right.agent), (left.patient, right.patient)):
        if one and other and not is_same(one, other):
            return False
    if left.kind is None and left.act.startswith("have "):
        return bool(left.agent and right.agent and left.patient and right.patient)
    return any(is_same(one, other) for one in left.parts for other in right.parts)


# ------------------------------------------------------------------ by whom


def _by_whom(left: Deed, right: Deed, found: Sequence[Deed], sides: _Sides) -> None:
    """Who did what only one can have done."""
    if left.kind is None or not left.kind.exclusive or not _one_object(left, right):
        return
    if not (left.agent and right.agent) or not _are_two(left, left.agent, right.agent):
        return
    for one, other in ((left, right), (right, left)):
        agents = [d.agent for d in (one, *_others(one, found)) if _one_object(d, other)]
        if any(a and other.agent and not _are_two(left, a, other.agent) for a in agents):
            return
    attribute = "participants" if left.kind.name in _PARTS else "agent"
    for one in (left, right):
        group = sides[attribute, _about(one, with_agent=False)]
        group.setdefault(_named(one.agent), []).append((one.article, one.span))


def _are_two(deed: Deed, one: Part, other: Part) -> bool:
    """Whether one who does an act, or what causes it, cannot be another."""
    if deed.kind is not None and deed.kind.name == "cause":
        ours, theirs = causes(one), causes(other)
        return bool(ours and theirs and not ours & theirs)
    return differ(one, other)


def _one_object(left: Deed, right: Deed) -> bool:
    return bool(left.patient and right.patient and is_same(left.patient, right.patient))


def _named(part: Part | None) -> str:
    return " ".join(part.text.strip(" ,.").split()) if part else ""


# ------------------------------------------------------------------ how many


def _how_many(
    collection: Collection, left: Deed, right: Deed, found: Sequence[Deed], sides: _Sides
) -> None:
    """How many did it, or it was done to; a later, other figure may be news."""
    if not _one_day(collection, left.article, right.article):
        return
    for part, other in _figures(left, right):
        ours, theirs = part.quantity, other.quantity
        if ours is None or theirs is None or ours.agrees(theirs):
            continue
        if _says_it_too(left, other, found) or _says_it_too(right, part, found):
            continue
        group = sides["number", f"{left.act} {_thing(part)}"]
        for deed, held in ((left, part), (right, other)):
            value = held.quantity.value if held.quantity else 0.0
            group.setdefault(f"{value:g}" if value < 1e6 else f"{value:.0f}", []).append(
                (deed.article, deed.span)
            )


def _figures(left: Deed, right: Deed) -> Iterator[tuple[Part, Part]]:
    """Parts of two deeds that count the same, with nothing else that parts the deeds."""
    for part in left.parts:
        for other in right.parts:
            if not (part.quantity and other.quantity) or not is_same(part, other):
                continue
            rest = [p for p in left.parts if p is not part]
            others = [p for p in right.parts if p is not other]
            if not any(differ(a, b) for a in rest for b in others):
                yield part, other


def _says_it_too(deed: Deed, figure: Part, found: Sequence[Deed]) -> bool:
    """Whether an article gives the other's figure of the act, too, or parts of one sum."""
    held = [
        part.quantity
        for other in (deed, *_others(deed, found))
        for part in other.parts
        if part.quantity and part.things & figure.things
    ]
    if figure.quantity is None or any(one.agrees(figure.quantity) for one in held):
        return True
    total = sum({one.value for one in held})
    return len(held) > 1 and figure.quantity.low <= total <= figure.quantity.high


def _one_day(collection: Collection, left: str, right: str) -> bool:
    dates = [collection.datings[key].date for key in (left, right) if key in collection.datings]
    return len(dates) == 2 and dates[0] == dates[1] and dates[0] is not None


# ------------------------------------------------------------------ about what


def _about(deed: Deed, *, with_agent: bool = True) -> str:
    """The act and what it is about: *rescue capitán*."""
    part = deed.patient or (deed.agent if with_agent else None)
    if part is None:
        return deed.act
    return f"{deed.act} {min(part.keys) if part.keys else _thing(part)}"


def _thing(part: Part) -> str:
    names = sorted(name[1:] for name in part.things if name.startswith("="))
    return names[0] if names else part.head


