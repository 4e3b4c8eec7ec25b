"""Tables of names to screen."""

from __future__ import annotations

import pytest

from veedor.errors import ListError
from veedor.lists import Index, merge
from veedor.lists.batch import HEADER, asked_in, screen_table
from veedor.model import ListedName, Record

RECORD = Record(
    list="UN 1718",
    record="KPi.901",
    type="person",
    names=(ListedName(text="PAK HYO SOK"),),
    births=("1962",),
    nationalities=("KP",),
    listed_on="2016-11-30",
)


@pytest.fixture(scope="module")
def index():
    return Index(merge([RECORD]))


@pytest.mark.parametrize(
    ("table", "column", "expected", "why"),
    [("nombre;país\nPark Hyo-sok;Corea del Norte\nAna Paz;\n", None,
      ["KPi.901", ""], "usual names"),
     ("name,dob\nPak Hyo Sok,1990\n", None, [""], "born in another year"),
     ("id,who\n1,Pak Hyo Sok\n", "who", ["KPi.901"], "the column is told"),
     ("name,x\nPak Hyo Sok\n", None, ["KPi.901"], "a short row")],
)  # fmt: skip
def test_each_row_with_its_matches(index, tmp_path, table, column, expected, why):
    file = tmp_path / "clients.csv"
    file.write_text(table, "utf-8")
    header, asked = asked_in(file, column)
    rows = list(screen_table(index, asked, ("2024-01-01", "2024-01-01")))
    place = len(header) + HEADER.index("veedor_record")
    assert [row[place] for row in rows] == expected, why
    assert {len(row) for row in rows} == {len(header) + len(HEADER)}


@pytest.mark.parametrize(
    ("table", "column", "problem"),
    [("a,b\n1,2\n", None, "no column of names"), ("a,b\n1,2\n", "c", "has no column 'c', but a, b"),
     ("name\nAna,Paz\n", None, ":2: Ana Paz: has 2 fields")],
)  # fmt: skip
def test_what_cannot_be_screened(tmp_path, table, column, problem):
    file = tmp_path / "clients.csv"
    file.write_text(table, "utf-8")
    with pytest.raises(ListError, match=problem):
        list(asked_in(file, column)[1])
