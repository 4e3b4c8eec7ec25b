"""Whole readings: every span holds, and what cannot be read is refused with its reason."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import Struct

from veedor.errors import InputRefused
from veedor.model import Article, Reading, Refusal, Span
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


def _spans(record: object) -> Iterator[Span]:
    """Every span in a record and in the records inside it."""
    if isinstance(record, Span):
        yield record
    if isinstance(record, Struct):
        for field in record.__struct_fields__:
            yield from _spans(getattr(record, field))
    elif isinstance(record, tuple):
        for one in record:
            yield from _spans(one)


def _spans_hold(reading: Reading, text: str) -> None:
    for span in _spans(reading):
        assert 0 <= span.start <= span.end <= len(text)
        assert text[span.start : span.end] == span.text
    if reading.tokens:
        assert all(
            0 <= a < b <= len(text)
            for a, b in zip(reading.tokens.start, reading.tokens.end, strict=True)
        )
    referents = len(reading.referents)
    assert all(0 <= name.referent < referents for name in reading.names)
    assert all(0 <= one < referents for quote in reading.quotes for one in quote.speakers)


def test_white_space_does_nothing(reader: Reader) -> None:
    reading = reader.read(_article("Messi se torció el tobillo y tuvo  que dejar la cancha."))
    assert all(a.text.strip() for clause in reading.clauses for a in clause.arguments)


def test_articles_read_together_are_read_as_each_alone(reader: Reader) -> None:
    texts = [
        _REPORT, "Moscow denied it, said Ms. Lee.", "", _REPORT.upper(), "Seúl protestó.", "«",
        "A.", _REPORT.replace(" ", "  "), "El buque zarpó ayer. " * 300,
        "Kein Schiff kam in den Hafen.",
        _REPORT, *(f"El buque Norte {n} salió el {n} de mayo." for n in range(1, 20)),
    ]  # fmt: skip
    articles = [_article(text) for text in texts]
    together = list(reader.read_many(articles))
    assert together == [one for article in articles for one in reader.read_many([article])]
    assert together[0] == reader.read(articles[0])
    assert sum(isinstance(one, Refusal) for one in together) >= 2


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


#: Pieces of pages, sound and damaged, that the property below puts together at random.
_PIECES = st.sampled_from(
    [
        "El presidente ruso, Vladimir Putin, viajó el martes a Pyongyang. ", "dijo Kim Jong-un",
        "«No hay ", "“acuerdo”", "\"", "'", "—", " según la agencia KCNA, ", "SEÚL, 5 jun (EFE).- ",
        "The North denied it on Friday, ", "Foto: EFE", "\n", "\n\n", "\r\n", "\u2028", "\u200f",
        "\u202e", "\ufeff", "\u00ad", "\x00", "\x07", "\x1b[0m", "\t", "😀👩‍👩‍👧", "é", "ﬁn",
        "<p>", "</p>", "<b>Corea del Norte</b>", "&nbsp;&quot;", "<script>x='1'</script>",
        "# Título ", "*negrita*", "[Lea también: X](/x)", "Lea también", "1", "1.",
        "ENVIÓ MÁS DE 1.000 CONTENEDORES A RUSIA ", "1a M1sión rn1litar de1 Krem1in ",
        "12/03/2024 18:40 | EFE | Seúl", "…", "...", "¿", "?", "A ", "No ", "de ",
        "el 31 de febrero ",
        "a" * 300, "ñ" * 50, "١٢٣", "北朝鲜", "Россия ", "US$ 40 ", "(", ")", "[", "]", "|", "·",
    ]
)  # fmt: skip


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(pieces=st.lists(_PIECES, min_size=1, max_size=30), code=st.sampled_from(["es", "en"]))
def test_whatever_a_page_holds_its_spans_hold(reader: Reader, pieces: list[str], code: str) -> None:
    text = "".join(pieces)
    (found,) = reader.read_many([_article(text, language=code)])
    if isinstance(found, Reading):
        _spans_hold(found, text)
    else:
        assert found.reason


def test_a_long_paragraph_without_a_stop(reader: Reader) -> None:
    text = "el buque ruso Sirena llevó carbón de Najin a Vladivostok y volvió con trigo " * 400
    _spans_hold(reader.read(_article(text, language="es")), text)


@pytest.mark.parametrize(
    ("text", "reason"),
    [("El presidente \ud800 habló el martes en Moscú.", "half of a character"),
     ("", "no text"), ("12 34 — 56", "no text"),
     ("Der Präsident sprach am Dienstag mit den Ministern über den Krieg.", "readers for")],
)  # fmt: skip
def test_refusals_say_why(reader: Reader, text: str, reason: str) -> None:
    with pytest.raises(InputRefused, match=reason):
        reader.read(_article(text))


def test_read_many_goes_on(reader: Reader) -> None:
    found = list(reader.read_many([_article(""), _article(_REPORT)]))
    assert [type(one) for one in found] == [Refusal, Reading]
