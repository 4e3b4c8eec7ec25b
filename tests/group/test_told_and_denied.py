"""Which sentences of two reports of one event are held against each other: told and denied."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from benchmarks.contrary_reports import Pair, collected

from veedor.group.conflicts.deeds import deeds
from veedor.group.conflicts.parts import epithets
from veedor.group.conflicts.telling import told_by
from veedor.group.conflicts.told_and_denied import MODEL, Candidate, candidates
from veedor.group.conflicts.weighing import likelihood, threshold
from veedor.read.reader import Reader

DAY = "2031-03-05"
LEADS = (
    "Un camión cisterna volcó el martes en la carretera que une Huaraz con Caraz.",
    "Un camión con combustible se salió de la vía el martes cerca de Caraz.",
)
#: What else the reports tell: long reports differ in nearly everything.
RESTS = (
    (
        "La vía fue reabierta a las cinco de la tarde.",
        "El tramo suma siete accidentes este año.",
        "El gobernador pidió más controles.",
        "Un mercado cercano perdió luz durante dos horas.",
    ),
    (
        "Los bomberos llegaron desde Carhuaz con tres unidades.",
        "La empresa opera 40 vehículos.",
        "El precio del combustible subió un 4 % en enero.",
        "Vecinos reclaman una variante.",
    ),
)

Find = Callable[[str, str], list[Candidate]]


@pytest.fixture(scope="module")
def find() -> Find:
    reader = Reader()

    def found(one: str, other: str) -> list[Candidate]:
        reports = tuple(
            [lead, sentence, *rest]
            for lead, sentence, rest in zip(LEADS, (one, other), RESTS, strict=True)
        )
        made = collected(reader, Pair(("es", "es"), DAY, (reports[0], reports[1]), {}))
        named = epithets(made, ("0", "1"))
        ours, theirs = (
            told_by(made, key, deeds(made, key, named), date.fromisoformat(DAY))
            for key in ("0", "1")
        )
        wanted = {one, other}
        return [c for c in candidates(ours, theirs) if {c.yes[1].text, c.no[1].text} == wanted]

    return found


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("El conductor murió en el lugar.", "El chofer sobrevivió con dos heridas.", "lives"),
        ("La policía detuvo al dueño.", "El dueño no fue detenido por la policía.", "one act"),
        ("El ministerio nunca fue a la planta, que no había sido inspeccionada.",
         "La planta fue inspeccionada en febrero, según el ministerio.", "an inspection"),
    ],
)  # fmt: skip
def test_what_may_contradict(find: Find, one: str, other: str, why: str) -> None:
    assert find(one, other), why


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("El conductor murió en el lugar.", "Un policía sobrevivió con dos heridas.", "two"),
        ("La policía detuvo al dueño.", "La policía no detuvo a los testigos.", "another"),
        ("La policía detuvo al dueño.", "El dueño aún no ha sido detenido.", "not yet"),
        ("¿Murió el conductor en el lugar?", "El chofer sobrevivió al vuelco.", "a question"),
        ("Murió.", "El chofer sobrevivió con dos heridas.", "a cry"),
        ("El puerto sigue cerrado por el viento.", "La escuela reanudó las clases.", "two things"),
    ],
)  # fmt: skip
def test_what_is_surely_of_two_things(find: Find, one: str, other: str, why: str) -> None:
    assert not find(one, other), why


def test_what_takes_part_tells_more_than_words(find: Find) -> None:
    """Opposed words of one thing are taken, those of nothing in common are not."""
    (same,) = find(
        "El conductor, Wilmer Tacuri, murió en el lugar.",
        "El chofer Wilmer Tacuri sobrevivió con fracturas en ambas piernas.",
    )
    (apart,) = find(
        "El gobierno aceptó en 2029 un préstamo para la red de hospitales.",
        "Los transportistas rechazaron subir las tarifas de carga.",
    )
    assert likelihood(MODEL, same.seen) >= threshold(MODEL) > likelihood(MODEL, apart.seen)
