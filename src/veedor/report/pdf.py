"""Documents as typeset PDF, through Typst.

Every text goes in as a Typst string literal, so nothing an article says can be markup.
"""

from __future__ import annotations

from collections.abc import Iterable
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


def _block(block: Block) -> str:
    match block:
        case Heading(level, text):
            return f"#heading(level: {level}, {literal(text)})"
        case Paragraph(content, number):
            mark = f"#number({number})" if number else ""
            return f"{mark}{_inline(content)}"
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
    columns = ", ".join(f"{min(max(width, 8), 60)}fr" for width in widths)
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
            return f"#raw({literal(text)});"
        case Link(address, text):
            if not address.startswith(("http://", "https://")):
                return f"#{literal(text)};"
            return f"#link({literal(address)})[#{literal(text)}];"
        case Note(content):
            return f"#footnote[{_inline(content)}];"
