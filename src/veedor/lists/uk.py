"""The UK sanctions list (FCDO) and the OFSI consolidated list: CSV and XML.

In the CSV files an entry has a row for each name and address; above the header stands a line
with the date (`Report Date: …`; in OFSI's, `Last Updated,…`), which may be missing. Records are
cited as `UK sanctions list` and by the entry's unique id (`RUS0271`), those of OFSI's file, which
ended in January 2026, by its group id. Fields: "UK sanctions list: change to the list's format"
(FCDO, 2022) and "Consolidated list format guide" (OFSI).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from lxml import etree

from veedor.lists.countries import country_codes
from veedor.lists.dates import day, edtf_all
from veedor.lists.entries import Entries, clean, names_of, valid_imo
from veedor.lists.source import csv_rows, elements, fitting, line_of, text_at, texts_at
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
    "postcode": ("addresspostalcode", "post/zipcode"),
    "flag": ("currentbelievedflagofship",),
    "imo": ("imonumber",),
    "un": ("unreferencenumber",),
    **{f"address{n}": (f"addressline{n}", f"address{n}") for n in range(1, 7)},
}
_ADDRESS = (*(f"address{n}" for n in range(1, 7)), "postcode", "country")
_UNKNOWN = re.compile(r"\b(?:dd|mm|00)/(?:(?:mm|00)/)?", re.IGNORECASE)


def is_uk_table(first: list[str], second: list[str]) -> bool:
    """Whether one of the first two rows of a table is the header of one of these."""
    return _is_header(first) or _is_header(second)


def _is_header(row: list[str]) -> bool:
    names = set(map(_plain, row))
    return {"name6", "name1"} <= names and bool(names & set(_COLUMNS["id"]))


def read_uk_csv(path: Path) -> tuple[Entries, str | None]:
    """The entries, their rows joined, and the day that the file says it is of.

    Raises:
        ListError: a row has more or fewer fields than the header.
    """
    entries = Entries(path)
    rows = csv_rows(path)
    first = next(rows)[1]
    published = None if _is_header(first) else day(" ".join(first))
    header = [_plain(name) for name in (first if _is_header(first) else next(rows)[1])]
    groups: dict[str, tuple[int, list[dict[str, str]]]] = {}
    for line, fields in fitting(path, rows, header):
        row = dict(zip(header, map(clean, fields), strict=False))
        groups.setdefault(_get(row, "id") or f"line {line}", (line, []))[1].append(row)
    for number, (line, group) in groups.items():
        entries.add(_from_rows(number, group, entries, line), line)
    return entries, published


def _plain(name: str) -> str:
    return name.strip().lower().replace(" ", "").replace("\ufeff", "")


def _get(row: dict[str, str], what: str) -> str:
    return next((row[name] for name in _COLUMNS[what] if row.get(name)), "")


def _all(rows: Iterable[dict[str, str]], what: str) -> list[str]:
    return list(dict.fromkeys(text for row in rows if (text := _get(row, what))))


def _from_rows(number: str, rows: list[dict[str, str]], entries: Entries, line: int) -> Record:
    kind = _TYPES.get(_get(rows[0], "type").lower(), "organization")
    nationalities = [part for text in _all(rows, "nationality") for part in _split(text)]
    places = _all(rows, "country") if kind == "organization" else _all(rows, "flag")
    addresses = (", ".join(filter(None, (_get(row, part) for part in _ADDRESS))) for row in rows)
    return Record(
        list=UK,
        record=number,
        type=kind,
        names=names_of(_row_names(rows)),
        births=_births(_all(rows, "births")),
        nationalities=country_codes(nationalities or places),
        positions=tuple(_all(rows, "position")),
        programme=next(iter(_all(rows, "regime")), None),
        reason=next(iter(_all(rows, "reason")), None),
        listed_on=entries.listed_on(f"{UK} {number}", _listed(rows), line),
        imo=valid_imo(" ".join(_all(rows, "imo"))) if kind == "vessel" else None,
        addresses=tuple(dict.fromkeys(filter(None, addresses))),
        references=tuple(_all(rows, "un")),
    )


def _listed(rows: list[dict[str, str]]) -> list[str]:
    """Every day of designation and of listing that the rows give."""
    return [text for row in rows for name in _COLUMNS["listed"] if (text := row.get(name, ""))]


def _split(text: str) -> list[str]:
    return re.split(r"[;/]|\(\d+\)", text)


def _births(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(value for text in texts for value in edtf_all(_UNKNOWN.sub("", text)))
    )


def _row_names(rows: list[dict[str, str]]) -> Iterator[tuple[str, str]]:
    # The primary name first, wherever its row stands.
    found = [(_quality(_get(row, "name_type"), _get(row, "quality")), row) for row in rows]
    for quality, row in sorted(found, key=lambda pair: pair[0] != "primary"):
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
            entries.add(_from_xml(element, entries), line_of(element))
    return entries, published


def _from_xml(element: etree._Element, entries: Entries) -> Record:
    number = text_at(element, "UniqueID")
    kind = _TYPES.get(text_at(element, "IndividualEntityShip").lower(), "organization")
    person, ship = "IndividualDetails/Individual", "ShipDetails/Ship"
    places = {
        "person": f"{person}/Nationalities/Nationality",
        "vessel": f"{ship}/CurrentBelievedFlagOfShips/CurrentBelievedFlagOfShip",
    }.get(kind, "Addresses/Address/AddressCountry")
    listed = texts_at(element, "DateDesignated")
    reason = text_at(element, "UKStatementofReasons") or text_at(element, "OtherInformation")
    return Record(
        list=UK,
        record=number,
        type=kind,
        names=names_of(_xml_names(element)),
        births=_births(texts_at(element, f"{person}/DOBs/DOB")),
        nationalities=country_codes(texts_at(element, places)),
        positions=tuple(map(clean, texts_at(element, f"{person}/Positions/Position"))),
        programme=text_at(element, "RegimeName") or None,
        reason=clean(reason) or None,
        listed_on=entries.listed_on(f"{UK} {number}", listed, line_of(element)),
        imo=valid_imo(" ".join(texts_at(element, f"{ship}/IMONumbers/IMONumber"))),
        addresses=tuple(dict.fromkeys(_xml_addresses(element))),
        references=tuple(texts_at(element, "UNReferenceNumber")),
    )


def _xml_addresses(element: etree._Element) -> Iterator[str]:
    fields = (*(f"AddressLine{n}" for n in range(1, 7)), "AddressPostalCode", "AddressCountry")
    for address in element.findall("{*}Addresses/{*}Address"):
        text = ", ".join(value for field in fields if (value := clean(text_at(address, field))))
        if text:
            yield text


def _xml_names(element: etree._Element) -> Iterator[tuple[str, str]]:
    fields = [name.capitalize() for name in _NAME_ORDER]
    found = []
    for name in element.findall("{*}Names/{*}Name"):
        quality = _quality(text_at(name, "NameType"), text_at(name, "AliasStrength"))
        found.append((" ".join(text_at(name, field) for field in fields), quality))
    yield from sorted(found, key=lambda item: item[1] != "primary")
    for text in texts_at(element, "NonLatinNames/NonLatinName/NameNonLatinScript"):
        yield text, "good"
