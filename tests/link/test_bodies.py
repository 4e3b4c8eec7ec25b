"""Organs of a state and its media, by the words that name them."""

from __future__ import annotations

import pytest

from veedor.link.attributions import said_by
from veedor.link.bodies import is_anaphor, is_state_body, is_state_media, only_state_of
from veedor.model import Article, Attribution, Referent, Subject
from veedor.outlets import built_in

_TABLE = [
    # name or description, organ of a state?, why
    ("Ministerio de Defensa", True, "a ministry"),
    ("Cancillería surcoreana", True, "a foreign ministry with a demonym"),
    ("Estado Mayor Conjunto de Corea del Sur", True, "armed forces"),
    ("servicio de inteligencia de Corea del Sur", True, "a description in lower case"),
    ("policía federal de Estados Unidos", True, "police"),
    ("inteligencia surcoreana", True, "intelligence without a name"),
    ("Japan's defence ministry", True, "English heads close the name"),
    ("Joint Chiefs of Staff", True, "English heads may open it"),
    ("ministry of foreign affairs of Japan", True, "or stand before its complement"),
    ("Pentágono", True, "a building that stands for a ministry"),
    ("F.B.I.", True, "with or without full stops"),
    ("instituto británico de defensa", False, "an institute is nobody's organ"),
    ("OTAN", False, "an alliance of states"),
    ("Universidad Federal del Lejano Oriente", False, "a university"),
    ("Agencia Internacional de la Energía Atómica", False, "an agency between states"),
    ("Comisión Europea", False, "a commission between states"),
    ("Lazarus Group", False, "a group"),
]


@pytest.mark.parametrize(("label", "organ", "why"), _TABLE)
def test_state_bodies(label, organ, why):
    assert is_state_body(label) is organ, why


def test_a_body_of_one_state_tells_which():
    assert only_state_of("Departamento de Estado") == "US"
    assert only_state_of("Ministerio de Defensa") is None


@pytest.mark.parametrize(
    ("label", "country", "theirs", "why"),
    [
        ("medios estatales", "CN", True, "they say so"),
        ("prensa oficial rusa", "RU", True, "official press"),
        ("televisión norcoreana", "KP", True, "there is no other there"),
        ("medios surcoreanos", "KR", False, "press that is free to disagree"),
        ("fuentes oficiales", "KR", False, "no media at all"),
    ],
)
def test_state_media(label, country, theirs, why):
    assert is_state_media(label, country) is theirs, why


def test_state_media_by_name():
    assert built_in().state_of("KCNA") == built_in().state_of("Rodong Sinmun") == "KP"
    assert built_in().state_of("EFE") is None


def test_words_for_a_body_named_before():
    assert is_anaphor("organismo")
    assert not is_anaphor("organismo de control")


@pytest.mark.parametrize(
    ("label", "kind_of_thing", "country", "unnamed", "kind", "why"),
    [
        ("Cancillería rusa", "organization", "RU", False, "party", "an organ of a side"),
        ("inteligencia surcoreana", "organization", "KR", True, "state", "a state, not anonymous"),
        ("astillero ruso", "organization", "RU", True, "unnamed", "a business without a name"),
        ("Universidad de Moscú", "organization", "RU", False, "organization", "no organ"),
        ("un funcionario", "person", "RU", True, "unnamed", "an anonymous official"),
        ("televisión norcoreana", "organization", "KP", True, "state-media", "the state's"),
        ("Serguéi Lavrov", "person", "RU", False, "party", "an official of a side"),
        ("Tokio", "government", "JP", False, "state", "a third state"),
        ("Ana Pérez", "person", None, False, "person", "somebody of no known state"),
    ],
)
def test_what_a_source_is_to_the_matter(label, kind_of_thing, country, unnamed, kind, why):
    referent = Referent(label=label, type=kind_of_thing, country=country, unnamed=unnamed)
    subject = Subject(key="k", label=label, type=kind_of_thing, country=country)
    article = Article(id="a", source="a.txt", text="")
    [said] = said_by(
        article, [Attribution(role="says", referent=0)], [referent], [subject], ["KP", "RU"]
    )
    assert said.kind == kind, why
