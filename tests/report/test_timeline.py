"""Timelines: what is in them, and that they are drawn whole."""

from __future__ import annotations

import json

import pytest
from lxml import etree

from veedor.engine import run
from veedor.engine.view import load_view
from veedor.errors import UsageError
from veedor.report.dossier import choose_story, dossier
from veedor.report.markdown import markdown
from veedor.report.offices import offices
from veedor.report.sayings import speakers
from veedor.report.timeline import as_json, as_rows, as_svg, entries
from veedor.report.view import View
from veedor.store import Workspace

FIRST = """Aurelio Brandes y Nuria Cald, en Quito
El presidente de Ecuador, Aurelio Brandes, recibió el martes en Quito a la ministra Nuria Cald.
«Firmaremos pronto un acuerdo de pesca con todos los puertos», dijo Brandes.
Cald recorrió después el mercado de la ciudad con varios ministros.
La visita durará dos días.
El 3 de febrero de 2021, Brandes se había reunido con Cald en Lima.
"""
SECOND = """Nuria Cald visita Quito
La ministra Nuria Cald se reunió el martes en Quito con el presidente de Ecuador, Aurelio Brandes.
El alcalde Bruno Sela afirmó que la visita abre una etapa nueva para los pescadores del país.
"""


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> View:
    folder = tmp_path_factory.mktemp("timeline")
    rows = [
        {"id": f"r{number}", "text": text, "published": "2021-05-04", "outlet": f"Diario {number}"}
        for number, text in enumerate((FIRST, SECOND))
    ]
    file = folder / "reports.jsonl"
    file.write_text("\n".join(json.dumps(row) for row in rows), "utf-8")
    place = folder / "workspace"
    Workspace.create(place)
    with Workspace(place) as workspace:
        run(workspace, [str(file)])
        return load_view(workspace)


def test_of_a_story(view: View) -> None:
    name, found = entries(view, None, None, None)
    assert [entry.date for entry in found] == ["2021-02-03", "2021-05-04"]
    assert "Quito" in name
    recalled, main = found
    assert recalled.span is not None
    assert recalled.span.text.startswith("El 3 de febrero de 2021")
    assert (len(recalled.others), len(main.mains)) == (1, 2)


def test_of_a_party(view: View) -> None:
    _, found = entries(view, None, "nuria cald", None)
    assert [entry.date for entry in found] == ["2021-02-03", "2021-05-04"]
    with pytest.raises(UsageError, match="nobody 'Zoé'"):
        entries(view, None, "Zoé", None)


def test_of_a_measure_there_must_be_a_finding(view: View) -> None:
    with pytest.raises(UsageError, match="no finding or lead of measure 'COAL'"):
        entries(view, None, None, "COAL")


def test_as_rows_drawing_and_json(view: View) -> None:
    name, found = entries(view, None, None, None)
    columns, rows = as_rows(view, found, "en")
    assert columns == ["Day", "What the press tells", "Where"]
    assert [row[0] for row in rows] == ["3 February 2021", "4 May 2021"]
    drawing = etree.fromstring(as_svg(view, name, found, "es").encode())
    assert len(drawing.findall(".//{*}circle")) == len(found)
    assert etree.fromstring(as_svg(view, "nada", [], "es").encode()) is not None
    assert json.loads(as_json(view, found))[0]["date"] == "2021-02-03"


def test_who_is_who_and_who_said_what(view: View) -> None:
    articles = set(view.collection.articles)
    assert offices(view, articles)["aurelio-brandes"] == "presidente de Ecuador"
    said = {view.label(one.key): one for one in speakers(view, articles)}
    assert said["Aurelio Brandes"].alone[0].direct
    assert not said["Bruno Sela"].alone[0].direct
    text = markdown(dossier(view, choose_story(view.groups.stories, None), "es"))
    assert "### Aurelio Brandes, presidente de Ecuador" in text
