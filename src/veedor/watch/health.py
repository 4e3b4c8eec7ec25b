"""How each declared source fares: what a pass brought, when it is due, whether it is silent."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from msgspec.structs import replace

from veedor.declared import Source, seconds_of
from veedor.engine.collecting import Tally
from veedor.model import SourceHealth
from veedor.store import Workspace

__all__ = ["after_pass", "in_trouble", "is_silent"]

#: Passes whose yields are kept.
YIELDS = 30
#: A source that fails is asked ever less often, at least so often.
_RAREST = timedelta(days=1)


def after_pass(
    before: SourceHealth | None, source: Source, tally: Tally, now: datetime
) -> SourceHealth:
    """The health of a source after a pass that brought it this."""
    health = before or SourceHealth(address=source.address)
    moment = now.isoformat(timespec="seconds")
    problem = tally.problem
    failures = health.failures + 1 if problem else 0
    return replace(
        health,
        outlet=source.outlet or health.outlet,
        due=_next(source, failures, now),
        last_pass=moment,
        last_success=health.last_success if problem else moment,
        last_new=moment if tally.new else health.last_new or moment,
        problem=problem,
        failures=failures,
        yields=(*health.yields, tally.new)[-YIELDS:],
        listed=tally.listed or health.listed,
        articles=health.articles + tally.new,
        refused=health.refused + tally.refused,
    )


def _next(source: Source, failures: int, now: datetime) -> str:
    """A tenth earlier or later, so that sources with one schedule do not all come at once."""
    pause = timedelta(seconds=seconds_of(source.every))
    if failures:
        pause = max(pause, min(pause * 2.0 ** min(failures - 1, 10), _RAREST))
    pause *= random.uniform(0.95, 1.05)  # noqa: S311 (no secret)
    return (now + pause).isoformat(timespec="seconds")


def is_silent(health: SourceHealth, silent: str, now: datetime | None = None) -> bool:
    """Whether a source answers but has brought nothing new for so long."""
    if health.problem or health.last_new is None:
        return False
    quiet = (now or datetime.now(UTC)) - datetime.fromisoformat(health.last_new)
    return quiet > timedelta(seconds=seconds_of(silent))


def in_trouble(workspace: Workspace) -> Iterator[tuple[SourceHealth, bool]]:
    """The declared sources that failed at their last pass or are silent, and which of the two."""
    health = workspace.sources.all()
    for source in workspace.settings.source:
        found = health.get(source.address)
        if found is None:
            continue
        silent = is_silent(found, workspace.settings.watch_run.silent)
        if silent or found.problem:
            yield found, silent
