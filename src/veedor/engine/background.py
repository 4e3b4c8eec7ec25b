"""What articles are held against: the lists and the packs of a workspace."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from veedor.errors import ListError, VeedorError
from veedor.model import Party, Record, Refusal, record_id
from veedor.store import Workspace

if TYPE_CHECKING:
    from veedor.link import Context
    from veedor.lists import Index, Judgement
    from veedor.lists.held import HeldOffice
    from veedor.regimes import Pack
    from veedor.triage import Followed

__all__ = ["Background"]


@dataclass
class Background:
    """The lists and packs a workspace follows; loaded when asked for, as most runs need none.

    `key` changes when any of them does.
    """

    workspace: Workspace
    refused: list[Refusal] = field(default_factory=list)

    @cached_property
    def key(self) -> str:
        """One hash over the list versions and the files of the packs."""
        return self.key_with(self.lists_key)

    def key_with(self, lists_key: str) -> str:
        """The same with other lists."""
        return record_id(lists_key, "packs", self.packs_key)

    @cached_property
    def lists_key(self) -> str:
        """One hash over the list versions, and what people decided about their records."""
        versions = [f"{v.sha256} {v.as_of}" for v in self.workspace.lists.versions()]
        decided = [f"{j.first}|{j.second}|{j.same}" for j in self.judgements]
        return record_id(*(versions or _hashes([starter_list()])), "judgements", *decided)

    @cached_property
    def judgements(self) -> list[Judgement]:
        """What people decided: which records are of one party, and which are not."""
        from veedor.lists.merging import judgements_of

        return judgements_of(self.workspace.reviews.all())

    @cached_property
    def packs_key(self) -> str:
        """One hash over the files of the packs."""
        return record_id(*_hashes(file for folder in self._folders() for file in _files(folder)))

    @cached_property
    def outlets_key(self) -> str:
        """One hash over the directory of outlets, the owner's own files and declared sources."""
        settings = self.workspace.settings
        files = _files(Path(str(resources.files("veedor.outlets"))))
        files += [self.workspace.folder / file for file in settings.outlets.files]
        return record_id(*_hashes(files), *(repr(source) for source in settings.source))

    @cached_property
    def packs(self) -> dict[str, Pack]:
        """The packs by id; one that is wrong is refused, and the others load."""
        from veedor.regimes import built_in, load_pack

        packs: dict[str, Pack] = {}
        for name in self.workspace.settings.follow.regimes:
            try:
                pack = built_in()[name] if name in built_in() else load_pack(self._folder(name))
            except VeedorError as error:
                self.refused.append(Refusal(source=name, stage="packs", reason=str(error)))
            else:
                packs[pack.id] = pack
        return packs

    @cached_property
    def records(self) -> list[Record]:
        """Every record, dated by the versions held; the starter list if there are none."""
        from veedor.lists import history, load

        versions = self.workspace.lists.versions()
        if not versions:
            return list(load(starter_list()).records)
        return history(self.workspace.lists.version(v.sha256) for v in versions)

    @property
    def lists(self) -> tuple[str, ...]:
        """The lists held, as they are cited."""
        cited = {name for v in self.workspace.lists.versions() for name in v.lists}
        return tuple(sorted(cited or {record.list for record in self.records}))

    @cached_property
    def parties(self) -> list[Party]:
        """The listed parties, merged over lists."""
        return list(self.index.parties)

    @cached_property
    def index(self) -> Index:
        """The listed parties by name; kept in the workspace for as long as the lists stay so."""
        from veedor.lists import Index, merge

        file = self.workspace.folder / "lists.index"
        with suppress(OSError, ListError):
            named, _, kept = file.read_bytes().partition(b"\n")
            if named.decode("ascii", "replace") == self.lists_key:
                return Index.from_bytes(kept)
        index = Index(merge(self.records, self.judgements))
        # What cannot be kept is only made again.
        with suppress(OSError):
            _write(file, self.lists_key.encode("ascii") + b"\n" + index.to_bytes())
        return index

    @cached_property
    def followed_key(self) -> str:
        """One hash over all that decides which articles are read."""
        follow = self.workspace.settings.follow
        return record_id(self.key, "lists", *follow.lists, "terms", *follow.terms)

    @cached_property
    def followed(self) -> Followed:
        """What triage looks for."""
        from veedor.triage import followed

        follow = self.workspace.settings.follow
        return followed(self.packs, self.parties, follow.lists, follow.terms)

    @cached_property
    def context(self) -> Context:
        """What link holds readings against."""
        from veedor.link import Context
        from veedor.link.positions import office_tables

        return Context(index=self.index, packs=self.packs, offices=office_tables(self.offices))

    @property
    def offices(self) -> list[HeldOffice]:
        """Who held which office by the newest version of each list that says so."""
        newest = {
            (v.publication, v.part): v.sha256
            for v in self.workspace.lists.versions()
            if v.publication.startswith("ftm ")
        }
        return [
            held for sha in newest.values() for held in self.workspace.lists.version(sha).offices
        ]

    def _folder(self, name: str) -> Path:
        return self.workspace.folder / name

    def _folders(self) -> Iterator[Path]:
        """The built-in packs, whose common lexicons all packs share, and the workspace's own."""
        import veedor.regimes

        yield Path(veedor.regimes.__file__).parent
        for name in self.workspace.settings.follow.regimes:
            if (folder := self._folder(name)).is_dir():
                yield folder


def starter_list() -> Path:
    """The list that comes with the program: the parties that the example press is about."""
    folder = Path(str(resources.files("veedor.lists"))) / "data"
    return next(iter(sorted(folder.glob("starter*"))), folder / "starter.yaml")


def _write(file: Path, content: bytes) -> None:
    """Put a whole file in place at once, so that nobody reads half of it."""
    part = file.with_name(f"{file.name}.{os.getpid()}")
    try:
        part.write_bytes(content)
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)


def _files(folder: Path) -> list[Path]:
    return sorted([*folder.rglob("*.yaml"), *folder.rglob("*.npz")])


def _hashes(files: Iterable[Path]) -> list[str]:
    return [hashlib.sha256(file.read_bytes()).hexdigest() for file in files if file.is_file()]
