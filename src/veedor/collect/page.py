"""HTML pages: the article's text and what the page says about it, through trafilatura."""

from __future__ import annotations

import logging
from typing import Any

from veedor.collect.encoding import decode
from veedor.collect.item import Collected, Metadata, article
from veedor.errors import InputRefused

__all__ = ["from_html"]

#: Shorter texts are menus, notices of consent or error pages, not reports. Press notices of one
#: paragraph begin at about 250 characters; consent and error texts that trafilatura returns are
#: one or two sentences.
MIN_TEXT = 150

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)


def from_html(source: str, content: bytes, url: str | None = None) -> Collected:
    """The article of a page: its headline as the first line, then trafilatura's own text.

    Raises:
        InputRefused: there is no article on it, or none in a language with a reader.
    """
    text, note = _markup(source, content)
    found = _extract(text, url)
    body = (found.text or "").strip() if found else ""
    if found is None or len(body) < MIN_TEXT:
        raise InputRefused(source, "has no article on it")
    about = Metadata(
        url=url or found.url, outlet=found.sitename or found.hostname, title=found.title,
        byline=found.author, published=found.date,
    )  # fmt: skip
    return Collected(
        article=article(source, _headed(found.title, body), about), content=content, note=note
    )


def _markup(source: str, content: bytes) -> tuple[str, str | None]:
    """The page as text: in the encoding it declares if that fits, else as any other text."""
    from trafilatura.utils import decode_file

    text, note = decode(source, content)
    if note is None or "byte order" in note:
        return text, note
    declared = decode_file(content)
    return (declared, None) if "\ufffd" not in declared else (text, note)


def _extract(markup: str, url: str | None) -> Any:
    from trafilatura import bare_extraction

    try:
        return bare_extraction(
            markup, url=url, with_metadata=True, include_comments=False,
            date_extraction_params={"original_date": True, "extensive_search": False},
        )  # fmt: skip
    except (ValueError, RecursionError):
        return None


def _headed(title: str | None, body: str) -> str:
    """The body under its headline, which trafilatura gives apart."""
    if not title or body.startswith(title):
        return body
    return f"{title}\n{body}"
