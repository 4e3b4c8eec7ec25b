"""The one syntactic parse of an article, line by line, with offsets into its text.

The model sees each line alone: given a whole page it merges the headline into the lead.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from veedor.errors import ModelMissing
from veedor.model import SUBJECT_LINES, Line, Span
from veedor.read.languages import language
from veedor.read.syntax import Doc, Token

if TYPE_CHECKING:
    from spacy.language import Language as Pipeline

__all__ = ["Parsed", "ParsedLine", "expect_model", "load_model", "parse"]

#: Longer lines are parsed in pieces, cut behind a full stop where there is one: the parser's
#: memory grows with a line, and the search for clauses with the square of a sentence without
#: an end (20,000 characters of one: 470 words/s; 5,000: above 1,000). Paragraphs of the press
#: stay under 2,500.
MAX_LINE = 5_000


#: Characters and pieces the model is given at once: its memory grows with both, by 2.5 MB for
#: each kB. A paragraph of 300 kB took 760 MB with 64 pieces of any length.
BATCH, _AT_ONCE = 60_000, 64


@dataclass(frozen=True, slots=True)
class ParsedLine:
    """A line (or a piece of a very long one) and its parse; `start` is the offset of `text`,
    which is the doc's."""

    index: int
    line: Line
    doc: Doc
    start: int
    text: str

    def span(self, token: Token) -> Span:
        """A token of the doc as a span of the article's text."""
        return self.between(token.idx, token.idx + len(token.text))

    def between(self, start: int, end: int) -> Span:
        """The doc's characters `[start, end)` as a span of the article's text."""
        return Span(start=self.start + start, end=self.start + end, text=self.text[start:end])


@dataclass(frozen=True, slots=True)
class Parsed:
    """An article's text, its lines, and the parse of those lines that speak of its subject."""

    text: str
    language: str
    lines: tuple[Line, ...]
    parsed: tuple[ParsedLine, ...]
    package: str | None = None

    def recognise(self, lines: Sequence[ParsedLine]) -> None:
        """Let the model label the entities of these lines: a third of its time, so only where
        no rule knows what a name is."""
        pipeline = load_model(self.language, self.package)
        if "ner" in pipeline.pipe_names:
            recogniser: Any = pipeline.get_pipe("ner")
            batch = _batch(len(line.text) for line in lines)
            for _ in recogniser.pipe([line.doc.model for line in lines], batch_size=batch):
                pass

    def release(self) -> None:
        """Let go of the trees; what was read of them stays."""
        for line in self.parsed:
            line.doc.release()

    def span(self, start: int, end: int) -> Span:
        """`[start, end)` of the article's text as a span."""
        return Span(start=start, end=end, text=self.text[start:end])


def expect_model(code: str, package: str | None = None) -> None:
    """See that a language's pipeline is installed without loading it: that takes a second, and
    150 MB which whoever only hands out work can spare.

    Raises:
        ModelMissing: it is not installed.
    """
    if find_spec(_package(code, package)) is None:
        raise _missing(_package(code, package))


def _package(code: str, package: str | None) -> str:
    return package or str(language(code).data("model")["package"])


def _unused(code: str, package: str | None) -> list[str]:
    """The components that a parse does without; what another package has is not known."""
    known = language(code).data("model").get("unused", []) if package is None else []
    return ["ner", *map(str, known)]


def _missing(name: str) -> ModelMissing:
    return ModelMissing(
        f"the language model {name} is not installed: run `veedor models install`"
    )


@lru_cache(maxsize=4)
def load_model(code: str, package: str | None = None) -> Pipeline:
    """The spaCy pipeline of a language; `package` takes the place of the usual one.

    Raises:
        ModelMissing: it is not installed.
    """
    name = _package(code, package)
    try:
        with warnings.catch_warnings():
            # The Spanish model names an older spaCy; its figures here were measured with this one.
            warnings.filterwarnings("ignore", message=r"\[W095\]")
            model: Pipeline = import_module(name).load()
    except ImportError:
        raise _missing(name) from None
    return model


def _batch(lengths: Iterable[int]) -> int:
    """How many pieces the model is given at once."""
    return max(1, min(_AT_ONCE, BATCH // max(lengths, default=1)))


def _cut(text: str, start: int) -> int:
    """Where a piece of a long line that begins at `start` ends."""
    end = start + MAX_LINE
    for mark in (". ", " "):
        found = text.rfind(mark, start + MAX_LINE // 2, end)
        if found > start:
            return found + len(mark) - 1
    return end


def _pieces(line: Line) -> Iterator[tuple[int, str]]:
    """A line cut into pieces of at most MAX_LINE characters, with offsets."""
    start = 0
    while len(line.text) - start > MAX_LINE:
        cut = _cut(line.text, start)
        yield line.start + start, line.text[start:cut]
        start = cut
    yield line.start + start, line.text[start:]


def parse(
    texts: Iterable[tuple[str, Sequence[Line]]], code: str, package: str | None = None
) -> Iterator[Parsed]:
    """Parse articles of one language, given as text and classified lines, in order.

    What comes of one does not depend on the others, but short ones cost a fifth less together.
    """
    model, unused = load_model(code, package), _unused(code, package)
    known = list(texts)
    places = [list(_places(lines)) for _, lines in known]
    pieces = [piece for found in places for *_, piece in found]
    docs = model.pipe(pieces, batch_size=_batch(map(len, pieces)), disable=unused)
    for (text, lines), found in zip(known, places, strict=True):
        yield Parsed(
            text=text,
            language=code,
            lines=tuple(lines),
            parsed=tuple(
                ParsedLine(index, line, Doc(next(docs), piece), start, piece)
                for index, line, start, piece in found
            ),
            package=package,
        )


def _places(lines: Sequence[Line]) -> Iterator[tuple[int, Line, int, str]]:
    """The pieces of the lines that are parsed: number and line, offset, text."""
    for index, line in enumerate(lines):
        if line.kind in SUBJECT_LINES:
            for start, piece in _pieces(line):
                yield index, line, start, piece
