"""Namesakes: what besides the name makes somebody the one on the list."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from veedor.link.ages import births_said
from veedor.link.identity import with_identity
from veedor.link.parties import link_subjects
from veedor.lists import Index, merge
from veedor.model import (
    Dating,
    ListedName,
    Name,
    Office,
    Post,
    Reading,
    Record,
    Referent,
    Sentence,
)
from veedor.regimes import built_in


def record(number, name, kind="person", **fields):
    return Record(
        list="UN 1718", record=number, type=kind, names=(ListedName(text=name),), **fields
    )


INDEX = Index(
    merge(
        [
            record("p.1", "HONG CHOL MIN", births=("1955-02-18",), nationalities=("KP",)),
            record("p.2", "Arkadi Petrovich BELOMESTNOV", nationalities=("RU",)),
            record("p.3", "Timofei VOLOKITIN", nationalities=("RU",),
                   positions=("Deputy Minister of Defence",)),
            record("p.4", "Anfisa ZHIGALOVA", programme="DPRK4"),
            record("s.1", "TAE YANG 5", kind="vessel", imo="9187629"),
        ]
    )
)  # fmt: skip
WHEN = Dating(article="a", basis="metadata", earliest="2024-05-18", latest="2024-05-18")


def person(label, country=None):
    return Referent(label=label, type="person", country=country)


STATE = Referent(label="Rusia", type="country", country="RU")
NORTH = Referent(label="Corea del Norte", type="country", country="KP")


def reading(*referents, offices=(), text="", language="es"):
    names = tuple(
        Name(start=start, end=start + len(r.label), text=r.label, type=r.type, referent=n)
        for n, r in enumerate(referents)
        if (start := text.find(r.label)) >= 0
    )
    sentences = (Sentence(start=0, end=len(text), text=text, line=0),) if text else ()
    return Reading(article="a", language=language, referents=referents, offices=offices,
                   names=names, sentences=sentences)  # fmt: skip


def identities(found):
    packs = built_in()
    subjects = link_subjects(found, WHEN, INDEX, packs)
    return [
        match
        for subject in with_identity(found, WHEN, subjects, INDEX, packs)[:1]
        for match in subject.matches
    ]


def office(name, country=None):
    post = Post(office=name, country=country, holder=0)
    return (Office(start=0, end=4, text="jefe", posts=(post,)),)


CASES = [
    (reading(person("Hong Chol-min")), "name", "a name alone"),
    (reading(person("Hong Chol-min", "KP"), NORTH), "name", "many Koreans bear it"),
    (reading(person("Hong Chol-min"), NORTH, offices=office("general", "KP")), "context",
     "an office of that state"),
    (reading(person("Arkadi Belomestnov")), "name", "a rare name, in another story"),
    (reading(person("Arkadi Belomestnov"), STATE), "context", "a rare name, and the state"),
    (reading(person("Arkadi Belomestnov", "RU")), "context", "a rare name, of that state"),
    (reading(person("Timofei Volokitin"), offices=office("deputy-minister")), "context",
     "the record has the office"),
    (reading(person("Anfisa Zhigalova"), NORTH), "context", "the state of the programme"),
    (reading(person("Arkadi Belomestnov"), person("Timofei Volokitin", "RU"),
             person("Anfisa Zhigalova", "KP")), "name", "beside one other only"),
    (reading(Referent(label="Tae Yang 5", type="vessel"),
             text="El carguero Tae Yang 5, con número OMI 9187629, zarpó."), "context", "IMO"),
]  # fmt: skip


@pytest.mark.parametrize(("found", "identity", "why"), CASES, ids=[case[2] for case in CASES])
def test_identity(found, identity, why):
    matches = identities(found)
    assert [match.identity for match in matches] == [identity], why
    assert all(match.grounds for match in matches if match.established)


def test_an_age_speaks_against_it():
    text = "El maestro Hong Chol-min, de 40 años, vive en Corea del Norte."
    (match,) = identities(reading(person("Hong Chol-min", "KP"), NORTH, text=text))
    assert match.identity == "name"
    assert match.grounds[-1] == "against: born 1983/1984 by the text, 1955-02-18 by the list"


@pytest.mark.parametrize(
    ("text", "language", "expected", "why"),
    [("Ana Ruiz, de 71 años, canta.", "es", ("1952/1953",), "de … años"),
     ("Ana Ruiz, 71 años, canta.", "es", ("1952/1953",), "in apposition"),
     ("Ana Ruiz recordó que hace 71 años empezó todo.", "es", (), "how long ago"),
     ("Ana Ruiz firmó un contrato de 20 años de servicio.", "es", (), "a term"),
     ("Ana Ruiz, nacida en Lima en 1960, canta.", "es", ("1960",), "born in"),
     ("Ana Ruiz, 71, sings.", "en", ("1952/1953",), "in apposition"),
     ("The 71-year-old Ana Ruiz sings.", "en", ("1952/1953",), "before the name")],
)  # fmt: skip
def test_births_said(text, language, expected, why):
    found = reading(person("Ana Ruiz"), text=text, language=language)
    days = WHEN.earliest, WHEN.latest
    assert births_said(found, 0, days) == expected, why


@pytest.mark.parametrize(
    ("words", "sure"),
    [("sancionado por la ONU", True), ("sancionado por Washington", False)],
)
def test_a_party_of_the_un_list_is_not_known_by_another_list_alone(words, sure):
    name = "Hong Chol Min"
    both = [record("p.1", name.upper(), nationalities=("KP",))]
    both.append(replace(both[0], list="US OFAC SDN", record="7"))
    index = Index(merge(both))
    text = f"{name}, {words}, viajó a Rusia."
    read = reading(person(name, "KP"), NORTH, text=text)
    subjects = link_subjects(read, WHEN, index, {})
    (subject, *_) = with_identity(read, WHEN, subjects, index, {})
    assert {match.list: match.identity for match in subject.matches}["UN 1718"] == (
        "context" if sure else "name"
    )
