"""Lists and screening as a person types them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from tests.cli.test_commands import veedor


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "port.csv").write_text(
        "name,id,type\nEdgar Marlovsky,1,person\nEdgar Marlow,2,person\n", "utf-8"
    )
    done = veedor("lists", "import", "port.csv", "--as-of", "2024-01-05", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    return tmp_path


def parties(folder: Path) -> set[str]:
    found = json.loads(
        veedor("screen", "Edgar Marlovsky", "Edgar Marlow", "--json", folder=folder).stdout
    )
    return {match["party"] for matches in found.values() for match in matches}


def test_two_records_are_said_to_be_one(folder: Path) -> None:
    cited = ("watchlist port 1", "watchlist port 2")
    assert len(parties(folder)) == 2
    done = veedor("lists", "same", *cited, "--by", "ana", "-m", "one passport", folder=folder)
    assert done.returncode == 0, done.stderr
    assert len(parties(folder)) == 1
    veedor("lists", "undecided", *cited, "--by", "ana", folder=folder)
    assert len(parties(folder)) == 2


@pytest.mark.parametrize(
    ("arguments", "code", "problem"),
    [
        (["lists", "same", "X 1", "X 2", "--by", "ana"], 2, "X 1: no such record"),
        (["lists", "update", "mars"], 2, "mars: there are un, ofac_sdn"),
        (["screen"], 2, "give names, or --csv FILE"),
        (["screen", "--csv", "gone.csv"], 2, "there is no such file"),
        (["screen", "A", "--date", "junio"], 2, "--date junio: give a day"),
    ],
)
def test_wrong_use_is_one_line(folder: Path, arguments: list[str], code: int, problem: str) -> None:
    done = veedor(*arguments, folder=folder)
    assert done.returncode == code
    assert problem in done.stderr


def test_a_table_is_screened(folder: Path) -> None:
    (folder / "clients.csv").write_text("who;no\nЭдгар Марловский;7\nAna Paz;8\n", "utf-8")
    done = veedor("screen", "--csv", "clients.csv", "--column", "who", folder=folder)
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert [(row["no"], row["veedor_record"], row["veedor_in_force"]) for row in rows] == [
        ("7", "1", "yes"),
        ("8", "", ""),
    ]
