"""What lies at an address: a report, or a list of reports (feed, sitemap, front page)."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from veedor.collect.events import Read
from veedor.collect.feeds import is_feed, links_of_feed
from veedor.collect.fetch import Fetched
from veedor.collect.front import feeds_named, is_front, links_of_front
from veedor.collect.item import Collected
from veedor.collect.links import Link
from veedor.collect.page import from_html
from veedor.collect.pdf import from_pdf, is_pdf
from veedor.collect.sitemaps import is_sitemap, sitemap_of, unpacked
from veedor.errors import InputRefused

__all__ = ["Listing", "read_fetched"]


class Listing(Struct, frozen=True, kw_only=True):
    """What a feed, sitemap or front page lists: reports, and further lists."""

    pages: tuple[Link, ...] = ()
    lists: tuple[Link, ...] = ()


def read_fetched(
    url: str, fetched: Fetched, limit: int, read: Read = "auto"
) -> Collected | Listing:
    """The report in what a server answered, or the list of reports.

    Args:
        url: the address as asked for.
        fetched: what was answered.
        limit: bytes of a packed list when it is unpacked.
        read: what is expected there.

    Raises:
        InputRefused: it is neither, or not what is expected.
    """
    content = unpacked(url, fetched.content, limit) if read != "page" else fetched.content
    if is_sitemap(content):
        found = sitemap_of(content, fetched.url)
        return _some(url, Listing(pages=found.pages, lists=found.sitemaps), "sitemap")
    if is_feed(content):
        links = tuple(links_of_feed(content, fetched.url))
        return _some(url, Listing(pages=links), "feed")
    if read in ("feed", "sitemap"):
        raise InputRefused(url, f"is no {read}")
    if read == "front" or (
        read == "auto" and is_front(fetched.url) and "html" in fetched.media_type
    ):
        return _front(url, fetched, content)
    return _report(url, fetched)


def _some(url: str, listing: Listing, kind: str) -> Listing:
    if not listing.pages and not listing.lists:
        raise InputRefused(url, f"is a {kind} without reports, or a malformed one")
    return listing


def _front(url: str, fetched: Fetched, content: bytes) -> Listing:
    """A front page; its feeds are asked too, as they tell when reports change."""
    pages = tuple(links_of_front(url, content, fetched.url))
    feeds = tuple(Link(url=feed) for feed in feeds_named(url, content, fetched.url)[:2])
    if not pages and not feeds:
        raise InputRefused(url, "is a front page without links to reports")
    return Listing(pages=pages, lists=feeds)


def _report(url: str, fetched: Fetched) -> Collected:
    if is_pdf(fetched.content):
        made = from_pdf(url, fetched.content, fetched.url)
    elif fetched.media_type and not any(k in fetched.media_type for k in ("html", "xml")):
        raise InputRefused(url, f"is {fetched.media_type}, which is not read")
    else:
        made = from_html(url, fetched.content, fetched.url)
    return replace(made, capture=fetched.capture)
