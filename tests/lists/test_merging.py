"""Records become parties, versions become histories."""

from __future__ import annotations

import pytest

from veedor.lists import Judgement, diff, history, judge, merge
from veedor.lists.merging import complete, judgements_of
from veedor.lists.version import ListVersion
from veedor.model import Decision, ListedName, Record


def record(list_name, number, name, kind="person", **fields):
    names = (ListedName(text=name),)
    return Record(list=list_name, record=number, type=kind, names=names, **fields)


UN = record("UN 1718", "KPi.901", "PAK HYO SOK", births=("1962-04-04",))
EU = record("EU 2017/1509", "XIII.A-9", "Park Hyo-sok", births=("1962",))
OTHER = record("US OFAC SDN", "9", "PAK, Hyo Sok", births=("1990",))
BARE = record("US OFAC SDN", "10", "PAK, Hyo Sok")


def together(parties):
    return {frozenset(r.record for r in party.records) for party in parties}


def test_names_need_a_birth_date():
    assert together(merge([UN, EU, OTHER, BARE])) == {
        frozenset({"KPi.901", "XIII.A-9"}), frozenset({"9"}), frozenset({"10"}),
    }  # fmt: skip


def test_ships_by_number_and_citations():
    ships = [
        record("UN 1718", "x.1", "Grey Heron", "vessel", imo="9074729"),
        record("EU 2017/1509", "XIV.B-1", "Blue Heron", "vessel", imo="9074729"),
        record("EU 2017/1509", "XIV.B-2", "Grey Heron", "vessel"),
    ]
    assert frozenset({"x.1", "XIV.B-1"}) in together(merge(ships))
    cited = record("UK sanctions list", "ZZZ1", "Hyo-sok PAK", references=("KPi.901",))
    assert frozenset({"KPi.901", "ZZZ1"}) in together(merge([UN, cited]))


def test_a_persons_word_stands_before_the_rules():
    pair = {"first": "UN 1718 KPi.901", "second": "EU 2017/1509 XIII.A-9"}
    apart = Judgement(**pair, same=False, by="ana", reason="another man")
    assert len(merge([UN, EU], [apart])) == 2
    later = Judgement(**pair, same=True, by="rule", reason="names")
    assert len(merge([UN, EU], [apart, later])) == 2
    one = Judgement(
        first="UN 1718 KPi.901", second="US OFAC SDN 10", same=True, by="ana", reason=""
    )
    assert frozenset({"KPi.901", "10"}) in together(merge([UN, BARE], [one]))


def test_the_log_is_added_to_once():
    made = judge([UN, EU])
    assert [entry.reason for entry in made] == ["the same full name, and birth dates that agree"]
    assert judge([UN, EU], made) == []


def test_party_ids_do_not_depend_on_order():
    assert {p.id for p in merge([UN, EU])} == {p.id for p in merge([EU, UN])} == {"UN 1718 KPi.901"}


def version(day, *records, part=None):
    return ListVersion(
        publication="un", format="un-xml", source="x", records=records, entries=len(records),
        sha256=day or "", as_of=day, part=part,
    )  # fmt: skip


def test_what_versions_tell_together():
    old, new = version("2020-01-01", UN), version("2024-01-01", EU)
    first, second = sorted(history([new, old]), key=lambda r: r.list, reverse=True)
    assert first.delisted_between == ("2020-01-01", "2024-01-01")
    assert first.seen == ("2020-01-01", "2020-01-01")
    assert second.absent_on == "2020-01-01"
    assert second.delisted_between is None


def test_an_undated_version_or_a_part_shows_no_delisting():
    assert history([version(None, UN), version("2024-01-01", EU)])[0].delisted_between is None
    parts = [
        version("2020-01-01", UN, part="alternates"),
        version("2024-01-01", EU, part="alternates"),
    ]
    assert all(r.delisted_between is None for r in history(parts))


def test_diff():
    changed = record("UN 1718", "KPi.901", "PAK HYO SOK", births=("1963",))
    found = diff(version("2020-01-01", UN, EU), version("2024-01-01", changed, BARE))
    assert [(c.kind, c.record, c.fields) for c in found] == [
        ("removed", "XIII.A-9", ()), ("changed", "KPi.901", ("births",)), ("added", "10", ()),
    ]  # fmt: skip
    assert diff(version("2020-01-01", UN), version("2024-01-01", UN)) == []


@pytest.mark.parametrize(
    ("first", "second", "expected", "why"),
    [({"seen": ("2023-01-31", "2023-01-31")}, {"seen": ("2025-02-27", "2025-02-27")},
      (("2023-01-31", "2025-02-27"), None, None), "two series of copies"),
     ({"seen": ("2025-02-27", "2025-02-27"), "absent_on": "2024-01-01"},
      {"seen": ("2023-01-31", "2023-01-31")},
      (("2023-01-31", "2025-02-27"), None, None), "an older copy of the other series has it"),
     ({"seen": ("2020-01-01", "2021-01-01"), "delisted_between": ("2021-01-01", "2022-01-01")},
      {"seen": ("2023-01-31", "2023-01-31")},
      (("2020-01-01", "2023-01-31"), None, None), "a later copy of the other has it still")],
)  # fmt: skip
def test_when_it_was_seen_over_several_series(first, second, expected, why):
    name = (ListedName(text="Grey Heron"),)
    common = {"list": "US OFAC SDN", "record": "7", "type": "organization", "names": name}
    (record,) = complete([Record(**common, **first), Record(**common, **second)])
    assert (record.seen, record.absent_on, record.delisted_between) == expected, why


def decision(first, second, word, number=1):
    return Decision(number=number, at="2025-01-01", by="ana", kind="party",
                    target=f"{first}|{second}", decision=word)  # fmt: skip


def test_people_have_the_last_word_on_each_pair():
    records = [
        Record(list="A", record="1", type="person", names=(ListedName(text="Edgar Marlovsky"),)),
        Record(list="B", record="2", type="person", names=(ListedName(text="Edgar Marlow"),)),
    ]
    log = [decision("A 1", "B 2", "same")]
    assert len(merge(records, judgements_of(log))) == 1
    log.append(decision("B 2", "A 1", "different", 2))
    assert len(merge(records, judgements_of(log))) == 2
    assert judgements_of([*log, decision("A 1", "B 2", "open", 3)]) == []
