"""When articles were written, and which share a text."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from veedor.model.spans import Proof, Span
from veedor.model.vocabulary import DatingBasis

__all__ = ["CopyFamily", "Dating", "Member"]


class Dating(Struct, frozen=True, kw_only=True):
    """When an article was written. `date` is EDTF, `earliest`/`latest` ISO days, inclusive."""

    article: str
    basis: DatingBasis
    date: str | None = None
    earliest: str | None = None
    latest: str | None = None
    why: tuple[Proof, ...] = ()


class Member(Struct, frozen=True, kw_only=True):
    """An article's part in a copy family: how much of it is its own, and where that is."""

    article: str
    own_share: float
    own: tuple[Span, ...] = ()


class CopyFamily(Struct, frozen=True, kw_only=True):
    """Articles with one textual origin. `origin` is an agency, an outlet, or None: unknown."""

    id: str
    members: tuple[Member, ...]
    origin: str | None = None
    origin_kind: Literal["agency", "outlet", "unknown"] = "unknown"
