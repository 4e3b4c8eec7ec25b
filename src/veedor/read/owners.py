"""Whose a body is, where a state stands before it in the possessive: *Japan's Defense Ministry*."""

from __future__ import annotations

from veedor.read.spotted import SpottedLine
from veedor.read.spotting import Spot

__all__ = ["owned_bodies", "owner"]

_POSSESSIVE = frozenset(("'s ", "’s ", "' ", "’ "))


def owner(line: SpottedLine, spot: Spot) -> Spot | None:
    """The state set before in the possessive: *Russia's Security Council*."""
    if line.words[spot.first].gap not in _POSSESSIVE:
        return None
    return next((s for s in line.spots if s.last == spot.first and s.country), None)


def owned_bodies(line: SpottedLine) -> None:
    """Bodies are of the state that owns them, unless their own name tells whose they are."""
    for spot in line.spots:
        if spot.type != "organization" or spot.key or spot.country:
            continue
        state = owner(line, spot)
        if state is not None and state.type in ("country", "government"):
            spot.country = state.country
