"""What sites ask of programs in robots.txt (RFC 9309), each asked once a day."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from protego import Protego

from veedor.errors import InputRefused

__all__ = ["MAX_ROBOTS", "Robots"]

#: The part of a robots.txt that counts, as RFC 9309 (2.5) sets it.
MAX_ROBOTS = 500 * 1024
#: RFC 9309 (2.4): not kept for longer than a day.
_KEPT = 24 * 3600.0
#: A server that failed is asked again after some minutes.
_FAILED = 300.0


@dataclass
class _Site:
    """What one site said, until when that counts."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    until: float = 0.0
    rules: Protego | None = None
    failure: str | None = None


class Robots:
    """The rules of every site that was asked.

    Args:
        ask: gets the content of a robots.txt, empty if the site has none; it raises
            InputRefused where the server fails, which means that nothing may be read.
        agent: under what name rules are looked up.
    """

    def __init__(self, ask: Callable[[str], bytes], agent: str) -> None:
        self._ask = ask
        self._agent = agent
        self._sites: dict[str, _Site] = {}
        self._lock = threading.Lock()

    def allows(self, site: str, url: str) -> bool:
        """Whether a page of a site (`https://host`) may be read.

        Raises:
            InputRefused: the site's rules cannot be had.
        """
        return bool(self._rules(site).can_fetch(url, self._agent))

    def delay(self, site: str) -> float:
        """The pause in seconds that a site asks for between two requests.

        Raises:
            InputRefused: the site's rules cannot be had.
        """
        rules = self._rules(site)
        rate = rules.request_rate(self._agent)
        spread = rate.seconds / rate.requests if rate and rate.requests else 0.0
        return max(float(rules.crawl_delay(self._agent) or 0.0), spread)

    def sitemaps(self, site: str) -> list[str]:
        """The sitemaps that a site names.

        Raises:
            InputRefused: the site's rules cannot be had.
        """
        return list(self._rules(site).sitemaps)

    def _rules(self, site: str) -> Protego:
        with self._lock:
            place = self._sites.setdefault(site, _Site())
        with place.lock:
            if time.monotonic() >= place.until:
                self._renew(site, place)
            if place.rules is None:
                raise InputRefused(site, place.failure or "", again=_FAILED)
            return place.rules

    def _renew(self, site: str, place: _Site) -> None:
        try:
            content = self._ask(f"{site}/robots.txt")
        except InputRefused as error:
            place.rules, place.failure = None, error.reason
            place.until = time.monotonic() + _FAILED
            return
        place.rules = Protego.parse(content.decode("utf-8", "replace"))
        place.until = time.monotonic() + _KEPT
