"""The records of slices: events, conflicts and utterances.

A slice is held against itself and the next one, since two reports that contradict each other lie
near in time, and is let go; what is kept of an event is its headline.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, pairwise

from veedor.group.background import Recalled
from veedor.group.collection import Collection
from veedor.group.conflicts import find_conflicts
from veedor.group.events import Told, build_event
from veedor.group.recall import Recall
from veedor.group.slices import Slice
from veedor.group.utterances import find_utterances
from veedor.model import Conflict, Event, Utterance

__all__ = ["Made", "Making", "Said"]

#: The renderings of utterances, by article and place.
Said = frozenset[tuple[str, int]]


#: Later than every day: where no slice follows.
_END = "~"


@dataclass
class Made:
    """The records of one slice.

    `waiting`: what its articles recall that no event up to it was; `recalls`: what earlier events
    they recall; `entries`: by what its own events are found, by id.
    """

    slice: Slice
    events: list[Event]
    conflicts: tuple[Conflict, ...]
    utterances: list[Utterance]
    waiting: list[tuple[Recalled, str]]
    recalls: list[str]
    entries: dict[str, str]


@dataclass
class Making:
    """Makes the records of slices that follow one another.

    `said` are the renderings of the slice before, which are not told again.
    """

    collection: Collection
    recall: Recall
    said: Said = frozenset()

    def records(self, slices: Iterable[Slice], beside: Slice | None = None) -> Iterator[Made]:
        """The records of some slices; `beside` is the one after them, of which none are made."""
        last = beside or Slice(_END)
        left: dict[str, tuple[list[tuple[Recalled, str]], list[str]]] = {}

        def taken_up() -> Iterator[Slice]:
            for found in chain(slices, [last]):
                self.recall.add(found.told, found.begins)
                left[found.begins] = list(self.recall.waiting), sorted(self.recall.recalls)
                yield found

        for own, following in pairwise(taken_up()):
            yield self._made(own, following.told, *left.pop(own.begins))
            for told in own.told:
                told.facts = told.figures = told.asks = None

    def _made(
        self,
        own: Slice,
        beside: list[Told],
        waiting: list[tuple[Recalled, str]],
        recalls: list[str],
    ) -> Made:
        events = [build_event(told) for told in own.told]
        conflicts = find_conflicts(self.collection, [*own.told, *beside], len(own.told))
        utterances = self._utterances(own.told, beside)
        self.said = frozenset((r.article, r.start) for u in utterances for r in u.renderings)
        self.recall.close(own.told)
        entries = {t.id: e.key for t in own.told if (e := self.recall.entries.get(t.id))}
        return Made(own, events, conflicts, utterances, waiting, recalls, entries)

    def _utterances(self, own: list[Told], beside: list[Told]) -> list[Utterance]:
        """Those that a report of the slice gives first, and none that was told before."""
        occasions = {p.article: told.id for told in (*own, *beside) for p in told.profiles}
        mine = {p.article for told in own for p in told.profiles}
        articles = sorted(occasions, key=self.collection.when)
        return [
            utterance
            for utterance in find_utterances(self.collection, occasions, articles)
            if utterance.renderings[0].article in mine
            and not self.said & {(r.article, r.start) for r in utterance.renderings}
        ]
