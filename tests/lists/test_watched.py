"""Tables of one's own: held, read again when they change, and never lost to a bad edit."""

from __future__ import annotations

import pytest

from veedor.errors import ListError, UsageError
from veedor.lists.watched import changed, columns_of, reread, stop, watch, watched
from veedor.store import Workspace

TABLE = "Nº;Titular;Programa\n1;Edgar Marlovsky;Cobertizos\n"


@pytest.fixture
def place(tmp_path):
    Workspace.create(tmp_path / "w")
    with Workspace(tmp_path / "w", doing="test") as workspace:
        yield workspace


@pytest.fixture
def table(tmp_path):
    file = tmp_path / "mine.csv"
    file.write_text(TABLE, "utf-8")
    return file


COLUMNS = {"name": "Titular", "programme": "Programa", "id": "Nº"}


def names(place):
    return [
        name.text
        for version in place.lists.versions()
        for record in place.lists.records(version.sha256)
        for name in record.names
    ]


def test_a_table_becomes_a_list_by_its_mapped_columns(place, table):
    version = watch(place, table, "clientes", COLUMNS)
    (record,) = version.records
    assert (record.list, record.record, record.programme) == ("clientes", "1", "Cobertizos")
    assert version.as_of
    assert changed(place) == []


def test_it_is_read_again_when_it_changes_and_only_then(place, table):
    watch(place, table, "clientes", COLUMNS)
    assert reread(place) == []
    table.write_text(TABLE.replace("Edgar", "Edgardo"), "utf-8")
    assert [one.name for one in changed(place)] == ["clientes"]
    assert reread(place) == []
    assert names(place) == ["Edgardo Marlovsky"], "the last version of a day is kept"
    assert changed(place) == []


BAD = [
    (lambda file: file.write_text("Titular;Nº\n", "utf-8"), "no column 'Programa'"),
    (lambda file: file.write_text(TABLE + "2;A;B;C\n", "utf-8"), "has 4 fields"),
    (lambda file: file.write_bytes(TABLE.encode("latin-1")), "is not UTF-8"),
    (lambda file: file.unlink(), "no such file"),
    (lambda file: file.write_text("", "utf-8"), "is empty"),
]


@pytest.mark.parametrize(("damage", "problem"), BAD, ids=[problem for _, problem in BAD])
def test_the_version_held_stays_when_the_table_is_spoilt(place, table, damage, problem):
    watch(place, table, "clientes", COLUMNS)
    damage(table)
    (refusal,) = reread(place)
    assert problem in refusal.reason
    assert "the version held of 'clientes' stays" in refusal.reason
    assert names(place) == ["Edgar Marlovsky"]
    assert changed(place), "and it is tried again next time"


def test_stopping(place, table):
    watch(place, table, columns=COLUMNS)
    stop(place, "watchlist mine")
    assert watched(place) == []
    assert names(place) == ["Edgar Marlovsky"], "what is held stays"
    with pytest.raises(UsageError, match="there are: none"):
        stop(place, "watchlist mine")


def test_a_table_that_cannot_be_read_is_not_watched(place, table):
    with pytest.raises(ListError, match="no column 'Nadie'"):
        watch(place, table, "x", {"name": "Nadie"})
    assert watched(place) == []


@pytest.mark.parametrize("told", ["name", "name=", "colour=Titular", "=Titular"])
def test_columns_are_told_as_field_and_column(told):
    assert columns_of(["name=Titular"]) == {"name": "Titular"}
    with pytest.raises(UsageError, match="give FIELD=COLUMN"):
        columns_of([told])
