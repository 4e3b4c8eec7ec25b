"""What a collection tells of everybody whom a source may be: as what each is named, and which
offices each holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from msgspec import Struct

from veedor.date.order import order_key
from veedor.group.collection import Collection
from veedor.model import Linked, Post, Reading, Subject
from veedor.shelf import Shelf, packed, put_rows, unpacked

__all__ = ["UNTOLD", "Voice", "Voices", "whom"]

#: Marks an organ or an official of some state that nothing tells.
UNTOLD = "?"
ROOM = "find.voices"
#: Parts type, label and country: no name has it.
_SEP = "\x1f"


class Seen(Struct, array_like=True):
    """How often somebody is named so, in which article first, by what that is ordered by, and at
    which place there.
    """

    count: int
    order: str
    place: int


class Voice(Struct, array_like=True):
    """What articles say of one key: as what it is `seen`, by type, label and country, and how often
    an office of which body or state is said to be its.
    """

    seen: dict[str, Seen] = {}
    offices: dict[str, int] = {}

    def named(self) -> list[tuple[str, str, str | None, int]]:
        """Type, label, country and how often, in the order of first mention."""
        found = sorted(self.seen.items(), key=lambda item: (item[1].order, item[1].place))
        rows = ((*name.split(_SEP), seen.count) for name, seen in found)
        return [(kind, label, country or None, n) for kind, label, country, n in rows]  # type: ignore[misc]


@dataclass
class Voices:
    """What is said of each key.

    Args:
        shelf: where that is kept what other articles say; None: nowhere.
    """

    shelf: Shelf | None = None
    known: dict[str, Voice] = field(default_factory=dict)
    changed: set[str] = field(default_factory=set)

    @classmethod
    def of_all(cls, collection: Collection) -> Voices:
        """What a whole collection tells."""
        voices = cls()
        for linked in collection.links():
            voices.learn(collection, linked)
        return voices

    def learn(self, collection: Collection, linked: Linked) -> None:
        """Learn what an article tells that was not learnt before."""
        article = collection.articles[linked.article]
        order = order_key(article, collection.datings.get(article.id))
        offices = list(_offices(linked, collection.readings.get(article.id)))
        self._fetch({s.key for s in linked.subjects} | {holder for holder, _ in offices})
        for place, subject in enumerate(linked.subjects):
            voice = self._another(subject.key)
            name = _SEP.join((subject.type, subject.label, subject.country or ""))
            seen = voice.seen.setdefault(name, Seen(0, order, place))
            seen.count += 1
            seen.order, seen.place = min((order, place), (seen.order, seen.place))
        for holder, body in offices:
            votes = self._another(holder).offices
            votes[body] = votes.get(body, 0) + 1

    def of(self, key: str) -> Voice | None:
        """What is said of a key, if anything is."""
        self._fetch([key])
        return self.known.get(key)

    def _another(self, key: str) -> Voice:
        self.changed.add(key)
        return self.known.setdefault(key, Voice())

    def _fetch(self, keys: Iterable[str]) -> None:
        if self.shelf is not None:
            missing = [key for key in keys if key not in self.known]
            for key, row in self.shelf.get(ROOM, missing).items():
                self.known[key] = unpacked(row, Voice)

    def keep(self, shelf: Shelf) -> None:
        """Keep what was learnt."""
        rows = ((key, packed(self.known[key])) for key in sorted(self.changed))
        put_rows(shelf, ROOM, rows)


def whom(voice: Voice) -> list[str]:
    """The keys of the bodies of somebody's offices."""
    return [body for body in voice.offices if len(body) > len("XA")]


def _offices(linked: Linked, reading: Reading | None) -> Iterator[tuple[str, str]]:
    """Who holds an office of which body or state."""
    for office in reading.offices if reading else ():
        for post in office.posts:
            if post.holder is not None and post.holder < len(linked.subjects):
                body = _body_or_state(post, linked.subjects)
                yield linked.subjects[post.holder].key, body


def _body_or_state(post: Post, subjects: Sequence[Subject]) -> str:
    """The body of a post, else its state; if neither is told, that it is a post all the same."""
    if post.organization is not None and post.organization < len(subjects):
        return subjects[post.organization].key
    return post.country or UNTOLD
