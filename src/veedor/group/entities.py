"""Everybody and everything named in a collection, by key."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from veedor.group.collection import Collection
from veedor.model import Entity, Match, Name, Subject

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


@dataclass
class _Known:
    """What articles say of one key."""

    forms: Counter[str] = field(default_factory=Counter)
    articles: list[str] = field(default_factory=list)
    subjects: Counter[tuple[str, str, str | None]] = field(default_factory=Counter)
    matches: dict[tuple[str, str], Match] = field(default_factory=dict)

    def entity(self, key: str) -> Entity:
        """The record of all that was said."""
        label, kind, country = min(
            self.subjects, key=lambda seen: (-len(seen[0].split()), -self.subjects[seen], seen[0])
        )
        forms = sorted(self.forms, key=lambda form: (-self.forms[form], form))
        return Entity(
            key=key, label=label, type=kind, country=country,  # type: ignore[arg-type]
            forms=tuple(forms), articles=tuple(self.articles),
            matches=tuple(self.matches.values()),
        )  # fmt: skip


@dataclass
class Named:
    """Those named in the press, listed or not; articles are taken up in order of time."""

    known: dict[str, _Known] = field(default_factory=lambda: defaultdict(_Known))

    def take_up(self, collection: Collection, article: str) -> None:
        """Take up whom an article names."""
        for subject, names in _named(collection, article):
            known = self.known[subject.key]
            known.forms.update(name.text for name in names)
            if known.articles[-1:] != [article]:
                known.articles.append(article)
            known.subjects[subject.label, subject.type, subject.country] += 1
            known.matches.update({(match.list, match.record): match for match in subject.matches})

    def entities(self) -> list[Entity]:
        """By how many articles name them.

        The label is the fullest form that occurs, the most frequent if several are as full;
        `matches` are those of the latest article, once for each record.
        """
        found = (known.entity(key) for key, known in self.known.items())
        return sorted(found, key=lambda entity: (-len(entity.articles), entity.key))
