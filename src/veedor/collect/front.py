"""Front pages: which of their links lead to reports."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from courlan import check_url, is_navigation_page

from veedor.collect.furniture import words
from veedor.collect.links import Link, cleaned, joined, same_site
from veedor.collect.markup import html_text, tree_of

__all__ = ["feeds_named", "is_front", "links_of_front", "looks_like_report"]

_FEED_TYPES = frozenset({
    "application/rss+xml", "application/atom+xml", "application/feed+json", "application/json",
})  # fmt: skip
_DAY = re.compile(r"/(?:19|20)\d\d[/-]?(?:0\d|1[0-2])[/-]?(?:[0-2]\d|3[01])(?=\D|$)")
_ONLY_DAY = re.compile(r"^/?(?:[a-z-]+/)?(?:19|20)\d\d(?:[/-]\d{1,2}){0,2}/?$")
_WORDS = re.compile(r"[a-z\u00c0-\u024f\u0400-\u04ff\uac00-\ud7af]{2,}", re.IGNORECASE)
_NUMBERED = re.compile(r"(?:^|&)(?:id|p|nota|noticia|articulo|article|story|aid)=\d+(?:&|$)")
#: Words in the last part of a path from which it is a headline: sections have one or two
#: (*america-latina*); services that have three have one among the words of services.
_HEADLINE = 3


def is_front(url: str) -> bool:
    """Whether an address is that of a site as a whole."""
    parts = urlsplit(url)
    return parts.path in ("", "/") and not parts.query


def looks_like_report(url: str) -> bool:
    """Whether an address has the form of a report's: a day, a number, or a headline in it."""
    whole = urlsplit(url)
    if _NUMBERED.search(whole.query.lower()):
        return True
    path = whole.path
    parts = [part for part in path.lower().split("/") if part]
    if not parts or _ONLY_DAY.match(path) or words("sections").intersection(parts[:-1] or parts):
        return False
    last = parts[-1].rsplit(".", 1)[0]
    if last in words("sections") or is_navigation_page(url):
        return False
    if _DAY.search(path) or any(c.isdigit() for c in last):
        return True
    told = _WORDS.findall(last)
    service = len(told) <= _HEADLINE and words("sections").intersection(told)
    return len(told) >= _HEADLINE and not service


def links_of_front(source: str, content: bytes, base: str) -> list[Link]:
    """The links to reports of the same site, in the order of the page, each once.

    Raises:
        InputRefused: it is no page.
    """
    links: dict[str, Link] = {}
    for address in _addresses(source, content, "//a/@href"):
        url = cleaned(joined(base, address))
        if url in links or not same_site(url, base) or not looks_like_report(url):
            continue
        if _crawlable(url):
            links[url] = Link(url=url)
    return list(links.values())


def feeds_named(source: str, content: bytes, base: str) -> list[str]:
    """The feeds that a page names for itself, without those of comments."""
    types = " or ".join(f"@type='{kind}'" for kind in sorted(_FEED_TYPES))
    found = _addresses(source, content, f"//link[contains(@rel,'alternate') and ({types})]/@href")
    whole = dict.fromkeys(joined(base, address) for address in found)
    return [url for url in whole if "comment" not in url.lower() and same_site(url, base)]


def _crawlable(url: str) -> bool:
    """Whether courlan's filters of file types and of pages that are no text let it through.

    They know no addresses by number, such as those of a network of one's own.
    """
    checked = check_url(url)
    host = urlsplit(url).hostname or ""
    return checked is not None or host.replace(".", "").isdigit() or "." not in host


def _addresses(source: str, content: bytes, path: str) -> list[str]:
    root = tree_of(html_text(source, content)[0])
    found = root.xpath(path) if root is not None else []
    return [str(each) for each in found] if isinstance(found, list) else []
