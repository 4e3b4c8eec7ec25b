"""Passages parsed once a session, for the tests of every part of reading."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from veedor.model import Line
from veedor.read.parse import Parsed, parse

ParsePassage = Callable[[str], Parsed]


def body_lines(text: str) -> tuple[Line, ...]:
    """Every line of a passage, trimmed, as body: what tests of the other layers start from."""
    lines = []
    offset = 0
    for raw in text.split("\n"):
        visible = raw.strip()
        if visible:
            start = offset + raw.index(visible)
            lines.append(Line(start=start, end=start + len(visible), text=visible, kind="body"))
        offset += len(raw) + 1
    return tuple(lines)


def _parser(code: str) -> ParsePassage:
    cache: dict[str, Parsed] = {}

    def run(text: str) -> Parsed:
        if text not in cache:
            (cache[text],) = parse([(text, body_lines(text))], code)
        return cache[text]

    return run


@pytest.fixture(scope="session")
def parse_es() -> ParsePassage:
    """A function: Spanish passage to its parse; every line counts as body."""
    return _parser("es")


@pytest.fixture(scope="session")
def parse_en() -> ParsePassage:
    """A function: English passage to its parse; every line counts as body."""
    return _parser("en")


@pytest.fixture(scope="session")
def parse_passage(parse_es: ParsePassage, parse_en: ParsePassage) -> Callable[[str, str], Parsed]:
    """A function: language code and passage to its parse."""
    return lambda code, text: (parse_es if code == "es" else parse_en)(text)
