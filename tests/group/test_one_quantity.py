"""Which figures of two reports of one event are held against each other."""

from __future__ import annotations

from datetime import date

import pytest
from benchmarks.contrary_reports import Pair, collected

from veedor.group.conflicts.gauged import Gauge, gauges
from veedor.group.conflicts.gauging import figures_apart
from veedor.group.conflicts.one_quantity import MODEL, candidates
from veedor.group.conflicts.weighing import likelihood, threshold
from veedor.read.reader import Reader

DAY = "2031-03-05"
LEADS = (
    "Un ferri volcó el lunes frente a la isla de Sarangay, en Filipinas.",
    "El transbordador se hundió el lunes ante la isla filipina de Sarangay.",
)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def told(reader: Reader, one: str, other: str) -> list[list[Gauge]]:
    reports = ([LEADS[0], one], [LEADS[1], other])
    made = collected(reader, Pair(("es", "es"), DAY, reports, {}))
    return [list(gauges(made, key, date.fromisoformat(DAY))) for key in ("0", "1")]


@pytest.mark.parametrize(
    ("one", "other", "held"),
    [
        ("Viajaban 112 pasajeros a bordo.", "El barco llevaba 74 pasajeros.", True),
        ("Viajaban 112 pasajeros a bordo.", "El barco llevaba al menos 100 pasajeros.", False),
        ("Viajaban 112 pasajeros a bordo.", "El rescate duró 9 horas.", False),
        ("Murieron 41 personas.", "Fueron rescatadas 118 personas.", False),
        ("El fiscal pidió una multa de 3 millones de euros.",
         "El juez le impuso una multa de 2 millones de euros.", False),
        ("El capitán, de 41 años, fue detenido.", "Una pasajera de 27 años lo vio.", False),
        ("Murieron 41 personas y 9 están desaparecidas.",
         "Hay 41 muertos y 12 desaparecidos.", True),
    ],
)  # fmt: skip
def test_candidates(reader: Reader, one: str, other: str, held: bool) -> None:
    found = list(candidates(*told(reader, one, other)))
    assert bool(found) is held
    assert not any(c.left.quantity.value == c.right.quantity.value for c in found)


def test_what_counts_the_same_thing_is_likelier(reader: Reader) -> None:
    def of(one: str, other: str) -> float:
        found = candidates(*told(reader, one, other))
        return max((likelihood(MODEL, c.seen) for c in found), default=0.0)

    same = of("Viajaban 112 pasajeros a bordo.", "El barco llevaba 74 pasajeros a bordo.")
    another = of("Viajaban 112 pasajeros a bordo.", "Acudieron 20 buzos de la armada.")
    assert same > threshold(MODEL) > another


def test_each_figure_is_held_against_one_and_each_thing_has_its_name(reader: Reader) -> None:
    reports = (
        [LEADS[0], "Murieron 41 personas.", "El viaje duraba 3 horas."],
        [LEADS[1], "Hubo 52 muertos.", "La travesía duraba 7 horas."],
    )
    made = collected(reader, Pair(("es", "es"), DAY, reports, {}))
    found = list(figures_apart(made, ["0", "1"], date.fromisoformat(DAY)))
    names = [about for about, _, _ in found]
    sides = [(ours[0], theirs[0]) for _, ours, theirs in found]
    assert ("41", "52") in sides
    assert len(set(names)) == len(names)
    assert not found or all(ours[1] == "0" and theirs[1] == "1" for _, ours, theirs in found)


def test_the_order_of_reports_does_not_matter(reader: Reader) -> None:
    one, other = told(reader, "Murieron 41 personas.", "Hubo 52 muertos.")
    there, back = list(candidates(one, other)), list(candidates(other, one))
    assert {(c.left, c.right) for c in there} == {(c.right, c.left) for c in back}
    for ours, theirs in zip(there, back, strict=True):
        assert likelihood(MODEL, ours.seen) == pytest.approx(likelihood(MODEL, theirs.seen))
