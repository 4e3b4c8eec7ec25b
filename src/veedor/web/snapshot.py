"""A workspace as pages see it at one moment, and what they look up in it."""

from __future__ import annotations

import threading
from collections import Counter, OrderedDict, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from veedor.model import (
    Conflict,
    Decision,
    Entity,
    Event,
    Evidence,
    Finding,
    Statement,
    Story,
    Utterance,
)
from veedor.store.lists import StoredVersion
from veedor.web.archive import ArchiveView
from veedor.web.named import NameIndex
from veedor.web.queue import Asked, asked_of

__all__ = ["Snapshot"]

#: Results of pages that are kept with a snapshot.
KEPT = 2_000
#: What a decision does not change.
_OF_THE_RUN = frozenset({
    "stories", "conflicts", "entities", "countries", "statement_ids", "events_of", "story_of",
    "utterances_of", "utterances_at", "utterances_in", "conflicts_in", "offices_of", "names",
    "measures",
    "latest_articles", "articles_by_outlet", "latest_events", "longest_stories",
})  # fmt: skip

K = TypeVar("K")
R = TypeVar("R")


def _by(records: Iterable[R], keys: Callable[[R], Iterable[K]]) -> dict[K, list[R]]:
    """The records under each of their keys, once each, in order."""
    grouped: dict[K, list[R]] = defaultdict(list)
    for record in records:
        for key in dict.fromkeys(keys(record)):
            grouped[key].append(record)
    return dict(grouped)


def _measures_of(
    findings: Iterable[Finding], events: Iterable[Event]
) -> dict[str, tuple[str, str]]:
    """The regime and measure of each event that evidence of a finding tells of.

    An event is of the measure that most of the sentences that tell of it are evidence for.
    """
    cited: dict[str, list[tuple[int, int, tuple[str, str]]]] = defaultdict(list)
    for finding in findings:
        for item in finding.evidence:
            of = finding.regime, finding.measure
            cited[item.article].append((item.start, item.end, of))
    found = {}
    for event in events:
        votes: Counter[tuple[str, str]] = Counter()
        for report in event.reports:
            for span in report.spans:
                votes.update(
                    of for start, end, of in cited.get(report.article, ())
                    if start < span.end and span.start < end
                )  # fmt: skip
        if votes:
            found[event.id] = min(votes, key=lambda of: (-votes[of], of))
    return found


