"""A collection that stays in the store: what is asked for is read then, and kept for a while."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from veedor.group.collection import Collection
from veedor.model import Dating, Linked, SideSpan, Span
from veedor.report.view import Mention, View
from veedor.web.digests import Digest, Head, Outline

__all__ = ["Archive", "ArchiveView", "Stored"]

T = TypeVar("T")
#: Records of each kind that are kept at hand: many pages of fifty rows.
AT_HAND = 1_500


class Stored(Mapping[str, T]):
    """Records by id, read from the store one by one; many threads may ask."""

    def __init__(
        self, keys: Mapping[str, object], read: Callable[[Sequence[str]], Mapping[str, T]]
    ) -> None:
        self._ids = keys
        self._read = read
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, T] = OrderedDict()

    def __getitem__(self, key: str) -> T:
        """The record with that id.

        Raises:
            KeyError: there is none, or it has been erased since.
        """
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        return self._keep(self._read([key]) if key in self._ids else {})[key]

    def ahead(self, keys: Iterable[str]) -> None:
        """Read several at once that a page is about to ask for one by one."""
        with self._lock:
            missing = [key for key in dict.fromkeys(keys) if key not in self._kept]
        if missing:
            self._keep(self._read(missing[:AT_HAND]))

    def _keep(self, found: Mapping[str, T]) -> Mapping[str, T]:
        with self._lock:
            self._kept.update(found)
            while len(self._kept) > AT_HAND:
                self._kept.popitem(last=False)
        return found

    def __contains__(self, key: object) -> bool:
        return key in self._ids

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)


def _day(dating: Dating | None) -> str:
    return ((dating.earliest or dating.latest) if dating else None) or "9999"


@dataclass(frozen=True)
class Archive(Collection):
    """A collection of stored records, with the digests of all of them."""

    heads: Mapping[str, Head] = field(default_factory=dict)
    digests: Mapping[str, Digest] = field(default_factory=dict)

    @cached_property
    def order(self) -> tuple[str, ...]:
        """By day and then by id: the order of a page is not worth fetching every text."""
        datings = self.datings
        return tuple(sorted(self.readings, key=lambda key: (_day(datings.get(key)), key)))

    def origin(self, article: str) -> str | None:
        """As for every collection, without reading the article."""
        family = self.family_of.get(article)
        if family is not None:
            return family.origin
        digest = self.digests.get(article)
        agencies = (digest.agencies if digest else ()) or self.heads[article].agencies
        return agencies[0] if agencies else None


@dataclass(frozen=True)
class ArchiveView(View):
    """A view of an archive: what asks for every article is answered from the digests.

    Copies that `replace` makes share what was put together once.
    """

    digests: Mapping[str, Digest] = field(default_factory=dict)
    heads: Mapping[str, Head] = field(default_factory=dict)
    outlines: Stored[Outline] = field(default_factory=lambda: Stored({}, lambda _: {}))
    links: Stored[Linked] = field(default_factory=lambda: Stored({}, lambda _: {}))
    _shared: dict[str, dict[str, str]] = field(default_factory=dict)

    def title(self, article: str) -> str | None:
        """The title that came with an article, or the one that its page shows."""
        digest = self.digests.get(article)
        return self.heads[article].title or (digest.title if digest else None)

    def outlet(self, article: str) -> str | None:
        """The outlet, or where it is not known, whom the page names as author."""
        head, digest = self.heads[article], self.digests.get(article)
        return head.outlet or head.byline or (digest.byline if digest else None)

    def sentence(self, span: SideSpan) -> Span:
        """The sentence that holds a span, or the span itself where none does."""
        outline = self.outlines.get(span.article)
        for sentence in outline.sentences if outline else ():
            if sentence.start <= span.start < sentence.end:
                return sentence
        return span

    def touched(self) -> Iterator[tuple[str, frozenset[str | None], frozenset[str | None]]]:
        """Of each article the states of those it names, and the regimes it says something of."""
        for article, digest in self.digests.items():
            yield article, digest.countries, digest.regimes

    @property
    def labels(self) -> dict[str, str]:
        """What each key is called: its entity's label, as the press writes it."""
        if "labels" not in self._shared:
            known = {entity.key: entity.label for entity in self.groups.entities}
            for digest in self.digests.values():
                for key, label in digest.labels:
                    known.setdefault(key, label)
            self._shared["labels"] = known
        return self._shared["labels"]

    @property
    def states(self) -> dict[str, str]:
        """The code of the state that each key of a country or a government stands for."""
        if "states" not in self._shared:
            self._shared["states"] = dict(p for d in self.digests.values() for p in d.states)
        return self._shared["states"]

    def share(self, other: ArchiveView) -> None:
        """Take what the other has put together of the same articles."""
        self._shared.update(other._shared)
        self._starts.update(other._starts)
        for name in {"order", "family_of"} & other.collection.__dict__.keys():
            self.collection.__dict__[name] = other.collection.__dict__[name]

    def mentions(self) -> Iterator[Mention]:
        """Every match of somebody named; only articles that have any are read."""
        whole = self.collection
        for article in whole.order:
            digest = self.digests.get(article)
            if digest is not None and digest.listed:
                readings = {article: whole.readings[article]}
                one = Collection(whole.articles, readings, whole.datings, whole.linked)
                yield from View(one, self.groups, (), {}).mentions()
