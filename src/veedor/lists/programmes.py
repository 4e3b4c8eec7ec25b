"""What the programmes of publishers are about."""

from __future__ import annotations

from functools import lru_cache

from veedor.lists.data import load_data

__all__ = ["states_of_programme"]


@lru_cache(maxsize=1 << 12)
def states_of_programme(programme: str) -> frozenset[str]:
    """The states that a programme, or several parted by commas, is about (*DPRK2*: KP)."""
    names = [name.strip() for name in programme.split(",")]
    return frozenset(
        state
        for state, beginnings in load_data("programmes")["states"].items()
        if any(name.startswith(beginning) for name in names for beginning in beginnings)
    )
