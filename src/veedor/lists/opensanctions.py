"""OpenSanctions and other FollowTheMoney data: `entities.ftm.json`, `targets.nested.json`.

One JSON object a line. A sanction is an object of its own that names its entity, or is
nested in it. Every sanction gives one record, cited by the list that the data set copies and
by the authority's number, else by the entity's id.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from veedor.errors import ListError
from veedor.lists.countries import country_codes
from veedor.lists.data import load_data
from veedor.lists.dates import day, edtf_all
from veedor.lists.entries import Entries, clean, names_of, valid_imo
from veedor.lists.held import Occupancies
from veedor.lists.source import decoded_lines
from veedor.model import NameType, Record

__all__ = ["is_entity", "read_ftm"]

_TYPES: dict[str, NameType] = {
    "Person": "person",
    "Vessel": "vessel",
    "Company": "organization",
    "Organization": "organization",
    "LegalEntity": "organization",
    "PublicBody": "organization",
    "Airplane": "other",
    "CryptoWallet": "other",
    "Security": "other",
}
_QUALITIES = {"name": "primary", "alias": "good", "previousName": "good", "weakAlias": "weak"}
_NUMBERS = ("unscId", "authorityId", "recordId")
_STATES = ("nationality", "citizenship", "country", "jurisdiction", "flag")
_Entity = dict[str, Any]
_NO_SANCTION: _Entity = {"properties": {}}


def is_entity(line: str) -> bool:
    """Whether a line of text is a FollowTheMoney entity as JSON."""
    try:
        entity = msgspec.json.decode(line)
    except (msgspec.DecodeError, RecursionError):
        return False
    return isinstance(entity, dict) and {"id", "schema", "properties"} <= entity.keys()


def read_ftm(path: Path) -> tuple[Entries, str | None]:
    """A record for each sanction of each person, body and ship in the file, and who held offices;
    and the last day on which the file's sources were seen.

    The file is read twice, as an entity may stand before or behind what is said of it, and it
    may be too large to be held. Entities that nobody sanctions (office holders, relatives) are
    left out and counted in one line of the refusals.

    Raises:
        ListError: a line is not a FollowTheMoney entity.
    """
    entries = Entries(path)
    sanctions: dict[str, list[_Entity]] = {}
    occupancies = Occupancies()
    seen = ""
    for _, entity in _entities(path):
        seen = max(seen, str(entity.get("last_seen") or ""))
        if entity["schema"] == "Sanction":
            for target in _values(entity, "entity"):
                sanctions.setdefault(target, []).append(entity)
        else:
            occupancies.gather(entity)
    unsanctioned = 0
    for line, entity in _entities(path):
        if entity["schema"] not in _TYPES:
            continue
        entries.offices += occupancies.of(entity)
        nested = [sanction for sanction in _items(entity, "sanctions") if _sound(sanction)]
        found = [*sanctions.get(str(entity["id"]), ()), *nested]
        if not found and not _is_sanctioned(entity):
            unsanctioned += 1
            continue
        for record in _records(entity, found, entries, line):
            entries.add(record, line)
    if unsanctioned:
        entries.refuse("entities", f"{unsanctioned:,} without any sanction are left out")
    if occupancies.undated:
        reason = f"{occupancies.undated:,} without their first day, or their last, are left out"
        entries.refuse("offices", reason)
    return entries, day(seen)


def _entities(path: Path) -> Iterator[tuple[int, _Entity]]:
    decode = msgspec.json.Decoder().decode
    for number, line in enumerate(decoded_lines(path), start=1):
        if not line.strip():
            continue
        try:
            entity = decode(line)
        except (msgspec.DecodeError, RecursionError) as error:
            raise ListError(path, f"is not JSON: {error}", line=number) from None
        if not _sound(entity) or not {"id", "schema"} <= entity.keys():
            raise ListError(path, "is no FollowTheMoney entity", line=number)
        yield number, entity


def _sound(entity: object) -> bool:
    """Whether something is an object with properties, of a schema if it says which."""
    return (
        isinstance(entity, dict)
        and isinstance(entity.get("properties"), dict)
        and isinstance(entity.get("schema", ""), str)
    )


def _items(entity: _Entity, name: str) -> list[Any]:
    found = entity["properties"].get(name)
    return found if isinstance(found, list) else []


def _values(entity: _Entity, name: str) -> list[str]:
    """The values of a property as text; of an entity within, its id."""
    found = (v.get("id", "") if isinstance(v, dict) else v for v in _items(entity, name))
    return [str(value) for value in found if isinstance(value, (str, int))]


def _is_sanctioned(entity: _Entity) -> bool:
    return any(topic.split(".")[0] == "sanction" for topic in _values(entity, "topics"))


def _records(
    entity: _Entity, sanctions: list[_Entity], entries: Entries, line: int
) -> Iterator[Record]:
    seen: set[tuple[str, str]] = set()
    for sanction in sanctions or [_NO_SANCTION]:
        record = _record(entity, sanction, entries, line)
        if (record.list, record.record) not in seen:
            seen.add((record.list, record.record))
            yield record


def _record(entity: _Entity, details: _Entity, entries: Entries, line: int) -> Record:
    list_name = _list_name(entity, details)
    numbers = (value for name in _NUMBERS for value in _values(details, name))
    dates = [*_values(details, "listingDate"), *_values(details, "startDate")]
    programmes = (
        _values(details, "program") or _values(entity, "program") or _values(details, "programId")
    )
    number = next(numbers, str(entity["id"]))
    return Record(
        list=list_name,
        record=number,
        type=_TYPES[entity["schema"]],
        names=names_of(
            (name, quality)
            for field, quality in _QUALITIES.items()
            for name in _values(entity, field)
        ),
        births=tuple(value for birth in _values(entity, "birthDate") for value in edtf_all(birth)),
        nationalities=country_codes(
            code.upper() for name in _STATES for code in _values(entity, name)
        ),
        positions=tuple(map(clean, _values(entity, "position"))),
        programme=", ".join(programmes) or None,
        reason=next(iter(_values(details, "reason") or _values(entity, "notes")), None),
        listed_on=entries.listed_on(f"{list_name} {number}", dates, line),
        imo=valid_imo(" ".join(_values(entity, "imoNumber"))),
        addresses=tuple(map(clean, _values(entity, "address"))),
        references=tuple(str(value) for value in entity.get("referents", ())),
    )


def _list_name(entity: _Entity, sanction: _Entity) -> str:
    datasets = sanction.get("datasets") or entity.get("datasets") or ()
    cited = load_data("programmes")["opensanctions"]
    known = [cited[name] for name in datasets if name in cited]
    if known:
        return str(known[0])
    authority = _values(sanction, "authority")
    return authority[0] if authority else " ".join(("OpenSanctions", *map(str, datasets[:1])))
