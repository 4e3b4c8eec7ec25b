"""Who is who within one article: mentions put together into referents."""

from __future__ import annotations

from dataclasses import dataclass

from veedor.model import Name, Office, Referent

__all__ = ["Mentions"]


@dataclass(frozen=True, slots=True)
class Mentions:
    """The names and offices of an article, and the referents that both point at by index."""

    names: tuple[Name, ...] = ()
    offices: tuple[Office, ...] = ()
    referents: tuple[Referent, ...] = ()
