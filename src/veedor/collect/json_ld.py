"""What a page says about itself as JSON-LD (schema.org), which publishers write for machines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from itertools import islice
from typing import Any

import msgspec
from lxml import etree

from veedor.collect.item import Metadata

__all__ = ["Declared", "declared"]

#: schema.org's types of articles; the press uses these.
_ARTICLES = frozenset({
    "article", "newsarticle", "reportagenewsarticle", "analysisnewsarticle", "opinionnewsarticle",
    "backgroundnewsarticle", "reviewnewsarticle", "askpublicnewsarticle", "liveblogposting",
    "blogposting", "report", "socialmediaposting", "advertisercontentarticle",
})  # fmt: skip
_DAY = re.compile(r"^\s*(\d{4}-\d\d-\d\d)")
#: More than this in one page is no metadata.
MAX_BLOCKS = 30


class Declared(msgspec.Struct, frozen=True, kw_only=True):
    """What JSON-LD says: metadata, and whether the page is free to read."""

    about: Metadata
    free: bool | None = None


def declared(root: etree._Element) -> Declared:
    """What the JSON-LD of a page says of its article; nothing if there is none."""
    for node in _nodes(root):
        if _types(node) & _ARTICLES:
            return Declared(about=_about(node), free=_free(node))
    return Declared(about=Metadata())


def _nodes(root: etree._Element) -> Iterator[dict[str, Any]]:
    """Every object in the page's blocks of JSON-LD; a block that is no JSON is passed over."""
    blocks = (script for script in root.iter("script") if "ld+json" in script.get("type", ""))
    for block in islice(blocks, MAX_BLOCKS):
        try:
            yield from _objects(msgspec.json.decode((block.text or "").strip()))
        except (msgspec.MsgspecError, RecursionError):
            continue


def _objects(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > 3:
        return
    if isinstance(value, list):
        for each in value:
            yield from _objects(each, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _objects(value.get(key), depth + 1)


def _types(node: dict[str, Any]) -> set[str]:
    types = node.get("@type")
    return {str(t).lower() for t in (types if isinstance(types, list) else [types])}


def _about(node: dict[str, Any]) -> Metadata:
    published = _DAY.match(str(node.get("datePublished") or ""))
    authors = node.get("author") or node.get("creator")
    names = [_name(a) for a in (authors if isinstance(authors, list) else [authors])]
    return Metadata(
        outlet=_name(node.get("publisher")) or None,
        title=_text(node.get("headline")) or None,
        byline="; ".join(dict.fromkeys(name for name in names if name)) or None,
        published=published.group(1) if published else None,
    )


def _name(value: Any) -> str:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name")
        value = value[0] if isinstance(value, list) and value else value
    return "" if not isinstance(value, str) or "://" in value else _text(value)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        return ""
    return " ".join(unescape(value).split())


def _free(node: dict[str, Any]) -> bool | None:
    """Whether the article may be read without paying, if the page says so."""
    said = node.get("isAccessibleForFree")
    if isinstance(said, bool):
        return said
    return {"true": True, "false": False}.get(str(said).strip().lower())
