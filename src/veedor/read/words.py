"""The words of a parsed line as the search for names sees them: hyphens part, spans stay."""

from __future__ import annotations

import re
from dataclasses import dataclass

from veedor.read.folding import fold
from veedor.read.parse import ParsedLine

__all__ = ["Word", "line_words", "split"]

_WORD = re.compile(
    r"(?<![^\W_]['’])(?:(?:[^\W\d_]{1,2}\.){2,}|[^\W_]+(?:['’](?![sS]\b)[^\W_]+)*)", re.UNICODE
)
#: What between two words begins a new sentence or quotation, so that a capital says nothing.
_BREAK = frozenset('.!?¿¡:;“”"«»—–…•(')


@dataclass(slots=True)
class Word:
    """A word: its text, span in the line, the gap before it, and what the parse says of it.

    `form` is folded and without dots; `initial` if a capital is due to its place.
    """

    text: str
    form: str
    start: int
    end: int
    gap: str
    pos: str
    capital: bool
    initial: bool


def split(text: str) -> list[tuple[str, int, int]]:
    """The words of a text with their spans."""
    return [(found.group(), found.start(), found.end()) for found in _WORD.finditer(text)]


def line_words(line: ParsedLine) -> list[Word]:
    """The words of a line in order."""
    pos = {token.idx: token.pos_ for token in line.doc}
    text = line.text
    folded = fold(text)
    words: list[Word] = []
    before = 0
    for found in _WORD.finditer(text):
        start, end = found.span()
        gap = text[before:start]
        form = folded[start:end]
        words.append(
            Word(
                text=found.group(),
                form=form.replace(".", "") if "." in form else form,
                start=start,
                end=end,
                gap=gap,
                pos=pos.get(start, ""),
                capital=text[start].isupper(),
                initial=not words or (gap != " " and not _BREAK.isdisjoint(gap)),
            )
        )
        before = end
    return words
