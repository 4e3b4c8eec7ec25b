"""What a workspace knows that somebody may want to be told of, each with a key that lasts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from veedor.model import Conflict, Entity, Finding, Match, Record
from veedor.watch.messages import Message, Words

if TYPE_CHECKING:
    from veedor.store import Workspace

__all__ = ["Fact", "current_facts", "new_designations", "version_key"]


@dataclass(frozen=True, kw_only=True)
class Fact:
    """Something to be told of once.

    `keys` are what it is known by: it is new only if none of them was noted before. `also` are
    lesser facts that it includes, which are not told of beside it. `each`: it has a key for each
    of its parts, and a part that was not noted makes it new.
    """

    kind: str
    keys: tuple[str, ...]
    message: Callable[[str], Message]
    also: tuple[str, ...] = ()
    each: bool = False
    regime: str | None = None
    measure: str | None = None
    status: str | None = None
    countries: frozenset[str] = frozenset()
    parties: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()


def current_facts(words: Words) -> Iterator[Fact]:
    """The facts of the last run: findings and leads, what became of them, conflicts, parties."""
    for finding in words.view.findings:
        if finding.review != "dismissed":
            yield from _of_finding(finding, words)
    for conflict in words.view.groups.conflicts:
        yield _of_conflict(conflict, words)
    for entity in words.view.groups.entities:
        by_party: dict[str, list[Match]] = {}
        for match in entity.matches:
            if match.established:
                by_party.setdefault(match.party, []).append(match)
        for matches in by_party.values():
            yield _of_party(entity, matches, words)


def _of_finding(finding: Finding, words: Words) -> Iterator[Fact]:
    """The finding itself, then that it is corroborated, then that it is denied.

    What is new as a whole is told of once: the first includes the others.
    """
    stages: list[str] = [finding.kind]
    if finding.kind == "finding" and finding.status == "corroborated":
        stages.append("corroborated")
    if finding.denied_by:
        stages.append("denied")
    for place, stage in enumerate(stages):
        yield Fact(
            kind=stage,
            keys=(f"{stage}:{finding.id}",),
            also=tuple(f"{later}:{finding.id}" for later in stages[place + 1 :]),
            message=partial(words.of_finding, finding, stage),
            regime=finding.regime,
            measure=finding.measure,
            status=finding.status,
            countries=_countries(finding),
            parties=(
                *finding.actors, *finding.counterparts,
                *(word for match in finding.parties for word in _named(match)),
                *(words.view.label(key) for key in (*finding.actors, *finding.counterparts)),
            ),
            lists=tuple(match.list for match in finding.parties),
            texts=tuple(item.text for item in finding.evidence),
        )  # fmt: skip


def _countries(finding: Finding) -> frozenset[str]:
    keys = {*finding.actors, *finding.counterparts}
    keys |= set((finding.direction or "").replace("<->", "->").split("->"))
    return frozenset(key for key in keys if len(key) == 2 and key.isupper())


def _of_conflict(conflict: Conflict, words: Words) -> Fact:
    """A conflict is known by the spans of its sides, as events that merge give it another id."""
    spans = [span for side in conflict.sides for span in side.evidence]
    keys = {f"conflict:{conflict.attribute}:{s.article}:{s.start}" for s in spans}
    return Fact(
        kind="conflict",
        keys=(f"conflict:{conflict.id}", *sorted(keys)),
        message=partial(words.of_conflict, conflict),
        texts=tuple(words.view.sentence(span).text for span in spans),
    )


def _of_party(entity: Entity, matches: Sequence[Match], words: Words) -> Fact:
    """Somebody named who is on lists; a list that joins them later is news again."""
    return Fact(
        kind="party",
        keys=tuple(f"party:{match.list}|{match.record}|{entity.key}" for match in matches),
        each=True,
        message=partial(words.of_party, entity, matches),
        countries=frozenset({entity.country} if entity.country else ()),
        parties=(
            entity.key,
            entity.label,
            *entity.forms,
            *(word for match in matches for word in _named(match)),
        ),
        lists=tuple(match.list for match in matches),
    )


def _named(match: Match) -> tuple[str, str, str]:
    return match.name, match.record, match.party


def version_key(sha256: str) -> str:
    """The key under which it is noted that a list's version was looked at."""
    return f"version:{sha256}"


def new_designations(workspace: Workspace, words: Words, looked_at: set[str]) -> Iterator[Fact]:
    """Who came onto a list with a version that was not looked at yet.

    A list that is held for the first time brings nobody: all of it is new.
    """
    from veedor.lists.history import diff

    series: dict[tuple[str, str | None], list[str]] = {}
    for version in workspace.lists.versions():
        series.setdefault((version.publication, version.part), []).append(version.sha256)
    for versions in series.values():
        for before, after in pairwise(versions):
            if version_key(after) in looked_at:
                continue
            old, new = workspace.lists.version(before), workspace.lists.version(after)
            records = {(record.list, record.record): record for record in new.records}
            for change in diff(old, new):
                if change.kind == "added":
                    yield _of_record(records[change.list, change.record], words)


def _of_record(record: Record, words: Words) -> Fact:
    return Fact(
        kind="designation",
        keys=(f"designation:{record.list}|{record.record}",),
        message=partial(words.of_record, record),
        countries=frozenset(record.nationalities),
        parties=(record.record, *(name.text for name in record.names)),
        lists=(record.list,),
        texts=(record.reason or "", record.programme or ""),
    )
