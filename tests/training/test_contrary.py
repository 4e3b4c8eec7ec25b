"""What is learned from labelled sentences and reports."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.contrary_reports import DATA, TRAINED, Pair, collected, pairs
from benchmarks.contrary_sentences import entries
from training.contrary import COMPARISONS, examples

from veedor.read.reader import Reader

SENTENCES = """# es 2031-03-05 | naufragio
S Un ferri con 112 personas volcó el lunes.
C number El barco llevaba 74 personas.
N same Un transbordador con 112 personas se hundió el lunes.
N other De ellas, 74 fueron rescatadas.
N more Iban más de cien personas.
"""


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def test_an_entry_of_sentences(tmp_path: Path) -> None:
    file = tmp_path / "sentences.txt"
    file.write_text(SENTENCES, "utf-8")
    (entry,) = entries(file)
    contrary, alike = entry.pairs()
    paraphrase = "Un transbordador con 112 personas se hundió el lunes."
    assert contrary.reports[1] == [paraphrase, "El barco llevaba 74 personas."]
    assert contrary.marked == {(0, 1): "number"}
    assert alike.marked == {}
    assert alike.open == {(0, 2)}


@pytest.mark.parametrize("file", [*TRAINED.glob("*.txt"), *DATA.glob("contrary_*.txt")], ids=str)
def test_every_entry_is_whole(file: Path) -> None:
    found = (
        [pair for entry in entries(file) for pair in entry.pairs()]
        if "sentences" in file.name
        else list(pairs(file))
    )
    assert len(found) > 30
    for pair in found:
        ours, theirs = pair.reports
        places = pair.marked.keys() | pair.open
        assert all(ours[one] and theirs[other] for one, other in places)


@pytest.mark.parametrize(
    ("marked", "contrary"),
    [({(0, 1): "number"}, [True]), ({(0, 1): "date"}, []), ({}, [False])],
)
def test_what_is_marked_is_learned(
    reader: Reader, marked: dict[tuple[int, int], str], contrary: list[bool]
) -> None:
    reports = (
        ["Viajaban 112 pasajeros a bordo del ferri Alba."],
        ["El ferri Alba se hundió el lunes.", "A bordo del ferri iban 74 pasajeros."],
    )
    pair = Pair(("es", "es"), "2031-03-05", reports, marked)
    found = examples(COMPARISONS[0], "1", "short", pair, collected(reader, pair))
    assert [one.contrary for one in found] == contrary
