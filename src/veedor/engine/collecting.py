"""What collecting tells, kept: articles, refusals, and what is remembered of addresses."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from msgspec.structs import replace

from veedor.collect import Asked, Collected, Event, Known, Polled, gather
from veedor.engine.collection import load_outlets
from veedor.engine.outcome import Outcome, Progress, silent
from veedor.errors import InputRefused
from veedor.model import Refusal
from veedor.store import Workspace

__all__ = ["Tally", "collect_into", "keep"]

#: Events a commit: enough that committing costs little beside reading files.
BATCH = 256
#: Or what came in so many seconds, so that a killed pass over slow sites loses little.
BATCH_SECONDS = 2.0
#: Or so many bytes of evidence: pages may be as large as `max_bytes`.
BATCH_BYTES = 8_000_000


@dataclass
class Tally:
    """What one source brought at one pass; `problem` says why it brought nothing."""

    new: int = 0
    known: int = 0
    refused: int = 0
    listed: int = 0
    polled: bool = False
    problem: str | None = None


def collect_into(
    workspace: Workspace, sources: Iterable[str], progress: Progress = silent
) -> Outcome:
    """Collect from the sources, keeping articles that are new."""
    outcome = Outcome()
    events = gather(sources, workspace.settings.collect, workspace.addresses)
    for _ in keep(workspace, events, outcome, {}):
        progress("collect", outcome.collected + outcome.known, 0)
    workspace.search.refresh()
    return outcome


def keep(
    workspace: Workspace, events: Iterable[Event], outcome: Outcome, tallies: dict[str, Tally]
) -> Iterator[None]:
    """Keep what a pass tells, batch by batch; what an address gave is kept with the memory of it.

    Args:
        workspace: where it is kept; its lock is the caller's.
        events: what the pass tells, in its order.
        outcome: added to.
        tallies: added to, by source.
    """
    keeper = _Keeper(workspace, outcome, tallies)
    for batch in _batches(events):
        with workspace.transaction():
            keeper.take_all(batch)
        yield
    with workspace.transaction():
        keeper.take_all([], last=True)
    yield


class _Keeper:
    """Takes events batch by batch; an article is kept when `Asked` says which source led to it."""

    def __init__(self, workspace: Workspace, outcome: Outcome, tallies: dict[str, Tally]) -> None:
        self._workspace = workspace
        self._outcome = outcome
        self._tallies = tallies
        self._sources = {source.address: source for source in workspace.settings.source}
        self._outlets = load_outlets(workspace)
        self._waiting: list[Event] = []
        self._last = ""
        #: By source: refused, or read, which forgets an earlier refusal.
        self._states: dict[str, Refusal | None] = {}

    def take_all(self, batch: Sequence[Event], *, last: bool = False) -> None:
        """Keep the events of a batch; of inputs that came more than once, the last counts.

        An article at its end waits for the next batch, as what comes then may say whose it was.
        """
        events = [*self._waiting, *batch]
        self._waiting = []
        if events and not last and isinstance(events[-1], Collected):
            self._waiting = [events.pop()]
        added = iter(self._workspace.articles.add_all(list(self._articles(events))))
        for event in events:
            if isinstance(event, Collected):
                self._last = self._count(event, next(added))
            else:
                self._take(event)
        for refusal in self._states.values():
            if refusal is not None:
                self._workspace.articles.refuse(refusal)
        read = [source for source, refusal in self._states.items() if refusal is None]
        self._workspace.articles.accept_all(read, "collect")
        self._states.clear()

    def _articles(self, events: Sequence[Event]) -> Iterator[Collected]:
        for event, after in zip_longest(events, events[1:]):
            if isinstance(event, Collected):
                yield self._named(event, after.start if isinstance(after, Asked) else "")

    def _take(self, event: Asked | Polled | Known | Refusal) -> None:
        """What a source brought is counted when `Asked` says whose it was."""
        if isinstance(event, Asked):
            self._asked(event)
        elif isinstance(event, Polled):
            tally = self._tallies.setdefault(event.source, Tally())
            tally.polled, tally.listed, tally.problem = True, event.listed, event.problem
            if event.problem is None:
                self._states[event.source] = None
        elif isinstance(event, Known):
            self._outcome.known += 1
        else:
            self._last = "refused"
            self._states[event.source] = event
            self._outcome.refused.append(event)

    def _named(self, item: Collected, start: str) -> Collected:
        """An article under its outlet's own name: as its source declares, else by its address,
        else as the directory writes what the page calls itself.
        """
        article, source = item.article, self._sources.get(start)
        declared = source.outlet if source else ""
        if article.outlet and item.extractor == "jsonl":
            # Whoever made the line has said so.
            declared = declared or article.outlet
        known = self._outlets.of_address(article.url) or self._outlets.named(article.outlet)
        outlet = declared or (known.name if known else article.outlet)
        language = (source.language if source else "") or article.language
        return replace(item, article=replace(article, outlet=outlet, language=language))

    def _asked(self, event: Asked) -> None:
        if event.marks is not None:
            self._workspace.addresses.remember(event.url, event.marks)
        tally = self._tallies.setdefault(event.start, Tally())
        if self._last in ("new", "known"):
            self._states[event.url] = None
        if self._last:
            setattr(tally, self._last, getattr(tally, self._last) + 1)
        self._last = ""

    def _count(self, item: Collected, added: bool | InputRefused) -> str:
        if isinstance(added, InputRefused):
            refusal = Refusal(source=added.source, stage="collect", reason=added.reason)
            self._outcome.refused.append(refusal)
            return "refused"
        self._states[item.article.source] = None
        if item.note:
            self._outcome.notes.append((item.article.source, item.note))
        if added:
            self._outcome.collected += 1
            return "new"
        self._outcome.known += 1
        return "known"


def _batches(events: Iterable[Event]) -> Iterator[list[Event]]:
    batch: list[Event] = []
    size, began = 0, time.monotonic()
    for event in events:
        batch.append(event)
        size += len(event.content) if isinstance(event, Collected) else 0
        late = time.monotonic() - began > BATCH_SECONDS
        if len(batch) >= BATCH or size > BATCH_BYTES or late:
            yield batch
            batch, size, began = [], 0, time.monotonic()
    if batch:
        yield batch
