"""Screening: who is found, by what, and whether the record stood on that day."""

from __future__ import annotations

import pytest

from veedor.errors import ListError
from veedor.lists import Index, in_force, merge
from veedor.model import ListedName, Record


def record(number, *names, kind="person", list_name="UN 1718", **fields):
    listed = tuple(ListedName(text=name) for name in names)
    return Record(list=list_name, record=number, type=kind, names=listed, **fields)


RECORDS = [
    record("i.1", "MARLOVSKY, Edgar Ivanovich", nationalities=("RU",), births=("1961-03-05",),
           listed_on="2022-02-25"),
    record("i.2", "MARLOVSKY, Irina", nationalities=("RU",)),
    record("i.3", "PAK HYO SOK", nationalities=("KP",), listed_on="2024-02-23"),
    record("e.1", "SHED INDUSTRY DEPARTMENT", kind="organization", nationalities=("KP",)),
    record("e.2", "Heron", kind="organization"),
    record("i.4", "Baron"),
]  # fmt: skip


@pytest.fixture(scope="module")
def index():
    filler = [record(f"f.{n}", f"Person{n} Filler{n}") for n in range(3000)]
    return Index(merge([*RECORDS, *filler]))


@pytest.mark.parametrize(
    ("name", "expected", "why"),
    [("Edgar Marlovski", {"i.1"}, "another spelling, no patronymic"),
     ("Эдгар Марловский", {"i.1"}, "another script"),
     ("Park Hyo-sok", {"i.3"}, "another romanisation"),
     ("Marlovsky", set(), "a lone surname never decides"),
     ("Baron", set(), "nor a lone name of a person"),
     ("Heron", {"e.2"}, "a body may have one word"),
     ("Departamento de la Industria de Sheds", {"e.1"}, "translated, a letter off"),
     ("Ana Marlovsky", set(), "a relative"),
     ("", set(), "nothing"),
     ("…", set(), "no letters")],
)  # fmt: skip
def test_screen(index, name, expected, why):
    assert {match.record for match in index.screen(name)} == expected, why


def test_births_and_states_that_contradict(index):
    assert index.screen("Edgar Marlovsky", births=("1961",))
    assert not index.screen("Edgar Marlovsky", births=("1999",))
    best = index.screen("Edgar Marlovsky", country="RU")[0].score
    elsewhere = index.screen("Edgar Marlovsky", country="AR", accept=0.5)
    assert elsewhere[0].score < best
    assert elsewhere[0].why[-1].how == "another state"


def test_types(index):
    assert not index.screen("Shed Industry Department", type="person")
    assert index.screen("Shed Industry Department", type="facility")


def test_kept_as_bytes_it_finds_the_same(index):
    again = Index.from_bytes(index.to_bytes())
    for name in ("Edgar Marlovski", "Park Hyo-sok", "Heron"):
        assert again.screen(name) == index.screen(name)
    with pytest.raises(ListError, match="build it again"):
        Index.from_bytes(b"nonsense")


@pytest.mark.parametrize(
    ("fields", "days", "expected"),
    [({"listed_on": "2024-02-23"}, ("2023-08-15", "2023-08-15"), "no"),
     ({"listed_on": "2024-02-23"}, ("2024-03-01", "2024-03-01"), "yes"),
     ({"listed_on": "2024-02-23"}, ("2024-02-01", "2024-03-01"), "unknown"),
     ({"listed_on": "2024"}, ("2024-03-01", "2024-03-01"), "unknown"),
     ({}, ("2024-03-01", "2024-03-01"), "unknown"),
     ({"listed_on": "2024-02-23"}, None, "unknown"),
     ({"seen": ("2020-01-01", "2025-01-01")}, ("2023-01-01", "2023-01-01"), "yes"),
     ({"seen": ("2020-01-01", "2025-01-01")}, ("2019-01-01", "2019-01-01"), "unknown"),
     ({"seen": ("2020-01-01", "2025-01-01"), "absent_on": "2019-06-01"},
      ("2019-01-01", "2019-01-01"), "no"),
     ({"listed_on": "2010-01-01", "delisted_between": ("2020-01-01", "2021-01-01")},
      ("2022-01-01", "2022-01-01"), "no"),
     ({"listed_on": "2010-01-01", "delisted_between": ("2020-01-01", "2021-01-01")},
      ("2020-06-01", "2020-06-01"), "unknown"),
     ({"listed_on": "2010-01-01", "delisted_between": ("2020-01-01", "2021-01-01")},
      ("2015-06-01", "2015-06-01"), "yes")],
)  # fmt: skip
def test_in_force(fields, days, expected):
    force, basis = in_force(record("i.9", "A B", **fields), days)
    assert force == expected
    assert basis


SHORT = [
    record("s.1", "Serguei Petrovich MARLOVSKY", nationalities=("RU",)),
    record("s.2", "ARCE OLIVARES, Jose Damian", nationalities=("NI",)),
    record("s.3", "KIM Chol Min"),
]


@pytest.mark.parametrize(
    ("name", "country", "expected", "why"),
    [("Serguéi Marlovski", None, {"s.1"}, "no patronymic in the press; few records held"),
     ("Damián Arce", "NI", {"s.2"}, "no second surname, a second given name first; its state"),
     ("Damián Arce", "ES", set(), "another state"),
     ("Kim Min", None, set(), "frequent words stay frequent in a short list")],
)  # fmt: skip
def test_a_short_list_judges_as_a_long_one(name, country, expected, why):
    found = Index(merge(SHORT)).screen(name, type="person", country=country)
    assert {match.record for match in found} == expected, why


def test_of_exactly_one_name_nobody_is_left_out():
    many = [record(f"k.{n}", "KIM Yong Chol", births=(str(1940 + n),)) for n in range(25)]
    others = [record(f"o.{n}", f"KIM Yong Chol{n % 5}", "KIM Yong Su") for n in range(40)]
    found = Index(merge([*many, *others])).screen("Kim Yong-chol", type="person")
    assert {match.record for match in found} >= {one.record for one in many}
