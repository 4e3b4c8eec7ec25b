"""Lines of original pages: what each is, and that every text survives."""

# ruff: noqa: E501 (tables of passages)

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from veedor.read.lines import find_lines

_BODY = (
    "El buque atracó en el muelle norte pasada la medianoche y descargó durante seis horas, "
    "según el registro del puerto que este diario pudo consultar antes de que fuera retirado."
)
_MORE = (
    "La naviera no contestó a las preguntas de esta redacción y el capitán del puerto remitió a "
    "un comunicado de dos líneas en el que niega que la escala estuviera fuera de horario."
)

_TITLE = "Un carguero descarga de noche en Najin"

_PAGES = [
    ("es", ["Un carguero descarga de noche en Najin", _BODY, _MORE], ["title", "lead", "body"],
     "title, first paragraph"),
    ("es", ["Puertos", "Un carguero descarga de noche en Najin", _BODY, _MORE],
     ["kicker", "title", "lead", "body"], "a rubric above the title"),
    ("es", ["Un carguero descarga de noche en Najin", _BODY, "Silencio de la naviera", _MORE],
     ["title", "lead", "kicker", "body"], "an intertitle"),
    ("es", [_BODY, "Te puede interesar:", "El invierno seco complica al trigo", _MORE],
     ["lead", "related", "related", "body"], "the headline under a bare label"),
    ("es", [_BODY, "Podés leer: El invierno seco complica al trigo", _MORE],
     ["lead", "related", "body"], "a label and its headline in one line"),
    ("es", [_BODY, "Lea también El invierno seco complica al trigo", _MORE],
     ["lead", "related", "body"], "a label without a colon"),
    ("es", [_BODY, "LEE TAMBIÉN | El invierno seco complica al trigo", _MORE],
     ["lead", "related", "body"], "a label in capitals with a bar"),
    ("es", [_BODY, _MORE, "1", "Suben los peajes", "2", "Baja el río", "3", "Gana el equipo local"],
     ["lead", "body", *["ranking"] * 6], "numbers and headlines"),
    ("es", [_BODY, _MORE, "Lo más leído", "Suben los peajes", "Baja el río"],
     ["lead", "body", "ranking", "ranking", "ranking"], "a label over headlines"),
    ("es", ["Un carguero descarga de noche en Najin", "Un carguero descarga de noche en Najin", _BODY],
     ["title", "repeat", "lead"], "the title again"),
    ("es", ["Un carguero descarga de noche en Najin", "Por Lucía Andrade", "12 de marzo de 2024", _BODY],
     ["title", "byline", "dateline", "lead"], "byline and dateline"),
    ("es", ["Un carguero descarga de noche en Najin", "Actualizado: 12/03/2024 18:40 hs", _BODY],
     ["title", "dateline", "lead"], "an hour of updating"),
    ("es", ["Un carguero descarga de noche en Najin", _BODY, "La grúa del muelle norte. Foto: EFE."],
     ["title", "lead", "caption"], "a photo credit with a colon"),
    ("es", ["Un carguero descarga en Najin", _BODY, "La grúa del muelle (Foto de Ana Ruiz / AFP)"],
     ["title", "lead", "caption"], "a photo credit in brackets"),
    ("es", ["Un carguero descarga de noche en Najin", "Por Lucía Andrade",
            "La grúa del muelle norte, el martes por la tarde. (Ana Ruiz)", _BODY],
     ["title", "byline", "caption", "lead"], "whose picture it is, in brackets"),
    ("es", ["Un carguero descarga de noche en Najin", "Por Lucía Andrade",
            "La grúa del muelle norte, el martes por la tarde. Ana Ruiz", _BODY],
     ["title", "byline", "caption", "lead"], "whose picture it is, behind a full stop"),
    ("es", ["NACIONAL | PUERTOS", "Un carguero descarga de noche en Najin", _BODY],
     ["kicker", "title", "lead"], "two sections in capitals"),
    ("es", ["Un carguero descarga de noche en Najin", "Lucía Andrade | 12/03/2024 06:14 a. m.", _BODY],
     ["title", "byline", "lead"], "an hour with its dots"),
    ("es", ["Un carguero descarga de noche en Najin", _BODY, "14:05 | Lucía Andrade, desde Bilbao", _MORE],
     ["title", "lead", "byline", "body"], "an entry of a live page and where its author is"),
    ("es", ["Un carguero descarga de noche en Najin", _BODY, _MORE, "Dirección de Comunicación Social"],
     ["title", "lead", "body", "byline"], "the office that issued a communiqué"),
    ("en", ["A freighter unloads at night in Najin", _BODY, "(Reporting by Ann Fowler; Editing by Joe Hart)"],
     ["title", "lead", "byline"], "who reported, in brackets"),
    ("es", ["Un carguero descarga de noche en Najin", _BODY, _MORE, "EFE"],
     ["title", "lead", "body", "byline"], "an agency alone at the end"),
    ("es", [_BODY, _MORE, "(Con información de EFE y AFP)"], ["lead", "body", "byline"],
     "agencies in brackets"),
    ("es", ["El registro desapareció de la página esa misma tarde.",
            "Un carguero descarga de noche en Najin", _BODY, _MORE],
     ["lead", "title", "body", "body"], "the lead above the title"),
    ("es", ["Compartir en Facebook", _BODY, "Suscríbete", _MORE], ["related", "lead", "related", "body"],
     "the page's own buttons"),
    ("es", [_BODY], ["lead"], "a text of one paragraph"),
    ("en", ["Freighter unloads at night in Rajin", "By Laura Finch", "March 12, 2024", _BODY],
     ["title", "byline", "dateline", "lead"], "English head"),
    ("en", [_BODY, "Read more: Dry winter hurts the wheat", _MORE], ["lead", "related", "body"],
     "an English link"),
    ("en", [_BODY, "RELATED", "Dry winter hurts the wheat", _MORE],
     ["lead", "related", "related", "body"], "a bare English label"),
    ("en", [_BODY, _MORE, "Most read", "Tolls go up", "The river falls"],
     ["lead", "body", "ranking", "ranking", "ranking"], "an English ranking"),
    ("en", ["Freighter unloads at night in Rajin", _BODY, "The north pier crane. Photo: Reuters"],
     ["title", "lead", "caption"], "an English caption"),
    ("es", [_TITLE, "Ana Ruiz | Valparaíso | 3 may. 2024 | 10:05", _BODY],
     ["title", "dateline", "lead"], "author, place and date with bars"),
    ("es", [_TITLE, "P. Goñi | Bilbao | 26-03-2024", _BODY], ["title", "dateline", "lead"],
     "an author by an initial"),
    ("es", [_TITLE, "Lucía Andrade · Montevideo · 12 de marzo de 2025", _BODY],
     ["title", "dateline", "lead"], "author, place and date with dots"),
    ("es", [_TITLE, "Agencia Boreal | Seúl | 18 oct. 2024", _BODY], ["title", "dateline", "lead"],
     "an agency, place and date"),
    ("es", [_TITLE, "BOREAL | NAJIN | 19-06-2024", _BODY], ["title", "dateline", "lead"],
     "an agency no list knows, in capitals"),
    ("es", [_TITLE, "Lucía Andrade, Buenos Aires, 3 de mayo de 2024", _BODY],
     ["title", "dateline", "lead"], "author, place and date with commas"),
    ("es", [_TITLE, "Lucía Andrade | Valparaíso", _BODY], ["title", "byline", "lead"],
     "author and place"),
    ("es", [_TITLE, "Lucía Andrade", "12.03.2024", _BODY], ["title", "byline", "dateline", "lead"],
     "a name alone above the date"),
    ("es", [_TITLE, _BODY, _MORE, "Lucía Andrade"], ["title", "lead", "body", "byline"],
     "a name alone at the end"),
    ("es", [_TITLE, _BODY, "Santiago de Chile", _MORE], ["title", "lead", "kicker", "body"],
     "a town between paragraphs is no author"),
    ("es", ["MUNDO", _TITLE, _BODY], ["kicker", "title", "lead"], "a section is no author"),
    ("es", [_TITLE, _BODY, _MORE, "El plazo vence el 30 de abril."],
     ["title", "lead", "body", "body"], "a sentence with a date is no dateline"),
    ("es", [_TITLE, "Madrid 5 de junio de 2025", _BODY], ["title", "dateline", "lead"],
     "a dateline without a comma"),
    ("es", [_TITLE, _BODY, _MORE, "(Boreal)"], ["title", "lead", "body", "byline"],
     "an unknown agency in brackets at the end"),
    ("es", [_TITLE, _BODY, _MORE, "Con información de Boreal y Cordillera Press"],
     ["title", "lead", "body", "byline"], "information from unknown agencies"),
    ("es", [_TITLE, _BODY, "Grúas en el muelle. Foto: gentileza", _MORE],
     ["title", "lead", "caption", "body"], "a photo by courtesy of nobody"),
    ("es", [_TITLE, _BODY, "Grúas en el muelle. (Foto: captura de video)", _MORE],
     ["title", "lead", "caption", "body"], "a frame of a video"),
    ("en", ["Freighter unloads at night", "By Laura Finch, World affairs editor", _BODY],
     ["title", "byline", "lead"], "author and post"),
    ("en", ["Freighter unloads at night", "Laura Finch | Seoul | 3 March 2024", _BODY],
     ["title", "dateline", "lead"], "English author, place and date"),
    ("en", ["Freighter unloads at night", "Laura Finch Shipping editor", _BODY],
     ["title", "byline", "lead"], "author and post without a comma"),
    ("es", [_TITLE, _BODY, _MORE, "abc/def/gh"], ["title", "lead", "body", "byline"],
     "initials of the desk"),
    ("en", [_BODY, _MORE, "Laura Finch in Seoul contributed to this report."],
     ["lead", "body", "byline"], "who contributed"),
    ("es", [_TITLE, "LIMA, 3 Abr. (BOREAL NEWS) -", _BODY], ["title", "dateline", "lead"],
     "place, day and agency on a line of their own"),
    ("es", [_TITLE, "Martes 11 de marzo de 2025, p. 7", _BODY], ["title", "dateline", "lead"],
     "a date and the page of the paper"),
    ("en", ["Freighter unloads at night", "Laura Finch in Seoul", "Wed 3 Mar 2024 16.05 GMT", _BODY],
     ["title", "byline", "dateline", "lead"], "author in a place, date and hour"),
    ("es", [_TITLE, "Yuraima Cárdenas Boza", _BODY], ["title", "byline", "lead"],
     "an author of no known name"),
    ("es", [_TITLE, "Ibsen Dávalos - Enviado a Paita (Piura)", _BODY], ["title", "byline", "lead"],
     "an author who was sent"),
    ("es", [_TITLE, "Nadia Prieto | 11/12/2025 - 19:26h", _BODY], ["title", "byline", "lead"],
     "author and hour, no place"),
    ("es", [_TITLE, _BODY, "19:48 Vidal Ferrandis", _MORE], ["title", "lead", "byline", "body"],
     "an entry of a live page"),
    ("es", [_TITLE, _BODY, "13:02 EFE", _MORE], ["title", "lead", "byline", "body"],
     "an agency's entry of a live page"),
    ("es", [_TITLE, "Por Lucía Andrade", "PAITA", _BODY], ["title", "byline", "dateline", "lead"],
     "a place in capitals before the text"),
    ("es", [_TITLE, "La bahía, ayer, vista del faro. Iker Sanz - El Faro", _BODY],
     ["title", "caption", "lead"], "a picture signed by two names"),
    ("es", [_TITLE, _BODY, "P. ¿Quién pagó el viaje?", _MORE], ["title", "lead", "body", "body"],
     "a question of an interview"),
    ("es", [_TITLE, _BODY, _MORE, "Las 5 más leídas", "Temblor de madrugada en la sierra"],
     ["title", "lead", "body", "ranking", "ranking"], "a counted list of the most read"),
    ("es", [_TITLE, _BODY, _MORE, "LO + VISTO", "Temblor de madrugada en la sierra"],
     ["title", "lead", "body", "ranking", "ranking"], "most seen, with a sign"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "page", "kinds", "why"), _PAGES, ids=[p[3] for p in _PAGES])
