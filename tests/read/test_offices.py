"""Offices in original passages: span, posts, and the holder that the text names."""

# ruff: noqa: E501 (tables of passages)

from __future__ import annotations

from collections.abc import Callable

import pytest

from veedor.model import Article
from veedor.read.names import find_names
from veedor.read.parse import Parsed
from veedor.read.reader import Reader

#: code, passage, office phrase, its posts, labels of its holders, why
_CASES = [
    ("es", "Viajó con el ministro de Defensa ruso, Putin y Kim.", "el ministro de Defensa ruso",
     ["defence-minister/RU"], [], "a list is no apposition"),
    ("es", "Según el canciller iraní, Putin, Lavrov y él hablaron.", "el canciller iraní",
     ["foreign-minister/IR"], [], "the person named after serves another state"),
    ("es", "El presidente de Rusia, Vladimir Putin, habló.", "El presidente de Rusia",
     ["head-of-state/RU"], ["Vladimir Putin"], "apposition after"),
    ("es", "Se lo dijo al líder norcoreano Kim Jong-un.", "líder norcoreano",
     ["head-of-state/KP"], ["Kim Jong-un"], "the contracted article stays outside"),
    ("es", "El ministro ruso de Exteriores, Serguéi Lavrov, negó todo.",
     "El ministro ruso de Exteriores", ["foreign-minister/RU"], ["Serguéi Lavrov"], "demonym inside"),
    ("es", "El ministro de Defensa ruso, Serguéi Shoigú, viajó.", "El ministro de Defensa ruso",
     ["defence-minister/RU"], ["Serguéi Shoigú"], "demonym last"),
    ("es", "Viajó con los ministros de Defensa y de Exteriores.",
     "los ministros de Defensa y de Exteriores", ["defence-minister/None", "foreign-minister/None"],
     [], "two posts, nobody named"),
    ("es", "Shoigú, el secretario del Consejo de Seguridad ruso, llegó.",
     "el secretario del Consejo de Seguridad ruso", ["secretary/RU"], ["Shoigú"], "apposition before"),
    ("es", "Lo negó el portavoz del Kremlin, Dmitri Peskov.", "el portavoz del Kremlin",
     ["spokesperson/RU"], ["Dmitri Peskov"], "of a seat of power"),
    ("es", "Kim Jong-un, líder de Corea del Norte, rió. El dirigente norcoreano se fue.",
     "El dirigente norcoreano", ["head-of-state/KP"], ["Kim Jong-un"], "another word for the post"),
    ("es", "El presidente ruso, Vladimir Putin, llegó. El mandatario no habló.", "El mandatario",
     ["head-of-state/RU"], ["Vladimir Putin"], "a bare word goes back"),
    ("es", "El líder norcoreano, Kim Jong-un, recibió a su homólogo ruso, Vladimir Putin.",
     "su homólogo ruso", ["head-of-state/RU"], ["Vladimir Putin"], "a counterpart"),
    ("es", "El líder norcoreano, Kim Jong-un, vio al presidente ruso, Vladimir Putin. Ambos mandatarios firmaron.", "Ambos mandatarios",
     ["head-of-state/KP", "head-of-state/RU"], ["Kim Jong-un", "Vladimir Putin"], "both"),
    ("es", "Viajó con su hermana Kim Yo-jong.", "su hermana", ["relative/None"], ["Kim Yo-jong"],
     "kin"),
    ("es", "Lo contó un funcionario ruso.", "un funcionario ruso", ["official/RU"], [], "indefinite"),
    ("es", "Acudirán los líderes de Corea del Sur y Japón.", "los líderes de Corea del Sur y Japón",
     ["head-of-state/KR", "prime-minister/JP"], [], "a leader of each state"),
    ("es", "La canciller mexicana, Alicia Bárcena, respondió.", "La canciller mexicana",
     ["foreign-minister/MX"], ["Alicia Bárcena"], "feminine, Latin American"),
    ("es", "El canciller alemán, Olaf Scholz, respondió.", "El canciller alemán",
     ["prime-minister/DE"], ["Olaf Scholz"], "a chancellor who governs"),
    ("es", "El titular de Defensa, Andrés Rojas, respondió.", "El titular de Defensa",
     ["defence-minister/None"], ["Andrés Rojas"], "holder of a portfolio"),
    ("en", "North Korean leader Kim Jong Un laughed.", "North Korean leader",
     ["head-of-state/KP"], ["Kim Jong Un"], "demonym before"),
    ("en", "Russia's defence minister, Andrei Belousov, left.", "Russia's defence minister",
     ["defence-minister/RU"], ["Andrei Belousov"], "possessive"),
    ("en", "Kremlin spokesman Dmitry Peskov declined.", "Kremlin spokesman", ["spokesperson/RU"],
     ["Dmitry Peskov"], "a seat of power before"),
    ("en", "Russian Foreign Minister Sergei Lavrov agreed.", "Russian Foreign Minister",
     ["foreign-minister/RU"], ["Sergei Lavrov"], "capitals of style"),
    # whose a post is, without a name
    ("es", "El exgobernador de Jujuy, Marcos Ledesma, calló.", "El exgobernador de Jujuy",
     ["governor/None"], ["Marcos Ledesma"], "held before"),
    ("es", "Habló el fiscal provincial, Raúl Quispe.", "el fiscal provincial",
     ["prosecutor/None"], ["Raúl Quispe"], "an adjective says whose"),
    ("es", "La vocera presidencial no contestó.", "La vocera presidencial", ["spokesperson/None"],
     [], "nobody is named"),
    ("es", "Lo dijo un asesor del canciller.", "un asesor del canciller", ["adviser/None"], [],
     "who serves a post"),
    ("es", "Según un diplomático europeo, no habrá acuerdo.", "un diplomático europeo",
     ["diplomat/None"], [], "of no state"),
    ("es", "El presidente del Consejo Nacional de Pesca (CNP), Elías Robledo, dimitió.",
     "El presidente del Consejo Nacional de Pesca (CNP)", ["chair/None"], ["Elías Robledo"],
     "the acronym of the body"),
    ("es", "El director de la institución, contraalmirante Elías Robledo, dimitió.",
     "El director de la institución", ["director/None"], ["Elías Robledo"], "a rank before the name"),
    ("es", "La candidata a gobernadora del oficialismo no fue.",
     "La candidata a gobernadora del oficialismo", ["candidate/None"], [], "what she stands for"),
    ("es", "El encargado de negocios de Portugal, Rui Matos, acudió.",
     "El encargado de negocios de Portugal", ["charge-d-affaires/PT"], ["Rui Matos"],
     "of more than one word"),
    ("es", "La consejera delegada de Electra, Sonia Puig, dimitió.", "La consejera delegada de Electra",
     ["director/None"], ["Sonia Puig"], "who runs a firm"),
    ("en", "The court's registrar, Paul Dray, read it.", "The court's registrar", ["judge/None"],
     ["Paul Dray"], "a body without a name owns it"),
    ("en", "The fisheries commissioner, Olga Brandt, resigned.", "The fisheries commissioner",
     ["commissioner/None"], ["Olga Brandt"], "a matter no list knows"),
    ("en", "He asked two Western diplomats.", "two Western diplomats", ["diplomat/None"], [],
     "of no state"),
    ("en", "The last coordinator of the 1540 committee left.",
     "The last coordinator of the 1540 committee", ["coordinator/None"], [], "a body by its number"),
    ("en", "He trusts the head of Italy's civil protection agency, Paul Dray.",
     "the head of Italy's civil protection agency", ["director/IT"], ["Paul Dray"],
     "a state's own body"),
    ("en", "Paul Dray, professor of maritime law, disagrees.", "professor of maritime law",
     ["academic/None"], ["Paul Dray"], "what is taught"),
]  # fmt: skip


