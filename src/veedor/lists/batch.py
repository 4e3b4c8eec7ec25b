"""Screening a table: every row with who its name may mean, one row a match."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from veedor.errors import ListError
from veedor.lists.countries import country_codes
from veedor.lists.dates import edtf_all
from veedor.lists.index import Days, Index
from veedor.lists.source import csv_rows, fitting
from veedor.lists.watchlist import delimiter_of, field_columns, type_of
from veedor.model import Match, NameType

__all__ = ["HEADER", "Asked", "asked_in", "screen_table"]

#: The columns that are put after those of the table.
HEADER = (
    "veedor_score", "veedor_list", "veedor_record", "veedor_listed_name", "veedor_in_force",
    "veedor_basis", "veedor_listed_on", "veedor_programme", "veedor_why",
)  # fmt: skip


class Asked(Struct, frozen=True, kw_only=True):
    """One row of a table: its fields as they stand, and what they ask."""

    fields: tuple[str, ...]
    name: str
    type: NameType | None = None
    country: str | None = None
    births: tuple[str, ...] = ()


def asked_in(path: Path, column: str | None = None) -> tuple[tuple[str, ...], Iterator[Asked]]:
    """The header of a CSV, and its rows as questions.

    Args:
        path: the table, parted by commas, semicolons or tabs.
        column: the one with the names; otherwise it is found by its usual names, as are those
            of types, states and birth dates.

    Raises:
        ListError: there is no such column, or a row is longer than the header.
    """
    rows = csv_rows(path, delimiter_of(path))
    header = tuple(name.strip() for name in next(rows, (1, [""]))[1])
    places = field_columns(header)
    if column is not None:
        if column not in header:
            raise ListError(path, f"has no column {column!r}, but {', '.join(header)}", line=1)
        places["name"] = header.index(column)
    if "name" not in places:
        raise ListError(path, "has no column of names; `--column` says which it is", line=1)
    return header, _asked(path, rows, header, places)


def _asked(
    path: Path,
    rows: Iterator[tuple[int, list[str]]],
    header: Sequence[str],
    places: dict[str, int],
) -> Iterator[Asked]:
    for _, fields in fitting(path, rows, header, short=True):
        row = (*fields, *[""] * (len(header) - len(fields)))

        def value(field: str, row: tuple[str, ...] = row) -> str:
            return row[places[field]].strip() if field in places else ""

        yield Asked(
            fields=row,
            name=value("name"),
            type=type_of(value("type")),
            country=next(iter(country_codes([value("nationalities")])), None),
            births=edtf_all(value("births")),
        )


def screen_table(
    index: Index, asked: Iterator[Asked], as_of: Days | None
) -> Iterator[tuple[str, ...]]:
    """For each row its fields and `HEADER`'s: a row a match, or one with these left empty."""
    for row in asked:
        matches = index.screen(
            row.name, type=row.type, country=row.country, births=row.births, as_of=as_of
        )
        for match in matches:
            yield (*row.fields, *_cells(match))
        if not matches:
            yield (*row.fields, *("" for _ in HEADER))


def _cells(match: Match) -> tuple[str, ...]:
    why = ", ".join(f"{one.part} ~ {one.listed} ({one.how})" for one in match.why)
    return (
        f"{match.score:.3f}", match.list, match.record, match.name, match.in_force, match.basis,
        match.listed_on or "", match.programme or "", why,
    )  # fmt: skip
