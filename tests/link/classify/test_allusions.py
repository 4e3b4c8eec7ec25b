from __future__ import annotations

import pytest
from tests.link.statement_passages import read

from veedor.link.classify.allusions import alluding
from veedor.model import Match, Subject
from veedor.read.reader import Reader
from veedor.regimes import built_in

PACK = built_in()["dprk"]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


@pytest.mark.parametrize(
    ("code", "text", "alludes"),
    [
        ("en", "A trading house wants to buy vanadium from the North.", True),
        ("en", "Militants in Mali sold gold from the North.", False),
        ("en", "Strong winds are expected in the north.", False),
        ("es", "Una casa comercial quiere comprar vanadio al Norte.", True),
        ("es", "Los barcos de Irlanda del Norte llevan grano al Norte.", False),
        ("es", "El cemento viaja hacia el norte.", False),
        ("en", "Zinc smelted at Munpyong went to Tianjin.", True),
        ("es", "Un torno de cinco ejes iba a Yongbyon.", True),
        ("en", "It was hot. " * 9 + "A trading house wants vanadium from the North.", False),
    ],
)
def test_words_that_allude_to_the_target(
    reader: Reader, code: str, text: str, alludes: bool
) -> None:
    reading = read(reader, text, code)[1]
    subjects = [Subject(key=r.label, label=r.label, type=r.type) for r in reading.referents]
    assert bool(alluding(reading, PACK, subjects, unnamed=True)) is alludes
    assert not alluding(reading, PACK, subjects, unnamed=False)


@pytest.mark.parametrize(("of", "alludes"), [("UN 1718", True), ("UK sanctions", False)])
def test_a_company_of_the_regimes_lists_alludes(reader: Reader, of: str, alludes: bool) -> None:
    text = "La empresa Acme Trading Corporation reparó radares en Tanzania."
    reading = read(reader, text, "es")[1]
    match = Match(party="p", list=of, record="1", name="ACME", score=1.0)
    subjects = [
        Subject(
            key=r.label, label=r.label, type=r.type,
            matches=(match,) if r.type == "organization" else (),
        )
        for r in reading.referents
    ]  # fmt: skip
    assert bool(alluding(reading, PACK, subjects, unnamed=False)) is alludes
