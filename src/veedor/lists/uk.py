"""The UK sanctions list (FCDO) and the OFSI consolidated list: CSV and XML.

In the CSV files an entry has a row for each name and address; above the header stands a line
with the date. Records are cited as `UK sanctions list` and by the entry's unique id
(`RUS0271`), those of OFSI's older file by its group id.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from lxml import etree

from veedor.errors import ListError
from veedor.lists.countries import country_codes
from veedor.lists.dates import day, edtf_all
from veedor.lists.entries import Entries, clean, names_of, valid_imo
from veedor.lists.source import csv_rows, elements, line_of, text_at, texts_at
from veedor.model import NameType, Record

__all__ = ["is_uk_table", "read_uk_csv", "read_uk_xml"]

UK = "UK sanctions list"
_TYPES: dict[str, NameType] = {
    "individual": "person",
    "entity": "organization",
    "ship": "vessel",
}
_TAGS = frozenset({"Designation", "DateGenerated"})
_NAME_ORDER = ("name1", "name2", "name3", "name4", "name5", "name6")
#: Column names of both files, without spaces and case, by what they hold.
_COLUMNS = {
    "id": ("uniqueid", "groupid"),
    "type": ("individual,entity,ship", "designationtype", "entitytype", "grouptype"),
    "quality": ("aliasstrength", "aliasquality"),
    "name_type": ("nametype", "aliastype"),
    "script": ("namenon-latinscript", "namenonlatinscript"),
    "regime": ("regimename", "regime"),
    "reason": ("ukstatementofreasons", "otherinformation"),
    "listed": ("datedesignated", "uksanctionslistdatedesignated", "listedon"),
    "births": ("d.o.b", "dob"),
    "nationality": ("nationality(/ies)", "nationality"),
    "position": ("position",),
    "country": ("addresscountry", "country"),
    "imo": ("imonumber",),
    "un": ("unreferencenumber",),
}
_UNKNOWN = re.compile(r"\b(?:dd|mm|00)/(?:(?:mm|00)/)?", re.IGNORECASE)


def is_uk_table(first: list[str], second: list[str]) -> bool:
    """Whether the first two rows of a table are the date and the header of one of these."""
    start = _plain(first[0]) if first else ""
    return start.startswith(("reportdate", "lastupdated")) and {"name6", "name1"} <= set(
        map(_plain, second)
    )


def read_uk_csv(path: Path) -> tuple[Entries, str | None]:
    """The entries, their rows joined, and the day that the file says it is of.

    Raises:
        ListError: a row has more fields than the header.
    """
    entries = Entries(path)
    rows = csv_rows(path)
    published = day(" ".join(next(rows)[1]))
    header = [_plain(name) for name in next(rows)[1]]
    groups: dict[str, tuple[int, list[dict[str, str]]]] = {}
    for line, fields in rows:
        if len(fields) > len(header):
            problem = f"has {len(fields)} fields where the header has {len(header)}"
            raise ListError(path, problem, line=line)
        row = dict(zip(header, map(clean, fields), strict=False))
        groups.setdefault(_get(row, "id") or f"line {line}", (line, []))[1].append(row)
    for number, (line, group) in groups.items():
        entries.add(_from_rows(number, group), line)
    return entries, published


def _plain(name: str) -> str:
    return name.strip().lower().replace(" ", "").replace("\ufeff", "")


def _get(row: dict[str, str], what: str) -> str:
    return next((row[name] for name in _COLUMNS[what] if row.get(name)), "")


def _all(rows: Iterable[dict[str, str]], what: str) -> list[str]:
    return list(dict.fromkeys(text for row in rows if (text := _get(row, what))))


def _from_rows(number: str, rows: list[dict[str, str]]) -> Record:
    kind = _TYPES.get(_get(rows[0], "type").lower(), "organization")
    nationalities = [part for text in _all(rows, "nationality") for part in _split(text)]
    listed = _all(rows, "listed")
    return Record(
        list=UK,
        record=number,
        type=kind,
        names=names_of(_row_names(rows)),
        births=_births(_all(rows, "births")),
        nationalities=country_codes(nationalities)
        or (country_codes(_all(rows, "country")) if kind != "person" else ()),
        positions=tuple(_all(rows, "position")),
        programme=next(iter(_all(rows, "regime")), None),
        reason=next(iter(_all(rows, "reason")), None),
        listed_on=min(filter(None, map(day, listed)), default=None),
        imo=valid_imo(" ".join(_all(rows, "imo"))) if kind == "vessel" else None,
        references=tuple(_all(rows, "un")),
    )


def _split(text: str) -> list[str]:
    return re.split(r"[;/]|\(\d+\)", text)


def _births(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(value for text in texts for value in edtf_all(_UNKNOWN.sub("", text)))
    )


def _row_names(rows: list[dict[str, str]]) -> Iterator[tuple[str, str]]:
    # The primary name first, wherever its row stands.
    for row in sorted(rows, key=lambda row: "primary" not in _get(row, "name_type").lower()):
        quality = _quality(_get(row, "name_type"), _get(row, "quality"))
        yield " ".join(row.get(name, "") for name in _NAME_ORDER), quality
        yield _get(row, "script"), "primary" if quality == "primary" else "good"


def _quality(name_type: str, strength: str) -> str:
    if "low" in strength.lower() or "weak" in strength.lower():
        return "weak"
    kind = name_type.lower()
    return "primary" if "primary" in kind and "variation" not in kind else "good"


def read_uk_xml(path: Path) -> tuple[Entries, str | None]:
    """The designations of the XML file, and the day it was made."""
    entries = Entries(path)
    published: str | None = None
    for element in elements(path, _TAGS):
        if etree.QName(element).localname == "DateGenerated":
            published = day(element.text)
        else:
            entries.add(_from_xml(element), line_of(element))
    return entries, published


def _from_xml(element: etree._Element) -> Record:
    kind = _TYPES.get(text_at(element, "IndividualEntityShip").lower(), "organization")
    person, ship = "IndividualDetails/Individual", "ShipDetails/Ship"
    nationalities = texts_at(element, f"{person}/Nationalities/Nationality")
    reason = text_at(element, "UKStatementofReasons") or text_at(element, "OtherInformation")
    return Record(
        list=UK,
        record=text_at(element, "UniqueID"),
        type=kind,
        names=names_of(_xml_names(element)),
        births=_births(texts_at(element, f"{person}/DOBs/DOB")),
        nationalities=country_codes(nationalities)
        or (
            country_codes(texts_at(element, "Addresses/Address/AddressCountry"))
            if kind != "person"
            else ()
        ),
        positions=tuple(map(clean, texts_at(element, f"{person}/Positions/Position"))),
        programme=text_at(element, "RegimeName") or None,
        reason=clean(reason) or None,
        listed_on=day(text_at(element, "DateDesignated")),
        imo=valid_imo(" ".join(texts_at(element, f"{ship}/IMONumbers/IMONumber"))),
        references=tuple(texts_at(element, "UNReferenceNumber")),
    )


def _xml_names(element: etree._Element) -> Iterator[tuple[str, str]]:
    fields = [name.capitalize() for name in _NAME_ORDER]
    found = []
    for name in element.findall("{*}Names/{*}Name"):
        quality = _quality(text_at(name, "NameType"), text_at(name, "AliasStrength"))
        found.append((" ".join(text_at(name, field) for field in fields), quality))
    yield from sorted(found, key=lambda item: item[1] != "primary")
    for text in texts_at(element, "NonLatinNames/NonLatinName/NameNonLatinScript"):
        yield text, "good"
