"""How many did a deed or had it done to them, and what is measured, by two reports of one day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from veedor.group.collection import Collection
from veedor.group.conflicts.alignment import anchors, is_apart
from veedor.group.conflicts.amounts import Amount, as_told, differing, is_single
from veedor.group.conflicts.deeds import Deed
from veedor.group.conflicts.parts import OTHER, Part, differ, is_same, relation
from veedor.group.conflicts.scope import set_apart
from veedor.group.conflicts.sides import is_update
from veedor.group.quantities import Quantity
from veedor.model import Span

__all__ = ["amounts_apart", "counts_apart", "on_one_day"]

#: So many amounts of one matter in one event are held against one another.
COMPARED = 40
#: What stands on a side: the value, the article and the stretch.
Stated = tuple[str, str, Span]


def on_one_day(collection: Collection, left: str, right: str) -> bool:
    """Whether two articles are of one day: a later, other figure may be news."""
    dates = [collection.datings[key].date for key in (left, right) if key in collection.datings]
    return len(dates) == 2 and dates[0] == dates[1] and dates[0] is not None


# ------------------------------------------------------------------ what is counted


def counts_apart(
    left: Deed, right: Deed, found: Sequence[Deed]
) -> Iterator[tuple[str, Stated, Stated]]:
    """What two tellings of one act count otherwise; `found` are all tellings of it."""
    for part, other in _counted(left, right):
        ours, theirs = part.quantity, other.quantity
        if ours is None or theirs is None or ours.agrees(theirs):
            continue
        if _is_apart(left, ours) or _is_apart(right, theirs):
            continue
        if _says_it_too(left, other, found) or _says_it_too(right, part, found):
            continue
        yield (
            f"{left.act} {min(part.things).removeprefix('=')}",
            (as_told(left.span, ours, measured=False), left.article, left.span),
            (as_told(right.span, theirs, measured=False), right.article, right.span),
        )


def _is_apart(deed: Deed, figure: Quantity) -> bool:
    """Whether a figure is no figure of the event as a whole."""
    start, end = figure.start - deed.span.start, figure.end - deed.span.start
    bounds = 0, len(deed.span.text)
    moved = replace(figure, start=start, end=end)
    return bool(set_apart(deed.span.text, bounds, bounds, moved, counted=True))


def _counted(left: Deed, right: Deed) -> Iterator[tuple[Part, Part]]:
    """Parts of two deeds that count the same, with nothing else that parts the deeds."""
    for role, part in _cast(left):
        for facing, other in _cast(right):
            if not (part.quantity and other.quantity) or not is_same(part, other):
                continue
            rest = dict(pair for pair in _cast(left) if pair[0] != role)
            others = dict(pair for pair in _cast(right) if pair[0] != facing)
            if not any(relation(rest[r], others[r]) == OTHER for r in rest.keys() & others.keys()):
                yield part, other


def _cast(deed: Deed) -> list[tuple[str, Part]]:
    both = (("agent", deed.agent), ("patient", deed.patient))
    return [(role, part) for role, part in both if part]


def _says_it_too(deed: Deed, figure: Part, found: Sequence[Deed]) -> bool:
    """Whether an article gives the other's figure of the act, too, or parts of one sum."""
    held = [
        part.quantity
        for other in found
        if other.article == deed.article
        for part in other.parts
        if part.quantity and part.things & figure.things
    ]
    return figure.quantity is None or _is_told_by(held, figure.quantity)


def _is_told_by(held: Sequence[Quantity], quantity: Quantity) -> bool:
    if any(one.agrees(quantity) for one in held):
        return True
    total = sum({one.value for one in held})
    return len(held) > 1 and quantity.low <= total <= quantity.high


# ------------------------------------------------------------------ what is measured


def amounts_apart(
    collection: Collection, deeds: Sequence[Deed]
) -> Iterator[tuple[str, Stated, Stated]]:
    """Amounts of one matter that reports of one day give otherwise."""
    matters: dict[tuple[str, str], list[tuple[Deed, Amount]]] = defaultdict(list)
    for deed in deeds:
        for amount in deed.amounts if deed.done else ():
            for topic in amount.topics:
                matters[amount.unit, topic].append((deed, amount))
    for (_, topic), rows in sorted(matters.items()):
        for (left, ours), (right, theirs) in combinations(rows[:COMPARED], 2):
            articles = left.article, right.article
            if articles[0] == articles[1] or is_update(collection, *articles):
                continue
            if not _of_one(left, ours, right, theirs):
                continue
            if not (is_single(ours, theirs, settled=True) or on_one_day(collection, *articles)):
                continue
            if _gives_it_too(rows, left.article, theirs) or _gives_it_too(
                rows, right.article, ours
            ):
                continue
            yield (
                topic.lstrip("#="),
                (as_told(left.span, ours.quantity, measured=False), left.article, left.span),
                (as_told(right.span, theirs.quantity, measured=False), right.article, right.span),
            )


def _of_one(left: Deed, ours: Amount, right: Deed, theirs: Amount) -> bool:
    """Whether two amounts that differ are of one matter: by a matter of which an event has one, by
    the noun that holds both, or by one act of one doer.
    """
    if not differing(ours, theirs) or is_apart(left, right):
        return False
    if ours.by and theirs.by and differ(ours.by, theirs.by):
        return False
    if is_single(ours, theirs):
        return True
    if left.stance != right.stance or relation(ours.by, theirs.by) == OTHER:
        return False
    return bool(ours.of & theirs.of) or (left.act == right.act and bool(anchors(left, right)))


def _gives_it_too(rows: Sequence[tuple[Deed, Amount]], article: str, amount: Amount) -> bool:
    held = [
        other.quantity for deed, other in rows
        if deed.article == article and other.wanted == amount.wanted
    ]  # fmt: skip
    return _is_told_by(held, amount.quantity)
