"""What a summary says, in words and in order, before any layout."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from veedor.find.dated import interval
from veedor.model import Admiralty, Conflict, Event, Evidence, Finding
from veedor.report.dossier_phrases import words as dossier_words
from veedor.report.listed import ListedParty, listed_parties
from veedor.report.phrases import Phrases, phrases
from veedor.report.plain import in_a_sentence
from veedor.report.reviewing import dropped, review_of, standing
from veedor.report.telling import telling_first
from veedor.report.view import View
from veedor.report.words import (
    WIDE,
    arrow,
    day_of,
    in_words,
    is_well_dated,
    joined,
    label,
    names,
    period,
    record_of,
    who_says,
)

__all__ = [
    "Card",
    "Cited",
    "Dispute",
    "Happening",
    "Summary",
    "card_of",
    "counts",
    "dispute_of",
    "dispute_title",
    "side_value",
    "summarise",
]


@dataclass(frozen=True, slots=True)
class Cited:
    """A sentence with the place where it can be checked, and who says so in what manner."""

    sentence: str
    place: str
    start: int
    end: int
    when: str
    who: str
    manner: str
    outlet: str | None
    origin: str | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """A finding or lead, in words."""

    id: str
    title: str
    measure: str
    direction: str | None
    status: str
    admiralty: str
    reasons: tuple[str, ...]
    period: str
    provisions: tuple[str, ...]
    unverified: bool
    origins: str
    spread: str
    remarks: tuple[str, ...]
    parties: tuple[str, ...]
    cited: tuple[Cited, ...]
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Dispute:
    """A contradiction: what about, and each side with its sentences."""

    title: str
    sides: tuple[tuple[str, tuple[Cited, ...]], ...]


@dataclass(frozen=True, slots=True)
class Happening:
    """An event: its day, what it was, and how many reports have it as their matter."""

    date: str
    title: str
    told: str


@dataclass(frozen=True, slots=True)
class Summary:
    """All parts of a summary, in order."""

    title: str
    counts: tuple[str, ...]
    findings: tuple[Card, ...]
    leads: tuple[Card, ...]
    dropped: tuple[Card, ...]
    conflicts: tuple[Dispute, ...]
    parties: tuple[ListedParty, ...]
    namesakes: tuple[ListedParty, ...]
    events: tuple[Happening, ...]
    refusals: tuple[str, ...]
    has_lists: bool


def summarise(view: View, language: str) -> Summary:
    """The summary of a workspace in one language.

    Raises:
        UsageError: reports are not written in that language.
    """
    say = phrases(language)
    cards = [(f.kind, card_of(f, view, say)) for f in standing(view.findings)]
    regimes = [pack.header.title.get(language) or pack.id for pack in view.packs.values()]
    return Summary(
        title=" · ".join([say("title"), *regimes]),
        counts=counts(view, say),
        findings=tuple(card for kind, card in cards if kind == "finding"),
        leads=tuple(card for kind, card in cards if kind == "lead"),
        dropped=tuple(card_of(f, view, say) for f in dropped(view.findings)),
        conflicts=tuple(dispute_of(conflict, view, say) for conflict in view.groups.conflicts),
        parties=tuple(listed_parties(view, say)),
        namesakes=tuple(listed_parties(view, say, established=False)),
        events=_events(view, say),
        refusals=tuple(f"{r.source}: {r.reason}" for r in view.refusals),
        has_lists=bool(view.lists),
    )


def counts(view: View, say: Phrases) -> tuple[str, ...]:
    """How many reports there are, from when, and how many of them are undated, copies, refused."""
    articles = view.collection.order
    datings = [view.collection.datings.get(article) for article in articles]
    sure = [dating for dating in datings if dating and is_well_dated(dating)]
    told = [say("reports_read", n=len(articles))]
    if sure:
        first = min(dating.earliest or "" for dating in sure)
        last = max(dating.latest or "" for dating in sure)
        key = "written_on" if first == last else "written"
        told.append(say(key, n=len(articles), first=first, last=last))
    if view.since or view.until:
        asked = "both" if view.since and view.until else "since" if view.since else "until"
        told.insert(0, say(f"asked.{asked}", first=view.since, last=view.until))
    about = len(view.concerned)
    if about < len(articles):
        told.append(say("concerned", n=about))
    loose = sum(bool(d and d.earliest and not is_well_dated(d)) for d in datings)
    families = sum(len(family.members) > 1 for family in view.collection.families)
    for key, n in (
        ("loosely_dated", loose),
        ("undated", len(articles) - len(sure) - loose),
        ("copies", families),
        ("refused", len(view.refusals)),
    ):
        if n:
            told.append(say(key, n=n))
    return tuple(told)


def card_of(finding: Finding, view: View, say: Phrases) -> Card:
    """A finding or lead in words."""
    measure = view.packs[finding.regime].measures[finding.measure]
    articles = len({item.article for item in finding.evidence})
    spread = f"{say('sentences', n=len(finding.evidence))} {say('in_reports', n=articles)}"
    if not finding.evidence:
        spread = ""
    return Card(
        id=finding.id,
        title=measure.title.get(say.code) or finding.measure,
        measure=finding.measure,
        direction=arrow(finding.direction),
        status=say(f"status.{finding.status}"),
        admiralty=finding.admiralty.code,
        reasons=_reasons(finding.admiralty, say),
        period=period(finding, say),
        provisions=finding.provisions,
        unverified=not all(p.verified for p in measure.provisions),
        origins=_origins(finding, view, say),
        spread=spread,
        remarks=_remarks(finding, view, say),
        parties=tuple(record_of(match, say) for match in finding.parties),
        cited=tuple(_cited(item, view, say) for item in telling_first(finding, view)),
        sentence=in_a_sentence(finding, view, say),
    )


def _reasons(grade: Admiralty, say: Phrases) -> tuple[str, ...]:
    letter, digit = grade.code[0], grade.code[1]
    return tuple(say(f"admiralty.{why}", letter=letter, digit=digit) for why in grade.reasons)


def _origins(finding: Finding, view: View, say: Phrases) -> str:
    told = []
    if finding.origins.known:
        who = names(finding.origins.known, view, say)
        told.append(say("origins_known", n=len(finding.origins.known), names=who))
    if finding.origins.unknown:
        told.append(say("origins_unknown", n=finding.origins.unknown))
    return "; ".join(told)


def _remarks(finding: Finding, view: View, say: Phrases) -> tuple[str, ...]:
    told = []
    if finding.official_by:
        told.append(say("official_by", names=joined(_officials(finding, view, say), say)))
    if finding.denied_by:
        told.append(say("denied_by", names=names(finding.denied_by, view, say)))
    if finding.understood:
        told.append(say("side_understood", names=names(finding.understood, view, say)))
    return (*told, *review_of(finding, say), *_notes(finding, view, say))


def _officials(finding: Finding, view: View, say: Phrases) -> Iterator[str]:
    """Who of those that take part says so, and for which State, where that is not themselves."""
    for key in finding.official_by:
        name = names([key], view, say)
        spoken = (
            item.origin
            for item in finding.evidence
            if item.origin and any(said.key == key for said in item.attribution)
        )
        whose = label(next(spoken, key), view, say)
        yield name if whose == name else say("speaks_for", name=name, state=whose)


def _notes(finding: Finding, view: View, say: Phrases) -> tuple[str, ...]:
    """What the pack says of the rules that typed it, in this language, and other notes."""
    used = [i for i in view.packs[finding.regime].indicators if i.id in finding.indicators]
    of_pack = {words for indicator in used for words in (indicator.note or {}).values()}
    told = [words for i in used if (words := (i.note or {}).get(say.code))]
    others = ("; ".join(in_words(part, view, say) for part in note.split("; "))
              for note in finding.notes if note not in of_pack)  # fmt: skip
    return tuple(dict.fromkeys((*told, *others)))


def _cited(item: Evidence, view: View, say: Phrases) -> Cited:
    return Cited(
        sentence=" ".join(item.text.split()),
        place=view.place(item.article, item.start),
        start=item.start,
        end=item.end,
        when=day_of(item.article, view, say),
        who=who_says(item.attribution, view, say),
        manner=say(f"modality.{item.modality}"),
        outlet=view.outlet(item.article),
        origin=item.origin,
    )


def dispute_of(conflict: Conflict, view: View, say: Phrases) -> Dispute:
    """A contradiction in words, with the sentences of each side."""
    sides = []
    for side in conflict.sides:
        cited = tuple(
            Cited(
                sentence=" ".join(view.sentence(span).text.split()),
                place=view.place(span.article, span.start),
                start=span.start,
                end=span.end,
                when=day_of(span.article, view, say),
                who=say("according", names=label(span.origin, view, say)) if span.origin else "",
                manner="",
                outlet=view.outlet(span.article),
            )
            for span in dict.fromkeys(side.evidence)
        )
        sides.append((side_value(conflict, side.value, view, say), cited))
    return Dispute(dispute_title(conflict, view, say), tuple(sides))


def dispute_title(conflict: Conflict, view: View, say: Phrases) -> str:
    """What reports disagree about: the attribute, and of which event or whose words."""
    about = view.events[conflict.event].title if conflict.event in view.events else ""
    if conflict.attribute == "wording":
        about = label(conflict.about, view, say)
    what = say(f"attribute.{_in_question(conflict)}").capitalize()
    if conflict.attribute in ("number", "agent", "participants"):
        what += (
            f" ({dossier_words(say.code).about(conflict.about, lambda key: label(key, view, say))})"
        )
    return f"{what}: {about or conflict.about}"


def _in_question(conflict: Conflict) -> str:
    """Whether a thing happened, or, where that is not in doubt, how it went."""
    outcome = {side.value for side in conflict.sides} & {"failed", "succeeded"}
    return "outcome" if conflict.attribute == "denial" and outcome else conflict.attribute


def side_value(conflict: Conflict, value: str, view: View, say: Phrases) -> str:
    """One of the values that reports give, in words: places by name, answers in the language."""
    if conflict.attribute == "place":
        return label(value, view, say)
    if conflict.attribute in ("denial", "agent", "participants"):
        return dossier_words(say.code).known("answer", value)
    return value


def _events(view: View, say: Phrases) -> tuple[Happening, ...]:
    """Events that some report has as its main matter, oldest first."""
    told = []
    for event in sorted(view.groups.events, key=_event_order):
        main = sum(report.role == "main" for report in event.reports)
        if not main:
            continue
        recalled = len(event.reports) - main
        words = say("main", n=main)
        if recalled:
            words += f", {say('background', n=recalled)}"
        told.append(Happening(_event_days(event, say), event.title, words))
    return tuple(told)


def _event_days(event: Event, say: Phrases) -> str:
    """The days of an event as EDTF, short for a list; an interval of over a year is no date."""
    told = interval(event.date)
    if told is None or (told[1] - told[0]).days > WIDE:
        return say("undated_event")
    return event.date or ""


def _event_order(event: Event) -> tuple[bool, str, str]:
    told = interval(event.date)
    loose = told is None or (told[1] - told[0]).days > WIDE
    return loose, event.earliest or event.date or "9999", event.id
