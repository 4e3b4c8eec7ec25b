"""Whole readings: every span holds, and what cannot be read is refused with its reason."""

from __future__ import annotations

import itertools

import pytest

from veedor.errors import InputRefused
from veedor.model import Article, Reading, Refusal
from veedor.read.reader import Reader

_REPORT = """Un carguero descarga de noche en Najin
Por Lucía Andrade
12 de marzo de 2024
El carguero ruso Sirena atracó en el puerto de Najin, dijo el martes el ministro de Defensa surcoreano, Shin Won-sik. "Vimos cuarenta contenedores", afirmó Shin en Seúl.
Lea también: El invierno seco complica al trigo
Moscú negó que el buque llevara armas y pidió pruebas a Seúl, que no las mostró. EFE"""  # noqa: E501


def _article(text: str, **fields: str) -> Article:
    return Article(id="a", source="a.txt", text=text, **fields)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def _spans_hold(reading: Reading, text: str) -> None:
    anchors = [time.anchor.event for time in reading.times if time.anchor and time.anchor.event]
    for span in itertools.chain(
        reading.lines, reading.sentences, reading.names, reading.offices, reading.times,
        reading.quotes, reading.clauses, anchors,
    ):  # fmt: skip
        assert text[span.start : span.end] == span.text


def test_a_report(reader: Reader) -> None:
    reading = reader.read(_article(_REPORT))
    _spans_hold(reading, _REPORT)
    assert reading.title == "Un carguero descarga de noche en Najin"
    assert reading.byline == "Por Lucía Andrade"
    assert reading.agencies == ("EFE",)
    assert reading.language == "es"
    assert "Lucía Andrade" not in [referent.label for referent in reading.referents]
    names = {name.text: name.type for name in reading.names}
    assert names["Sirena"] == "vessel"
    assert names["Moscú"] == "government"


_ODD = [
    ("sin puntos ni comas " * 40, "no sentence ends"),
    (
        "PUTIN VIAJÓ A PYONGYANG PARA REUNIRSE CON KIM JONG-UN EL MIÉRCOLES, DIJO EL KREMLIN",
        "capitals",
    ),
    (
        'Dijo "esto y no «cerró ninguna comilla el portavoz del Kremlin en la sala de prensa',
        "quotes",
    ),
    ("<p>El presidente ruso, <b>Vladimir Putin</b>, habló &nbsp;en Moscú el martes.</p>", "markup"),
    (
        "\u200fEl presidente ruso \u202eVladimir Putin\u202c habló en Moscú con la prensa 😀.",
        "marks",
    ),
    ("E1 pres1dente ruso. V1adimir Putin hab1ó en M0scú con 1a prensa de1 país el martes", "OCR"),
    (
        "El presidente habló de la guerra. The president spoke about the war for an hour.",
        "two languages",
    ),
]


@pytest.mark.parametrize(("text", "why"), _ODD, ids=[case[1] for case in _ODD])
def test_odd_texts_are_read(reader: Reader, text: str, why: str) -> None:
    _spans_hold(reader.read(_article(text, language="es")), text)


@pytest.mark.parametrize(
    ("text", "reason"),
    [("", "no text"), ("12 34 — 56", "no text"),
     ("Der Präsident sprach am Dienstag mit den Ministern über den Krieg.", "readers for")],
)  # fmt: skip
def test_refusals_say_why(reader: Reader, text: str, reason: str) -> None:
    with pytest.raises(InputRefused, match=reason):
        reader.read(_article(text))


def test_read_many_goes_on(reader: Reader) -> None:
    found = list(reader.read_many([_article(""), _article(_REPORT)]))
    assert [type(one) for one in found] == [Refusal, Reading]
