"""Whether an article may be about what is followed."""

from __future__ import annotations

from msgspec import Struct

from veedor.model.spans import Span
from veedor.model.vocabulary import HitKind

__all__ = ["Hit", "Triage"]


class Hit(Span, frozen=True, kw_only=True):
    """Words that speak of something the workspace follows.

    `what` is the regime whose State (`state`) or one of whose measures (`measure`) they name,
    the record of a listed party (`party`), or the owner's own term (`term`).
    """

    kind: HitKind
    what: str


class Triage(Struct, frozen=True, kw_only=True):
    """Whether an article is worth reading for what the workspace follows, and why."""

    article: str
    followed: bool
    hits: tuple[Hit, ...] = ()
