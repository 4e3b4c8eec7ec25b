"""What collecting remembers of an address, so that it asks only for what is new."""

from __future__ import annotations

from typing import Protocol

from veedor.model import Marks

__all__ = ["Forgetful", "Memory"]


class Memory(Protocol):
    """Where marks are kept from one pass to the next."""

    def marks(self, url: str) -> Marks | None:
        """What is remembered of an address; None if it was never asked."""

    def remember(self, url: str, marks: Marks) -> None:
        """Take note of what an address answered."""


class Forgetful:
    """A memory for one pass only."""

    def __init__(self) -> None:
        self._marks: dict[str, Marks] = {}

    def marks(self, url: str) -> Marks | None:
        """What was remembered of an address in this pass."""
        return self._marks.get(url)

    def remember(self, url: str, marks: Marks) -> None:
        """Take note of what an address answered."""
        self._marks[url] = marks
