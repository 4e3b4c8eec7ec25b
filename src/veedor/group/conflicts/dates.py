"""Days and hours that cannot all be right for one act."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from veedor.group.collection import Collection
from veedor.group.conflicts.pools import Known, Pair, day_of, in_common
from veedor.group.conflicts.recalled import recalled_days
from veedor.group.conflicts.sides import Evidence, conflict
from veedor.group.events import Told
from veedor.model import Conflict, Resolved, Time

__all__ = ["CLOCK", "DIAL", "HOUR", "ROUNDED", "date_conflicts"]

#: Days by which reports of one act may miss: further apart they speak of two occasions.
MISSED_BY = 2
#: What begins or ends once and for all is told of one event weeks apart.
END_MISSED_BY = 45
#: Hours are contrary if they are further apart than this, in minutes: reports round to it.
ROUNDED = 30
DIAL = 12 * 60
#: What is done once, of which reports may give days that lie weeks apart.
_ONCE = frozenset({"arrive", "sign", "resign", "elect", "die", "arrest", "convict"})
_WHERE = ("patient", "goal", "place", "recipient")
_CALENDAR = re.compile(r"(?:\d{4}|XXXX)-\d\d-\d\d")
#: An hour told for another clock shows nothing.
CLOCK = re.compile(
    r"\b(?:GMT|UTC|CET|EST|EDT|BST|KST|hora (?:de|en|peninsular|española|argentina|central)"
    r"|\w+ time|hora local|local time)\b",
    re.IGNORECASE,
)
HOUR = re.compile(r"T(\d\d):?(\d\d)?$")


def _days(known: Known) -> list[tuple[date, Time]]:
    return [
        (day, time)
        for time, resolved in known.fact.times
        if time.type in ("DATE", "TIME") and (day := day_of(known, time, resolved))
    ]


def _minutes(known: Known) -> list[tuple[int, date | None, Time]]:
    """The hours of a fact in minutes after midnight, with their days."""
    found = []
    for time, resolved in known.fact.times:
        match = HOUR.search(time.value)
        if match and not CLOCK.search(known.fact.span.text):
            minutes = int(match[1]) * 60 + int(match[2] or 0)
            found.append((minutes, _day(resolved), time))
    return found


def _day(resolved: Resolved) -> date | None:
    same = resolved.earliest and resolved.earliest == resolved.latest
    return date.fromisoformat(resolved.earliest) if same and resolved.earliest else None


def _one_occasion(left: Known, right: Known) -> bool:
    """Whether two facts of one act may be one occasion, told with other days."""
    one, other = left.fact, right.fact
    if not (one.done and other.done) or (one.goals and other.goals and not one.goals & other.goals):
        return False
    if one.states and other.states and not one.states & other.states:
        return False
    shared = in_common(left, right)
    if left.event == right.event:
        return bool(shared) or not one.people or not other.people or one.borrowed or other.borrowed
    if not one.kind.once or (one.borrowed and other.borrowed):
        return False
    return shared >= (2 if one.borrowed or other.borrowed else 1)


def _contrary(left: Known, right: Known) -> tuple[tuple[date, Time], tuple[date, Time]] | None:
    ours, theirs = _days(left), _days(right)
    if not ours or not theirs or {day for day, _ in ours} & {day for day, _ in theirs}:
        return None
    once = left.fact.kind.name == "end" or _is_one_deed(left, right)
    limit = END_MISSED_BY if once else MISSED_BY
    if abs((ours[0][0] - theirs[0][0]).days) > limit:
        return None
    return ours[0], theirs[0]


def _is_one_deed(left: Known, right: Known) -> bool:
    """Whether reports of one event give calendar days to what happens once to the same things: who
    or what, and where to or with what, are told in the same words.
    """
    if left.event != right.event or left.fact.kind.name not in _ONCE:
        return False
    if not all(_CALENDAR.match(time.value) for known in (left, right) for _, time in _days(known)):
        return False
    return bool(_heads(left, "agent") & _heads(right, "agent")) and bool(
        _heads(left, *_WHERE) & _heads(right, *_WHERE)
    )


def _heads(known: Known, *roles: str) -> set[str]:
    return {a.head for a in known.fact.clause.arguments if a.role in roles}


def _told_days(known: Iterable[Known]) -> dict[tuple[str, str], set[date]]:
    """The days that each article gives for each act."""
    found: dict[tuple[str, str], set[date]] = defaultdict(set)
    for one in known:
        found[one.fact.article, one.fact.kind.name].update(day for day, _ in _days(one))
    return found


def date_conflicts(
    collection: Collection,
    told: Sequence[Told],
    pairs: Iterable[Pair],
    known: list[Known],
) -> Iterator[Conflict]:
    """Days of one act that differ, and hours of one day.

    An article that itself gives the other's day, too, for the same act contradicts nobody.
    """
    days = _told_days(known)
    sides: dict[tuple[int, str], dict[str, list[Evidence]]] = defaultdict(dict)
    for left, right in pairs:
        if not _one_occasion(left, right):
            continue
        kind = left.fact.kind.name
        both = days[left.fact.article, kind] & days[right.fact.article, kind]
        found = None if both else _contrary(left, right)
        if found:
            for one, (day, _) in zip((left, right), found, strict=True):
                group = sides[min(left.event, right.event), kind]
                group.setdefault(day.isoformat(), []).append((one.fact.article, one.fact.span))
        elif left.event == right.event:
            _hours(left, right, sides)
    for number, event in enumerate(told):
        for act, value, stretch in recalled_days(event):
            sides[number, act].setdefault(value, []).append(stretch)
    for (number, kind), values in sides.items():
        yield conflict(
            collection, told[number].id, "date", kind, {v: values[v] for v in sorted(values)}
        )


def _hours(
    left: Known, right: Known, sides: dict[tuple[int, str], dict[str, list[Evidence]]]
) -> None:
    for minutes, day, _ in _minutes(left):
        for others, other_day, _ in _minutes(right):
            # *A las ocho* may be said of the evening: what is alike on a dial shows nothing.
            apart = abs(minutes - others) % DIAL
            if min(apart, DIAL - apart) <= ROUNDED or (day and other_day and day != other_day):
                continue
            group = sides[left.event, f"{left.fact.kind.name} hour"]
            for value, known in ((minutes, left), (others, right)):
                stated = f"{value // 60:02}:{value % 60:02}"
                group.setdefault(stated, []).append((known.fact.article, known.fact.span))
