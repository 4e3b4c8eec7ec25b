"""What is remembered of addresses and of declared sources."""

from __future__ import annotations

from msgspec import Struct

__all__ = ["Marks", "SourceHealth"]


class Marks(Struct, frozen=True, kw_only=True):
    """What is remembered of one address.

    `etag` and `modified` are the server's marks of the version last seen; `mark` the day that
    a feed or sitemap gave for it; `refused` why there was no article, None if there was one.
    """

    etag: str | None = None
    modified: str | None = None
    mark: str | None = None
    refused: str | None = None


class SourceHealth(Struct, frozen=True, kw_only=True):
    """How a declared source fares. Moments are ISO 8601 in UTC.

    `due` is when it is asked next; `problem` what went wrong at the last pass, None if nothing
    did; `failures` how many passes in a row it failed; `yields` how many new reports the last
    passes brought, oldest first; `listed` how many addresses it listed at the last one;
    `refused` how many of its pages were refused in all, `articles` how many were kept.
    """

    address: str
    outlet: str | None = None
    due: str = ""
    last_pass: str | None = None
    last_success: str | None = None
    last_new: str | None = None
    problem: str | None = None
    failures: int = 0
    yields: tuple[int, ...] = ()
    listed: int = 0
    articles: int = 0
    refused: int = 0
