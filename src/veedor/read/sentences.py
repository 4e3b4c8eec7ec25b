"""Sentences of the subject lines, as the parse divides them."""

from __future__ import annotations

from collections.abc import Iterator

from veedor.model import Sentence
from veedor.read.parse import Parsed, ParsedLine

__all__ = ["find_sentences"]


def find_sentences(parsed: Parsed) -> tuple[Sentence, ...]:
    """The sentences of the parsed lines in order; `Clause.sentence` indexes this tuple."""
    return tuple(sentence for line in parsed.parsed for sentence in _of_line(line))


def _of_line(line: ParsedLine) -> Iterator[Sentence]:
    for piece in line.doc.sents:
        text = piece.text
        lead = len(text) - len(text.lstrip())
        text = text.strip()
        if text:
            start = line.start + piece.start_char + lead
            yield Sentence(start=start, end=start + len(text), text=text, line=line.index)
