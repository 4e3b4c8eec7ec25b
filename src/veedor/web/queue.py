"""What awaits a person's decision."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from veedor.find.decisions import match_target
from veedor.model import Finding, Match, Span
from veedor.web.snapshot import Snapshot

__all__ = ["Asked", "matches", "open_findings", "open_matches"]

#: A person sees what a name is from a few sentences; the rest are behind its page.
MOST_SENTENCES = 3


@dataclass
class Asked:
    """One person or body named and one record that it may be, with sentences that name it."""

    target: str
    key: str
    label: str
    match: Match
    country: str | None
    articles: list[str]
    sentences: list[tuple[str, Span]]


def matches(snapshot: Snapshot) -> list[Asked]:
    """Every match once, however many articles name it; those named most come first."""
    return list(_matches(snapshot))


@lru_cache(maxsize=1)
def _matches(snapshot: Snapshot) -> list[Asked]:
    collection = snapshot.view.collection
    found: dict[str, Asked] = {}
    for article in collection.order:
        linked = collection.linked.get(article)
        if linked is None:
            continue
        for number, subject in enumerate(linked.subjects):
            if subject.set_aside is not None:
                continue
            for match in subject.matches:
                target = match_target(subject.key, match)
                asked = found.setdefault(
                    target,
                    Asked(target, subject.key, subject.label, match, subject.country, [], []),
                )
                if asked.match.in_force == "unknown" and match.in_force != "unknown":
                    # Of several days, one on which it is known whether the record stood.
                    asked.match = match
                if article not in asked.articles:
                    asked.articles.append(article)
                    _show(snapshot, asked, article, number)
    return sorted(found.values(), key=lambda a: (-len(a.articles), a.label, a.target))


def _show(snapshot: Snapshot, asked: Asked, article: str, referent: int) -> None:
    if len(asked.sentences) >= MOST_SENTENCES:
        return
    reading = snapshot.view.collection.readings[article]
    for name in reading.names:
        if name.referent == referent:
            for sentence in reading.sentences:
                if sentence.start <= name.start < sentence.end:
                    asked.sentences.append((article, sentence))
                    return


def open_matches(snapshot: Snapshot) -> list[Asked]:
    """Matches that nobody has said anything about."""
    return [asked for asked in matches(snapshot) if asked.match.disposition == "open"]


def open_findings(snapshot: Snapshot) -> list[Finding]:
    """Findings and leads without a review, or whose evidence has moved since."""
    return [f for f in snapshot.view.findings if f.review == "open" or f.stale_review]
