"""What a language must hold, and the example of the page that shows how to add one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import pytest
import yaml

from veedor.model import Line
from veedor.read import languages
from veedor.read.parse import Parsed
from veedor.read.times import find_times
from veedor.read.times.grammar import grammar
from veedor.read.times.lexicon import lexicon

PAGE = Path(__file__).parents[2] / "docs" / "languages.md"


def _files(code: str) -> set[str]:
    folder = resources.files(languages).joinpath(code)
    return {entry.name for entry in folder.iterdir() if entry.name.endswith(".yaml")}


def test_every_language_has_every_file_and_the_page_names_it() -> None:
    first, *others = languages.available()
    assert all(_files(code) == _files(first) for code in others)
    page = PAGE.read_text("utf-8")
    assert {name for name in _files(first) if f"`{name}`" not in page} == set()


@pytest.mark.parametrize("subject", ["bodies", "cues", "offices", "people", "senses", "sources"])
def test_every_language_has_every_key(subject: str) -> None:
    keys = {code: set(languages.language(code).data(subject)) for code in languages.available()}
    assert len({frozenset(found) for found in keys.values()}) == 1, keys


@pytest.fixture
def portuguese(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The language that the page's example makes."""
    (block,) = re.findall(r"```yaml\n# pt/times.yaml\n(.*?)```", PAGE.read_text("utf-8"), re.S)
    monkeypatch.setattr(languages, "available", lambda: ("pt",))
    monkeypatch.setattr(languages, "_read", lambda name: yaml.safe_load(block))
    yield
    for cached in (languages.language, lexicon, grammar):
        cached.cache_clear()


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("Lisboa, quarta, 12 de março de 2025", "quarta, 12 de março de 2025", "2025-03-12"),
        ("abril de 2024", "abril de 2024", "2024-04"),
    ],
)
def test_the_example_of_the_page(portuguese: None, text: str, words: str, value: str) -> None:
    line = Line(start=0, end=len(text), text=text, kind="dateline")
    found = find_times(Parsed(text=text, language="pt", lines=(line,), parsed=()))
    assert [(time.text, time.value) for time in found] == [(words, value)]
