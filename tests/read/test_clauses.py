"""Clauses: roles, modality, negation; and that every span is what it says."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.link.statement_passages import passages

from veedor.model import Clause, Line
from veedor.read.clauses import find_clauses
from veedor.read.names import find_names
from veedor.read.parse import parse


def clauses(text: str, code: str = "es") -> tuple[Clause, ...]:
    line = Line(start=0, end=len(text), text=text, kind="body")
    (parsed,) = parse([(text, [line])], code)
    return find_clauses(parsed, find_names(parsed), (), ())


ROLES = [
    ("El suministro de armas de Pionyang a Moscú continúa.", "suministrar",
     {"patient": "armas", "agent": "Pionyang", "recipient": "Moscú"}, "stacked modifiers"),
    ("Seúl ha despachado a Tokio tres aviones.", "despachar",
     {"agent": "Seúl", "recipient": "Tokio", "patient": "tres aviones"}, "recipient before object"),
    ("Las tropas fueron desplegadas por Rusia.", "desplegar",
     {"patient": "Las tropas", "agent": "Rusia"}, "passive"),
    ("Washington acusó a Irán de vender drones.", "vender",
     {"agent": "Irán", "patient": "drones"}, "controlled infinitive"),
    ("China compró petróleo a Irán.", "comprar",
     {"agent": "China", "source": "Irán", "patient": "petróleo"}, "who buys receives"),
    ("Elogió a los soldados desplegados en Siria.", "desplegar",
     {"patient": "los soldados", "place": "Siria"}, "participle"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "lemma", "roles", "why"), ROLES)
def test_roles(text: str, lemma: str, roles: dict[str, str], why: str) -> None:
    clause = next(clause for clause in clauses(text) if clause.lemma == lemma)
    told = {argument.role: argument.text for argument in clause.arguments}
    assert {role: told.get(role) for role in roles} == roles, why


MODALITIES = [
    ("es", "Rusia habría enviado tropas.", "enviar", "suspected", "conditional of rumour"),
    ("es", "Rusia enviará tropas.", "enviar", "planned", "future"),
    ("es", "Rusia está enviando tropas.", "enviar", "ongoing", "progressive"),
    ("es", "Rusia prometió enviar tropas.", "enviar", "offered", "promise"),
    ("es", "Rusia quiere comprar drones.", "comprar", "sought", "wish"),
    ("es", "Rusia negó haber enviado tropas.", "enviar", "denied", "denial"),
    ("es", "Rusia no envió tropas.", "enviar", "denied", "negation"),
    ("es", "Rusia no realizó ningún ensayo.", "ensayar", "denied", "negated light verb"),
    ("es", "Huyó después de que Rusia enviara tropas.", "enviar", "done", "factual subjunctive"),
    ("es", "El supuesto envío de tropas alarmó a todos.", "enviar", "suspected", "supuesto"),
    ("es", "Acordaron el envío de tropas.", "enviar", "agreed", "agreement"),
    ("es", "Rusia exigió a Irán enviar drones.", "enviar", "demanded", "demand"),
    ("es", "Kiev afirma que Rusia ha enviado tropas.", "enviar", "done", "assertion stays done"),
    ("en", "Russia may have sent troops.", "send", "suspected", "may have"),
    ("en", "Russia will send troops.", "send", "planned", "future"),
    ("en", "Russia denied sending troops.", "send", "denied", "denial"),
    ("en", "Russia promised to send troops.", "send", "offered", "promise"),
    ("en", "Russia has not sent troops.", "send", "denied", "negation"),
]


@pytest.mark.parametrize(("code", "text", "lemma", "modality", "why"), MODALITIES)
def test_modality(code: str, text: str, lemma: str, modality: str, why: str) -> None:
    clause = next(clause for clause in clauses(text, code) if clause.lemma == lemma)
    assert clause.modality == modality, why


@pytest.mark.parametrize("text", ["Si Rusia envía tropas, habrá guerra.", "¿Enviará Rusia tropas?"])
def test_conditions_and_questions_are_hypothetical(text: str) -> None:
    clause = next(clause for clause in clauses(text) if clause.lemma == "enviar")
    assert clause.hypothetical


def check_spans(text: str, found: tuple[Clause, ...]) -> None:
    for index, clause in enumerate(found):
        spans = [clause, clause.predicate, *clause.arguments, *clause.cues]
        for span in spans:
            assert text[span.start : span.end] == span.text
        assert clause.parent is None or clause.parent != index
        assert clause.start <= clause.predicate.start < clause.predicate.end <= clause.end


@pytest.mark.parametrize("code", ["es", "en"])
def test_spans_of_all_passages(code: str) -> None:
    texts = [entry["text"] for language, entry in passages() if language == code]
    text = " ".join(texts)
    check_spans(text, clauses(text, code))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.sampled_from(
            [
                *["Rusia", "envió", "armas", "a", "Corea del Norte", ",", "«", "que", "no", "¿"],
                *["HTML<b>", "\u200f", "🙂", "acusó", "de", "el suministro", "y", "("],
                *["habría", "norcoreano", "por"],
            ]
        ),
        min_size=1,
        max_size=14,
    )
)
def test_any_words_give_spans_within_the_text(words: list[str]) -> None:
    text = " ".join(words)
    check_spans(text, clauses(text))
