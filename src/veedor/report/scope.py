"""What a report is about: regimes and a period, and of what was read only what concerns them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from veedor.errors import UsageError
from veedor.model import Conflict, Event, Finding
from veedor.report.view import View

__all__ = ["concerning", "of_period"]


def of_period(view: View, regime: str | None, since: str | None, until: str | None) -> View:
    """The view with only the findings, events and contradictions of a regime and a period.

    What has no day stays, as nobody can say that it was outside.

    Raises:
        UsageError: there is no such regime here, or a day is none.
    """
    if regime is not None and regime not in view.packs:
        known = ", ".join(sorted(view.packs)) or "none"
        raise UsageError(f"no regime {regime!r} is followed here; there are: {known}")
    since, until = _day(since, "--from"), _day(until, "--to")
    if since and until and since > until:
        raise UsageError(f"--from {since} is after --to {until}")

    def within(first: str | None, last: str | None) -> bool:
        return not (since and last and last < since) and not (until and first and first > until)

    def stays(finding: Finding) -> bool:
        first, _, last = (finding.period or "").partition("/")
        return (regime is None or finding.regime == regime) and within(first, last or first)

    packs = view.packs if regime is None else {regime: view.packs[regime]}
    kept = [finding for finding in view.findings if stays(finding)]
    shown = replace(view, findings=kept, packs=packs, since=since, until=until)
    if not (since or until):
        return shown
    return _with_events(shown, (e for e in view.groups.events if within(e.earliest, e.latest)))


def _day(given: str | None, option: str) -> str | None:
    if given is None:
        return None
    try:
        return date.fromisoformat(given).isoformat()
    except ValueError:
        raise UsageError(f"{option} {given}: give a day as 2024-05-31") from None


def concerning(view: View) -> View:
    """The view with only the events and contradictions that concern its regimes."""
    about = view.concerned
    return _with_events(
        view, (e for e in view.groups.events if any(r.article in about for r in e.reports))
    )


def _with_events(view: View, events: Iterable[Event]) -> View:
    """The view with these events, and of the contradictions those about them or in a finding."""
    kept = tuple(events)
    ids = {event.id for event in kept}
    cited = {id_ for finding in view.findings for id_ in finding.conflicts}

    def stays(conflict: Conflict) -> bool:
        known = conflict.event in view.events
        return conflict.id in cited or conflict.event in ids or not known

    conflicts = tuple(conflict for conflict in view.groups.conflicts if stays(conflict))
    return replace(view, groups=replace(view.groups, events=kept, conflicts=conflicts))
