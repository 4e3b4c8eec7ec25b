"""Copy families with articles that are new: only their neighbourhood is compared again.

New texts are held against those that share fingerprints with them, and, where a collection has
several languages, against those of other languages of the same days. The families that they come
to be of are then put together anew, from all their articles.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from veedor.date.copies import (
    COMMON,
    DAYS,
    FURNITURE,
    LANGUAGES,
    LIKELY,
    TEXTS,
    Texts,
    copy_families,
)
from veedor.date.prints import PrintIndex
from veedor.date.translations import HORIZON
from veedor.model import Article, CopyFamily, Reading
from veedor.shelf import Overlay, Shelf, unpacked

__all__ = ["Joined", "Neighbours"]

#: Gives some articles and their readings.
Load = Callable[[Iterable[str]], tuple[Mapping[str, Article], Mapping[str, Reading]]]


@dataclass(frozen=True)
class Joined:
    """The families that there are now because of some articles, and those that there were."""

    families: Sequence[CopyFamily] = ()
    before: Sequence[CopyFamily] = ()

    @property
    def gone(self) -> set[str]:
        """The ids of those that are no longer."""
        return {family.id for family in self.before} - {family.id for family in self.families}


@dataclass
class Neighbours:
    """Takes new articles into the copy families of a collection.

    Args:
        shelf: what `copy_families` kept of it; it is not changed before `shelf.apply()`.
        family_of: the family of each article that has one.
        load: gives articles and readings, the new ones included.
    """

    shelf: Overlay
    family_of: Mapping[str, CopyFamily]
    load: Load
    furniture: set[int] = field(default_factory=set)

    @classmethod
    def on(cls, shelf: Shelf, family_of: Mapping[str, CopyFamily], load: Load) -> Neighbours:
        """With what is kept on a shelf."""
        values = array("Q", shelf.get(FURNITURE, [""])[""])
        return cls(Overlay(shelf), family_of, load, set(values))

    def add(self, new: Sequence[str]) -> Joined | None:
        """What families become of some articles; None: they have a language that none had before,
        so all are to be compared.
        """
        texts = Texts(*self.load(new), self.furniture)
        known: list[str] = unpacked(self.shelf.get(LANGUAGES, [""])[""], list[str])
        if not texts.languages <= set(known):
            return None
        around = {*new, *self._alike(texts)}
        if len(known) > 1:
            around |= self._of_other_languages(texts)
        self._keep(texts)
        found = {a for a in new if a in self.family_of} | set(new)
        for family in self._families(around):
            members = {member.article for member in family.members}
            if members & found:
                found |= members
        touched = {f.id: f for a in found if (f := self.family_of.get(a)) is not None}
        members = {member.article for family in touched.values() for member in family.members}
        return Joined(self._families(found | members), list(touched.values()))

    def _families(self, articles: Iterable[str]) -> list[CopyFamily]:
        return copy_families(*self.load(articles), furniture=self.furniture)

    def _alike(self, texts: Texts) -> set[str]:
        """The texts that have the same words or fingerprints."""
        index = PrintIndex(self.shelf, (COMMON, LIKELY))
        found = set().union(*index.near(dict(texts.prints())).values())
        same = self.shelf.get(TEXTS, (key for key, _ in texts.known_by()))
        return found | {first.decode() for first in same.values()}

    def _of_other_languages(self, texts: Texts) -> set[str]:
        found = set()
        for key, language in texts.days():
            try:
                day = date.fromisoformat(key[:10])
            except ValueError:
                continue
            first, last = day - timedelta(days=HORIZON), day + timedelta(days=HORIZON + 1)
            rows = self.shelf.between(DAYS, first.isoformat(), last.isoformat())
            found |= {k[11:] for k, other in rows.items() if other.decode() != language}
        return found

    def _keep(self, texts: Texts) -> None:
        """Let later articles find these."""
        rows = {key: first.encode() for key, first in texts.known_by()}
        known = self.shelf.get(TEXTS, rows)
        new = {first.decode() for key, first in rows.items() if key not in known}
        self.shelf.put(TEXTS, {key: row for key, row in rows.items() if key not in known})
        self.shelf.put(DAYS, {key: language.encode() for key, language in texts.days()})
        index = PrintIndex(self.shelf, (COMMON, LIKELY))
        for text, prints in texts.prints():
            if text in new:
                index.add(text, prints)
        index.put_among()
