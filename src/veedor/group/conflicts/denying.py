"""What one report of an event tells as done or so, and another of the same day as not.

What is denied first may have been done since; so only reports of one day are held against one
another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations

from veedor.group.collection import Collection
from veedor.group.conflicts.deeds import Deed
from veedor.group.conflicts.how_many import Stated, on_one_day
from veedor.group.conflicts.sides import is_update
from veedor.group.conflicts.telling import told_by
from veedor.group.conflicts.told_and_denied import MODEL, candidates
from veedor.group.conflicts.weighing import likely

__all__ = ["denied_by_another"]

#: Reports of one event that are held against one another.
COMPARED = 12


def denied_by_another(
    collection: Collection, articles: Sequence[str], deeds: Sequence[Deed], first: date | None
) -> Iterator[tuple[str, str, Stated, Stated]]:
    """What reports of one day tell and deny: attribute, matter and both sides.

    Args:
        collection: what the event is of.
        articles: its reports.
        deeds: what they tell.
        first: the day on which it began.
    """
    own: dict[str, list[Deed]] = defaultdict(list)
    for deed in deeds:
        own[deed.article].append(deed)
    held = {key: told_by(collection, key, own[key], first) for key in articles[:COMPARED]}
    for left, right in combinations(held, 2):
        if is_update(collection, left, right) or not on_one_day(collection, left, right):
            continue
        found = candidates(held[left], held[right])
        for one in likely(MODEL, found, lambda one: (one.yes, one.no)):
            yield one.attribute, one.about, ("yes", *one.yes), ("no", *one.no)
