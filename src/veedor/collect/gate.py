"""When a host may be asked: one pause between two requests, few at a time, and holds."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

__all__ = ["Gate"]


@dataclass
class _Host:
    """One host: when it last answered, the pause it asks for, and until when it is left alone."""

    slots: threading.Semaphore
    answered: float = -math.inf
    pause: float = 0.0
    held: float = -math.inf
    lock: threading.Lock = field(default_factory=threading.Lock)


class Gate:
    """Lets requests to each host through one after another, as far apart as it asks.

    Args:
        pause: seconds between an answer of a host and the next request to it, at least.
        at_once: requests to one host that may be open at a time.
    """

    def __init__(self, pause: float, at_once: int = 1) -> None:
        self._pause = pause
        self._at_once = at_once
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()

    @contextmanager
    def turn(self, host: str) -> Iterator[None]:
        """Wait until a host may be asked; it counts as asked for as long as this is open."""
        place = self._of(host)
        with place.slots:
            while (rest := self._granted(host, place)) > 0:
                time.sleep(rest)
            try:
                yield
            finally:
                # From the answer on: what a request takes on its way must not shorten the pause.
                place.answered = time.monotonic()

    def _granted(self, host: str, place: _Host) -> float:
        """0 if a request may begin, which then begins; else the seconds to wait."""
        with place.lock:
            rest = self.wait_of(host)
            if rest <= 0:
                place.answered = time.monotonic()
            return rest

    def ask_pause(self, host: str, seconds: float) -> None:
        """A host asks for this pause; it counts if it is longer than ours."""
        self._of(host).pause = seconds

    def hold(self, host: str, seconds: float) -> None:
        """Leave a host alone for a while."""
        place = self._of(host)
        place.held = max(place.held, time.monotonic() + seconds)

    def wait_of(self, host: str) -> float:
        """Seconds until a host may be asked again, 0 if it may be now."""
        place = self._of(host)
        rested = place.answered + max(self._pause, place.pause)
        return max(0.0, max(rested, place.held) - time.monotonic())

    def _of(self, host: str) -> _Host:
        with self._lock:
            if host not in self._hosts:
                self._hosts[host] = _Host(threading.Semaphore(self._at_once))
            return self._hosts[host]
