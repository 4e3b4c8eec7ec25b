"""What people added to a finding, in words: reviews, replies, other evidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from veedor.model import Attachment, Finding, Reviewed
from veedor.report.phrases import Phrases

__all__ = ["attached", "dropped", "review_of", "standing"]

#: So much of a hash tells one file from another; exports have the whole.
HASH = 16


def is_dropped(finding: Finding) -> bool:
    """Whether a person dismissed it, and no new evidence of another origin came in since."""
    return finding.review == "dismissed" and not finding.stale_review


def standing(findings: Sequence[Finding]) -> list[Finding]:
    """The findings that nobody dismissed, or that came back with new evidence."""
    return [finding for finding in findings if not is_dropped(finding)]


def dropped(findings: Sequence[Finding]) -> list[Finding]:
    """The findings that somebody dismissed."""
    return [finding for finding in findings if is_dropped(finding)]


def review_of(finding: Finding, say: Phrases) -> Iterator[str]:
    """The reply of those named, the review with its note, and other evidence."""
    if finding.reply:
        yield say("reply", text=finding.reply)
    if finding.review != "open":
        told = say(f"reviewed.{finding.review}")
        yield _signed(told, finding.reviewed, say) if finding.reviewed else told
    if finding.stale_review:
        yield say("stale")
    yield from (attached(one, say) for one in finding.attachments)


def _signed(told: str, reviewed: Reviewed, say: Phrases) -> str:
    day = reviewed.at[:10]
    signed = say("signed", review=told, by=reviewed.by, date=day) if reviewed.by else (
        say("on_day", review=told, date=day)
    )  # fmt: skip
    return say("with_note", told=signed, note=reviewed.reason) if reviewed.reason else signed


def attached(one: Attachment, say: Phrases) -> str:
    """*other evidence: AIS track (track.csv, SHA-256 …), added on …*."""
    file = say("file", name=one.name, hash=one.sha256[:HASH]) if one.sha256 else ""
    what = " ".join(filter(None, (one.note, f"({file})" if file else "")))
    return say("attached", what=what, date=one.at[:10])
