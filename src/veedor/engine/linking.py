"""The link stage: readings held against lists, packs and the calendar."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence

from veedor.engine.background import Background
from veedor.engine.outcome import Outcome, Progress
from veedor.engine.queue import queue
from veedor.engine.reading import batches, keep
from veedor.engine.stages import VERSIONS, key
from veedor.engine.tasks import LinkTask, LinkWork
from veedor.engine.workers import Engine, engine_for
from veedor.model import Dating
from veedor.store import Workspace
from veedor.store.outputs import Made
from veedor.store.payload import encode

__all__ = ["link_version", "linking_stage"]

#: Linking costs a twentieth of reading: workers are worth starting for so many times more.
_LIGHTER = 20
#: The fact that names the editions of the lists that were linked with lately, and how many: a run
#: that is killed leaves some articles with the edition before.
_LISTS, _EDITIONS = "link.lists", 4


def linking_stage(
    workspace: Workspace,
    background: Background,
    size: int,
    outcome: Outcome,
    progress: Progress,
    engine: Engine | None = None,
) -> None:
    """Link the articles whose reading, date, lists or packs are new, `size` of them a commit."""
    by = key("link", background.key)
    waiting = queue(workspace, "link", by, lambda: workspace.outputs.articles("date"))
    if not waiting:
        return
    read = workspace.outputs.made("read", waiting)
    datings = workspace.outputs.some("date", Dating, waiting)
    made = workspace.outputs.made("link", waiting)

    def under(background_key: str, article: str) -> Made:
        return link_version(read[article], datings[article], background_key)

    wanted = {article: under(background.key, article) for article in datings}
    stale = sorted(article for article, version in wanted.items() if made.get(article) != version)
    workspace.waiting.done("link", set(waiting).difference(stale))
    if not stale:
        return
    earlier = [background.key_with(lists) for lists in _earlier_lists(workspace, background)]
    same = {
        article
        for article in stale
        if article in made and any(made[article] == under(old, article) for old in earlier)
    }
    engine = engine or engine_for(workspace.settings.engine.workers, len(stale) // _LIGHTER)
    work = (_work(workspace, batch, datings, made, same) for batch in batches(stale, size))
    for done in engine.run(LinkTask(background.context), filter(None, work)):
        with workspace.transaction():
            keep(workspace, "link", done, wanted, outcome)
        outcome.named_anew += (new for item in done for new in item.named_anew)
        outcome.linked += sum(item.payload is not None for item in done)
        progress("link", outcome.linked, len(stale))


def link_version(read: Made, dating: Dating, background_key: str) -> Made:
    """How an article is linked that was read so and has this date, against this background."""
    return Made(VERSIONS["link"], key("link", *read, encode(dating).decode(), background_key))


def _earlier_lists(workspace: Workspace, background: Background) -> list[str]:
    """The keys of the lists that articles may have been linked with before, latest first.

    Those of now are added for the next time before anything is linked with them.
    """
    known: list[str] = json.loads(workspace.get(_LISTS) or "[]")
    earlier = [lists for lists in known if lists != background.lists_key]
    workspace.set(_LISTS, json.dumps([background.lists_key, *earlier][:_EDITIONS]))
    return earlier


def _work(
    workspace: Workspace,
    batch: Sequence[str],
    datings: dict[str, Dating],
    made: dict[str, Made],
    same: Collection[str],
) -> list[LinkWork]:
    readings = workspace.outputs.packed("read", batch)
    before = workspace.outputs.packed("link", (a for a in batch if a in made))
    rows: Iterator[tuple[str, str, bytes]] = workspace.articles.packed(
        a for a in batch if a in readings
    )
    return [
        LinkWork(*row, readings[row[0]], datings[row[0]], before.get(row[0]), row[0] in same)
        for row in rows
    ]
