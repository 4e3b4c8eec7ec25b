"""An article's own narrative as comparable sentences: the unit in which texts are copied.

What stands between quotation marks is official wording that every outlet may print; it is
kept apart, so that a shared quotation is never taken for a copied text.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from veedor.model import Article, LineKind, Reading

__all__ = ["Passage", "passages", "quoted_spans"]

#: Lines whose reuse shows copying. A title is too short and too often alike.
BODY: frozenset[LineKind] = frozenset({"lead", "body", "caption"})

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+", re.UNICODE)
_END = re.compile(r"(?<=[.!?…])[\"'”’»)\]]*\s+(?=[\"'“‘«¿¡(\[`]*[A-ZÁÉÍÓÚÑÜ0-9])")
_MARKS = (
    re.compile(r"“[^“”]{1,2000}(?:”|$)"),
    re.compile(r"«[^«»]{1,2000}(?:»|$)"),
    re.compile(r"``.{1,2000}?(?:''|$)", re.DOTALL),
    re.compile(r'"[^"]{1,2000}"'),
    re.compile(r"(?<!\w)[‘'](?=\w)[^‘'\n]{2,400}?(?:[’'](?!\w))"),
)
_FOLD = str.maketrans("áàâäãéèêëíìîïóòôöõúùûüñç", "aaaaaeeeeiiiiooooouuuunc")


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of an article's body: code points `[start, end)` and its words.

    Words are folded to lower case without accents; `quoted` says of each whether it stands
    between quotation marks.
    """

    start: int
    end: int
    words: tuple[str, ...]
    quoted: tuple[bool, ...]

    @property
    def has_quotes(self) -> bool:
        """Whether any of it stands between quotation marks."""
        return True in self.quoted

    @property
    def narrative(self) -> int:
        """How many of its words stand outside quotation marks."""
        return len(self.words) - sum(self.quoted)


def quoted_spans(text: str) -> list[tuple[int, int]]:
    """Where the text stands between quotation marks, in order, not overlapping."""
    found = sorted(match.span() for marks in _MARKS for match in marks.finditer(text))
    spans: list[tuple[int, int]] = []
    for start, end in found:
        if not spans or start >= spans[-1][1]:
            spans.append((start, end))
    return spans


def _passage(text: str, start: int, end: int, quotes: list[tuple[int, int]]) -> Passage:
    inside = [span for span in quotes if span[0] < end and span[1] > start]
    if not inside:
        words = _WORD.findall(text[start:end].lower().translate(_FOLD))
        return Passage(start, end, tuple(map(sys.intern, words)), (False,) * len(words))
    found = list(_WORD.finditer(text, start, end))
    return Passage(
        start,
        end,
        tuple(sys.intern(word.group().lower().translate(_FOLD)) for word in found),
        tuple(any(left <= word.start() < right for left, right in inside) for word in found),
    )


def _pieces(article: Article, reading: Reading | None) -> Iterator[tuple[int, int]]:
    """The sentences of the body; an article without a reading is taken whole."""
    if reading is not None:
        lines = [(line.start, line.end) for line in reading.lines if line.kind in BODY]
    else:
        lines = [match.span() for match in re.finditer(r"[^\n]+", article.text)]
    for start, end in lines:
        left = start
        for match in _END.finditer(article.text, start, end):
            yield left, match.start()
            left = match.end()
        yield left, end


def passages(article: Article, reading: Reading | None) -> tuple[Passage, ...]:
    """The sentences of an article's body, in order."""
    quotes = quoted_spans(article.text)
    return tuple(
        found
        for start, end in _pieces(article, reading)
        if (found := _passage(article.text, start, end, quotes)).words
    )
