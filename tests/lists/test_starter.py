"""The built-in list loads, says where its facts are from, and refuses what is not of its shape."""

from __future__ import annotations

from pathlib import Path

import pytest

from veedor.errors import ListError
from veedor.lists import load
from veedor.lists.starter import read_records, starter_path, starter_records

HEAD = "publication: own\nlists:\n  Own list: {as_of: 2024-01-31, programme: P}\n"


def test_records_are_of_known_lists_and_carry_the_day_of_their_copy() -> None:
    records = starter_records()
    assert {r.list for r in records} == {"UN 1718", "EU 2017/1509", "EU 269/2014", "US OFAC SDN"}
    assert len({(r.list, r.record) for r in records}) == len(records) >= 60
    assert all(r.seen and r.names and not r.reason for r in records)
    assert not [r.record for r in records if r.list != "US OFAC SDN" and not r.listed_on]


def test_it_loads_like_any_other_list() -> None:
    version = load(starter_path())
    assert version.records == starter_records()
    assert (version.publication, version.format, version.refused) == ("starter", "yaml", ())


@pytest.mark.parametrize(
    ("number", "list_name", "listed_on", "why"),
    [
        ("KPi.038", "UN 1718", "2016-11-30", "the traveller of September 2023"),
        ("KPe.028", "UN 1718", "2016-03-02", "the department he heads"),
        ("I.PERSONS-212", "EU 269/2014", "2022-02-23", "Shoigu, listed by the EU, not by the UN"),
        ("I.PERSONS-1738", "EU 269/2014", "2024-02-23", "Kang Sun Nam: after August 2023"),
        ("I.PERSONS-669", "EU 269/2014", "2022-02-25", "Putin"),
    ],
)
def test_facts_checked_by_hand(number: str, list_name: str, listed_on: str, why: str) -> None:
    found = [r for r in starter_records() if r.record == number and r.list == list_name]
    assert [r.listed_on for r in found] == [listed_on], why


def test_one_record_with_all_kinds_of_name(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    record = "records:\n  - {list: Own list, record: 7, type: person, primary: A B, weak: [C]}\n"
    path.write_text(HEAD + record, "utf-8")
    entries, publication, as_of = read_records(path)
    assert (publication, as_of) == ("own", "2024-01-31")
    [one] = entries.records
    assert (one.record, one.programme, one.seen) == ("7", "P", ("2024-01-31", "2024-01-31"))
    assert [(n.text, n.quality) for n in one.names] == [("A B", "primary"), ("C", "weak")]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("a: [1", "is not YAML"),
        ("- 1\n", "lacks lists, publication, records"),
        (HEAD + "records: 3\n", "must be a mapping"),
        (HEAD + "records: [x]\n", "records[1]: must be a mapping"),
        (HEAD + "records: [{list: Other, record: 1, type: person}]\n", "stands under `lists`"),
        (HEAD + "records: [{list: Own list, record: 1, type: ghost}]\n", "`type` must be one"),
        (HEAD + "records: [{list: Own list, record: 1, kind: x}]\n", "unknown key kind"),
        (
            HEAD + "records: [{list: Own list, record: 1, type: person, listed_on: soon}]\n",
            "cannot be understood",
        ),
    ],
)
def test_what_is_wrong_is_said_with_its_place(tmp_path: Path, content: str, said: str) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(content, "utf-8")
    with pytest.raises(ListError) as error:
        read_records(path)
    assert said in str(error.value)
    assert str(path) in str(error.value)
