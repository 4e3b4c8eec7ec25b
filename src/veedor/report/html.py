"""Documents as one self-contained HTML file that prints well and loads nothing."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
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
)

__all__ = ["html"]


def html(document: Document) -> str:
    """The document as an HTML page with its style inside."""
    writer = _Writer()
    body = "\n".join(writer.block(block) for block in document.blocks)
    chapters = "".join(
        f'<li><a href="#{anchor}">{escape(text)}</a></li>' for anchor, text in writer.chapters
    )
    style = resources.files(__package__).joinpath("report.css").read_text("utf-8")
    title, subtitle = escape(document.title), escape(document.subtitle)
    notes = "\n".join(writer.notes)
    return (
        f'<!doctype html>\n<html lang="{escape(document.language)}">\n<head>\n'
        '<meta charset="utf-8">\n<meta name="viewport" content="width=device-width">\n'
        '<meta name="generator" content="veedor">\n'
        f"<title>{title}</title>\n<style>\n{style}</style>\n</head>\n<body>\n<main>\n"
        f"<header><h1>{title}</h1>\n<p>{subtitle}</p></header>\n"
        f'<nav aria-label="{escape(document.contents)}"><h2>{escape(document.contents)}</h2>'
        f"<ol>{chapters}</ol></nav>\n{body}\n"
        f'<section class="notes"><ol>\n{notes}\n</ol></section>\n</main>\n</body>\n</html>\n'
    )


class _Writer:
    """One page being written; footnotes and chapters are numbered as they come."""

    def __init__(self) -> None:
        self.notes: list[str] = []
        self.chapters: list[tuple[str, str]] = []

    def block(self, block: Block) -> str:
        """One block as HTML."""
        match block:
            case Heading(level, text):
                return self.heading(level, text)
            case Paragraph(content, number, _):
                mark = f'<span class="number">{number}.</span> ' if number else ""
                return f"<p>{mark}{self.inline(content)}</p>"
            case Quotation(content):
                return f"<blockquote><p>{self.inline(content)}</p></blockquote>"
            case Bullets(items):
                points = "".join(f"<li>{self.inline(item)}</li>" for item in items)
                return f"<ul>{points}</ul>"
            case Table(head, rows):
                return self.table(head, rows)
            case Picture(svg, caption, alternative):
                return (
                    f'<figure role="img" aria-label="{escape(alternative)}">{svg}'
                    f"<figcaption>{escape(caption)}</figcaption></figure>"
                )

    def heading(self, level: int, text: str) -> str:
        """A heading; chapters get an anchor and a place in the contents."""
        anchor = ""
        if level == 1:
            self.chapters.append((f"c{len(self.chapters) + 1}", text))
            anchor = f' id="{self.chapters[-1][0]}"'
        return f"<h{level + 1}{anchor}>{escape(text)}</h{level + 1}>"

    def table(self, head: Iterable[str], rows: Iterable[tuple[tuple[Inline, ...], ...]]) -> str:
        """A table whose head is repeated on every printed page."""
        cells = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in head)
        body = "".join(
            "<tr>" + "".join(f"<td>{self.inline(cell)}</td>" for cell in row) + "</tr>"
            for row in rows
        )
        return f"<table><thead><tr>{cells}</tr></thead><tbody>{body}</tbody></table>"

    def inline(self, content: Iterable[Inline]) -> str:
        """Inline content; its notes are kept for the end."""
        return "".join(self.piece(item) for item in content)

    def piece(self, item: Inline) -> str:
        """One piece of inline content, escaped."""
        match item:
            case str():
                return escape(item)
            case Strong(text):
                return f"<strong>{escape(text)}</strong>"
            case Emphasis(text):
                return f"<em>{escape(text)}</em>"
            case Code(text):
                return f"<code>{escape(text)}</code>"
            case Link(address, text):
                if not item.opens:
                    return escape(text)
                return f'<a href="{escape(address)}" rel="noreferrer">{escape(text)}</a>'
            case Note(content):
                return self.note(content)

    def note(self, content: Iterable[Inline]) -> str:
        """A reference to a footnote, and the note with its way back."""
        number = len(self.notes) + 1
        self.notes.append("")
        self.notes[number - 1] = (
            f'<li id="n{number}">{self.inline(content)} '
            f'<a href="#r{number}" aria-label="↩ {number}">↩</a></li>'
        )
        return f'<sup><a id="r{number}" href="#n{number}">{number}</a></sup>'
