"""What a summary says, in words and in order, before any layout."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from veedor.model import Admiralty, Conflict, Event, Evidence, Finding, Match, Said
from veedor.report.phrases import Phrases, phrases
from veedor.report.view import View

__all__ = [
    "Card",
    "Cited",
    "Dispute",
    "Happening",
    "ListedParty",
    "Summary",
    "arrow",
    "asked_days",
    "day_of",
    "dispute_title",
    "summarise",
    "who_says",
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
    period: str | None
    provisions: tuple[str, ...]
    unverified: bool
    origins: str
    spread: str
    remarks: tuple[str, ...]
    parties: tuple[str, ...]
    cited: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Dispute:
    """A contradiction: what about, and each side with its sentences."""

    title: str
    sides: tuple[tuple[str, tuple[Cited, ...]], ...]


@dataclass(frozen=True, slots=True)
class ListedParty:
    """Somebody named who stands, or stood, on a list."""

    label: str
    records: tuple[str, ...]


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
    conflicts: tuple[Dispute, ...]
    parties: tuple[ListedParty, ...]
    events: tuple[Happening, ...]
    refusals: tuple[str, ...]
    has_lists: bool


def summarise(view: View, language: str) -> Summary:
    """The summary of a workspace in one language.

    Raises:
        UsageError: reports are not written in that language.
    """
    say = phrases(language)
    cards = [(finding.kind, _card(finding, view, say)) for finding in view.findings]
    regimes = [pack.header.title.get(language) or pack.id for pack in view.packs.values()]
    return Summary(
        title=" · ".join([say("title"), *regimes]),
        counts=_counts(view, say),
        findings=tuple(card for kind, card in cards if kind == "finding"),
        leads=tuple(card for kind, card in cards if kind == "lead"),
        conflicts=tuple(_dispute(conflict, view, say) for conflict in view.groups.conflicts),
        parties=_parties(view, say),
        events=_events(view, say),
        refusals=tuple(f"{r.source}: {r.reason}" for r in view.refusals),
        has_lists=bool(view.lists),
    )


def _counts(view: View, say: Phrases) -> tuple[str, ...]:
    articles = view.collection.order
    dated = [d for a in articles if (d := view.collection.datings.get(a)) and d.earliest]
    told = [say("reports_read", n=len(articles))]
    if dated:
        first = min(d.earliest for d in dated if d.earliest)
        last = max(d.latest or d.earliest or "" for d in dated)
        told.append(say("written", first=first, last=last))
    families = sum(len(family.members) > 1 for family in view.collection.families)
    for key, n in (
        ("undated", len(articles) - len(dated)),
        ("copies", families),
        ("refused", len(view.refusals)),
    ):
        if n:
            told.append(say(key, n=n))
    return tuple(told)


def _card(finding: Finding, view: View, say: Phrases) -> Card:
    measure = view.packs[finding.regime].measures[finding.measure]
    articles = len({item.article for item in finding.evidence})
    spread = f"{say('sentences', n=len(finding.evidence))} {say('in_reports', n=articles)}"
    return Card(
        id=finding.id,
        title=measure.title.get(say.code) or finding.measure,
        measure=finding.measure,
        direction=arrow(finding.direction),
        status=say(f"status.{finding.status}"),
        admiralty=finding.admiralty.code,
        reasons=_reasons(finding.admiralty, say),
        period=finding.period,
        provisions=finding.provisions,
        unverified=not all(p.verified for p in measure.provisions),
        origins=_origins(finding, view, say),
        spread=spread,
        remarks=_remarks(finding, view, say),
        parties=tuple(_record(match, say) for match in finding.parties),
        cited=tuple(_cited(item, view, say) for item in _best_first(finding.evidence)),
    )


def _reasons(grade: Admiralty, say: Phrases) -> tuple[str, ...]:
    letter, digit = grade.code[0], grade.code[1]
    return tuple(say(f"admiralty.{why}", letter=letter, digit=digit) for why in grade.reasons)


def arrow(direction: str | None) -> str | None:
    """*KP->RU* as *KP → RU*."""
    return direction and direction.replace("<->", " ↔ ").replace("->", " → ")


def _best_first(evidence: Sequence[Evidence]) -> list[Evidence]:
    """Assertions before the rest, sentences before headlines, each in order of time."""
    asserted = ("done", "ongoing")
    return sorted(
        evidence,
        key=lambda e: (
            e.modality not in asserted,
            not _is_sentence(e.text),
            e.date or "9",
            e.start,
        ),
    )


def _is_sentence(text: str) -> bool:
    return text.rstrip(" \"'»”’)").endswith((".", "!", "?", "…"))


def _origins(finding: Finding, view: View, say: Phrases) -> str:
    told = []
    if finding.origins.known:
        names = ", ".join(view.label(key) for key in finding.origins.known)
        told.append(say("origins_known", names=names))
    if finding.origins.unknown:
        told.append(say("origins_unknown", n=finding.origins.unknown))
    return "; ".join(told)


def _remarks(finding: Finding, view: View, say: Phrases) -> tuple[str, ...]:
    told = []
    for key, keys in (("official_by", finding.official_by), ("denied_by", finding.denied_by)):
        if keys:
            told.append(say(key, names=", ".join(view.label(k) for k in keys)))
    return (*told, *_notes(finding, view, say))


def _notes(finding: Finding, view: View, say: Phrases) -> tuple[str, ...]:
    """What the pack says of the rules that typed it, in this language, and other notes."""
    used = [i for i in view.packs[finding.regime].indicators if i.id in finding.indicators]
    of_pack = {words for indicator in used for words in (indicator.note or {}).values()}
    told = [words for i in used if (words := (i.note or {}).get(say.code))]
    return tuple(dict.fromkeys((*told, *(n for n in finding.notes if n not in of_pack))))


def _record(match: Match, say: Phrases) -> str:
    """*UN 1718 KPi.038 CHO CHUN RYONG (listed 2016-11-30, in force on …)*."""
    details = [say(f"in_force.{match.in_force}", date=match.as_of or "?")]
    if match.listed_on:
        details.insert(0, say("listed_on", date=match.listed_on))
    if match.via == "office":
        details.append(say("via_office"))
    return f"{match.list} {match.record} {match.name} ({', '.join(details)})"


def _cited(item: Evidence, view: View, say: Phrases) -> Cited:
    return Cited(
        sentence=" ".join(item.text.split()),
        place=view.place(item.article, item.start),
        start=item.start,
        end=item.end,
        when=day_of(item.article, view, say),
        who=who_says(item.attribution, say),
        manner=say(f"modality.{item.modality}"),
        outlet=item.outlet,
    )


def who_says(attribution: Sequence[Said], say: Phrases) -> str:
    """Who says so, and through whom, in words."""
    says = [said.label for said in attribution if said.role == "says"]
    relays = [said.label for said in attribution if said.role == "relays"]
    if not says and not relays:
        return say("own_words")
    told = [say("according", names=", ".join(says))] if says else []
    if relays:
        told.append(say("relays", name=", ".join(relays)))
    return ", ".join(told)


def day_of(article: str, view: View, say: Phrases) -> str:
    """The day on which an article was written, or between which days, in words."""
    day = view.day(article)
    if day is None:
        return say("undated_article")
    first, _, last = day.partition("/")
    return say("between", first=first, last=last) if last else first


def _dispute(conflict: Conflict, view: View, say: Phrases) -> Dispute:
    sides = []
    for side in conflict.sides:
        cited = tuple(
            Cited(
                sentence=" ".join(span.text.split()),
                place=view.place(span.article, span.start),
                start=span.start,
                end=span.end,
                when=day_of(span.article, view, say),
                who=span.origin or "",
                manner="",
                outlet=view.collection.articles[span.article].outlet,
            )
            for span in side.evidence
        )
        sides.append((side.value, cited))
    return Dispute(dispute_title(conflict, view, say), tuple(sides))


def dispute_title(conflict: Conflict, view: View, say: Phrases) -> str:
    """What reports disagree about: the attribute, and of which event or whose words."""
    about = view.events[conflict.event].title if conflict.event in view.events else ""
    if conflict.attribute == "wording":
        about = view.label(conflict.about)
    return f"{say(f'attribute.{conflict.attribute}').capitalize()}: {about or conflict.about}"


def _parties(view: View, say: Phrases) -> tuple[ListedParty, ...]:
    """Each party with its records, and for each how long it was or was not in force."""
    days: dict[str, dict[tuple[str, str, str], list[Match]]] = {}
    labels: dict[str, str] = {}
    for mention in view.mentions():
        match = mention.match
        labels.setdefault(match.party, mention.label)
        records = days.setdefault(match.party, {})
        records.setdefault((match.list, match.record, match.in_force), []).append(match)
    ordered = sorted(days, key=lambda party: labels[party])
    return tuple(
        ListedParty(labels[party], tuple(_force(found, say) for found in days[party].values()))
        for party in ordered
    )


def _force(matches: Sequence[Match], say: Phrases) -> str:
    """One record, listed when, and whether it was in force on the days that reports speak of."""
    match = matches[0]
    listed = f", {say('listed_on', date=match.listed_on)}" if match.listed_on else ""
    programme = f" ({match.programme})" if match.programme else ""
    force = say(f"in_force.{match.in_force}", date=asked_days(matches))
    return f"{match.list} {match.record}{programme}{listed}: {force}"


def asked_days(matches: Iterable[Match]) -> str:
    """The days that reports speak of, from the first to the last."""
    told = sorted(match.as_of for match in matches if match.as_of)
    if not told:
        return "?"
    first, last = told[0].split("/")[0], max(day.split("/")[-1] for day in told)
    return first if first == last else f"{first} – {last}"


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
        told.append(Happening(event.date or "?", event.title, words))
    return tuple(told)


def _event_order(event: Event) -> tuple[str, str]:
    return event.earliest or event.date or "9999", event.id
