"""The log of what people decided: chained, checked, and held against what the rules found.

The analyst has the last word and is never asked twice: on a match again only if the record
changed, or if somebody of the name is met of whom more than the name speaks for the record. A
decision on a finding binds to the
statements it was made on: a dismissed finding stays dismissed for the same evidence, and
returns flagged when evidence of another origin comes in.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import get_args

import msgspec

from veedor.errors import UsageError
from veedor.find.amending import amended, check_changes
from veedor.group.collection import Collection
from veedor.model import (
    Attachment,
    Decision,
    Disposition,
    Finding,
    Linked,
    Match,
    Review,
    Reviewed,
    Revision,
    Statement,
    Subject,
)

__all__ = [
    "apply_to_findings",
    "apply_to_linked",
    "broken",
    "chained",
    "decided_on",
    "latest",
    "match_target",
    "under",
    "with_decisions",
]

_ALLOWED = {
    "match": get_args(Disposition),
    "party": ("same", "different", "open"),
    "statement": ("amend", "reject", "open"),
    "finding": (*get_args(Review), "reply", "attach"),
}

#: Decisions that are worth nothing without a note, and what it says.
_NEEDED = {
    "confirmed": "what other than the press it was checked against",
    "dismissed": "why it is dismissed",
    "reply": "the words of those named",
    "attach": "what the other evidence is",
}


def match_target(key: str, match: Match) -> str:
    """How a decision names a match: who is named, and the record."""
    return f"{key}|{match.list}|{match.record}"


def chained(draft: Decision, last: Decision | None) -> Decision:
    """The draft as the next decision of a log that ends in `last`.

    Raises:
        UsageError: there is no such decision, nobody signs it, it lacks the note that it needs,
            or it changes a field that cannot be changed.
    """
    allowed = _ALLOWED[draft.kind]
    if draft.decision not in allowed:
        raise UsageError(
            f"{draft.decision!r} is no decision on a {draft.kind}: {', '.join(allowed)}"
        )
    if not draft.by.strip():
        raise UsageError("a decision needs the name of who decides")
    needed = _NEEDED.get(draft.decision)
    if needed is not None and not (draft.reason.strip() or draft.sha256):
        raise UsageError(f"give a note: {needed}")
    check_changes(draft.changes)
    number = last.number + 1 if last else 1
    placed = msgspec.structs.replace(
        draft, number=number, previous=last.hash if last else "", hash=""
    )
    return msgspec.structs.replace(placed, hash=_hash(placed))


def _hash(decision: Decision) -> str:
    fields = msgspec.to_builtins(msgspec.structs.replace(decision, hash=""))
    # Fields that a decision does not have are not in its hash, nor were they before they existed.
    plain = {name: fields[name] for name in fields if fields[name] or name not in _LATER}
    return hashlib.sha256(msgspec.json.encode(plain, order="sorted")).hexdigest()


_LATER = ("version", "identity", "file", "sha256")


def broken(log: Sequence[Decision]) -> list[int]:
    """The numbers of decisions that were changed, or before which one was taken out."""
    wrong = []
    previous, number = "", 0
    for decision in log:
        number += 1
        whole = (
            decision.number == number
            and decision.previous == previous
            and decision.hash == _hash(decision)
        )
        if not whole:
            wrong.append(decision.number)
        previous, number = decision.hash, decision.number
    return wrong


# ---------------------------------------------------------------- before findings are made


def with_decisions(collection: Collection, log: Iterable[Decision]) -> Collection:
    """The collection with matches disposed of and statements amended or rejected."""
    decided = latest(log)
    if not decided:
        return collection
    linked = {a: apply_to_linked(one, decided) for a, one in collection.linked.items()}
    return replace(collection, linked=linked)


def latest(log: Iterable[Decision]) -> dict[tuple[str, str], Decision]:
    """The last decision on each match, statement and finding, by (kind, target)."""
    return {(d.kind, d.target): d for d in log if d.decision not in ("reply", "attach")}


def apply_to_linked(linked: Linked, latest: Mapping[tuple[str, str], Decision]) -> Linked:
    """One article's linked records under the latest decisions, by (kind, target)."""
    subjects = tuple(_disposed(subject, latest) for subject in linked.subjects)
    cleared = {
        (match.list, match.record)
        for subject in subjects
        for match in subject.matches
        if match.disposition == "different"
    }
    statements = tuple(
        kept
        for statement in linked.statements
        if (kept := _amended(statement, latest, cleared)) is not None
    )
    return msgspec.structs.replace(linked, subjects=subjects, statements=statements)


def _disposed(subject: Subject, latest: Mapping[tuple[str, str], Decision]) -> Subject:
    if not subject.matches:
        return subject
    matches = tuple(
        under(match, decision)
        if (decision := latest.get(("match", match_target(subject.key, match))))
        else match
        for match in subject.matches
    )
    return msgspec.structs.replace(subject, matches=matches)


