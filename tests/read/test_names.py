"""Names in original passages: span, type, and who is who."""

# ruff: noqa: E501 (tables of passages)

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from veedor.read.names import find_names
from veedor.read.parse import Parsed

_ES = [
    ("El embajador viajó a Moscú.", {"Moscú": "place"}, "motion"),
    ("Moscú rechazó la propuesta.", {"Moscú": "government"}, "a capital acts"),
    ("El tratado entre Pionyang y Moscú entró en vigor.",
     {"Pionyang": "government", "Moscú": "government"}, "capitals are parties"),
    ("Se reunieron en Pekín y Tokio.", {"Pekín": "place", "Tokio": "place"}, "a shared preposition"),
    ("La guerra de Moscú continúa.", {"Moscú": "government"}, "of a government"),
    ("Aceptó una invitación para visitar Seúl.", {"Seúl": "place"}, "visiting a town"),
    ("La cooperación con Teherán crece.", {"Teherán": "government"}, "with a government"),
    ("Argelia López, que perdió el barco, calló.", {"Argelia López": "person"},
     "called like a state"),
    ("Según Im Ji-young, investigadora del puerto, no.", {"Im Ji-young": "person"}, "told by her calling"),
    ("El ministro de Pesca, Óscar Puente, dimitió.", {"Óscar Puente": "person"},
     "a surname that is a thing"),
    ("El Primer Tribunal Ambiental anuló el permiso.",
     {"Primer Tribunal Ambiental": "organization"}, "a head with words on both sides"),
    ("El delegado del Instituto Nacional de Pesca en Chiapas calló.",
     {"Instituto Nacional de Pesca": "organization", "Chiapas": "place"}, "where the body sits"),
    ("Detuvieron once buques, entre ellos el Playa Norte y el Hae Rang 7.",
     {"Playa Norte": "vessel", "Hae Rang 7": "vessel"}, "ships of a list"),
    ("El Ministerio de Comercio, Industria y Turismo calló.",
     {"Ministerio de Comercio, Industria y Turismo": "organization"}, "a list of matters"),
    ("La Superintendencia de Aduanas y de Tributos calló.",
     {"Superintendencia de Aduanas y de Tributos": "organization"}, "a second matter with its of"),
    ("El Ministerio de Defensa, Putin y Kim callaron.",
     {"Ministerio de Defensa": "organization", "Putin": "person", "Kim": "person"},
     "a list of others"),
    ("Los operarios tapan con tableros la plaza de la Libertad.",
     {"plaza de la Libertad": "facility"}, "a square in lower case"),
    ("El Kremlin desmintió la noticia.", {"Kremlin": "government"}, "a seat of power"),
    ("La Casa Blanca protestó.", {"Casa Blanca": "government"}, "another"),
    ("Corea del Norte lanzó un misil.", {"Corea del Norte": "country"}, "a country acts"),
    ("EE.UU. y la UE sancionaron al banco.", {"EE.UU.": "country", "UE": "organization"},
     "abbreviations"),
    ("El soldado norcoreano habló en ruso.", {}, "demonyms are no names"),
    ("La Guardia Costera de Japón avisó a los pesqueros.",
     {"Guardia Costera de Japón": "organization", "Japón": "country"}, "a state inside a body"),
    ("El Ministerio de Defensa de Tokio confirmó el ensayo.",
     {"Ministerio de Defensa de Tokio": "organization", "Tokio": "government"}, "a capital inside"),
    ("Lo dijo el Consejo de Seguridad ruso.", {"Consejo de Seguridad ruso": "organization"},
     "a demonym belongs to the body"),
    ("Habló la presidencia de Sudáfrica.",
     {"presidencia de Sudáfrica": "government", "Sudáfrica": "country"}, "lower case with a state"),
    ("Desfilaron por la plaza Kim Il Sung.", {"plaza Kim Il Sung": "facility"}, "no person"),
    ("Murió en la Guerra de Corea.", {"Guerra de Corea": "other", "Corea": "country"}, "a war"),
    ("Recibió a Choe Ryong-hae en el palacio.", {"Choe Ryong-hae": "person"}, "Korean, hyphen"),
    ("Recibió a Pak Jong Chon en el palacio.", {"Pak Jong Chon": "person"}, "Korean, three words"),
    ("Lo acompañó el ministro Wang Yi.", {"Wang Yi": "person"}, "Chinese"),
    ("Según María de los Ángeles Quiroga, fue un error.",
     {"María de los Ángeles Quiroga": "person"}, "particles inside"),
    ("El carguero ruso Angara zarpó.", {"Angara": "vessel"}, "a noun says it is a ship"),
    ("El buque «Lady Rosa» zarpó.", {"Lady Rosa": "vessel"}, "quoted, with a given name inside"),
    ("Además, Rusia protestó.", {"Rusia": "country"}, "the sentence's first word is no name"),
    ("Ayer Putin habló.", {"Putin": "person"}, "trimmed of an adverb"),
    ("El cohete Soyuz-2 despegó.", {"Soyuz-2": "other"}, "a number belongs to the name"),
    ("La península coreana está en calma.", {"península coreana": "place"}, "in lower case"),
    ("Occidente teme un acuerdo.", {"Occidente": "other"}, "the West"),
    ("El Partido de los Trabajadores de Corea se reunió.",
     {"Partido de los Trabajadores de Corea": "organization", "Corea": "country"}, "a party"),
    ("No mostró pruebas. No hubo más.", {}, "a denial that opens a sentence is no Korean family"),
    ("Habló el ministro, No Yong-il, ante la prensa.", {"No Yong-il": "person"}, "that family in full"),
    ("A Quiroga le preguntaron por la renuncia de Marta Quiroga.",
     {"Quiroga": "person", "Marta Quiroga": "person"}, "a preposition that opens a sentence"),
    ("NAJIN.- El carguero zarpó de madrugada.", {"NAJIN": "place"}, "a dateline"),
    ("LA PAZ, 3 may (Boreal).- El banco apeló.", {"LA PAZ": "place"}, "a capital in a dateline"),
    ("Lo multó la Superintendencia de Cargas (SUC).",
     {"Superintendencia de Cargas": "organization", "SUC": "organization"}, "an acronym in brackets"),
    ("Rechaza SUC las multas.", {"SUC": "organization"}, "a verb before its subject"),
    ("Anotó Marcos Peralta a los diez minutos.", {"Marcos Peralta": "person"}, "another"),
    ("Movió US$ 40 millones.", {}, "a currency"),
    ("Viajó con la secretaria de Energía.", {}, "a post without its accent is no body"),
    ("Lo dijo el viceministro boliviano de Sustancias Controladas, Jaime Ortuño.",
     {"Jaime Ortuño": "person"}, "a minister's matter"),
    ("Zarpó un petrolero con bandera panameña, el Silver Dawn.", {"Silver Dawn": "vessel"},
     "a ship set off by a comma"),
    ("Sancionó a dos barcos rusos, el Lady Rosa y el Vera Cruz.",
     {"Lady Rosa": "vessel", "Vera Cruz": "vessel"}, "two ships listed"),
    ("Seúl dice que Corea del Norte disparó; el Norte calla.",
     {"Seúl": "government", "Corea del Norte": "country", "Norte": "country"}, "the North is a state"),
    ("Viajó por la costa del Norte hacia Corea del Sur.", {"Corea del Sur": "country"},
     "a side is no state"),
    ("Lo explicó Marcelo Montenegro en la radio.", {"Marcelo Montenegro": "person"},
     "a family called like a state"),
    ("Ayer el Congreso aprobó la ley y la Fiscalía calló.",
     {"Congreso": "organization", "Fiscalía": "organization"}, "bodies by their noun alone"),
    ("Un congreso de fiscales y una comisión.", {}, "no bodies without capitals"),
    ("Falló el Superior Tribunal de Justicia de Misiones.",
     {"Superior Tribunal de Justicia de Misiones": "organization"}, "an adjective before the head"),
    ("El secretario de Estado de Portugal calló.", {"Portugal": "country"}, "of state: no place"),
    ("R. No creo que vuelva.", {}, "a turn of an interview"),
    ("Como dice doña Argelia, uno se cansa.", {"Argelia": "person"}, "a form of address"),
    ("Vive en Pinar del Río.", {"Pinar del Río": "place"}, "a town with a preposition inside"),
    ("Lo confirmó ayer la Fenacle.", {"Fenacle": "organization"}, "its article tells a body"),
    ("El alcalde de Tremañes y el gerente de Electra dimitieron.",
     {"Tremañes": "place", "Electra": "organization"}, "what posts are held in"),
    ("El déficit es de 1 810 MW.", {}, "a unit behind a number"),
    ("Detuvo tres buques de bandera española, coreana y china, entre ellos el Brisa Uno y el Vera Paz.",
     {"Brisa Uno": "vessel", "Vera Paz": "vessel"}, "ships behind a list of flags"),
    ("Viajará a Varsovia, La Haya y Budapest.",
     {"Varsovia": "place", "La Haya": "place", "Budapest": "place"}, "a list of places"),
    ("La Junta de Andalucía recurrió.", {"Junta de Andalucía": "government"}, "a region governs"),
    ("Congreso censura al ministro.", {"Congreso": "organization"}, "a headline without its article"),
    ("Bomberos de Punta Arenas apagó el fuego en Glaciar Unión.",
     {"Bomberos de Punta Arenas": "organization", "Glaciar Unión": "place"}, "more heads"),
    ("Invitó a todos los Estados Miembros a cumplir.", {}, "capitals of style"),
    ("Lo dijo el responsable autonómico de Medio Ambiente, Elías Robledo.",
     {"Elías Robledo": "person"}, "the matter of an office"),
    ("Para la vocera de Hontanar, el acuerdo es nulo.", {"Hontanar": "organization"},
     "for whom somebody speaks"),
    ("Hablaba de seis oficiales. No mostró pruebas.", {}, "a post ends the sentence before"),
    ("La agencia perdió contacto con la Luna-25.", {"Luna-25": "other"}, "a number: nobody"),
    ("Festejaron en el Zócalo con un vecino de Puertochico.",
     {"Zócalo": "place", "Puertochico": "place"}, "where things are, where somebody lives"),
    ("Ayer en Castropol, el alcalde celebró.", {"Castropol": "place"}, "a place before an office"),
    ("Asistirá a la XII Cumbre de la Pesca.", {"Cumbre de la Pesca": "organization"},
     "a number in Roman figures"),
    ("Ayer lo dijo la concejala del Ayuntamiento de Totana Josefina Gálvez.",
     {"Ayuntamiento de Totana": "organization", "Josefina Gálvez": "person"},
     "a person right behind a body"),
    ("La Reserva Federal subió los tipos.", {"Reserva Federal": "organization"}, "a well-known body"),
    ("En La Moneda, nadie contestó.", {"La Moneda": "government"}, "behind a preposition"),
]  # fmt: skip
_EN = [
    ("Kim Jong Un met Vladimir Putin Wednesday.",
     {"Kim Jong Un": "person", "Vladimir Putin": "person"}, "a day behind a name"),
    ("Treasury Secretary Ann Fowler said so.", {"Treasury": "organization", "Ann Fowler": "person"},
     "a post between a body and its holder"),
    ("The White House declined to comment.", {"White House": "government"}, "an article before"),
    ("The North's mission did not answer; South Korea protested.",
     {"North": "country", "South Korea": "country"}, "the North is a state"),
    ("The network was run by Sa'id al-Hadi.", {"Sa'id al-Hadi": "person"}, "an apostrophe inside"),
    ("The envoy flew to Moscow.", {"Moscow": "place"}, "motion"),
    ("Moscow rejected the proposal.", {"Moscow": "government"}, "a capital acts"),
    ("They met in Beijing and Tokyo.", {"Beijing": "place", "Tokyo": "place"}, "shared preposition"),
    ("Ties between Pyongyang and Moscow grew.",
     {"Pyongyang": "government", "Moscow": "government"}, "parties"),
    ("The Kremlin denied it.", {"Kremlin": "government"}, "a seat of power"),
    ("The Russian Foreign Ministry denied it.", {"Russian Foreign Ministry": "organization"},
     "demonym in front"),
    ("South Korea's Coast Guard warned ships.",
     {"South Korea": "country", "Coast Guard": "organization"}, "a possessive parts them"),
    ("Foreign Minister Sergei Lavrov spoke.", {"Sergei Lavrov": "person"}, "a title in capitals"),
    ("The U.S. and its allies objected.", {"U.S.": "country"}, "dots"),
    ("The tanker Kestrel Dawn was seized.", {"Kestrel Dawn": "vessel"}, "a noun in front"),
    ("Choe Son Hui arrived in Vladivostok.", {"Choe Son Hui": "person", "Vladivostok": "place"},
     "Korean"),
    ("North Korean troops advanced.", {}, "demonyms are no names"),
    ("They marched on Congress, and the Senate adjourned.",
     {"Congress": "organization", "Senate": "organization"}, "bodies by their noun alone"),
    ("The Ombudsman's Office asked.", {"Ombudsman's Office": "organization"}, "a possessive inside"),
    ("Works and Ports Minister Ann Fowler spoke.", {"Ann Fowler": "person"},
     "a ministry's matter before the post"),
    ("It is a London-based firm.", {"London": "place"}, "where a firm is"),
    ("Lawmaker Park Sun-won asked. Park left.", {"Park Sun-won": "person", "Park": "person"},
     "a family, no park"),
    ("Two men drowned off Cayo Blanco.", {"Cayo Blanco": "place"}, "where somebody drowns"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "text", "expected", "why"),
    [("es", *case) for case in _ES] + [("en", *case) for case in _EN],
)
def test_names(
    parse_passage: Callable[[str, str], Parsed],
    code: str,
    text: str,
    expected: dict[str, str],
    why: str,
) -> None:
    found = find_names(parse_passage(code, text)).names
    assert {name.text: name.type for name in found} == expected, why


