"""The data that list readers and name matching work with: YAML an analyst can correct."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import resources
from typing import Any

import yaml

from veedor.errors import DataError

__all__ = ["data_version", "load_data"]

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


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
    name = f"lists/data/{subject}.yaml"
    file = resources.files(__package__).joinpath(f"{subject}.yaml")
    try:
        content = yaml.load(file.read_text("utf-8"), Loader=_LOADER)  # noqa: S506 (a safe loader)
    except FileNotFoundError:
        raise DataError(name, "there is no such data file") from None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise DataError(name, f"is not YAML: {error.problem}", line=line) from None
    if not isinstance(content, dict):
        raise DataError(name, "must be a mapping", line=1)
    return content