def under(match: Match, decision: Decision) -> Match:
    """The match under a person's word, which establishes who is meant.

    The word does not count for a record that has changed since. Nor is somebody cleared with
    whom the record shared no more than the name, where more speaks for a namesake of theirs.
    """
    changed = decision.version and match.version and decision.version != match.version
    another = (
        decision.decision == "different"
        and decision.identity == "name"
        and match.identity != "name"
    )
    if changed or another:
        return match
    disposition: Disposition = decision.decision  # type: ignore[assignment]
    identity = "confirmed" if disposition == "same" else match.identity
    return msgspec.structs.replace(match, disposition=disposition, identity=identity)


def decided_on(draft: Decision, matches: Iterable[Match]) -> Decision:
    """The draft of a decision with what the matches are that it is on: all of one target."""
    found = list(matches)
    if not found:
        return draft
    strongest = next((match for match in found if match.identity != "name"), None) or found[0]
    return msgspec.structs.replace(draft, version=strongest.version, identity=strongest.identity)


def _amended(
    statement: Statement,
    latest: Mapping[tuple[str, str], Decision],
    cleared: set[tuple[str, str]],
) -> Statement | None:
    """The statement as a person put it right; None if it was rejected.

    One that only touches a measure because of a match that is cleared becomes context.
    """
    decision = latest.get(("statement", statement.id))
    if decision is not None and decision.decision == "reject":
        return None
    if decision is not None and decision.decision == "amend":
        statement = amended(statement, decision.changes)
    parties = tuple(m for m in statement.parties if (m.list, m.record) not in cleared)
    if len(parties) == len(statement.parties):
        return statement
    said = decision is not None and "kind" in decision.changes
    kind = statement.kind if parties or said else "context"
    return msgspec.structs.replace(statement, parties=parties, kind=kind)


# ---------------------------------------------------------------- after findings are made


def apply_to_findings(findings: Iterable[Finding], log: Sequence[Decision]) -> list[Finding]:
    """The findings with their reviews, replies and what people attached."""
    by_target: dict[str, list[Decision]] = {}
    for decision in log:
        if decision.kind == "finding":
            by_target.setdefault(decision.target, []).append(decision)
    put_right = _put_right(log)
    return [_reviewed(finding, _bound(finding, by_target), put_right) for finding in findings]


def _put_right(log: Iterable[Decision]) -> dict[str, list[Decision]]:
    """The decisions on each statement, oldest first."""
    found: dict[str, list[Decision]] = {}
    for decision in log:
        if decision.kind == "statement":
            found.setdefault(decision.target, []).append(decision)
    return found


def _bound(finding: Finding, by_target: Mapping[str, list[Decision]]) -> list[Decision]:
    """Decisions on this finding, or on one that had some of its statements."""
    own = {item.statement for item in finding.evidence}
    return sorted(
        (
            decision
            for target, decisions in by_target.items()
            for decision in decisions
            if target == finding.id or own & set(decision.statements)
        ),
        key=lambda decision: decision.number,
    )


def _reviewed(
    finding: Finding, decisions: Sequence[Decision], put_right: Mapping[str, list[Decision]]
) -> Finding:
    review: Review = "open"
    reviewed = None
    stale = False
    reply = finding.reply
    attachments = []
    for decision in decisions:
        at, by, reason = decision.at, decision.by, decision.reason
        if decision.decision == "reply":
            reply = reason
        elif decision.decision == "attach":
            attachments.append(
                Attachment(at=at, by=by, note=reason, name=decision.file, sha256=decision.sha256)
            )
        else:
            review = decision.decision  # type: ignore[assignment]
            reviewed = None if review == "open" else Reviewed(at=at, by=by, reason=reason)
            stale = review != "open" and (
                _moved(finding, decision) or _reads_otherwise(finding, decision, put_right)
            )
    history = finding.history + tuple(
        Revision(at=d.at, by=d.by, what=_in_history(d))
        for d in decisions
        if not any((r.at, r.by, r.what) == (d.at, d.by, _in_history(d)) for r in finding.history)
    )
    return msgspec.structs.replace(
        finding,
        review=review,
        reviewed=reviewed,
        stale_review=stale,
        reply=reply,
        attachments=tuple(attachments),
        history=tuple(sorted(history, key=lambda revision: revision.at)),
    )


def _in_history(decision: Decision) -> str:
    words = ", ".join(filter(None, (decision.reason, decision.file)))
    return f"{decision.decision}: {words}".rstrip(": ")


def _reads_otherwise(
    finding: Finding, review: Decision, put_right: Mapping[str, list[Decision]]
) -> bool:
    """Whether a statement of the evidence was put right since the review, and so reads otherwise
    than the reviewer saw it."""

    def changes(statement: str, until: int | None = None) -> dict[str, str]:
        made = [d for d in put_right.get(statement, ()) if until is None or d.number < until]
        return dict(made[-1].changes) if made else {}

    return any(
        changes(item.statement) != changes(item.statement, review.number)
        for item in finding.evidence
    )


def _moved(finding: Finding, decision: Decision) -> bool:
    """Whether the evidence is no longer what the decision was made on.

    What was dismissed returns only for evidence of an origin that was not there before: one
    more copy of the same story is no news.
    """
    seen = set(decision.statements)
    if decision.decision != "dismissed":
        return {item.statement for item in finding.evidence} != seen
    before = {item.origin or item.article for item in finding.evidence if item.statement in seen}
    return any(
        (item.origin or item.article) not in before
        for item in finding.evidence
        if item.statement not in seen
    )
