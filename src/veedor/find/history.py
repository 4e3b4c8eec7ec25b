"""Findings from one run to the next: ids, reviews and what changed.

A finding is the same as an earlier one if they share a statement. Its id is the older one's;
of several that have become one, the one first seen keeps its id. A person's review is never
overwritten: when the evidence it rested on changes, it is flagged.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from veedor.model import Finding, Revision

__all__ = ["carry_over"]

_RULE = "rule"


def carry_over(found: Sequence[Finding], earlier: Sequence[Finding], now: str) -> list[Finding]:
    """The new findings with the identity, review and history of those they continue."""
    by_statement = {
        item.statement: finding
        for finding in sorted(earlier, key=lambda f: (f.first_seen or "", f.id), reverse=True)
        for item in finding.evidence
    }
    taken: set[str] = set()
    result = []
    for finding in found:
        old = _oldest(
            {
                by_statement[item.statement].id: by_statement[item.statement]
                for item in finding.evidence
                if item.statement in by_statement
            }.values(),
            taken,
        )
        if old is None:
            result.append(msgspec.structs.replace(finding, first_seen=now))
        else:
            taken.add(old.id)
            result.append(_continued(finding, old, now))
    return result


def _oldest(candidates: Iterable[Finding], taken: set[str]) -> Finding | None:
    free = [f for f in candidates if f.id not in taken]
    return min(free, key=lambda f: (f.first_seen or "", f.id), default=None)


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
