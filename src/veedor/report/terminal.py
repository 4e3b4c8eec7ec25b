"""The summary on a terminal: readable at 80 columns, plain when it is piped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.text import Text

from veedor.find.lookback import LookBack
from veedor.report.listed import ListedParty
from veedor.report.phrases import Phrases, phrases
from veedor.report.summary import Card, Cited, Dispute, Summary, summarise
from veedor.report.view import View

__all__ = ["look_back_lines", "print_summary"]

#: How many sentences a finding shows before it says how many more there are.
SENTENCES = 3
#: A sentence is cut after so many characters; the whole stands in the export.
LONGEST = 240


def print_summary(view: View, language: str, console: Console | None = None) -> None:
    """Print the summary of a workspace.

    Raises:
        UsageError: reports are not written in that language.
    """
    screen = console or Console(highlight=False, emoji=False, markup=False)
    say = phrases(language)
    summary = summarise(view, language)
    _indented(screen, summary.title, 0, "bold")
    _indented(screen, " · ".join(summary.counts), 0, "dim")
    if view.folder:
        screen.print(Text(say("folder", folder=view.folder), style="dim"), soft_wrap=True)
    _cards(screen, say, "findings", summary.findings)
    _cards(screen, say, "leads", summary.leads)
    _dropped(screen, say, summary.dropped)
    _conflicts(screen, say, summary.conflicts)
    _parties(screen, say, summary)
    _events(screen, say, summary)
    if summary.refusals:
        _heading(screen, say("not_read"), len(summary.refusals))
        for refusal in summary.refusals:
            _indented(screen, refusal, 2)
    screen.print()
    screen.print(Text(say("next"), style="dim"))


def look_back_lines(found: Sequence[LookBack], language: str) -> Iterator[str]:
    """What a new list, pack or alias makes of articles read before, a line for each record."""
    say = phrases(language)
    yield say("look_back", n=len(found))
    for item in found:
        listed = f", {say('listed_on', date=item.listed_on)}" if item.listed_on else ""
        since = f" {say('since', date=item.first)}" if item.first else ""
        named = say("held_in" if item.by_office else "named_in", n=len(item.articles))
        yield f"  {item.label}: {item.list} {item.record}{listed}; {named}{since}"


def _heading(screen: Console, title: str, count: int, note: str = "") -> None:
    screen.print()
    screen.print(Text.assemble((title.upper(), "bold cyan"), f" ({count})"))
    if note:
        _indented(screen, note, 0, "dim italic")


def _indented(screen: Console, words: str, by: int, style: str = "") -> None:
    for line in _lines(screen, words, by, style):
        screen.print(Text(" " * by) + line, soft_wrap=True)


def _lines(screen: Console, words: str, by: int, style: str = "") -> Iterator[Text]:
    """Words in lines that leave so many columns before them, with nothing behind them."""
    for line in Text(words, style=style).wrap(screen, max(screen.width - by, 20)):
        line.rstrip()
        yield line


def _cards(screen: Console, say: Phrases, section: str, cards: Sequence[Card]) -> None:
    _heading(screen, say(section), len(cards), say(f"{section}_note"))
    if not cards:
        _indented(screen, say(f"none_{section}"), 2)
    for number, card in enumerate(cards, 1):
        _card(screen, say, number, card)


def _card(screen: Console, say: Phrases, number: int, card: Card) -> None:
    screen.print()
    head = Text(f"{number:>2}. ", style="bold")
    head.append(card.title, style="bold")
    screen.print(head)
    facts = [card.measure, card.direction or "", card.status, card.admiralty, card.period]
    _indented(screen, " · ".join(fact for fact in facts if fact), 4, "green")
    if card.provisions:
        legal = "; ".join(card.provisions) + (f" ({say('verify')})" if card.unverified else "")
        _indented(screen, legal, 4, "dim")
    _indented(screen, "; ".join(filter(None, (card.spread, card.origins))), 4)
    for remark in (*card.remarks, *card.parties):
        _indented(screen, remark, 4, "yellow")
    _sentences(screen, say, card.cited)


def _dropped(screen: Console, say: Phrases, cards: Sequence[Card]) -> None:
    if not cards:
        return
    _heading(screen, say("chapter_dropped"), len(cards))
    for card in cards:
        facts = (card.title, card.direction, card.period)
        _indented(screen, " · ".join(fact for fact in facts if fact), 2)
        for remark in card.remarks:
            _indented(screen, remark, 4, "yellow")


def _sentences(
    screen: Console, say: Phrases, cited: Sequence[Cited], most: int = SENTENCES
) -> None:
    for item in cited[:most]:
        sentence = item.sentence
        if len(sentence) > LONGEST:
            sentence = sentence[: LONGEST - 1].rsplit(" ", 1)[0] + " …"
        _indented(screen, f"«{sentence}»", 4)
        manner = " · ".join(filter(None, (item.manner, item.who)))
        if manner:
            _indented(screen, manner, 6, "dim")
        source = " · ".join(filter(None, (item.outlet, item.when)))
        _indented(screen, source, 6, "blue")
        # In one piece however long, so that it can be clicked and copied.
        screen.print(Text(f"      {item.place}", style="blue"), soft_wrap=True)
    if len(cited) > most:
        _indented(screen, say("more", n=len(cited) - most), 4, "dim")


def _conflicts(screen: Console, say: Phrases, disputes: Sequence[Dispute]) -> None:
    _heading(screen, say("conflicts"), len(disputes))
    if not disputes:
        _indented(screen, say("none_conflicts"), 2)
    for dispute in disputes:
        screen.print()
        _indented(screen, dispute.title, 2, "bold")
        for value, cited in dispute.sides:
            _indented(screen, value, 4, "yellow")
            _sentences(screen, say, cited, most=1)


def _parties(screen: Console, say: Phrases, summary: Summary) -> None:
    _heading(screen, say("parties"), len(summary.parties), say("parties_note"))
    if not summary.parties:
        _indented(screen, say("none_parties" if summary.has_lists else "no_lists"), 2)
    for party in summary.parties:
        _party(screen, party)
    if summary.namesakes:
        _heading(screen, say("namesakes"), len(summary.namesakes), say("namesakes_note"))
        for party in summary.namesakes:
            _party(screen, party)


def _party(screen: Console, party: ListedParty) -> None:
    _indented(screen, party.label, 2, "bold")
    for record in party.records:
        _indented(screen, record, 4)


def _events(screen: Console, say: Phrases, summary: Summary) -> None:
    _heading(screen, say("timeline"), len(summary.events))
    for event in summary.events:
        date, by = f"  {event.date:<10}  ", 14
        if len(date) > by:  # of an interval; what happened stands below it
            screen.print(Text(date.rstrip()))
            date = " " * by
        for line in _lines(screen, f"{event.title} ({event.told})", by):
            screen.print(Text(date) + line, soft_wrap=True)
            date = " " * by
