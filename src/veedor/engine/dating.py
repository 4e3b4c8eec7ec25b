"""The date stage: copy families and dates, of the whole collection or of what was added to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from veedor.engine.beside import LEAST, State, day_number, state_of
from veedor.engine.collection import Stored, large_texts
from veedor.engine.memory import without_cycle_search
from veedor.engine.outcome import Outcome, Progress
from veedor.engine.stages import VERSIONS, key
from veedor.model import Article, CopyFamily, Dating, Reading
from veedor.store import Workspace
from veedor.store.fetched import AsAsked
from veedor.store.outputs import Made

__all__ = ["dating_stage"]

#: The articles whose day is not given.
UNDATED = "date.undated"


def dating_stage(workspace: Workspace, outcome: Outcome, progress: Progress) -> str:
    """Families and datings of the collection; the key they were made under."""
    made = workspace.outputs.made("read")
    date_key = key("date", *(f"{a} {made[a].version} {made[a].inputs}" for a in sorted(made)))
    if workspace.get("date") == date_key:
        return date_key
    progress("date", 0, len(made))
    with without_cycle_search():
        if not _Added(workspace, made, date_key).take_up(outcome):
            _anew(workspace, made, date_key, outcome)
    return date_key


def _version(made: Made) -> Made:
    """How an article is dated that was read so."""
    return _made(VERSIONS["date"], made)


@lru_cache
def _made(version: str, read: Made) -> Made:
    # Most articles were read alike.
    return Made(version, key("date", *read))


def _anew(
    workspace: Workspace, made: Mapping[str, Made], date_key: str, outcome: Outcome
) -> None:
    """Date the whole collection."""
    from veedor.date.copies import copy_families
    from veedor.date.dating import date_articles

    articles, readings = large_texts(workspace, workspace.outputs.present("read"))
    is_large = len(readings) >= LEAST
    workspace.set("date.kept", "")
    workspace.kept.clear("date.")
    if is_large:
        families = copy_families(articles, readings, shelf=workspace.kept)
    else:
        families = copy_families(articles, readings)
    datings = date_articles(articles, readings, families)
    positions = _positions(workspace, families) if is_large else None
    with workspace.transaction():
        workspace.records.replace("families", families, positions)
        _put(workspace, made, datings)
        if is_large:
            State(VERSIONS["date"], len(readings)).keep(workspace, "date")
        workspace.set("date", date_key)
    outcome.dated = len(datings)


def _put(workspace: Workspace, made: Mapping[str, Made], datings: Mapping[str, Dating]) -> None:
    versions = {article: _version(made[article]) for article in datings}
    workspace.outputs.put("date", versions, datings)
    undated = (article for article, dating in datings.items() if not _is_given(dating))
    workspace.kept.put(UNDATED, dict.fromkeys(undated, b""))


def _positions(workspace: Workspace, families: Sequence[CopyFamily]) -> list[int]:
    """Families by the day of their first article."""
    firsts = [family.members[0].article for family in families]
    days = workspace.articles.published(firsts)
    return [day_number(days.get(first)) for first in firsts]


def _is_given(dating: Dating) -> bool:
    """Whether a page itself gives its day, so that it does not depend on other articles."""
    day = dating.earliest is not None and dating.earliest == dating.latest
    return day and dating.basis not in ("inferred", "unknown")


class _Added:
    """Articles that were added to a collection that is dated."""

    def __init__(self, workspace: Workspace, made: Mapping[str, Made], date_key: str) -> None:
        self.workspace, self.made, self.key = workspace, made, date_key
        stored = Stored(workspace)
        self.articles, self.readings = AsAsked(stored.articles), AsAsked(stored.readings)

    def take_up(self, outcome: Outcome) -> bool:
        """Date them, and what depends on them; False: the whole is to be dated anew."""
        state = state_of(self.workspace, "date")
        dated = self.workspace.outputs.made("date") if state else {}
        if state is None or dated.keys() - self.made.keys():
            return False
        stale = [a for a, how in self.made.items() if dated.get(a) != _version(how)]
        if any(article in dated for article in stale):
            return False
        new = sorted(self.workspace.outputs.packed("read", stale))
        if not state.takes(VERSIONS["date"], len(new)):
            return False
        from veedor.date.neighbours import Neighbours

        families = self.workspace.records.all("families", CopyFamily)
        family_of = {m.article: family for family in families for m in family.members}
        neighbours = Neighbours.on(self.workspace.kept, family_of, self._load)
        found = neighbours.add(new) if new else ([], set())
        if found is None:
            return False
        gone = found[1] | {family.id for family in found[0]}
        families = [*(f for f in families if f.id not in gone), *found[0]]
        datings = self._datings(new, families, found[0])
        positions = _positions(self.workspace, found[0])
        with self.workspace.transaction():
            neighbours.shelf.apply()
            self.workspace.records.drop("families", found[1])
            self.workspace.records.put("families", found[0], positions)
            _put(self.workspace, self.made, datings)
            state.with_more(len(new)).keep(self.workspace, "date")
            self.workspace.set("date", self.key)
        outcome.dated = len(datings)
        return True

    def _load(
        self, keys: Iterable[str]
    ) -> tuple[Mapping[str, Article], Mapping[str, Reading]]:
        wanted = sorted(keys)
        self.articles.have(wanted)
        self.readings.have(wanted)
        found = {key: self.articles[key] for key in wanted}
        return found, {key: self.readings[key] for key in wanted if key in self.readings}

    def _datings(
        self, new: Sequence[str], families: Sequence[CopyFamily], changed: Sequence[CopyFamily]
    ) -> dict[str, Dating]:
        """The datings of new articles, and of those that are dated by them.

        Where the day of an article is not given, it may depend on any other: then all are gone
        through, which costs a tenth of what grouping them does.
        """
        from veedor.date.dating import date_articles, depends_on

        articles, readings = self._load(new)
        datings = date_articles(articles, readings, ())
        undated = set(self.workspace.kept.keys(UNDATED))
        copied = {member.article for family in changed for member in family.members}
        if all(map(_is_given, datings.values())) and not undated & copied:
            waiting = self._load(undated)
            if not depends_on(*waiting, articles, readings):
                return datings
        order = self.workspace.outputs.present("read")
        before = self.workspace.outputs.all("date", Dating)
        after = date_articles(*large_texts(self.workspace, order), families)
        return {key: dating for key, dating in after.items() if before.get(key) != dating}
