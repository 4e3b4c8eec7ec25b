"""How frequent the words of names are where the lists at hand are too short to tell.

In a list of fifty records *Kim* and *Ivanov* stand once or twice and look rare. The figures of
`data/frequencies.yaml` take the place of a count that is lower, so that the same name is
judged alike whichever lists are loaded.
"""

from __future__ import annotations

from functools import cache

from veedor.lists.data import load_data

__all__ = ["REFERENCE", "known_count"]

#: How many listed names the figures were counted in.
REFERENCE = 48_000


def known_count(norm: str, *, person: bool) -> int:
    """In how many of `REFERENCE` listed names a word stands at least; 1 if it is a rare one."""
    return _counts(person).get(norm, 1)


@cache
def _counts(person: bool) -> dict[str, int]:
    data = load_data("frequencies")
    counts: dict[str, int] = {}
    for groups in (data["world"], data["people"]) if person else (data["bodies"],):
        for count, words in groups.items():
            for word in words.split():
                counts[word] = max(int(count), counts.get(word, 0))
    return counts
