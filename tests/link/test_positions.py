"""Titles of offices as lists word them, and the tables made of them."""

from __future__ import annotations

import pytest

from veedor.link.positions import office_of, office_tables
from veedor.lists.held import HeldOffice

TITLES = [
    ("Minister of Defence of Russia", "RU", "defence-minister", ""),
    ("Minister of Defense of the Russian Federation", "RU", "defence-minister", "long name"),
    ("Russian Defence Minister", "RU", "defence-minister", "demonym first"),
    ("Minister for Foreign Affairs (Ukraine)", "UA", "foreign-minister", "state in brackets"),
    ("President", "US", "head-of-state", "no state"),
    ("Prime Minister of Ukraine", "UA", "prime-minister", ""),
    ("Ministro de Defensa", "ES", "defence-minister", "Spanish"),
    ("Deputy Minister of Defence", "RU", None, "there are several"),
    ("Adviser to the Minister of Defence", "RU", None, "somebody else's office"),
    ("former Prime Minister of Italy", "IT", None, "no longer"),
    ("Member of the State Duma", "RU", None, "many hold it"),
    ("Minister of Defence of Russia", "UA", None, "of another state"),
    ("President of Chechnya", "RU", None, "of a part of the state"),
    ("", "RU", None, "nothing"),
]


@pytest.mark.parametrize(("title", "country", "expected", "why"), TITLES)
def test_office_of(title, country, expected, why):
    assert office_of(title, country) == expected, why


def held(name, since, until, title="Minister of Defence of Russia"):
    return HeldOffice(title=title, country="RU", name=name, since=since, until=until, note="x")


def test_tables_answer_for_a_day():
    tables = office_tables(
        [held("B", "2024-05-14", "2025-03-01"), held("A", "2012-11-06", "2024-05-12"),
         held("C", "1990~", "1991"), held("D", "2001", "2002", "Governor of Sochi")]
    )  # fmt: skip
    (table,) = tables
    assert (table.office, table.country) == ("defence-minister", "RU")
    for day, names in (("2023-07-28", ["A"]), ("2024-06-19", ["B"]), ("2026-01-01", []),
                       ("1990-06-01", [])):  # fmt: skip
        assert [holder.name for holder in table.on(day, day)] == names, day
