"""The whole way of three reports, with the real stages: run, export, verify, run again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.cli.test_commands import Done, veedor

from veedor.report.export import KINDS

REPORTS = {
    "uno.txt": (
        "Pionyang envía obuses a Rusia, según Seúl\n\n"
        "Corea del Norte ha enviado a Rusia 40 contenedores con obuses, afirmó este lunes el "
        "Ministerio de Defensa de Corea del Sur.\n"
        "El presidente ruso, Vladímir Putin, no ha hecho comentarios.\n"
    ),
    "two.txt": (
        "Seoul, 11 March 2024 - North Korea has shipped 40 containers of artillery shells to "
        "Russia, South Korea's defence ministry said on Monday.\n"
    ),
    "tres.txt": (
        "El festival de la sardina reunió ayer a doce mil vecinos en el muelle, dijo la "
        "alcaldesa, Rosa Lamas, que prometió repetirlo el año próximo.\n"
    ),
    "cuatro.txt": "\x00\x01",
}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("whole")
    (folder / "press").mkdir()
    for name, text in REPORTS.items():
        (folder / "press" / name).write_text(text, "utf-8")
    return folder


@pytest.fixture(scope="module")
def first(place: Path) -> Done:
    return veedor("run", "press", folder=place)


def exported(place: Path, kind: str) -> list[dict[str, Any]]:
    done = veedor("export", kind, folder=place)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_run_reads_what_can_be_read_and_lists_the_rest(first: Done, place: Path) -> None:
    assert first.returncode == 3, first.stderr
    assert "3 collected; 3 read, 3 dated, 3 linked" in first.stderr
    assert "press/cuatro.txt: is a binary file, not text" in first.stderr
    assert "ARMS_EXPORT" in first.stdout


def test_a_second_run_does_no_work(first: Done, place: Path) -> None:
    done = veedor("run", "press", "--quiet", folder=place)
    assert "Nothing is new: there was no work to do." in done.stderr
    assert done.returncode == 3


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_exported(first: Done, place: Path, kind: str) -> None:
    rows = exported(place, kind)
    if kind in {"articles", "readings", "findings", "entities", "parties"}:
        assert rows
    for row in rows:
        assert isinstance(row, dict)
    done = veedor("export", kind, "--format", "csv", folder=place)
    assert (done.returncode, bool(done.stdout)) == (0, bool(rows))


def test_every_span_reads_what_it_says(first: Done, place: Path) -> None:
    texts = {row["id"]: row["text"] for row in exported(place, "articles")}
    for kind in ("readings", "events", "utterances", "conflicts", "findings"):
        for row in exported(place, kind):
            for article, span in _spans(row, None):
                assert texts[article][span["start"] : span["end"]] == span["text"]
    assert "spans" in veedor("verify", folder=place).stdout


def test_what_speaks_of_an_article_names_its_source(first: Done, place: Path) -> None:
    sources = {row["id"]: row["source"] for row in exported(place, "articles")}
    for kind in ("readings", "copies", "events", "utterances", "conflicts", "findings"):
        for row in exported(place, kind):
            for record in _speaking(row):
                assert record["source"] == sources[record["article"]]


def test_a_new_list_links_again_without_reading(first: Done, place: Path) -> None:
    (place / "own.csv").write_text("name,id\nRosa Lamas,7\n", "utf-8")
    assert veedor("lists", "import", "own.csv", folder=place).returncode == 0
    done = veedor("run", "--quiet", folder=place)
    assert "0 collected; 0 read, 0 dated, 3 linked" in done.stderr


def _spans(value: Any, article: str | None) -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(value, dict):
        article = value.get("article") or article
        if article and {"start", "end", "text"} <= value.keys():
            yield article, value
        for item in value.values():
            yield from _spans(item, article)
    elif isinstance(value, list):
        for item in value:
            yield from _spans(item, article)


def _speaking(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if "article" in value and "dating" not in value and "basis" not in value:
            yield value
        for key, item in value.items():
            if key != "dating":
                yield from _speaking(item)
    elif isinstance(value, list):
        for item in value:
            yield from _speaking(item)
