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

__all__ = ["UNTOLD", "Said", "Voice", "Voices", "said_in", "whom"]

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


class Said(Struct, array_like=True):
    """What an article says of everybody, and what it is ordered by.

    `subjects`: the key of each, and type, label and country; `offices`: who holds one of which body
    or state.
    """

    order: str
    subjects: list[tuple[str, str]]
    offices: list[tuple[str, str]]

    @property
    def keys(self) -> set[str]:
        """Of whom it says something."""
        return {key for key, _ in self.subjects} | {holder for holder, _ in self.offices}


def said_in(collection: Collection, linked: Linked) -> Said:
    """What an article says of everybody."""
    article = collection.articles[linked.article]
    order = order_key(article, collection.datings.get(article.id))
    subjects = [
        (one.key, _SEP.join((one.type, one.label, one.country or ""))) for one in linked.subjects
    ]
    return Said(order, subjects, list(_offices(linked, collection.readings.get(article.id))))


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
            voices.learn(said_in(collection, linked))
        return voices

    def learn(self, said: Said) -> None:
        """Learn what an article says that was not learnt before."""
        self._fetch(said.keys)
        for place, (key, name) in enumerate(said.subjects):
            seen = self._another(key).seen.setdefault(name, Seen(0, said.order, place))
            seen.count += 1
            seen.order, seen.place = min((said.order, place), (seen.order, seen.place))
        for holder, body in said.offices:
            votes = self._another(holder).offices
            votes[body] = votes.get(body, 0) + 1

    def unlearn(self, said: Said) -> bool:
        """Forget what an article said; False: it was the first to say something that others say
        too, so that all are to be learnt anew.
        """
        self._fetch(said.keys)
        for key, name in said.subjects:
            seen = self._another(key).seen
            seen[name].count -= 1
            if not seen[name].count:
                del seen[name]
        if any(
            name in self.known[key].seen and self.known[key].seen[name].order == said.order
            for key, name in said.subjects
        ):
            return False
        for holder, body in said.offices:
            votes = self._another(holder).offices
            votes[body] -= 1
            if not votes[body]:
                del votes[body]
        return True

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
