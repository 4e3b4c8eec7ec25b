"""Statements whose sides are told in a sentence before, and marked as only understood."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.link.statement_passages import compare, passages, read, statements

from veedor.model import Statement
from veedor.read.reader import Reader

FILE = Path(__file__).with_name("dispatches.yaml")
#: Passages of which something is still got wrong, by their point.
KNOWN = {
    "La empresa",  # building a plant is no delivery that an indicator knows
    "null subject buyer",  # the model takes *calamar* for a verb
    "anfitrión, invitado",  # who is whose host is not told
    "Ambos países",  # to develop something together is no indicator's act
    "another 6,000",
    "They",
    "null subject hackers",  # the classifier takes who works for whom for an attack
    "la dotó de",  # the brigade that is equipped is taken for one that is sent once more
    "they",  # the model finds no verb in the first sentence
}


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


@pytest.mark.parametrize(
    ("code", "entry"),
    [pytest.param(code, entry, id=f"{code}-{entry['point']}") for code, entry in passages(FILE)],
)
def test_dispatch(reader: Reader, code: str, entry: dict) -> None:
    _, invented, missed = compare(entry, statements(*read(reader, entry["text"], code)))
    if (invented or missed) and entry["point"] in KNOWN:
        pytest.skip(f"known weakness: {entry['point']}")
    assert not invented, entry["point"]
    assert not missed, entry["point"]


@pytest.mark.parametrize(
    ("code", "text", "understood"),
    [
        ("es", "Rusia y Corea del Norte son socios. Moscú entregó tanques a su aliado.", ("KP",)),
        ("es", "Rusia apoya a Pionyang. También le ha entregado tanques.", ("RU", "KP")),
        ("es", "Rusia apoya a Pionyang. Moscú ha entregado tanques a Corea del Norte.", ()),
        ("en", "Russia backs Pyongyang. It has delivered air-defence missiles to North Korea.",
         ("RU",)),
    ],
)  # fmt: skip
def test_sides_that_no_words_name_are_understood(
    reader: Reader, code: str, text: str, understood: tuple[str, ...]
) -> None:
    (told,) = (s for s in statements(*read(reader, text, code)) if s.measure == "ARMS_IMPORT")
    assert told.understood == understood
    _cues_stand_where_they_say(told, text)
    assert {c.field for c in told.cues if c.start < told.start} <= {"understood"}


def _cues_stand_where_they_say(told: Statement, text: str) -> None:
    for cue in told.cues:
        assert text[cue.start : cue.end] == cue.text
