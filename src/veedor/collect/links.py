"""Addresses of reports: without what only tracks the reader, so that each is asked for once."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import lru_cache
from urllib.parse import urldefrag, urljoin, urlsplit

from courlan import normalize_url
from msgspec import Struct
from tld import get_tld

__all__ = [
    "Link", "authority_of", "cleaned", "host_of", "joined", "moment", "same_site", "site_of",
]  # fmt: skip


class Link(Struct, frozen=True, kw_only=True):
    """An address that a feed, sitemap or page lists, and when that says it was last changed.

    `mark` is ISO 8601 in UTC, as `moment` gives it, so that later ones are greater.
    """

    url: str
    mark: str | None = None


def moment(text: str) -> str | None:
    """A moment as feeds and sitemaps give it (RFC 5322, ISO 8601), as ISO 8601 in UTC, or None."""
    text = text.strip()
    found: datetime | None = None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        with suppress(ValueError, IndexError, TypeError):
            found = parsedate_to_datetime(text)
    if found is None:
        return None
    found = found if found.tzinfo else found.replace(tzinfo=UTC)
    try:
        return found.astimezone(UTC).isoformat(timespec="seconds")
    except OverflowError:
        return None


def joined(base: str, link: str) -> str:
    """A link as a whole address; one that cannot be is left as it is, to be refused."""
    try:
        return urljoin(base, link.strip())
    except ValueError:
        return link


def host_of(address: str) -> str | None:
    """The host of a web address, or None if it is none."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return parts.hostname if parts.scheme in {"http", "https"} else None


def authority_of(address: str) -> str:
    """Host and port of a web address, which is what a site's rules and pauses are for."""
    try:
        return urlsplit(address).netloc.rpartition("@")[2].lower()
    except ValueError:
        return ""


def cleaned(address: str) -> str:
    """An address without fragment and without what only tracks the reader (utm_source …)."""
    if host_of(address.strip()) is None:
        return address
    whole = urldefrag(address.strip()).url
    try:
        return str(normalize_url(whole))
    except (TypeError, ValueError):
        return whole


@lru_cache(maxsize=4096)
def site_of(host: str) -> str:
    """The domain that a host belongs to (`elpais.com` for `www.elpais.com`), else the host."""
    found = get_tld(f"http://{host}/", as_object=True, fail_silently=True)
    if found is not None:
        return str(getattr(found, "fld", host)).lower()
    labels = host.lower().split(".")
    # A number is no name; of a name under a domain that nobody knows, two parts are the site's.
    return host.lower() if labels[-1].isdigit() or ":" in host else ".".join(labels[-2:])


def same_site(one: str, other: str) -> bool:
    """Whether two addresses are of one site: of one domain, and of one port."""
    try:
        ports = {urlsplit(one).port, urlsplit(other).port}
    except ValueError:
        return False
    hosts = host_of(one), host_of(other)
    if None in hosts or len(ports - {None, 80, 443}) + bool(ports & {None, 80, 443}) > 1:
        return False
    return site_of(hosts[0] or "") == site_of(hosts[1] or "")
