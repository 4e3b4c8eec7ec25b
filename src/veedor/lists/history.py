"""What several versions of one list tell together: since when, until when, what changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Literal

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from veedor.lists.version import ListVersion
from veedor.model import Record

__all__ = ["Change", "diff", "history", "identity_version"]

_FIELDS = ("type", "names", "births", "nationalities", "positions", "programme", "reason",
           "listed_on", "imo", "addresses")  # fmt: skip


class Change(Struct, frozen=True, kw_only=True):
    """One record that came, went or changed between two versions; `fields` are what changed."""

    kind: Literal["added", "removed", "changed"]
    list: str
    record: str
    name: str
    fields: tuple[str, ...] = ()


def history(versions: Iterable[ListVersion]) -> list[Record]:
    """Every record of every version once, as its latest version gives it.

    Versions of one publication (and part) are put in the order of their days: `seen` is
    from the first to the last with the record, `absent_on` the last before without it,
    `delisted_between` the last with it and the first after without it. Versions without a
    day only add records: nothing can be told from what they lack.
    """
    series: dict[tuple[str, str | None], list[ListVersion]] = {}
    for version in versions:
        series.setdefault((version.publication, version.part), []).append(version)
    return [record for found in series.values() for record in _one_series(found)]


def _one_series(versions: list[ListVersion]) -> list[Record]:
    undated = [version for version in versions if not version.as_of]
    dated = sorted((v for v in versions if v.as_of), key=lambda v: v.as_of or "")
    latest: dict[tuple[str, str], Record] = {}
    stands: dict[tuple[str, str], list[str]] = {}
    for version in (*undated, *dated):
        for record in version.records:
            key = record.list, record.record
            latest[key] = record
            if version.as_of:
                stands.setdefault(key, []).append(version.as_of)
    days = [version.as_of for version in dated if version.as_of]
    # An entry may lose its last alias and stay: only the part with its names tells who is gone.
    whole = versions[0].part in {None, "names"}
    return [
        _dated(record, stands.get(key, []), days if whole else []) for key, record in latest.items()
    ]


def _dated(record: Record, stands: list[str], days: list[str]) -> Record:
    if not stands:
        return record
    first, last = stands[0], stands[-1]
    before = max((day for day in days if day < first), default=None)
    after = min((day for day in days if day > last), default=None)
    return replace(
        record,
        seen=(first, last),
        absent_on=before,
        delisted_between=(last, after) if after else record.delisted_between,
    )


def identity_version(record: Record) -> str:
    """A short hash over what tells who a record means: names, births, states, ship number.

    Another reason or programme leaves it as it is.
    """
    names = sorted({name.text.casefold() for name in record.names})
    told = (record.type, names, record.births, record.nationalities, record.imo)
    return hashlib.blake2b(msgspec.json.encode(told), digest_size=6).hexdigest()


def diff(old: ListVersion, new: ListVersion) -> list[Change]:
    """Who came, went and changed from one version to another, in the order of the records."""
    before = {(record.list, record.record): record for record in old.records}
    after = {(record.list, record.record): record for record in new.records}
    changes = []
    for key in sorted(before.keys() | after.keys()):
        first, second = before.get(key), after.get(key)
        shown = second or first
        if shown is None:
            continue
        fields = _changed(first, second) if first and second else ()
        if first and second and not fields:
            continue
        kind: Literal["added", "removed", "changed"] = (
            "changed" if first and second else "added" if second else "removed"
        )
        name = shown.names[0].text if shown.names else ""
        changes.append(Change(kind=kind, list=key[0], record=key[1], name=name, fields=fields))
    return changes


def _changed(first: Record, second: Record) -> tuple[str, ...]:
    return tuple(field for field in _FIELDS if _value(first, field) != _value(second, field))


def _value(record: Record, field: str) -> object:
    """A field as it is compared: another case of a name is no other name."""
    if field == "names":
        return tuple((name.text.casefold(), name.quality) for name in record.names)
    return getattr(record, field)
