"""HTML pages: the article's text and what the page says about it, through trafilatura."""

from __future__ import annotations

import logging
import re
from importlib.metadata import version
from typing import Any

from veedor.collect.encoding import repair
from veedor.collect.item import Collected, Metadata, article
from veedor.collect.json_ld import declared
from veedor.collect.markup import canonical_of, html_text, tree_of
from veedor.collect.walls import wall
from veedor.errors import InputRefused

__all__ = ["EXTRACTOR", "from_html"]

#: What takes the text from a page; another version may take another text.
EXTRACTOR = f"trafilatura {version('trafilatura')}, ftfy {version('ftfy')}"

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

    What the page declares as JSON-LD comes before what is found otherwise. A page from the web
    has its canonical address as source, so that it is one article by whatever way it came.

    Raises:
        InputRefused: there is no article on it, only its beginning, or none in a language with
            a reader.
    """
    markup, note = html_text(source, content)
    root = tree_of(markup)
    if root is None:
        raise InputRefused(source, "has no article on it")
    said, canonical = declared(root), canonical_of(root, url) if url else None
    # trafilatura takes the tree apart, so what is wanted of it otherwise comes first.
    found = _extract(root, url)
    body = (found.text or "").strip() if found else ""
    title = said.about.title or (found.title if found else None)
    refused = wall(body, title, said.free)
    if refused is not None:
        raise InputRefused(source, refused)
    if found is None or len(body) < MIN_TEXT:
        raise InputRefused(source, "has no article on it")
    if canonical is not None:
        source = url = canonical
    text, repaired = repair(_headed(found.title, body))
    about = Metadata(
        url=url or found.url, outlet=said.about.outlet or found.sitename or found.hostname,
        title=title and repair(title)[0], byline=said.about.byline or found.author,
        published=said.about.published or found.date,
    )  # fmt: skip
    return Collected(
        article=article(source, text, about),
        content=content,
        note=note or repaired,
        extractor=EXTRACTOR,
    )


def _extract(root: Any, url: str | None) -> Any:
    from trafilatura import bare_extraction

    try:
        return bare_extraction(
            root, url=url, with_metadata=True, include_comments=False,
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
