"""HTML pages: the article's text and what the page says about it, through trafilatura."""

from __future__ import annotations

import logging
import re
from importlib.metadata import version
from typing import Any

from veedor.collect.encoding import decode
from veedor.collect.item import Collected, Metadata, article
from veedor.errors import InputRefused

__all__ = ["EXTRACTOR", "from_html"]

#: What takes the text from a page; another version may take another text.
EXTRACTOR = f"trafilatura {version('trafilatura')}"

#: Shorter texts are menus, notices of consent or error pages, not reports. Press notices of one
#: paragraph begin at about 250 characters; consent and error texts that trafilatura returns are
#: one or two sentences.
MIN_TEXT = 150
#: Lines of the body among which the headline is looked for: above it stand at most a section,
#: a kicker and a date.
HEADLINE_WITHIN = 4
#: What parts a headline from the name of the site in a page's title.
_SITE = re.compile(r" [|–—·»-] \S")

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
        article=article(source, _headed(found.title, body), about),
        content=content,
        note=note,
        extractor=EXTRACTOR,
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
    """The body under its headline, once: trafilatura gives it apart, and often in the body too.

    A page's title may add the name of the site to the headline; then the headline stands.
    """
    if not title:
        return body
    lines = body.split("\n")
    for place, line in enumerate(lines[:HEADLINE_WITHIN]):
        if _same_headline(line, title):
            return "\n".join([line, *lines[:place], *lines[place + 1 :]])
    return f"{title}\n{body}"


def _same_headline(line: str, title: str) -> bool:
    line, title = (" ".join(text.casefold().split()) for text in (line, title))
    return bool(line) and (title == line or _site(title.removeprefix(line), title))


def _site(rest: str, title: str) -> bool:
    return rest != title and _SITE.match(rest) is not None
