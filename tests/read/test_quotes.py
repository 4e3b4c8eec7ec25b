"""Quotes: a table of passages, and what holds for any text."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.read.conftest import body_lines
from tests.read.quote_passages import Passage, passages

from veedor.errors import DataError
from veedor.model import Article, Quote, Referent
from veedor.read.parse import Parsed, parse
from veedor.read.quotes import find_quotes
from veedor.read.quotes.lexicon import lexicon
from veedor.read.quotes.marks import find_marked
from veedor.read.reader import Reader
from veedor.read.referents import Mentions

PASSAGES = list(passages())


def read(
    passage: Passage, parse_passage: Callable[[str, str], Parsed]
) -> tuple[tuple[Quote, ...], tuple[Referent, ...]]:
    return find_quotes(parse_passage(passage.lang, passage.text), passage.mentions)


@pytest.mark.parametrize("passage", PASSAGES, ids=lambda p: f"{p.lang}-{p.why}")
def test_passage(passage: Passage, parse_passage: Callable[[str, str], Parsed]) -> None:
    quotes, referents = read(passage, parse_passage)
    found = {
        ("D" if quote.direct else "I", quote.text): [referents[s].label for s in quote.speakers]
        for quote in quotes
    }
    expected = {
        (quote.kind, quote.text): [] if quote.speaker == "-" else [quote.speaker]
        for quote in passage.quotes
    }
    assert found == expected


@pytest.mark.parametrize("passage", [p for p in PASSAGES if p.via], ids=lambda p: p.why)
def test_relays(passage: Passage, parse_passage: Callable[[str, str], Parsed]) -> None:
    quotes, referents = read(passage, parse_passage)
    via = {quote.text: [referents[v].label for v in quote.via] for quote in quotes}
    assert {text: via.get(text) for text in passage.via} == passage.via


def test_unnamed_sources_become_referents(parse_es: Callable[[str], Parsed]) -> None:
    parsed = parse_es("Según fuentes militares, el puente cayó. Según fuentes militares, ardió.")
    quotes, referents = find_quotes(parsed, Mentions())
    assert [referent.label for referent in referents] == ["fuentes militares"]
    assert referents[0].unnamed
    assert {quote.speakers for quote in quotes} == {(0,)}


MARKS = [
    ("Dijo “sí” y “no”.", ["sí", "no"], "curly pairs"),
    ("Un «todo ‘o’ nada» raro", ["todo ‘o’ nada", "o"], "nested, outer first"),
    ('El "uno" y el "dos"', ["uno", "dos"], "straight pairs by context"),
    ("the sailors' families didn't", [], "apostrophes"),
    ("—No —dijo él—. Sí.", ["No", "Sí."], "dialogue"),
    ("“Abierta hasta el final", ["Abierta hasta el final"], "unclosed"),
    ('una tubería de 12" rota', [], "inches open nothing"),
]


@pytest.mark.parametrize(("text", "expected", "why"), MARKS)
def test_marks(text: str, expected: list[str], why: str) -> None:
    assert [text[m.start : m.end] for m in find_marked(text, possessive=True)] == expected, why


NESTED = [
    ("es", "«Rovira me dijo: “El barco no saldrá”, y salió», relató Elena Mora.",
     [("Elena Mora", None), ("Rovira", 0)], "marks in marks"),
    ("es", "«Rovira aseguró que el barco no saldría», relató Elena Mora.",
     [("Elena Mora", None), ("Rovira", 0)], "a clause in marks"),
    ("es", "Elena Mora declaró que Rovira había prometido que el barco no saldría.",
     [("Elena Mora", None), ("Rovira", 0)], "a clause in a clause"),
    ("es", "«Al juez le dije que el barco no saldría», relató Elena Mora.",
     [("Elena Mora", None), ("Elena Mora", 0)], "I in a quotation is who speaks there"),
    ("en", "“I told the pilot that the ship was empty,” Elena Mora said.",
     [("Elena Mora", None), ("Elena Mora", 0)], "I, by a pronoun"),
    ("es", "«El contramaestre gritó: “Rovira avisó: ‘El barco no saldrá’”», relató Elena Mora.",
     [("Elena Mora", None), ("contramaestre", 0), ("Rovira", 1)], "three deep"),
    ("es", "«Condenamos que el barco zarpara», dijo Elena Mora. Rovira contestó: «No zarpó».",
     [("Elena Mora", None), ("Rovira", None)], "what is said there and then is no report of it"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("lang", "text", "expected", "why"), NESTED, ids=[entry[3] for entry in NESTED]
)
def test_nested(lang: str, text: str, expected: list[tuple[str, int | None]], why: str) -> None:
    reading = Reader().read(Article(id="x", source="x", text=text, language=lang))
    labels = [r.label for r in reading.referents]
    found = [(labels[q.speakers[0]], q.inside) for q in reading.quotes if q.speakers]
    assert found == expected, [quote.text for quote in reading.quotes]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Elena Mora: el pesquero no volverá a faenar aquí", "Elena Mora"),
        ("Putin: Rusia no atacará a sus vecinos", "Putin"),
        ("Corea del Norte: quién es la hija del líder", None),
        ("Putin: del KGB al Kremlin", None),
    ],
)
def test_headlines_with_a_colon(text: str, speaker: str | None) -> None:
    article = Article(id="x", source="x", text=text + "\n\nEl barco zarpó ayer.", language="es")
    reading = Reader().read(replace(article, title=text))
    found = [reading.referents[who].label for quote in reading.quotes for who in quote.speakers]
    assert found == ([speaker] if speaker else [])


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("John Kirby said the crates were full. Pyongyang seeks jets, he added.", "John Kirby"),
        ("Mary Solis said the port was shut. Moscow has sent a ship, she noted.", "Mary Solis"),
        ("Seoul said the crates were full. Pyongyang is seeking jets, it added.", "Seoul"),
    ],
)
def test_he_and_she_are_people(text: str, speaker: str) -> None:
    reading = Reader().read(Article(id="x", source="x", text=text, language="en"))
    assert [reading.referents[who].label for who in reading.quotes[-1].speakers] == [speaker]


def test_word_lists_are_sound() -> None:
    for code in ("es", "en"):
        assert lexicon(code).verbs
    assert len({verb.lemma for verb in lexicon("es").verbs.values()}) >= 150


def test_unknown_frame_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    from veedor.read.quotes import lexicon as module

    with pytest.raises(DataError, match="unknown frames"):
        module._check({"class": "says", "frames": ["shout"]}, "es/quotes.yaml")


WORDS = st.sampled_from(
    ["dijo", "que", "según", "Kim", ",", ".", '"', "“", "”", "«", "»", "'", "—", "el", "ministro",
     "afirmó", "(...)", ":", "no", "acusó", "de", "enviar", "fuentes", "y", "\n", "¿", "?", "…"]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=40))
def test_any_text_gives_spans_of_itself(words: list[str]) -> None:
    text = " ".join(words)
    (parsed,) = parse([(text, body_lines(text))], "es")
    quotes, referents = find_quotes(parsed, Mentions())
    for quote in quotes:
        assert 0 <= quote.start < quote.end <= len(text)
        assert text[quote.start : quote.end] == quote.text
        assert "\n" not in quote.text
        assert quote.cue is None or text[quote.cue.start : quote.cue.end] == quote.cue.text
        if quote.inside is not None:
            outer = quotes[quote.inside]
            assert outer.start <= quote.start and quote.end <= outer.end
        assert all(speaker < len(referents) for speaker in (*quote.speakers, *quote.via))
