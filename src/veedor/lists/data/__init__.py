"""The data that list readers and name matching work with: YAML an analyst can correct."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import resources
from typing import Any

from veedor.data import own_data

__all__ = ["data_version", "load_data"]


@cache
def data_version() -> str:
    """A hash over all data of this folder that decides how names are taken apart."""
    folder = resources.files(__package__)
    seen = hashlib.sha256()
    for subject in ("korean", "names"):
        seen.update(folder.joinpath(f"{subject}.yaml").read_bytes())
    return seen.hexdigest()[:16]


@cache
def load_data(subject: str) -> dict[str, Any]:
    """The content of `<subject>.yaml` beside this file.

    Raises:
        DataError: the file is missing or is not a YAML mapping.
    """
    return own_data("veedor.lists.data", f"{subject}.yaml")
