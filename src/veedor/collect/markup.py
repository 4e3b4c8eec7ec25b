"""HTML from strangers: in which encoding it is, how deep, and what its head declares."""

from __future__ import annotations

import codecs
import re
from itertools import accumulate

from lxml import etree

from veedor.collect.encoding import decode
from veedor.collect.links import cleaned, joined, same_site
from veedor.errors import InputRefused

__all__ = ["canonical_of", "html_text", "tree_of"]

#: Elements within one another. Pages of the press have 15 to 40; libxml2 cuts off at 256 and
#: what lies deeper would be lost without a word.
MAX_DEPTH = 250
#: Elements of one page. The largest pages of the press (live blogs) have some 30,000; taking
#: the text from so many takes about a second.
MAX_ELEMENTS = 100_000
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([a-zA-Z0-9_:.-]+)", re.IGNORECASE)
_OPEN = re.compile(r"<[a-zA-Z]")
#: Elements that have an end: others are closed by what comes next.
_NESTING = re.compile(
    r"<(/?)(?:div|section|article|main|table|ul|ol|blockquote|span|font|b|i|em|strong|a|form|"
    r"center|aside|header|footer|nav|figure)(?=[\s>/])",
    re.IGNORECASE,
)


def html_text(source: str, content: bytes) -> tuple[str, str | None]:
    """A page as text: in the encoding it declares if that fits, else as any other text.

    Raises:
        InputRefused: it is no text, or no page that anyone wrote.
    """
    text, note = decode(source, content)
    if note is not None and "byte order" not in note:
        declared = _as_declared(content)
        text, note = (text, note) if declared is None else (declared, None)
    elements = sum(1 for _ in _OPEN.finditer(text))
    if elements > MAX_ELEMENTS:
        raise InputRefused(source, f"has {elements:,} elements; the limit is {MAX_ELEMENTS:,}")
    if elements > MAX_DEPTH:
        _expect_shallow(source, text)
    return text, note


def _as_declared(content: bytes) -> str | None:
    """The page in the encoding that it declares, None if it declares none or that does not fit.

    A page that is no UTF-8 though it says so is left to `decode`: guesses from the letters take
    Spanish for Polish.
    """
    found = _CHARSET.search(content[:4096])
    name = found.group(1).decode("ascii").lower() if found else ""
    if not name or name.startswith(("utf", "unicode")):
        return None
    try:
        codec = codecs.lookup(name).name
        # As all browsers do (WHATWG Encoding): what says Latin-1 may have Windows' characters.
        return content.decode("cp1252" if codec in ("iso8859-1", "ascii") else codec)
    except (LookupError, UnicodeDecodeError):
        return None


def _expect_shallow(source: str, text: str) -> None:
    """Refuse elements within one another without end.

    Raises:
        InputRefused: they are nested too deep.
    """
    steps = (-1 if closing else 1 for closing in _NESTING.findall(text))
    if max(accumulate(steps), default=0) > MAX_DEPTH:
        raise InputRefused(source, f"has elements nested more than {MAX_DEPTH} deep")


def tree_of(text: str) -> etree._Element | None:
    """The page as trafilatura parses it, or None if there is nothing to parse."""
    from trafilatura import load_html

    tree: etree._Element | None = load_html(text)
    return tree


def canonical_of(root: etree._Element, url: str) -> str:
    """The page's address as it wants to be known, without what tracks the reader.

    Only an address of the same site is believed, and not that of its front page: a page may
    neither pass for one of another site, nor all reports for one.
    """
    links = [e.get("href", "") for e in root.iter("link") if e.get("rel", "") == "canonical"]
    meta = [e.get("content", "") for e in root.iter("meta") if e.get("property") == "og:url"]
    for address in filter(str.strip, [*links, *meta]):
        whole = cleaned(joined(url, address))
        if same_site(whole, url) and whole.rstrip("/").count("/") > 2:
            return whole
    return cleaned(url)
