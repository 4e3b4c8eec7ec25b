"""Alerts in words: one fact each, with the sentence and the place that it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from veedor.model import Conflict, Entity, Finding, Match, Record
from veedor.report.phrases import phrases

if TYPE_CHECKING:
    from veedor.report.summary import Card, Cited
    from veedor.report.view import View
    from veedor.store import Workspace

__all__ = ["Message", "Words"]

#: Sentences that an alert cites: the rest is in the workspace.
SENTENCES = 2
#: Articles that an alert about a party names.
ARTICLES = 3


class Message(Struct, frozen=True, kw_only=True):
    """What is sent: a title of one line, and a body of plain text."""

    title: str
    body: str


class Words:
    """The words of a workspace's facts; its reports are only loaded when one is asked for."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._cards: dict[str, dict[str, Card]] = {}

    @cached_property
    def view(self) -> View:
        """The workspace as reports see it."""
        from veedor.engine.view import load_view

        return load_view(self._workspace)

    def of_finding(self, finding: Finding, stage: str, code: str) -> Message:
        """A finding or lead; `stage` says what of it is new."""
        say, card = phrases(code), self._card(finding, code)
        facts = [card.direction or "", card.status, card.admiralty, card.period]
        lines = [card.sentence, " · ".join(fact for fact in facts if fact), card.origins]
        lines += [*card.provisions[:2], *card.remarks, *card.parties[:2]]
        for cited in card.cited[:SENTENCES]:
            lines += self._cited(cited)
        lines.append(f"{finding.regime} {finding.measure} {finding.id}")
        title = f"{say(f'alert.{stage}')}: {card.title}"
        return Message(title=title, body="\n".join(line for line in lines if line))

    def of_conflict(self, conflict: Conflict, code: str) -> Message:
        """A contradiction, with a sentence of each side."""
        from veedor.report.summary import dispute_of

        say = phrases(code)
        dispute = dispute_of(conflict, self.view, say)
        lines = []
        for value, cited in dispute.sides:
            lines += [value, *(self._cited(cited[0]) if cited else ())]
        return Message(title=f"{say('alert.conflict')}: {dispute.title}", body="\n".join(lines))

    def of_party(self, entity: Entity, matches: Sequence[Match], code: str) -> Message:
        """Somebody whom the press names, and who is on a list."""
        from veedor.report.words import record_of

        say = phrases(code)
        places = [self.view.place(article, 0) for article in entity.articles[:ARTICLES]]
        lines = [record_of(match, say) for match in matches]
        lines += [say("alert.named", n=len(entity.articles)), *places]
        return Message(title=f"{say('alert.party')}: {entity.label}", body="\n".join(lines))

    def of_record(self, record: Record, code: str) -> Message:
        """Somebody who came onto a list."""
        say = phrases(code)
        names = [name.text for name in record.names]
        listed = say("listed_on", date=record.listed_on) if record.listed_on else ""
        details = [record.list, record.record, listed, record.programme or ""]
        lines = [" · ".join(d for d in details if d), "; ".join(names[1:6]), record.reason or ""]
        title = f"{say('alert.designation')}: {names[0] if names else record.record}"
        return Message(title=title, body="\n".join(line for line in lines if line))

    def _card(self, finding: Finding, code: str) -> Card:
        from veedor.report.summary import card_of

        cards = self._cards.setdefault(code, {})
        if finding.id not in cards:
            cards[finding.id] = card_of(finding, self.view, phrases(code))
        return cards[finding.id]

    def _cited(self, cited: Cited) -> list[str]:
        who = " · ".join(part for part in (cited.outlet, cited.when, cited.who) if part)
        quoted = cited.sentence
        if not quoted.startswith(("«", "“", '"')):
            quoted = f"«{quoted}»"
        return [quoted, f"  {who}", f"  {cited.place}"]
