"""The tense of a verb, as far as it tells who speaks and where a report ends."""

from __future__ import annotations

from veedor.read.syntax import Token

__all__ = ["tense_of"]


def tense_of(verb: Token) -> str:
    """`past`, `present` or nothing; by tag where the language has no morphology of it."""
    if "Past" in verb.morph.get("Tense", []) or verb.tag_ == "VBD":
        return "past"
    return "present" if "Pres" in verb.morph.get("Tense", []) else ""
