"""The date stage: copy families and dates, of the whole collection or of what was added to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from veedor.engine.beside import LEAST, State, day_number, state_of
from veedor.engine.collection import Stored, large_texts
from veedor.engine.families import FamilyOf, keep_members, told_otherwise
from veedor.engine.memory import without_cycle_search
from veedor.engine.outcome import Outcome, Progress
from veedor.engine.stages import VERSIONS, key
from veedor.model import Article, CopyFamily, Dating, Reading
from veedor.shelf import put_rows
from veedor.store import Workspace
from veedor.store.fetched import AsAsked
from veedor.store.outputs import Made

if TYPE_CHECKING:
    from veedor.date.neighbours import Joined

__all__ = ["dating_stage"]

#: The articles whose day is not given.
UNDATED = "date.undated"
#: What these tell by which an article to come may date them.
ASKED = "date.asked"

#: The articles of some ids, and those of their readings that there are.
_Load = Callable[[Iterable[str]], tuple[Mapping[str, Article], Mapping[str, Reading]]]


def dating_stage(workspace: Workspace, outcome: Outcome, progress: Progress) -> None:
    """Bring families and datings up to date with the readings."""
    added = None
    waiting = workspace.waiting.of("date")
    if workspace.get("date") == VERSIONS["date"]:
        added = _Added(workspace, waiting)
        if not (added.new or added.again):
            workspace.waiting.done("date", waiting)
            return
    progress("date", 0, len(waiting))
    with without_cycle_search():
        if added is None or not added.take_up(outcome):
            _anew(workspace, outcome)


def _version(made: Made) -> Made:
    """How an article is dated that was read so."""
    return _made(VERSIONS["date"], made)


@lru_cache
def _made(version: str, read: Made) -> Made:
    # Most articles were read alike.
    return Made(version, key("date", *read))


def _anew(workspace: Workspace, outcome: Outcome) -> None:
    """Date the whole collection."""
    from veedor.date.copies import copy_families
    from veedor.date.dating import date_articles

    articles, readings = large_texts(workspace, workspace.outputs.present("read"))
    is_large = len(readings) >= LEAST
    for fact in ("date", "date.kept"):
        workspace.set(fact, "")
    workspace.kept.clear("date.")
    if is_large:
        families = copy_families(articles, readings, shelf=workspace.kept)
    else:
        families = copy_families(articles, readings)
    datings = date_articles(articles, readings, families)
    positions = _positions(workspace, families) if is_large else None
    with workspace.transaction():
        _let_group(workspace, workspace.records.all("families", CopyFamily), families)
        workspace.records.replace("families", families, positions)
        _put(workspace, datings, lambda _: (articles, readings))
        if is_large:
            keep_members(workspace, families)
            State(VERSIONS["date"], len(readings)).keep(workspace, "date")
        else:
            # Of a small collection all is made anew.
            workspace.set("group", "")
        workspace.waiting.replace("date", ())
        workspace.set("date", VERSIONS["date"])
    outcome.dated = len(datings)


def _let_group(
    workspace: Workspace, before: Iterable[CopyFamily], after: Iterable[CopyFamily]
) -> None:
    """Let articles be grouped again that have other copies than before."""
    for family in told_otherwise(before, after):
        workspace.waiting.add("group", (member.article for member in family.members))


def _put(workspace: Workspace, datings: Mapping[str, Dating], load: _Load) -> None:
    from veedor.date.dating import asked_by

    made = workspace.outputs.made("read", datings)
    versions = {article: _version(made[article]) for article in datings}
    workspace.outputs.put("date", versions, datings)
    undated = [article for article, dating in datings.items() if not _is_given(dating)]
    asked = sorted(asked_by(undated, *load(undated)))
    for room, keys in ((UNDATED, undated), (ASKED, asked)):
        put_rows(workspace.kept, room, ((key, b"") for key in keys))


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
    """Articles that were added to a collection that is dated: `new` ones, of which there is a
    reading; `again` are those that were dated before and read otherwise since.
    """

    def __init__(self, workspace: Workspace, waiting: Sequence[str]) -> None:
        self.workspace, self.waiting = workspace, waiting
        read, dated = (workspace.outputs.made(stage, waiting) for stage in ("read", "date"))
        stale = [a for a, how in read.items() if dated.get(a) != _version(how)]
        self.again = [article for article in stale if article in dated]
        self.new = sorted(workspace.outputs.there("read", stale))
        stored = Stored(workspace)
        self.articles, self.readings = AsAsked(stored.articles), AsAsked(stored.readings)

    def take_up(self, outcome: Outcome) -> bool:
        """Date them, and what depends on them; False: the whole is to be dated anew."""
        state, new = state_of(self.workspace, "date"), self.new
        if state is None or self.again or not state.takes(VERSIONS["date"], len(new)):
            return False
        from veedor.date.neighbours import Neighbours

        family_of = FamilyOf(self.workspace)
        neighbours = Neighbours.on(self.workspace.kept, family_of, self._load)
        found = neighbours.add(new)
        if found is None:
            return False
        datings = self._datings(new, found)
        positions = _positions(self.workspace, found.families)
        with self.workspace.transaction():
            neighbours.shelf.apply()
            _let_group(self.workspace, found.before, found.families)
            self.workspace.records.drop("families", found.gone)
            self.workspace.records.put("families", found.families, positions)
            keep_members(self.workspace, found.families, found.before)
            _put(self.workspace, datings, self._load)
            self.workspace.waiting.done("date", self.waiting)
            state.with_more(len(new)).keep(self.workspace, "date")
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

    def _datings(self, new: Sequence[str], found: Joined) -> dict[str, Dating]:
        """The datings of new articles, and of those that are dated by them.

        Where the day of an article is not given, it may depend on any other: then all are gone
        through, which costs a tenth of what grouping them does.
        """
        from veedor.date.dating import date_articles, told_by

        articles, readings = self._load(new)
        datings = date_articles(articles, readings, ())
        copied = {member.article for family in found.families for member in family.members}
        kept, told = self.workspace.kept, told_by(articles, readings)
        waits = kept.get(UNDATED, copied) or kept.get(ASKED, told)
        if all(map(_is_given, datings.values())) and not waits:
            return datings
        return self._all_datings(found)

    def _all_datings(self, found: Joined) -> dict[str, Dating]:
        """The datings that are others now, of the whole collection."""
        from veedor.date.dating import date_articles

        families = self.workspace.records.all("families", CopyFamily)
        gone = found.gone | {family.id for family in found.families}
        families = [*(f for f in families if f.id not in gone), *found.families]
        order = self.workspace.outputs.present("read")
        before = self.workspace.outputs.all("date", Dating)
        after = date_articles(*large_texts(self.workspace, order), families)
        return {key: dating for key, dating in after.items() if before.get(key) != dating}
