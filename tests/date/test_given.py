"""The date that a page gives for itself."""

from __future__ import annotations

from functools import lru_cache

import pytest

from veedor.date.dating import date_articles
from veedor.model import Article, Dating
from veedor.read.reader import Reader

COLLECTED = "2026-01-15T09:00:00"


@lru_cache(maxsize=4)
def _reader() -> Reader:
    return Reader()


def _dated(text: str, source: str = "recorte.txt", url: str | None = None) -> Dating:
    article = Article(id="a", source=source, url=url, text=text, collected_at=COLLECTED)
    return date_articles({"a": article}, {"a": _reader().read(article)}, [])["a"]


PLAIN = "El muelle de Corral reabre al público\nLos vecinos aplaudieron la obra del puerto."


@pytest.mark.parametrize(
    ("source", "date"),
    [
        ("notas/2024-10-18_el-faro_muelle.txt", "2024-10-18"),
        ("notas/20241018-muelle.html", "2024-10-18"),
        ("notas/18-10-2024/muelle.html", "2024-10-18"),
        ("archivo-2020-01-01/2024-10-18_muelle.txt", "2024-10-18"),
        ("prensa/2024/10/18/muelle", "2024-10-18"),
        ("prensa/2024/oct/18/muelle", "2024-10-18"),
        ("prensa/2024/10/muelle", "2024-10-01/2024-10-31"),
    ],
)
def test_a_path_dates(source: str, date: str) -> None:
    found = _dated(PLAIN, source)
    assert (found.basis, found.date) == ("url", date)


@pytest.mark.parametrize(
    "source",
    [
        "000_a87b202410183844.txt",
        "n-20241345.html",
        "web/20241018103000/muelle",
        "2024-2025_otras.txt",
        "2031-10-18_muelle.txt",
    ],
)
def test_hashes_ids_and_the_future_do_not(source: str) -> None:
    assert _dated(PLAIN, source).basis == "unknown"


@pytest.mark.parametrize(
    "opening",
    [
        "CORRAL, 18 oct 2024 (Austral).- ",
        "CORRAL (Austral), 18 de octubre de 2024.- ",
        "Corral, 18/10/2024 (Austral) – ",
    ],
)
def test_the_dateline_of_a_wire_dates(opening: str) -> None:
    text = f"El muelle de Corral reabre\n{opening}El muelle reabrió este viernes tras la obra."
    found = _dated(text)
    assert (found.basis, found.date) == ("dateline", "2024-10-18")


def test_an_update_does_not_move_the_day() -> None:
    text = (
        "El muelle de Corral reabre\n"
        "Publicado: 18/10/2024 09:10 | Actualizado: 21/10/2024 12:00\n"
        "El muelle reabrió este viernes tras la obra."
    )
    found = _dated(text)
    assert (found.basis, found.date) == ("dateline", "2024-10-18")
    assert any("updated on 2024-10-21" in proof.says for proof in found.why)


def test_a_date_inside_a_sentence_is_no_dateline() -> None:
    text = "El muelle de Corral reabre\nEl muelle fue cerrado el 18 de octubre de 2019 - dijo Ríos."
    assert _dated(text).basis == "inferred"


def test_years_that_are_only_tried_prove_no_first_day() -> None:
    text = (
        "El rey felicitó al país\n"
        "El rey envió el martes un mensaje con motivo del Día de la Liberación de Corea."
    )
    assert _dated(text).earliest is None


def test_the_latest_past_event_is_the_first_possible_day() -> None:
    text = (
        "El rey felicitó al país\n"
        "El palacio fue construido en 1871. La torre se inauguró el 3 de mayo de 2016."
    )
    assert _dated(text).earliest == "2016-05-03"


def test_a_countdown_to_an_anniversary_gives_the_weeks() -> None:
    text = (
        "La feria prepara su fiesta\n"
        "A un mes de cumplirse el primer aniversario del pacto que los alcaldes firmaron "
        "el 10 de marzo de 2023, la ciudad pinta sus calles."
    )
    found = _dated(text)
    assert (found.earliest or "") <= "2024-02-10" <= (found.latest or "")
    assert found.basis == "inferred"


def test_what_does_not_fit_is_noted() -> None:
    text = (
        "El muelle de Corral reabre\nCorral, 18 de octubre de 2019\n"
        "La grúa se cayó el 3 de mayo de 2021."
    )
    found = _dated(text)
    assert found.date == "2019-10-18"
    assert any(proof.says.startswith("does not fit") for proof in found.why)
