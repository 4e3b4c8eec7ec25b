"""When a host may be asked: one pause between two requests, few at a time, and holds."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

__all__ = ["Gate"]


@dataclass
class _Host:
    """One host: until when it rests, the pause it asks for, and how many may ask."""

    slots: threading.Semaphore
    next: float = 0.0
    pause: float = 0.0
    lock: threading.Lock = field(default_factory=threading.Lock)


class Gate:
    """Lets requests to each host through one after another, as far apart as it asks.

    Args:
        pause: seconds between the beginnings of two requests to one host, at least.
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
            with place.lock:
                rest = place.next - time.monotonic()
                if rest > 0:
                    time.sleep(rest)
                place.next = time.monotonic() + max(self._pause, place.pause)
            yield

    def ask_pause(self, host: str, seconds: float) -> None:
        """A host asks for this pause; it counts if it is longer than ours."""
        self._of(host).pause = seconds

    def hold(self, host: str, seconds: float) -> None:
        """Leave a host alone for a while."""
        place = self._of(host)
        place.next = max(place.next, time.monotonic() + seconds)

    def wait_of(self, host: str) -> float:
        """Seconds until a host may be asked again, 0 if it may be now."""
        return max(0.0, self._of(host).next - time.monotonic())

    def _of(self, host: str) -> _Host:
        with self._lock:
            if host not in self._hosts:
                self._hosts[host] = _Host(threading.Semaphore(self._at_once))
            return self._hosts[host]
