"""One copy of one publisher's list: what it holds, as of when, and what could not be read."""

from __future__ import annotations

from msgspec import Struct

from veedor.lists.held import HeldOffice
from veedor.model import Record, Refusal

__all__ = ["ListVersion"]


class ListVersion(Struct, frozen=True, kw_only=True):
    """A list file as read.

    `publication` says which series of copies it belongs to (`un`, `ofac-sdn`, `eu-journal
    32017R1509` …): versions are only compared within one. `part` is set where one file is
    not the whole list (OFAC's `names` and `addresses`). `as_of` is an ISO day, or None when
    neither the file nor the caller says; `as_of_basis` who said it. `refused` are the
    entries, or details of entries, that could not be read, with the reason; `entries` is how
    many the file has, so `entries == len(records) + entries refused`. `offices` are who held
    which, where the file says so.
    """

    publication: str
    format: str
    source: str
    records: tuple[Record, ...]
    entries: int
    sha256: str
    as_of: str | None = None
    as_of_basis: str | None = None
    part: str | None = None
    refused: tuple[Refusal, ...] = ()
    offices: tuple[HeldOffice, ...] = ()
