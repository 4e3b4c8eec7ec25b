"""Addresses of pages and feeds."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from veedor.collect.feeds import feed_links, is_feed
from veedor.collect.fetch import Fetched, Fetcher
from veedor.collect.item import Collected
from veedor.collect.page import from_html
from veedor.errors import InputRefused
from veedor.model import Refusal

__all__ = ["from_address"]


def from_address(url: str, fetcher: Fetcher) -> Iterator[Collected | Refusal]:
    """The article at an address; if a feed is there, all its articles."""
    try:
        fetched = fetcher.fetch(url)
        links = feed_links(fetched.content, fetched.url) if is_feed(fetched.content) else None
        if links is None:
            yield _page(url, fetched)
            return
        if not links:
            raise InputRefused(url, "is a feed without reports, or a malformed one")
    except InputRefused as error:
        yield Refusal(source=error.source, stage="collect", reason=error.reason)
        return
    for link in links:
        yield _from_link(link, fetcher)


def _from_link(url: str, fetcher: Fetcher) -> Collected | Refusal:
    try:
        return _page(url, fetcher.fetch(url))
    except InputRefused as error:
        return Refusal(source=error.source, stage="collect", reason=error.reason)


def _page(url: str, fetched: Fetched) -> Collected:
    if fetched.media_type and not any(kind in fetched.media_type for kind in ("html", "xml")):
        raise InputRefused(url, f"is {fetched.media_type}, which is not read")
    return replace(from_html(url, fetched.content, fetched.url), capture=fetched.capture)
