"""What sites show that is no report: words as data (`furniture.yaml`)."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

__all__ = ["words"]


@cache
def _data() -> dict[str, Any]:
    file = Path(__file__).with_name("furniture.yaml")
    data: dict[str, Any] = yaml.safe_load(file.read_text("utf-8"))
    return data


@cache
def words(kind: str) -> frozenset[str]:
    """The words of one kind, as they stand in the file."""
    return frozenset(map(str, _data()[kind]))
