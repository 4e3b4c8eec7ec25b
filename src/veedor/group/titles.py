"""Which sentence can stand for an event: one that needs no other to be understood."""

from __future__ import annotations

import re

__all__ = ["stands_alone"]

#: Words that point back at what was said before, in Spanish and English.
_BACK = re.compile(
    r"^(?:pero|sin embargo|además|también|asimismo|por su parte|así|entonces|después|luego|but|"
    r"however|also|moreover|meanwhile|then|he|she|it|they|él|ella|ellos|ellas|lo|la reunión|"
    r"the meeting|the two)\b"
    r"|\b(?:dich[oa]s?|dos mandatarios|dos líderes|mism[oa]s? día|est[ae]s declaraciones|"
    r"es[ae]s? (?:declaraciones|palabras|reunión|encuentro|cita)|"
    r"est[ae]s? (?:reunión|encuentro|cita|palabras|acto)|these (?:remarks|comments|words)|"
    r"those (?:remarks|words)|the latter|the former|este último|esta última)\b",
    re.IGNORECASE,
)


def stands_alone(sentence: str) -> bool:
    """Whether a sentence points back at nothing that it does not itself name."""
    return not _BACK.search(sentence.strip())
