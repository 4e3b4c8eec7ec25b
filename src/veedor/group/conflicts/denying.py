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
from veedor.group.conflicts.telling import Told, told_by
from veedor.group.conflicts.told_and_denied import MODEL, Candidate, candidates
from veedor.group.conflicts.weighing import likelihood, threshold
from veedor.model import Span

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
        for one in _likely(held[left], held[right]):
            yield one.attribute, one.about, ("yes", *one.yes), ("no", *one.no)


def _likely(ours: Told, theirs: Told) -> Iterator[Candidate]:
    """Sentences that are likely to tell of one thing, each against the one that is likeliest."""
    weighed = [(likelihood(MODEL, one.seen), one) for one in candidates(ours, theirs)]
    taken: list[tuple[str, Span]] = []
    for likely, one in sorted(weighed, key=lambda pair: -pair[0]):
        if likely < threshold(MODEL):
            break
        if one.yes not in taken and one.no not in taken:
            taken += [one.yes, one.no]
            yield one
