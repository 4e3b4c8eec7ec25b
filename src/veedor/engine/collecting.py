"""What collecting tells, kept: articles, refusals, and what is remembered of addresses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from msgspec.structs import replace

from veedor.collect import Asked, Collected, Event, Known, Polled, gather
from veedor.engine.collection import load_outlets
from veedor.engine.outcome import Outcome, Progress, silent
from veedor.errors import InputRefused
from veedor.model import Refusal
from veedor.store import Workspace

__all__ = ["Tally", "collect_into", "keep"]

#: Events a commit: enough that committing costs little, few enough that a killed pass loses
#: little.
BATCH = 32
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
            for event in batch:
                keeper.take(event)
        yield
    with workspace.transaction():
        keeper.end()
    yield


class _Keeper:
    """Takes events one by one; an article is kept when `Asked` says which source led to it."""

    def __init__(self, workspace: Workspace, outcome: Outcome, tallies: dict[str, Tally]) -> None:
        self._workspace = workspace
        self._outcome = outcome
        self._tallies = tallies
        self._sources = {source.address: source for source in workspace.settings.source}
        self._outlets = load_outlets(workspace)
        self._waiting: Collected | None = None
        self._last = ""

    def take(self, event: Event) -> None:
        """Keep one event."""
        if self._waiting is not None:
            start = event.start if isinstance(event, Asked) else ""
            item, self._waiting = self._waiting, None
            self._last = self._add(self._named(item, start))
        if isinstance(event, Asked):
            self._asked(event)
        elif isinstance(event, Polled):
            tally = self._tallies.setdefault(event.source, Tally())
            tally.polled, tally.listed, tally.problem = True, event.listed, event.problem
        elif isinstance(event, Known):
            self._outcome.known += 1
        elif isinstance(event, Refusal):
            self._last = "refused"
            self._refuse(event)
        else:
            self._waiting = event

    def end(self) -> None:
        """Keep what still waits: the last article of files, which nobody asked for."""
        if self._waiting is not None:
            item, self._waiting = self._waiting, None
            self._add(self._named(item, ""))

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
            self._workspace.articles.accept(event.url, "collect")
        if self._last:
            setattr(tally, self._last, getattr(tally, self._last) + 1)
        self._last = ""

    def _refuse(self, refusal: Refusal) -> None:
        self._workspace.articles.refuse(refusal)
        self._outcome.refused.append(refusal)

    def _add(self, item: Collected) -> str:
        article = item.article
        try:
            added = self._workspace.articles.add(
                article, item.content, item.note, item.extractor, item.capture, item.reference
            )
        except InputRefused as error:
            refusal = Refusal(source=error.source, stage="collect", reason=error.reason)
            self._outcome.refused.append(refusal)
            return "refused"
        self._workspace.articles.accept(article.source, "collect")
        if item.note:
            self._outcome.notes.append((article.source, item.note))
        if added:
            self._outcome.collected += 1
            return "new"
        self._outcome.known += 1
        return "known"


def _batches(events: Iterable[Event]) -> Iterator[list[Event]]:
    batch: list[Event] = []
    size = 0
    for event in events:
        batch.append(event)
        size += len(event.content) if isinstance(event, Collected) else 0
        if len(batch) >= BATCH or size > BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
