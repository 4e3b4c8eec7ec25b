"""One way to compare words: without case and accents, character for character."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["fold"]


def _table() -> dict[int, str]:
    """Letters of the Latin script with marks, to the letter without; one for one."""
    table: dict[int, str] = {}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        base = unicodedata.normalize("NFD", chr(code))[0]
        if base != chr(code) and base.isascii():
            table[code] = base.lower()
    return table | {ord(a): b for a, b in zip("’‘´`ʼØøŁłĐđı‐‑", "'''''oollddi--", strict=True)}


_TABLE = _table()
#: What the table may change.
_MARKED = re.compile("[^\\x00-\\x7f]|`")


def fold(text: str) -> str:
    """The text in lower case without accents; as long as the text, so that spans stay."""
    # Most letters are plain: to replace the few others takes a sixth of the time of `translate`.
    if not text.isascii() or "`" in text:
        for marked in set(_MARKED.findall(text)):
            text = text.replace(marked, _TABLE.get(ord(marked), marked))
    return text.lower()