_SAME = [
    ("Kim Jong-un habló. Kim sonrió. KIM JONG UN se fue.", ["Kim Jong-un", "Kim", "KIM JONG UN"]),
    ("Serguéi Lavrov llegó. Sergei Lavrov calló. Lavrov se fue.",
     ["Serguéi Lavrov", "Sergei Lavrov", "Lavrov"]),
    ("Habló Zelenski. Luego Volodímir Zelenski se fue.", ["Zelenski", "Volodímir Zelenski"]),
    ("La Agencia de Puertos del Norte (APN) calló. La APN no contestó.",
     ["Agencia de Puertos del Norte", "APN"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "one"), _SAME)
def test_one_referent(parse_es: Callable[[str], Parsed], text: str, one: list[str]) -> None:
    names = [name for name in find_names(parse_es(text)).names if name.text in one]
    assert {name.text for name in names} == set(one)
    assert len({name.referent for name in names}) == 1


_WHO = [
    ("La Comisión Europea presentó el plan. Luego la Comisión calló.", "Comisión",
     "Comisión Europea", "the one body of that noun"),
    (("Los capitanes Oleg Petrenko y Serguéi Kim no podrán entrar. Kim nació en Sajalín.\n"
     "El líder norcoreano, Kim Jong Un, no habló."), "Kim", "Serguéi Kim", "named in full before"),
    (("Kim Jong-un visitó la fábrica con Ri Pyong-chol.\nLo acompañó Jo Yong-won.\n"
     "Kim pidió más obuses."), "Kim", "Kim Jong-un", "the only one of that family"),
    ("Luis Romero Beltrán apeló. Romero, primo del exministro Carlos Romero, lo negó.", "Romero",
     "Luis Romero Beltrán", "of two, the one named before"),
    ("El panadero Carlos Maduro ganó la lotería. Maduro piensa viajar.", "Maduro", "Carlos Maduro",
     "another of a famous name"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "short", "full", "why"), _WHO, ids=[why for *_, why in _WHO])
def test_whose_surname(
    parse_es: Callable[[str], Parsed], text: str, short: str, full: str, why: str
) -> None:
    found = find_names(parse_es(text))
    meant = {found.referents[n.referent].label for n in found.names if n.text == short}
    assert meant == {full}, why


def test_photographer_is_no_subject(parse_es: Callable[[str], Parsed]) -> None:
    text = "Un barco en el muelle de Najin (Foto de Sergei Ivanov / AFP)"
    mentions = find_names(parse_es(text))
    people = [r for r in mentions.referents if r.type == "person"]
    assert [(r.subject, r.credit) for r in people] == [(False, "photographer")]


def test_kim_of_another_family_member(parse_es: Callable[[str], Parsed]) -> None:
    mentions = find_names(
        parse_es("Kim Jong-un viajó con su hermana Kim Yo-jong. Kim Jong-un rió.")
    )
    assert len({name.referent for name in mentions.names}) == 2


@settings(max_examples=25, deadline=None)
@given(
    st.text(alphabet=st.sampled_from("KimPutin JongMoscú,.de«»\"() \u200fÁ\n-'’1"), max_size=120)
)
def test_spans_hold(parse_es: Callable[[str], Parsed], text: str) -> None:
    mentions = find_names(parse_es(text))
    for span in (*mentions.names, *mentions.offices):
        assert text[span.start : span.end] == span.text
    assert all(name.referent < len(mentions.referents) for name in mentions.names)
