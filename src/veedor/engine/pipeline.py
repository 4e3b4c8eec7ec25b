"""All stages, doing only what is new or stale.

Every output is kept with a hash of what it was made from. Work is committed batch by batch,
so a run that is killed goes on where it stopped.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from typing import TypeVar

from veedor.engine.background import Background
from veedor.engine.collecting import collect_into
from veedor.engine.collection import load_collection, load_groups
from veedor.engine.outcome import Outcome, Progress, silent
from veedor.engine.stages import VERSIONS, key
from veedor.errors import InputRefused, ModelMissing, VeedorError
from veedor.find.lookback import new_matches
from veedor.model import Article, Dating, Linked, Reading, Refusal, record_id
from veedor.store import Workspace
from veedor.store.articles import now
from veedor.store.collected import KINDS
from veedor.store.outputs import Made
from veedor.store.payload import encode

__all__ = ["collect_into", "run", "run_stages"]

#: Articles a commit: enough that committing costs little beside reading (100 ms an article),
#: few enough that a killed run loses seconds.
BATCH = 32

T = TypeVar("T")


def run(workspace: Workspace, sources: Iterable[str] = (), progress: Progress = silent) -> Outcome:
    """Collect from the sources, then bring every stage up to date.

    Raises:
        ModelMissing: none of the articles to be read has its language's model installed.
    """
    outcome = collect_into(workspace, sources, progress)
    return run_stages(workspace, outcome, progress)


def run_stages(
    workspace: Workspace, outcome: Outcome | None = None, progress: Progress = silent
) -> Outcome:
    """Read, date, link, group, find: what is new or stale."""
    outcome = outcome or Outcome()
    background = Background(workspace)
    workspace.search.refresh()
    _read(workspace, outcome, progress)
    date_key = _date(workspace, outcome, progress)
    _link(workspace, background, outcome, progress)
    group_key = _group(workspace, date_key, outcome, progress)
    _find(workspace, background, group_key, outcome, progress)
    outcome.refused += background.refused
    return outcome


# ---------------------------------------------------------------- read


def _read(workspace: Workspace, outcome: Outcome, progress: Progress) -> None:
    models = dict(workspace.settings.models)
    models_key = record_id(*(f"{code}={name}" for code, name in sorted(models.items())))
    version = Made(VERSIONS["read"], key("read", models_key))
    made = workspace.outputs.made("read")
    stale = sorted(a for a in workspace.articles.ids() if made.get(a) != version)
    if not stale:
        return
    # The parser takes a second to import, which an idle run need not wait for.
    from veedor.read.reader import Reader

    stale = _with_models(workspace, stale, models, outcome)
    reader = Reader(models)
    for batch in _batches(stale, BATCH):
        articles = list(workspace.articles.some(batch))
        readings: dict[str, Reading | None] = {}
        with workspace.transaction():
            for article in articles:
                make = partial(reader.read, article)
                _attempt(workspace, "read", article, make, readings, outcome)
                outcome.read += 1
                progress("read", outcome.read, len(stale))
            workspace.outputs.put("read", dict.fromkeys(readings, version), readings)


def _attempt(
    workspace: Workspace,
    stage: str,
    article: Article,
    make: Callable[[], T],
    results: dict[str, T | None],
    outcome: Outcome,
) -> None:
    """Put what a stage makes of one article into `results`; what it cannot read is listed.

    None stands for an article that is refused, so that it is not tried again. A fault of the
    program must not cost the other articles: it is listed too, and tried again by the next run.
    """
    try:
        results[article.id] = make()
    except VeedorError as error:
        results[article.id] = None
        reason = error.reason if isinstance(error, InputRefused) else str(error)
    except Exception as error:
        if os.environ.get("VEEDOR_TRACEBACK"):
            raise
        reason = f"a fault of the program in {stage}: {type(error).__name__}: {error}"
    else:
        workspace.articles.accept(article.source, stage)
        return
    refusal = Refusal(source=article.source, stage=stage, reason=reason)
    workspace.articles.refuse(refusal)
    outcome.refused.append(refusal)


def _with_models(
    workspace: Workspace, stale: Sequence[str], models: dict[str, str], outcome: Outcome
) -> list[str]:
    """Those whose language has its model installed; the others are refused until it has."""
    from veedor.read.parse import load_model

    missing: dict[str, str] = {}
    languages = {}
    for article in workspace.articles.some(stale):
        code = languages[article.id] = article.language or ""
        if code not in missing:
            try:
                load_model(code, models.get(code))
            except ModelMissing as error:
                missing[code] = str(error)
        if code in missing:
            refusal = Refusal(source=article.source, stage="read", reason=missing[code])
            workspace.articles.refuse(refusal)
            outcome.refused.append(refusal)
    readable = [article for article in stale if languages[article] not in missing]
    if stale and not readable:
        raise ModelMissing("; ".join(missing.values()))
    return readable


# ---------------------------------------------------------------- date


def _date(workspace: Workspace, outcome: Outcome, progress: Progress) -> str:
    """Families and datings of the whole collection; the key they were made under."""
    made = workspace.outputs.made("read")
    date_key = key("date", *(f"{a} {made[a].version} {made[a].inputs}" for a in sorted(made)))
    if workspace.get("date") == date_key:
        return date_key
    from veedor.date.copies import copy_families
    from veedor.date.dating import date_articles

    progress("date", 0, len(made))
    readings = workspace.outputs.all("read", Reading)
    articles = {a: article for a, article in workspace.articles.all().items() if a in readings}
    families = copy_families(articles, readings)
    datings = date_articles(articles, readings, families)
    version = Made(VERSIONS["date"], date_key)
    with workspace.transaction():
        workspace.records.replace("families", families)
        workspace.outputs.put("date", dict.fromkeys(datings, version), datings)
        workspace.set("date", date_key)
    outcome.dated = len(datings)
    return date_key


# ---------------------------------------------------------------- link


def _link(
    workspace: Workspace, background: Background, outcome: Outcome, progress: Progress
) -> None:
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
    from veedor.link import link

    for batch in _batches(stale, BATCH):
        readings = workspace.outputs.some("read", Reading, batch)
        before = workspace.outputs.some("link", Linked, (a for a in batch if a in made))
        context = background.context
        linked: dict[str, Linked | None] = {}
        with workspace.transaction():
            for article in workspace.articles.some(batch):
                if article.id in readings:
                    parts = readings[article.id], datings[article.id]
                    make = partial(link, article, *parts, context)
                    _attempt(workspace, "link", article, make, linked, outcome)
            workspace.outputs.put("link", wanted, linked)
        after = {article: item for article, item in linked.items() if item is not None}
        outcome.named_anew += new_matches(before, after)
        outcome.linked += len(linked)
        progress("link", outcome.linked, len(stale))


# ---------------------------------------------------------------- group and find


def _group(workspace: Workspace, date_key: str, outcome: Outcome, progress: Progress) -> str:
    made = workspace.outputs.made("link")
    decisions = [decision.hash for decision in workspace.reviews.all()]
    linked = [f"{article} {made[article].inputs}" for article in sorted(made)]
    group_key = key("group", date_key, *linked, "decisions", *decisions)
    if workspace.get("group") == group_key:
        return group_key
    from veedor.group import group

    progress("group", 0, len(made))
    groups = group(load_collection(workspace))
    with workspace.transaction():
        for kind in KINDS:
            if kind != "families":
                workspace.records.replace(kind, getattr(groups, kind))
        workspace.set("group", group_key)
    outcome.grouped = True
    return group_key


def _find(
    workspace: Workspace,
    background: Background,
    group_key: str,
    outcome: Outcome,
    progress: Progress,
) -> None:
    find_key = key("find", group_key, background.packs_key)
    if workspace.get("find") == find_key:
        return
    from veedor.find import find
    from veedor.find.decisions import apply_to_findings

    progress("find", 0, 0)
    found = find(
        load_collection(workspace),
        load_groups(workspace),
        background.packs,
        workspace.findings.all(current=False),
        now(),
    )
    with workspace.transaction():
        workspace.findings.replace(apply_to_findings(found, workspace.reviews.all()))
        workspace.set("find", find_key)
    outcome.found = True


def _batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch
