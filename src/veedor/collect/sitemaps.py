"""Sitemaps (sitemaps.org 0.9) and news sitemaps, plain or packed, and indexes of them."""

from __future__ import annotations

import zlib

from lxml import etree
from msgspec import Struct

from veedor.collect.links import Link, cleaned, joined, moment
from veedor.collect.xml import parsed
from veedor.errors import InputRefused

__all__ = ["Sitemap", "is_sitemap", "sitemap_of", "unpacked"]

_GZIP = b"\x1f\x8b"
_OPENINGS = (b"<urlset", b"<sitemapindex")


class Sitemap(Struct, frozen=True, kw_only=True):
    """What a sitemap lists, the newest first: pages, and other sitemaps."""

    pages: tuple[Link, ...] = ()
    sitemaps: tuple[Link, ...] = ()


def unpacked(url: str, content: bytes, limit: int) -> bytes:
    """The bytes of a file that may be packed with gzip.

    Raises:
        InputRefused: it is damaged, or larger than the limit.
    """
    if not content.startswith(_GZIP):
        return content
    unpack = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        plain = unpack.decompress(content, limit + 1)
    except zlib.error as error:
        raise InputRefused(url, f"is damaged ({error})") from None
    if len(plain) > limit:
        raise InputRefused(url, f"is larger than {limit / 1e6:.1f} MB when unpacked")
    if not unpack.eof:
        raise InputRefused(url, "is damaged (its packing breaks off)")
    return plain


def is_sitemap(content: bytes) -> bool:
    """Whether some bytes begin as a sitemap or an index of sitemaps does."""
    start = content[:2000].lower()
    return any(opening in start for opening in _OPENINGS)


def sitemap_of(content: bytes, base: str) -> Sitemap:
    """What a sitemap lists; nothing if it is malformed."""
    root = parsed(content)
    if root is None:
        return Sitemap()
    return Sitemap(
        pages=_entries(root, "url", base, page=True),
        sitemaps=_entries(root, "sitemap", base, page=False),
    )


def _entries(root: etree._Element, kind: str, base: str, *, page: bool) -> tuple[Link, ...]:
    found: dict[str, Link] = {}
    for entry in root.iter(f"{{*}}{kind}"):
        address = (entry.findtext("{*}loc") or "").strip()
        if address:
            whole = joined(base, address)
            url = cleaned(whole) if page else whole
            found.setdefault(url, Link(url=url, mark=_mark(entry)))
    # Those that give no day keep their order behind those that do.
    return tuple(sorted(found.values(), key=lambda link: link.mark or "", reverse=True))


def _mark(entry: etree._Element) -> str | None:
    """When a page was last changed, else when its report was published (news sitemaps)."""
    for path in ("{*}lastmod", "{*}news/{*}publication_date"):
        if text := (entry.findtext(path) or "").strip():
            return moment(text)
    return None
