"""Statements that were read the same way as one that was put right.

What misled a rule once misleads it wherever the same words stand: after an amendment or a
rejection, the analyst is shown the others that the same rule typed by the same words.
"""

from __future__ import annotations

from collections.abc import Iterable

from veedor.model import Linked, Statement

__all__ = ["read_alike"]

#: Fields whose cues tell how a statement was typed and how firmly it was taken.
_DECIDING = frozenset({"measure", "modality", "negation", "evidential"})


def read_alike(statement: Statement, linked: Iterable[Linked]) -> list[Statement]:
    """The other statements that the same indicator typed by the same words, most alike first.

    They share at least one deciding word; those that share all come first.
    """
    words = _words(statement)
    found = [
        (len(words & _words(other)), other)
        for one in linked
        for other in one.statements
        if other.id != statement.id
        and (other.regime, other.measure) == (statement.regime, statement.measure)
        and other.indicator == statement.indicator
        and words & _words(other)
    ]
    found.sort(key=lambda pair: (-pair[0], pair[1].article, pair[1].start))
    return [other for _, other in found]


def _words(statement: Statement) -> frozenset[str]:
    return frozenset(cue.text.casefold() for cue in statement.cues if cue.field in _DECIDING)
