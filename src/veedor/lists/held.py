"""Who held which office, as FollowTheMoney data say it: `Position` and `Occupancy`.

Kept as given: which office a title stands for is found when articles are linked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from msgspec import Struct

from veedor.lists.countries import country_codes
from veedor.lists.dates import edtf

__all__ = ["HeldOffice", "Occupancies"]

_Entity = dict[str, Any]


class HeldOffice(Struct, frozen=True, kw_only=True):
    """Somebody's time in an office of a state, from one EDTF date to another.

    `title` is the office as named, without language rules applied; `until` None while the
    source has them in office. `note` says where this is from.
    """

    title: str
    country: str
    name: str
    aliases: tuple[str, ...] = ()
    since: str
    until: str | None = None
    note: str


@dataclass(slots=True)
class Occupancies:
    """Positions and who occupies them, gathered from objects in any order."""

    positions: dict[str, _Entity] = field(default_factory=dict)
    by_holder: dict[str, list[_Entity]] = field(default_factory=dict)
    undated: int = 0

    def gather(self, entity: _Entity) -> None:
        """Keep an object if it is a position or the occupancy of one."""
        if entity["schema"] == "Position":
            self.positions[str(entity["id"])] = entity
        elif entity["schema"] == "Occupancy":
            for holder in _texts(entity, "holder"):
                self.by_holder.setdefault(holder, []).append(entity)

    def of(self, holder: _Entity) -> Iterator[HeldOffice]:
        """The offices of one person, those of parts of a state left out.

        One without a day on which it began, or that ended on none that is told, is only
        counted (`undated`).
        """
        nested = [one for one in _values(holder, "positionOccupancies") if isinstance(one, dict)]
        for occupancy in (*self.by_holder.get(str(holder["id"]), ()), *nested):
            for post in _values(occupancy, "post"):
                position = post if isinstance(post, dict) else self.positions.get(str(post))
                if position is not None and not _values(position, "subnationalArea"):
                    yield from self._held(holder, occupancy, position)

    def _held(self, holder: _Entity, occupancy: _Entity, position: _Entity) -> Iterator[HeldOffice]:
        names = _texts(holder, "name")
        titles = _texts(position, "name")
        countries = country_codes(code.upper() for code in _texts(position, "country"))
        if not (names and titles and len(countries) == 1):
            return
        since = min(_dates(occupancy, "startDate"), default=None)
        until = max(_dates(occupancy, "endDate"), default=None)
        current = "current" in _texts(occupancy, "status")
        if since is None or (until is None and not current):
            self.undated += 1
            return
        seen = str(occupancy.get("last_seen") or holder.get("last_seen") or "")[:10]
        source = next(
            iter(_texts(occupancy, "sourceUrl")), str(occupancy.get("id") or holder["id"])
        )
        for title in titles:
            yield HeldOffice(
                title=title,
                country=countries[0],
                name=names[0],
                aliases=tuple(dict.fromkeys((*names[1:], *_texts(holder, "alias")))),
                since=since,
                # What the source saw last it does not say of any later day.
                until=until or edtf(seen),
                note=f"{title}, {since} to {until or 'the time of the file'}: {source}",
            )


def _values(entity: _Entity, name: str) -> Sequence[Any]:
    properties = entity.get("properties")
    found = properties.get(name) if isinstance(properties, Mapping) else None
    return found if isinstance(found, list) else () if found is None else (found,)


def _texts(entity: _Entity, name: str) -> list[str]:
    return [
        text
        for value in _values(entity, name)
        if (text := str(value.get("id", "")) if isinstance(value, dict) else str(value))
    ]


def _dates(entity: _Entity, name: str) -> list[str]:
    return [date for text in _texts(entity, name) if (date := edtf(text))]
