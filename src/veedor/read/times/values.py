"""From the words a rule has captured to a TIMEX3 value, as far as the words fix it.

Values follow TimeML's TIMEX3 (Saurí et al., *TimeML Annotation Guidelines 1.2.1*, 2006), with
`X` for what only the calendar or another expression can tell: `XXXX-06-21`, `XXXX-WXX-2`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from veedor.read.times.lexicon import Lexicon, Rule
from veedor.read.times.tokens import Token

__all__ = ["OPEN", "UNITS", "Captured", "Draft", "duration"]

#: The value of a period of each unit when nothing of it is fixed.
OPEN = {
    "D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Y": "XXXX", "E": "XXX", "C": "XX",
    "Q": "XXXX-QX", "H": "XXXX-HX", "WE": "XXXX-WXX-WE", "h": "XXXX-XX-XX", "m": "XXXX-XX-XX",
    "s": "XXXX-XX-XX",
}  # fmt: skip
#: Units as ISO 8601 writes them in a duration.
UNITS = {
    "D": ("P", "D", 1), "W": ("P", "W", 1), "M": ("P", "M", 1), "Y": ("P", "Y", 1),
    "E": ("P", "Y", 10), "C": ("P", "Y", 100), "L": ("P", "Y", 1000), "Q": ("P", "M", 3),
    "H": ("P", "M", 6), "T": ("P", "M", 4), "B": ("P", "M", 2), "F": ("P", "D", 15),
    "Y2": ("P", "Y", 2), "Y3": ("P", "Y", 3), "Y4": ("P", "Y", 4), "Y5": ("P", "Y", 5),
    "Y6": ("P", "Y", 6), "WE": ("P", "WE", 1), "h": ("PT", "H", 1), "m": ("PT", "M", 1),
    "s": ("PT", "S", 1),
}  # fmt: skip


#: *Two and a half hours* are written in hours and minutes.
HALF = 0.5


@dataclass(frozen=True, slots=True)
class Draft:
    """A value in the making. `kind` and `to` say what anchors it: publication, or the
    expression before (`previous`) or after (`following`)."""

    type: str
    value: str
    mod: str | None = None
    shift: str | None = None
    direction: str | None = None
    kind: str | None = None
    to: str | None = None
    holiday: str | None = None
    tense: bool = False


class Captured:
    """The words a rule has captured, by slot; a slot's final digits do not count."""

    def __init__(self, rule: Rule, words: Mapping[str, Token], lexicon: Lexicon) -> None:
        self.constants = rule.constants
        self.type = rule.type
        self.lexicon = lexicon
        self.words: dict[str, Token] = {}
        for name, token in words.items():
            self.words[name.rstrip("0123456789")] = token

    def number(self, slot: str) -> float | None:
        """The number in a slot: in figures, in words, or an ordinal."""
        token = self.words.get(slot)
        if token is None:
            constant = self.constants.get(slot)
            return float(constant) if constant is not None else None
        if token.value is not None:
            return token.value
        for table in ("collectives", "ordinals", "decades", "hours", "vague"):
            value = self.lexicon.value(table, token.lower)
            if isinstance(value, (int, float)):
                return float(value)
        return None

    def integer(self, slot: str) -> int | None:
        """The whole number in a slot."""
        number = self.number(slot)
        return int(number) if number is not None else None

    def word(self, slot: str, table: str) -> Any:
        """What the word in a slot stands for, or the rule's constant of that name."""
        token = self.words.get(slot)
        if token is None:
            return self.constants.get(slot)
        return self.lexicon.value(table, token.lower)

    @property
    def unit(self) -> str | None:
        """The unit captured."""
        found = self.word("unit", "units")
        return str(found) if found else None

    @property
    def relation(self) -> str | None:
        """last, this, next or that, if a word says so."""
        found = self.word("relation", "relations")
        return str(found) if found else None

    @property
    def mod(self) -> str | None:
        """The TIMEX3 mod of the words around the core."""
        found = self.word("approx", "approx") or self.word("mod", "mods")
        return str(found) if found else None


def duration(number: float | None, unit: str) -> str:
    """An ISO 8601 duration; `X` where the number is vague."""
    prefix, letter, factor = UNITS[unit]
    if number is None:
        if factor != 1 and letter == "Y":
            return {10: "PXE", 100: "PXC", 1000: "PXL"}.get(factor, "PXY")
        if unit == "Q":
            return "PXQ"
        return f"{prefix}X{letter}"
    total = number * factor
    if letter == "H" and total > 1 and total % 1 == HALF:
        return f"PT{int(total)}H30M"
    text = f"{int(total)}" if total == int(total) else f"{total:g}"
    return f"{prefix}{text}{letter}"
