"""JSON Lines."""

from __future__ import annotations

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from veedor.collect import Collected
from veedor.collect.jsonl import from_lines
from veedor.model import Refusal
from veedor.settings import Collect

TEXT = "El barco salió del puerto de noche y llegó tres días después con la carga entera."


def read(*lines: bytes, **settings: int) -> list[Collected | Refusal]:
    stream = io.BytesIO(b"\n".join(lines))
    return list(from_lines("a.jsonl", stream, Collect(**settings)))  # type: ignore[arg-type]


def row(**fields: object) -> bytes:
    return json.dumps({"text": TEXT, **fields}).encode()


@pytest.mark.parametrize(
    ("fields", "source"),
    [
        ({"url": "https://diario.example/1", "id": "x"}, "https://diario.example/1"),
        ({"id": "x"}, "x"),
        ({"id": 12}, "12"),
        ({}, "a.jsonl:1"),
    ],
)
def test_the_source_is_the_url_or_the_id_or_the_place(
    fields: dict[str, object], source: str
) -> None:
    (item,) = read(row(**fields))
    assert isinstance(item, Collected)
    assert item.article.source == source


def test_what_it_says_about_itself_is_kept() -> None:
    (item,) = read(row(outlet="El Diario", title="Sale", published="2024-03-01", extra=[1]))
    assert isinstance(item, Collected)
    article = item.article
    assert (article.outlet, article.title, article.published) == ("El Diario", "Sale", "2024-03-01")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{", "no article as JSON"),
        (b"[]", "no article as JSON"),
        (b'{"id": "x"}', "missing required field `text`"),
        (b'{"text": null}', "no article as JSON"),
        (b'{"text": "\\ud800 solo"}', "no article as JSON"),
        (b'{"text": "\xff"}', "no article as JSON"),
        (b'{"text": "  "}', "is empty"),
        (row(text=TEXT * 100), "is longer than"),
    ],
)
def test_a_bad_line_is_named_and_the_rest_is_read(line: bytes, reason: str) -> None:
    first, bad, last = read(row(id=1), line, row(id=3), max_bytes=4000)
    assert isinstance(first, Collected)
    assert isinstance(last, Collected)
    assert isinstance(bad, Refusal)
    assert bad.source == "a.jsonl:2"
    assert reason in bad.reason


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=50))
def test_text_is_kept_code_point_for_code_point(tail: str) -> None:
    (item,) = read(json.dumps({"text": TEXT + tail, "language": "es"}).encode())
    assert isinstance(item, Collected)
    assert item.article.text == TEXT + tail


@given(st.lists(st.binary(max_size=60), max_size=5))
def test_any_lines_are_read_or_refused(lines: list[bytes]) -> None:
    for item in read(*lines):
        assert isinstance(item, Collected | Refusal)
