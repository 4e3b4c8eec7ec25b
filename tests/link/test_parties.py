"""Referents to keys and matches: nobody answers for a relative, a namesake or a square."""

from __future__ import annotations

import pytest

from veedor.link.offices import link_offices
from veedor.link.parties import link_subjects
from veedor.lists import Index, merge
from veedor.model import Dating, ListedName, Office, Post, Reading, Record, Referent
from veedor.regimes import built_in


def record(list_name, number, *names, kind="person", **fields):
    listed = tuple(ListedName(text=name) for name in names)
    return Record(list=list_name, record=number, type=kind, names=listed, **fields)


RECORDS = [
    record("EU 269/2014", "P-1", "Vladimir Vladimirovich PUTIN", listed_on="2022-02-25",
           nationalities=("RU",)),
    record("EU 269/2014", "P-2", "Mikhail PUTIN", nationalities=("RU",)),
    record("EU 269/2014", "I.PERSONS-212", "Sergei Kuzhugetovich SHOIGU", listed_on="2022-02-23",
           nationalities=("RU",)),
    record("US OFAC SDN", "1", "KIM, Jong Un"),
    record("EU 269/2014", "P-4", "Kang Sun NAM", listed_on="2024-02-23", nationalities=("KP",)),
    record("EU 269/2014", "P-5", "Boris Ivanovich MAKSUTOV", nationalities=("RU",)),
    record("UN 1718", "KPi.038", "CHO CHUN RYONG", "Jo Chun Ryong", nationalities=("KP",),
           listed_on="2016-11-30"),
    record("UN 1718", "KPe.028", "MUNITIONS INDUSTRY DEPARTMENT", kind="organization",
           nationalities=("KP",), listed_on="2016-03-02"),
    record("UN 1718", "KPe.054", "MINISTRY OF NATIONAL DEFENCE", "MINISTRY OF DEFENCE",
           kind="organization", nationalities=("KP",), listed_on="2017-12-22"),
]  # fmt: skip


@pytest.fixture(scope="module")
def index():
    filler = [record("EU 269/2014", f"F-{n}", f"Person{n} Filler{n}") for n in range(3000)]
    return Index(merge([*RECORDS, *filler]))


@pytest.fixture(scope="module")
def packs():
    return built_in()


def dating(first="2023-09-13", last=None):
    return Dating(article="a", basis="metadata", earliest=first, latest=last or first)


def reading(*referents, offices=()):
    return Reading(article="a", language="es", referents=referents, offices=offices)


def person(label, country=None, **fields):
    return Referent(label=label, type="person", country=country, **fields)


def body(label, country=None, kind="organization"):
    return Referent(label=label, type=kind, country=country)


def linked(index, packs, referent, *others, when=None):
    return link_subjects(reading(referent, *others), when or dating(), index, packs)[0]


CASES = [
    (person("Vladímir Putin", "RU"), "vladimir-putin", {"P-1"}, "a full name"),
    (person("Putin", "RU"), "vladimir-putin", {"P-1"}, "a surname the packs know one holder of"),
    (person("Sergei Shoigu"), "serguei-shoigu", {"I.PERSONS-212"}, "another spelling"),
    (person("Kim Jong Un", "KP"), "kim-jong-un", {"1"}, "no hyphen"),
    (person("Maksutov", "RU"), "maksutov", set(), "a surname nobody is known by"),
    (person("Vladimir Putin", "RU", subject=False, credit="photographer"),
     "vladimir-putin-photographer", set(), "only credited"),
    (person("una fuente", unnamed=True), "una-fuente", set(), "no name"),
    (body("plaza Putin", kind="place"), "plaza-putin", set(), "a square"),
    (body("Departamento de la Industria de Municiones"), "munitions-industry-department",
     {"KPe.028"}, "an alias of a pack"),
    (body("Ministerio de Defensa", "KP"), "ministry-of-national-defence", {"KPe.054"}, "its state"),
    (body("Ministerio de Defensa", "JP"), "ministerio-de-defensa-jp", set(), "another state"),
    (body("Ministerio de Defensa"), "ministerio-de-defensa", set(), "no state is said"),
]  # fmt: skip


