"""One story on a few pages: what happened, who said what, who adds what, who disagrees."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from veedor.errors import UsageError
from veedor.group.titles import stands_alone
from veedor.model import Conflict, Entity, Event, Match, Report, Side, Span, Story, Utterance
from veedor.report.document import (
    Block,
    Bullets,
    Document,
    Emphasis,
    Heading,
    Inline,
    Note,
    Paragraph,
    Picture,
    Strong,
    Table,
)
from veedor.report.dossier_phrases import Words, words
from veedor.report.pictures import timeline
from veedor.report.view import View

__all__ = ["choose_story", "dossier"]

#: A shorter sentence says too little to stand for an event.
SHORTEST = 60

#: A dossier is a few pages: so many of each, those that most reports have first.
MOST_UTTERANCES, MOST_PEOPLE, MOST_ADDED, MOST_RENDERINGS = 12, 24, 3, 6


def choose_story(stories: Sequence[Story], asked: str | None) -> Story:
    """The story with that id, the beginning of it, or words of its title; else the largest.

    Raises:
        UsageError: there is none, or none such.
    """
    if not stories:
        raise UsageError("there is no story here: run `veedor run` on some reports first")
    if asked is None:
        return max(stories, key=lambda story: (len(story.articles), story.id))
    wanted = asked.casefold()
    for story in stories:
        if story.id.startswith(wanted) or wanted in story.title.casefold():
            return story
    raise UsageError(f"no story {asked!r}: `veedor export stories` lists them")


class _Dossier:
    """A dossier being written, in one language."""

    def __init__(self, view: View, story: Story, say: Words) -> None:
        self.view, self.story, self.say = view, story, say
        self.articles = set(story.articles)
        events = {event.id: event for event in view.groups.events}
        self.events = [events[key] for key in story.events if key in events]

    def outlet(self, article: str) -> str:
        """How an article is called: its outlet, or where it came from."""
        record = self.view.collection.articles[article]
        return record.outlet or record.source.rsplit("/", 1)[-1]

    def cited(self, article: str, span: Span) -> Note:
        """Where a sentence stands, as a footnote."""
        day = self.say.date(self.view.day(article))
        return Note((f"{self.outlet(article)}, {day}; {self.view.place(article, span.start)}",))

    def subtitle(self) -> str:
        """How many reports of how many outlets, from when to when, of how many origins."""
        say, articles = self.say, self.view.collection.articles
        outlets = {articles[key].outlet for key in self.articles} - {None}
        datings = [d for key in self.articles if (d := self.view.collection.datings.get(key))]
        first = min((d.earliest for d in datings if d.earliest), default="")
        last = max((d.latest for d in datings if d.latest), default="")
        period = say("undated")
        if first and last:
            alone = first == last
            period = (
                say("written_on", day=say.date(first)) if alone else say.date(f"{first}/{last}")
            )
        return say(
            "subtitle",
            reports=say("reports", n=len(self.articles)),
            outlets=say("outlets", n=len(outlets)) if outlets else say("no_outlets"),
            period=period,
            origins=say("origins", n=self._origins()),
        )

    def _origins(self) -> int:
        family = self.view.collection.family_of
        return len({family[key].id if key in family else key for key in self.articles})

    # ------------------------------------------------------------ chapters

    def chronology(self) -> Iterator[Block]:
        """Dated entries, each with one sentence of the first report that has one."""
        yield Heading(1, self.say("chronology"))
        days = self._days()
        if len(days) > 1:
            first, last = (self.say.date(day.isoformat()) for day in (min(days), max(days)))
            told = self.say("timeline_alt", first=first, last=last)
            yield Picture(timeline(days), self.say("timeline_caption"), told)
        yield Bullets(tuple(self._entry(event) for event in self.events))

    def _days(self) -> Counter[date]:
        """How many reports tell of events whose day is known, by day."""
        days: Counter[date] = Counter()
        for event in self.events:
            if event.earliest and event.earliest == event.latest:
                days[date.fromisoformat(event.earliest)] += len(event.reports)
        return days

    def _entry(self, event: Event) -> tuple[Inline, ...]:
        say = self.say
        mains = [report for report in event.reports if report.role == "main"]
        recalled = len(event.reports) - len(mains)
        count = say("also_in", n=len(mains))
        if recalled:
            count = f"{count}; {say('recalled_in', n=recalled)}"
        entry: list[Inline] = [Strong(_capital(say.date(event.date)) + ".")]
        best = self._best(mains)
        if best is None:
            return (*entry, f" {event.title} ({count}).")
        article, span = best
        return (*entry, f" {_flat(span.text)} ", f"({count})", self.cited(article, span))

    def _best(self, reports: Sequence[Report]) -> tuple[str, Span] | None:
        """A whole sentence of a body, from the report that is most its own."""
        family = self.view.collection.family_of

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

    def said(self) -> Iterator[Block]:
        """Each statement with its renderings side by side, those with several first."""
        found = [u for u in self.view.groups.utterances if self._renderings(u)]
        found.sort(key=lambda u: (-len(self._renderings(u)), u.id))
        if not found:
            return
        yield Heading(1, self.say("said"))
        yield Paragraph((Emphasis(self.say("said_note")),))
        for utterance in found[:MOST_UTTERANCES]:
            speaker = self.view.label(utterance.speaker) or self.say("unknown_speaker")
            yield Paragraph((Strong(speaker),))
            yield Bullets(tuple(self._renderings(utterance)[:MOST_RENDERINGS]))

    def _renderings(self, utterance: Utterance) -> list[tuple[Inline, ...]]:
        return [
            (
                f"«{_flat(r.text)}»" if r.direct else _flat(r.text),
                f" — {self.outlet(r.article)}",
                self.cited(r.article, r),
            )
            for r in utterance.renderings
            if r.article in self.articles
        ]

    def adds(self) -> Iterator[Block]:
        """What each report brings that those before it do not have, and who copied whom."""
        yield Heading(1, self.say("adds"))
        for event in self.events:
            mains = [report for report in event.reports if report.role == "main"]
            if not mains:
                continue
            yield Heading(2, event.title)
            yield Bullets(
                tuple(self._added(report, n, len(mains)) for n, report in enumerate(mains))
            )

    def _added(self, report: Report, number: int, total: int) -> tuple[Inline, ...]:
        article = report.article
        day = self.say.date(self.view.day(article))
        parts: list[Inline] = [Strong(self.outlet(article)), f" ({day}). "]
        copied = self._copied(article)
        if copied:
            parts.append(copied + " ")
        if number == 0 and not copied:
            parts.append(self.say("alone" if total == 1 else "first_to_tell"))
        elif number and not report.adds and not copied:
            parts.append(self.say("adds_nothing"))
        for span in report.adds[:MOST_ADDED]:
            parts += [_flat(span.text), self.cited(article, span), " "]
        return tuple(parts)

    def _copied(self, article: str) -> str:
        family = self.view.collection.family_of.get(article)
        if family is None:
            return ""
        others = [m.article for m in family.members if m.article != article]
        share = next(m.own_share for m in family.members if m.article == article)
        names = dict.fromkeys(self.outlet(key) for key in others)
        text = self.say("copied", others=", ".join(names), share=round(100 * share))
        origin = self.say(f"origin_{family.origin_kind}", origin=family.origin or "")
        return f"{text} {origin}"

    def disagree(self) -> Iterator[Block]:
        """Both sides of each conflict, with where they stand."""
        yield Heading(1, self.say("disagree"))
        events = {event.id for event in self.events}
        found = [c for c in self.view.groups.conflicts if c.event in events or self._ours(c)]
        if not found:
            yield Paragraph((self.say("none_disagree"),))
        for conflict in found:
            yield Paragraph((Strong(self._about(conflict)),))
            yield Bullets(tuple(self._side(conflict, side) for side in conflict.sides))

    def _ours(self, conflict: Conflict) -> bool:
        return all(e.article in self.articles for side in conflict.sides for e in side.evidence)

    def _about(self, conflict: Conflict) -> str:
        speaker = self.view.label(conflict.about)
        head = self.say(f"attribute.{conflict.attribute}", about=speaker)
        if conflict.attribute == "wording":
            return head
        title = next((e.title for e in self.events if e.id == conflict.event), "")
        return f"{head} ({self.say.about(conflict.about, self.view.label)}): {title}"

    def _side(self, conflict: Conflict, side: Side) -> tuple[Inline, ...]:
        value = side.value
        if conflict.attribute == "date":
            value = self.say.date(value)
        elif conflict.attribute == "place":
            value = self.view.label(value)
        elif conflict.attribute in ("denial", "agent", "participants"):
            value = self.say.known("answer", value)
        parts: list[Inline] = [Strong(_flat(value))]
        where = {evidence.article: evidence for evidence in reversed(side.evidence)}
        joint = " — "
        for article, evidence in sorted(where.items()):
            parts += [joint + self.outlet(article), self.cited(article, evidence)]
            joint = ", "
        return tuple(parts)

    def who(self) -> Iterator[Block]:
        """People and bodies by how many of the reports name them, and where they are listed."""
        people = [e for e in self.view.groups.entities if e.type in ("person", "organization")]
        counted = [(len(self.articles & set(e.articles)), e) for e in people]
        ranked = sorted(
            ((n, e) for n, e in counted if n), key=lambda pair: (-pair[0], pair[1].label)
        )
        if not ranked:
            return
        yield Heading(1, self.say("who"))
        yield Paragraph((Emphasis(self.say("who_note")),))
        head = tuple(self.say.table["who_head"])
        rows = tuple(
            ((entity.label,), (str(count),), (self._listed(entity),))
            for count, entity in ranked[:MOST_PEOPLE]
        )
        yield Table(head, rows)

    def _listed(self, entity: Entity) -> str:
        if not entity.matches:
            return self.say("not_listed" if self.view.lists else "no_lists")
        return "; ".join(
            self.say("listed", list=match.list, record=match.record, force=self._force(match))
            for match in entity.matches
            if match.disposition != "different"
        )

    def _force(self, match: Match) -> str:
        """Whether a record stood on the day of the report, or in the days it may be of."""
        interval = "/" in (match.as_of or "")
        phrase = self.say.table["in_force_between" if interval else "in_force"][match.in_force]
        return str(phrase).format(date=self.say.date(match.as_of))


def _flat(text: str) -> str:
    return " ".join(text.split())


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def dossier(view: View, story: Story, language: str = "es") -> Document:
    """One story as a document: chronology, statements, additions, disagreements, people.

    Raises:
        UsageError: dossiers are not written in that language.
    """
    say = words(language)
    page = _Dossier(view, story, say)
    chapters: Iterable[Iterator[Block]] = (
        page.chronology(),
        page.said(),
        page.adds(),
        page.disagree(),
        page.who(),
    )
    return Document(
        title=story.title,
        subtitle=page.subtitle(),
        language=language,
        contents=say("contents"),
        blocks=tuple(block for chapter in chapters for block in chapter),
    )
