"""For whom a source speaks: two organs of one state, or two officials of one body, are one.

What the collection tells of each person's offices, and the packs' tables of who held which,
say whom a person speaks for; the names of ministries, forces, services and parliaments say
which bodies are a state's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from veedor.group.collection import Collection
from veedor.link.bodies import is_anaphor, is_state_body, is_state_media, only_state_of
from veedor.lists.names.fold import tokens
from veedor.model import Linked, Post, Reading, Subject
from veedor.outlets import Outlets
from veedor.regimes.pack import Pack

__all__ = ["Speakers"]

#: Marks an organ or an official of some state that nothing tells.
_UNTOLD = "?"


class Speakers:
    """For whom each key of a collection speaks."""

    def __init__(self, collection: Collection, packs: Mapping[str, Pack]) -> None:
        self._collection = collection
        self._subjects: dict[str, Counter[tuple[str, str, str | None]]] = {}
        self._offices: dict[str, Counter[str]] = {}
        self._tables = _from_tables(packs)
        self._known: dict[str, str] = {}
        for linked in collection.links():
            self._learn(linked, collection.readings.get(linked.article))

    def speaks_for(self, key: str, article: str) -> str | None:
        """The ISO code of the state, or the key of the body, for which a source speaks.

        A source that speaks for nobody else stands for itself. None: it is an organ or an
        official of a state, and which is not told, so that nothing may be made of it.
        """
        if is_anaphor(key.replace("-", " ")):
            before = self._named_before(key, article)
            if before is not None:
                return before
        found = self._resolved(key)
        return None if found == _UNTOLD else found

    def _resolved(self, key: str) -> str:
        if key not in self._known:
            self._known[key] = self._state_or_body(key)
        return self._known[key]

    def _learn(self, linked: Linked, reading: Reading | None) -> None:
        for subject in linked.subjects:
            seen = self._subjects.setdefault(subject.key, Counter())
            seen[(subject.type, subject.label, subject.country)] += 1
        for office in reading.offices if reading else ():
            for post in office.posts:
                if post.holder is not None and post.holder < len(linked.subjects):
                    holder = linked.subjects[post.holder].key
                    votes = self._offices.setdefault(holder, Counter())
                    votes.update(_body_or_state(post, linked.subjects))

    def _state_or_body(self, key: str) -> str:
        seen = self._subjects.get(key)
        if seen is None:
            return self._tables.get(key, key)
        kinds = Counter({kind: n for (kind, _, _), n in seen.items()})
        countries = Counter({c: n for (_, _, c), n in seen.items() if c})
        country = countries.most_common(1)[0][0] if countries else None
        if "person" in kinds:
            return self._person(key, country)
        if {"country", "government"} & set(kinds):
            return country or key
        labels = [label for _, label, _ in seen]
        return _body(key, labels, country, self._collection.outlets)

    def _person(self, key: str, country: str | None) -> str:
        """By the offices the press gives most often, else the packs' tables, else the state."""
        votes: Counter[str] = Counter()
        for body, n in self._offices.get(key, Counter()).items():
            votes[body if len(body) <= 2 else self._resolved(body)] += n
        untold = votes.pop(_UNTOLD, 0)
        if votes:
            return min(votes, key=lambda body: (-votes[body], body))
        return self._tables.get(key) or country or (_UNTOLD if untold else key)

    def _named_before(self, key: str, article: str) -> str | None:
        """What *el organismo* stands for: the body that spoke before it in that article."""
        linked = self._collection.linked.get(article)
        last = None
        for statement in linked.statements if linked else ():
            for said in statement.attribution:
                if said.key == key:
                    return last
                if said.kind in ("state", "organization", "party"):
                    last = self.speaks_for(said.key, article)
        return last


def _body_or_state(post: Post, subjects: Sequence[Subject]) -> Iterator[str]:
    """The body of a post, else its state; if neither is told, that it is a post all the same."""
    if post.organization is not None and post.organization < len(subjects):
        yield subjects[post.organization].key
    else:
        yield post.country or _UNTOLD


def _body(key: str, labels: Sequence[str], country: str | None, outlets: Outlets) -> str:
    for label in labels:
        if only := outlets.state_of(label) or only_state_of(label):
            return only
    if any(is_state_media(label, country) for label in labels):
        return country or _UNTOLD
    if any(is_state_body(label) for label in labels):
        return country or _UNTOLD
    return key


def _from_tables(packs: Mapping[str, Pack]) -> dict[str, str]:
    """The state of everybody in the packs' tables of offices, by key."""
    return {
        "-".join(tokens(holder.name)): table.country
        for pack in packs.values()
        for table in pack.offices
        if table.country
        for holder in table.holders
    }
