"""The EU consolidated list of financial sanctions (FSF): XML 1.1, and CSV 1.1 and 1.0.

Records are cited by the base regulation of their programme (`EU 269/2014`) and the EU
reference number (`EU.6721.74`). The CSV has a row for each name, address, birth date, document
and citizenship, with the entity's columns repeated; rows are put back into what the XML has, an
entity with its parts, and both are read alike.

An entry's first day is the earliest publication among the regulations that it, or a part of it,
cites: the one that stands at the entry is often a later amendment, and `designationDate` may be
that of the Security Council.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from veedor.lists.countries import country_codes
from veedor.lists.data import load_data
from veedor.lists.dates import day
from veedor.lists.entries import Entries, clean, names_of, valid_imo
from veedor.lists.source import csv_rows, elements, fitting, line_of
from veedor.model import NameType, Record

__all__ = ["is_fsf_table", "read_fsf_csv", "read_fsf_xml"]

_TYPES: dict[str, NameType] = {"person": "person", "p": "person"}
_REQUIRED = frozenset({"Entity_LogicalId", "NameAlias_WholeName", "Entity_Regulation_Programme"})
#: Columns of CSV 1.0 by what they are called in 1.1.
_OLD_COLUMNS = {
    "Date_file": "fileGenerationDate",
    "Entity_logical_id": "Entity_LogicalId",
    "EU_ref_num": "Entity_EU_ReferenceNumber",
    "Subject_type": "Entity_SubjectType",
    "Leba_publication_date": "Entity_Regulation_PublicationDate",
    "Programme": "Entity_Regulation_Programme",
    "Entity_remark": "Entity_Remark",
    "Naal_lastname": "NameAlias_LastName",
    "Naal_firstname": "NameAlias_FirstName",
    "Naal_middlename": "NameAlias_MiddleName",
    "Naal_wholename": "NameAlias_WholeName",
    "Naal_function": "NameAlias_Function",
    "Naal_leba_publication_date": "NameAlias_Regulation_PublicationDate",
    "Addr_street": "Address_Street",
    "Addr_zipcode": "Address_ZipCode",
    "Addr_city": "Address_City",
    "Addr_country": "Address_CountryDescription",
    "Birt_date": "BirthDate_BirthDate",
    "Iden_number": "Identification_Number",
    "Citi_country": "Citizenship_CountryDescription",
}
_PARTS = {
    "nameAlias": "NameAlias_", "address": "Address_", "birthdate": "BirthDate_",
    "identification": "Identification_", "citizenship": "Citizenship_",
}  # fmt: skip

_Attributes = Mapping[str, str]


@dataclass(slots=True)
class _Entity:
    """One entity of either file: its attributes, its parts', all names in lower case."""

    own: _Attributes
    programme: str
    subject: str
    remark: str
    published: Sequence[str]
    parts: dict[str, list[_Attributes]] = field(default_factory=dict)

    def all(self, part: str) -> Sequence[_Attributes]:
        return self.parts.get(part, ())


def read_fsf_xml(path: Path) -> Entries:
    """All entities of the XML file."""
    entries = Entries(path)
    for element in elements(path, frozenset({"sanctionEntity"})):
        line = line_of(element)
        entries.add(_record(_from_xml(element), entries, line), line)
    return entries


def _from_xml(element: etree._Element) -> _Entity:
    regulations = [*_children(element, "regulation"), *_children(element, "regulationSummary")]
    programmes = (regulation.get("programme", "") for regulation in regulations)
    remarks = (clean(child.text) for child in element.findall("{*}remark"))
    return _Entity(
        own=_attributes(element),
        programme=next(filter(None, programmes), ""),
        subject=next((s.get("code", "") for s in _children(element, "subjectType")), ""),
        remark=next(filter(None, remarks), ""),
        published=[regulation.get("publicationdate", "") for regulation in regulations],
        parts={part: list(_children(element, part)) for part in _PARTS},
    )


def _children(element: etree._Element, name: str) -> Iterator[_Attributes]:
    for child in element.iter(f"{{*}}{name}"):
        remarks = " ".join(clean(remark.text) for remark in child.findall("{*}remark"))
        yield {**_attributes(child), "remark": remarks}


def _attributes(element: etree._Element) -> dict[str, str]:
    return {str(key).lower(): str(value) for key, value in element.attrib.items()}


def is_fsf_table(header: list[str]) -> bool:
    """Whether a header (of fields parted by semicolons) is that of an FSF CSV."""
    return {_OLD_COLUMNS.get(name, name) for name in header} >= _REQUIRED


