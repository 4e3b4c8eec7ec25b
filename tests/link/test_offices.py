"""Holders of offices: by the text, else by the packs' tables, and what their matches rest on."""

from __future__ import annotations

import pytest

from veedor.link.offices import link_offices
from veedor.link.parties import link_subjects
from veedor.link.positions import office_tables
from veedor.lists import Index, merge
from veedor.lists.held import HeldOffice
from veedor.model import Dating, ListedName, Office, Post, Reading, Record, Referent
from veedor.regimes import built_in

RECORDS = [
    Record(
        list="EU 269/2014",
        record="I.PERSONS-212",
        type="person",
        names=(ListedName(text="Sergei Kuzhugetovich SHOIGU"),),
        nationalities=("RU",),
        listed_on="2022-02-23",
    ),
    Record(
        list="EU 269/2014",
        record="X-1",
        type="person",
        names=(ListedName(text="Sergei Petrovich SHOIGU"),),
        nationalities=("RU",),
        births=("1999",),
    ),
]


@pytest.fixture(scope="module")
def index():
    return Index(merge(RECORDS))


def on(first, last=None):
    return Dating(article="a", basis="metadata", earliest=first, latest=last or first)


def office(*posts, named=()):
    return Office(start=0, end=1, text="x", posts=posts, holders=named)


def holders(index, *offices, referents=(), when="2023-07-28", until=None):
    packs = built_in()
    reading = Reading(article="a", language="es", referents=referents, offices=offices)
    dating = on(when, until)
    subjects = link_subjects(reading, dating, index, packs)
    return link_offices(reading, dating, subjects, index, packs)


def defence(country=None, holder=None):
    return Post(office="defence-minister", country=country, holder=holder)


TABLE = [
    ("RU", "2023-07-28", None, ["serguei-shoigu"], "who held it that day"),
    ("RU", "2024-06-19", None, ["andrei-belousov"], "and later another one"),
    ("KP", "2023-09-13", None, ["kang-sun-nam"], "of another state"),
    ("RU", "2024-05-01", "2024-06-01", [], "two within the days it may be: nobody"),
    ("RU", "1990-01-01", None, [], "before the table begins"),
    ("PT", "2023-07-28", None, [], "a state without a table"),
    (None, "2023-07-28", None, [], "no state is said"),
]


@pytest.mark.parametrize(("country", "first", "last", "keys", "why"), TABLE)
def test_who_held_it(index, country, first, last, keys, why):
    (found,) = holders(index, office(defence(country)), when=first, until=last)
    assert [holder.key for holder in found] == keys, why
    assert all(holder.source == "pack" and holder.note for holder in found)


def test_no_day_no_holder(index):
    reading = Reading(article="a", language="es", offices=(office(defence("RU")),))
    undated = Dating(article="a", basis="unknown")
    assert link_offices(reading, undated, (), index, built_in()) == ((),)


def test_the_records_that_the_table_names_are_the_only_matches(index):
    (((holder),),) = holders(index, office(defence("RU")))
    assert [match.record for match in holder.matches] == ["I.PERSONS-212"]
    (match,) = holder.matches
    assert (match.via, match.identity, match.in_force) == ("office", "context", "yes")
    assert match.grounds[0].startswith("dprk pack: ")


def test_the_text_comes_first(index):
    named = Referent(label="Lucía Ruiz", type="person", country="RU")
    (found,) = holders(index, office(defence("RU", holder=0)), referents=(named,))
    assert [(h.key, h.source, h.post) for h in found] == [
        ("lucia-ruiz", "text", "defence-minister")
    ]


def test_of_two_posts_the_text_names_one(index):
    named = Referent(label="Lucía Ruiz", type="person", country="PT")
    both = office(defence("PT", holder=0), defence("RU"))
    (found,) = holders(index, both, referents=(named,))
    assert [(h.key, h.source) for h in found] == [
        ("lucia-ruiz", "text"),
        ("serguei-shoigu", "pack"),
    ]


def test_each_office_has_its_own(index):
    found = holders(index, office(defence("RU")), office(defence("KP")))
    assert [[holder.key for holder in one] for one in found] == [
        ["serguei-shoigu"],
        ["kang-sun-nam"],
    ]


@pytest.mark.parametrize(
    ("country", "packs", "source", "key", "why"),
    [("ES", {}, "list", "ana-marlow", "only a list's table knows"),
     ("RU", {}, "list", "ivan-marlow", "no pack is followed"),
     ("RU", None, "pack", "serguei-shoigu", "a pack's table goes before a list's"),
     ("FR", {}, None, None, "nobody's table knows")],
)  # fmt: skip
def test_holders_by_the_tables_of_lists(index, country, packs, source, key, why):
    held = [
        HeldOffice(title="Minister of Defence", country=code, name=name, since="2020",
                   until="2025", note="Minister of Defence: https://example.org")
        for code, name in (("ES", "Ana Marlow"), ("RU", "Ivan Marlow"))
    ]  # fmt: skip
    reading = Reading(article="a", language="es", referents=(), offices=(office(defence(country)),))
    found = link_offices(
        reading, on("2023-07-28"), (), index, built_in() if packs is None else packs,
        office_tables(held),
    )  # fmt: skip
    assert [(h.source, h.key) for h in found[0]] == ([(source, key)] if source else []), why
    if source == "list":
        assert found[0][0].note == "Minister of Defence: https://example.org"
