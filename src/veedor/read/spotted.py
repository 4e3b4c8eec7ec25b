"""A parsed line with its words and the names found in it."""

from __future__ import annotations

from dataclasses import dataclass

from veedor.read.parse import ParsedLine
from veedor.read.spotting import Spot
from veedor.read.words import Word

__all__ = ["SpottedLine"]


@dataclass(slots=True)
class SpottedLine:
    """A parsed line, its words, and the names found in it."""

    line: ParsedLine
    words: list[Word]
    spots: list[Spot]

    def bounds(self, spot: Spot) -> tuple[int, int]:
        """The spot's span in the line's text, with the dot of an abbreviation."""
        start, end = self.words[spot.first].start, self.words[spot.last - 1].end
        text = self.line.text
        if "." in text[start:end] and text[end : end + 1] == "." and text[start:end].isupper():
            end += 1
        return start, end

    def text(self, spot: Spot) -> str:
        """The spot's text."""
        start, end = self.bounds(spot)
        return self.line.text[start:end]
