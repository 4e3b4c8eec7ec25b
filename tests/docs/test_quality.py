"""The page of measured quality says what the floors say: a figure that moved is told anew."""

from __future__ import annotations

import json
import re

import pytest
from benchmarks.gate import FLOORS, SLACK
from tools.reference import ROOT

PAGE = (ROOT / "docs" / "quality.md").read_text("utf-8")
ENTRIES = json.loads(FLOORS.read_text("utf-8"))
#: How a row begins, and the figures that it gives, in its order.
ROWS = [
    ("the same, with the classifier", ["held_back.precision", "held_back.recall"]),
    ("the same, on a second file", ["held_back_2.precision", "held_back_2.recall"]),
    ("the same, on a third file", ["held_back_3.precision", "held_back_3.recall"]),
    ("the same, after mending | about", ["passages.precision", "passages.recall"]),
    ("findings, precision / recall | example press",
     ["press.statements.finding_precision", "press.statements.finding_recall"]),
    ("times, Spanish: span / span and value", ["times.es.span_f1", "times.es.value_f1"]),
    ("times, English", ["times.en.span_f1", "times.en.value_f1"]),
    ("name pairs, F1", ["names.f1_held_out"]),
    ("copies: pairs, F1", ["copies.pair_f1"]),
    ("same event, F1", ["press.pairs.event_f1"]),
    ("the same, as it is now | those 204",
     ["same_event.held_out.f1", "same_event.held_out.precision", "same_event.held_out.recall"]),
    ("long reports of one event that are put together",
     ["long_reports.together", "long_reports.apart"]),
    ("the same, after mending on them | all but those 60",
     ["contradictions.f1", "contradictions.precision", "contradictions.recall"]),
    ("contradictions, F1 (precision / recall) | example press",
     ["press.conflicts.f1", "press.conflicts.precision", "press.conflicts.recall"]),
    ("stories, B³ F1", ["stories.b3_f1"]),
    ("the same: all statements", ["gold.statements.f1"]),
]  # fmt: skip
#: Figures are given to the hundredth, and a floor may lag behind by one.
NEAR = 0.0151


def floor(figure: str) -> float:
    (found,) = (entry["floors"][figure] for entry in ENTRIES.values() if figure in entry["floors"])
    return float(found)


@pytest.mark.parametrize(("begins", "figures"), ROWS)
def test_a_row_says_what_was_measured(begins: str, figures: list[str]) -> None:
    (row,) = (line for line in PAGE.splitlines() if line.startswith(f"| {begins}"))
    told = [float(number) for number in re.findall(r"\d\.\d+", row.rsplit(" | ", 1)[-1])]
    measured = [floor(figure) + SLACK for figure in figures]
    for shown, value in zip(told, measured, strict=False):
        assert abs(shown - value) < NEAR, f"{begins}: {shown} on the page, {value:.3f} measured"
    assert len(told) >= len(figures)


def test_namesakes_are_told_in_per_cent() -> None:
    (row,) = (line for line in PAGE.splitlines() if line.startswith("| namesakes"))
    told = float(re.findall(r"([\d.]+) %", row)[0])
    assert abs(told - 100 * (1 - floor("namesakes.clear") - SLACK)) < 0.02
