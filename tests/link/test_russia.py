"""The second pack: nothing of the first is in the code."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from tests.link.statement_passages import compare, passages, read, statements

from veedor.link.journeys import journeys
from veedor.model import Match, Subject
from veedor.read.reader import Reader
from veedor.regimes import built_in

PASSAGES = list(passages(Path(__file__).with_name("passages_russia.yaml")))


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


@pytest.mark.parametrize(
    ("code", "entry"),
    [pytest.param(code, entry, id=f"{code}-{entry['text'][:40]}") for code, entry in PASSAGES],
)
def test_passage(reader: Reader, code: str, entry: dict) -> None:
    _, invented, missed = compare(entry, statements(*read(reader, entry["text"], code), "russia"))
    assert not invented, entry["point"]
    assert not missed, entry["point"]


def test_every_measure_has_passages_and_a_trap() -> None:
    """A travel ban needs lists: its passages are below."""
    found = Counter(form[0] for _, entry in PASSAGES for form in entry["expect"])
    traps = {entry["near"] for _, entry in PASSAGES if "near" in entry}
    measures = set(built_in()["russia"].measures) - {"TRAVEL_BAN"}
    assert {measure for measure in measures if found[measure] < 2} == set()
    assert measures == traps


def test_nothing_of_the_other_pack_is_found(reader: Reader) -> None:
    text = "Corea del Norte ha enviado a Rusia unos 9.000 contenedores con proyectiles."
    assert all(s.measure == "context" for s in statements(*read(reader, text, "es"), "russia"))


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        ("El ministro ruso Denís Mánturov viajó a Budapest.", ["finding"], "a State that is bound"),
        ("Russian minister Denis Manturov flew to Vienna.", ["finding"], "the same in English"),
        ("El ministro ruso Denís Mánturov viajó a Estambul.", [], "a State that is not bound"),
        ("El ministro ruso Denís Mánturov volverá a Rusia.", [], "home is no abroad"),
    ],
)
def test_a_travel_ban_binds_members_alone(
    reader: Reader, text: str, expected: list[str], why: str
) -> None:
    code = "en" if text.startswith("Russian") else "es"
    reading = read(reader, text, code)[1]
    listed = Match(
        party="p", list="EU 269/2014", record="I.PERSONS-1", name="x", score=0.9, in_force="yes",
        identity="context",
    )  # fmt: skip
    subjects = [
        Subject(
            key=who.label, label=who.label, type=who.type, country=who.country,
            matches=(listed,) if who.type == "person" else (),
        )
        for who in reading.referents
    ]  # fmt: skip
    found = journeys(reading, built_in()["russia"], subjects, [() for _ in reading.offices])
    assert [journey.kind for journey in found] == expected, why
