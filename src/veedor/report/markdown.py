"""Documents as Markdown (CommonMark with footnotes and pipe tables)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from veedor.report.document import (
    Block,
    Bullets,
    Code,
    Document,
    Emphasis,
    Heading,
    Inline,
    Link,
    Note,
    Paragraph,
    Picture,
    Quotation,
    Strong,
    Table,
)

__all__ = ["markdown"]

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")


def markdown(document: Document) -> str:
    """The document as Markdown; pictures are given by what they show."""
    return "\n".join(_Writer().whole(document)) + "\n"


def escape(text: str) -> str:
    """Text of an article as Markdown that shows exactly that text."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


class _Writer:
    """One document being written; footnotes are numbered as they come."""

    def __init__(self) -> None:
        self.notes: list[str] = []

    def whole(self, document: Document) -> Iterator[str]:
        """The lines of the document, footnotes last."""
        yield from (f"# {escape(document.title)}", "", escape(document.subtitle))
        for block in document.blocks:
            yield ""
            yield from self.block(block)
        yield ""
        yield from self.notes

    def block(self, block: Block) -> Iterator[str]:
        """The lines of one block."""
        match block:
            case Heading(level, text):
                yield f"{'#' * (level + 1)} {escape(text)}"
            case Paragraph(content, number, _):
                yield (f"**{number}.** " if number else "") + self.inline(content)
            case Quotation(content):
                yield f"> {self.inline(content)}"
            case Bullets(items):
                yield from (f"- {self.inline(item)}" for item in items)
            case Table(head, rows):
                yield from self.table(head, rows)
            case Picture(_, caption, alternative):
                yield f"*{escape(caption)}.* {escape(alternative)}"

    def table(
        self, head: Iterable[str], rows: Iterable[tuple[tuple[Inline, ...], ...]]
    ) -> Iterator[str]:
        """A pipe table."""
        cells = [escape(cell) for cell in head]
        yield f"| {' | '.join(cells)} |"
        yield f"|{'---|' * len(cells)}"
        for row in rows:
            yield f"| {' | '.join(self.inline(cell) for cell in row)} |"

    def inline(self, content: Iterable[Inline]) -> str:
        """Inline content; its notes are kept for the end."""
        return "".join(self.piece(item) for item in content)

    def piece(self, item: Inline) -> str:
        """One piece of inline content."""
        match item:
            case str():
                return _keep_edges(item)
            case Strong(text):
                return f"**{escape(text)}**"
            case Emphasis(text):
                return f"*{escape(text)}*"
            case Code(text):
                return f"`{text.replace('`', '')}`"
            case Link(address, text):
                return f"[{escape(text)}](<{address}>)" if item.opens else escape(text)
            case Note(content):
                place = len(self.notes)
                self.notes.append("")
                self.notes[place] = f"[^{place + 1}]: {self.inline(content)}"
                return f"[^{place + 1}]"


def _keep_edges(text: str) -> str:
    """Escaped text with the single spaces at its edges that `escape` would take away."""
    before = " " if text[:1].isspace() else ""
    after = " " if text[-1:].isspace() and text.strip() else ""
    return before + escape(text) + after
