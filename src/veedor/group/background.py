"""What articles recall: dated happenings that are not their main matter."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from veedor.group.acts import act_of
from veedor.group.collection import Collection
from veedor.group.mentions import Mention, When, names_a_site
from veedor.group.profiles import Profile, as_day

__all__ = ["Recalled", "recalled"]

#: A time recalls a happening if it spans at most this many days: a month, not a year.
WIDEST = 31
#: The word that names the act stands this near its time, in characters.
REACH = 120


@dataclass(frozen=True, slots=True)
class Recalled:
    """One dated act that an article tells: `when` and the act nearest to it."""

    article: str
    mention: Mention
    when: When
    act: str
    earliest: date
    latest: date

    @property
    def participants(self) -> tuple[str, ...]:
        """Those named in its sentence."""
        return self.mention.participants


def _acts(collection: Collection, mention: Mention) -> list[tuple[int, int, str]]:
    """Every word of a sentence that names an act: start, end, kind."""
    tokens = collection.readings[mention.article].tokens
    if tokens is None:
        return []
    first, last = (bisect_left(tokens.start, at) for at in (mention.span.start, mention.span.end))
    return [
        (tokens.start[index], tokens.end[index], act)
        for index in range(first, last)
        if (act := act_of(tokens.lemma[index])) and not names_a_site(tokens, index)
    ]


def _nearest(acts: Iterable[tuple[int, int, str]], when: When) -> tuple[int, int, str] | None:
    """The act whose word is nearest to a time, those before it first."""

    def distance(act: tuple[int, int, str]) -> tuple[int, int]:
        before = when.span.start - act[1]
        return (before, 0) if before >= 0 else (act[0] - when.span.end, 1)

    near = [act for act in acts if distance(act)[0] <= REACH]
    return min(near, key=distance, default=None)


def recalled(collection: Collection, profile: Profile) -> Iterator[Recalled]:
    """The dated acts of an article's sentences, whether of its main matter or not."""
    for mention in profile.mentions:
        if not mention.told or not mention.times:
            continue
        acts = _acts(collection, mention)
        for when in mention.times:
            earliest, latest = as_day(when.earliest), as_day(when.latest)
            if earliest is None or latest is None or (latest - earliest).days + 1 > WIDEST:
                continue
            act = _nearest(acts, when)
            if act is None or act[2] in mention.negated:
                continue
            yield Recalled(profile.article, mention, when, act[2], earliest, latest)
