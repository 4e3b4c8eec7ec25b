"""What every match of a rule's pattern must hold, so that most lines need not be searched."""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["key_of"]

_PIECE = re.compile(
    r"\((?:\?(?:P<\w+>|:|<?[=!]))?|\[(?P<chars>[^\]]+)\]|[)|?*+^$]",
)


def key_of(pattern: str) -> frozenset[str] | None:
    """Characters of which each match of a compiled rule's pattern holds at least one.

    None if nothing is sure to be there. The pattern is made of character sets, groups, looks
    around, alternatives and the marks `? * + ^ $`, as the lexicon compiles its rules.
    """
    return _alternatives(_PIECE.finditer(pattern))


def _alternatives(pieces: Iterator[re.Match[str]]) -> frozenset[str] | None:
    """The key of what stands before the next closing bracket."""
    branches: list[list[frozenset[str] | None]] = [[]]
    for piece in pieces:
        mark = piece.group()
        if mark == ")":
            break
        if mark == "|":
            branches.append([])
        elif mark in "?*":
            branches[-1][-1] = None
        elif mark.startswith("("):
            inner = _alternatives(pieces)
            branches[-1].append(None if mark.endswith(("=", "!")) else inner)
        elif piece["chars"]:
            branches[-1].append(frozenset(piece["chars"]))
    keys = [_rarest(branch) for branch in branches]
    return None if None in keys else frozenset().union(*(key for key in keys if key))


def _rarest(branch: list[frozenset[str] | None]) -> frozenset[str] | None:
    """Of sets that must all be met in turn, the one with the fewest characters."""
    return min((key for key in branch if key is not None), key=len, default=None)
