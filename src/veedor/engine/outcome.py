"""What a run did."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from veedor.find.lookback import NewMatch
from veedor.model import Refusal

__all__ = ["Outcome", "Progress", "silent"]


class Progress(Protocol):
    """Told how far a stage is: `done` of `total` (0 where it cannot be known)."""

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Take note of it."""


def silent(stage: str, done: int, total: int) -> None:
    """Take no note of progress."""


@dataclass
class Outcome:
    """What was done in one run: articles by stage, and what was refused or remarked.

    `beside` says how many articles were grouped beside those that were; None: none or all.
    `renewed`: a large collection was grouped anew as a whole.
    `named_anew` are the matches that articles linked before have only now.
    """

    collected: int = 0
    known: int = 0
    looked_at: int = 0
    read: int = 0
    dated: int = 0
    linked: int = 0
    grouped: bool = False
    beside: int | None = None
    renewed: bool = False
    found: bool = False
    refused: list[Refusal] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    named_anew: list[NewMatch] = field(default_factory=list)

    @property
    def idle(self) -> bool:
        """Nothing was new or stale."""
        counts = (self.collected, self.looked_at, self.read, self.dated, self.linked)
        return not (any(counts) or self.grouped or self.found)

    def collected_in_words(self) -> str:
        """How many articles came in."""
        known = f", {self.known} known already" if self.known else ""
        return f"{self.collected} collected{known}"

    def in_words(self) -> str:
        """What was done, in a line."""
        if self.idle:
            return "Nothing is new: there was no work to do."
        looked = f"{self.looked_at} looked at, " if self.looked_at else ""
        return (
            f"{self.collected_in_words()}; {looked}{self.read} read, {self.dated} dated, "
            f"{self.linked} linked{self._grouped_in_words()}"
        )

    def _grouped_in_words(self) -> str:
        if self.renewed:
            return "; all were grouped anew"
        return "" if self.beside is None else f"; {self.beside} were grouped beside the others"
