"""Statements of context: what a sentence mainly reports where no measure covers it."""

from __future__ import annotations

import pytest
from tests.link.statement_passages import read, statements

from veedor.read.reader import Reader

#: What stands before each passage, so that both sides are known.
BEFORE = {
    "es": "Rusia y Corea del Norte reforzaron sus lazos. ",
    "en": "Russia and North Korea tightened their ties. ",
}
CASES = [
    ("es", ("La visita de Kim a Moscú se produce días antes de una cumbre de Japón y Francia que "
     "se celebrará en Tokio."), [(None, "planned")], "a verb that only places an event"),
    ("es", ("El viaje del ministro ruso se produce en medio de rumores sobre una cumbre entre "
     "Putin y Kim, que podría celebrarse en mayo."), [("RU<->KP", "planned")], "and of both sides"),
    ("es", "Kim Jong-un calificó a Putin de gran amigo y aceptó una invitación para visitar Moscú.",
     [("KP->RU", "planned")], "a name that is given, beside an act"),
    ("es", ("Putin recibió a Kim en Vladivostok, donde ambos líderes hablaron sin cerrar ningún "
     "acuerdo oficial."), [("RU<->KP", "denied")], "that nothing was agreed"),
    ("es", ("Pionyang y Moscú hablaron de Ucrania y ambas partes se comprometieron a ampliar los "
     "lazos bilaterales."), [("RU<->KP", "agreed")], "both sides bind themselves"),
    ("es", "Putin dio la bienvenida a Kim a Rusia.", [], "a courtesy"),
    ("es", "Rusia se ha levantado en una lucha por su soberanía.", [],
     "another state alone, the target not named"),
    ("es", "Las relaciones entre las dos Coreas están en su peor momento.", [],
     "two states of one name are no pair of the regime's"),
    ("en", ("The visit of Kim to Moscow comes days before a summit that Japan and France will hold "
     "in Tokyo."), [(None, "planned")], "a verb that only places an event"),
]  # fmt: skip


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader()


@pytest.mark.parametrize(("code", "text", "expected", "why"), CASES, ids=[c[3] for c in CASES])
def test_context(
    reader: Reader, code: str, text: str, expected: list[tuple[str | None, str]], why: str
) -> None:
    start = len(BEFORE[code])
    found = [
        (statement.direction, statement.modality)
        for statement in statements(*read(reader, BEFORE[code] + text, code))
        if statement.start >= start and statement.measure == "context"
    ]
    assert found == expected, why
