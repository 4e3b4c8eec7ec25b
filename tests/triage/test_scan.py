"""What one look at an article's words finds, and what it holds back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from veedor.model import Article, ListedName, Party, Record
from veedor.regimes import built_in
from veedor.triage import Scanner, followed


def a_party(
    name: str, kind: str = "person", cited: str = "L 1", states: tuple[str, ...] = ()
) -> Party:
    publication, _, number = cited.rpartition(" ")
    record = Record(
        list=publication,
        record=number,
        type=kind,  # type: ignore[arg-type]
        names=(ListedName(text=name),),
        nationalities=states,
    )
    return Party(id=name, type=record.type, label=name, records=(record,))


PARTIES = [
    a_party("SHOIGU Sergei Kuzhugetovich", cited="L 1"),
    a_party("KIM Yong Bok", cited="L 2"),
    a_party("Rosneft", "organization", cited="L 3"),
    a_party("Ministry of Defense", "organization", cited="L 4"),
    a_party("Korea Mining Development Trading Corporation", "organization", cited="L 5"),
    a_party("Ivan PETROV", cited="M 1"),
]


@pytest.fixture(scope="module")
def scanner() -> Scanner:
    packs = {"dprk": built_in()["dprk"]}
    return Scanner(followed(packs, PARTIES, ["L"], ["Operación Faro", "grain deal"]))


def article(text: str, language: str | None = "es") -> Article:
    return Article(id="a", source="a.txt", text=text, language=language)


@pytest.mark.parametrize(
    ("language", "text", "kinds"),
    [
        # a State and a thing of its measures
        ("es", "Pionyang despachó contenedores con obuses.", {"state", "measure"}),
        ("es", "La munición norcoreana llegó por tren.", {"state", "measure"}),
        ("es", "La R.P.D.C. vendió carbón.", {"state", "measure"}),
        ("en", "North Korean workers were seen at the site.", {"state", "measure"}),
        # a State alone is worth no reading
        ("es", "La selección de Corea del Norte empató a cero.", {"state"}),
        # nor is a thing alone
        ("es", "El buque zarpó con carbón hacia Asturias.", set()),
        # small letters are no acronym: EPC is the army of the DPRK in Spanish
        ("es", "el epc de carbón", set()),
        # what leads to the State without naming it, with its capitals
        ("en", "Zinc from Tanchon was unloaded.", {"state", "measure"}),
        ("en", "A lazarus of a firm fired a missile.", set()),
        # parties in other spellings and orders
        ("es", "Serguéi Shoigú aterrizó de noche.", {"party"}),
        ("es", "Aterrizó Shoigu, Serguéi.", {"party"}),
        ("es", "El general Kim Yong-bok viajó.", {"party"}),
        ("en", "Rosneft said so.", {"party"}),
        ("en", "a shipment by Korea Mining Development Trading Corp", {"party"}),
        # a part of a name, parts far apart, and what every State has
        ("es", "Shoigú aterrizó de noche.", set()),
        ("es", "Serguéi habló con su vecino y más tarde llegó también el señor Shoigú.", set()),
        ("en", "The Ministry of Defense said so.", set()),
        # a list that is not followed
        ("en", "Ivan Petrov said so.", set()),
        # own terms, whatever their case and accents
        ("es", "La operacion  faro sigue. La OPERACIÓN FARO no cesa.", {"term"}),
        ("en", "The grain-deal is off", {"term"}),
    ],
)  # fmt: skip
def test_what_is_found(scanner: Scanner, language: str, text: str, kinds: set[str]) -> None:
    found = scanner.scan(article(text, language))
    assert {hit.kind for hit in found.hits} == kinds
    assert found.followed == bool(kinds - {"state"})


def test_hits_say_what_they_speak_of(scanner: Scanner) -> None:
    found = scanner.scan(article("Pionyang mostró a Serguéi Shoigú un misil."))
    assert [(hit.kind, hit.text, hit.what) for hit in found.hits] == [
        ("state", "Pionyang", "dprk"),
        ("party", "Serguéi Shoigú", "L 1"),
        ("measure", "misil", "dprk"),
    ]


@pytest.mark.parametrize("language", ["fr", None, ""])
def test_what_no_reader_speaks_is_read_so_that_it_is_refused(
    scanner: Scanner, language: str | None
) -> None:
    assert scanner.scan(article("Rien.", language)).followed


def test_of_a_packs_lists_only_those_of_its_state_are_followed() -> None:
    packs = {"dprk": built_in()["dprk"]}
    parties = [
        a_party("Ri Song Hyok", cited="UN 1718 1", states=("KP",)),
        a_party("Ivan Petrov", cited="UN 1718 2", states=("RU",)),
    ]
    assert [p.label for p in followed(packs, parties, (), ()).parties] == ["Ri Song Hyok"]
    assert followed({}, parties, (), ()).parties == ()


_WORDS = st.sampled_from(
    ["Pionyang", "misiles", "Serguéi", "Shoigú", "İstanbul", "grain", "deal", "😀", "\u200f", "ﬁn"]
)


@given(st.lists(_WORDS | st.text(max_size=8), max_size=30).map(" ".join))
def test_every_hit_is_a_span_of_the_text(scanner: Scanner, text: str) -> None:
    for language in ("es", "en"):
        for hit in scanner.scan(article(text, language)).hits:
            assert text[hit.start : hit.end] == hit.text
            assert hit.text.strip() == hit.text
