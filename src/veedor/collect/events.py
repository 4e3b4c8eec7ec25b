"""What a pass of collecting tells, one after another."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from veedor.collect.item import Collected
from veedor.model import Marks, Refusal

__all__ = ["Asked", "Elsewhere", "Event", "Known", "Polled", "Read"]

#: What an owner may say lies at an address; `auto` is found out.
Read = Literal["auto", "page", "feed", "sitemap", "front"]


class Asked(Struct, frozen=True, kw_only=True):
    """What came just before this is what an address gave, which `start` led to.

    `marks` are to be remembered of it, once what it gave is kept; None: nothing is.
    """

    url: str
    start: str
    marks: Marks | None


class Elsewhere(Struct, frozen=True, kw_only=True):
    """An export tells of a report without its text, which is at this address."""

    url: str


class Known(Struct, frozen=True, kw_only=True):
    """An address that a source lists, and that was asked before."""

    url: str


class Polled(Struct, frozen=True, kw_only=True):
    """A source was asked, and lists so many addresses; `problem` says why it lists none."""

    source: str
    listed: int = 0
    unchanged: bool = False
    problem: str | None = None


Event = Collected | Refusal | Asked | Known | Polled
