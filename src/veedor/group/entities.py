"""Everybody and everything named in a collection, by key."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from msgspec import Struct

from veedor.group.collection import Collection
from veedor.model import Entity, Match, Name, Subject
from veedor.shelf import Shelf, packed, put_rows, unpacked

__all__ = ["Named"]


def _named(collection: Collection, article: str) -> Iterator[tuple[Subject, list[Name]]]:
    """The people and things of an article that are subjects, with their names in it."""
    reading, linked = collection.readings[article], collection.linked.get(article)
    if linked is None:
        return
    names: dict[int, list[Name]] = defaultdict(list)
    for name in reading.names:
        names[name.referent].append(name)
    for number, subject in enumerate(linked.subjects):
        if not subject.set_aside and reading.referents[number].subject and names[number]:
            yield subject, names[number]


class _Known(Struct, array_like=True):
    """What articles say of one key; `matches` by list and record."""

    forms: dict[str, int] = {}
    articles: list[str] = []
    subjects: dict[str, int] = {}
    matches: dict[str, Match] = {}

    def entity(self, key: str) -> Entity:
        """The record of all that was said."""
        told = {tuple(subject.split(_SEP)): count for subject, count in self.subjects.items()}
        label, kind, country = min(
            told, key=lambda seen: (-len(seen[0].split()), -told[seen], seen[0], not seen[2], seen)
        )
        forms = sorted(self.forms, key=lambda form: (-self.forms[form], form))
        return Entity(
            key=key, label=label, type=kind, country=country or None,  # type: ignore[arg-type]
            forms=tuple(forms), articles=tuple(self.articles),
            matches=tuple(self.matches.values()),
        )  # fmt: skip


#: Parts the fields of a subject, and of a match's key: no name has it.
_SEP = "\x1f"
ROOM = "group.named"


@dataclass
class Named:
    """Those named in the press, listed or not; articles are taken up in order of time.

    Args:
        shelf: where those that other articles name are kept; None: nowhere.
        place: where an article stands among those of one key that are kept, which are given in
            order; it must be given with a shelf.
    """

    shelf: Shelf | None = None
    place: Callable[[str, Sequence[str]], int] | None = None
    known: dict[str, _Known] = field(default_factory=dict)

    def take_up(self, collection: Collection, article: str) -> None:
        """Take up whom an article names."""
        found = list(_named(collection, article))
        self._fetch({subject.key for subject, _ in found})
        for subject, names in found:
            known = self.known.setdefault(subject.key, _Known())
            for name in names:
                known.forms[name.text] = known.forms.get(name.text, 0) + 1
            label = _SEP.join((subject.label, subject.type, subject.country or ""))
            known.subjects[label] = known.subjects.get(label, 0) + 1
            matches = {f"{m.list}{_SEP}{m.record}": m for m in subject.matches}
            if self._put_in(known, article):
                known.matches.update(matches)
            else:
                known.matches = matches | known.matches

    def take_again(self, collection: Collection, article: str) -> None:
        """Take up the matches of an article that was taken up before and is of another day."""
        found = list(_named(collection, article))
        self._fetch({subject.key for subject, _ in found})
        for subject, _ in found:
            known = self.known[subject.key]
            if known.articles[-1:] == [article]:
                known.matches.update({f"{m.list}{_SEP}{m.record}": m for m in subject.matches})

    def _put_in(self, known: _Known, article: str) -> bool:
        """Put an article among those that name somebody; whether it is the latest of them."""
        articles = known.articles
        if articles[-1:] == [article]:
            return True
        place = len(articles) if self.place is None else self.place(article, articles)
        if articles[place - 1 : place] != [article]:
            articles.insert(place, article)
            place += 1
        return place == len(articles)

    def _fetch(self, keys: Iterable[str]) -> None:
        if self.shelf is not None:
            missing = [key for key in keys if key not in self.known]
            for key, row in self.shelf.get(ROOM, missing).items():
                self.known[key] = unpacked(row, _Known)

    def keep(self, shelf: Shelf) -> None:
        """Keep all that are known."""
        put_rows(shelf, ROOM, ((key, packed(known)) for key, known in self.known.items()))

    def entities(self) -> list[Entity]:
        """By how many articles name them.

        The label is the fullest form that occurs, the most frequent if several are as full;
        `matches` are those of the latest article, once for each record.
        """
        found = (known.entity(key) for key, known in self.known.items())
        return sorted(found, key=lambda entity: (-len(entity.articles), entity.key))
