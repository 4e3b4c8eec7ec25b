"""Whether a record stood on a list on a day, or in an interval: yes, no or unknown, and why.

What a list says itself (`listed_on`) comes first, then what the versions held show: a record
that stands in two versions stood between them; one that is missing was delisted between the
last version with it and the first without. What neither says is unknown.
"""

from __future__ import annotations

from veedor.lists.dates import interval
from veedor.model import Force, Record

__all__ = ["in_force"]


def in_force(record: Record, as_of: tuple[str, str] | None) -> tuple[Force, str]:
    """Whether the record stood on every day of `as_of` (ISO days, inclusive), and the basis.

    An interval that straddles the day of listing, or the time of a delisting, is unknown.
    """
    if as_of is None:
        return "unknown", "no date to judge by" + _since(record)
    earliest, latest = as_of
    if record.delisted_between:
        last_with, first_without = record.delisted_between
        if earliest >= first_without:
            return "no", f"not in the version of {first_without}, last in that of {last_with}"
        if latest > last_with:
            return "unknown", f"delisted between {last_with} and {first_without}"
    if record.listed_on:
        return _by_listing(record.listed_on, earliest, latest)
    return _by_versions(record, earliest, latest)


def _since(record: Record) -> str:
    return f"; listed on {record.listed_on}" if record.listed_on else ""


def _by_listing(listed_on: str, earliest: str, latest: str) -> tuple[Force, str]:
    first, last = interval(listed_on)
    if earliest >= last:
        return "yes", f"listed on {listed_on}"
    if latest < first:
        return "no", f"listed only on {listed_on}"
    return "unknown", f"listed on {listed_on}, within the time the report may be of"


def _by_versions(record: Record, earliest: str, latest: str) -> tuple[Force, str]:
    if record.absent_on and latest <= record.absent_on:
        return "no", f"not yet in the version of {record.absent_on}"
    if record.seen is None:
        return "unknown", "the list gives no date of listing, and its copy has no date"
    first, last = record.seen
    if earliest >= first:
        held = f"versions of {first} to {last}" if first != last else f"version of {first}"
        return "yes", f"in the {held}" + (", the newest held" if latest > last else "")
    return "unknown", f"the list gives no date of listing; first seen in the version of {first}"
