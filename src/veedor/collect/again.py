"""The text of an article taken from its bytes once more, to prove that it is theirs."""

from __future__ import annotations

from veedor.collect.encoding import decode
from veedor.collect.jsonl import row_of
from veedor.collect.page import EXTRACTOR, from_html
from veedor.collect.pdf import PDF_EXTRACTOR, text_of

__all__ = ["extract_again"]


def extract_again(source: str, content: bytes, extractor: str) -> str | None:
    """The text that these bytes hold; None where another version of the extractor took it.

    Raises:
        InputRefused: they hold no text.
    """
    if extractor == "text":
        return decode(source, content)[0]
    if extractor == "jsonl":
        return row_of(source, content).text
    if extractor == PDF_EXTRACTOR:
        return text_of(source, content)
    if extractor == EXTRACTOR:
        return from_html(source, content, source if "://" in source else None).article.text
    return None
