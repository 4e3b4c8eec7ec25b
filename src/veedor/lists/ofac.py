"""The lists of the US Office of Foreign Assets Control, as CSV.

Three files without headers, joined by the entry's number: names (`sdn.csv`, `cons_prim.csv`),
alternate names (`alt.csv`) and addresses (`add.csv`). `-0-` stands for nothing. What has no
column of its own (birth dates, nationality, IMO number, weak aliases) stands in the remarks.
None of them carries a date of listing. Format: ofac.treasury.gov, "SDN data specification".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from veedor.errors import ListError
from veedor.lists.countries import country_codes
from veedor.lists.dates import edtf_all
from veedor.lists.entries import Entries, clean, names_of, valid_imo
from veedor.lists.source import csv_rows
from veedor.model import NameType, Record

__all__ = ["ADDRESS_FIELDS", "ALTERNATE_FIELDS", "NAME_FIELDS", "SDN", "kind_of_table", "read_ofac"]

SDN = "US OFAC SDN"
NAME_FIELDS, ALTERNATE_FIELDS, ADDRESS_FIELDS = 12, 5, 6
_TYPES: dict[str, NameType] = {
    "individual": "person",
    "": "organization",
    "vessel": "vessel",
    "aircraft": "other",
}
_ALTERNATES = {"aka", "fka", "nka"}
_PARTS = {NAME_FIELDS: "names", ALTERNATE_FIELDS: "alternates", ADDRESS_FIELDS: "addresses"}
_BIRTH = re.compile(r"\bDOB ([^;]*)")
_NATIONALITY = re.compile(r"\b(?:nationality|citizen) ([^;.]*)")
_WEAK = re.compile(r"\ba\.k\.a\. '((?:[^']|'(?=\w))+)'")
_FLAG = re.compile(r"^Vessel Flag ([^;.]*)")


def kind_of_table(row: list[str]) -> str | None:
    """Which of the three files a row is from (`names`, `alternates`, `addresses`), or None."""
    part = _PARTS.get(len(row))
    if part is None or not row[0].strip().isdigit():
        return None
    if part == "names":
        return part if _value(row[2]).lower() in _TYPES else None
    if not row[1].strip().isdigit():
        return None
    return None if part == "alternates" and row[2].strip().lower() not in _ALTERNATES else part


def read_ofac(path: Path, list_name: str = SDN) -> tuple[Entries, str]:
    """The records of one of the three files, and which it is.

    Alternate names and addresses give records that hold only those; `complete` in
    `veedor.lists.merging` joins them to the record of the same number. A header line, which
    some redistributed copies have, is passed over.

    Raises:
        ListError: a row does not have the fields that the file's other rows have.
    """
    entries = Entries(path)
    part = ""
    gathered: dict[str, list[list[str]]] = {}
    for line, row in csv_rows(path):
        kind = kind_of_table(row)
        if kind is None and not part and line == 1:
            continue
        if kind is None and _is_end(row):
            continue
        if kind is None or (part and kind != part):
            problem = (
                f"does not have the fields of the {part or 'names, alternates or addresses'} file"
            )
            raise ListError(path, problem, line=line, key=clean(row[0]) or None)
        part = kind
        if kind == "names":
            entries.add(_record(row, list_name), line)
        else:
            entries.count += 1
            gathered.setdefault(row[0].strip(), []).append([_value(field) for field in row])
    make = _alternates if part == "alternates" else _addresses
    entries.records.extend(make(number, rows, list_name) for number, rows in gathered.items())
    return entries, part


def _is_end(row: list[str]) -> bool:
    return not any(field.strip("\x1a -0") for field in row)


def _value(field: str) -> str:
    text = field.strip()
    return "" if text == "-0-" else text


def _record(row: list[str], list_name: str) -> Record:
    number, name, kind, programme, title, *_, flag, _, remarks = (_value(field) for field in row)
    nationalities = _NATIONALITY.findall(remarks)
    return Record(
        list=list_name,
        record=number,
        type=_TYPES[kind.lower()],
        names=names_of(_names(name, remarks)),
        births=tuple(
            dict.fromkeys(value for dob in _BIRTH.findall(remarks) for value in edtf_all(dob))
        ),
        nationalities=country_codes([*nationalities, flag]),
        positions=(title,) if title else (),
        programme=", ".join(re.findall(r"[^\[\]\s][^\[\]]*", programme)).strip() or None,
        reason=remarks or None,
        imo=valid_imo(remarks) if kind.lower() == "vessel" else None,
    )


def _names(name: str, remarks: str) -> Iterator[tuple[str, str]]:
    yield name, "primary"
    for weak in _WEAK.findall(remarks):
        yield weak, "weak"


def _alternates(number: str, rows: list[list[str]], list_name: str) -> Record:
    names = names_of((row[3], "good") for row in rows)
    return Record(list=list_name, record=number, type="other", names=names)


def _addresses(number: str, rows: list[list[str]], list_name: str) -> Record:
    addresses = tuple(", ".join(part for part in row[2:5] if part) for row in rows)
    return Record(
        list=list_name,
        record=number,
        type="other",
        names=(),
        nationalities=country_codes(row[4] for row in rows),
        addresses=tuple(dict.fromkeys(address for address in addresses if address)),
    )
