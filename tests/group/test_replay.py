"""Happenings that are sought again come out as when they are sought for the first time."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Set
from datetime import date, timedelta
from zlib import crc32

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from veedor.group import happenings as module
from veedor.group.cards import Report, Seen, card_of
from veedor.group.happenings import Decided, Open
from veedor.group.profiles import Profile
from veedor.group.replay import Replay
from veedor.group.whole import Whole

DAY = date(2031, 5, 6)
ACTS, PEOPLE = ("meet", "sign", "veto"), ("lidia-moran", "arnaldo-vex", "puerto-cal")
NAMED = ("~moran", "~vex", "~cal", "~ardal", "~lindora")


def profile(article: str, source: random.Random) -> Profile:
    day = DAY + timedelta(days=source.randrange(12))
    told = day - timedelta(days=source.randrange(3))
    keys = tuple(source.sample(NAMED, source.randrange(4)))
    return Profile(
        article=article, title="", language="es", written=day, earliest=told, latest=told,
        acts=(source.choice(ACTS),), participants=(source.choice(PEOPLE),), places=(), states=(),
        head=(), mentions=(), vector={},
        whole=Whole(keys, frozenset(keys), long=bool(keys)),
    )  # fmt: skip


def likeness(left: Profile, right: Profile, rare: Set[str] = frozenset()) -> float:
    """Any, but always the same for the same rare names, and often enough for one event."""
    if not {*left.keys} & {*right.keys}:
        return 0.0
    names = sorted(rare & left.whole.names & right.whole.names)
    return crc32("".join(sorted((left.article, right.article, *names))).encode()) % 100 / 120


@pytest.fixture(autouse=True)
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Happenings that are soon over, so that much is settled; any likeness."""
    monkeypatch.setattr(module, "OVER", 2)
    monkeypatch.setattr(module, "RARE", 2)
    monkeypatch.setattr(module, "HANDED_ON", 2)
    monkeypatch.setattr(module, "likeness", likeness)


def found(held: Open, reports: Iterable[Report]) -> tuple[list[list[str]], Decided]:
    """The articles of each happening, and what was decided."""
    told = []
    for report in reports:
        told += held.begin_day(report.written)
        held.add(report)
    told += held.hand_on(None)
    return [one.articles for one in told], held.decided


def in_order(profiles: Mapping[str, Profile]) -> list[Profile]:
    return sorted(profiles.values(), key=lambda one: (one.written or DAY, one.article))


@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(seed=st.integers(0, 100_000), count=st.integers(2, 60), late=st.integers(1, 5))
def test_what_is_decided_again_is_what_would_be_decided(seed: int, count: int, late: int) -> None:
    source = random.Random(seed)
    now = {f"{number:03}": profile(f"{number:03}", source) for number in range(count)}
    copies = {key: source.choice("xyz") for key in now if source.random() < 0.2}
    changed = set(source.sample(sorted(now), min(late, count)))
    # Some were not there, some were of another day and act, and one is gone.
    before = {key: one for key, one in now.items() if key not in changed or key < "010"}
    before |= {key: profile(key, source) for key in changed & before.keys()}
    before["gone"] = profile("gone", source)
    changed.add("gone")
    _, decided = found(Open(copies), in_order(before))

    again = Replay(copies, changed=changed)
    again.know(decided, [*map(card_of, in_order(before))])
    reports = [Seen(card_of(one), now.__getitem__) for one in in_order(now)]
    assert found(again, reports) == found(Open(copies), in_order(now))


def test_what_nothing_met_is_not_looked_at() -> None:
    source = random.Random(1)
    now = {key: profile(key, source) for key in "abcdefgh"}
    _, decided = found(Open(), in_order(now))
    again = Replay()
    again.know(decided, [*map(card_of, in_order(now))])
    reports = [Seen(card_of(one), lambda key: pytest.fail(key)) for one in in_order(now)]
    assert found(again, reports)[1] == decided
