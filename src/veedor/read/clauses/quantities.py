"""How much or how many of a thing the words for it tell."""

from __future__ import annotations

import re
from functools import cache

from veedor.read.clauses.rules import Rules

__all__ = ["quantity_in"]


@cache
def _quantity_pattern(words: frozenset[str]) -> re.Pattern[str]:
    counted = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
    number = r"\d[\d.,\u00a0 ]*\d|\d"
    # Most letters begin none of them, which is seen soonest by itself.
    first = "".join(sorted({re.escape(word[0]) for word in words}))
    return re.compile(
        rf"(?=[\d{first}])\b(?:(?:{number})(?:\s+(?:{counted})\b)*(?:\s+de)?|(?:{counted})\b(?:\s+(?:de|of))?)"
        r"\s*\w*",
        re.IGNORECASE,
    )


def quantity_in(text: str, rules: Rules) -> str | None:
    """The number or counting word with what it counts (*9.000 contenedores*), or None."""
    found = _quantity_pattern(rules.sets["quantifiers"]).search(text)
    return found.group(0).strip() if found else None
