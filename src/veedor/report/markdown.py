"""The summary as Markdown, with a footnote for every sentence cited."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from veedor.report.phrases import Phrases, phrases
from veedor.report.summary import Card, Cited, Dispute, Summary, summarise
from veedor.report.view import View

__all__ = ["markdown"]

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")


def markdown(view: View, language: str) -> str:
    """The whole summary as one Markdown document (CommonMark with footnotes).

    Raises:
        UsageError: reports are not written in that language.
    """
    return "\n".join(_Document(phrases(language)).whole(summarise(view, language))) + "\n"


def escape(text: str) -> str:
    """Text of an article as Markdown that shows exactly that text."""
    return _SPECIAL.sub(r"\\\1", text)


class _Document:
    """One document being written; footnotes are numbered as they come."""

    def __init__(self, say: Phrases) -> None:
        self.say = say
        self.notes: list[str] = []

    def whole(self, summary: Summary) -> Iterator[str]:
        """The lines of the document, footnotes last."""
        yield f"# {escape(summary.title)}"
        yield ""
        yield " · ".join(summary.counts)
        yield from self._section("method", self.say("method_text"))
        for name, cards in (("findings", summary.findings), ("leads", summary.leads)):
            yield from self._section(name, self.say(f"{name}_note"))
            if not cards:
                yield from ("", self.say(f"none_{name}"))
            for number, card in enumerate(cards, 1):
                yield from self._card(number, card)
        yield from self._section("conflicts")
        if not summary.conflicts:
            yield from ("", self.say("none_conflicts"))
        for dispute in summary.conflicts:
            yield from self._dispute(dispute)
        yield from self._parties(summary)
        yield from self._section("timeline")
        yield ""
        for event in summary.events:
            yield f"- **{event.date}** {escape(event.title)} ({event.told})"
        if summary.refusals:
            yield from self._section("not_read")
            yield ""
            yield from (f"- {escape(refusal)}" for refusal in summary.refusals)
        yield ""
        yield from self.notes

    def _section(self, key: str, note: str = "") -> Iterator[str]:
        yield from ("", f"## {self.say(key)}")
        if note:
            yield from ("", note)

    def _card(self, number: int, card: Card) -> Iterator[str]:
        yield from ("", f"### {number}. {escape(card.title)}", "")
        facts = (card.measure, card.direction, card.status, card.admiralty, card.period)
        yield " · ".join(f"**{escape(fact)}**" for fact in facts if fact)
        legal = "; ".join(card.provisions)
        yield ""
        if legal:
            yield f"- {legal}" + (f" ({self.say('verify')})" if card.unverified else "")
        yield f"- {card.spread}; {escape(card.origins)}"
        yield from (f"- {escape(line)}" for line in (*card.remarks, *card.parties, *card.reasons))
        yield ""
        yield from self._cited(card.cited)

    def _dispute(self, dispute: Dispute) -> Iterator[str]:
        yield from ("", f"### {escape(dispute.title)}", "")
        for value, cited in dispute.sides:
            yield from (f"**{escape(value)}**", "")
            yield from self._cited(cited)
            yield ""

    def _cited(self, cited: Sequence[Cited]) -> Iterator[str]:
        for item in cited:
            self.notes.append(self._footnote(item))
            manner = f" ({escape(item.manner)}, {escape(item.who)})" if item.manner else ""
            yield f"> {escape(item.sentence)}[^{len(self.notes)}]{manner}"
            yield ">"

    def _footnote(self, item: Cited) -> str:
        where = f"`{item.place}`, {item.start}–{item.end}"
        told = ", ".join(filter(None, (item.outlet and escape(item.outlet), item.when, where)))
        return f"[^{len(self.notes) + 1}]: {told}"

    def _parties(self, summary: Summary) -> Iterator[str]:
        yield from self._section("parties", self.say("parties_note"))
        yield ""
        if not summary.parties:
            yield self.say("none_parties" if summary.has_lists else "no_lists")
        for party in summary.parties:
            yield f"- **{escape(party.label)}**"
            yield from (f"  - {escape(record)}" for record in party.records)
