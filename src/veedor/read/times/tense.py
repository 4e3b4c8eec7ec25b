"""On which side of the writing an event lies, by the tense of the verb that governs a time.

*El martes envió* looks back, *el martes enviará* and *se celebrará el viernes* look ahead;
a present tells nothing by itself (*el martes viaja*, *el martes protesta*).
"""

from __future__ import annotations

from bisect import bisect_right
from typing import Literal

from veedor.read.syntax import Doc, Token

__all__ = ["direct_tense_at", "tense_at"]

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


def _pluperfect(verb: Token) -> bool:
    """*had been due to expire on Friday*: what was planned for a day that has gone by."""
    words = {a.lower_ for a in (verb.head, *_auxiliaries(verb), *_auxiliaries(verb.head))}
    return {"had", "been"} <= words


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
                return "past" if _pluperfect(token.head) else "future"
        if token.head is token:
            break
        token = token.head
    return None


def direct_tense_at(doc: Doc, offset: int, starts: list[int]) -> Tense | None:
    """The tense of the conjugated verb on which the word at a character hangs with nothing but
    an article and a preposition of time between: *resigned in March*, *decidirá en el primer
    trimestre*. Participles do not count: what is *expected in March* is to come."""
    index = max(0, bisect_right(starts, offset) - 1)
    if index >= len(doc):
        return None
    token = doc[index]
    while token.pos_ in ("DET", "ADJ", "NUM") and token.head.i > token.i:
        token = token.head
    verb = token.head
    if verb.pos_ == "ADP" and verb.lower_ in _WITHIN:
        verb = verb.head
    if verb.pos_ != "VERB" or "Part" in verb.morph.get("VerbForm", []):
        return None
    return next(filter(None, map(_finite, (*_auxiliaries(verb), verb))), None)


#: English prepositions of a stretch in which something happens.
_WITHIN = frozenset({"in", "during"})