@dataclass(frozen=True, eq=False)
class Snapshot:
    """Everything that pages show, at one moment; `fingerprint` changes when any of it does.

    `kept` holds what pages have worked out once for as long as the snapshot lasts.
    """

    view: ArchiveView
    decisions: Sequence[Decision]
    versions: Sequence[StoredVersion]
    fingerprint: str
    notes: Mapping[str, str] = field(default_factory=dict)
    kept: OrderedDict[tuple[object, ...], object] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def once(self, key: tuple[object, ...], make: Callable[[], R]) -> R:
        """What `make` gives, made once for each key; those not asked for longest are let go."""
        with self._lock:
            if key in self.kept:
                self.kept.move_to_end(key)
                return self.kept[key]  # type: ignore[return-value]
        made = make()
        with self._lock:
            self.kept[key] = made
            while len(self.kept) > KEPT:
                self.kept.popitem(last=False)
        return made

    # ------------------------------------------------------------ by id

    @cached_property
    def findings(self) -> dict[str, Finding]:
        """Findings by id, in order."""
        return {finding.id: finding for finding in self.view.findings}

    @cached_property
    def stories(self) -> dict[str, Story]:
        """Stories by id."""
        return {story.id: story for story in self.view.groups.stories}

    @cached_property
    def conflicts(self) -> dict[str, Conflict]:
        """Conflicts by id."""
        return {conflict.id: conflict for conflict in self.view.groups.conflicts}

    @cached_property
    def entities(self) -> dict[str, Entity]:
        """Entities by key."""
        return {entity.key: entity for entity in self.view.groups.entities}

    @cached_property
    def countries(self) -> dict[str, Entity]:
        """The entity that is a country, by its ISO code."""
        named = self.view.groups.entities
        return {e.country: e for e in named if e.type == "country" and e.country}

    @cached_property
    def statement_ids(self) -> frozenset[str]:
        """The ids of all statements."""
        digests = self.view.digests.values()
        return frozenset(key for digest in digests for key in digest.statements)

    @property
    def every_measure(self) -> frozenset[str]:
        """The ids of the measures of all regimes that are followed."""
        return frozenset(id_ for pack in self.view.packs.values() for id_ in pack.measures)

    def statement(self, item: Evidence) -> Statement | None:
        """The statement that a piece of evidence is."""
        linked = self.view.collection.linked.get(item.article)
        found = linked.statements if linked else ()
        return next((s for s in found if s.id == item.statement), None)

    # ------------------------------------------------------------ what is of what

    @cached_property
    def events_of(self) -> dict[str, list[Event]]:
        """The events that each article tells of."""
        return _by(self.view.groups.events, lambda e: (r.article for r in e.reports))

    @cached_property
    def story_of(self) -> dict[str, Story]:
        """The story that an event is part of."""
        return {key: story for story in self.view.groups.stories for key in story.events}

    @cached_property
    def utterances_of(self) -> dict[str, list[Utterance]]:
        """What each speaker is reported to have said."""
        return _by(self.view.groups.utterances, lambda u: (u.speaker,))

    @cached_property
    def utterances_at(self) -> dict[str, list[Utterance]]:
        """What was said on the occasion of each event."""
        return _by(self.view.groups.utterances, lambda u: (u.occasion,) if u.occasion else ())

    @cached_property
    def utterances_in(self) -> dict[str, list[Utterance]]:
        """What each article renders."""
        return _by(self.view.groups.utterances, lambda u: (r.article for r in u.renderings))

    @cached_property
    def conflicts_in(self) -> dict[str, list[Conflict]]:
        """Conflicts by the event and by the articles that they are of."""
        return _by(
            self.view.groups.conflicts,
            lambda c: (c.event, *(span.article for side in c.sides for span in side.evidence)),
        )

    @cached_property
    def findings_in(self) -> dict[str, list[Finding]]:
        """The findings that have evidence in each article."""
        return _by(self.view.findings, lambda f: (item.article for item in f.evidence))

    @cached_property
    def measures(self) -> dict[str, tuple[str, str]]:
        """The regime and measure of each event that evidence of a finding tells of."""
        return _measures_of(self.view.findings, self.view.groups.events)

    @cached_property
    def findings_of(self) -> dict[str, list[Finding]]:
        """Findings by the keys of their sides, the ids of their parties and their records."""
        return _by(
            self.view.findings,
            lambda f: (
                *f.actors, *f.counterparts,
                *(key for m in f.parties for key in (m.party, f"{m.list}|{m.record}")),
            ),
        )  # fmt: skip

    @cached_property
    def offices_of(self) -> dict[str, list[tuple[str, str]]]:
        """Offices that packs say somebody held, with from when to when."""
        held: dict[str, dict[tuple[str, str], None]] = defaultdict(dict)
        for digest in self.view.digests.values():
            for key, post, note in digest.offices:
                held[key][post, note] = None
        return {key: list(posts) for key, posts in held.items()}

    @cached_property
    def names(self) -> NameIndex:
        """People, bodies and things by the words of all their names."""
        return NameIndex(self.view.groups.entities)

    # ------------------------------------------------------------ in the order of pages

    @cached_property
    def latest_articles(self) -> tuple[str, ...]:
        """All articles, the latest first, those that were not read at the end."""
        collection = self.view.collection
        unread = (key for key in collection.articles if key not in collection.readings)
        return (*reversed(collection.order), *unread)

    @cached_property
    def articles_by_outlet(self) -> dict[str, list[str]]:
        """The latest first; under the empty name those whose outlet is not known."""
        return _by(self.latest_articles, lambda key: (self.view.heads[key].outlet or "",))

    @cached_property
    def latest_events(self) -> tuple[Event, ...]:
        """All events, the latest first."""
        days = [(e.earliest or e.date or "9999", e.id, e) for e in self.view.groups.events]
        return tuple(event for *_, event in sorted(days, key=lambda d: d[:2], reverse=True))

    @cached_property
    def longest_stories(self) -> tuple[Story, ...]:
        """All stories, those of most reports first."""
        return tuple(sorted(self.view.groups.stories, key=lambda s: (-len(s.articles), s.id)))

    # ------------------------------------------------------------ what waits

    @cached_property
    def asked(self) -> list[Asked]:
        """Every match, those named most first."""
        return asked_of(self.view.collection.order, self.view.digests, self.decisions)

    @cached_property
    def asked_by(self) -> dict[str, list[Asked]]:
        """Matches by the key of who is named, and by the id of the party."""
        return _by(self.asked, lambda a: (a.key, a.match.party))

    @cached_property
    def asked_targets(self) -> frozenset[str]:
        """What decisions on matches can be on."""
        return frozenset(asked.target for asked in self.asked)

    @cached_property
    def open_matches(self) -> list[Asked]:
        """Matches that nobody has said anything about."""
        return [asked for asked in self.asked if asked.match.disposition == "open"]

    @cached_property
    def open_findings(self) -> list[Finding]:
        """Findings and leads without a review, or whose evidence has moved since."""
        return [f for f in self.view.findings if f.review == "open" or f.stale_review]

    @property
    def waiting(self) -> int:
        """How many matches and findings nobody has decided on."""
        return len(self.open_matches) + len(self.open_findings)

    def take_over(self, before: Snapshot) -> None:
        """Take what no decision changes from a snapshot of the same run."""
        self.view.share(before.view)
        for name in _OF_THE_RUN & before.__dict__.keys():
            self.__dict__[name] = before.__dict__[name]

    def warm(self) -> None:
        """Put together what the first reader would else have to wait for."""
        for name in ("findings", "entities", "events_of", "story_of", "conflicts_in", "names",
                     "findings_in", "findings_of", "latest_articles", "articles_by_outlet",
                     "latest_events", "longest_stories", "open_matches", "open_findings",
                     "asked_by", "utterances_at", "utterances_of", "offices_of", "countries",
                     "measures"):
            getattr(self, name)  # fmt: skip
        _ = self.view.labels, self.view.states, self.view.collection.family_of
