"""Lists of who takes part, of which two reports give one differently."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from veedor.group.collection import Collection
from veedor.group.conflicts.how_many import Stated, on_one_day
from veedor.group.conflicts.sides import is_update
from veedor.group.profiles import Profile
from veedor.model import Name, Span

__all__ = ["rosters_apart"]

#: Names so listed are of one list: *Brasil, Argentina y Uruguay*.
_JOINED = re.compile(
    r"\s*(?:,|,? y|,? e|,? and)\s+(?:(?:el|la|los|the|de|del|con)\s+)*", re.IGNORECASE
)
#: A list that says itself that it is not all of them.
_OPEN = re.compile(
    r"\b(?:entre otr[oa]s|incluid[oa]s?|como|además de|among others|including|such as"
    r"|as well as)\b",
    re.IGNORECASE,
)
#: Lists of so many names tell all of them; shorter ones may name who matters to the report.
LISTED = 3


def rosters_apart(
    collection: Collection, profiles: Sequence[Profile]
) -> Iterator[tuple[str, Stated, Stated]]:
    """Lists of as many names in the heads of two reports that differ in one of them."""
    told = [(p, keys, span) for p in profiles for keys, span in _rosters(collection, p)]
    for (left, ours, one), (right, theirs, other) in combinations(told, 2):
        if left.article == right.article or is_update(collection, left.article, right.article):
            continue
        if not on_one_day(collection, left.article, right.article):
            continue
        if len(ours) == len(theirs) and len(ours - theirs) == 1:
            yield (
                "list",
                (", ".join(sorted(ours)), left.article, one),
                (", ".join(sorted(theirs)), right.article, other),
            )


def _rosters(collection: Collection, profile: Profile) -> Iterator[tuple[frozenset[str], Span]]:
    """The closed lists of names in the sentences that say what an article is about."""
    text = collection.articles[profile.article].text
    reading, linked = collection.readings[profile.article], collection.linked.get(profile.article)
    if linked is None:
        return
    for mention in profile.head:
        if _OPEN.search(mention.span.text):
            continue
        inside = [
            name
            for name in reading.names
            if mention.span.start <= name.start < mention.span.end and not name.nested
        ]
        for names in _runs(text, inside):
            keys = frozenset(
                linked.subjects[n.referent].country or linked.subjects[n.referent].key
                for n in names
            )
            if len(names) >= LISTED and len(keys) == len(names):
                yield keys, mention.span


def _runs(text: str, names: Sequence[Name]) -> Iterator[list[Name]]:
    """Names of one type with nothing but commas and *and* between them."""
    run: list[Name] = []
    for name in names:
        if run and (
            run[-1].type != name.type or not _JOINED.fullmatch(text, run[-1].end, name.start)
        ):
            yield run
            run = []
        run.append(name)
    if run:
        yield run
