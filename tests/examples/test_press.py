"""The example press says what it is, is nobody else's text, and its labels point into it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest

from veedor.model import Conflict, Kind, Modality

ROOT = Path(__file__).parents[2]
PRESS = ROOT / "examples" / "press"
LABELS = ROOT / "benchmarks" / "data"
NOTICES = ("Texto de ejemplo escrito para Veedor", "Sample text written for Veedor")
#: Runs of this many words shared with a real report would be copying.
RUN = 8


def literal(annotation: Any) -> set[str]:
    return set(get_args(annotation))


@cache
def articles() -> dict[str, str]:
    """The text of every report by file name, or by id in the file of several."""
    found: dict[str, str] = {}
    for path in sorted(PRESS.iterdir()):
        if path.suffix == ".jsonl":
            for row in map(json.loads, path.read_text("utf-8").splitlines()):
                found[row["id"]] = row["text"]
        else:
            found[path.name] = path.read_text("utf-8")
    return found


def labels(name: str) -> list[dict[str, Any]]:
    lines = (LABELS / f"press_{name}.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def references(value: Any) -> Iterator[tuple[str, str | None]]:
    """All articles that a label speaks of, each with the stretch it quotes."""
    if isinstance(value, list):
        for item in value:
            yield from references(item)
    elif isinstance(value, dict):
        if isinstance(value.get("article"), str):
            yield value["article"], value.get("text") or value.get("proof")
        for key in ("a", "b", "members"):
            item = value.get(key)
            names = item if isinstance(item, list) else [item]
            yield from ((name, None) for name in names if isinstance(name, str))
            if isinstance(item, dict):
                yield from references(item)


def test_there_is_enough_of_it() -> None:
    kinds = {path.suffix for path in PRESS.iterdir()}
    assert kinds == {".txt", ".md", ".html", ".jsonl"}
    assert len(articles()) >= 100


@pytest.mark.parametrize("name", sorted(articles()))
def test_every_report_says_that_it_is_an_example(name: str) -> None:
    text = articles()[name]
    if name.endswith(".html"):
        assert any(f"<!-- {notice} -->" in text and f">{notice}</p>" in text for notice in NOTICES)
    else:
        assert text.split("\n", 1)[0] in NOTICES


def test_names_of_files_tell_the_date_unless_the_clipping_has_none() -> None:
    dated = re.compile(r"20\d\d-(?:[01]\d-[0-3]\d|20\d\d)_[a-z0-9-]+_?[a-z0-9-]*\.\w+")
    clipping = re.compile(r"recorte_[a-z_]+\.txt")
    names = [path.name for path in PRESS.iterdir()]
    assert not [n for n in names if not (dated.fullmatch(n) or clipping.fullmatch(n))]
    undated = {row["article"] for row in labels("dates")}
    assert undated == {name for name in names if name.startswith("recorte_")}


@pytest.mark.parametrize("name", ["pairs", "conflicts", "copies", "dates", "statements"])
def test_labels_point_at_what_is_there(name: str) -> None:
    for row in labels(name):
        for article, stretch in references(row):
            assert article in articles(), row
            assert stretch is None or stretch in articles()[article], row


def test_pairs() -> None:
    rows = labels("pairs")
    counts = [sum(row["label"] == kind for row in rows) for kind in
              ("same-event", "same-story", "unrelated")]  # fmt: skip
    assert sum(counts) == len(rows) >= 150
    assert min(counts) >= 50
    assert len({(row["a"], row["b"]) for row in rows}) == len(rows)
    assert all(row["a"] < row["b"] for row in rows)


def test_conflicts() -> None:
    rows = labels("conflicts")
    attributes = literal(get_type_hints(Conflict)["attribute"])
    for kind in ("conflict", "lookalike"):
        assert sum(row["label"] == kind for row in rows) >= 30
    assert len({row["id"] for row in rows}) == len(rows)
    assert {row["attribute"] for row in rows} <= attributes
    assert all(row["a"]["article"] != row["b"]["article"] for row in rows)
    assert all(row["why"] for row in rows if row["label"] == "lookalike")


def test_dates_lie_in_their_intervals() -> None:
    for row in labels("dates"):
        if row["date"]:
            assert row["earliest"] <= row["date"] <= row["latest"], row
        else:
            assert row["earliest"] is row["latest"] is row["proof"] is None


def test_statements() -> None:
    rows = labels("statements")
    assert len({(row["article"], row["text"]) for row in rows}) >= 60
    for row in rows:
        assert row["kind"] in literal(Kind)
        assert row["modality"] in literal(Modality)
        assert row["measure"] == "context" or re.fullmatch(r"[A-Z_]+", row["measure"])
        if row["kind"] == "finding":
            assert row["modality"] in {"done", "ongoing"}, row
        assert row["direction"] is None or re.fullmatch(
            r"[A-Z]{2}(?:(?:->|<->)[A-Z]{2})?", row["direction"]
        )


def runs(text: str) -> set[str]:
    words = re.findall(r"\w+", text.lower())
    return {" ".join(words[start : start + RUN]) for start in range(len(words) - RUN + 1)}


def test_no_run_of_words_is_taken_from_a_real_report(bench_data: Path) -> None:
    real: set[str] = set()
    for path in sorted((bench_data / "seeds").glob("*.txt")):
        real |= runs(path.read_text("utf-8"))
    shared = {name: found for name, text in articles().items() if (found := runs(text) & real)}
    assert not shared
