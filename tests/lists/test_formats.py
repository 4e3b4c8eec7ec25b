"""Every format: told from its content, all entries read, faults named with their place."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.lists import samples

from veedor.errors import ListError
from veedor.lists import load

CASES = [
    # sample, format, list and record, primary name, births, listed on, nationality
    (samples.UN, "un-xml", "UN 1718", "KPi.901", "PAK HYO SOK", ("1961/1963",), "2016-11-30", "KP"),
    (samples.OFAC_NAMES, "ofac-csv", "US OFAC SDN", "90001", "MARLOVSKY, Edgar Ivanovich",
     ("1961-03-05",), None, "RU"),
    (samples.OFAC_XML, "ofac-xml", "US OFAC Non-SDN", "90003", "SHED BANK", (), None, "CN"),
    (samples.EU_JOURNAL, "eu-journal-csv", "EU 269/2014", "I.PERSONS-7",
     "Edgar Ivanovich MARLOVSKY", ("1961-03-05",), "2022-02-25", "RU"),
    (samples.EU_FSF, "eu-fsf-xml", "EU 2017/1509", "EU.9001.1", "Pak Hyo Sok", ("1962~",),
     "2016-12-08", "KP"),
    (samples.EU_FSF_CSV, "eu-fsf-csv", "EU 2017/1509", "EU.9001.1", "Pak Hyo Sok", ("1962",),
     "2016-12-08", "KP"),
    (samples.UK, "uk-csv", "UK sanctions list", "ZZZ0001", "Edgar Ivanovich Marlovsky", ("1961",),
     "2022-03-24", "RU"),
    (samples.UK_XML, "uk-xml", "UK sanctions list", "ZZZ0001", "Edgar Marlovsky", ("1961",),
     "2022-03-24", "RU"),
    (samples.FTM, "ftm-json", "US OFAC SDN", "90001", "Edgar Marlovsky", ("1961-03-05",),
     "2022-03-03", "RU"),
    (samples.WATCHLIST, "watchlist-csv", "watchlist list", "1", "Edgar Marlovsky", ("1961",), None,
     "RU"),
]  # fmt: skip


@pytest.fixture
def write(tmp_path: Path):
    def write(content: str | bytes, name: str = "list") -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        return path

    return write


@pytest.mark.parametrize(
    ("sample", "form", "list_name", "record", "name", "births", "listed_on", "state"),
    CASES,
    ids=[case[1] for case in CASES],
)
def test_first_record(write, sample, form, list_name, record, name, births, listed_on, state):
    version = load(write(sample))
    first = version.records[0]
    assert version.format == form
    assert (first.list, first.record) == (list_name, record)
    assert first.names[0].text == name
    assert first.names[0].quality == "primary"
    assert first.births == births
    assert first.listed_on == listed_on
    assert state in first.nationalities


@pytest.mark.parametrize(
    ("sample", "as_of"),
    [(samples.UN, "2024-05-01"), (samples.OFAC_XML, "2025-03-28"), (samples.EU_FSF, "2025-03-01"),
     (samples.UK, "2025-03-14"), (samples.UK_XML, "2025-03-14"), (samples.OFAC_NAMES, None)],
)  # fmt: skip
def test_day_of_the_copy(write, sample, as_of):
    assert load(write(sample)).as_of == as_of


def test_the_day_given_or_in_the_name_serves_where_the_file_has_none(write):
    assert load(write(samples.OFAC_NAMES, "sdn_2025-02-27.csv")).as_of == "2025-02-27"
    assert load(write(samples.OFAC_NAMES), as_of="2020-01-01").as_of_basis == "given"


def test_qualities_scripts_and_ship_numbers(write):
    un = load(write(samples.UN)).records[0]
    assert [(name.text, name.quality) for name in un.names] == [
        ("PAK HYO SOK", "primary"), ("Park Hyo-sok", "good"), ("The Heron", "weak"),
    ]  # fmt: skip
    ofac = load(write(samples.OFAC_NAMES)).records
    assert ofac[0].names[1].text == "THE BARON"
    assert ofac[0].names[1].quality == "weak"
    assert ofac[0].programme == "RUSSIA-EO14024, CYBER2"
    assert ofac[1].imo == "9074729"
    eu = load(write(samples.EU_JOURNAL)).records
    assert eu[0].names[1].script == "Cyrillic"
    assert eu[1].record == "XIV.B-IMO9074729"
    assert {name.text for name in eu[1].names} == {"Grey Heron", "Blue Heron"}


def test_the_parts_of_ofacs_list(write):
    alternates = load(write(samples.OFAC_ALTERNATES))
    assert (alternates.part, alternates.records[0].names[0].text) == (
        "alternates",
        "MARLOVSKIY, Edgar",
    )
    addresses = load(write(samples.OFAC_ADDRESSES))
    assert (addresses.part, addresses.records[0].addresses) == (
        "addresses",
        ("1 Quay, Sochi, Russia",),
    )


def test_nested_sanctions_and_people_without_any(write):
    assert load(write(samples.FTM_NESTED)).records[0].record == "ZZZ0001"
    version = load(write(samples.FTM))
    assert len(version.records) == 1
    assert "1 without any sanction" in version.refused[0].reason


def test_a_watchlist_with_told_columns(write):
    path = write("Quien,Cuando\nEdgar Marlovsky,1961\n")
    version = load(path, list_name="ours", columns={"name": "Quien", "births": "Cuando"})
    assert version.records[0].list == "ours"
    assert version.records[0].type == "person"
    with pytest.raises(ListError, match="no column 'Nadie'"):
        load(path, columns={"name": "Nadie"})


LAUGHS = """<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>
<CONSOLIDATED_LIST>&b;</CONSOLIDATED_LIST>"""
EXTERNAL = '<?xml version="1.0"?><!DOCTYPE x SYSTEM "file:///etc/passwd"><sdnList/>'

FAULTS = [
    (LAUGHS, "document type definition", 1, "entities are refused, not expanded"),
    (EXTERNAL, "document type definition", 1, "nothing outside the file is read"),
    (samples.UN[:600], "not well-formed XML, or is cut short", None, "a cut download"),
    ("<html><body>Not found</body></html>", "which no list known", None, "an error page"),
    ("", "is empty", None, "an empty download"),
    ("a,b\n1,2\n", "no list format known", None, "some other table"),
    (samples.EU_JOURNAL + "32014R0269,8\n", "fields where the header has", 4, "a shifted row"),
    (samples.OFAC_NAMES.replace("\x1a", "x,y\n"), "does not have the fields", 3, "a shifted row"),
    (samples.UK + "a," * 40 + "\n", "fields where the header has", 5, "a shifted row"),
    (samples.FTM + "{not json\n", "is not JSON", 4, "a broken line"),
    (samples.EU_JOURNAL.encode("utf-16-le"), "no list format known", None, "UTF-16 unmarked"),
    (samples.EU_JOURNAL.replace("Edgar", "Édgar").encode("latin-1", "replace"), "is not UTF-8", 2,
     "Latin-1"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "says", "line", "why"), FAULTS, ids=[f[3] for f in FAULTS])
def test_faults_are_named_with_their_place(write, content, says, line, why):
    with pytest.raises(ListError, match=says) as caught:
        load(write(content))
    if line is not None:
        assert caught.value.line == line, why


def test_an_entry_without_a_name_is_refused_and_the_rest_kept(write):
    nameless = samples.UN.replace("<FIRST_NAME>SHED INDUSTRY DEPARTMENT</FIRST_NAME>", "").replace(
        "<ALIAS_NAME>Barn Department</ALIAS_NAME>", ""
    )
    version = load(write(nameless))
    assert (version.entries, len(version.records)) == (2, 1)
    assert "KPe.902: the entry has no name" in version.refused[0].reason


def test_an_unknown_date_is_noted_and_the_entry_kept(write):
    version = load(write(samples.UN.replace("2017-06-05", "soon")))
    assert version.records[1].listed_on is None
    assert "not understood: 'soon'" in version.refused[0].reason
