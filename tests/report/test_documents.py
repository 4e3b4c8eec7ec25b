"""One document in every layout: nothing is lost, nothing an article says becomes markup."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from veedor.report.document import (
    Bullets,
    Code,
    Document,
    Emphasis,
    Heading,
    Link,
    Note,
    Paragraph,
    Picture,
    Quotation,
    Strong,
    Table,
)
from veedor.report.html import html
from veedor.report.markdown import markdown
from veedor.report.pdf import literal, pdf, typst_source

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10">'
    '<rect width="5" height="5"/></svg>'
)


def document(text: str) -> Document:
    note = Note((text, Link("https://example.org/a?b=1&c=2", text)))
    return Document(
        title=text, subtitle=text, language="es", contents="Índice",
        blocks=(
            Heading(1, text),
            Paragraph((text, Strong(text), note, Emphasis(text), Code(text)), 1),
            Quotation((text, note)),
            Bullets(((text,), (text, note))),
            Table(("a", "b"), (((text,), (text,)),)),
            Picture(SVG, text, text),
        ),
    )  # fmt: skip


def test_markdown_reads_as_written():
    assert markdown(document("Año *2024*")).splitlines()[:9] == [
        "# Año \\*2024\\*", "", "Año \\*2024\\*", "", "## Año \\*2024\\*", "",
        "**1.** Año \\*2024\\***Año \\*2024\\***[^1]*Año \\*2024\\**`Año *2024*`", "",
        "> Año \\*2024\\*[^2]",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "&lt;b&gt;"]
)
def test_html_shows_markup_as_text(text):
    page = html(document(text))
    assert "<script" not in page
    assert "<img" not in page


@pytest.mark.parametrize("writer", [html, markdown, typst_source])
def test_only_web_addresses_become_links(writer):
    link = Link("javascript:alert(1)", "x")
    assert "javascript:" not in writer(Document("t", "s", "en", "c", (Paragraph((link,)),)))


def test_every_footnote_is_there_and_back():
    page = html(document("x"))
    for number in (1, 2, 3):
        assert f'href="#n{number}"' in page
        assert f'href="#r{number}"' in page


@pytest.mark.parametrize(
    "text",
    ["Año", "#panic()", '"; #import "x"', "$x$ @ref <label> \\ _a_ *b* `c`", "김정은 Шойгу", "//"],
)
def test_pdf_prints_any_text(text):
    assert pdf(document(text)).startswith(b"%PDF")


@settings(max_examples=20, deadline=None)
@given(st.text(max_size=60))
def test_typst_takes_any_text(text):
    assert pdf(Document("t", "s", "en", "c", (Paragraph((text,)),))).startswith(b"%PDF")
    assert "\n" not in literal(text)
