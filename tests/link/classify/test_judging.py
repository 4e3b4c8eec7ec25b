from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from tests.link.statement_passages import read, statements

from veedor.link.classify.model import Model, model_of
from veedor.read.reader import Reader
from veedor.regimes import Pack, built_in

PACK: Pack = built_in()["dprk"]
KEY = ("classifier",)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


@pytest.fixture
def model() -> Iterator[Model]:
    kept = model_of(PACK)
    assert kept is not None
    yield kept
    PACK.made[KEY] = kept


def told(reader: Reader, text: str, code: str = "es") -> list[tuple[str, str, str | None]]:
    return [
        (s.measure, s.kind, s.direction)
        for s in statements(*read(reader, text, code))
        if s.regime == "dprk"
    ]


def test_what_only_the_model_finds_has_its_words_and_sides(reader: Reader, model: Model) -> None:
    PACK.made[KEY] = replace(model, threshold=-50.0, hopeless=-99.0)
    text = "Corea del Norte y Rusia hablaron de carbón."
    found = [s for s in statements(*read(reader, text, "es")) if s.measure == "COAL_IRON"]
    assert [s.direction for s in found] == ["KP->RU"]
    assert {cue.text for cue in found[0].cues if cue.field == "measure"} >= {"carbón"}
    assert (found[0].indicator, found[0].note) == ("classifier", None)


def test_what_the_model_rules_out_is_dropped(reader: Reader, model: Model) -> None:
    text = "Corea del Norte exportó carbón a China."
    assert ("COAL_IRON", "finding", "KP->CN") in told(reader, text)
    PACK.made[KEY] = replace(model, threshold=99.0)
    assert all(measure == "context" for measure, *_ in told(reader, text))


@pytest.mark.parametrize(
    "text",
    [
        "El Kremlin negó que Rusia haya recibido armas de Corea del Norte.",
        "Pionyang negó haber mandado tropas a Rusia.",
    ],
)
def test_a_denial_is_not_judged(reader: Reader, model: Model, text: str) -> None:
    before = told(reader, text)
    PACK.made[KEY] = replace(model, threshold=99.0)
    assert told(reader, text) == before != []


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("es", "Un periodista preguntó si Rusia va a vender petróleo a Corea del Norte."),
        ("en", "Seoul said Pyongyang will pay a price if it delivers munitions to Russia."),
    ],
)
def test_nothing_is_supposed_of_a_question_or_condition(
    reader: Reader, model: Model, code: str, text: str
) -> None:
    PACK.made[KEY] = replace(model, threshold=-50.0, hopeless=-99.0)
    shown = [one for one in told(reader, text, code) if one[1] in ("finding", "lead")]
    assert not [one for one in shown if one[0] in ("ARMS_EXPORT", "REFINED_OIL")]


def test_an_article_that_does_not_name_the_target_is_not_judged(
    reader: Reader, model: Model
) -> None:
    PACK.made[KEY] = replace(model, threshold=-50.0, hopeless=-99.0)
    assert all(m == "context" for m, *_ in told(reader, "China exportó carbón a la India."))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Putin recibió a Kim cerca de la frontera norcoreana con Rusia.", False),
        ("Unos norcoreanos siguen en las obras de Rusia.", True),
    ],
)
def test_a_word_that_only_describes_is_no_worker(
    reader: Reader, model: Model, text: str, found: bool
) -> None:
    PACK.made[KEY] = replace(model, threshold=-50.0, hopeless=-99.0)
    assert ("WORKERS" in {measure for measure, *_ in told(reader, text)}) is found
