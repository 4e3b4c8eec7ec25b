"""Utterances: what is one thing said, and what only looks like it."""

from __future__ import annotations

import pytest
from tests.read.conftest import body_lines
from tests.read.quote_passages import unmark

from veedor.group.collection import Collection
from veedor.group.utterances import find_utterances
from veedor.model import Article, Dating, Linked, Reading, Subject, Tokens
from veedor.read.parse import parse
from veedor.read.quotes import find_quotes


def reading(article: str, code: str, marked: str) -> tuple[Reading, Linked]:
    """A passage read, each referent keyed by its label."""
    text, mentions = unmark(marked)
    (parsed,) = parse([(text, body_lines(text))], code)
    quotes, referents = find_quotes(parsed, mentions)
    words = [(line.start + t.idx, t) for line in parsed.parsed for t in line.doc]
    tokens = Tokens(
        start=[start for start, _ in words],
        end=[start + len(t) for start, t in words],
        lemma=[t.lemma_.lower() for _, t in words],
        pos=[t.pos_ for _, t in words],
    )
    keys = tuple(Subject(key=r.label, label=r.label, type=r.type) for r in referents)
    read = Reading(
        article=article, language=code, lines=parsed.lines, tokens=tokens, referents=referents,
        names=mentions.names, quotes=quotes,
    )  # fmt: skip
    return read, Linked(article=article, subjects=keys)


def collection(*articles: tuple[str, str, str]) -> Collection:
    """Articles as (day, language, marked text)."""
    records, readings, linked, datings = {}, {}, {}, {}
    for number, (day, code, marked) in enumerate(articles):
        article = f"a{number}"
        records[article] = Article(id=article, source=article, text=marked, published=day)
        readings[article], linked[article] = reading(article, code, marked)
        datings[article] = Dating(
            article=article, basis="metadata", date=day, earliest=day, latest=day
        )
    return Collection(articles=records, readings=readings, datings=datings, linked=linked)


ONE = [
    (
        ("2024-05-02", "es", "{Orlov} dijo que su pueblo libra una guerra sagrada en el norte."),
        ("2024-05-02", "es", "“Es una lucha santa la que libra nuestro pueblo”, dijo {Orlov}."),
        "two translations",
    ),
    (
        ("2024-05-02", "es", "{Orlov} prometió cumplir el tratado de asistencia mutua."),
        ("2024-05-03", "en", "{Orlov} pledged to honour the treaty of mutual assistance."),
        "two languages",
    ),
    (
        ("2024-05-02", "es", "“Aplastaremos toda provocación del enemigo”, advirtió {Orlov}."),
        ("2024-05-03", "es", "{Orlov} advirtió que aplastarán cualquier provocación enemiga."),
        "a quotation and its paraphrase",
    ),
]


@pytest.mark.parametrize(("left", "right", "why"), ONE)
def test_one_utterance(left: tuple[str, str, str], right: tuple[str, str, str], why: str) -> None:
    (utterance,) = find_utterances(collection(left, right))
    assert utterance.speaker == "Orlov"
    assert {r.article for r in utterance.renderings} == {"a0", "a1"}, why


NOT_ONE = [
    (
        ("2023-05-02", "es", "{Orlov} dijo que su país ofrece apoyo incondicional al aliado."),
        ("2024-05-02", "es", "{Orlov} prometió apoyar incondicionalmente al aliado."),
        "the same words a year later",
    ),
    (
        ("2024-05-02", "es", "{Orlov} dijo que su pueblo libra una guerra sagrada."),
        ("2024-05-02", "es", "{Pak} dijo que su pueblo libra una guerra sagrada."),
        "another speaker",
    ),
    (
        ("2024-05-02", "es", "{Orlov} dijo que el puerto abrirá en mayo."),
        ("2024-05-02", "es", "{Orlov} dijo que los soldados regresarán pronto a casa."),
        "two matters of one speech",
    ),
    (
        ("2024-05-02", "es", "{Orlov} dijo que 300 soldados murieron en el ataque."),
        ("2024-05-02", "es", "{Orlov} dijo que 45 soldados murieron en el ataque."),
        "numbers that differ",
    ),
]


@pytest.mark.parametrize(("left", "right", "why"), NOT_ONE)
def test_not_one_utterance(
    left: tuple[str, str, str], right: tuple[str, str, str], why: str
) -> None:
    assert find_utterances(collection(left, right)) == (), why


def test_a_headline_phrase_in_marks_echoes_the_utterance() -> None:
    first = ("2024-05-02", "es", "{Orlov} dijo que su pueblo libra una lucha santa en el norte.")
    second = (
        "2024-05-02",
        "es",
        (
            '{Orlov} llama a la "guerra sagrada" en el norte\n'
            "“Libramos una guerra sagrada en el norte”, dijo {Orlov}."
        ),
    )
    (utterance,) = find_utterances(collection(first, second))
    assert "guerra sagrada" in [rendering.text for rendering in utterance.renderings]


def test_spans_are_of_their_articles() -> None:
    articles = [ONE[0][0], ONE[0][1]]
    found = collection(*articles)
    for utterance in find_utterances(found):
        for rendering in utterance.renderings:
            lines = found.readings[rendering.article].lines
            line = next(one for one in lines if one.start <= rendering.start < one.end)
            cut = line.text[rendering.start - line.start : rendering.end - line.start]
            assert cut == rendering.text
