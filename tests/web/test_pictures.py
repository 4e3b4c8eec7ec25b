"""Pictures: sound SVG, names escaped, legible with 2, 5 and 200 items."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

import pytest
from lxml import etree

from veedor.web.pictures import MOST_AROUND, Dot, Lane, bars, circle, flows, lanes

START = date(2023, 8, 15)
NS = {"s": "http://www.w3.org/2000/svg"}
ODD = "<b>&\"'"


def drawn(svg: str) -> etree._Element:
    return etree.fromstring(svg)


def boxes(svg: str) -> list[tuple[float, float, float, float]]:
    """Where each text stands, at about seven units a letter of thirteen."""
    found = []
    for text in drawn(svg).findall(".//s:text", NS):
        x, y = float(text.get("x") or 0), float(text.get("y") or 0)
        wide = 6.6 * len(text.text or "")
        left = {"start": x, "end": x - wide, "middle": x - wide / 2}[text.get("text-anchor") or ""]
        found.append((left, y - 10, left + wide, y + 3))
    return found


def overlapping(svg: str) -> int:
    told = boxes(svg)
    return sum(
        a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
        for number, a in enumerate(told)
        for b in told[number + 1 :]
    )


def several(n: int, first: date, last: date) -> str:
    return f"{n}: {first} – {last}"


@pytest.mark.parametrize("count", [2, 5, 200, 5_000])
@pytest.mark.parametrize("days", [1, 40, 900, 9_000])
def test_a_timeline_of_any_length_and_number(count: int, days: int):
    dots = [Dot(START + timedelta(days=n * days // count), 1 + n % 7, f"{ODD} {n}", f"/e/{n}")
            for n in range(count)]  # fmt: skip
    rows = [Lane(f"{ODD} measure {n}", f"m{n}", dots[n::10]) for n in range(min(10, count))]
    svg = lanes(rows, several, "/events?since={first}&until={last}")
    assert overlapping(svg) == 0
    assert len(svg) < 160_000
    circles = drawn(svg).findall(".//s:circle", NS)
    assert circles
    assert all(0 <= float(c.get("cx") or -1) <= 1000 for c in circles)
    assert sum(1 for _ in drawn(svg).iter("{*}title")) == len(circles)


@pytest.mark.parametrize("count", [2, 5, 200, 3_000])
def test_mentions_of_any_number(count: int):
    svg = bars({START + timedelta(days=3 * n): 1 + n % 5 for n in range(count)})
    assert overlapping(svg) == 0
    assert len(drawn(svg).findall(".//s:rect", NS)) <= 160


@pytest.mark.parametrize("count", [3, 5, MOST_AROUND])
def test_names_around_a_circle_cover_none(count: int):
    names = [(f"k{n}", f"{ODD} Departamento de la Industria {n}") for n in range(count)]
    links = {(a[0], b[0]): 3 for a, b in pairwise(names)} | {("k0", f"k{count - 1}"): 9}
    svg = circle(names, links, "k0")
    assert overlapping(svg) == 0
    assert len(drawn(svg).findall(".//s:path", NS)) == len(links)


@pytest.mark.parametrize("count", [1, 5, 200])
def test_who_copies_whom(count: int):
    counts = Counter({(f"Agencia {n % 40}", f"{ODD} Medio {n}"): 1 + n % 9 for n in range(count)})
    svg = flows(counts, "others")
    assert overlapping(svg) == 0
    told = [text.text or "" for text in drawn(svg).findall(".//s:text", NS)]
    assert len(told) <= 40
    assert any(text.startswith("others") for text in told) == (count == 200)
