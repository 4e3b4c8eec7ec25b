"""A site's furniture: what returns day after day in one outlet, in memory that does not grow."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from hashlib import blake2b

__all__ = ["FURNITURE_DAYS", "Furniture"]

#: A passage seen on this many days is furniture. On 2,162,447 5-grams of 3,335 English reports
#: 6 to 12 gave the same verdicts on 98 labelled pairs; wire copies of one day never reach it.
FURNITURE_DAYS = 8
#: Counters for each text, and at most in all. With 20 fingerprints a text, a million texts fill
#: a third of the greatest number, and eight strangers meet in one of them once in ten million.
A_TEXT, MOST = 1024, 2**26


@dataclass
class Furniture:
    """The fingerprints that one outlet prints on many days; texts are shown by day.

    A fingerprint of an outlet has a counter, found by its hash, that goes up once a day.
    """

    texts: int
    values: set[int] = field(default_factory=set)
    _mask: int = 0
    _days: bytearray = field(default_factory=bytearray)
    _last: array[int] = field(default_factory=lambda: array("I"))

    def __post_init__(self) -> None:
        size = 1 << min(MOST, max(4, self.texts) * A_TEXT).bit_length() - 1
        self._mask = size - 1
        self._days = bytearray(size)
        self._last = array("I", bytes(4 * size))

    def show(self, prints: set[int], outlet: str | None, day: str) -> None:
        """Count the fingerprints of a text; `day` tells texts of one day from others."""
        salt, today = _number(outlet or ""), _number(day) & 0xFFFFFFFF
        days, last, mask = self._days, self._last, self._mask
        for value in prints:
            slot = (value ^ salt) & mask
            if last[slot] != today and days[slot] < FURNITURE_DAYS:
                last[slot] = today
                days[slot] += 1
                if days[slot] == FURNITURE_DAYS:
                    self.values.add(value)


def _number(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big")
