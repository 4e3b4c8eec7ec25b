"""One report of speech while it is being put together."""

from __future__ import annotations

from dataclasses import dataclass

from veedor.read.parse import ParsedLine

__all__ = ["Report", "words_of"]


@dataclass(frozen=True, slots=True)
class Report:
    """Characters `[start, end)` of a line's doc that somebody is reported to have said.

    `kind` is the class of the cue (says, accuses …); `cue` its characters. A `hidden` report
    is no quote, but sources what its words tell; `about` is the subject of a sourced clause.
    """

    line: ParsedLine
    start: int
    end: int
    direct: bool
    speakers: tuple[int, ...]
    cue: tuple[int, int] | None = None
    kind: str = "says"
    via: tuple[int, ...] = ()
    partial: bool = False
    hidden: bool = False
    about: tuple[int, ...] | None = None

    def holds(self, start: int, end: int) -> bool:
        """Whether the report's words contain characters `[start, end)`."""
        return self.start <= start and end <= self.end


def words_of(text: str) -> int:
    """How many words a stretch has."""
    return sum(any(char.isalnum() for char in word) for word in text.split())
