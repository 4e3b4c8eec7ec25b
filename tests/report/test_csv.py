"""Exports for spreadsheets: every cell as it was, and none that is run."""

from __future__ import annotations

import csv
import io

import pytest
from tests.cli.test_commands import veedor

from veedor.report.export import as_csv, export

CELLS = [
    ("Corea, «del Norte»", "Corea, «del Norte»", "commas and accents"),
    ('dijo "sí"', 'dijo "sí"', "quotation marks"),
    ("una\nlínea y otra", "una\nlínea y otra", "a line break"),
    ("=HYPERLINK(\"http://x\")", "'=HYPERLINK(\"http://x\")", "a formula"),
    ("+34 600", "'+34 600", "a sum"),
    ("-2+3", "'-2+3", "a difference"),
    ("@SUM(A1)", "'@SUM(A1)", "a function of old spreadsheets"),
    ("\t=1+1", "'\t=1+1", "a formula behind a tab"),
    ("\uff1d1+1", "'\uff1d1+1", "a full-width equals sign"),
    (-5, "-5", "a number is no text"),
    (None, "", "nothing"),
    (True, "true", "a truth value"),
    (["a", "b"], '["a","b"]', "a list, as JSON"),
]


@pytest.mark.parametrize(("value", "cell", "why"), CELLS, ids=[why for *_, why in CELLS])
def test_cell(value: object, cell: str, why: str) -> None:
    written = "\n".join(as_csv([{"field": value, "other": "x"}])) + "\n"
    assert list(csv.reader(io.StringIO(written, newline=""))) == [["field", "other"], [cell, "x"]]


def test_a_whole_export_has_a_cell_for_every_field(view) -> None:
    for kind in ("articles", "findings", "entities", "events"):
        records = list(export(view, kind))
        rows = list(csv.DictReader(io.StringIO("\n".join(as_csv(records)), newline="")))
        assert len(rows) == len(records)
        assert all(set(row) == set(record) for row, record in zip(rows, records, strict=True))


def test_a_file_says_that_it_is_utf_8(tmp_path) -> None:
    (tmp_path / "uno.txt").write_text("Año nuevo\n\nLlovió en Jaén.\n", "utf-8")
    veedor("run", "uno.txt", "--quiet", folder=tmp_path)
    veedor("export", "articles", "--format", "csv", "-o", "a.csv", folder=tmp_path)
    assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbfid,")
    printed = veedor("export", "articles", "--format", "csv", folder=tmp_path).stdout
    assert printed.startswith("id,") and "Jaén" in printed
