"""The link stage: readings held against lists, packs and the calendar."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from veedor.engine.background import Background
from veedor.engine.outcome import Outcome, Progress
from veedor.engine.reading import batches, keep
from veedor.engine.stages import VERSIONS, key
from veedor.engine.tasks import LinkTask, LinkWork
from veedor.engine.workers import Engine, engine_for
from veedor.model import Dating
from veedor.store import Workspace
from veedor.store.outputs import Made
from veedor.store.payload import encode

__all__ = ["linking_stage"]

#: Linking costs a twentieth of reading: workers are worth starting for so many times more.
_LIGHTER = 20


def linking_stage(
    workspace: Workspace,
    background: Background,
    size: int,
    outcome: Outcome,
    progress: Progress,
    engine: Engine | None = None,
) -> None:
    """Link the articles whose reading, date, lists or packs are new, `size` of them a commit."""
    read = workspace.outputs.made("read")
    datings = workspace.outputs.all("date", Dating)
    made = workspace.outputs.made("link")
    wanted = {
        article: Made(
            VERSIONS["link"],
            key("link", *read[article], encode(dating).decode(), background.key),
        )
        for article, dating in datings.items()
    }
    stale = sorted(article for article, version in wanted.items() if made.get(article) != version)
    if not stale:
        return
    engine = engine or engine_for(workspace.settings.engine.workers, len(stale) // _LIGHTER)
    work = (_work(workspace, batch, datings, made) for batch in batches(stale, size))
    for done in engine.run(LinkTask(background.context), filter(None, work)):
        with workspace.transaction():
            keep(workspace, "link", done, wanted, outcome)
        outcome.named_anew += (new for item in done for new in item.named_anew)
        outcome.linked += sum(item.payload is not None for item in done)
        progress("link", outcome.linked, len(stale))


def _work(
    workspace: Workspace, batch: Sequence[str], datings: dict[str, Dating], made: dict[str, Made]
) -> list[LinkWork]:
    readings = workspace.outputs.packed("read", batch)
    before = workspace.outputs.packed("link", (a for a in batch if a in made))
    rows: Iterator[tuple[str, str, bytes]] = workspace.articles.packed(
        a for a in batch if a in readings
    )
    return [
        LinkWork(*row, readings[row[0]], datings[row[0]], before.get(row[0])) for row in rows
    ]
