"""Findings from one run to the next: ids, reviews and what changed.

A finding is the same as an earlier one if they share a statement. Its id is the older one's;
of several that have become one, the one first seen keeps its id; of one that has come apart, the
part with most of its statements does. A person's review is never
overwritten: when the evidence it rested on changes, it is flagged.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, count

import msgspec

from veedor.model import Finding, Revision, record_id

__all__ = ["as_made", "carry_over"]

_RULE = "rule"


def carry_over(found: Sequence[Finding], earlier: Sequence[Finding], now: str) -> list[Finding]:
    """The new findings with the identity, review and history of those they continue."""
    continued = _continuations(found, earlier)
    taken = {old.id for old in continued.values()}
    result = []
    for place, finding in enumerate(found):
        old = continued.get(place)
        if old is None:
            new_id = _free_id(finding, taken)
            taken.add(new_id)
            result.append(msgspec.structs.replace(finding, id=new_id, first_seen=now))
        else:
            result.append(_continued(finding, old, now))
    return result


def as_made(finding: Finding) -> Finding:
    """A finding as its articles alone tell it, without what was carried over and decided."""
    return msgspec.structs.replace(
        finding, id=next(_minted(finding)), review="open", reviewed=None, stale_review=False,
        reply=None, attachments=(), history=(), first_seen=None,
    )  # fmt: skip


def _continuations(found: Sequence[Finding], earlier: Sequence[Finding]) -> dict[int, Finding]:
    """Which earlier finding each new one, by its place, continues.

    The older finding comes first; one whose statements have come apart goes on as that part
    which keeps most of them.
    """
    places = {item.statement: place for place, new in enumerate(found) for item in new.evidence}
    continued: dict[int, Finding] = {}
    for old in sorted(earlier, key=lambda f: (f.first_seen or "", f.id)):
        shared = Counter(
            places[item.statement] for item in old.evidence if item.statement in places
        )
        free = [place for place in shared if place not in continued]
        if free:
            continued[min(free, key=lambda place: (-shared[place], place))] = old
    return continued


def _free_id(finding: Finding, taken: set[str]) -> str:
    """The id of its first statement, or, where another has taken that along, of a later one."""
    again = (record_id("finding", finding.id, str(n)) for n in count(2))
    return next(id_ for id_ in chain([finding.id], _minted(finding), again) if id_ not in taken)


def _minted(finding: Finding) -> Iterator[str]:
    return (record_id("finding", item.statement) for item in finding.evidence)


def _continued(new: Finding, old: Finding, now: str) -> Finding:
    changes = _changes(new, old)
    moved = {e.statement for e in new.evidence} != {e.statement for e in old.evidence}
    reviewed = old.review != "open"
    return msgspec.structs.replace(
        new,
        id=old.id,
        first_seen=old.first_seen,
        review=old.review,
        reply=old.reply,
        stale_review=old.stale_review or (reviewed and moved),
        history=old.history + tuple(Revision(at=now, what=change, by=_RULE) for change in changes),
    )


def _changes(new: Finding, old: Finding) -> list[str]:
    """What is different, in words for the finding's history."""
    changes = [
        f"{field}: {getattr(old, field)} → {getattr(new, field)}"
        for field in ("kind", "status", "direction", "period")
        if getattr(old, field) != getattr(new, field)
    ]
    before, after = len(old.evidence), len(new.evidence)
    if {e.statement for e in new.evidence} != {e.statement for e in old.evidence}:
        changes.append(f"evidence: {before} → {after} statements")
    if old.denied_by != new.denied_by:
        changes.append(f"denied by: {', '.join(new.denied_by) or 'nobody'}")
    return changes
