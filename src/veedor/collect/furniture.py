"""What sites show that is no report: words as data (`furniture.yaml`)."""

from __future__ import annotations

from functools import cache
from typing import Any

from veedor.data import own_data

__all__ = ["words"]


@cache
def _data() -> dict[str, Any]:
    return own_data("veedor.collect", "furniture.yaml")


@cache
def words(kind: str) -> frozenset[str]:
    """The words of one kind, as they stand in the file."""
    return frozenset(map(str, _data()[kind]))
