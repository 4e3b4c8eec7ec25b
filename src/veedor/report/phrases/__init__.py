"""The words that users see, by language: YAML files beside this one."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from veedor.data import own_data
from veedor.errors import UsageError

__all__ = ["LANGUAGES", "Phrases", "phrases", "table_of"]

LANGUAGES = ("en", "es")


class Phrases:
    """The phrases of one language."""

    def __init__(self, code: str, table: dict[str, Any]) -> None:
        self.code = code
        self.table = table

    def __call__(self, key: str, **values: object) -> str:
        """The phrase under a dotted key, with its places filled; `n` chooses the number."""
        found = self._find(key)
        if isinstance(found, dict):
            found = found["one" if values.get("n") == 1 else "other"]
        return str(found).strip().format(**values)

    def several(self, key: str) -> tuple[str, ...]:
        """The phrases of a list, such as the head of a table."""
        return tuple(self._find(key))

    def patterns(self, key: str) -> tuple[tuple[re.Pattern[str], str], ...]:
        """Pairs of a pattern over the words of a record, and what it is in this language."""
        return tuple((re.compile(pattern), words) for pattern, words in self._find(key).items())

    def _find(self, key: str) -> Any:
        found: Any = self.table
        for part in key.split("."):
            found = found[part]
        return found


@cache
def phrases(code: str) -> Phrases:
    """The phrases of that language.

    Raises:
        UsageError: reports are not written in it.
    """
    return Phrases(code, table_of(__package__, code))


def table_of(package: str, code: str) -> dict[str, Any]:
    """The phrases of a language that lie in a package.

    Raises:
        UsageError: reports are not written in it.
    """
    if code not in LANGUAGES:
        raise UsageError(f"no reports in {code!r}: choose one of {', '.join(LANGUAGES)}")
    return own_data(package, f"{code}.yaml")
