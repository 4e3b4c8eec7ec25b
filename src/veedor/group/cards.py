"""By what an article is found, apart from its main matter, which need not be at hand for that."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from msgspec import Struct

from veedor.group.profiles import Profile

__all__ = ["Card", "Filed", "Report", "Seen", "card_of"]


class Filed(Protocol):
    """An article by what it is found: its days, and its people and acts."""

    @property
    def article(self) -> str:
        """Its id."""

    @property
    def written(self) -> date | None:
        """The first day on which it may have been written."""

    @property
    def earliest(self) -> date | None:
        """The first day on which what it reports may have happened."""

    @property
    def latest(self) -> date | None:
        """And the last one."""

    @property
    def also(self) -> date | None:
        """One more day by which it is looked up."""

    @property
    def keys(self) -> tuple[str, ...]:
        """Its people and acts."""


class Report(Filed, Protocol):
    """An article as the report of a happening."""

    @property
    def profile(self) -> Profile:
        """All that it tells."""


class Card(Struct, frozen=True, array_like=True):
    """By what a report is found, as it is kept."""

    article: str
    written: date | None
    earliest: date | None
    latest: date | None
    keys: tuple[str, ...]
    also: date | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """A report of which a card is at hand, and `load` gives the rest."""

    card: Card
    load: Callable[[str], Profile]

    @property
    def article(self) -> str:
        """See `Report`."""
        return self.card.article

    @property
    def written(self) -> date | None:
        """See `Report`."""
        return self.card.written

    @property
    def earliest(self) -> date | None:
        """See `Report`."""
        return self.card.earliest

    @property
    def latest(self) -> date | None:
        """See `Report`."""
        return self.card.latest

    @property
    def also(self) -> date | None:
        """See `Report`."""
        return self.card.also

    @property
    def keys(self) -> tuple[str, ...]:
        """See `Report`."""
        return self.card.keys

    @property
    def profile(self) -> Profile:
        """See `Report`."""
        return self.load(self.card.article)


def card_of(report: Report) -> Card:
    """The card of a report."""
    return Card(
        report.article, report.written, report.earliest, report.latest, report.keys, report.also
    )  # fmt: skip
