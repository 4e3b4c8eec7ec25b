"""Feeds: RSS, Atom and JSON Feed, of which only the addresses of the reports are taken."""

from __future__ import annotations

import msgspec
from lxml import etree

from veedor.collect.fetch import joined

__all__ = ["feed_links", "is_feed"]

_OPENINGS = (b"<rss", b"<feed", b"<rdf:rdf", b"jsonfeed.org/version")


def is_feed(content: bytes) -> bool:
    """Whether some bytes begin as a feed does."""
    start = content[:2000].lower()
    return any(opening in start for opening in _OPENINGS) and b"<html" not in start


def feed_links(content: bytes, base: str) -> list[str]:
    """The addresses of a feed's reports in its order, each once; none if it is malformed."""
    links = _json_links(content) if content.lstrip()[:1] == b"{" else _xml_links(content)
    return list(dict.fromkeys(joined(base, link) for link in links if link.strip()))


def _json_links(content: bytes) -> list[str]:
    try:
        feed = msgspec.json.decode(content)
    except msgspec.MsgspecError:
        return []
    items = feed.get("items") if isinstance(feed, dict) else None
    rows = [item for item in items or [] if isinstance(item, dict)]
    return [str(row.get("url") or row.get("id") or "") for row in rows]


def _xml_links(content: bytes) -> list[str]:
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        return []
    if root is None:
        return []
    items = root.iter("{*}item", "{*}entry")
    return [link for item in items for link in _item_links(item)[:1]]


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
