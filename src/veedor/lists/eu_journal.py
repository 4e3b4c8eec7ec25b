"""Tables of the annexes to EU sanctions regulations, as transcribed from the Official Journal.

One row an entry, with the columns `celex, recordId, programKey, annex, measure, startDate …`.
Records are cited by the regulation (`EU 2017/1509`) and `<annex>-<number>`; ships that an
annex lists without a number, by their IMO number (`XIII.B-IMO8606173`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from veedor.lists.countries import country_codes
from veedor.lists.dates import day, edtf_all
from veedor.lists.entries import Entries, clean, names_of, valid_imo
from veedor.lists.source import csv_rows, fitting
from veedor.model import NameType, Record

__all__ = ["COLUMNS", "read_eu_journal"]

#: The columns that a table must have to be recognised as one of these.
COLUMNS = frozenset({"celex", "recordId", "annex", "startDate", "schema", "name", "alias"})
_TYPES: dict[str, NameType] = {
    "Person": "person",
    "Vessel": "vessel",
    "Company": "organization",
    "LegalEntity": "organization",
    "Organization": "organization",
    "PublicBody": "organization",
}
_CELEX = re.compile(r"3(\d{4})[A-Z](\d{4})")
_LETTER = re.compile(r"[^\W\d_]")
_LATIN = re.compile(r"[A-Za-z]")
_ALIASES_IN_NAME = re.compile(
    r"\((?:aliases?|a\.?k\.?a\.?|also known as):?\s*(.*?)\)", re.IGNORECASE
)


def read_eu_journal(path: Path) -> Entries:
    """All rows of the table.

    Raises:
        ListError: a row has more or fewer fields than the header.
    """
    entries = Entries(path)
    rows = csv_rows(path)
    _, header = next(rows)
    for line, fields in fitting(path, rows, header):
        entries.add(_record(dict(zip(header, fields, strict=True)), entries, line), line)
    return entries


def _record(row: dict[str, str], entries: Entries, line: int) -> Record:
    kind = _TYPES.get(row["schema"], "other")
    imo = valid_imo(row.get("imoNumber")) if kind == "vessel" else None
    number = f"{row['annex']}-{row['recordId'] or (f'IMO{imo}' if imo else f'line{line}')}"
    list_name = regulation(row["celex"])
    listed_on = day(row["startDate"])
    if listed_on is None:
        said = f"not understood: {row['startDate']!r}" if row["startDate"] else "not given"
        entries.refuse(f"{list_name} {number}", f"listing date {said}; kept without", line)
    places = [part for field in ("country", "jurisdiction", "nationality", "flag")
              for part in re.split(r"[;,/]", row.get(field) or "")]  # fmt: skip
    address_country = row.get("address", "").split(",")[-1:]
    return Record(
        list=list_name,
        record=number,
        type=kind,
        names=names_of(_names(row)),
        births=edtf_all(row.get("birthDate", "").split("POB")[0]),
        nationalities=country_codes(places) or country_codes(address_country),
        positions=(clean(row["position"]),) if row.get("position") else (),
        programme=row.get("programKey") or None,
        reason=clean(row.get("reason")) or clean(row.get("notes")) or None,
        listed_on=listed_on,
        imo=imo,
        addresses=(clean(row["address"]),) if row.get("address") else (),
    )


def regulation(celex: str) -> str:
    """How a regulation is cited, from its CELEX number: `32017R1509` is `EU 2017/1509`.

    Until 2014 the number came before the year (`EU 269/2014`).
    """
    match = _CELEX.fullmatch(celex.strip())
    if match is None:
        return f"EU {celex.strip()}"
    year, number = int(match[1]), int(match[2])
    return f"EU {number}/{year}" if year < 2015 else f"EU {year}/{number}"


def _names(row: dict[str, str]) -> Iterator[tuple[str, str]]:
    name = row["name"]
    if inner := _ALIASES_IN_NAME.search(name):
        yield name.replace(inner[0], ""), "primary"
        yield from ((alias, "good") for alias in inner[1].split(","))
    else:
        yield from _with_parentheses(name, "primary", split=row["schema"] == "Vessel")
    for field, quality in (("alias", "good"), ("previousName", "good"), ("weakAlias", "weak")):
        for alias in re.split(r";|\s/\s", row.get(field) or ""):
            yield from _aliases(alias, quality, person=row["schema"] == "Person")


def _aliases(text: str, quality: str, *, person: bool) -> Iterator[tuple[str, str]]:
    # A person's aliases are also listed with commas ("KIM Su-gwang, KIM Sou-gwang"); a single
    # comma may stand between surname and given name ("Chang, Myong Ho").
    parts = text.split(",")
    if person and len(parts) > 1 and all(len(part.split()) > 1 for part in parts):
        for part in parts:
            yield from _with_parentheses(part, quality)
    else:
        yield from _with_parentheses(text, quality)


def _with_parentheses(text: str, quality: str, *, split: bool = False) -> Iterator[tuple[str, str]]:
    """A name and what stands after it in brackets, if that is its original script or alias."""
    match = re.fullmatch(r"(.*?)\s*\((.*)\)\s*", text.strip())
    if match and match[1] and (split or _other_script(match[1], match[2])):
        yield match[1], quality
        for inner in re.split(r"\)\s*\(", match[2]):
            yield inner, quality if not split else "good"
    else:
        yield text, quality


def _other_script(outer: str, inner: str) -> bool:
    return bool(_LATIN.search(outer)) and bool(_LETTER.search(inner)) and not _LATIN.search(inner)
