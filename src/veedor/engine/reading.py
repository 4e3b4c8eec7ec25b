"""The read stage: which articles are read, and keeping what they read as."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TypeVar

from veedor.engine.background import Background
from veedor.engine.outcome import Outcome, Progress
from veedor.engine.queue import queue
from veedor.engine.stages import VERSIONS, key
from veedor.engine.tasks import Done, ReadTask, Work
from veedor.engine.workers import Engine, engine_for
from veedor.errors import ModelMissing
from veedor.model import Refusal, Triage, record_id
from veedor.store import Workspace
from veedor.store.outputs import Made

__all__ = [
    "batches", "keep", "read_version", "reading_stage", "to_be_read", "triage_version",
]  # fmt: skip

T = TypeVar("T")

#: Articles looked at in one transaction: a look takes a ten-thousandth of a second.
_LOOKS = 2_000


def batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """The items in lists of that size, the last one shorter."""
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch


def to_be_read(
    workspace: Workspace, background: Background, outcome: Outcome, progress: Progress
) -> list[str]:
    """The articles that wait to be read, of those that the workspace wants read: all, or those
    that triage finds followed.

    What is followed may change (a list, a pack, a term): then all are looked at again, and
    those that were not read before are read now if they name what is new.
    """
    read = read_version(dict(workspace.settings.models))
    if workspace.settings.follow.read == "all":
        return queue(workspace, "read", record_id(*read), lambda: _unread(workspace, read))
    version = triage_version(background)
    by = record_id(*read, *version)
    waiting = queue(workspace, "read", by, lambda: _unread(workspace, read, version))
    looked = workspace.outputs.made("triage", waiting)
    stale = [article for article in waiting if looked.get(article) != version]
    if stale:
        from veedor.triage import Scanner

        scanner = Scanner(background.followed)
        for batch in batches(stale, _LOOKS):
            with workspace.transaction():
                looks = {a.id: scanner.scan(a) for a in workspace.articles.some(batch)}
                workspace.outputs.put("triage", dict.fromkeys(looks, version), looks)
                _pass_over(workspace, looks)
            outcome.looked_at += len(batch)
            progress("triage", outcome.looked_at, len(stale))
    looks = workspace.outputs.some("triage", Triage, waiting)
    _pass_over(workspace, looks)
    return [article for article in waiting if looks[article].followed]


def _pass_over(workspace: Workspace, looks: Mapping[str, Triage]) -> None:
    workspace.waiting.done("read", [key for key, look in looks.items() if not look.followed])


def _unread(workspace: Workspace, read: Made, triage: Made | None = None) -> Iterable[str]:
    """The articles that may have to be read, of all that there are."""
    made = workspace.outputs.made("read")
    ids = workspace.articles.ids()
    if triage is None:
        return (article for article in ids if made.get(article) != read)
    looked = workspace.outputs.made("triage")
    looks = workspace.outputs.all("triage", Triage)
    return (
        article
        for article in ids
        if looked.get(article) != triage
        or (looks[article].followed and made.get(article) != read)
    )


def triage_version(background: Background) -> Made:
    """How articles are looked at for what the workspace follows."""
    return Made(VERSIONS["triage"], key("triage", background.followed_key))


def read_version(models: dict[str, str]) -> Made:
    """How readings are made with these models."""
    models_key = record_id(*(f"{code}={name}" for code, name in sorted(models.items())))
    return Made(VERSIONS["read"], key("read", models_key))


def reading_stage(
    workspace: Workspace,
    wanted: Sequence[str],
    size: int,
    outcome: Outcome,
    progress: Progress,
    engine: Engine | None = None,
) -> None:
    """Read those of the wanted articles that are new or stale, `size` of them a commit.

    Raises:
        ModelMissing: none of the articles to be read has its language's model installed.
    """
    models = dict(workspace.settings.models)
    version = read_version(models)
    made = workspace.outputs.made("read", wanted)
    stale = sorted(article for article in wanted if made.get(article) != version)
    workspace.waiting.done("read", set(wanted).difference(stale))
    if not stale:
        return
    stale = _with_models(workspace, stale, models, outcome)
    engine = engine or engine_for(workspace.settings.engine.workers, len(stale))
    work = (
        [Work(*row) for row in workspace.articles.packed(batch)] for batch in batches(stale, size)
    )
    for done in engine.run(ReadTask(models), work):
        made = dict.fromkeys((item.article for item in done), version)
        with workspace.transaction():
            keep(workspace, "read", done, made, outcome)
        outcome.read += len(done)
        progress("read", outcome.read, len(stale))


def keep(
    workspace: Workspace,
    stage: str,
    done: Sequence[Done],
    made: dict[str, Made],
    outcome: Outcome,
) -> None:
    """Keep what came of some articles; what was refused is listed."""
    payloads = {d.article: d.payload for d in done if d.payload is not None}
    workspace.outputs.put_packed(stage, made, payloads)
    for item in done:
        if item.reason is None:
            workspace.articles.accept(item.source, stage)
        else:
            refusal = Refusal(source=item.source, stage=stage, reason=item.reason)
            workspace.articles.refuse(refusal)
            outcome.refused.append(refusal)


def _with_models(
    workspace: Workspace, stale: Sequence[str], models: dict[str, str], outcome: Outcome
) -> list[str]:
    """Those whose language has its model installed; the others are refused until it has."""
    from veedor.read import parse

    missing: dict[str, str] = {}
    readable = []
    for article, source, code in workspace.articles.languages(stale):
        if code not in missing:
            missing[code] = ""
            try:
                parse.expect_model(code, models.get(code))
            except ModelMissing as error:
                missing[code] = str(error)
        if not missing[code]:
            readable.append(article)
            continue
        refusal = Refusal(source=source, stage="read", reason=missing[code])
        workspace.articles.refuse(refusal)
        outcome.refused.append(refusal)
    if stale and not readable:
        raise ModelMissing("; ".join(filter(None, missing.values())))
    return readable
