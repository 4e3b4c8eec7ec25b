"""Archives too large for one machine: shards of press, each read on its own, brought in later.

A shard is anything that `collect` takes, on shared storage: a WARC file, a file of JSON Lines.
What is made of it is one file, written beside the others under a name made from the shard's; it
is put in place whole, so that one that is there needs no second look. `merge` brings such files
into a workspace, where dating, linking, grouping and finding go on as always.

Format: for each article a record, before it its length in four bytes, big-endian; the first
record says what the file is of. Records are MessagePack.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath
from typing import IO, Any, NamedTuple

import fsspec
import msgspec

from veedor.collect import Asked, Collected, Known, Polled, gather
from veedor.engine.background import Background
from veedor.engine.collecting import keep
from veedor.engine.outcome import Outcome, Progress, silent
from veedor.engine.reading import batches, read_version, triage_version
from veedor.engine.tasks import Done, ReadTask, Work, attempt
from veedor.engine.workers import WORTH_WORKERS, Engine, engine_for
from veedor.errors import InputRefused, StoreError
from veedor.model import Refusal, Triage
from veedor.settings import Collect
from veedor.store import Workspace
from veedor.store.outputs import Made
from veedor.store.payload import pack
from veedor.triage import Followed, Scanner

__all__ = ["Counts", "merge", "read_shards"]

SUFFIX = ".veedor"
_FORMAT = 1
_PART = 256


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """What a shard held: articles, those of them that were read, and inputs refused."""

    articles: int = 0
    read: int = 0
    refused: int = 0


class _Head(msgspec.Struct, frozen=True, kw_only=True):
    format: int
    shard: str
    triage: Made | None
    read: Made


class _Entry(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An article as collected, what triage saw and what it reads as, packed; or a refusal."""

    collected: Collected | None = None
    refusal: Refusal | None = None
    look: Triage | None = None
    reading: bytes | None = None
    reason: str | None = None


_ENCODER = msgspec.msgpack.Encoder()


class _Shard(NamedTuple):
    """A shard as work for an engine: its address, and where what is made of it goes."""

    article: str
    source: str


@dataclass
class ShardTask:
    """Collecting, looking at and reading what is in a shard."""

    out: str
    head: tuple[Made | None, Made]
    followed: Followed | None
    models: dict[str, str]
    settings: Collect
    stage: str = "shards"

    def __getstate__(self) -> dict[str, Any]:
        return {key: value for key, value in self.__dict__.items() if key not in _MADE}

    @cached_property
    def _scanner(self) -> Scanner | None:
        return Scanner(self.followed) if self.followed else None

    @cached_property
    def _reader(self) -> ReadTask:
        return ReadTask(self.models)

    def prepare(self, batch: Sequence[_Shard]) -> None:
        """Nothing: each shard is a batch by itself."""

    def do(self, work: _Shard) -> Done:
        """Make the file of a shard; its payload is the counts."""
        place = _place(self.out, work.source)
        storage, path = fsspec.core.url_to_fs(place)
        if storage.exists(path):
            return Done(work.article, work.source, pack(None))
        storage.makedirs(str(PurePosixPath(path).parent), exist_ok=True)
        with storage.open(f"{path}.part", "wb") as file:
            counts = self._write(file, work.source)
        storage.mv(f"{path}.part", path)
        return Done(work.article, work.source, pack(counts))

    def _write(self, file: IO[bytes], shard: str) -> Counts:
        triage, read = self.head
        _put(file, _Head(format=_FORMAT, shard=shard, triage=triage, read=read))
        articles = read_count = refused = 0
        for event in gather([shard], self.settings):
            if isinstance(event, Refusal):
                refused += 1
                _put(file, _Entry(refusal=event))
            elif isinstance(event, Collected):
                articles += 1
                entry = self._entry(event)
                read_count += entry.reading is not None
                _put(file, entry)
            else:
                assert isinstance(event, Asked | Known | Polled)
        return Counts(articles=articles, read=read_count, refused=refused)

    def _entry(self, item: Collected) -> _Entry:
        look = self._scanner.scan(item.article) if self._scanner else None
        if look is not None and not look.followed:
            return _Entry(collected=item, look=look)
        work = Work(item.article.id, item.article.source, pack(item.article))
        done = attempt(self._reader, work)
        return _Entry(collected=item, look=look, reading=done.payload, reason=done.reason)


_MADE = frozenset({"_scanner", "_reader"})


