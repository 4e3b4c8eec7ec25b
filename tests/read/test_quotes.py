"""Quotes: a table of passages, and what holds for any text."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
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
        assert all(speaker < len(referents) for speaker in (*quote.speakers, *quote.via))
