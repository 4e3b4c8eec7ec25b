"""Values as people write them: days, countries, keys, signs of lists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from functools import lru_cache

from veedor.find.dated import interval
from veedor.model import (
    Conflict,
    Entity,
    Event,
    Evidence,
    Finding,
    Match,
    Said,
    SideSpan,
    Span,
    Story,
)
from veedor.report.dossier_phrases import words as dossier_words
from veedor.report.phrases import Phrases, phrases
from veedor.report.plain import in_a_sentence
from veedor.report.summary import dispute_title, side_value
from veedor.report.telling import telling_first
from veedor.report.words import WIDE, label, who_says
from veedor.web.language import locale, translations
from veedor.web.snapshot import Snapshot
from veedor.web.vocabulary import WORDS

__all__ = ["Wording"]

_HEADING = re.compile(r"^[#>*_\s]+|[*_\s]+$")


class Wording:
    """How things are called in one language, for one snapshot."""

    def __init__(self, snapshot: Snapshot, code: str) -> None:
        self.snapshot = snapshot
        self.code = code
        self.say: Phrases = phrases(code)
        self._tr = translations(code)

    def day(self, edtf: str | None) -> str:
        """A day, month, year or interval."""
        return _day(self.code, edtf)

    def between(self, ends: tuple[str, str]) -> str:
        """A day, or the days between two."""
        return self.day(ends[0] if ends[0] == ends[1] else "/".join(ends))

    def several_days(self, days: Iterable[str]) -> str:
        """Several days, such as those of birth that a list gives."""
        return "; ".join(self.day(day) for day in days)

    def about(self, edtf: str | None) -> str:
        """The same of a report or an event: of a very wide interval only the beginning tells."""
        first, _, last = (edtf or "").partition("/")
        reach = interval(edtf) if last else None
        if reach is not None and (reach[1] - reach[0]).days > WIDE:
            return self.say("not_before", first=self.day(first))
        return self.day(edtf)

    def word(self, group: str, value: str) -> str:
        """The word for a value of a field, or the value itself where there is none."""
        known = WORDS[group].get(value)
        return self._tr.gettext(known) if known else value

    def name(self, key: str) -> str:
        """What a key is called: a country by its name, others as the press writes them."""
        return label(key, self.snapshot.view, self.say)

    def names(self, keys: Iterable[str]) -> str:
        """Several, with commas; each once."""
        return ", ".join(dict.fromkeys(self.name(key) for key in keys))

    def direction(self, finding: Finding) -> str:
        """*North Korea → Russia*."""
        text = finding.direction or ""
        for sign, arrow in (("<->", " ↔ "), ("->", " → ")):
            if sign in text:
                one, _, other = text.partition(sign)
                return f"{self.name(one)}{arrow}{self.name(other)}"
        return self.name(text) if text else self.names(finding.actors)

    def measure(self, finding: Finding) -> str:
        """The title of the measure that a finding is held against."""
        return self.measure_title(finding.regime, finding.measure)

    def measure_title(self, regime: str | None, measure: str) -> str:
        """The title of a measure of a pack, or its id where no pack has it."""
        pack = self.snapshot.view.packs.get(regime or "")
        if pack is None or measure not in pack.measures:
            return measure
        return pack.measures[measure].title.get(self.code) or measure

    def regime(self, regime: str) -> str:
        """The title of a regime."""
        return self.snapshot.view.packs[regime].header.title.get(self.code) or regime

    def reasons(self, finding: Finding) -> list[str]:
        """Why a finding has its Admiralty code."""
        letter, digit = finding.admiralty.code[0], finding.admiralty.code[1]
        return [
            self.say(f"admiralty.{why}", letter=letter, digit=digit)
            for why in finding.admiralty.reasons
        ]

    def force(self, match: Match) -> str:
        """Whether a record stood on the day it was held against."""
        return self.say(f"in_force.{match.in_force}", date=self.about(match.as_of))

    def article_title(self, article: str) -> str:
        """What an article is called: its title, or its first line, or where it came from."""
        view = self.snapshot.view
        title = view.title(article)
        if not title:
            text = view.collection.articles[article].text
            title = text.strip().split("\n", 1)[0][:90]
        return self.plain(title or view.heads[article].source)

    def outlet(self, article: str) -> str:
        """The outlet of an article; empty if it is not known."""
        return self.snapshot.view.heads[article].outlet or ""

    def cited(self, article: str) -> str:
        """An article as a source: its outlet, or its title where that is not known."""
        return self.outlet(article) or f"«{_cut(self.article_title(article), 64)}»"

    def file(self, article: str) -> str:
        """The last part of where an article came from."""
        return self.snapshot.view.heads[article].source.rstrip("/").rsplit("/", 1)[-1]

    def tongue(self, article: str) -> str:
        """The language of an article, for what is quoted from it."""
        return self.snapshot.view.heads[article].language or ""

    def written(self, article: str) -> str:
        """The day or the days between which an article was written."""
        return self.about(self.snapshot.view.day(article))

    def facts(self, article: str) -> str:
        """Outlet, if it is known, and day of an article."""
        return ", ".join(filter(None, (self.outlet(article), self.written(article))))

    def of_event(self, event: Event) -> str:
        """The title of an event's measure, where evidence of a finding tells of it."""
        measures = self.snapshot.measures
        return self.measure_title(*measures[event.id]) if event.id in measures else ""

    def ground(self, text: str) -> str:
        """What speaks for or against a match, in this language; as the rules say it if unknown."""
        for known, form in WORDS["ground"].items():
            if text.startswith(known):
                rest = text.removeprefix(known).strip(" '\"")
                one, _, other = rest.partition(" by the text, ")
                if not other:
                    one, _, other = rest.partition(", the list ")
                one = one.removesuffix(" then").removesuffix(" too").removesuffix(", listed")
                one = one.removesuffix(", and so does the list").strip("'\"")
                values = {"a": self._called(one), "b": self._called(other.removesuffix(
                    " by the list"))}  # fmt: skip
                return self._tr.gettext(form) % values
        return text

    def _called(self, value: str) -> str:
        """Codes of states, and offices, as people call them; other words as they are."""
        office, _, state = value.partition(" of ")
        if office in WORDS["office"] and (not state or len(state) == 2):
            name = self.word("office", office)
            return f"{name} ({self.name(state)})" if state else name
        if re.fullmatch(r"[A-Z]{2}(, [A-Z]{2})*", value):
            return self.names(value.split(", "))
        return value

    def gettext(self, text: str) -> str:
        """A text of a page in this language."""
        return str(self._tr.gettext(text))

    @staticmethod
    def plain(text: str) -> str:
        """A title without the marks of Markdown around it, on one line."""
        return " ".join(_HEADING.sub("", text).split())

    # ------------------------------------------------------------ sentences

    def sentence(self, finding: Finding) -> str:
        """What a finding says, in one sentence that never exceeds the evidence."""
        key = "sentence", finding.id, self.code
        return self.snapshot.once(
            key, lambda: in_a_sentence(finding, self.snapshot.view, self.say)
        )

    def when(self, finding: Finding) -> str:
        """When it was, or that nobody says so and when it was published."""
        told, basis = self.day(finding.period), finding.period_basis
        return told if basis in (None, "told") else self.say(f"basis.{basis}", days=told)

    def status_meaning(self, finding: Finding) -> str:
        """What a status means."""
        return self.word("status", "lead" if finding.kind == "lead" else finding.status)

    def dispute(self, conflict: Conflict, here: bool = False) -> str:
        """What reports disagree about, and unless one is `here` already, of which event."""
        about = dossier_words(self.code)
        head = self.plain(dispute_title(conflict, self.snapshot.view, self.say))
        if conflict.attribute == "number":
            counted = about.about(conflict.about, self.snapshot.view.label)
            head = f"{_capital(counted)}: {head.partition(': ')[2]}"
        return head.partition(": ")[0] if here else head

    def side(self, conflict: Conflict, value: str) -> str:
        """One of the values that reports give."""
        if conflict.attribute == "date":
            return self.day(value)
        return side_value(conflict, value, self.snapshot.view, self.say)

    def ahead(self, conflicts: Iterable[Conflict]) -> None:
        """Read at once what the sides of several conflicts will be shown with."""
        spans = (span for c in conflicts for side in c.sides for span in side.evidence)
        self.snapshot.view.outlines.ahead(span.article for span in spans)

    def whole(self, span: SideSpan) -> str:
        """The sentence that holds a side of a conflict."""
        return self.snapshot.view.sentence(span).text

    def telling(self, finding: Finding) -> list[Evidence]:
        """The evidence of a finding, what tells most first."""
        return telling_first(finding, self.snapshot.view)

    def table_note(self, note: str) -> str:
        """Where a table of offices stands, and what it rests on."""
        name, sign, rest = note.partition(" pack: ")
        return f"{self.regime(name)}: {rest}" if sign and name in self.snapshot.view.packs else note

    def who_says(self, attribution: Sequence[Said]) -> str:
        """Who says so, and through whom."""
        return who_says(attribution, self.snapshot.view, self.say)

    def told(self, event: Event) -> str:
        """How many reports have an event as their matter, and how many recall it."""
        main = sum(report.role == "main" for report in event.reports)
        recalled = len(event.reports) - main
        told = [self.say("main", n=main)] if main else []
        if recalled:
            told.append(self.say("background", n=recalled))
        return ", ".join(told)

    def lasting(self, story: Story) -> str:
        """From when to when a story goes."""
        events = self.snapshot.view.events
        days = [e for key in story.events if (e := events.get(key)) and e.earliest]
        if not days:
            return self.day(None)
        first = min(event.earliest or "" for event in days)
        last = max(event.latest or event.earliest or "" for event in days)
        return self.about(first if first == last else f"{first}/{last}")

    def moment(self, at: str) -> str:
        """A moment of UTC, to the minute."""
        try:
            moment = datetime.fromisoformat(at).astimezone(UTC)
        except ValueError:
            return at
        return f"{self.day(moment.date().isoformat())}, {moment:%H:%M} UTC"

    def revision(self, what: str) -> str:
        """A change of a finding, with the word for what was decided."""
        head, sign, reason = what.partition(": ")
        return f"{self.word('revision', head)}{sign}{reason}"

    def proof(self, says: str) -> str:
        """What a span proves of a date; rules say it in English, ending in the day."""
        return says

    def lists_of(self, entity: Entity) -> str:
        """The lists that somebody may be on."""
        return ", ".join(
            dict.fromkeys(m.list for m in entity.matches if m.disposition != "different")
        )

    def facet_value(self, facet: str, value: str) -> str:
        """A value of a facet of the search."""
        if facet == "language":
            return str(locale(self.code).languages.get(value, value))
        if facet == "measure":
            packs = self.snapshot.view.packs
            regime = next((p.id for p in packs.values() if value in p.measures), None)
            return self.measure_title(regime, value)
        return value

    @staticmethod
    def body(spans: Sequence[Span]) -> list[Span]:
        """Whole sentences among spans, which headlines and datelines are not."""
        whole = [s for s in spans if s.text.rstrip().endswith((".", "”", "»", '"', "!", "?"))]
        return whole or list(spans)

    @staticmethod
    def short(text: str) -> str:
        """The beginning and the end of a span, for the margin."""
        flat = " ".join(text.split())
        return flat if len(flat) <= 42 else f"{flat[:26].rstrip()} … {flat[-12:].lstrip()}"


@lru_cache(maxsize=20_000)
def _day(code: str, edtf: str | None) -> str:
    return dossier_words(code).date(edtf)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip(" ,.;:") + "…"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
