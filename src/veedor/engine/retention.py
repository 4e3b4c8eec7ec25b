"""Retention: personal data that no finding uses goes after a time that the owner sets."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from veedor.engine.erase import Erased, erase_articles
from veedor.errors import UsageError
from veedor.store import Workspace, schema
from veedor.store.clock import now

__all__ = ["expire", "expired"]


def expired(workspace: Workspace, days: int) -> dict[str, str]:
    """The articles that were collected longer ago than so many days, and that no finding, present
    or past, rests on and no decision is about: id to source, oldest first.

    Raises:
        UsageError: no number of days is set.
    """
    if days <= 0:
        raise UsageError("nothing expires: set `days` under [retention] in veedor.toml, or --days")
    moment = datetime.fromisoformat(now()).astimezone(UTC) - timedelta(days=days)
    rows = schema.articles.c
    query = select(rows.id, rows.source).where(rows.collected_at < moment.isoformat())
    with workspace.database.begin() as connection:
        old = dict(connection.execute(query.order_by(rows.collected_at, rows.id)).tuples().all())
    used = {
        item.article
        for finding in workspace.findings.all(current=False)
        for item in finding.evidence
    }
    decided = "\n".join(decision.target for decision in workspace.reviews.all())
    return {
        key: source for key, source in old.items() if key not in used and key not in decided
    }


def expire(workspace: Workspace, days: int, *, by: str) -> Erased:
    """Remove what has expired; a tombstone says of each that it had.

    Raises:
        UsageError: no number of days is set.
    """
    ids = list(expired(workspace, days))
    if not ids:
        return Erased(articles=0, findings=0)
    reason = f"retention: {days} days, and no finding rested on it"
    return erase_articles(workspace, ids, by=by, reason=reason)