def read_shards(
    workspace: Workspace,
    shards: Sequence[str],
    out: str,
    engine: Engine | None = None,
    progress: Progress = silent,
) -> tuple[Counts, list[Refusal]]:
    """Read shards as the workspace's settings say, each into a file in `out`.

    Those that have one there already are passed over. What is counted is what was done now.
    `engine` None: as the settings say, one process a processor.
    """
    engine = engine or engine_for(workspace.settings.engine.workers, WORTH_WORKERS)
    background = Background(workspace)
    follow = workspace.settings.follow
    followed = None if follow.read == "all" else background.followed
    models = dict(workspace.settings.models)
    task = ShardTask(
        out=out,
        head=(triage_version(background) if followed else None, read_version(models)),
        followed=followed,
        models=models,
        settings=workspace.settings.collect,
    )
    total, refused = Counts(), []
    work = ([_Shard(str(number), shard)] for number, shard in enumerate(shards))
    for number, (done,) in enumerate(engine.run(task, work), 1):
        if done.reason:
            refused.append(Refusal(source=done.source, stage="shards", reason=done.reason))
        elif done.payload and (counts := _counts(done.payload)):
            total = Counts(
                articles=total.articles + counts.articles,
                read=total.read + counts.read,
                refused=total.refused + counts.refused,
            )
        progress("shards", number, len(shards))
    return total, refused


def _counts(payload: bytes) -> Counts | None:
    from veedor.store.payload import unpack

    return unpack(payload, Counts | None)  # type: ignore[arg-type]


def _place(out: str, shard: str) -> str:
    """Where what is made of a shard goes: under its name, and a hash of all of its address."""
    digest = hashlib.sha256(shard.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return f"{out.rstrip('/')}/{PurePosixPath(shard).name}-{digest}{SUFFIX}"


def merge(
    workspace: Workspace, places: Iterable[str], outcome: Outcome, progress: Progress = silent
) -> None:
    """Bring into a workspace what was made of shards: files, or folders of them.

    A reading that was made by another version, or another model, than this workspace's is left
    out, and the article is read again by the next run. What was brought in before changes nothing.
    """
    background = Background(workspace)
    read = read_version(dict(workspace.settings.models))
    triage = None if workspace.settings.follow.read == "all" else triage_version(background)
    files = [file for place in places for file in _files(place)]
    for number, (storage, path) in enumerate(files, 1):
        try:
            with storage.open(path, "rb") as file:
                _merge_file(workspace, path, file, (triage, read), outcome)
        except (InputRefused, OSError) as error:
            reason = getattr(error, "reason", f"cannot be read ({error})")
            outcome.refused.append(Refusal(source=path, stage="shards", reason=reason))
        progress("merge", number, len(files))
    workspace.search.refresh()


def _merge_file(
    workspace: Workspace,
    path: str,
    file: IO[bytes],
    current: tuple[Made | None, Made],
    outcome: Outcome,
) -> None:
    records = _records(path, file)
    head = _decoded(path, next(records, b""), _Head)
    triage, read = current
    for part in batches(records, _PART):
        entries = [_decoded(path, record, _Entry) for record in part]
        with workspace.transaction():
            events = [event for e in entries if (event := e.collected or e.refusal) is not None]
            for _ in keep(workspace, events, outcome, {}):
                pass
            kept = set(
                workspace.articles.present(e.collected.article.id for e in entries if e.collected)
            )
            made = {e.collected.article.id: e for e in entries if e.collected}
            looks = {key: e.look for key, e in made.items() if key in kept and e.look}
            if triage is not None and head.triage == triage:
                workspace.outputs.put("triage", dict.fromkeys(looks, triage), looks)
            if head.read == read:
                readings = {k: e.reading for k, e in made.items() if k in kept and e.reading}
                workspace.outputs.put_packed("read", dict.fromkeys(readings, read), readings)
                outcome.read += len(readings)


def _files(place: str) -> Iterator[tuple[Any, str]]:
    storage, path = fsspec.core.url_to_fs(place)
    if storage.isdir(path):
        for found in sorted(storage.glob(f"{path.rstrip('/')}/*{SUFFIX}")):
            yield storage, found
    else:
        yield storage, path


def _put(file: IO[bytes], record: msgspec.Struct) -> None:
    content = _ENCODER.encode(record)
    file.write(len(content).to_bytes(4, "big") + content)


def _records(path: str, file: IO[bytes]) -> Iterator[bytes]:
    """The records of a file.

    Raises:
        InputRefused: it ends in the middle of one.
    """
    while size := file.read(4):
        content = file.read(int.from_bytes(size, "big"))
        if len(size) < 4 or len(content) < int.from_bytes(size, "big"):
            raise InputRefused(path, "is cut short: make it again with `veedor shards`")
        yield content


def _decoded(path: str, record: bytes, kind: type[Any]) -> Any:
    try:
        decoded = msgspec.msgpack.decode(record, type=kind)
    except (msgspec.MsgspecError, StoreError):
        raise InputRefused(path, "is no file that `veedor shards` made, or is damaged") from None
    if isinstance(decoded, _Head) and decoded.format != _FORMAT:
        raise InputRefused(path, f"has format {decoded.format}; this version reads {_FORMAT}")
    return decoded
