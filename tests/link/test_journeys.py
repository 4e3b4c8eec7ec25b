"""Journeys of listed persons: a finding, a lead or nothing."""

from __future__ import annotations

from typing import Literal

import pytest
from tests.link.statement_passages import read

from veedor.link.journeys import journeys
from veedor.model import Holder, Identity, Match, Reading, Subject
from veedor.read.reader import Reader
from veedor.regimes import built_in

PACK = built_in()["dprk"]


def match(
    list_: str, force: Literal["yes", "no", "unknown"], identity: Identity = "context"
) -> Match:
    return Match(
        party="p", list=list_, record="KPi.999", name="x", score=0.9, in_force=force,
        identity=identity,
    )  # fmt: skip


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader()


@pytest.fixture
def trip(reader: Reader) -> Reading:
    return read(reader, "El ministro norcoreano Ri Pyong-chol viajó a Rusia.", "es")[1]


@pytest.mark.parametrize(
    ("list_", "force", "identity", "expected", "why"),
    [
        ("UN 1718", "yes", "context", ["finding"], "named, on that list on that day, abroad"),
        ("UN 1718", "yes", "confirmed", ["finding"], "a person said so"),
        ("UN 1718", "yes", "name", [], "only a namesake, as far as is known"),
        ("UN 1718", "unknown", "context", ["lead"], "whether it was in force cannot be known"),
        ("UN 1718", "no", "context", [], "not yet listed"),
        ("EU 269/2014", "yes", "context", [], "that list does not bind here"),
    ],
)
def test_named_traveller(
    trip: Reading,
    list_: str,
    force: Literal["yes", "no", "unknown"],
    identity: Identity,
    expected: list[str],
    why: str,
) -> None:
    subjects = [
        Subject(
            key=who.label,
            label=who.label,
            type=who.type,
            matches=(match(list_, force, identity),) if who.type == "person" else (),
        )
        for who in trip.referents
    ]
    found = list(journeys(trip, PACK, subjects, [() for _ in trip.offices]))
    assert [journey.kind for journey in found] == expected, why


def test_an_office_alone_is_a_lead_that_says_so(reader: Reader) -> None:
    text = "Kim Jong-un viajó a Rusia con el ministro de Defensa de Corea del Norte."
    reading = read(reader, text, "es")[1]
    subjects = [Subject(key=w.label, label=w.label, type=w.type) for w in reading.referents]
    holder = Holder(
        key="somebody",
        source="pack",
        label="Somebody",
        note="table",
        matches=(match("UN 1718", "yes"),),
    )
    (journey,) = journeys(reading, PACK, subjects, [(holder,) for _ in reading.offices])
    assert journey.kind == "lead"
    assert journey.note == "Somebody: table"


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        ("El ministro norcoreano Ri Pyong-chol viajó a Rusia.", ["finding"], "a border crossed"),
        ("El ministro norcoreano Ri Pyong-chol llegó a Rusia el lunes.", ["finding"], "arrival"),
        ("El ministro norcoreano Ri Pyong-chol viajará a Rusia.", ["lead"], "only planned"),
        ("El ministro norcoreano Ri Pyong-chol habría viajado a Rusia.", ["lead"], "a rumour"),
        ("El ministro norcoreano Ri Pyong-chol no viajó a Rusia.", [], "it did not happen"),
        ("El ministro norcoreano Ri Pyong-chol viajó a Corea del Norte.", [], "home is no abroad"),
        ("El ministro norcoreano Ri Pyong-chol habló de Rusia.", [], "talking is no journey"),
        ("El ministro norcoreano Ri Pyong-chol estuvo en Minsk.", ["finding"], "being there"),
        ("El ministro norcoreano Ri Pyong-chol cruzó a China.", ["finding"], "crossing"),
    ],
)
def test_what_counts_as_a_journey(reader: Reader, text: str, expected: list[str], why: str) -> None:
    reading = read(reader, text, "es")[1]
    subjects = [
        Subject(
            key=who.label,
            label=who.label,
            type=who.type,
            matches=(match("UN 1718", "yes"),) if who.type == "person" else (),
        )
        for who in reading.referents
    ]
    found = list(journeys(reading, PACK, subjects, [() for _ in reading.offices]))
    assert [journey.kind for journey in found] == expected, why


def test_only_those_surely_listed_are_in_a_finding(reader: Reader) -> None:
    text = "Ri Pyong-chol y Kim Yong-su, ministros norcoreanos, viajaron a Rusia."
    reading = read(reader, text, "es")[1]
    people = [who for who in reading.referents if who.type == "person"]
    assert len(people) == 2
    forces: dict[str, Literal["yes", "unknown"]] = {
        people[0].label: "yes",
        people[1].label: "unknown",
    }
    subjects = [
        Subject(
            key=who.label,
            label=who.label,
            type=who.type,
            matches=(match("UN 1718", forces[who.label]),) if who.label in forces else (),
        )
        for who in reading.referents
    ]
    for journey in journeys(reading, PACK, subjects, [() for _ in reading.offices]):
        assert journey.travellers == (people[0].label,)


@pytest.mark.parametrize(
    ("text", "code", "expected", "why"),
    [
        ("Kim Nam-su, vetado por la ONU, viajó a Moscú.", "es", ["lead"], "the text says so"),
        ("Kim Nam-su, sancionado por Seúl, viajó a Moscú.", "es", [], "another list"),
        ("Kim Nam-su viajó a Moscú.", "es", [], "nobody says so"),
        ("Un general norcoreano incluido en la lista de la ONU viajó a Moscú.", "es", ["lead"],
         "without a name"),
        ("Ninguno de los dos generales norcoreanos, vetados por la ONU, viajó a Moscú.", "es", [],
         "nobody went"),
        ("Kim Nam Su, whom the U.N. forbids to travel, was in Minsk in May.", "en", ["lead"],
         "being there"),
        ("Kim Nam Su, whom the U.N. forbids to travel, was a general in Minsk.", "en", [],
         "what he was"),
    ],
)  # fmt: skip
def test_whom_only_the_text_calls_listed_makes_a_lead(
    reader: Reader, text: str, code: str, expected: list[str], why: str
) -> None:
    reading = read(reader, text, code)[1]
    subjects = [
        Subject(key=who.label, label=who.label, type=who.type) for who in reading.referents
    ]
    found = list(journeys(reading, PACK, subjects, [() for _ in reading.offices]))
    assert [journey.kind for journey in found] == expected, why
    assert all(not journey.matches and journey.note for journey in found)
