"""Sentences as quotations see them: a full stop inside marks ends nothing."""

from __future__ import annotations

from dataclasses import dataclass

from veedor.read.quotes.marks import Marked
from veedor.read.syntax import Doc, Token

__all__ = ["Segment", "inside_marks", "segments"]

_STOPS = frozenset({".", "!", "?", "…", "...", ";", '."', ".”"})
_MARKS = frozenset("“”«»‘’\"'‹›„")
_OPENERS = frozenset("“«‘\"'‹„¿¡([—–-•*")
_DASHES = frozenset({"—", "–", "-", "―"})
_PARTING = _STOPS | _MARKS | _DASHES


@dataclass(frozen=True, slots=True)
class Segment:
    """Tokens `[start, end)` of a doc that make one sentence, or one side of a bare dash."""

    doc: Doc
    start: int
    end: int

    @property
    def first(self) -> int:
        """Its first character in the doc."""
        return int(self.doc[self.start].idx)

    @property
    def last(self) -> int:
        """The end of its last word, without the closing punctuation."""
        at = self.end - 1
        while at > self.start and (self.doc[at].is_space or self.doc[at].text in _STOPS):
            at -= 1
        token = self.doc[at]
        return int(token.idx) + len(token.text)


def inside_marks(marked: list[Marked], at: int) -> Marked | None:
    """The outermost marked stretch that holds character `at` of the line."""
    for stretch in marked:
        if stretch.start <= at < stretch.end:
            return stretch
    return None


def segments(
    doc: Doc, marked: list[Marked], opening: int = 0, span: tuple[int, int] | None = None
) -> list[Segment]:
    """The segments of a line, or of its tokens `span`, in order and without gaps; its
    dateline, up to character `opening`, is one of its own."""
    begin, close = span or (0, len(doc))
    ends = [i + 1 for i in range(begin, close - 1) if _ends(doc, i, marked)]
    first = next((t.i for t in doc if t.idx >= opening), 0) if opening else begin
    starts = [begin, *([first] if first > begin else []), *(end for end in ends if end > first)]
    pieces = [
        Segment(doc, start, end) for start, end in zip(starts, [*starts[1:], close], strict=True)
    ]
    return [piece for piece in pieces if piece.end > piece.start]


def _ends(doc: Doc, at: int, marked: list[Marked]) -> bool:
    token, following = doc[at], doc[at + 1]
    if token.text not in _PARTING or inside_marks(marked, token.idx):
        return False
    if token.text == ";":
        return True
    if token.text in _DASHES:
        return _bare_dash(doc, at)
    if not _begins(following):
        return False
    if token.text in _STOPS:
        return True
    closing = at > 0 and token.text in _MARKS and not doc[at - 1].whitespace_
    stop_inside = closing and doc[at - 1].text[-1:] in ".!?…"
    return stop_inside and following.text[0] not in "—–"


def _begins(token: Token) -> bool:
    return token.is_space or token.text[0].isupper() or token.text[0] in _OPENERS or token.is_digit


def _bare_dash(doc: Doc, at: int) -> bool:
    """A dash between spaces, the only one of its sentence, parts two texts (captions)."""
    if not (at and doc[at - 1].whitespace_ and doc[at].whitespace_):
        return False
    stop = next((t.i for t in doc[at + 1 :] if t.text in {".", "!", "?"}), len(doc))
    back = next((t.i for t in reversed(doc[:at]) if t.text in {".", "!", "?"}), -1)
    return sum(t.text in _DASHES for t in doc[back + 1 : stop]) == 1