def test_kinds(code: str, page: list[str], kinds: list[str], why: str) -> None:
    lines = find_lines("\n\n".join(page), code)
    assert [line.kind for line in lines] == kinds, why


def test_metadata_title_wins() -> None:
    page = f"Puertos y aduanas del norte hoy\nUn carguero descarga de noche en Najin\n{_BODY}"
    lines = find_lines(page, "es", "Un carguero descarga de noche en Najin")
    assert [line.kind for line in lines] == ["kicker", "title", "lead"]


_MARKED = [
    ("# Un carguero descarga de noche", "Un carguero descarga de noche"),
    ("## Un carguero descarga ##", "Un carguero descarga"),
    ("*La naviera calla*", "La naviera calla"),
    ("**La naviera calla**", "La naviera calla"),
    ("[Lea también: Otra cosa](/otra-cosa)", "Lea también: Otra cosa"),
    ("**[Otra cosa](https://example.org/a?b=c)**", "Otra cosa"),
    ("*La* naviera *calla*", "*La* naviera *calla*"),
    ("#sanciones es tendencia", "#sanciones es tendencia"),
]


@pytest.mark.parametrize(("line", "shown"), _MARKED, ids=[line for line, _ in _MARKED])
def test_marks_around_a_line_are_no_part_of_it(line: str, shown: str) -> None:
    assert find_lines(f"{line}\n{_BODY}", "es")[0].text == shown


_ODD = st.text(
    alphabet=st.sampled_from("aÁñ Zz1.,:«»\"()[]<>/\n\r\t\u00a0\u200f\u202e\ufeff😀№|—-'’"),
    max_size=200,
)


@given(_ODD, st.sampled_from(["es", "en"]))
def test_every_line_is_what_it_says(text: str, code: str) -> None:
    lines = find_lines(text, code)
    assert all(text[line.start : line.end] == line.text and line.text for line in lines)
    assert all(a.end <= b.start for a, b in itertools.pairwise(lines))


def test_a_very_long_line_is_quick() -> None:
    (line,) = find_lines("palabra de relleno " * 60_000, "es")
    assert len(line.text) > 1_000_000
