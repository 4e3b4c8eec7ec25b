"""What happened when: dated entries of a story, a party or a measure, each with one sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from veedor.date.given import words
from veedor.errors import UsageError
from veedor.group.background import Recalled, recalled
from veedor.group.profiles import profile
from veedor.group.recall import MISSED_BY
from veedor.group.titles import stands_alone
from veedor.model import Event, Finding, Report, Span, Story
from veedor.report.reviewing import standing
from veedor.report.view import View

__all__ = ["Entry", "of_measure", "of_party", "of_story"]

#: *SEÚL, 18 oct (Meridiana).-*, *WASHINGTON, Sept. 19 —*: where and when a dispatch was sent.
_DATELINE = re.compile(
    r"^[A-ZÁÉÍÓÚÜÑ][A-ZÁÉÍÓÚÜÑ .'-]+(?:,[^.—–()]{0,20}\.?[^.—–()]{0,6})?(?:\s*\([^()]{2,30}\))?\s*"
    r"(?:\.\s*[-–—]+|[-–—]+)\s+(?=\S)"
)
#: A shorter sentence says too little to stand for an event.
SHORTEST = 60


@dataclass(slots=True)
class Entry:
    """One dated entry: `date` EDTF, the sentence that tells it and where it stands.

    `mains` report it as their main matter, `others` recall it. Without a sentence the title
    stands for it. `published`: nobody tells when it was, and the date is that of publication.
    """

    date: str | None
    title: str
    article: str | None = None
    span: Span | None = None
    mains: set[str] = field(default_factory=set)
    others: set[str] = field(default_factory=set)
    published: bool = False

    @property
    def text(self) -> str:
        """What is told, without the place and day that a dispatch begins with."""
        told = " ".join((self.span.text if self.span else self.title).split())
        return _DATELINE.sub("", told)

    @property
    def order(self) -> tuple[str, str]:
        """By the first day; undated entries last."""
        return ((self.date or "9999").partition("/")[0], self.title)


def of_story(view: View, story: Story) -> list[Entry]:
    """The events of a story and, between them, what its reports recall of earlier days."""
    known = {event.id: event for event in view.groups.events}
    events = [known[key] for key in story.events if key in known]
    entries = [_event_entry(view, event) for event in events]
    acts = (act for article in story.articles for act in _recalled(view, article))
    entries += _recalled_entries(act for act in acts if not any(_tells(e, act) for e in events))
    return sorted(entries, key=lambda entry: entry.order)


def of_party(view: View, asked: str) -> list[Entry]:
    """The events that somebody takes part in, by key or by a name as the press writes it.

    Raises:
        UsageError: nobody of that name is in the reports.
    """
    wanted = asked.casefold()
    entity = next(
        (e for e in view.groups.entities
         if wanted == e.key or any(wanted in form.casefold() for form in (e.label, *e.forms))),
        None,
    )  # fmt: skip
    if entity is None:
        raise UsageError(f"nobody {asked!r} in the reports: `veedor export entities` lists them")
    key = entity.country if entity.type in ("country", "government") else entity.key
    events = [event for event in view.groups.events if key in event.participants]
    acts = (
        act
        for article in entity.articles
        for act in _recalled(view, article)
        if key in act.participants and not any(_tells(event, act) for event in events)
    )
    entries = [_event_entry(view, event) for event in events]
    return sorted([*entries, *_recalled_entries(acts)], key=lambda entry: entry.order)


def of_measure(view: View, asked: str) -> list[Entry]:
    """The findings and leads of a measure, by its id.

    Raises:
        UsageError: no finding is of that measure.
    """
    kept = standing(view.findings)
    found = [finding for finding in kept if finding.measure.casefold() == asked.casefold()]
    if not found:
        measures = ", ".join(sorted({finding.measure for finding in kept})) or "none"
        raise UsageError(f"no finding or lead of measure {asked!r}; there are of: {measures}")
    return sorted((_finding_entry(finding) for finding in found), key=lambda entry: entry.order)


def _finding_entry(finding: Finding) -> Entry:
    first = finding.evidence[0]
    return Entry(
        finding.period, f"{finding.kind}, {finding.status}", first.article, first,
        {evidence.article for evidence in finding.evidence},
        published=finding.period_basis == "written",
    )  # fmt: skip


def _event_entry(view: View, event: Event) -> Entry:
    mains = [report for report in event.reports if report.role == "main"]
    article, span = _best(view, mains) or (None, None)
    others = {report.article for report in event.reports} - {r.article for r in mains}
    return Entry(event.date, event.title, article, span, {r.article for r in mains}, others)


def _best(view: View, reports: Sequence[Report]) -> tuple[str, Span] | None:
    """A whole sentence of a body, from the report that is most its own."""
    family = view.collection.family_of

    def own(report: Report) -> float:
        members = family[report.article].members if report.article in family else ()
        return next((m.own_share for m in members if m.article == report.article), 1.0)

    whole = [
        (report.article, span)
        for report in sorted(reports, key=lambda r: (-own(r), r.article))
        for span in report.spans
        if span.text.rstrip().endswith((".", "”", "»", '"')) and len(span.text) > SHORTEST
    ]
    return next((one for one in whole if stands_alone(one[1].text)), next(iter(whole), None))


# ------------------------------------------------------------------ what is recalled


def _recalled(view: View, article: str) -> Iterator[Recalled]:
    """The dated acts that an article tells of days before its own matter.

    What its first sentences tell is its matter, whatever they look back to; *desde agosto* dates
    no act of August.
    """
    if article not in view.collection.linked:
        return
    reading, main = view.collection.readings[article], profile(view.collection, article, {})
    head = {mention.span.start for mention in main.head}
    since = words(reading.language, "since")
    for act in recalled(view.collection, main):
        past = main.earliest is None or act.latest < main.earliest - timedelta(days=MISSED_BY)
        if not past or not act.mention.participants or act.mention.line_kind == "caption":
            continue
        sentence, at = act.mention.span, act.when.span.start
        before = sentence.text[: at - sentence.start].casefold().split()
        if sentence.start not in head and not set(before[-2:]) & set(since):
            yield act


def _tells(event: Event, act: Recalled) -> bool:
    """Whether an act lies within the days of an event."""
    if not event.earliest or not event.latest:
        return False
    slack = timedelta(days=MISSED_BY)
    first, last = date.fromisoformat(event.earliest), date.fromisoformat(event.latest)
    return act.earliest >= first - slack and act.latest <= last + slack


def _recalled_entries(acts: Iterable[Recalled]) -> list[Entry]:
    """One entry for each act of some days, whoever recalls it; a sentence stands for one act."""
    found: dict[tuple[date, date, str], tuple[Entry, set[str]]] = {}
    told: set[tuple[str, int]] = set()
    for act in acts:
        place = (act.article, act.mention.span.start)
        cast = set(act.participants)
        entry, known = found.get((act.earliest, act.latest, act.act), (None, set()))
        if entry is not None and known & cast:
            entry.others.add(act.article)
        elif place not in told:
            entry = Entry(_edtf(act), "", act.article, act.mention.span, others={act.article})
            found[act.earliest, act.latest, act.act] = entry, cast
        told.add(place)
    return [entry for entry, _ in found.values()]


def _edtf(act: Recalled) -> str:
    first, last = act.earliest, act.latest
    if first == last:
        return first.isoformat()
    following = last + timedelta(days=1)
    if first.day == following.day == 1 and (last - first).days < MONTH:
        return first.isoformat()[:7]
    return f"{first.isoformat()}/{last.isoformat()}"


MONTH = 31
