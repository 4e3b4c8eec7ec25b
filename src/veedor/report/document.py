"""A small document model: what a report says, before it is Markdown, HTML or a PDF."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

__all__ = [
    "Block",
    "Bullets",
    "Code",
    "Document",
    "Emphasis",
    "Heading",
    "Inline",
    "Link",
    "Note",
    "Paragraph",
    "Picture",
    "Quotation",
    "Strong",
    "Table",
    "coded",
    "plain",
]


@dataclass(frozen=True, slots=True)
class Strong:
    """Words that carry weight."""

    text: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Words set apart, such as a title."""

    text: str


@dataclass(frozen=True, slots=True)
class Code:
    """A hash, a path or a place in a file."""

    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """A web address; only http and https become links."""

    address: str
    text: str

    @property
    def opens(self) -> bool:
        """Whether it becomes a link: nothing an article says may run a script or open a file."""
        return self.address.startswith(("http://", "https://"))


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote at this point."""

    content: tuple[Inline, ...]


Inline = str | Strong | Emphasis | Code | Link | Note


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is a chapter."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, with its number if it has one, as the Panel's reports number theirs.

    `keep` keeps it on one page with what follows.
    """

    content: tuple[Inline, ...]
    number: int | None = None
    keep: bool = False


@dataclass(frozen=True, slots=True)
class Quotation:
    """A sentence of the press, word for word."""

    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of points."""

    items: tuple[tuple[Inline, ...], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table; every row has as many cells as the head."""

    head: tuple[str, ...]
    rows: tuple[tuple[tuple[Inline, ...], ...], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """An SVG drawing with a caption and, for those who cannot see it, what it shows."""

    svg: str
    caption: str
    alternative: str


Block = Heading | Paragraph | Quotation | Bullets | Table | Picture


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report in one language. `contents` is the heading of the table of contents."""

    title: str
    subtitle: str
    language: str
    contents: str
    blocks: tuple[Block, ...]


def coded(text: str) -> tuple[Inline, ...]:
    """A phrase with what stands in it between backticks as code."""
    parts = enumerate(text.split("`"))
    return tuple(Code(part) if number % 2 else part for number, part in parts if part)


def plain(content: Sequence[Inline]) -> str:
    """The words of some content without notes."""
    return "".join(
        item if isinstance(item, str) else item.text
        for item in content
        if not isinstance(item, Note)
    )
