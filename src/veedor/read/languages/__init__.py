"""What is specific to one language, as data: a folder of YAML files a language.

Nothing outside this folder names Spanish or English. `available()` is what there is a
reader for; `Language.data("times")` is the parsed `times.yaml` of one language.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from veedor.data import own_data
from veedor.errors import DataError

__all__ = ["Language", "available", "language", "shared"]


@dataclass(frozen=True, slots=True)
class Language:
    """One language by its ISO 639-1 code."""

    code: str

    def data(self, subject: str) -> dict[str, Any]:
        """The content of `<code>/<subject>.yaml`.

        Raises:
            DataError: the file is missing or is not a YAML mapping.
        """
        return _load(self.code, subject)


def shared(subject: str) -> dict[str, Any]:
    """The content of `<subject>.yaml` beside the languages: what is the same in all of them.

    Raises:
        DataError: the file is missing or is not a YAML mapping.
    """
    return _read(f"{subject}.yaml")


def _load(code: str, subject: str) -> dict[str, Any]:
    return _read(f"{code}/{subject}.yaml")


@cache
def _read(name: str) -> dict[str, Any]:
    return own_data("veedor.read.languages", name)


@cache
def available() -> tuple[str, ...]:
    """The codes of the languages that have a reader, in alphabetical order."""
    root = resources.files(__package__)
    return tuple(
        sorted(
            entry.name
            for entry in root.iterdir()
            if entry.is_dir() and entry.joinpath("model.yaml").is_file()
        )
    )


@cache
def language(code: str) -> Language:
    """The language of that ISO code.

    Raises:
        DataError: there is no reader for it.
    """
    if code not in available():
        raise DataError(code, f"no reader for this language; there are {', '.join(available())}")
    return Language(code)
