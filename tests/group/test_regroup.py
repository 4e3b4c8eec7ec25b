"""What is added to a grouped collection is grouped as the whole is, whenever it arrives."""

from __future__ import annotations

import importlib
import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pytest
from benchmarks.growth import generated
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from veedor.group import keeping, profiles, regroup, slices, stream
from veedor.group import whole as whole_reports
from veedor.group.collection import Collection
from veedor.group.happenings import Open
from veedor.group.terms import Weights
from veedor.model import CopyFamily, Member, record_id
from veedor.shelf import Overlay, unpacked

happenings = importlib.import_module("veedor.group.happenings")
Make = Callable[..., Any]
Records = dict[str, dict[str, Any]]
SOME = [*generated(260)]
DAYS = [date(2020, 1, 1) + timedelta(days=number) for number in range(5)]
NAMES = {"Arnaldo Vex": ("arnaldo-vex", "person"), "Lidia Moran": ("lidia-moran", "person"),
         "Puerto Cal": ("puerto-cal", "place")}  # fmt: skip
WORDS = {"firmaron": "firmar", "firma": "firmar", "reunieron": "reunir", "negaron": "negar"}


@dataclass
class MemoryShelf:
    """A shelf that lasts as long as the process."""

    rooms: dict[str, dict[str, bytes]] = field(default_factory=lambda: defaultdict(dict))

    def get(self, room: str, keys: Iterable[str]) -> dict[str, bytes]:
        here = self.rooms[room]
        return {key: here[key] for key in keys if key in here}

    def keys(self, room: str) -> list[str]:
        return sorted(self.rooms[room])

    def between(self, room: str, first: str, last: str) -> dict[str, bytes]:
        here = self.rooms[room]
        return {key: here[key] for key in sorted(here) if first <= key < last}

    def put(self, room: str, rows: Mapping[str, bytes]) -> None:
        self.rooms[room].update(rows)

    def drop(self, room: str, keys: Iterable[str]) -> None:
        for key in keys:
            self.rooms[room].pop(key, None)


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Slices of a few events and days, so that a small collection has many."""
    monkeypatch.setattr(slices, "SLICE", 30)
    monkeypatch.setattr(slices, "SLICE_DAYS", 0)
    monkeypatch.setattr(happenings, "OVER", 1)
    monkeypatch.setattr(happenings, "HANDED_ON", 0)
    monkeypatch.setattr(regroup, "_TOUCHED", 2.0)


def pact(told: Make, key: str, day: date, *, denied: bool = False) -> Any:
    """A report of a pact that others deny."""
    verb = "negaron" if denied else "firmaron"
    text = f"Arnaldo Vex y Lidia Moran {verb} el martes un acuerdo de pesca en Puerto Cal."
    when = {"el martes": (day.isoformat(), day.isoformat(), day.isoformat())}
    return told(
        key, ["Pacto de pesca", text], day.isoformat(), names=NAMES, lemmas=WORDS, times=when,
        outlet=key, **{"denied" if denied else "done": [verb]},
    )  # fmt: skip


def recalling(told: Make, key: str, day: date, before: date) -> Any:
    """A later report that recalls the pact, and perhaps misses its day."""
    text = "Recuerdan la firma de Arnaldo Vex y Lidia Moran aquel 5 de enero."
    when = {"5 de enero": (before.isoformat(), before.isoformat(), before.isoformat())}
    return told(
        key, ["Reunión en la lonja", text], day.isoformat(), names=NAMES, lemmas=WORDS, times=when
    )


def everything(told: Make, collect: Make) -> Collection:
    """Generated reports of five days, a pact among them, its denial, and who recalls it."""
    own = collect(
        pact(told, "pact1", DAYS[0]), pact(told, "pact2", DAYS[0]), pact(told, "pact3", DAYS[1]),
        pact(told, "denied", DAYS[0], denied=True), recalling(told, "soon", DAYS[2], DAYS[0]),
        recalling(told, "late", DAYS[4], DAYS[1]),
    )  # fmt: skip
    return Collection(
        *(
            dict(mine) | {row[0].id: row[place] for row in SOME}
            for mine, place in (
                (own.articles, 0), (own.readings, 1), (own.datings, 3), (own.linked, 2),
            )
        )
    )  # fmt: skip


def part(whole: Collection, keys: Iterable[str]) -> Collection:
    """A part of a collection, with families of what has one text."""
    wanted = sorted(keys)
    texts: dict[str, list[str]] = {}
    for key in wanted:
        texts.setdefault(whole.articles[key].text.split("\n")[1], []).append(key)
    families = [
        CopyFamily(
            id=record_id("family", members[0]),
            members=tuple(Member(article=key, own_share=0.0) for key in members),
            origin=None, origin_kind="unknown",
        )
        for members in texts.values() if len(members) > 1
    ]  # fmt: skip
    records = (whole.articles, whole.readings, whole.datings, whole.linked)
    return Collection(*({key: rows[key] for key in wanted} for rows in records), families)


def grouped(collection: Collection, **given: Any) -> Records:
    """The records of a collection made as a whole, by kind and id."""
    found: Records = {kind: {} for kind in ("events", "conflicts", "utterances", "stories")}
    found["entities"] = {}
    for kind, record in stream.grouped(collection, **given):
        key = record.key if kind == "entities" else record.id
        if kind != "conflicts" or key not in found[kind]:
            found[kind][key] = record
    return found


def add(shelf: MemoryShelf, records: Records, before: Collection, after: Collection) -> None:
    """Take up what one collection has more than another."""
    new = after.articles.keys() - before.articles.keys()
    copied = {
        key for key in after.articles
        if _copies(before, key) != _copies(after, key) and key not in new
    }  # fmt: skip
    found = regroup.regroup(
        after, shelf, new | copied, records["events"].__getitem__, lambda keys: None
    )
    assert found is not None
    changes, overlay = found
    overlay.apply()
    for kind, gone in changes.gone.items():
        for key in gone:
            records[kind].pop(key, None)
    for kind, rows in changes.put.items():
        records[kind].update(rows)


def _copies(collection: Collection, key: str) -> list[str]:
    family = collection.family_of.get(key)
    return [member.article for member in family.members] if family else []


def both(whole: Collection, late: Sequence[str], steps: int) -> tuple[Records, Records]:
    """The records of a collection to which some articles were added, and of the whole made anew
    with the same weights."""
    keys = [key for key in whole.articles if key not in late]
    shelf = MemoryShelf()
    held = part(whole, keys)
    records = grouped(held, shelf=shelf)
    for at in range(0, len(late), steps):
        keys += late[at : at + steps]
        more = part(whole, keys)
        add(shelf, records, held, more)
        held = more
    weights = unpacked(shelf.get(keeping.WEIGHTS, [""])[""], Weights)
    ends = [key for key in shelf.keys(keeping.SLICES) if key != keeping.FIRST]
    assert len(ends) > 1
    return records, grouped(part(whole, keys), weights=weights, ends=ends)


@settings(
    max_examples=6, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(seed=st.integers(0, 10_000), count=st.integers(1, 12), steps=st.integers(1, 4))
def test_in_any_order_it_is_what_the_whole_is(
    told: Make, collect: Make, seed: int, count: int, steps: int
) -> None:
    whole = everything(told, collect)
    late = random.Random(seed).sample(sorted(whole.articles), count)
    added, anew = both(whole, late, steps)
    for kind in ("conflicts", "utterances", "entities"):
        assert added[kind] == anew[kind], kind
    assert {key: mains(event) for key, event in added["events"].items()} == {
        key: mains(event) for key, event in anew["events"].items()
    }
    members = sorted(key for story in added["stories"].values() for key in story.articles)
    assert members == sorted(whole.articles), "each article is of one story"
    told_of = {key for story in added["stories"].values() for key in story.events}
    assert told_of == added["events"].keys()


def mains(event: Any) -> list[str]:
    return [report.article for report in event.reports if report.role == "main"]


@pytest.mark.parametrize("long", [12, 2])
def test_news_is_grouped_exactly_as_the_whole_is(
    told: Make, collect: Make, long: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where articles come in order of time, stories and backgrounds are the same, too; so they are
    where reports are long, whose names are looked at."""
    monkeypatch.setattr(whole_reports, "LONG", long)
    whole = everything(told, collect)
    late = whole.order[-25:]
    added, anew = both(whole, late, 7)
    assert added == anew


