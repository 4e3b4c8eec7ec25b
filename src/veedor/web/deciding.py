"""Decisions given on a page or through the API: checked, logged, and told to the rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import BinaryIO

from starlette.requests import Request

from veedor.engine.attaching import attached
from veedor.errors import UsageError, VeedorError
from veedor.find.amending import check_measure
from veedor.find.decisions import decided_on
from veedor.model import Decision, Match
from veedor.store.articles import now
from veedor.web.keeper import Keeper
from veedor.web.snapshot import Snapshot

__all__ = ["Overtaken", "Proposal", "decide", "last_on"]

#: A reason, a note or a reply longer than this belongs into a file.
MOST_REASON = 20_000
MOST_NAME = 200


class Overtaken(VeedorError):
    """Somebody else decided on the same thing since the page was opened."""


@dataclass(frozen=True)
class Proposal:
    """A decision as somebody gives it; `seen` is the last one on it that they had seen."""

    by: str
    kind: str
    target: str
    decision: str
    reason: str = ""
    changes: dict[str, str] = field(default_factory=dict)
    seen: int | None = None


def last_on(decisions: Sequence[Decision], kind: str, target: str) -> int:
    """The number of the last decision on something; 0 if there is none."""
    return max((d.number for d in decisions if d.kind == kind and d.target == target), default=0)


def decide(
    request: Request, given: Proposal, file: tuple[str, BinaryIO] | None = None
) -> Decision:
    """Put a decision into the log; findings follow at once, groups when the rules have run.

    `file` is what is attached to a finding, with its name.

    Raises:
        UsageError: there is no such thing to decide on, no such decision, no name, or no note
            where one is needed.
        Overtaken: somebody else was faster.
    """
    keeper: Keeper = request.app.state.keeper
    user = request.app.state.access.user(request)
    if user is not None:
        given = replace(given, by=user[:MOST_NAME])
    _checked(given)
    statements = _statements(keeper.current(), given)
    check_measure(given.changes, keeper.current().every_measure)
    with keeper.writing() as place:
        last = last_on(place.reviews.all(), given.kind, given.target)
        if given.seen is not None and last != given.seen:
            raise Overtaken("somebody decided on this since you opened the page")
        draft = Decision(
            number=0, at=now(), by=given.by.strip(), kind=given.kind,  # type: ignore[arg-type]
            target=given.target, decision=given.decision, reason=given.reason.strip(),
            statements=statements, changes=given.changes,
        )  # fmt: skip
        if file is not None:
            draft = attached(place, draft, *file)
        if given.kind == "match":
            draft = decided_on(draft, _asked(keeper.current(), given.target))
        decided = place.reviews.add(draft)
    keeper.decided()
    if given.kind != "finding":
        request.app.state.jobs.add()
    return decided


def _checked(given: Proposal) -> None:
    if len(given.by) > MOST_NAME or len(given.reason) > MOST_REASON:
        raise UsageError(f"too long: names up to {MOST_NAME} characters, reasons to {MOST_REASON}")


def _statements(snapshot: Snapshot, given: Proposal) -> tuple[str, ...]:
    """The statements that the decision is made on.

    Raises:
        UsageError: there is nothing of that kind and id.
    """
    if given.kind == "finding" and given.target in snapshot.findings:
        return tuple(item.statement for item in snapshot.findings[given.target].evidence)
    if given.kind == "match" and given.target in snapshot.asked_targets:
        return ()
    if given.kind == "statement" and _is_statement(snapshot, given.target):
        return ()
    raise UsageError(f"{given.target}: no such {given.kind}")


def _asked(snapshot: Snapshot, target: str) -> list[Match]:
    """The match that is decided on, as the queue shows it."""
    return [asked.match for asked in snapshot.asked if asked.target == target]


def _is_statement(snapshot: Snapshot, target: str) -> bool:
    decided = any(d.kind == "statement" and d.target == target for d in snapshot.decisions)
    return decided or target in snapshot.statement_ids
