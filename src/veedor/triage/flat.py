"""Text as triage looks at it: folded words with spaces between them, place for place."""

from __future__ import annotations

from veedor.read.folding import fold

__all__ = ["flat", "flat_phrase"]


def _table() -> dict[int, str]:
    """Folded letters and digits stay; whatever else stands in the first 8,704 code points (all
    alphabets, punctuation, currency) is a space."""
    folded = ((code, fold(chr(code))) for code in range(0x2200))
    return {code: letter if letter.isalnum() else " " for code, letter in folded}


_TABLE = _table()


def flat(text: str) -> str:
    """The text with a space before and behind: what was at `i` is at `i + 1`."""
    return f" {text.translate(_TABLE)} "


def flat_phrase(phrase: str) -> str:
    """A phrase to look for in flat text: its words, one space between two."""
    return " ".join(phrase.translate(_TABLE).split())
