"""Whose a body is, where only the state set before it tells."""

from __future__ import annotations

import pytest

from veedor.model import Article
from veedor.read.reader import Reader


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


@pytest.mark.parametrize(
    ("text", "label", "country"),
    [
        ("Arms were sent, Japan's Defense Ministry said.", "Defense Ministry", "JP"),
        ("Arms were sent, Seoul's Unification Ministry said.", "Unification Ministry", "KR"),
        ("Arms were sent, Japan's defence ministry said.", "Japan's defence ministry", "JP"),
        ("Arms came, South Korea’s presidential office said.",
         "South Korea’s presidential office", "KR"),
        ("Arms came, the country's intelligence service said.",
         "the country's intelligence service", None),
        ("Arms came, the defence ministry said.", "defence ministry", None),
        ("Arms came, the Defense Ministry said.", "Defense Ministry", None),
    ],
)  # fmt: skip
def test_the_state_before_a_body_tells_whose_it_is(reader, text, label, country):
    reading = reader.read(Article(id="x", source="x", text=text, language="en"))
    found = {r.label: r.country for r in reading.referents}
    assert found.get(label, "not found") == country


def test_two_states_have_each_a_body_of_that_name(reader):
    text = "Russia's Foreign Ministry protested. China's Foreign Ministry did not answer."
    reading = reader.read(Article(id="x", source="x", text=text, language="en"))
    bodies = [r.country for r in reading.referents if r.label == "Foreign Ministry"]
    assert bodies == ["RU", "CN"]
