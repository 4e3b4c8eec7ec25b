"""What several reports say together: events, stories, utterances, conflicts, entities."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from veedor.model.parties import Match
from veedor.model.spans import Span
from veedor.model.vocabulary import NameType

__all__ = [
    "Conflict",
    "Entity",
    "Event",
    "Rendering",
    "Report",
    "Side",
    "SideSpan",
    "Story",
    "Utterance",
]


class Report(Struct, frozen=True, kw_only=True):
    """One article's part in an event: its main matter or background it recalls."""

    article: str
    role: Literal["main", "background"]
    spans: tuple[Span, ...] = ()
    adds: tuple[Span, ...] = ()


class Event(Struct, frozen=True, kw_only=True):
    """Something that happened, told by one or more reports. `date` is EDTF."""

    id: str
    title: str
    kind: str
    date: str | None
    place: str | None
    participants: tuple[str, ...]
    reports: tuple[Report, ...]
    earliest: str | None = None
    latest: str | None = None


class Story(Struct, frozen=True, kw_only=True):
    """Events in one line, over months or years, oldest first."""

    id: str
    title: str
    events: tuple[str, ...]
    articles: tuple[str, ...]


class Rendering(Span, frozen=True, kw_only=True):
    """One wording of an utterance, in one article."""

    article: str
    direct: bool


class Utterance(Struct, frozen=True, kw_only=True):
    """One thing said by one speaker on one occasion, in all its renderings."""

    id: str
    speaker: str
    occasion: str | None
    renderings: tuple[Rendering, ...]


class SideSpan(Span, frozen=True, kw_only=True):
    """A span that holds one side of a conflict, and its textual origin if known."""

    article: str
    origin: str | None = None


class Side(Struct, frozen=True, kw_only=True):
    """One of the values that reports give, and where they give it."""

    value: str
    evidence: tuple[SideSpan, ...]


class Conflict(Struct, frozen=True, kw_only=True):
    """Reports of one event that cannot all be right about one `attribute`."""

    id: str
    event: str
    attribute: Literal["date", "place", "number", "participants", "agent", "denial", "wording"]
    about: str
    sides: tuple[Side, ...]


class Entity(Struct, frozen=True, kw_only=True):
    """Somebody or something named in the press, listed or not."""

    key: str
    label: str
    type: NameType
    country: str | None
    forms: tuple[str, ...]
    articles: tuple[str, ...]
    matches: tuple[Match, ...] = ()
