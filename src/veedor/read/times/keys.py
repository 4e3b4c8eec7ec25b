"""What every match of a rule's pattern must hold, so that most lines need not be searched."""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["keys_of"]

_PIECE = re.compile(
    r"\((?:\?(?:P<\w+>|:|<?[=!]))?|\[(?P<chars>[^\]]+)\]|[)|?*+^$]",
)
_Keys = tuple[frozenset[str], ...]


def keys_of(pattern: str) -> _Keys:
    """Sets of characters of which each match of a compiled rule's pattern holds one each, the
    smallest set first.

    Empty if nothing is sure to be there. The pattern is made of character sets, groups, looks
    around, alternatives and the marks `? * + ^ $`, as the lexicon compiles its rules.
    """
    return tuple(sorted(dict.fromkeys(_alternatives(_PIECE.finditer(pattern))), key=len))


def _alternatives(pieces: Iterator[re.Match[str]]) -> _Keys:
    """The keys of what stands before the next closing bracket."""
    branches: list[list[_Keys]] = [[]]
    for piece in pieces:
        mark = piece.group()
        if mark == ")":
            break
        if mark == "|":
            branches.append([])
        elif mark in "?*":
            branches[-1][-1] = ()
        elif mark.startswith("("):
            inner = _alternatives(pieces)
            branches[-1].append(() if mark.endswith(("=", "!")) else inner)
        elif piece["chars"]:
            branches[-1].append((frozenset(piece["chars"]),))
    keys = [tuple(key for part in branch for key in part) for branch in branches]
    if len(keys) == 1:
        return keys[0]
    return (frozenset().union(*(min(key, key=len) for key in keys)),) if all(keys) else ()