@pytest.mark.parametrize(("referent", "key", "records", "why"), CASES, ids=[c[3] for c in CASES])
def test_subjects(index, packs, referent, key, records, why):
    subject = linked(index, packs, referent)
    assert subject.key == key, why
    assert {match.record for match in subject.matches} == records, why


def test_who_is_set_aside_and_why(index, packs):
    credited = person("Boris Maksutov", subject=False, credit="photographer")
    assert linked(index, packs, credited).set_aside == (
        "only credited (photographer), not reported on"
    )
    assert linked(index, packs, person("Boris Maksutov", "RU")).set_aside is None


def test_two_spellings_in_two_articles_have_one_key(index, packs):
    spellings = ["Mijaíl Zajárov", "Mikhail Zakharov", "Михаил Захаров"]
    keys = {linked(index, packs, person(name)).key for name in spellings[:2]}
    assert len(keys) == 1


@pytest.mark.parametrize(
    ("first", "last", "force"),
    [("2023-08-15", "2023-08-15", "no"), ("2024-03-01", "2024-03-01", "yes"),
     ("2024-02-01", "2024-03-01", "unknown"), (None, None, "unknown"),
     (None, "2023-12-31", "no"), (None, "2024-12-31", "unknown")],
)  # fmt: skip
def test_in_force_over_the_whole_interval(index, packs, first, last, force):
    when = Dating(article="a", basis="inferred", earliest=first, latest=last)
    subject = linked(index, packs, person("Kang Sun Nam", "KP"), when=when)
    assert [match.in_force for match in subject.matches] == [force]


def holders(index, packs, *posts, referents=(), when=None, named=()):
    office = Office(start=0, end=1, text="x", posts=posts, holders=named)
    read = reading(*referents, offices=(office,))
    when = when or dating()
    subjects = link_subjects(read, when, index, packs)
    return link_offices(read, when, subjects, index, packs)[0]


RUSSIAN_DEFENCE = Post(office="defence-minister", country="RU")


@pytest.mark.parametrize(
    ("first", "last", "key"),
    [("2023-07-28", "2023-07-28", "serguei-shoigu"),
     ("2024-06-19", "2024-06-19", "andrei-belousov"),
     ("2024-05-01", "2024-06-01", None), ("1990-01-01", "1990-01-01", None)],
)  # fmt: skip
def test_holders_from_a_packs_table(index, packs, first, last, key):
    found = holders(index, packs, RUSSIAN_DEFENCE, when=dating(first, last))
    assert [holder.key for holder in found] == ([key] if key else [])
    for holder in found:
        assert (holder.source, holder.note is not None) == ("pack", True)


def test_matches_of_a_holder_came_by_the_office(index, packs):
    found = holders(index, packs, RUSSIAN_DEFENCE)[0]
    assert [(match.record, match.via) for match in found.matches] == [("I.PERSONS-212", "office")]


def test_an_office_of_a_body(index, packs):
    department = body("Departamento de la Industria de Municiones")
    post = Post(office="director", organization=0)
    found = holders(index, packs, post, referents=(department,))
    assert [holder.key for holder in found] == ["jo-chun-ryong"]
    assert {match.record for match in found[0].matches} == {"KPi.038"}


def test_the_text_comes_before_the_tables(index, packs):
    named = Post(office="defence-minister", country="RU", holder=0)
    found = holders(index, packs, named, referents=(person("Lucía Ruiz", "RU"),))
    assert [(holder.key, holder.source) for holder in found] == [("lucia-ruiz", "text")]


def test_several_posts_have_a_holder_each(index, packs):
    posts = [Post(office=f"{name}-minister", country="KP") for name in ("defence", "foreign")]
    found = holders(index, packs, *posts)
    assert [holder.key for holder in found] == ["kang-sun-nam", "choe-son-hui"]
    assert [match.in_force for match in found[0].matches] == ["no"]
    assert found[1].matches == ()


def test_a_bare_surname_by_its_office(index, packs):
    chief = Office(
        start=0, end=1, text="x", posts=(Post(office="head-of-state", country="KP", holder=0),)
    )
    read = reading(person("Kim", "KP"), offices=(chief,))
    assert link_subjects(read, dating(), index, packs)[0].key == "kim-jong-un"
    alone = reading(person("Kim", "KP"))
    assert link_subjects(alone, dating(), index, packs)[0].key == "kim"
