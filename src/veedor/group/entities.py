"""Everybody and everything named in a collection, by key."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from veedor.group.collection import Collection
from veedor.model import Entity, Match, Name, Reading, Subject

__all__ = ["entities"]


def _named(collection: Collection) -> Iterator[tuple[str, Reading, Subject, list[Name]]]:
    for article in collection.order:
        reading, linked = collection.readings[article], collection.linked.get(article)
        if linked is None:
            continue
        names: dict[int, list[Name]] = defaultdict(list)
        for name in reading.names:
            names[name.referent].append(name)
        for number, subject in enumerate(linked.subjects):
            if not subject.set_aside and reading.referents[number].subject and names[number]:
                yield article, reading, subject, names[number]


def entities(collection: Collection) -> tuple[Entity, ...]:
    """Those named in the press, listed or not, by how many articles name them.

    The label is the fullest form that occurs, the most frequent if several are as full;
    `matches` are those of the latest article, once for each record.
    """
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    articles: dict[str, list[str]] = defaultdict(list)
    subjects: dict[str, Counter[tuple[str, str, str | None]]] = defaultdict(Counter)
    matches: dict[str, dict[tuple[str, str], Match]] = defaultdict(dict)
    for article, _, subject, names in _named(collection):
        key = subject.key
        forms[key].update(name.text for name in names)
        if articles[key][-1:] != [article]:
            articles[key].append(article)
        subjects[key][subject.label, subject.type, subject.country] += 1
        matches[key].update({(match.list, match.record): match for match in subject.matches})
    found = []
    for key, counted in subjects.items():
        label, kind, country = min(
            counted, key=lambda seen: (-len(seen[0].split()), -counted[seen], seen[0])
        )
        ordered = sorted(forms[key], key=lambda form: (-forms[key][form], form))
        found.append(
            Entity(
                key=key, label=label, type=kind, country=country,  # type: ignore[arg-type]
                forms=tuple(ordered), articles=tuple(articles[key]),
                matches=tuple(matches[key].values()),
            )
        )  # fmt: skip
    return tuple(sorted(found, key=lambda entity: (-len(entity.articles), entity.key)))
