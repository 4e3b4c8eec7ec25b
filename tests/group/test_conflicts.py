"""Two short reports of one day, read for real: what contradicts, and what only looks so."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from veedor.group import group
from veedor.group.collection import Collection
from veedor.link import Context, link
from veedor.lists import Index
from veedor.model import Article, Conflict, Dating
from veedor.read.reader import Reader

Contrary = Callable[..., tuple[Conflict, ...]]
TITLES = {
    "es": "Arnaldo Vex y Lidia Moran, en Lisboa",
    "en": "Arnaldo Vex and Lidia Moran in Lisbon",
}
LEADS = {
    "es": "Arnaldo Vex y Lidia Moran se reunieron este martes para hablar de la pesca.",
    "en": "Arnaldo Vex and Lidia Moran met on Tuesday to talk about fishing.",
}


@pytest.fixture(scope="module")
def contrary() -> Contrary:
    reader = Reader()

    def find(left: str, right: str, **options: str) -> tuple[Conflict, ...]:
        outlets = options.get("outlets", "El Ancla/El Timón").split("/")
        languages = options.get("languages", "es/es").split("/")
        articles, readings, datings, linked = {}, {}, {}, {}
        for number, told in enumerate((left, right)):
            code = languages[number]
            text = f"{TITLES[code]}\n\n{LEADS[code]} {told}"
            day = "2031-05-06" if number == 0 else options.get("day", "2031-05-06")
            record = Article(
                id=str(number), source=str(number), text=text, language=code,
                outlet=outlets[number], published=day,
            )  # fmt: skip
            dating = Dating(article=record.id, basis="metadata", date=day, earliest=day, latest=day)
            articles[record.id], datings[record.id] = record, dating
            readings[record.id] = reader.read(record)
            context = Context(Index(()), {})
            linked[record.id] = link(record, readings[record.id], dating, context)
        return group(Collection(articles, readings, datings, linked)).conflicts

    return find


@pytest.mark.parametrize(
    ("left", "right", "attribute", "why"),
    [
        ("Vex llegó a Lisboa el lunes.", "Vex llegó a Lisboa el domingo.", "date", "two days"),
        ("Vex llegó a Lisboa el lunes.", "Vex llegó a Lisboa el 5 de mayo.", None, "that Monday"),
        ("Vex llegó a Lisboa el lunes.", "Vex salió de Oporto el domingo.", None, "two acts"),
        ("El avión aterrizó a las tres.", "Vex aterrizó a las cinco.", "date", "two hours apart"),
        ("El avión aterrizó a las tres.", "Vex aterrizó a las 3:15.", None, "rounded"),
        ("Ambos firmaron un acuerdo.", "No se firmó ningún acuerdo.", "denial", "yes and no"),
        ("Ambos firmaron un acuerdo.", "No se firmó la cesión.", None, "another matter"),
        ("La reunión duró dos horas.", "La reunión duró cinco horas.", "number", "two or five"),
        ("La reunión duró dos horas.", "La reunión duró casi dos horas.", None, "nearly two"),
        (
            "Los dos se reunieron en Lisboa.", "Los dos se reunieron en Madrid.", "place",
            "500 kilometres apart",
        ),
        (
            "Los dos se reunieron en Lisboa.", "Los dos se reunieron en Almada.", None,
            "across the river",
        ),
    ],
)  # fmt: skip
def test_spanish(
    contrary: Contrary, left: str, right: str, attribute: str | None, why: str
) -> None:
    found = {conflict.attribute for conflict in contrary(left, right)}
    assert found == ({attribute} if attribute else set()), why


@pytest.mark.parametrize(
    ("left", "right", "attribute", "why"),
    [
        ("No se firmó ningún acuerdo.", "They signed an agreement.", "denial", "no and yes"),
        ("Vex llegó el lunes.", "Vex arrived on Sunday.", "date", "Monday and Sunday"),
        ("Vex llegó el lunes.", "Vex arrived on Monday.", None, "the same"),
        ("Viajaban 13 tripulantes.", "The ship has a crew of 14.", "number", "13 and 14"),
        ("Viajaban 13 tripulantes.", "The ship has a crew of 13.", None, "the same"),
    ],
)
def test_across_languages(
    contrary: Contrary, left: str, right: str, attribute: str | None, why: str
) -> None:
    found = {conflict.attribute for conflict in contrary(left, right, languages="es/en")}
    assert found == ({attribute} if attribute else set()), why


def test_a_later_report_of_one_outlet_corrects_it(contrary: Contrary) -> None:
    left, right = "La reunión duró dos horas.", "La reunión duró cinco horas."
    corrected = contrary(left, right, outlets="El Ancla/El Ancla", day="2031-05-07")
    assert corrected == ()


def test_sides_are_stretches_of_their_articles(contrary: Contrary) -> None:
    (conflict,) = contrary("Vex llegó a Lisboa el lunes.", "Vex llegó a Lisboa el domingo.")
    assert [side.value for side in conflict.sides] == ["2031-05-04", "2031-05-05"]
    for side in conflict.sides:
        (evidence,) = side.evidence
        assert evidence.text.startswith("Vex llegó")


@pytest.mark.parametrize(
    ("left", "right", "attribute", "why"),
    [
        ("La policía rescató al niño.", "La policía no rescató al niño.", "denial", "yes and no"),
        ("La policía rescató al niño.", "El niño aún no ha sido rescatado.", None, "not yet"),
        ("La policía rescató al niño.", "La policía no rescató el coche.", None, "another thing"),
        (
            "Un buque peruano rescató al capitán.", "Un buque griego rescató al capitán.", "agent",
            "one alone can have done it",
        ),
        (
            "Un buque peruano saludó al capitán.", "Un buque griego saludó al capitán.", None,
            "both may have greeted him",
        ),
        (
            "Asistió el ministro Juan Salcedo.", "El ministro Juan Salcedo no asistió.",
            "participants", "there or not",
        ),
        ("Fueron rescatadas 118 personas.", "Rescataron a 96 personas.", "number", "of one act"),
        ("Fueron rescatadas 118 personas.", "Evacuaron a 96 personas.", None, "two acts"),
        (
            "Fueron rescatadas 118 personas.", "Rescataron a otras 96 personas.", None,
            "others than those",
        ),
        (
            "La multa es de 3 millones de euros.", "La multa es de 2,98 millones de euros.", None,
            "rounded",
        ),
        (
            "La reunión duró tres horas.", "La reunión duró cuarenta minutos.", "number",
            "hours and minutes",
        ),
        (
            "La multa será de 4 millones de euros.", "Pagará una multa de 6 millones de euros.",
            "number", "one fine",
        ),
        ("Vex tiene 61 años.", "Vex, de 58 años, habló del mar.", "number", "his age"),
        ("Vex cenó con Juan Salcedo.", "Vex cenó con Ana Prieto.", "participants", "one dinner"),
        ("Vex saludó a Juan Salcedo.", "Vex saludó a Ana Prieto.", None, "both may be"),
        ("Vex nació en 1961.", "Vex nació en 1958.", "date", "two years"),
        (
            "Vex fue operado en su casa.", "Vex fue operado en el hospital.", None,
            "a verb in no row: he may have been twice",
        ),
        (
            "La causa fue un rayo.", "El incendio se debió a un cortocircuito.", "agent",
            "two causes",
        ),
        ("El acto no fue solo protocolario.", "El acto fue protocolario.", None, "not only"),
        ("Vex apoyó la moción.", "Vex se opuso a la moción.", "denial", "for and against"),
        (
            "Acudieron Brasil, Chile y Perú.", "Acudieron Brasil, Chile y Bolivia.", "participants",
            "lists of three",
        ),
        (
            "Acudieron Brasil, Chile y Perú, entre otros.", "Acudieron Brasil, Chile y Bolivia.",
            None, "not all are told",
        ),
    ],
)  # fmt: skip
def test_any_deed(
    contrary: Contrary, left: str, right: str, attribute: str | None, why: str
) -> None:
    found = {conflict.attribute for conflict in contrary(left, right)}
    assert found == ({attribute} if attribute else set()), why


def test_one_contradiction_is_told_once(contrary: Contrary) -> None:
    found = contrary("Ambos firmaron un acuerdo.", "No se firmó ningún acuerdo.")
    assert [conflict.attribute for conflict in found] == ["denial"]


def test_a_denial_meets_the_charge_of_days_before(contrary: Contrary) -> None:
    charge = "Perú ha enviado soldados a Chile."
    denial = "El embajador de Perú negó que su país haya enviado soldados a Chile."
    found = contrary(charge, denial, day="2031-05-19")
    assert [conflict.attribute for conflict in found] == ["denial"]


@pytest.mark.parametrize(
    ("left", "right", "attribute", "why"),
    [
        ("La tormenta cobró 14 vidas.", "La tormenta deja 20 fallecidos.", "number",
         "verb and noun"),
        ("La tormenta cobró 14 vidas.", "Entre los fallecidos hay 6 niños.", None, "a part"),
        ("La fianza es de 2 millones de euros.", "El aval asciende a 900.000 euros.", "number",
         "one bail"),
        ("La tregua durará seis meses.", "El alto el fuego rige 90 días.", "number", "one truce"),
        ("El tren iba a 140 kilómetros por hora.", "El convoy circulaba a 75 kilómetros por hora.",
         "number", "one speed"),
        ("Votaron a favor 71 diputados.", "El texto obtuvo 66 votos a favor.", "number", "votes"),
        ("Votaron a favor 71 diputados.", "Hubo 31 votos en contra.", None, "for and against"),
    ],
)  # fmt: skip
def test_figures_by_what_stands_beside_them(
    contrary: Contrary, left: str, right: str, attribute: str | None, why: str
) -> None:
    found = {conflict.attribute for conflict in contrary(left, right)}
    assert found == ({attribute} if attribute else set()), why


@pytest.mark.parametrize(
    ("left", "right", "attribute", "why"),
    [
        ("La decisión fue unánime.", "Tres votaron en contra.", "number", "unanimity"),
        ("El conductor murió.", "El chofer salvó la vida.", "denial", "died and lived"),
        ("El conductor murió.", "Un guardia salvó la vida.", None, "two people"),
        ("La marcha terminó sin incidentes.", "Al final hubo enfrentamientos.", "denial", "calm"),
        ("Recurrirá la sentencia.", "Acatará el fallo.", "denial", "an appeal"),
        ("El puerto sigue cerrado.", "El aeropuerto reanudó su actividad.", None, "two places"),
        ("Aún no hubo detenidos.", "Tres hombres fueron detenidos.", None, "not yet"),
    ],
)
def test_outcomes_of_which_there_is_one(
    contrary: Contrary, left: str, right: str, attribute: str | None, why: str
) -> None:
    found = {conflict.attribute for conflict in contrary(left, right)}
    assert found == ({attribute} if attribute else set()), why
