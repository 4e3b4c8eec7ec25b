"""Every field of the publishers' formats, read in full."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.lists import whole_samples as samples

from veedor.lists import load
from veedor.model import Record


def records(tmp_path: Path, content: str) -> dict[str, Record]:
    path = tmp_path / "list"
    path.write_text(content, "utf-8", newline="")
    return {record.record: record for record in load(path).records}


def named(record: Record) -> list[tuple[str, str]]:
    return [(name.text, name.quality) for name in record.names]


@pytest.mark.parametrize("content", [samples.UK_CSV, samples.UK_CSV_UNDATED], ids=["dated", "not"])
def test_uk_csv(tmp_path, content):
    found = records(tmp_path, content)
    person = found["ZZZ0001"]
    assert named(person) == [
        ("Edgar Ivanovich MARLOVSKY", "primary"), ("Эдгар Иванович МАРЛОВСКИЙ", "primary"),
        ("Edgar Marlow", "weak"), ("Edgar Marlovskiy", "good"), ("E Marlov", "good"),
    ]  # fmt: skip
    assert person.names[1].script == "Cyrillic"
    assert (person.type, person.births, person.nationalities) == (
        "person", ("1961", "1962-03-05"), ("RU",),
    )  # fmt: skip
    assert (person.positions, person.reason, person.listed_on) == (
        ("Director",), "Owns sheds.", "2022-03-24",
    )  # fmt: skip
    ship = found["ZZZ0003"]
    assert (ship.type, ship.imo, ship.nationalities) == ("vessel", "9074729", ("GA",))
    body = found["ZZZ0002"]
    assert (body.type, body.references, body.nationalities, body.listed_on) == (
        "organization", ("KPe.902",), ("KP",), None,
    )  # fmt: skip
    assert body.addresses == ("1 Shed Street, Pyongyang, North Korea",)


def test_the_day_of_a_uk_copy_and_a_date_that_is_none(tmp_path):
    path = tmp_path / "list"
    path.write_text(samples.UK_CSV, "utf-8", newline="")
    version = load(path)
    assert (version.as_of, version.format, version.entries) == ("2026-09-23", "uk-csv", 3)
    (refusal,) = version.refused
    assert refusal.source == f"{path}:7"
    assert "ZZZ0002: listing date not understood: 'not yet known'" in refusal.reason


def test_ofsi(tmp_path):
    (person,) = records(tmp_path, samples.OFSI).values()
    assert named(person) == [("EDGAR MARLOVSKY", "primary"), ("THE BARON", "weak")]
    assert (person.record, person.births) == ("90001", ("1961",))
    assert person.nationalities == ("RU", "CY")
    assert (person.listed_on, person.reason) == ("2022-03-24", "Owns sheds.")
    assert person.addresses == ("1 Quay, Sochi, Russia",)


def test_uk_xml(tmp_path):
    found = records(tmp_path, samples.UK_XML)
    person = found["ZZZ0001"]
    assert named(person) == [
        ("Edgar Ivanovich MARLOVSKY", "primary"), ("Edgar Marlow", "weak"),
        ("Эдгар МАРЛОВСКИЙ", "good"),
    ]  # fmt: skip
    assert (person.births, person.nationalities) == (("1961", "1962-03-05"), ("RU", "CY"))
    assert person.addresses == ("1 Quay, Sochi, 354000, Russia",)
    ship = found["ZZZ0003"]
    assert (ship.imo, ship.nationalities, ship.listed_on) == ("9074729", ("GA",), "2024-06-13")


def test_eu_xml(tmp_path):
    found = records(tmp_path, samples.EU_XML)
    person = found["EU.9001.1"]
    assert named(person) == [
        ("Pak Hyo Sok", "primary"), ("Hyo Sok Park", "good"), ("박효석", "good"),
        ("The Heron", "weak"), ("The Stork", "weak"),
    ]  # fmt: skip
    assert person.births == ("1962~", "1964/1966", "1961-03-05")
    assert person.listed_on == "2016-12-08", "the first regulation, not the UN's day"
    assert (person.list, person.positions, person.references, person.reason) == (
        "EU 2017/1509", ("Chief of Sheds",), ("KPi.901",), "Invented.",
    )  # fmt: skip
    bank = found["8"]
    assert (bank.list, bank.type, bank.nationalities) == ("EU 269/2014", "organization", ("RU",))
    assert bank.addresses == ("1 Shed Street, Moscow, 101000, RUSSIAN FEDERATION",)


def test_eu_csv_says_what_the_xml_says(tmp_path):
    (person,) = records(tmp_path, samples.EU_CSV).values()
    of_xml = records(tmp_path, samples.EU_XML)["EU.9001.1"]
    assert named(person) == named(of_xml)[:4]
    for field in ("list", "record", "births", "nationalities", "listed_on", "references", "reason"):
        assert getattr(person, field) == getattr(of_xml, field), field


def test_eu_csv_of_the_old_form(tmp_path):
    (person,) = records(tmp_path, samples.EU_CSV_OLD).values()
    assert (person.list, person.record, named(person)) == (
        "EU 2017/1509", "EU.9001.1", [("Pak Hyo Sok", "primary")],
    )  # fmt: skip
    assert (person.births, person.nationalities, person.listed_on) == (
        ("1961-03-05",), ("KP",), "2016-12-08",
    )  # fmt: skip


def test_ofac_advanced_xml_has_dates(tmp_path):
    found = records(tmp_path, samples.OFAC_ADVANCED)
    person = found["90001"]
    assert named(person) == [
        ("MARLOVSKY, Edgar Ivanovich", "primary"), ("МАРЛОВСКИЙ, Эдгар", "primary"),
        ("THE BARON", "weak"),
    ]  # fmt: skip
    assert (person.list, person.listed_on, person.programme) == (
        "US OFAC SDN", "2022-03-03", "RUSSIA-EO14024",
    )  # fmt: skip
    assert (person.births, person.nationalities, person.positions, person.reason) == (
        ("1961/1963",), ("RU",), ("Director",), "Owns sheds.",
    )  # fmt: skip
    assert person.addresses == ("1 Quay, Sochi, Russia",)
    ship = found["90002"]
    assert (ship.list, ship.type, ship.imo, ship.nationalities, ship.listed_on) == (
        "US OFAC Non-SDN", "vessel", "9074729", ("PA",), "2024-06-12",
    )  # fmt: skip
