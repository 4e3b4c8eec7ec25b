"""Which facts may tell of one occasion: those of one event, and neighbours by act and people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

from veedor.group.collection import Collection
from veedor.group.conflicts.facts import Fact, facts, names_a_day
from veedor.group.conflicts.sides import is_update
from veedor.group.events import Told
from veedor.group.profiles import as_day
from veedor.group.recall import MISSED_BY
from veedor.model import Resolved, Time

__all__ = ["Known", "Pair", "day_of", "facts_of", "in_common", "known_facts", "may_meet", "pairs"]

#: Days between which two articles may speak of one occasion, if they are not of one event.
NEAR = 7
#: So many facts of one act, one set of people and one day are held against one another: more
#: are reports of one thing, of which the first show what they disagree about.
COMPARED = 40


@dataclass(frozen=True, slots=True)
class Known:
    """A fact, the event that its article mainly reports, and the days that event may be on."""

    fact: Fact
    event: int
    first: date | None
    last: date | None


Pair = tuple[Known, Known]


def day_of(known: Known, time: Time, resolved: Resolved) -> date | None:
    """The one day that a time means.

    A weekday of an article that is not dated to the day is the last one before its event's
    end: *el lunes* in a report of Wednesday's meeting.
    """
    if not names_a_day(time):
        return None
    earliest, latest = as_day(resolved.earliest), as_day(resolved.latest)
    if earliest and earliest == latest:
        return earliest
    value = time.value
    if not value.startswith("XXXX-WXX-") or not value[9:10].isdigit() or known.last is None:
        return None
    if known.first is None or (known.last - known.first).days >= NEAR:
        return None
    return known.last - timedelta(days=(known.last.isoweekday() - int(value[9])) % 7)


def in_common(left: Known, right: Known) -> int:
    """How many people two facts share; a surname alone is whoever has it (*Kim*)."""
    ours, theirs = left.fact.people, right.fact.people
    shared = ours & theirs
    short = sum(
        any(_is_short(one, other) or _is_short(other, one) for other in theirs - shared)
        for one in ours - shared
    )
    return len(shared) + short


def _is_short(short: str, full: str) -> bool:
    return "-" not in short and short in full.split("-")


def may_meet(left: Known, right: Known, within: int = NEAR) -> bool:
    """Whether the days that two facts themselves give let them be one occasion.

    They must lie within so many days of the day of the other's event.
    """
    slack = timedelta(days=within)
    return _fits(left, right, slack) and _fits(right, left, slack)


def _fits(known: Known, other: Known, slack: timedelta) -> bool:
    if other.first is None or other.last is None:
        return True
    for time, resolved in known.fact.times:
        earliest, latest = as_day(resolved.earliest), as_day(resolved.latest)
        outside = (
            time.type == "DATE"
            and earliest
            and latest
            and (latest < other.first - slack or earliest > other.last + slack)
        )
        if outside:
            return False
    return True


def known_facts(collection: Collection, told: Sequence[Told]) -> list[Known]:
    """The facts of every main report, in order of events and articles."""
    return [
        Known(fact, number, *one.days)
        for number, one in enumerate(told)
        for fact in facts_of(collection, one)
    ]


def facts_of(collection: Collection, told: Told) -> tuple[Fact, ...]:
    """What the reports of an event tell as done or denied, looked for once."""
    if told.facts is None:
        told.facts = tuple(f for profile in told.distinct for f in facts(collection, profile))
    return told.facts


def _blocks(known: Known) -> Iterator[Hashable]:
    """Where a fact meets others: in its event by act; near its own days, and its event's."""
    fact = known.fact
    yield fact.kind.name, known.event
    days = {
        day + timedelta(days=number)
        for time, resolved in fact.times
        if (day := day_of(known, time, resolved))
        for number in range(MISSED_BY + 1)
    }
    if known.first and known.last and (known.last - known.first).days <= NEAR:
        count = (known.last - known.first).days + 1 + NEAR
        days.update(known.first + timedelta(days=number) for number in range(count))
    keys = fact.people | (fact.states if fact.borrowed else frozenset())
    for day in sorted(days):
        for key in sorted(keys):
            yield fact.kind.name, key, day.toordinal()


def pairs(collection: Collection, known: Sequence[Known]) -> Iterator[Pair]:
    """Facts of one act in two articles, neither an update of the other, each pair once."""
    blocks: dict[Hashable, list[int]] = defaultdict(list)
    for number, one in enumerate(known):
        for block in _blocks(one):
            members = blocks[block]
            if len(members) < COMPARED and (not members or members[-1] != number):
                members.append(number)
    seen: set[tuple[int, int]] = set()
    for members in blocks.values():
        for pair in combinations(members, 2):
            left, right = known[pair[0]], known[pair[1]]
            if pair in seen or left.fact.article == right.fact.article:
                continue
            seen.add(pair)
            if not is_update(collection, left.fact.article, right.fact.article):
                yield left, right
