"""Organs of a state and its media, by the words that name them."""

from __future__ import annotations

import pytest

from veedor.link.attributions import said_by
from veedor.link.bodies import is_anaphor, is_state_body, is_state_media, only_state_of
from veedor.model import (
    Article,
    Attribution,
    Clause,
    Line,
    Reading,
    Referent,
    Sentence,
    Span,
    Subject,
)
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
    reading = Reading(article="a", language="es", referents=(referent,))
    clause = telling(0, Attribution(role="says", referent=0))
    [said] = said_by(article, reading, clause, [subject], ["KP", "RU"])
    assert said.kind == kind, why


def telling(sentence: int, *attribution: Attribution) -> Clause:
    act = Span(start=0, end=0, text="")
    return Clause(
        start=0, end=0, text="", sentence=sentence, predicate=act, lemma="enviar", nominal=False,
        attribution=attribution,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "told", "expected", "why"),
    [
        ((0, 0), (True, False), ["beside"], "the sentence before goes by a source"),
        ((0, 1), (True, False), [], "another paragraph's source says nothing of this one"),
        ((0, 0), (True, True), ["says"], "its own source comes first"),
    ],
)
def test_a_source_in_a_neighbouring_sentence_stands_beside(lines, told, expected, why):
    source = Attribution(role="says", referent=0)
    referent = Referent(label="KCNA", type="organization")
    clauses = [telling(n, *([source] if says else [])) for n, says in enumerate(told)]
    reading = Reading(
        article="a",
        language="es",
        lines=tuple(Line(start=0, end=0, text="", kind="body") for _ in range(2)),
        sentences=tuple(Sentence(start=0, end=0, text="", line=line) for line in lines),
        referents=(referent,),
        clauses=tuple(clauses),
    )
    subject = Subject(key="kcna", label="KCNA", type="organization")
    article = Article(id="a", source="a.txt", text="")
    chain = said_by(article, reading, clauses[1], [subject], [])
    assert [said.role for said in chain] == expected, why
