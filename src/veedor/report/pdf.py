"""Documents as typeset PDF, through Typst.

Every text goes in as a Typst string literal, so nothing an article says can be markup.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
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
#: A list of no more points than this is not broken over pages.
_FEW = 12
#: Wider columns share what is left by their longest cell, which counts within these bounds: one
#: long cell wraps rather than squeeze the others.
_LEAST, _MOST = 26, 60


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
    return style + head + "\n\n".join(_kept_together(document.blocks)) + "\n"


def _kept_together(blocks: Iterable[Block]) -> Iterator[str]:
    """The blocks; a heading, or a paragraph that leads on, shares a page with what follows it.

    Typst keeps such a block on the page of the next one, but not where the next one moves on
    because its footnote does not fit: those are set as one.
    """
    led: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading) or (isinstance(block, Paragraph) and block.keep):
            led.append(block)
        elif led and isinstance(block, Quotation | Paragraph):
            joined = "\n\n".join(_block(one) for one in (*led, block))
            above = "1.4em" if isinstance(led[0], Heading) else "0.85em"
            yield f"#block(breakable: false, above: {above})[{joined}]"
            led = []
        else:
            yield from (_block(one) for one in (*led, block))
            led = []
    yield from (_block(one) for one in led)


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
            return _list(items)
        case Table(head, rows):
            return _table(head, rows)
        case Picture(svg, caption, alternative):
            return (
                f"#figure(image(bytes({literal(svg)}), format: {literal('svg')}, "
                f"alt: {literal(alternative)}, width: 100%), caption: [#{literal(caption)}])"
            )


def _list(items: tuple[tuple[Inline, ...], ...]) -> str:
    """A list; a short one stays on one page, so that no last point stands alone on the next."""
    if not items:
        return ""
    points = ", ".join(f"[{_inline(item)}]" for item in items)
    return f"#block(breakable: {'false' if len(items) <= _FEW else 'true'}, list({points}))"


def _table(head: tuple[str, ...], rows: Iterable[tuple[tuple[Inline, ...], ...]]) -> str:
    """A table whose columns are as wide as their longest cell asks, within bounds."""
    widths = [len(cell) for cell in head]
    listed = list(rows)
    for row in listed:
        widths = [max(width, len(plain(cell))) for width, cell in zip(widths, row, strict=True)]
    columns = ", ".join(
        "auto" if width <= _SHORT else f"{max(_LEAST, min(width, _MOST))}fr" for width in widths
    )
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
