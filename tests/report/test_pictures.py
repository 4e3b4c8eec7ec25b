"""Pictures stay legible whatever the number of names: labels never cover one another."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

import pytest
from lxml import etree

from veedor.report.pictures import MOST_NODES, WIDTH, network, timeline


@pytest.mark.parametrize("number", [2, 5, 32, 200])
def test_network_labels_stand_apart_within_the_picture(number):
    links = {(f"Name {n:03}", f"Name {n + 1:03}"): n % 7 + 1 for n in range(number - 1)}
    root = etree.fromstring(network(links).encode())
    height = int(root.get("height"))
    texts = root.findall("{*}text")
    places = [float(text.get("y")) for text in texts]
    assert len(texts) == min(number, MOST_NODES)
    assert all(below - above >= 14 for above, below in pairwise(places))
    assert max(places) <= height
    assert all(float(text.get("x")) + 7 * len(text.text) < WIDTH for text in texts)


def test_names_are_text_and_long_ones_are_cut():
    svg = network({("<b>A & B</b>", "x" * 300): 1})
    assert "<b>" not in svg and "…" in svg
    etree.fromstring(svg.encode())


@pytest.mark.parametrize(
    "days",
    [
        {date(2024, 3, 1): 1, date(2024, 3, 2): 5},
        {date(2023, 8, 15): 2, date(2025, 6, 20): 40},
        {date(1990, 1, 1): 1, date(2025, 1, 1): 1},
    ],
)
def test_ticks_of_a_timeline_stand_apart(days):
    ticks = re.findall(r'<text x="([\d.]+)" y="148"', timeline(days))
    places = sorted(float(x) for x in ticks)
    assert 1 <= len(places) <= 10
    assert all(right - left > 45 for left, right in pairwise(places))
