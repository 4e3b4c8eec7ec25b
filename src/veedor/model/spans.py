"""Stretches of an article's text, and the ids of records."""

from __future__ import annotations

import hashlib

from msgspec import Struct

__all__ = ["Cue", "Proof", "Span", "record_id"]


def record_id(*parts: str) -> str:
    """The id of a record: 16 hexadecimal digits of SHA-256 over its parts, in order."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


class Span(Struct, frozen=True, kw_only=True):
    """A stretch of an article: code points `[start, end)` of its text, and that text."""

    start: int
    end: int
    text: str


class Cue(Span, frozen=True, kw_only=True):
    """Words that decided a field of a record; `field` names it."""

    field: str


class Proof(Span, frozen=True, kw_only=True):
    """A span, in this or another article, and what it proves."""

    article: str
    says: str
