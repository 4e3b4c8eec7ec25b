"""Whether and when a page is asked for once more."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from veedor.errors import InputRefused
from veedor.settings import Collect

__all__ = ["TEMPORARY", "pause_before", "seconds_asked"]

#: Answers that may be another one later (RFC 9110, 15.5 and 15.6; RFC 6585; RFC 8470).
TEMPORARY = frozenset({408, 425, 429, 500, 502, 503, 504})


def seconds_asked(retry_after: str | None) -> float:
    """The seconds that a `Retry-After` asks to wait (RFC 9110, 10.2.3); 0 if it says nothing."""
    if not retry_after:
        return 0.0
    if retry_after.strip().isdigit():
        return float(retry_after.strip()[:9])
    try:
        moment = parsedate_to_datetime(retry_after)
    except (ValueError, IndexError):
        return 0.0
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())


def pause_before(attempt: int, refused: InputRefused, settings: Collect) -> float | None:
    """Seconds to wait before a page is asked for again; None if it is not.

    What the server asks for; else twice as long each time, with a random half on top so that
    many who were refused together do not come back together.

    Args:
        attempt: how often it was asked for already.
        refused: why it was not had.
        settings: how often, and how long at most.
    """
    if refused.again is None or attempt > settings.retries:
        return None
    if refused.again > settings.longest_wait:
        return None
    backoff = settings.backoff * 2.0 ** (attempt - 1)
    jitter = random.uniform(0, backoff / 2)  # noqa: S311 (no secret)
    return max(refused.again, min(backoff + jitter, settings.longest_wait))
