"""Feeds: RSS, Atom and JSON Feed, of which the addresses of the reports are taken."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from lxml import etree

from veedor.collect.links import Link, cleaned, joined, moment
from veedor.collect.xml import parsed

__all__ = ["feed_links", "is_feed", "links_of_feed"]

_OPENINGS = (b"<rss", b"<feed", b"<rdf:rdf", b"jsonfeed.org/version")
#: Where a feed says when a report was last changed, the most telling first.
_CHANGED = ("updated", "modified", "pubDate", "published", "date")


def is_feed(content: bytes) -> bool:
    """Whether some bytes begin as a feed does."""
    start = content[:2000].lower()
    return any(opening in start for opening in _OPENINGS) and b"<html" not in start


def feed_links(content: bytes, base: str) -> list[str]:
    """The addresses of a feed's reports in its order, each once; none if it is malformed."""
    return [link.url for link in links_of_feed(content, base)]


def links_of_feed(content: bytes, base: str) -> list[Link]:
    """A feed's reports in its order, each once, with when the feed says they were changed."""
    found = _json_links(content) if content.lstrip()[:1] == b"{" else _xml_links(content)
    links: dict[str, Link] = {}
    for address, mark in found:
        if address.strip():
            url = cleaned(joined(base, address))
            links.setdefault(url, Link(url=url, mark=moment(mark or "")))
    return list(links.values())


def _json_links(content: bytes) -> Iterator[tuple[str, str | None]]:
    try:
        feed = msgspec.json.decode(content)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return
    items = feed.get("items") if isinstance(feed, dict) else None
    for row in items if isinstance(items, list) else ():
        if isinstance(row, dict):
            changed = row.get("date_modified") or row.get("date_published")
            yield str(row.get("url") or row.get("id") or ""), changed and str(changed)


def _xml_links(content: bytes) -> Iterator[tuple[str, str | None]]:
    root = parsed(content)
    for item in () if root is None else root.iter("{*}item", "{*}entry"):
        for address in _item_links(item)[:1]:
            yield address, _changed(item)


def _changed(item: etree._Element) -> str | None:
    for name in _CHANGED:
        if text := (item.findtext(f"{{*}}{name}") or "").strip():
            return text
    return None


def _item_links(item: etree._Element) -> list[str]:
    """RSS has the address as text, Atom as `href`; without either, RSS's permanent id is one."""
    links = [
        link for link in item.findall("{*}link") if link.get("rel", "alternate") == "alternate"
    ]
    found = [link.get("href") or link.text or "" for link in links]
    if not found:
        ids = [guid for guid in item.findall("{*}guid") if guid.get("isPermaLink") != "false"]
        found = [guid.text or "" for guid in ids]
    return [address for address in found if address.strip()]
