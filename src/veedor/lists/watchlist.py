"""A watchlist of one's own: a CSV with a column for names, and others as one likes.

Columns are found by their usual names, or told (`columns={"name": "Nombre"}`). Several names
in a cell are parted by semicolons.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from veedor.errors import ListError
from veedor.lists.countries import country_codes
from veedor.lists.dates import edtf_all
from veedor.lists.entries import Entries, clean, names_of, valid_imo
from veedor.lists.names.fold import tokens
from veedor.lists.source import csv_rows, fitting
from veedor.model import NameType, Record

__all__ = [
    "FIELDS", "delimiter_of", "field_columns", "has_names", "read_watchlist", "type_of",
]  # fmt: skip

#: What a watchlist may hold, with the column names taken for it, folded.
FIELDS: dict[str, tuple[str, ...]] = {
    "id": ("id", "uid", "number", "record", "ref", "reference", "numero", "referencia"),
    "name": ("name", "full name", "nombre", "nombre completo", "caption"),
    "aliases": ("aliases", "alias", "aka", "other names", "otros nombres"),
    "weak_aliases": ("weak aliases", "weak alias", "weakalias", "nicknames", "apodos"),
    "type": ("type", "schema", "tipo", "entity type"),
    "births": ("birth", "birth date", "birthdate", "birth year", "date of birth", "dob",
               "nacimiento", "fecha de nacimiento"),
    "nationalities": ("nationality", "nationalities", "country", "nacionalidad", "pais"),
    "positions": ("position", "title", "cargo", "puesto"),
    "programme": ("programme", "program", "regime", "programa", "regimen"),
    "reason": ("reason", "remarks", "notes", "details", "motivo", "notas"),
    "listed_on": ("listed on", "date listed", "date", "fecha"),
    "imo": ("imo", "imo number", "imonumber", "numero omi", "omi"),
}  # fmt: skip
_TYPES: dict[str, NameType] = {
    "individual": "person", "person": "person", "persona": "person", "p": "person",
    "entity": "organization", "organization": "organization", "company": "organization",
    "organisation": "organization", "organizacion": "organization", "empresa": "organization",
    "vessel": "vessel", "ship": "vessel", "buque": "vessel", "barco": "vessel",
    "aircraft": "other", "other": "other",
}  # fmt: skip
_NOTHING = re.compile(r"\s*(?:-0-|-|n/?a|null|none)?\s*", re.IGNORECASE)


def has_names(header: list[str]) -> bool:
    """Whether a header has a column of names that is found without being told."""
    return "name" in field_columns(header)


def type_of(word: str) -> NameType | None:
    """The type that a table's word for it means (*Individual*, *empresa*), or None."""
    return _TYPES.get(word.strip().lower())


def field_columns(header: Sequence[str]) -> dict[str, int]:
    """Where the columns of `FIELDS` are that have one of their usual names."""
    folded = [" ".join(tokens(name)) for name in header]
    return {
        field: folded.index(name)
        for field, names in FIELDS.items()
        for name in names
        if name in folded
    }


def read_watchlist(
    path: Path, *, list_name: str | None = None, columns: Mapping[str, str] | None = None
) -> Entries:
    """The rows of the table as records of a list of that name (the file's, if none is given).

    Args:
        path: the CSV file, parted by commas, semicolons or tabs.
        list_name: how the list is cited.
        columns: field of `FIELDS` to the column that holds it, for those not found by name.

    Raises:
        ListError: there is no column of names, a told column is missing, or a row has more
            fields than the header.
    """
    entries = Entries(path)
    rows = csv_rows(path, delimiter_of(path))
    header = [clean(name) for name in next(rows)[1]]
    places = field_columns(header)
    for field, column in (columns or {}).items():
        if field not in FIELDS or column not in header:
            problem = f"has no column {column!r} for {field!r}, but {', '.join(header)}"
            raise ListError(path, problem, line=1)
        places[field] = header.index(column)
    if "name" not in places:
        problem = "has no column of names; say which it is: --column name=COLUMN"
        raise ListError(path, problem, line=1)
    cited = list_name or f"watchlist {path.stem}"
    for line, fields in fitting(path, rows, header, short=True):
        entries.add(_record(fields, places, cited, entries, line), line)
    return entries


def delimiter_of(path: Path) -> str:
    """Which of comma, semicolon and tab parts the first line best."""
    with path.open("rb") as file:
        first = file.readline().decode("utf-8", "replace")
    return max(",;\t", key=first.count)


def _record(
    fields: list[str], places: dict[str, int], list_name: str, entries: Entries, line: int
) -> Record:
    def value(field: str) -> str:
        place = places.get(field)
        text = fields[place] if place is not None and place < len(fields) else ""
        return "" if _NOTHING.fullmatch(text) else clean(text)

    kind = type_of(value("type"))
    number = value("id") or f"line {line}"
    cited = f"{list_name} {number}"
    births = edtf_all(value("births"))
    if value("births") and not births:
        entries.refuse(cited, f"birth date not understood: {value('births')!r}", line)
    imo = valid_imo(value("imo") or (value("reason") if kind == "vessel" else ""))
    return Record(
        list=list_name,
        record=number,
        type=kind or ("vessel" if imo else "person" if births else "organization"),
        names=names_of(
            [(value("name"), "primary")]
            + [(alias, "good") for alias in value("aliases").split(";")]
            + [(alias, "weak") for alias in value("weak_aliases").split(";")]
        ),
        births=births,
        nationalities=country_codes(re.split(r"[;,/]", value("nationalities"))),
        positions=tuple(filter(None, [value("positions")])),
        programme=value("programme") or None,
        reason=value("reason") or None,
        listed_on=entries.listed_on(cited, [value("listed_on")], line),
        imo=imo,
    )
