"""Copy families by the articles that are in them, without having all at hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from veedor.model import CopyFamily
from veedor.store import Workspace
from veedor.store.fetched import AsAsked

__all__ = ["FamilyOf", "family_ids", "keep_members", "told_otherwise"]

#: The family of each article that is in one.
_ROOM = "date.families"


def family_ids(workspace: Workspace, articles: Iterable[str]) -> dict[str, str]:
    """The id of the family of each of these articles that is in one."""
    return {key: row.decode() for key, row in workspace.kept.get(_ROOM, articles).items()}


def keep_members(
    workspace: Workspace, families: Iterable[CopyFamily], gone: Iterable[CopyFamily] = ()
) -> None:
    """Let families be found by their articles, and those that are gone no longer."""
    rows = {m.article: family.id.encode() for family in families for m in family.members}
    left = {member.article for family in gone for member in family.members} - rows.keys()
    workspace.kept.drop(_ROOM, left)
    workspace.kept.put(_ROOM, rows)


def told_otherwise(
    before: Iterable[CopyFamily], after: Iterable[CopyFamily]
) -> Iterator[CopyFamily]:
    """The families that were not there so: with these articles, and of this origin."""
    known = {family.id: _row(family) for family in before}
    return (family for family in after if known.get(family.id) != _row(family))


def _row(family: CopyFamily) -> tuple[str | None, ...]:
    return family.origin, family.origin_kind, *(member.article for member in family.members)


class FamilyOf(Mapping[str, CopyFamily]):
    """The family of each article that is in one, fetched when it is asked for: of all its articles
    it is one object. It cannot be gone through or counted.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._ids = AsAsked(lambda articles: family_ids(workspace, articles))
        self._families: dict[str, CopyFamily] = {}

    def have(self, articles: Sequence[str]) -> None:
        """Fetch those of some articles."""
        self._ids.have(articles)
        wanted = dict.fromkeys(self._ids[key] for key in articles if key in self._ids)
        missing = [name for name in wanted if name not in self._families]
        if missing:
            self._families |= self._workspace.records.some("families", CopyFamily, missing)

    def __getitem__(self, article: str) -> CopyFamily:
        name = self._ids[article]
        if name not in self._families:
            self.have([article])
        return self._families[name]

    def __iter__(self) -> Iterator[str]:
        raise TypeError("which articles are in families is not known")

    def __len__(self) -> int:
        raise TypeError("which articles are in families is not known")
