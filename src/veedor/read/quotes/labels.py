"""Descriptions of sources that have no name: their words, and the state they are of."""

from __future__ import annotations

from itertools import pairwise

from veedor.read.folding import fold
from veedor.read.gazetteer import gazetteer
from veedor.read.syntax import Token

__all__ = ["country_of", "label", "label_tokens"]

_STOP = frozenset({"PUNCT", "VERB", "AUX", "SCONJ", "CCONJ", "PRON"})
_BEFORE = frozenset({"DET", "ADJ", "NUM", "NOUN", "PROPN"})
_POSSESSIVE = frozenset({"'s", "’s"})
#: Words of a source's description, at most: longer ones are clauses that the parse missed.
_LONGEST = 8


def label_tokens(head: Token, code: str) -> list[Token]:
    """The words of the noun phrase of `head`, without what follows its complements."""
    doc = head.doc
    start, end = head.i, head.i + 1
    while start > 0 and _leads(doc[start - 1]) and head.is_ancestor(doc[start - 1]):
        start -= 1
    while end < len(doc) and end - start < _LONGEST:
        if _demonym(doc[end], code) is None and not _belongs(doc[end], head):
            break
        end += 1
    if end < len(doc) and end - start == _LONGEST and _belongs(doc[end], head):
        # A complement that does not fit is left out whole.
        end = next((t.i for t in reversed(doc[head.i + 1 : end]) if t.pos_ == "ADP"), end)
    while end - 1 > head.i and doc[end - 1].pos_ in {"ADP", "DET", "ADV"}:
        end -= 1
    return list(doc[start:end])


def _leads(token: Token) -> bool:
    """Whether it may stand before a noun in its phrase: *Japan's defence ministry*."""
    return token.pos_ in _BEFORE or token.text in _POSSESSIVE


def _belongs(token: Token, head: Token) -> bool:
    inside = head.is_ancestor(token) or token.is_ancestor(head)
    return inside and token.pos_ not in _STOP


def _demonym(token: Token, code: str) -> str | None:
    """The state of an adjective: the parser takes some for verbs (*medios norcoreanos*)."""
    return gazetteer(code).demonyms.get(fold(token.text)) if token.is_lower else None


def country_of(head: Token, code: str) -> str | None:
    """The ISO code of the state that an adjective of the description tells."""
    words, demonyms = label_tokens(head, code), gazetteer(code).demonyms
    forms = [fold(token.text) for token in words]
    pairs = (f"{one} {other}" for one, other in pairwise(forms))
    return next((demonyms[form] for form in (*pairs, *forms) if form in demonyms), None)


def label(head: Token, code: str) -> str:
    """The description as a label: without its article."""
    tokens = label_tokens(head, code)
    whose = any(token.text in _POSSESSIVE for token in tokens)
    while not whose and len(tokens) > 1 and tokens[0].pos_ == "DET" and _is_article(tokens[0]):
        tokens = tokens[1:]
    first, last = tokens[0], tokens[-1]
    return first.doc.text[first.idx : last.idx + len(last.text)]


def _is_article(token: Token) -> bool:
    return "Art" in token.morph.get("PronType", [])
