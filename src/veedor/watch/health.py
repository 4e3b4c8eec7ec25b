"""How each declared source fares: what a pass brought, when it is due, whether it is silent."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from veedor.declared import Source, seconds_of
from veedor.engine.collecting import Tally
from veedor.model import SourceHealth
from veedor.store import Workspace

__all__ = ["SourceState", "after_pass", "is_silent", "source_states"]

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


class SourceState(Struct, frozen=True, kw_only=True):
    """A declared source as a person wants to see it.

    `state` new (not asked yet), good, failing, or silent (it answers, with nothing new);
    `health` None for a new one; `refused_share` how many of its pages were refused, of all.
    """

    address: str
    outlet: str | None
    state: Literal["new", "good", "failing", "silent"]
    health: SourceHealth | None = None
    refused_share: float = 0.0


def source_states(workspace: Workspace) -> list[SourceState]:
    """Every declared source, those in trouble first."""
    health = workspace.sources.all()
    silent = workspace.settings.watch_run.silent
    states = [_state(source, health.get(source.address), silent)
              for source in workspace.settings.source]  # fmt: skip
    order = {"failing": 0, "silent": 1, "new": 2, "good": 3}
    return sorted(states, key=lambda each: order[each.state])


def _state(source: Source, health: SourceHealth | None, silent: str) -> SourceState:
    outlet = source.outlet or None
    if health is None:
        return SourceState(address=source.address, outlet=outlet, state="new")
    state: Literal["good", "failing", "silent"] = "good"
    if health.problem:
        state = "failing"
    elif is_silent(health, silent):
        state = "silent"
    pages = health.articles + health.refused
    share = health.refused / pages if pages else 0.0
    return SourceState(
        address=source.address, outlet=outlet, state=state, health=health,
        refused_share=round(share, 3),
    )  # fmt: skip
