"""Sentences of which the small model loses the subject or the verb are read whole."""

from __future__ import annotations

import pytest

from veedor.model import Article, Clause
from veedor.read.reader import Reader


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def _told(clauses: tuple[Clause, ...]) -> set[tuple[str, str, str]]:
    return {(c.lemma, a.role, a.text) for c in clauses for a in c.arguments}


@pytest.mark.parametrize(
    ("text", "verb", "role", "who"),
    [
        # taken for an adjective of the name before
        ("En una calle de Dakar, treinta norcoreanos levantan un edificio.",
         "levantar", "agent", "treinta norcoreanos"),
        # taken for a verb, and the verb for its content
        ("Cientos de norcoreanos levantan torres de viviendas en Vladivostok.",
         "levantar", "agent", "Cientos de norcoreanos"),
        ("Rusia dio visados a norcoreanos que trabajan en la construcción.",
         "dar", "recipient", "norcoreanos"),
        ("Medio millar de norcoreanos trabaja todavía en astilleros.",
         "trabajar", "agent", "Medio millar de norcoreanos"),
        # adjectives taken for the verb
        ("Diplomáticos norcoreanos destinados en Islamabad vendían licores.",
         "vender", "agent", "Diplomáticos norcoreanos destinados"),
        ("Los obreros norcoreanos empleados en Kuwait entregaban su sueldo.",
         "emplear", "place", "Kuwait"),
        ("Washington imputó a tres hombres norcoreanos por el robo de bitcoines.",
         "imputar", "manner", "el robo de bitcoines"),
        # verbs taken for adjectives
        ("Una plantilla de 300 norcoreanas procesa pescado en una factoría.",
         "procesar", "agent", "Una plantilla de 300 norcoreanas"),
        ("Una empresa mixta de socios chinos y norcoreanos fabrica cables en Sinuiju.",
         "fabricar", "patient", "cables"),
        ("Una sociedad mixta fabrica desde hace un año cables cerca de Sinuiju.",
         "fabricar", "agent", "Una sociedad mixta"),
        # a name taken for a part of the time before it
        ("En 2012 Corea del Norte vendió misiles balísticos a Siria.",
         "vender", "agent", "Corea del Norte"),
        ("El lunes Corea del Norte disparó un misil.", "disparar", "agent", "Corea del Norte"),
    ],
)  # fmt: skip
def test_who_does_what(reader: Reader, text: str, verb: str, role: str, who: str) -> None:
    reading = reader.read(Article(id="a", source="a", text=text, language="es"))
    assert (verb, role, who) in _told(reading.clauses)


@pytest.mark.parametrize(
    ("text", "verb", "role", "who"),
    [
        ("Los soldados norcoreanos combaten en Kursk.", "combatir", "agent",
         "Los soldados norcoreanos"),
        ("La venta de armas a norcoreanos preocupa a Seúl.", "preocupar", "agent",
         "La venta de armas"),
        ("Una docena de norcoreanos fue expulsada de Malasia.", "expulsar", "patient",
         "Una docena de norcoreanos"),
    ],
)  # fmt: skip
def test_what_is_right_stays(reader: Reader, text: str, verb: str, role: str, who: str) -> None:
    reading = reader.read(Article(id="a", source="a", text=text, language="es"))
    assert (verb, role, who) in _told(reading.clauses)


def test_a_noun_is_made_no_verb(reader: Reader) -> None:
    text = "La pesca en aguas norcoreanas, la entrega de la carga y la obra del puerto."
    reading = reader.read(Article(id="a", source="a", text=text, language="es"))
    assert all(clause.nominal for clause in reading.clauses)
