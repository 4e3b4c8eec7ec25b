"""On which side of the writing an event lies, by the tense of the verb that governs a time.

*El martes envió* looks back, *el martes enviará* and *se celebrará el viernes* look ahead;
a present tells nothing by itself (*el martes viaja*, *el martes protesta*).
"""

from __future__ import annotations

from bisect import bisect_right
from typing import Literal

from veedor.read.syntax import Doc, Token

__all__ = ["tense_at"]

Tense = Literal["past", "future"]

_CONDITIONS = frozenset({"si", "if"})
_VERBAL = frozenset({"VERB", "AUX"})


def _auxiliaries(verb: Token) -> list[Token]:
    return [child for child in verb.children if child.dep_ in ("aux", "auxpass", "aux:pass", "cop")]


def _finite(token: Token) -> Tense | None:
    """The tense of one finite form."""
    morph = token.morph
    tense = morph.get("Tense", [])
    if token.lower_ in ("will", "shall", "'ll", "wo", "would"):
        return "future"
    if "Fut" in tense or "Cnd" in morph.get("Mood", []):
        return "future"
    if "Sub" in morph.get("Mood", []) and "Pres" in tense:
        return "future"
    if "Past" in tense or "Imp" in tense or token.tag_ == "VBD":
        return "past"
    return None


def _verb_tense(verb: Token) -> Tense | None:
    """The tense of a verb with its auxiliaries."""
    for auxiliary in _auxiliaries(verb):
        found = _finite(auxiliary)
        if found:
            return found
        if auxiliary.lemma_.lower() in ("haber", "have"):
            return "past"
    if "Fin" in verb.morph.get("VerbForm", []) or verb.tag_ in ("VBD", "VBZ", "VBP"):
        return _finite(verb)
    if "Part" in verb.morph.get("VerbForm", []) or verb.tag_ == "VBN":
        return "future" if verb.lemma_.lower() in ("prever", "programar", "schedule") else "past"
    return None


def _copula(token: Token) -> Tense | None:
    """The tense of *es*, *será* where the parser hangs it on the date itself."""
    return next(filter(None, map(_finite, _auxiliaries(token))), None)


def _infinitive(verb: Token) -> bool:
    return "Inf" in verb.morph.get("VerbForm", []) or verb.tag_ == "VB"


def tense_at(
    doc: Doc, offset: int, starts: list[int], ahead: frozenset[str], steps: int = 12
) -> Tense | None:
    """The tense that governs the word at a character of the doc.

    `starts` are its tokens' offsets; `ahead` the verbs that turn an infinitive to the future.

    None: the verb is in the present, or there is none within so many `steps` up the tree.
    """
    index = max(0, bisect_right(starts, offset) - 1)
    if index >= len(doc):
        return None
    token = doc[index]
    for _ in range(steps):
        copula = None if token.pos_ in _VERBAL else _copula(token)
        if copula:
            return copula
        if token.pos_ in _VERBAL:
            found = _verb_tense(token)
            if found:
                return found
            if any(child.lower_ in _CONDITIONS and child.i < token.i for child in token.children):
                return "future"  # si ganamos el domingo
            if not _infinitive(token) and token.pos_ == "VERB":
                return None
            if token.head.lemma_.lower() in ahead:
                return "future"
        if token.head is token:
            break
        token = token.head
    return None
