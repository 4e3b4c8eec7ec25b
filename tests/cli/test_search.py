"""Searching as a person does: what is known of each article, and where it came from."""

from __future__ import annotations

from pathlib import Path

from tests.cli.test_commands import veedor

TEXT = """El puente de Rosales reabre tras las obras

BUENOS AIRES, 3 de marzo de 2024.- El puente quedó abierto este domingo, dijo la alcaldesa.
"""


def test_a_plain_text_is_shown_by_what_is_read_of_it(tmp_path: Path) -> None:
    (tmp_path / "nota.txt").write_text(TEXT, "utf-8")
    veedor("init", folder=tmp_path)
    veedor("collect", "nota.txt", folder=tmp_path)
    told = veedor("search", "puentes", folder=tmp_path).stdout.splitlines()
    assert told[0].startswith("undated     El puente de Rosales reabre")
    assert told[1].strip() == "nota.txt"
    veedor("run", "--quiet", folder=tmp_path)
    told = veedor("search", "puentes", folder=tmp_path).stdout.splitlines()
    assert told[0] == "2024-03-03  El puente de Rosales reabre tras las obras"
    none = veedor("search", "acordeón", folder=tmp_path).stdout
    assert none == "no article has all these words\n"
