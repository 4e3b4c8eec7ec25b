"""Quantities against a cap: what can be added, and what cannot."""

from __future__ import annotations

import msgspec
import pytest

from veedor.find import find
from veedor.find.caps import deliveries, totals
from veedor.group.collection import Groups
from veedor.regimes.pack import Cap

CAP = Cap(amount=1000, unit="barrel", alternatives={"tonne": 100})


@pytest.fixture
def total(pack, statement, collected):
    """Totals by year and unit of some (text, when, modality)."""

    def run(*told):
        statements = [
            msgspec.structs.replace(
                statement(f"a{n}", when=when, modality=modality), text=text, end=len(text)
            )
            for n, (text, when, modality) in enumerate(told)
        ]
        days = {f"a{n}": "2024-06-01" for n in range(len(told))}
        collection = collected(*statements, days=days)
        findings = find(collection, Groups(), {"test": pack})
        found = deliveries(findings, "ARMS", CAP, collection)
        return {(t.year, t.unit): t.amount for t in totals(found, CAP)}

    return run


@pytest.mark.parametrize(
    ("told", "expected", "why"),
    [
        ([("Más de 200 barriles en marzo", "2024-03", "done")], {(2024, "barrel"): 200}, "one"),
        (
            [("200 barriles", "2024-03", "done"), ("300 barriles", "2024-04", "done")],
            {(2024, "barrel"): 500},
            "two months add up",
        ),
        (
            [("200 barriles", "2024-03", "done"), ("250 barriles", "2024-03", "done")],
            {(2024, "barrel"): 200},
            "two figures for one month: the lower",
        ),
        (
            [("200 barriles", "2024-03", "done"), ("900 barriles en el año", "2024", "done")],
            {(2024, "barrel"): 900},
            "the year holds the month",
        ),
        (
            [("800 barriles", "2023-12", "done"), ("300 barriles", "2024-01", "done")],
            {(2023, "barrel"): 800, (2024, "barrel"): 300},
            "each year for itself",
        ),
        ([("40 toneladas", "2024-03", "done")], {(2024, "tonne"): 40}, "another unit of the cap"),
        ([("200 barriles", None, "done")], {}, "no period"),
        ([("200 barriles", "2024-06-01", "done")], {}, "the day of writing is no period"),
        ([("200 barriles", "2023-11/2024-02", "done")], {}, "a period in two years"),
        ([("200 cajas", "2024-03", "done")], {}, "no unit of the cap"),
        ([("200 barriles", "2024-03", "offered")], {}, "only what is done is delivered"),
    ],
)
def test_totals(total, told, expected, why):
    assert total(*told) == expected, why