def test_what_has_nothing_to_do_with_it_is_not_looked_at(
    told: Make, collect: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is decided on most articles is done again without their readings."""
    whole = everything(told, collect)
    shelf = MemoryShelf()
    held = part(whole, [key for key in whole.articles if key != "pact3"])
    records = grouped(held, shelf=shelf)
    seen: set[str] = set()
    of = profiles.Profiles.of

    def counted(self: profiles.Profiles, article: str) -> profiles.Profile:
        seen.add(article)
        return of(self, article)

    monkeypatch.setattr(profiles.Profiles, "of", counted)
    add(shelf, records, held, part(whole, whole.articles))
    assert {"pact1", "pact3"} <= seen
    assert len(seen) < len(whole.articles) / 3, "those of one day and act, and what they met"


def test_an_article_of_another_day_goes_over(told: Make, collect: Make) -> None:
    whole = everything(told, collect)
    shelf = MemoryShelf()
    records = grouped(whole, shelf=shelf)
    datings = dict(whole.datings)
    datings["pact3"] = pact(told, "pact3", DAYS[4]).dating()
    moved = Collection(whole.articles, whole.readings, datings, whole.linked)
    found = regroup.regroup(
        moved, shelf, {"pact3"}, records["events"].__getitem__, lambda keys: None
    )
    assert found is not None
    row = unpacked(found[1].get(keeping.PLACED, ["pact3"])["pact3"], keeping.Placed)
    assert row.order.startswith(DAYS[4].isoformat())


def test_nothing_is_changed_before_it_is_applied(told: Make, collect: Make) -> None:
    """A run that is killed leaves what was kept as it was."""
    whole = everything(told, collect)
    held = part(whole, [key for key in whole.articles if key != "late"])
    shelf = MemoryShelf()
    records = grouped(held, shelf=shelf)
    before = {room: dict(rows) for room, rows in shelf.rooms.items()}
    assert regroup.regroup(
        part(whole, whole.articles), shelf, {"late"}, records["events"].__getitem__,
        lambda keys: None,
    )  # fmt: skip
    assert {room: dict(rows) for room, rows in shelf.rooms.items() if rows} == {
        room: rows for room, rows in before.items() if rows
    }


def test_much_that_is_touched_is_left_to_be_made_anew(
    told: Make, collect: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(regroup, "_TOUCHED", 0.0)
    monkeypatch.setattr(regroup, "_FEW", 0)
    whole = everything(told, collect)
    held = part(whole, [key for key in whole.articles if key != "late"])
    shelf = MemoryShelf()
    records = grouped(held, shelf=shelf)
    assert regroup.regroup(
        part(whole, whole.articles), shelf, {"late"}, records["events"].__getitem__,
        lambda keys: None,
    ) is None  # fmt: skip


def test_what_is_held_can_be_taken_up_again() -> None:
    """The state is all that decides what is done with later articles."""
    held = Open()
    assert held.state() == []
    held.take_up([], DAYS[0], lambda key: pytest.fail(key))
    assert held.today == DAYS[0]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, {"a": b"1", "b": b"2"}),
        ({"a": b"3"}, {"a": b"3", "b": b"2"}),
        ({"a": None}, {"b": b"2"}),
        ({"c": b"4"}, {"a": b"1", "b": b"2", "c": b"4"}),
    ],
)
def test_an_overlay(changes: dict[str, bytes | None], expected: dict[str, bytes]) -> None:
    beneath = MemoryShelf()
    beneath.put("room", {"a": b"1", "b": b"2"})
    over = Overlay(beneath)
    for key, row in changes.items():
        if row is None:
            over.drop("room", [key])
        else:
            over.put("room", {key: row})
    assert over.between("room", "", "~") == over.get("room", "abc") == expected
    assert over.keys("room") == list(expected)
    assert beneath.keys("room") == ["a", "b"]
    over.apply()
    assert beneath.between("room", "", "~") == expected
