"""What the readers of all formats share: collecting records and refusals of one file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from veedor.lists.dates import edtf
from veedor.lists.held import HeldOffice
from veedor.model import ListedName, Record, Refusal

__all__ = ["Entries", "clean", "names_of", "script_of", "valid_imo"]

_SCRIPTS = (
    ("Cyrillic", "\u0400", "\u052f"),
    ("Arabic", "\u0600", "\u06ff"),
    ("Hangul", "\uac00", "\ud7af"),
    ("Han", "\u4e00", "\u9fff"),
    ("Hebrew", "\u0590", "\u05ff"),
    ("Greek", "\u0370", "\u03ff"),
    ("Devanagari", "\u0900", "\u097f"),
    ("Georgian", "\u10a0", "\u10ff"),
    ("Armenian", "\u0530", "\u058f"),
    ("Thai", "\u0e00", "\u0e7f"),
    ("Kana", "\u3040", "\u30ff"),
    ("Myanmar", "\u1000", "\u109f"),
)
_SPACE = re.compile(r"\s+")
_IMO = re.compile(r"\b(\d{7})\b")


@dataclass(slots=True)
class Entries:
    """The records of one file as they are read, and the entries or details refused."""

    path: Path
    records: list[Record] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    count: int = 0
    offices: list[HeldOffice] = field(default_factory=list)

    def add(self, record: Record, line: int | None = None) -> None:
        """Keep a record; one without any name is refused, as nobody could be found by it."""
        self.count += 1
        if record.names:
            self.records.append(record)
        else:
            self.refuse(f"{record.list} {record.record}", "the entry has no name", line)

    def listed_on(
        self, record: str, dates: Iterable[str | None], line: int | None = None
    ) -> str | None:
        """The first of the days on which a record was listed; what is no date is noted."""
        found: list[str] = []
        for text in filter(None, dates):
            date = edtf(text)
            if date is None:
                reason = f"listing date not understood: {text!r}; kept without"
                self.refuse(record, reason, line)
            else:
                found.append(date)
        return min(found, default=None)

    def refuse(self, record: str, reason: str, line: int | None = None) -> None:
        """Note that an entry, or a detail of it, is left out, and why."""
        place = f"{self.path}:{line}" if line else str(self.path)
        self.refused.append(Refusal(source=place, stage="lists", reason=f"{record}: {reason}"))


def clean(text: str | None) -> str:
    """The text with runs of white space as one space, and none at its ends."""
    return _SPACE.sub(" ", text).strip() if text else ""


def script_of(text: str) -> str:
    """The script that most letters of a text are written in, by its Unicode name."""
    counts: dict[str, int] = {}
    for char in text:
        if char.isalpha():
            script = next((name for name, low, high in _SCRIPTS if low <= char <= high), "Latin")
            counts[script] = counts.get(script, 0) + 1
    return max(counts, key=lambda script: counts[script]) if counts else "Latin"


def names_of(pairs: Iterable[tuple[str, str]]) -> tuple[ListedName, ...]:
    """Listed names from (text, quality) pairs: cleaned, empty ones out, each text once."""
    names: dict[str, ListedName] = {}
    for raw, quality in pairs:
        text = clean(raw).strip(" ;,")
        if text and any(char.isalnum() for char in text) and text not in names:
            names[text] = ListedName(text=text, quality=quality, script=script_of(text))  # type: ignore[arg-type]
    return tuple(names.values())


def valid_imo(text: str | None) -> str | None:
    """The first IMO ship number in a text (seven digits, the last a check digit), or None.

    The check: the first six digits, weighted 7 to 2, sum to a number that ends in the seventh
    (IMO Resolution A.1117(30)).
    """
    for number in _IMO.findall(text or ""):
        if sum(int(digit) * weight for digit, weight in zip(number, range(7, 1, -1))) % 10 == int(  # noqa: B905
            number[6]
        ):
            return str(number)
    return None
