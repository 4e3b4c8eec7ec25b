"""What happened when, drawn: events by measure, the evidence of a finding, mentions of a name."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from datetime import date

from veedor.find.dated import interval
from veedor.model import Entity, Event, Finding
from veedor.web.figures import figure
from veedor.web.pictures import Dot, Lane, bars, lanes
from veedor.web.snapshot import Snapshot
from veedor.web.words import Wording

__all__ = ["day_of", "events_by_measure", "evidence_by_origin", "mentions"]

#: Measures that have a row and a colour of their own; the others share the last one.
MOST_MEASURES = 9
#: Origins of one finding that have a row of their own.
MOST_ORIGINS = 8


def day_of(event: Event) -> date | None:
    """The day of an event, if it is known to the day."""
    if event.earliest and event.earliest == event.latest:
        return date.fromisoformat(event.earliest)
    return None


def events_by_measure(words: Wording) -> str:
    """All events that are known to the day, a row for each measure; empty if there are few."""
    snapshot = words.snapshot
    of = snapshot.measures
    rows: dict[tuple[str, str] | None, list[Dot]] = defaultdict(list)
    for event in snapshot.view.groups.events:
        if (day := day_of(event)) is not None:
            title = f"{words.day(day.isoformat())}: {words.plain(event.title)}"
            rows[of.get(event.id)].append(
                Dot(day, len(event.reports), title, f"/events/{event.id}")
            )
    if sum(map(len, rows.values())) < 2:
        return ""
    common = sorted((key for key in rows if key), key=lambda key: (-len(rows[key]), key))
    shown = [
        Lane(words.measure_title(*key), f"m{number}", rows[key])
        for number, key in enumerate(common[:MOST_MEASURES], 1)
    ]
    rest = [dot for key in common[MOST_MEASURES:] for dot in rows[key]]
    if rest:
        shown.append(Lane(words.gettext("other measures"), "m10", rest))
    if rows[None]:
        shown.append(Lane(words.gettext("under no measure"), "m0", rows[None]))
    told = "; ".join(f"{lane.title}: {len(lane.dots)}" for lane in shown)
    alternative = words.gettext("Events by day, a row for each measure. %(told)s.")
    several = _several(words.gettext("%(n)s events, %(when)s"), words)
    picture = lanes(shown, several, "/events?since={first}&until={last}")
    return figure(picture, alternative % {"told": told})


def evidence_by_origin(finding: Finding, words: Wording) -> str:
    """When the reports that are a finding's evidence were written, a row for each origin."""
    rows: dict[str, dict[str, Dot]] = defaultdict(dict)
    for item in finding.evidence:
        reach = interval(words.snapshot.view.day(item.article))
        if reach is None or reach[0] != reach[1]:
            continue
        name = words.name(item.origin) if item.origin else words.gettext("Origin unknown")
        title = f"{words.written(item.article)}: {words.article_title(item.article)}"
        href = f"/articles/{item.article}?at={item.start}-{item.end}#at"
        rows[name].setdefault(item.article, Dot(reach[0], 1, title, href))
    if sum(map(len, rows.values())) < 2:
        return ""
    ordered = sorted(rows, key=lambda name: (-len(rows[name]), name))
    shown = [Lane(name, "m1", list(rows[name].values())) for name in ordered[:MOST_ORIGINS]]
    rest = [dot for name in ordered[MOST_ORIGINS:] for dot in rows[name].values()]
    if rest:
        shown.append(Lane(words.gettext("other origins"), "m0", rest))
    told = "; ".join(f"{lane.title}: {len(lane.dots)}" for lane in shown)
    alternative = words.gettext("Reports by the day they were written, a row for each origin. "
                                "%(told)s.")  # fmt: skip
    several = _several(words.gettext("%(n)s reports, %(when)s"), words)
    picture = lanes(shown, several, "#evidence")
    return figure(picture, alternative % {"told": told})


def _several(form: str, words: Wording) -> Callable[[int, date, date], str]:
    """How many of something lie between two days, in words."""

    def told(n: int, first: date, last: date) -> str:
        return form % {"n": n, "when": words.between((first.isoformat(), last.isoformat()))}

    return told


def mentions(entity: Entity, words: Wording) -> str:
    """How many reports give a name, by the day they were written."""
    days = Counter(_days(entity.articles, words.snapshot))
    if len(days) < 2:
        return ""
    told = words.gettext("Reports that name %(name)s, from %(first)s to %(last)s: %(n)s.")
    ends = {"name": entity.label, "n": sum(days.values()),
            "first": words.day(min(days).isoformat()),
            "last": words.day(max(days).isoformat())}  # fmt: skip
    return figure(bars(days), told % ends)


def _days(articles: Iterable[str], snapshot: Snapshot) -> Iterable[date]:
    for article in articles:
        dating = snapshot.view.collection.datings.get(article)
        if dating and dating.earliest and dating.earliest == dating.latest:
            yield date.fromisoformat(dating.earliest)