#: code, passage, words that look like an office and are none, why
_NONE = [
    ("es", "La política fiscal del Gobierno no cambia.", "fiscal", "an adjective"),
    ("es", "Es un acuerdo general de pesca.", "general", "an adjective"),
    ("en", "That is our official position.", "official", "an adjective"),
    ("en", "The convoy heads to Syria at night.", "heads", "a verb"),
    ("en", "It is said that officials left.", "that", "a conjunction"),
    ("en", "The official Korean Central News Agency said so.", "official", "before a name"),
    ("es", "Moscú asesora a Pionyang.", "asesora", "a verb"),
    ("es", "Recibió a la ministra de Exteriores en el Kremlin.", "Kremlin", "where it was"),
]


@pytest.mark.parametrize(("code", "text", "word", "why"), _NONE, ids=[case[1] for case in _NONE])
def test_no_office(
    parse_passage: Callable[[str, str], Parsed], code: str, text: str, word: str, why: str
) -> None:
    mentions = find_names(parse_passage(code, text))
    assert not [office.text for office in mentions.offices if word in office.text], why


@pytest.mark.parametrize(
    ("code", "text", "phrase", "posts", "holders", "why"), _CASES, ids=[case[5] for case in _CASES]
)
def test_offices(
    parse_passage: Callable[[str, str], Parsed],
    code: str,
    text: str,
    phrase: str,
    posts: list[str],
    holders: list[str],
    why: str,
) -> None:
    mentions = find_names(parse_passage(code, text))
    office = {office.text: office for office in mentions.offices}.get(phrase)
    assert office is not None, [office.text for office in mentions.offices]
    assert [f"{post.office}/{post.country}" for post in office.posts] == posts, why
    assert [mentions.referents[holder].label for holder in office.holders] == holders, why


_TAKEN_UP = [
    ("es", ("El presidente visita la planta\n\nAyer el presidente Gustavo Petro viajó a Cali con "
     "los suyos y con la prensa."), "El presidente", ["Gustavo Petro"], "a headline before the name"),
    ("es", ("El ministro ruso de Defensa, Andréi Belousov, llegó a Pionyang. Allí lo recibió el "
     "ministro norcoreano de Defensa, No Kwang Chol. El funcionario ruso habló poco."),
     "El funcionario ruso", ["Andréi Belousov"], "an official of that state"),
    ("es", ("El presidente Gustavo Petro se vio con su homólogo estadounidense, Donald Trump. “Fue "
     "útil”, dijo el jefe de Estado en la embajada."), "el jefe de Estado", ["Gustavo Petro"],
     "of two in one sentence the counterpart is less spoken of"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "text", "phrase", "holders", "why"), _TAKEN_UP, ids=[case[4] for case in _TAKEN_UP]
)
def test_taken_up(code: str, text: str, phrase: str, holders: list[str], why: str) -> None:
    reading = Reader().read(Article(id="x", source="x", text=text, language=code))
    office = {office.text: office for office in reading.offices}[phrase]
    assert [reading.referents[holder].label for holder in office.holders] == holders, why
