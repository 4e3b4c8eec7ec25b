"""The EU consolidated list of financial sanctions (FSF): XML 1.1 and CSV.

Records are cited by the base regulation of their programme (`EU 269/2014`) and the EU
reference number (`EU.6721.74`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from lxml import etree

from veedor.errors import ListError
from veedor.lists.countries import country_codes
from veedor.lists.data import load_data
from veedor.lists.dates import day
from veedor.lists.entries import Entries, clean, names_of, valid_imo
from veedor.lists.source import csv_rows, elements, line_of
from veedor.model import NameType, Record

__all__ = ["is_fsf_table", "read_fsf_csv", "read_fsf_xml"]

_TYPES: dict[str, NameType] = {"person": "person", "p": "person"}
_SUMMARIES = ("regulation", "regulationSummary")
_REQUIRED = frozenset({"Entity_LogicalId", "NameAlias_WholeName", "Entity_Regulation_Programme"})


def _list_name(programme: str) -> str:
    return f"EU {load_data('programmes')['eu'].get(programme, programme)}"


def read_fsf_xml(path: Path) -> Entries:
    """All entities of the XML file."""
    entries = Entries(path)
    for element in elements(path, frozenset({"sanctionEntity"})):
        entries.add(_from_xml(element), line_of(element))
    return entries


def _children(element: etree._Element, name: str) -> Iterator[Mapping[str, str]]:
    for child in element.iter(f"{{*}}{name}"):
        yield {str(key): str(value) for key, value in child.attrib.items()}


def _from_xml(element: etree._Element) -> Record:
    attributes = {str(key): str(value) for key, value in element.attrib.items()}
    programmes = (r.get("programme", "") for r in _children(element, "regulation"))
    programme = next(filter(None, programmes), "")
    code = next((s.get("code", "") for s in _children(element, "subjectType")), "")
    imos = [
        i.get("number", "")
        for i in _children(element, "identification")
        if "imo" in i.get("identificationTypeCode", "").lower()
    ]
    dates = [
        date
        for name in _SUMMARIES
        for regulation in _children(element, name)
        if (date := day(regulation.get("publicationDate")))
    ]
    remarks = [clean(child.text) for child in element.findall("{*}remark")]
    names = list(_children(element, "nameAlias"))
    return Record(
        list=_list_name(programme),
        record=attributes.get("euReferenceNumber") or attributes.get("logicalId", ""),
        type=_type(code, imos),
        names=names_of(_names((n.get("wholeName", ""), n.get("strong", "true")) for n in names)),
        births=tuple(dict.fromkeys(_births(_children(element, "birthdate")))),
        nationalities=country_codes(
            [c.get("countryIso2Code", "") for c in _children(element, "citizenship")]
            or [a.get("countryIso2Code", "") for a in _children(element, "address")]
        ),
        positions=tuple(dict.fromkeys(clean(f) for n in names if (f := n.get("function")))),
        programme=programme or None,
        reason=attributes.get("designationDetails") or next(iter(filter(None, remarks)), None),
        listed_on=min(dates, default=None),
        imo=valid_imo(" ".join(imos)),
        addresses=tuple(dict.fromkeys(filter(None, map(_address, _children(element, "address"))))),
        references=tuple(filter(None, [attributes.get("unitedNationId")])),
    )


def _type(code: str, imos: list[str]) -> NameType:
    return "vessel" if imos else _TYPES.get(code.lower(), "organization")


def _names(pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    quality = "primary"
    for text, strong in pairs:
        yield text, quality if strong.lower() != "false" else "weak"
        quality = "good"


def _births(found: Iterable[Mapping[str, str]]) -> Iterator[str]:
    for birth in found:
        about = "~" if birth.get("circa", "").lower() == "true" else ""
        first, last = birth.get("yearRangeFrom", ""), birth.get("yearRangeTo", "")
        exact = day(birth.get("birthdate"))
        if exact:
            yield exact + about
        elif first and last and first != last:
            yield f"{first}/{last}"
        elif birth.get("year"):
            month = birth.get("month", "")
            yield birth["year"] + (f"-{int(month):02}" if month.isdigit() else "") + about


def _address(address: Mapping[str, str]) -> str:
    fields = ("street", "city", "zipCode", "region", "countryDescription")
    return ", ".join(text for field in fields if (text := clean(address.get(field))))


def is_fsf_table(header: list[str]) -> bool:
    """Whether a header (of fields parted by semicolons) is that of the FSF CSV."""
    return set(header) >= _REQUIRED


def read_fsf_csv(path: Path) -> tuple[Entries, str | None]:
    """The entities of the CSV file, their rows joined, and the day it was made.

    Raises:
        ListError: a row has more fields than the header.
    """
    entries = Entries(path)
    rows = csv_rows(path, ";")
    header = [name.strip() for name in next(rows)[1]]
    groups: dict[str, tuple[int, list[dict[str, str]]]] = {}
    for line, fields in rows:
        if len(fields) > len(header):
            problem = f"has {len(fields)} fields where the header has {len(header)}"
            raise ListError(path, problem, line=line)
        row = dict(zip(header, map(clean, fields), strict=False))
        if not (key := row.get("Entity_LogicalId")):
            entries.refuse(str(line), "has no Entity_LogicalId", line)
            continue
        groups.setdefault(key, (line, []))[1].append(row)
    published: str | None = None
    for line, group in groups.values():
        published = published or day(group[0].get("fileGenerationDate"))
        entries.add(_from_rows(group), line)
    return entries, published


def _column(rows: list[dict[str, str]], name: str) -> list[str]:
    return list(dict.fromkeys(text for row in rows if (text := row.get(name, ""))))


def _from_rows(rows: list[dict[str, str]]) -> Record:
    programme = next(iter(_column(rows, "Entity_Regulation_Programme")), "")
    imos = [
        row.get("Identification_Number", "")
        for row in rows
        if "imo" in row.get("Identification_TypeCode", "").lower()
    ]
    births = (
        {
            "birthdate": row.get("BirthDate_BirthDate", ""),
            "year": row.get("BirthDate_Year", ""),
            "month": row.get("BirthDate_Month", ""),
            "circa": row.get("BirthDate_Circa", ""),
        }
        for row in rows
    )
    names = {row.get("NameAlias_WholeName"): row.get("NameAlias_Strong", "true") for row in rows}
    listed = filter(None, map(day, _column(rows, "Entity_Regulation_PublicationDate")))
    first = rows[0]
    return Record(
        list=_list_name(programme),
        record=first.get("Entity_EU_ReferenceNumber") or first["Entity_LogicalId"],
        type=_type(first.get("Entity_SubjectType", ""), imos),
        names=names_of(_names((name, strong) for name, strong in names.items() if name)),
        births=tuple(dict.fromkeys(_births(births))),
        nationalities=country_codes(
            _column(rows, "Citizenship_CountryIso2Code") or _column(rows, "Address_CountryIso2Code")
        ),
        positions=tuple(_column(rows, "NameAlias_Function")),
        programme=programme or None,
        reason=next(iter(_column(rows, "Entity_Remark")), None),
        listed_on=min(listed, default=None),
        imo=valid_imo(" ".join(imos)),
        references=tuple(_column(rows, "Entity_UnitedNationId")),
    )
