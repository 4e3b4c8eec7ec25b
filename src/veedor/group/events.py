"""Events as records: who reports them as their main matter, who recalls them, who adds what."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec.structs import replace

from veedor.group.acts import kind_of
from veedor.group.background import Recalled
from veedor.group.happenings import Happening
from veedor.group.mentions import Mention
from veedor.group.profiles import Profile
from veedor.group.titles import stands_alone
from veedor.model import Event, Report, Span, record_id

if TYPE_CHECKING:
    from veedor.group.conflicts.facts import Fact
    from veedor.group.conflicts.numbers import Figure

__all__ = ["Told", "build_event", "with_background"]

#: Sentences that say what is already said share this much of their words with one that did.
SAID = 0.4
#: A sentence with fewer content words adds nothing that can be told.
SHORT = 5
MOST_ADDED = 6
#: A sentence is held against this many told before, the first of the event.
REMEMBERED = 400


#: So many copies of one text are looked at for what they say; all are reports of the event.
SAME_TEXT = 8


@dataclass
class Told:
    """One event under construction: its main reports, and the dated acts that recall it.

    `facts` and `figures` are those of its reports, and `asks` what they recall, of whatever event,
    from when they are first looked for.
    """

    happening: Happening
    recalled: list[Recalled] = field(default_factory=list)
    facts: tuple[Fact, ...] | None = None
    figures: tuple[Figure, ...] | None = None
    asks: tuple[Recalled, ...] | None = None

    @cached_property
    def profiles(self) -> list[Profile]:
        """The main reports, in order."""
        return self.happening.profiles

    @cached_property
    def distinct(self) -> list[Profile]:
        """The main reports, of the same text only the first few: the others say nothing else."""
        counted: Counter[int] = Counter()
        found = []
        for profile in self.profiles:
            counted[profile.text] += 1
            if counted[profile.text] <= SAME_TEXT:
                found.append(profile)
        return found

    @cached_property
    def id(self) -> str:
        """The id of its record: of the first of its articles by id."""
        return record_id("event", min(report.article for report in self.happening.reports))

    @cached_property
    def days(self) -> tuple[date | None, date | None]:
        """When it happened, as far as its main reports agree."""
        return self.happening.days

    @cached_property
    def acts(self) -> frozenset[str]:
        """The kinds of act that the heads of its main reports tell."""
        return frozenset(act for profile in self.profiles for act in profile.acts)

    @cached_property
    def cast(self) -> frozenset[str]:
        """Everybody that the heads of its main reports name."""
        return frozenset(key for profile in self.profiles for key in profile.participants)


def _new(sentences: Iterable[Mention], said: Iterable[frozenset[str]]) -> list[Mention]:
    """The sentences whose content none before them has, in the same report or in others."""
    found: list[Mention] = []
    before = list(said)
    for mention in sentences:
        words = frozenset(mention.lemmas)
        new = all(len(words & other) < SAID * len(words) for other in before)
        if new and len(words) >= SHORT and mention.line_kind != "title":
            found.append(mention)
        before.append(words)
    return found


def _main_reports(told: Told) -> list[Report]:
    said: dict[str, dict[frozenset[str], None]] = defaultdict(dict)
    reports = []
    texts: set[int] = set()
    for number, profile in enumerate(told.profiles):
        known = said[profile.language]
        seen = profile.text in texts
        texts.add(profile.text)
        new = _new(profile.mentions, known) if number and not seen else []
        reports.append(
            Report(
                article=profile.article,
                role="main",
                spans=tuple(mention.span for mention in profile.head),
                adds=tuple(mention.span for mention in new[:MOST_ADDED]),
            )
        )
        for mention in () if seen else profile.mentions[: max(0, REMEMBERED - len(known))]:
            known.setdefault(frozenset(mention.lemmas))
    return reports


def with_background(event: Event, gone: Container[str], recalled: Iterable[Recalled]) -> Event:
    """An event that some articles no longer recall, and others do now."""
    main = [report for report in event.reports if report.role == "main"]
    left = [r for r in event.reports if r.role == "background" and r.article not in gone]
    new = _background(recalled, {report.article for report in main})
    return replace(event, reports=(*main, *sorted([*left, *new], key=lambda one: one.article)))


def _background(recalled: Iterable[Recalled], main: Container[str]) -> list[Report]:
    spans: dict[str, dict[int, Span]] = defaultdict(dict)
    for act in recalled:
        if act.article not in main:
            spans[act.article].setdefault(act.mention.span.start, act.mention.span)
    return [
        Report(article=article, role="background", spans=tuple(found.values()))
        for article, found in sorted(spans.items())
    ]


def _most(values: Iterable[Sequence[str]], count: int) -> tuple[str, ...]:
    """The values that most reports have, the earliest named first if equal."""
    votes: Counter[str] = Counter(value for row in values for value in dict.fromkeys(row))
    return tuple(value for value, _ in votes.most_common(count))


def _title(told: Told) -> str:
    """The title of the first main report that has one, else a sentence that tells the event.

    Such a sentence names its act and needs no other to be understood.
    """
    for profile in told.profiles:
        if profile.title:
            return profile.title
    head = [mention for profile in told.profiles for mention in profile.head]
    telling = (m.span.text for m in head if m.acts and stands_alone(m.span.text))
    sentence = next(telling, head[0].span.text if head else "")
    return sentence if len(sentence) <= 120 else sentence[:120].rsplit(" ", 1)[0] + "…"


def _edtf(first: date | None, last: date | None) -> str | None:
    if first is None or last is None:
        return None
    return first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"


def build_event(told: Told) -> Event:
    """The record of an event."""
    first, last = told.days
    main = {profile.article for profile in told.profiles}
    places = _most((profile.places for profile in told.profiles), 1)
    return Event(
        id=told.id,
        title=_title(told),
        kind=kind_of(_most((profile.acts[:1] for profile in told.profiles), 1)),
        date=_edtf(first, last),
        place=places[0] if places else None,
        participants=_most((profile.participants for profile in told.profiles), 8),
        reports=(*_main_reports(told), *_background(told.recalled, main)),
        earliest=first.isoformat() if first else None,
        latest=last.isoformat() if last else None,
    )