def read_fsf_csv(path: Path) -> tuple[Entries, str | None]:
    """The entities of the CSV file, their rows joined, and the day it was made.

    Raises:
        ListError: a row has more or fewer fields than the header.
    """
    entries = Entries(path)
    rows = csv_rows(path, ";")
    header = [name.strip() for name in next(rows)[1]]
    header = [_OLD_COLUMNS.get(name, name) for name in header]
    groups: dict[str, tuple[int, list[dict[str, str]]]] = {}
    for line, fields in fitting(path, rows, header):
        # CSV 1.0 repeats a column, and only its first has a value on every row.
        row = dict(reversed(list(zip(header, map(clean, fields), strict=False))))
        if number := row.get("Entity_LogicalId"):
            groups.setdefault(number, (line, []))[1].append(row)
        else:
            entries.refuse(f"line {line}", "has no Entity_LogicalId", line)
    published: str | None = None
    for number, (line, group) in groups.items():
        published = published or day(group[0].get("fileGenerationDate"))
        entries.add(_record(_from_rows(number, group), entries, line), line)
    return entries, published


def _from_rows(number: str, rows: list[dict[str, str]]) -> _Entity:
    first = rows[0]
    published = [
        text for row in rows for name, text in row.items() if name.endswith("_PublicationDate")
    ]
    return _Entity(
        own={
            "logicalid": number,
            "eureferencenumber": first.get("Entity_EU_ReferenceNumber", ""),
            "unitednationid": first.get("Entity_UnitedNationId", ""),
            "designationdate": first.get("Entity_DesignationDate", ""),
            "designationdetails": first.get("Entity_DesignationDetails", ""),
        },
        programme=_first(rows, "Entity_Regulation_Programme"),
        subject=first.get("Entity_SubjectType", ""),
        remark=_first(rows, "Entity_Remark"),
        published=published,
        parts={part: [_part(row, prefix) for row in rows] for part, prefix in _PARTS.items()},
    )


def _first(rows: list[dict[str, str]], name: str) -> str:
    return next((text for row in rows if (text := row.get(name))), "")


def _part(row: dict[str, str], prefix: str) -> _Attributes:
    return {
        name.removeprefix(prefix).lower(): text
        for name, text in row.items()
        if name.startswith(prefix)
    }


def _record(entity: _Entity, entries: Entries, line: int | None) -> Record:
    list_name = _list_name(entity.programme)
    number = entity.own.get("eureferencenumber") or entity.own.get("logicalid", "")
    imos = " ".join(
        document.get("number", "")
        for document in entity.all("identification")
        if "imo" in f"{document.get('identificationtypecode')}{document.get('typecode')}".lower()
    )
    functions = [clean(name.get("function")) for name in entity.all("nameAlias")]
    listed = [text for text in entity.published if text]
    return Record(
        list=list_name,
        record=number,
        type="vessel" if imos else _TYPES.get(entity.subject.lower(), "organization"),
        names=names_of(_names(entity.all("nameAlias"))),
        births=tuple(dict.fromkeys(_births(entity.all("birthdate")))),
        nationalities=_states(entity.all("citizenship")) or _states(entity.all("address")),
        positions=tuple(dict.fromkeys(filter(None, functions))),
        programme=entity.programme or None,
        reason=clean(entity.own.get("designationdetails")) or entity.remark or None,
        listed_on=entries.listed_on(
            f"{list_name} {number}", listed or [entity.own.get("designationdate")], line
        ),
        imo=valid_imo(imos),
        addresses=tuple(dict.fromkeys(filter(None, map(_address, entity.all("address"))))),
        references=tuple(filter(None, [entity.own.get("unitednationid")])),
    )


def _list_name(programme: str) -> str:
    return f"EU {load_data('programmes')['eu'].get(programme, programme)}"


def _names(found: Sequence[_Attributes]) -> Iterator[tuple[str, str]]:
    quality = "primary"
    for name in found:
        parts = (name.get(part, "") for part in ("firstname", "middlename", "lastname"))
        text = clean(name.get("wholename")) or clean(" ".join(parts))
        weak = name.get("strong", "").lower() == "false" or _is_low(name.get("remark", ""))
        if text:
            yield text, "weak" if weak else quality
            quality = "good"


def _is_low(remark: str) -> bool:
    """Whether a remark says that an alias is a weak one (*Low quality a.k.a.*)."""
    return "low quality" in remark.lower()


def _births(found: Sequence[_Attributes]) -> Iterator[str]:
    for birth in found:
        about = "~" if birth.get("circa", "").lower() == "true" else ""
        first, last = birth.get("yearrangefrom", ""), birth.get("yearrangeto", "")
        exact = day(birth.get("birthdate"))
        if exact:
            yield exact + about
        elif first and last and first != last:
            yield f"{first}/{last}"
        elif year := birth.get("year") or first or last:
            month, of_month = birth.get("month", ""), birth.get("day", "")
            text = f"{year}-{int(month):02}" if month.isdigit() else year
            full = day(f"{text}-{int(of_month):02}") if month and of_month.isdigit() else None
            yield (full or text) + about


def _states(found: Sequence[_Attributes]) -> tuple[str, ...]:
    codes = (part.get("countryiso2code", "") for part in found)
    return country_codes(codes) or country_codes(p.get("countrydescription", "") for p in found)


def _address(address: _Attributes) -> str:
    fields = ("street", "pobox", "city", "place", "zipcode", "region", "countrydescription")
    return ", ".join(text for name in fields if (text := clean(address.get(name))))
