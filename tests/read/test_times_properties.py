"""What holds of time expressions in any text."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.read.times_support import times

from veedor.errors import DataError
from veedor.read.languages import available
from veedor.read.times.lexicon import lexicon
from veedor.read.times.tokens import merge_numbers, tokenize

WORDS = st.sampled_from(
    "el la los 3 31 99 2024 10:30 5/6/2025 de del mayo lunes hoy ayer hace años días después "  # noqa: SIM905
    "antes año pasado próximo siglo XIX tarde , . ( ) « » % $ a.m. 1º día cada finales y "
    "1950 - 1953 trimestre primer \u200f 🙂 <b> ¿ hasta un medio".split(" ")
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(WORDS, min_size=1, max_size=25))
def test_spans_are_their_text(words: list[str]) -> None:
    text = " ".join(words)
    last = 0
    found = times(text, "es")
    for time in found:
        assert text[time.start : time.end] == time.text
        assert last <= time.start < time.end
        last = time.end
        if time.anchor and time.anchor.time is not None:
            assert 0 <= time.anchor.time < len(found)


@given(st.text(max_size=200))
def test_tokens_stand_in_order(text: str) -> None:
    last = 0
    for token in tokenize(text):
        assert last <= token.start < token.end <= len(text)
        assert text[token.start : token.end] == token.text
        last = token.end


@pytest.mark.parametrize(
    ("text", "code", "value"),
    [
        ("treinta y uno", "es", 31),
        ("ciento veinte", "es", 120),
        ("dos mil tres", "es", 2003),
        ("mil novecientos noventa y nueve", "es", 1999),
        ("nineteen ninety-six", "en", 1996),
        ("twenty-five", "en", 25),
        ("two thousand", "en", 2000),
        ("two hundred and five", "en", 205),
    ],
)
def test_number_words(text: str, code: str, value: int) -> None:
    words = lexicon(code)
    (token,) = merge_numbers(tokenize(text), words.numbers, words.joiners)
    assert token.value == value


@pytest.mark.parametrize("text", ["uno y dos", "siete ocho", "treinta y cuarenta"])
def test_two_numbers_stay_two(text: str) -> None:
    words = lexicon("es")
    tokens = merge_numbers(tokenize(text), words.numbers, words.joiners)
    assert sum(token.kind == "numeral" for token in tokens) == 2


@pytest.mark.parametrize("code", available())
def test_every_language_loads(code: str) -> None:
    assert lexicon(code).rules


@pytest.mark.parametrize("code", available())
def test_every_named_day_is_on_the_calendar(code: str) -> None:
    from veedor.link.holidays import occurrences

    for name, key in lexicon(code).holidays.items():
        assert occurrences(key, 2024), name


def test_an_unknown_named_day_is_an_error() -> None:
    from veedor.link.holidays import occurrences

    with pytest.raises(DataError, match="no such named day"):
        occurrences("nobody's day", 2024)
