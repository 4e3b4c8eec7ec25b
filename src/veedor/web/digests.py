"""What pages need of every article at once: a little of each, kept in memory.

The whole of an article is read from the store when its page is opened; what lists, counts and
look-ups need is a *digest* of it. A digest is made once, and again only when what it was made of
has changed, so that a snapshot of 100,000 articles follows a run within seconds.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from sys import intern
from typing import NamedTuple

from msgspec import Struct

from veedor.model import Linked, Name, NameType, Sentence, Subject
from veedor.store import Workspace
from veedor.store.outputs import Made

__all__ = ["Digest", "Head", "Kept", "Outline", "digests", "heads"]

#: So many articles are read from the store in one go.
BATCH = 500


class Head(Struct, frozen=True, kw_only=True):
    """An article without its text."""

    id: str
    source: str
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    byline: str | None = None
    language: str | None = None
    agencies: tuple[str, ...] = ()
    collected_at: str = ""


class _Name(Struct, frozen=True):
    start: int
    type: NameType
    referent: int


class _Sentence(Struct, frozen=True):
    end: int


class _Reading(Struct, frozen=True):
    """What a digest takes from a reading."""

    title: str | None = None
    byline: str | None = None
    agencies: tuple[str, ...] = ()
    names: tuple[_Name, ...] = ()
    sentences: tuple[_Sentence, ...] = ()


class Outline(Struct, frozen=True):
    """The names and sentences of a reading: a tenth of what the whole takes to decode."""

    names: tuple[Name, ...] = ()
    sentences: tuple[Sentence, ...] = ()


class Digest(NamedTuple):
    """A little of one article.

    `labels` what keys are called in it, `states` the states that keys stand for, `asked` the
    subjects that may be on a list, `offices` who held what by table, `together` the people and
    bodies of each sentence that has several, `statements` the ids of its statements, `countries`
    the states of those it names, `regimes` those it says something of; `listed` whether anybody
    of it, by name or by office, may be on a list.
    """

    title: str | None
    byline: str | None
    agencies: tuple[str, ...]
    labels: tuple[tuple[str, str], ...]
    states: tuple[tuple[str, str], ...]
    asked: tuple[Subject, ...]
    offices: tuple[tuple[str, str, str], ...]
    together: tuple[tuple[str, ...], ...]
    statements: tuple[str, ...]
    countries: frozenset[str | None]
    regimes: frozenset[str | None]
    listed: bool


#: Each article's digest, and of which outputs it was made: those of read and of link.
Kept = dict[str, tuple[tuple[Made, Made | None], Digest]]


def heads(place: Workspace) -> dict[str, Head]:
    """All articles without their texts, in the order of their sources."""
    return dict(place.articles.each(Head))


def digests(place: Workspace, before: Kept) -> Kept:
    """The digests of all articles that were read; those of `before` that are still good."""
    read, linked = place.outputs.made("read"), place.outputs.made("link")
    wanted = {article: (read[article], linked.get(article)) for article in sorted(read)}
    kept = {a: before[a] for a, made in wanted.items() if a in before and before[a][0] == made}
    missing = [article for article in wanted if article not in kept]
    for start in range(0, len(missing), BATCH):
        batch = missing[start : start + BATCH]
        links = place.outputs.some("link", Linked, batch)
        for article, reading in place.outputs.some("read", _Reading, batch).items():
            kept[article] = wanted[article], _digest(reading, links.get(article))
    return kept


def _digest(reading: _Reading, linked: Linked | None) -> Digest:
    subjects = linked.subjects if linked else ()
    holders = [holder for holders in (linked.holders if linked else ()) for holder in holders]
    return Digest(
        title=reading.title,
        byline=reading.byline,
        agencies=tuple(map(intern, reading.agencies)),
        labels=tuple(dict.fromkeys((intern(s.key), intern(s.label)) for s in subjects)),
        states=tuple(dict.fromkeys(
            (intern(s.key), intern(s.country))
            for s in subjects
            if s.type in ("country", "government") and s.country
        )),
        asked=tuple(s for s in subjects if s.matches and s.set_aside is None),
        offices=tuple(dict.fromkeys(
            (intern(h.key), intern(h.post or ""), intern(h.note or ""))
            for h in holders
            if h.source != "text" and (h.post or h.note)
        )),
        together=tuple(dict.fromkeys(_together(reading, subjects))),
        statements=tuple(s.id for s in (linked.statements if linked else ())),
        countries=frozenset(subject.country for subject in subjects),
        regimes=frozenset(s.regime for s in (linked.statements if linked else ())),
        listed=any(s.matches for s in subjects) or any(h.matches for h in holders),
    )  # fmt: skip


def _together(reading: _Reading, subjects: Sequence[Subject]) -> Iterator[tuple[str, ...]]:
    """The people and bodies of each sentence, where there are several."""
    ends = [sentence.end for sentence in reading.sentences]
    within: dict[int, set[str]] = defaultdict(set)
    for name in reading.names:
        if name.type in ("person", "organization") and name.referent < len(subjects):
            within[bisect_right(ends, name.start)].add(subjects[name.referent].key)
    for keys in within.values():
        if len(keys) > 1:
            yield tuple(map(intern, sorted(keys)))
