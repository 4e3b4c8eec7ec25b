"""The lists of the US Office of Foreign Assets Control, as the advanced XML (`Sanctions`).

The form of `SDN_ADVANCED.XML` and `CONS_ADVANCED.XML`: parties, places, documents and entries
stand apart and cite each other by number, and words are numbers of the value sets at the file's
head. It alone of OFAC's files says when an entry was made (`EntryEvent`), so that records have
a date of listing; it also gives each name's script. Form: "Advanced Sanctions List Standard
data model", ofac.treasury.gov.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree
from msgspec.structs import replace

from veedor.lists.countries import country_codes
from veedor.lists.dates import interval
from veedor.lists.entries import Entries, clean, names_of, valid_imo
from veedor.lists.ofac import SDN
from veedor.lists.ofac_xml import NON_SDN
from veedor.lists.source import elements, line_of, text_at
from veedor.model import NameType, Record

__all__ = ["read_ofac_advanced"]

_TAGS = frozenset({
    "DateOfIssue", "ReferenceValueSets", "Location", "IDRegDocument", "DistinctParty",
    "SanctionsEntry",
})  # fmt: skip
_TYPES: dict[str, NameType] = {
    "individual": "person", "entity": "organization", "vessel": "vessel", "aircraft": "other",
}  # fmt: skip
_STATES = frozenset({"nationality country", "citizenship country", "vessel flag", "flag"})
#: In what order the parts of a person's name are put; others follow.
_ORDER = ("last name", "first name", "middle name", "patronymic", "matronymic", "nickname")


@dataclass(slots=True)
class _File:
    """What a file has said so far; parties come after what they cite, entries after parties."""

    entries: Entries
    published: str | None = None
    values: dict[tuple[str, str], str] = field(default_factory=dict)
    party_types: dict[str, str] = field(default_factory=dict)
    places: dict[str, tuple[str, str]] = field(default_factory=dict)
    documents: dict[str, list[str]] = field(default_factory=dict)
    found: dict[str, tuple[Record, int | None]] = field(default_factory=dict)

    def value(self, kind: str, number: str | None) -> str:
        """The word of a value set that a number stands for, or ''."""
        return self.values.get((kind, number or ""), "")


def read_ofac_advanced(path: Path) -> tuple[Entries, str | None, str]:
    """The entries, the day of publication, and the list's name (the first entry's)."""
    file = _File(Entries(path))
    take = {
        "ReferenceValueSets": _values, "Location": _place, "IDRegDocument": _document,
        "DistinctParty": _party, "SanctionsEntry": _entry,
    }  # fmt: skip
    for element in elements(path, _TAGS):
        name = etree.QName(element).localname
        if name == "DateOfIssue":
            file.published = _date(element)
        elif name != "Location" or element.get("ID"):
            take[name](file, element)
    for record, line in file.found.values():
        file.entries.add(record, line)
    first = next(iter(file.entries.records), None)
    return file.entries, file.published, first.list if first else SDN


def _values(file: _File, sets: etree._Element) -> None:
    for element in sets.iter():
        if isinstance(element.tag, str) and (number := element.get("ID")):
            kind = etree.QName(element).localname
            file.values[kind, str(number)] = clean(element.text)
            if kind == "PartySubType":
                file.party_types[str(number)] = str(element.get("PartyTypeID") or "")


def _place(file: _File, location: etree._Element) -> None:
    country = location.find("{*}LocationCountry")
    state = file.value("Country", country.get("CountryID")) if country is not None else ""
    parts = [
        clean(text)
        for part in location.findall("{*}LocationPart/{*}LocationPartValue/{*}Value")
        if (text := part.text)
    ]
    file.places[str(location.get("ID"))] = ", ".join(filter(None, [*parts, state])), state


def _document(file: _File, document: etree._Element) -> None:
    number = text_at(document, "IDRegistrationNo")
    kind = file.value("IDRegDocType", document.get("IDRegDocTypeID"))
    identity = str(document.get("IdentityID"))
    file.documents.setdefault(identity, []).append(f"{kind} {number}")


def _party(file: _File, party: etree._Element) -> None:
    for profile in party.findall("{*}Profile"):
        number = str(party.get("FixedRef") or profile.get("ID"))
        identities = profile.findall("{*}Identity")
        kind = _type(file, str(profile.get("PartySubTypeID")))
        states = [text for name, text in _features(file, profile) if name in _STATES]
        places = [p for name, p in _locations(file, profile) if name == "location"]
        if kind == "organization":
            states += [file.places.get(place, ("", ""))[1] for place in places]
        documents = " ".join(
            text for one in identities for text in file.documents.get(str(one.get("ID")), ())
        )
        record = Record(
            list=SDN,
            record=number,
            type=kind,
            names=names_of(name for one in identities for name in _names(file, one)),
            births=tuple(dict.fromkeys(_births(file, profile))),
            nationalities=country_codes(states),
            positions=tuple(text for name, text in _features(file, profile) if name == "title"),
            reason=clean(text_at(party, "Comment")) or None,
            imo=valid_imo(documents) if kind == "vessel" else None,
            addresses=tuple(
                dict.fromkeys(text for p in places if (text := file.places.get(p, ("", ""))[0]))
            ),
        )
        file.found[str(profile.get("ID"))] = record, line_of(party)


def _type(file: _File, number: str) -> NameType:
    """Subtypes say vessel and aircraft; of others the type says individual or entity."""
    own = file.value("PartySubType", number).lower()
    general = file.value("PartyType", file.party_types.get(number)).lower()
    return _TYPES.get(own) or _TYPES.get(general, "other")


def _names(file: _File, identity: etree._Element) -> Iterator[tuple[str, str]]:
    groups = {
        str(group.get("ID")): file.value("NamePartType", group.get("NamePartTypeID")).lower()
        for group in identity.iter("{*}NamePartGroup")
    }
    # The primary name first, and of it the one in Latin letters.
    aliases = sorted(identity.findall("{*}Alias"), key=lambda alias: alias.get("Primary") != "true")
    for alias in aliases:
        primary = alias.get("Primary") == "true"
        weak = alias.get("LowQuality") == "true"
        for name in alias.findall("{*}DocumentedName"):
            yield _name(name, groups), "weak" if weak else "primary" if primary else "good"


def _name(name: etree._Element, groups: dict[str, str]) -> str:
    values = name.findall("{*}DocumentedNamePart/{*}NamePartValue")
    parts = [(groups.get(str(v.get("NamePartGroupID")), ""), clean(v.text)) for v in values]
    parts.sort(key=lambda part: _ORDER.index(part[0]) if part[0] in _ORDER else len(_ORDER))
    last = " ".join(text for kind, text in parts if kind == "last name")
    rest = " ".join(text for kind, text in parts if kind != "last name")
    return f"{last}, {rest}" if last and rest else last or rest


def _features(file: _File, profile: etree._Element) -> Iterator[tuple[str, str]]:
    """What is said of a party, by its kind: titles, states."""
    for feature in profile.findall("{*}Feature"):
        name = file.value("FeatureType", feature.get("FeatureTypeID")).lower()
        for detail in feature.findall("{*}FeatureVersion/{*}VersionDetail"):
            said = file.value("DetailReference", detail.get("DetailReferenceID"))
            if text := clean(detail.text) or said:
                yield name, text
        for place in _places_of(feature):
            if name in _STATES:
                yield name, file.places.get(place, ("", ""))[1]


def _locations(file: _File, profile: etree._Element) -> Iterator[tuple[str, str]]:
    for feature in profile.findall("{*}Feature"):
        name = file.value("FeatureType", feature.get("FeatureTypeID")).lower()
        yield from ((name, place) for place in _places_of(feature))


def _places_of(feature: etree._Element) -> Iterator[str]:
    for place in feature.findall("{*}FeatureVersion/{*}VersionLocation"):
        yield str(place.get("LocationID"))


def _births(file: _File, profile: etree._Element) -> Iterator[str]:
    for feature in profile.findall("{*}Feature"):
        if file.value("FeatureType", feature.get("FeatureTypeID")).lower() != "birthdate":
            continue
        for period in feature.findall("{*}FeatureVersion/{*}DatePeriod"):
            first = _date(period.find("{*}Start/{*}From"))
            last = _date(period.find("{*}End/{*}To")) or first
            about = any(
                str(end.get("Approximate")).lower() == "true"
                for end in (period.find("{*}Start"), period.find("{*}End"))
                if end is not None
            )
            if first and last:
                yield _span(first, last) + ("~" if about else "")


def _span(first: str, last: str) -> str:
    """Two days as EDTF: a day, a whole month or year, or the years they lie in."""
    for value in (first, first[:7], first[:4]):
        if interval(value) == (first, last):
            return value
    return f"{first[:4]}/{last[:4]}" if first[:4] != last[:4] else first[:4]


def _date(element: etree._Element | None) -> str | None:
    if element is None:
        return None
    parts = [text_at(element, name) for name in ("Year", "Month", "Day")]
    if not all(part.isdigit() for part in parts):
        return None
    return f"{int(parts[0]):04}-{int(parts[1]):02}-{int(parts[2]):02}"


def _entry(file: _File, entry: etree._Element) -> None:
    """The programme, the list and the day of listing of a party."""
    profile = str(entry.get("ProfileID"))
    if profile not in file.found:
        cited = f"{SDN} {profile}"
        file.entries.refuse(cited, "the entry is of no party in the file", line_of(entry))
        return
    record, line = file.found[profile]
    listed = filter(None, map(_date, entry.findall("{*}EntryEvent/{*}Date")))
    programmes = [
        text
        for measure in entry.findall("{*}SanctionsMeasure")
        if file.value("SanctionsType", measure.get("SanctionsTypeID")).lower() == "program"
        and (text := clean(text_at(measure, "Comment")))
    ]
    named = file.value("List", entry.get("ListID"))
    on_sdn = "sdn" in named.lower() or not named
    first_day = min([*listed, *filter(None, [record.listed_on])], default=None)
    held = [record.programme] if record.programme else []
    joined = ", ".join(dict.fromkeys([*held, *programmes])) or None
    new = replace(
        record,
        list=SDN if on_sdn else NON_SDN,
        programme=joined,
        listed_on=first_day,
    )
    file.found[profile] = new, line
