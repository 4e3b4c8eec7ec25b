"""What is done to one article, wherever it is done: pure, from packed records to packed records.

A task is sent once to each worker and keeps there what it needs (models, lists). Its results
are packed where they are made, so that whoever keeps them need not look into them.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from veedor.errors import InputRefused, ModelMissing, VeedorError
from veedor.find.lookback import NewMatch, new_matches
from veedor.model import Article, Dating, Linked, Reading
from veedor.store.payload import pack, unpack

if TYPE_CHECKING:
    from veedor.link import Context

__all__ = [
    "Done", "LinkTask", "LinkWork", "ReadTask", "Task", "Work", "attempt",
    "attempt_all",
]  # fmt: skip


class Work(NamedTuple):
    """One article as kept: its id, its source, and its packed record."""

    article: str
    source: str
    record: bytes


class LinkWork(NamedTuple):
    """One article with its packed reading, its dating, and what it was linked to before;
    `lists_alone`: nothing but the lists is another than then.
    """

    article: str
    source: str
    record: bytes
    reading: bytes
    dating: Dating
    before: bytes | None
    lists_alone: bool = False


class Done(NamedTuple):
    """What came of one article.

    `payload` is the packed record, or of nothing (`pack(None)`) for an article that is refused
    so that it is not tried again, or None after a fault of the program or for want of a model;
    `reason` why it was refused.
    """

    article: str
    source: str
    payload: bytes | None
    reason: str | None = None
    named_anew: tuple[NewMatch, ...] = ()


class Task(Protocol):
    """Something to be done to articles, and the stage it belongs to."""

    @property
    def stage(self) -> str:
        """The stage's name."""

    def prepare(self, batch: Sequence[Any]) -> None:
        """Do what is cheaper done for some articles together than for each."""

    def do(self, work: Any) -> Done:
        """Do it to one article.

        Raises:
            VeedorError: the article cannot be used.
        """


def attempt_all(task: Task, batch: Sequence[Any]) -> list[Done]:
    """Do a task to some articles, in order."""
    # A fault comes again where the article is dealt with whose it is.
    with suppress(Exception):
        task.prepare(batch)
    return [attempt(task, work) for work in batch]


def attempt(task: Task, work: Any) -> Done:
    """Do a task to one article; what it cannot use, and its own faults, cost no other article."""
    try:
        return task.do(work)
    except ModelMissing as error:
        # The article is not to blame: it is tried again once the model is there.
        return Done(work.article, work.source, None, str(error))
    except VeedorError as error:
        reason = error.reason if isinstance(error, InputRefused) else str(error)
        return Done(work.article, work.source, pack(None), reason)
    except Exception as error:
        if os.environ.get("VEEDOR_TRACEBACK"):
            raise
        reason = f"a fault of the program in {task.stage}: {type(error).__name__}: {error}"
        return Done(work.article, work.source, None, reason)


@dataclass
class ReadTask:
    """Reading articles with these models (spaCy packages by language)."""

    models: dict[str, str]
    stage: str = "read"

    def __getstate__(self) -> dict[str, Any]:
        return {"models": self.models, "stage": self.stage}

    @cached_property
    def _reader(self) -> Any:
        # The parser takes a second to import, which an idle run need not wait for.
        from veedor.read.reader import Reader

        return Reader(self.models)

    def prepare(self, batch: Sequence[Work]) -> None:
        """Parse the short ones together."""
        self._reader.prepare([unpack(work.record, Article) for work in batch])

    def do(self, work: Work) -> Done:
        """The reading of an article."""
        reading: Reading = self._reader.read(unpack(work.record, Article))
        return Done(work.article, work.source, pack(reading))


@dataclass
class LinkTask:
    """Holding readings against lists and packs."""

    context: Context
    stage: str = field(default="link")

    def prepare(self, batch: Sequence[LinkWork]) -> None:
        """Nothing: each is linked by itself."""

    def do(self, work: LinkWork) -> Done:
        """What an article links to, and the matches that it has only now."""
        from veedor.link import link

        reading = unpack(work.reading, Reading)
        before = None if work.before is None else unpack(work.before, Linked)
        same = before if work.lists_alone else None
        article = unpack(work.record, Article)
        linked = link(article, reading, work.dating, self.context, same)
        key = work.article
        anew = () if before is None else tuple(new_matches({key: before}, {key: linked}))
        return Done(work.article, work.source, pack(linked), named_anew=anew)
