"""What is held against each other is doubted by what its sentences and reports have in common."""

from __future__ import annotations

import pytest
from benchmarks.contrary_reports import Pair, collected

from veedor.group.collection import Collection
from veedor.group.conflicts.doubting import doubted, facing, seen_in
from veedor.model import Conflict, Side, SideSpan
from veedor.read.reader import Reader

LEADS = (
    "Un ferri volcó el lunes frente a la isla de Sarangay, en Filipinas.",
    "El transbordador se hundió el lunes ante la isla filipina de Sarangay.",
)
ABOARD = ("Viajaban 112 pasajeros a bordo del ferri.", "A bordo del ferri iban 74 pasajeros.")
PRICE = ("El pasaje costaba 112 pesos.", "Las acciones de la naviera cayeron a 74 dólares.")


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def claimed(reader: Reader, *told: str) -> tuple[Collection, Conflict]:
    """Two reports, and the conflict that their last sentences are taken for."""
    reports = ([LEADS[0], told[0]], [LEADS[1], told[1]])
    made = collected(reader, Pair(("es", "es"), "2031-03-05", reports, {}))
    sides = []
    for key, sentence in zip("01", told, strict=True):
        start = made.articles[key].text.index(sentence)
        span = SideSpan(
            start=start, end=start + len(sentence), text=sentence, article=key, origin=None
        )
        sides.append(Side(value=key, evidence=(span,)))
    conflict = Conflict(id="1", event="1", attribute="number", about="", sides=tuple(sides))
    return made, conflict


def test_what_is_seen(reader: Reader) -> None:
    made, conflict = claimed(reader, *ABOARD)
    ((one, other),) = facing(conflict)
    seen = seen_in(made, "number", one, other)
    assert seen["attribute: number"] == 1.0
    assert seen["words shared"] >= 2
    assert seen["both leads"] == 1  # the sentence behind a title tells what a report is of
    assert seen == seen_in(made, "number", other, one)


def test_one_matter_is_kept_whole(reader: Reader) -> None:
    made, conflict = claimed(reader, *ABOARD)
    assert list(doubted(made, [conflict])) == [conflict]


def test_what_is_unlikely_is_dropped(reader: Reader) -> None:
    made, conflict = claimed(reader, *ABOARD)
    one, other = conflict.sides
    same = Conflict(id="2", event="1", attribute="number", about="", sides=(one, one))
    assert list(doubted(made, [same])) == []  # nobody contradicts himself
    alone = Conflict(id="3", event="1", attribute="number", about="", sides=(other,))
    assert list(facing(alone)) == []
