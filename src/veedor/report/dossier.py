"""One story on a few pages: what happened, who said what, who adds what, who disagrees."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property

from veedor.errors import UsageError
from veedor.model import Conflict, Entity, Event, Match, Rendering, Report, Side, Span, Story
from veedor.report.chronology import Entry, of_story
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
from veedor.report.offices import offices
from veedor.report.pictures import timeline
from veedor.report.sayings import speakers
from veedor.report.view import View

__all__ = ["choose_story", "dossier"]

#: A report of no known outlet is called by so many of its first words.
BEGINS = 5
#: A dossier is a few pages: so many of each, those that most reports have first.
MOST_SPEAKERS, MOST_SAID, MOST_PEOPLE, MOST_ADDED, MOST_RENDERINGS = 12, 4, 24, 3, 6


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
        """How an article is called: its outlet, or how it begins."""
        record = self.view.collection.articles[article]
        if record.outlet:
            return record.outlet
        reading = self.view.collection.readings.get(article)
        lines = [line.text for line in reading.lines if line.kind == "title"] if reading else []
        first = record.title or next(iter(lines), None) or record.text.strip().split("\n")[0]
        words = first.split()
        begins = " ".join(words[:BEGINS]) + ("…" if len(words) > BEGINS else "")
        return f"«{begins}»" if begins else record.source.rsplit("/", 1)[-1]

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
        """Dated entries, each with one sentence, and what the reports recall between them."""
        yield Heading(1, self.say("chronology"))
        days = self._days()
        if len(days) > 1:
            first, last = (self.say.date(day.isoformat()) for day in (min(days), max(days)))
            told = self.say("timeline_alt", first=first, last=last)
            yield Picture(timeline(days), self.say("timeline_caption"), told)
        yield Bullets(tuple(self._entry(entry) for entry in of_story(self.view, self.story)))

    def _days(self) -> Counter[date]:
        """How many reports tell of events whose day is known, by day."""
        days: Counter[date] = Counter()
        for event in self.events:
            if event.earliest and event.earliest == event.latest:
                days[date.fromisoformat(event.earliest)] += len(event.reports)
        return days

    def _entry(self, entry: Entry) -> tuple[Inline, ...]:
        say, others = self.say, len(entry.others)
        if entry.mains:
            count = say("also_in", n=len(entry.mains))
            if others:
                count = f"{count}; {say('recalled_in', n=others)}"
        else:
            count = say("only_recalled_in", n=others)
        told: list[Inline] = [Strong(_capital(say.date(entry.date)) + ".")]
        if entry.article is None or entry.span is None:
            return (*told, f" {entry.title} ({count}).")
        return (
            *told, f" {entry.text} ", f"({count})",
            self.cited(entry.article, entry.span),
        )  # fmt: skip

    def said(self) -> Iterator[Block]:
        """What each speaker said, with its renderings side by side, and what one report gives."""
        found = speakers(self.view, self.articles)[:MOST_SPEAKERS]
        if not found:
            return
        yield Heading(1, self.say("said"))
        yield Paragraph((Emphasis(self.say("said_note")),))
        for speaker in found:
            name = self.view.label(speaker.key) or self.say("unknown_speaker")
            office = self.offices.get(speaker.key)
            yield Heading(2, f"{name}, {office}" if office else name)
            for renderings in speaker.rendered:
                yield Paragraph((Emphasis(self.say("renderings", n=len(renderings))),))
                yield Bullets(tuple(self._rendering(r) for r in renderings[:MOST_RENDERINGS]))
            if speaker.alone and speaker.rendered:
                yield Paragraph((Emphasis(self.say("said_besides")),))
            if speaker.alone:
                yield Bullets(tuple(self._rendering(r) for r in speaker.alone[:MOST_SAID]))

    def _rendering(self, one: Rendering) -> tuple[Inline, ...]:
        words = _flat(one.text)
        return (
            f"«{words}»" if one.direct else words, f" — {self.outlet(one.article)}",
            self.cited(one.article, one),
        )  # fmt: skip

    @cached_property
    def offices(self) -> dict[str, str]:
        """What the reports call each of those they name: the words used most, the longest first."""
        return offices(self.view, self.articles)

    def adds(self) -> Iterator[Block]:
        """What each report brings that those before it do not have, and who copied whom."""
        yield Heading(1, self.say("adds"))
        single = []
        for event in self.events:
            mains = [report for report in event.reports if report.role == "main"]
            if len(mains) == 1:
                single.append((event, mains[0]))
            elif mains:
                yield Heading(2, event.title)
                yield Bullets(tuple(self._added(report, n) for n, report in enumerate(mains)))
        if single:
            yield Heading(2, self.say("alone", n=len(single)))
            yield Bullets(tuple(self._told_alone(event, report) for event, report in single))

    def _told_alone(self, event: Event, report: Report) -> tuple[Inline, ...]:
        day = self.say.date(self.view.day(report.article))
        end = "" if event.title.endswith(("…", ".", "?", "!")) else "."
        return Strong(self.outlet(report.article)), f" ({day}). {event.title}{end}"

    def _added(self, report: Report, number: int) -> tuple[Inline, ...]:
        article = report.article
        day = self.say.date(self.view.day(article))
        parts: list[Inline] = [Strong(self.outlet(article)), f" ({day}). "]
        copied = self._copied(article)
        if copied:
            parts.append(copied + " ")
        if number == 0 and not copied:
            parts.append(self.say("first_to_tell"))
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
        parts: list[Inline] = [Strong(_flat(value) + ".")]
        shown: set[str] = set()
        for evidence in sorted(side.evidence, key=lambda one: (one.article, one.start)):
            if evidence.article not in shown:
                shown.add(evidence.article)
                parts += [f" «{_flat(evidence.text)}» — {self.outlet(evidence.article)}",
                          self.cited(evidence.article, evidence)]  # fmt: skip
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
        rows = tuple(self._row(entity, count) for count, entity in ranked[:MOST_PEOPLE])
        yield Table(head, rows)

    def _row(self, entity: Entity, count: int) -> tuple[tuple[str], ...]:
        office = self.offices.get(entity.key, "")
        return (entity.label,), (office,), (str(count),), (self._listed(entity),)

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
