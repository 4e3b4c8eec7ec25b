"""Documents as typeset PDF, through Typst.

Every text goes in as a Typst string literal, so nothing an article says can be markup.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from importlib import resources

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
    plain,
)

__all__ = ["pdf", "typst_source"]

_MARKS = re.compile(r"(?<=[/._\-?&=])(?=\w)")
#: A column whose longest cell has no more characters than this is as wide as that cell: days,
#: numbers and shortened hashes stand on one line.
_SHORT = 22


def pdf(document: Document) -> bytes:
    """The document as PDF bytes, with contents, page numbers and footnotes on their page."""
    import typst

    compiled: bytes = typst.compile(typst_source(document).encode("utf-8"))
    return compiled


def typst_source(document: Document) -> str:
    """The Typst source of a document."""
    style = resources.files(__package__).joinpath("report.typ").read_text("utf-8")
    head = (
        f"#show: report.with(title: {literal(document.title)}, "
        f"subtitle: {literal(document.subtitle)}, lang: {literal(document.language)}, "
        f"contents: {literal(document.contents)})\n"
    )
    return style + head + "\n\n".join(_block(block) for block in document.blocks) + "\n"


def literal(text: str) -> str:
    """A Typst string literal of any text; what cannot be printed becomes a space."""
    kept = "".join(c if c.isprintable() or c == "\n" else " " for c in text)
    escaped = kept.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    return f'"{escaped}"'


def _broken(text: str, part: Callable[[str], str]) -> str:
    """Text whose lines may break after its marks too, as those of paths and addresses must."""
    return "#h(0pt);".join(part(piece) for piece in _MARKS.split(text) if piece)


def _block(block: Block) -> str:
    match block:
        case Heading(level, text):
            return f"#heading(level: {level}, {literal(text)})"
        case Paragraph(content, number, keep):
            mark = f"#number({number})" if number else ""
            words = f"{mark}{_inline(content)}"
            return f"#block(sticky: true)[{words}]" if keep else words
        case Quotation(content):
            return f"#quotation[{_inline(content)}]"
        case Bullets(items):
            return f"#list({', '.join(f'[{_inline(item)}]' for item in items)})" if items else ""
        case Table(head, rows):
            return _table(head, rows)
        case Picture(svg, caption, alternative):
            return (
                f"#figure(image(bytes({literal(svg)}), format: {literal('svg')}, "
                f"alt: {literal(alternative)}, width: 100%), caption: [#{literal(caption)}])"
            )


def _table(head: tuple[str, ...], rows: Iterable[tuple[tuple[Inline, ...], ...]]) -> str:
    """A table whose columns are as wide as their longest cell asks, within bounds."""
    widths = [len(cell) for cell in head]
    listed = list(rows)
    for row in listed:
        widths = [max(width, len(plain(cell))) for width, cell in zip(widths, row, strict=True)]
    columns = ", ".join("auto" if width <= _SHORT else f"{min(width, 60)}fr" for width in widths)
    cells = ", ".join(f"[#strong({literal(cell)})]" for cell in head)
    body = ", ".join(f"[{_inline(cell)}]" for row in listed for cell in row)
    return f"#table(columns: ({columns}), table.header({cells}), {body})"


def _inline(content: Iterable[Inline]) -> str:
    return "".join(_piece(item) for item in content)


def _piece(item: Inline) -> str:
    match item:
        case str():
            return f"#{literal(item)};"
        case Strong(text):
            return f"#strong({literal(text)});"
        case Emphasis(text):
            return f"#emph({literal(text)});"
        case Code(text):
            return _broken(text, lambda part: f"#raw({literal(part)});")
        case Link(address, text):
            if not item.opens:
                return _broken(text, lambda part: f"#{literal(part)};")
            shown = _broken(text, lambda part: f"#{literal(part)};")
            return f"#link({literal(address)})[{shown}];"
        case Note(content):
            return f"#footnote[{_inline(content)}];"
