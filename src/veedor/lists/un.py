"""The United Nations Security Council consolidated list (XML).

Format: https://scsanctions.un.org/resources/xml/en/consolidated.xml, schema sc-sanctions.xsd.
Records are cited by their committee (`UN 1718`) and permanent reference number (`KPi.038`).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from lxml import etree

from veedor.lists.countries import country_codes
from veedor.lists.dates import day, edtf, edtf_all
from veedor.lists.entries import Entries, clean, names_of
from veedor.lists.source import elements, line_of, text_at, texts_at
from veedor.model import Record

__all__ = ["read_un"]

#: The committee (named after its first resolution) of each `UN_LIST_TYPE`.
COMMITTEES = {
    "DPRK": "1718",
    "AL-QAIDA": "1267",
    "TALIBAN": "1988",
    "IRAQ": "1518",
    "DRC": "1533",
    "LIBYA": "1970",
    "SOMALIA": "2713",
    "CAR": "2745",
    "SUDAN": "1591",
    "SOUTH SUDAN": "2206",
    "SOUTHSUDAN": "2206",
    "YEMEN": "2140",
    "GB": "2048",
    "GUINEA-BISSAU": "2048",
    "HAITI": "2653",
    "LEBANON": "1636",
    "IRAN": "1737",
    "MALI": "2374",
}
_NAME_FIELDS = tuple(
    f"{ordinal}_NAME" for ordinal in ("FIRST", "SECOND", "THIRD", "FOURTH", "FIFTH", "SIXTH")
)
_TAGS = frozenset({"INDIVIDUAL", "ENTITY"})
_QUALITIES = {"good": "good", "low": "weak", "a.k.a.": "good", "f.k.a.": "good", "n.k.a.": "good"}


def read_un(path: Path) -> Entries:
    """All individuals and entities of the file."""
    entries = Entries(path)
    for element in elements(path, _TAGS):
        entries.add(_record(element, entries), line_of(element))
    return entries


def _record(element: etree._Element, entries: Entries) -> Record:
    kind = etree.QName(element).localname
    committee = text_at(element, "UN_LIST_TYPE")
    number = text_at(element, "REFERENCE_NUMBER") or f"DATAID-{text_at(element, 'DATAID')}"
    list_name = f"UN {COMMITTEES.get(committee.upper(), committee)}"
    listed = text_at(element, "LISTED_ON")
    listed_on = entries.listed_on(f"{list_name} {number}", [listed], line_of(element))
    comment = clean(text_at(element, "COMMENTS1")) or None
    person = kind == "INDIVIDUAL"
    countries = texts_at(element, "NATIONALITY/VALUE") or (
        [] if person else texts_at(element, "ENTITY_ADDRESS/COUNTRY")
    )
    return Record(
        list=list_name,
        record=number,
        type="person" if person else "organization",
        names=names_of(_names(element, kind)),
        births=tuple(dict.fromkeys(_births(element))),
        nationalities=country_codes(countries),
        positions=tuple(clean(value) for value in texts_at(element, "DESIGNATION/VALUE")),
        programme=committee or None,
        reason=comment,
        listed_on=listed_on,
        addresses=tuple(_addresses(element, kind)),
    )


def _names(element: etree._Element, kind: str) -> Iterator[tuple[str, str]]:
    yield " ".join(text_at(element, field) for field in _NAME_FIELDS), "primary"
    for script in texts_at(element, "NAME_ORIGINAL_SCRIPT"):
        yield script, "primary"
    for alias in element.findall(f"{kind}_ALIAS"):
        quality = _QUALITIES.get(text_at(alias, "QUALITY").lower(), "good")
        for part in text_at(alias, "ALIAS_NAME").split(";"):
            yield part, quality


def _births(element: etree._Element) -> Iterator[str]:
    for birth in element.findall("INDIVIDUAL_DATE_OF_BIRTH"):
        first, last = text_at(birth, "FROM_YEAR"), text_at(birth, "TO_YEAR")
        exact = day(text_at(birth, "DATE")) or edtf(text_at(birth, "YEAR"))
        if first and last and first != last:
            yield f"{first}/{last}"
        elif exact or first:
            about: Literal["~", ""] = (
                "~" if text_at(birth, "TYPE_OF_DATE").upper() == "APPROXIMATELY" else ""
            )
            yield (exact or first) + about
        else:
            yield from edtf_all(text_at(birth, "NOTE"))
    for alias in texts_at(element, "INDIVIDUAL_ALIAS/DATE_OF_BIRTH"):
        yield from edtf_all(alias)


def _addresses(element: etree._Element, kind: str) -> Iterator[str]:
    for address in element.findall(f"{kind}_ADDRESS"):
        fields = ("STREET", "CITY", "STATE_PROVINCE", "ZIP_CODE", "COUNTRY")
        text = ", ".join(value for field in fields if (value := clean(text_at(address, field))))
        if text:
            yield text
