"""Entries of lists, the parties they make, and names held against them."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from veedor.model.vocabulary import Disposition, Force, Identity, NameType

__all__ = ["ListedName", "Match", "Party", "Record", "Why"]


class ListedName(Struct, frozen=True, kw_only=True):
    """A name on a list, with the list's own judgement of its quality, and its script."""

    text: str
    quality: Literal["primary", "good", "weak"] = "primary"
    script: str = "Latin"


class Record(Struct, frozen=True, kw_only=True):
    """One entry of one list, as the publisher gives it.

    `list` is how it is cited (`UN 1718`, `EU 269/2014`, `US OFAC SDN`), `record` its number
    there. Dates are EDTF; `listed_on` None where the list gives none. `delisted_between` are
    the dates of the last version held with it and the first without; `seen` those of the first
    and the last version held with it, `absent_on` that of the last one before those.
    """

    list: str
    record: str
    type: NameType
    names: tuple[ListedName, ...]
    births: tuple[str, ...] = ()
    nationalities: tuple[str, ...] = ()
    positions: tuple[str, ...] = ()
    programme: str | None = None
    reason: str | None = None
    listed_on: str | None = None
    delisted_between: tuple[str, str] | None = None
    seen: tuple[str, str] | None = None
    absent_on: str | None = None
    imo: str | None = None
    addresses: tuple[str, ...] = ()
    references: tuple[str, ...] = ()


class Party(Struct, frozen=True, kw_only=True):
    """A listed person, body or vessel, merged over lists; `id` is stable across versions."""

    id: str
    type: NameType
    label: str
    records: tuple[Record, ...]


class Why(Struct, frozen=True, kw_only=True):
    """Which part of a name matched which part of a listed name, and how."""

    part: str
    listed: str
    how: str
    weight: float


class Match(Struct, frozen=True, kw_only=True):
    """That somebody named may be on a list, with the reasons and the date it speaks of.

    `score` is 0 to 1; `in_force` says whether the record stood on `as_of`, `basis` how that
    is known. `via` tells how it was reached: the name itself, or an office and its holder.
    `identity` is what speaks for it being the same one: the name only (a namesake would match
    as well), what the article says besides (state, office, others of the programme), or a
    person's word; `grounds` say what, for and against. `version` is another where the record
    says otherwise who is meant.
    """

    party: str
    list: str
    record: str
    name: str
    score: float
    why: tuple[Why, ...] = ()
    as_of: str | None = None
    in_force: Force = "unknown"
    basis: str = ""
    programme: str | None = None
    listed_on: str | None = None
    via: Literal["name", "office"] = "name"
    disposition: Disposition = "open"
    identity: Identity = "name"
    grounds: tuple[str, ...] = ()
    version: str = ""

    @property
    def established(self) -> bool:
        """Whether more than the name speaks for it, and no person has said otherwise."""
        return self.identity != "name" and self.disposition != "different"
