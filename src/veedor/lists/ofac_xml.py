"""The lists of the US Office of Foreign Assets Control, as the legacy XML (`sdnList`).

The same form serves `sdn.xml` and the consolidated non-SDN list `consolidated.xml`; entries
of the latter are cited as `US OFAC Non-SDN`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree
from msgspec.structs import replace

from veedor.lists.countries import country_codes
from veedor.lists.dates import day, edtf_all
from veedor.lists.entries import Entries, clean, names_of, valid_imo
from veedor.lists.ofac import SDN
from veedor.lists.source import elements, line_of, text_at, texts_at
from veedor.model import NameType, Record

__all__ = ["NON_SDN", "read_ofac_xml"]

NON_SDN = "US OFAC Non-SDN"
#: Programmes of the non-SDN lists; an entry with none of them is on the SDN list.
_NON_SDN_PROGRAMMES = frozenset(
    [
        "NS-PLC",
        "NS-CMIC",
        "NS-MBS",
        "FSE-IR",
        "FSE-SY",
        "FSE-WMD",
        "ISA",
        "CAPTA",
        "561-RELATED",
        "13599",
    ]
)
_TYPES: dict[str, NameType] = {
    "individual": "person",
    "entity": "organization",
    "vessel": "vessel",
    "aircraft": "other",
}
_TAGS = frozenset({"sdnEntry", "publshInformation"})


def read_ofac_xml(path: Path) -> tuple[Entries, str | None, int | None, str]:
    """The entries, the day of publication, the file's own count, and the list's name."""
    entries = Entries(path)
    published: str | None = None
    count: int | None = None
    found: list[tuple[Record, int | None]] = []
    non_sdn = False
    for element in elements(path, _TAGS):
        if etree.QName(element).localname == "publshInformation":
            published = day(text_at(element, "Publish_Date"), month_first=True)
            stated = text_at(element, "Record_Count")
            count = int(stated) if stated.isdigit() else None
            continue
        record = _record(element)
        non_sdn = non_sdn or _is_non_sdn(record)
        found.append((record, line_of(element)))
    list_name = NON_SDN if non_sdn else SDN
    for record, line in found:
        entries.add(_on(record, list_name), line)
    if count is not None and count != entries.count:
        entries.refuse(list_name, f"the file says {count} entries and has {entries.count}")
    return entries, published, count, list_name


def _on(record: Record, list_name: str) -> Record:
    return record if record.list == list_name else replace(record, list=list_name)


def _is_non_sdn(record: Record) -> bool:
    programmes = (record.programme or "").upper()
    return any(name in programmes for name in _NON_SDN_PROGRAMMES)


def _record(element: etree._Element) -> Record:
    kind = _TYPES.get(text_at(element, "sdnType").lower(), "other")
    places = [
        *texts_at(element, "nationalityList/nationality/country"),
        *texts_at(element, "citizenshipList/citizenship/country"),
        *texts_at(element, "vesselInfo/vesselFlag"),
    ]
    if kind == "organization":
        places += texts_at(element, "addressList/address/country")
    births = texts_at(element, "dateOfBirthList/dateOfBirthItem/dateOfBirth")
    title = text_at(element, "title")
    remarks = clean(text_at(element, "remarks"))
    numbers = " ".join(texts_at(element, "idList/id/idNumber"))
    return Record(
        list=SDN,
        record=text_at(element, "uid"),
        type=kind,
        names=names_of(_names(element)),
        births=tuple(dict.fromkeys(value for birth in births for value in edtf_all(birth))),
        nationalities=country_codes(places),
        positions=(clean(title),) if title else (),
        programme=", ".join(texts_at(element, "programList/program")) or None,
        reason=remarks or None,
        imo=valid_imo(f"{numbers} {remarks}") if kind == "vessel" else None,
        addresses=tuple(dict.fromkeys(_addresses(element))),
    )


def _names(element: etree._Element) -> Iterator[tuple[str, str]]:
    yield _full_name(element), "primary"
    for alias in element.findall("{*}akaList/{*}aka"):
        weak = text_at(alias, "category").lower() == "weak"
        yield _full_name(alias), "weak" if weak else "good"


def _full_name(element: etree._Element) -> str:
    last, first = text_at(element, "lastName"), text_at(element, "firstName")
    return f"{last}, {first}" if last and first else last or first


def _addresses(element: etree._Element) -> Iterator[str]:
    fields = (
        "address1",
        "address2",
        "address3",
        "city",
        "stateOrProvince",
        "postalCode",
        "country",
    )
    for address in element.findall("{*}addressList/{*}address"):
        text = ", ".join(value for field in fields if (value := clean(text_at(address, field))))
        if text:
            yield text
