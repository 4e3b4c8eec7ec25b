"""How likely two articles' main matters are one event.

A log-linear model over a few things that can be seen in two reports, trained on pairs of reports by
`make train-events` (`training/events.py`); its weights are in `likeness.yaml`.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from functools import cache

from veedor.data import own_data
from veedor.group.gist import Gist
from veedor.group.profiles import Profile
from veedor.vectors import nearness

__all__ = [
    "SAME_EVENT", "at_length", "between", "features", "heads", "likeness", "near_in_time",
]  # fmt: skip

#: Days between the tellings of one event, when each gives its own day.
SLACK = 1
#: Two articles tell one event from this likelihood on. Precision and recall on 310 pairs of short
#: reports left out: from 0.5 0.83 and 0.90, from 0.6 0.88 and 0.88, from 0.7 0.91 and 0.83; of the
#: 55 pairs of the example press that are one event 53, 52 and 49 are found.
SAME_EVENT = 0.6
#: Days known no better than to a month prove little: then a common place must be named.
WIDE = 31
#: Sentence vectors cost most: they are asked for only where a nearness that nearly no reports of
#: two events have (3 in 1,100 pairs of one day) would make one event of them. Elsewhere the two
#: are taken to be as near as such reports mostly are.
NEAR, USUAL = 0.85, 0.35
#: Nor are two reports taken to be further apart than this where the rest speaks for one event: of
#: 787 labelled pairs of one event none is, in one language or across; of 264 of two events, 31 are,
#: none of which the rest speaks for.
FAR = 0.3
#: Reports in one language that name nobody in common share at least so much of their words if they
#: tell one event: of 463 labelled pairs that do, one shares less; of 475 of two events, 285.
LEAST_SHARED = 0.12
#: More states than these that one names and the other does not tell nothing more.
MOST_STATES = 4
#: Nor do more days, nor a greater share of names.
MOST_DAYS, MOST_NAMES = 2, 0.4


def near_in_time(left: Profile, right: Profile) -> bool:
    """Whether the two may have happened on one day, give or take one. Unknown is no proof.

    The head of a long report need not tell of the day: two that were written together may.
    """
    if not (left.earliest and left.latest and right.earliest and right.latest):
        return False
    return _gap(left, right) <= SLACK or _written_together(left, right)


def _written_together(left: Profile, right: Profile) -> bool:
    if not (left.whole.long and right.whole.long and left.written and right.written):
        return False
    return abs((left.written - right.written).days) <= SLACK


def _gap(left: Profile, right: Profile) -> int:
    """The days between what each tells, both of a known day; none if it may be one day."""
    assert left.earliest and left.latest and right.earliest and right.latest
    return max(0, (right.earliest - left.latest).days, (left.earliest - right.latest).days)


@dataclass(frozen=True, slots=True)
class _Model:
    weights: Mapping[str, float]
    intercept: float
    nearness: float
    nearness_across: float
    #: Of two long reports: always, by the log-odds of their heads, and by what `at_length` sees.
    long: Mapping[str, float]


@cache
def _model() -> _Model:
    learned = own_data("veedor.group", "likeness.yaml")
    weights = {**learned["weights"]}
    return _Model(
        intercept=weights.pop("always"),
        nearness=weights.pop("nearness"),
        nearness_across=weights.pop("nearness_across"),
        weights=weights,
        long=learned["long"],
    )


def _shared(left: frozenset[str], right: frozenset[str]) -> float:
    """How much of their words two heads share: the cosine of the two sets."""
    return len(left & right) / math.sqrt(len(left) * len(right)) if left and right else 0.0


def _strangers(left: frozenset[str], right: frozenset[str]) -> bool:
    return bool(left and right) and left.isdisjoint(right)


def _elsewhere(left: Gist, right: Gist) -> bool:
    """Whether each names a place at once, and neither names that of the other at all."""
    return bool(left.lead_places and right.lead_places) and (
        left.lead_places.isdisjoint(right.names) and right.lead_places.isdisjoint(left.names)
    )


def _foreign(told: Gist, other: Gist) -> int:
    """How many states that one names at once the other does not name at all."""
    return len(told.lead_states - other.states)


def _other_day(left: Profile, right: Profile) -> bool:
    """Whether both name the day of the event, each another, and no day in common."""
    return (
        bool(_gap(left, right))
        and _says_its_day(left)
        and _says_its_day(right)
        and left.gist.days.isdisjoint(right.gist.days)
    )


def _says_its_day(profile: Profile) -> bool:
    return profile.width == 1 and str(profile.earliest) in profile.gist.days


def features(left: Profile, right: Profile) -> dict[str, float]:
    """What can be seen in two reports of about one day, apart from how near their words are."""
    ours, theirs = left.gist, right.gist
    across = left.language != right.language
    return {
        "words": 0.0 if across else _shared(ours.words, theirs.words),
        "figures": float(not ours.numbers.isdisjoint(theirs.numbers)),
        "strangers": float(_strangers(ours.names, theirs.names)),
        "elsewhere": float(_elsewhere(ours, theirs)),
        "states": float(min(MOST_STATES, _foreign(ours, theirs) + _foreign(theirs, ours))),
        "other_day": float(_other_day(left, right)),
        "planned": float(ours.planned != theirs.planned),
        "across": float(across),
    }


def between(
    left: Profile, right: Profile, rare: Set[str] = frozenset()
) -> tuple[float, float]:
    """The least and the greatest that the likelihood may be, without asking for a sentence vector.
    """
    told, slope = _told(left, right, rare)
    return _likely(told + slope * FAR), _likely(told + slope)


def likeness(left: Profile, right: Profile, rare: Set[str] = frozenset()) -> float:
    """The likelihood that two reports tell one event; 0 if the days do not fit.

    `rare` are words of names that few other events of these days have.
    """
    told, slope = _told(left, right, rare)
    if not slope:
        return _likely(told)
    near = nearness(left.gist.text, right.gist.text)
    return _likely(told + slope * min(1.0, max(FAR, near)))


def _told(left: Profile, right: Profile, rare: Set[str]) -> tuple[float, float]:
    """The log-odds that two reports tell one event, and what full nearness would add to them; 0 if
    that is not to be asked for.
    """
    if not near_in_time(left, right):
        return -math.inf, 0.0
    if max(left.width or 0, right.width or 0) > WIDE and not set(left.places) & set(right.places):
        return -math.inf, 0.0
    seen = features(left, right)
    told, slope = _of_heads(seen)
    if left.whole.long and right.whole.long:
        slope *= _model().long["heads"]
        told = _told_at_length(told, at_length(left, right, rare))
    elif seen["strangers"] and not seen["across"] and seen["words"] < LEAST_SHARED:
        return -math.inf, 0.0
    if _likely(told + slope * NEAR) < SAME_EVENT:
        return told + slope * USUAL, 0.0
    return told, slope


def _of_heads(seen: Mapping[str, float]) -> tuple[float, float]:
    """The log-odds by what is seen in two heads, and what full nearness of their words adds."""
    model = _model()
    slope = model.nearness_across if seen["across"] else model.nearness
    return model.intercept + sum(model.weights[name] * value for name, value in seen.items()), slope


def heads(left: Profile, right: Profile) -> float:
    """The log-odds that two reports tell one event by their heads alone."""
    told, slope = _of_heads(features(left, right))
    return told + slope * max(FAR, min(1.0, nearness(left.gist.text, right.gist.text)))


def at_length(left: Profile, right: Profile, rare: Set[str]) -> dict[str, float]:
    """What can be seen in two long reports as wholes: which share of their names both have, of
    those that few events have, and how many days both name but those of writing."""
    ours, theirs = left.whole, right.whole
    names = len(rare & ours.names & theirs.names)
    share = names / math.sqrt(len(ours.names) * len(theirs.names)) if names else 0.0
    days = len((ours.days & theirs.days) - {left.written, right.written})
    return {"names": min(MOST_NAMES, share), "days": float(min(MOST_DAYS, days))}


def _told_at_length(by_heads: float, seen: Mapping[str, float]) -> float:
    """The log-odds that two long reports tell one event, by those of their heads and the whole."""
    long = _model().long
    told = long["always"] + long["heads"] * by_heads
    return told + sum(long[name] * value for name, value in seen.items())


def _likely(score: float) -> float:
    return 1 / (1 + math.exp(-score)) if score > -math.inf else 0.0


def common_day(profiles: Sequence[Profile]) -> tuple[date | None, date | None]:
    """The narrowest interval that the profiles agree on; if they do not, the narrowest of them, of
    equal ones that which most of them name."""
    dated = [p for p in profiles if p.earliest and p.latest]
    if not dated:
        return None, None
    earliest = max(p.earliest for p in dated if p.earliest)
    latest = min(p.latest for p in dated if p.latest)
    if earliest <= latest:
        return earliest, latest
    named = Counter(day for one in dated for day in _days_named(one))
    best = min(dated, key=lambda p: (p.width or 0, -named[str(p.earliest)], p.earliest))
    return best.earliest, best.latest


def _days_named(profile: Profile) -> frozenset[str]:
    return profile.gist.days.union(map(str, profile.whole.days))
