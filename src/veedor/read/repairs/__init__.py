"""Parses put right where the small models regularly go wrong, before anything reads them."""

from __future__ import annotations

from veedor.read.repairs.misreadings import set_right
from veedor.read.repairs.people import mend
from veedor.read.syntax import Doc

__all__ = ["repair"]


def repair(doc: Doc, code: str) -> None:
    """Put a line's parse right in that language; what is right is left alone."""
    set_right(doc, code)
    mend(doc, code)
