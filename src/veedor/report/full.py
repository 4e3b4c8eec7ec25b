"""The full report of a regime and a period, in the manner of a panel of experts.

Numbered paragraphs; a footnote for every claim; wording that never exceeds the evidence.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count, groupby

from veedor.model import Evidence, Finding
from veedor.report.annexes import conflicts, evidence_annex, parties, sources, timeline, together
from veedor.report.capped import cap_lines, cap_paragraph
from veedor.report.citing import Citer
from veedor.report.document import (
    Block,
    Bullets,
    Document,
    Heading,
    Inline,
    Paragraph,
    Quotation,
    Strong,
)
from veedor.report.phrases import Phrases, phrases
from veedor.report.public import for_public, withheld
from veedor.report.reviewing import standing
from veedor.report.summary import Card, dispute_title, summarise
from veedor.report.telling import is_asserted
from veedor.report.view import View

__all__ = ["full_report"]


def full_report(view: View, language: str, *, public: bool = False) -> Document:
    """The report as a document; `public` leaves persons out of what nobody has reviewed.

    Raises:
        UsageError: reports are not written in that language.
    """
    return _Report(view, phrases(language), public).document()


class _Report:
    """One report being written; paragraphs are numbered as they come."""

    def __init__(self, view: View, say: Phrases, public: bool) -> None:
        self.whole = {finding.id: finding for finding in view.findings}
        self.view = for_public(view) if public else view
        self.say = say
        self.public = public
        self.cite = Citer(self.view, say)
        self.numbers = count(1)
        self.summary = summarise(self.view, say.code)
        self.cards = {card.id: card for card in (*self.summary.findings, *self.summary.leads)}

    def document(self) -> Document:
        """All chapters in order."""
        chapters = (
            self._summary(),
            self._method(),
            self._findings("finding", "chapter_findings", "findings_note", "none_findings"),
            self._findings("lead", "chapter_leads", "leads_note", "none_leads"),
            self._dropped(),
            conflicts(self.view, self.say, self.cite, public=self.public),
            parties(self.view, self.say, public=self.public),
            timeline(self.view, self.say),
            together(self.view, self.say, public=self.public),
            sources(self.view, self.say),
            self._not_read(),
            evidence_annex(self.view, self.say),
        )
        return Document(
            title=self.summary.title,
            subtitle=" · ".join(self.summary.counts),
            language=self.say.code,
            contents=self.say("contents"),
            blocks=tuple(block for chapter in chapters for block in chapter),
        )

    def paragraph(self, *content: Inline, keep: bool = False) -> Paragraph:
        """The next numbered paragraph; `keep` keeps it on a page with what follows."""
        return Paragraph(content, next(self.numbers), keep)

    def _summary(self) -> Iterator[Block]:
        yield Heading(1, self.say("summary"))
        yield self.paragraph(_capital(", ".join(self.summary.counts)) + ".")
        for title, cards in (
            (self.say("findings"), self.summary.findings),
            (self.say("leads"), self.summary.leads),
        ):
            yield self.paragraph(Strong(title), f" ({len(cards)})")
            if cards:
                yield Bullets(tuple((_headline(card),) for card in cards))
        yield self.paragraph(Strong(self.say("conflicts")), f" ({len(self.view.groups.conflicts)})")

    def _method(self) -> Iterator[Block]:
        yield Heading(1, self.say("method"))
        yield self.paragraph(self.say("method_text"))
        if self.public:
            yield self.paragraph(self.say("persons_withheld"))

    def _findings(self, kind: str, title: str, note: str, none: str) -> Iterator[Block]:
        yield Heading(1, self.say(title))
        yield self.paragraph(self.say(note))
        chosen = [finding for finding in standing(self.view.findings) if finding.kind == kind]
        if not chosen:
            yield self.paragraph(self.say(none))
        order = {
            (pack.id, measure): place
            for pack in self.view.packs.values()
            for place, measure in enumerate(pack.measures)
        }
        chosen.sort(key=lambda f: (f.regime, order[(f.regime, f.measure)]))
        for (regime, measure), group in groupby(chosen, key=lambda f: (f.regime, f.measure)):
            yield from self._measure(regime, measure)
            for finding in group:
                yield from self._finding(finding)

    def _measure(self, regime: str, measure: str) -> Iterator[Block]:
        about = self.view.packs[regime].measures[measure]
        yield Heading(2, about.title.get(self.say.code) or measure)
        duty = about.duty.get(self.say.code)
        if duty:
            yield self.paragraph(self.say("duty", duty=duty))
        if about.provisions:
            listed = "; ".join(
                f"{p.act} {p.paragraph}" + ("" if p.verified else f" ({self.say('verify')})")
                for p in about.provisions
            )
            yield self.paragraph(self.say("provisions", list=listed))
        if about.cap is not None:
            yield self.paragraph(cap_paragraph(measure, about.cap, self.view, self.say))
            lines = tuple(cap_lines(measure, about.cap, self.view, self.say, self.cite))
            if lines:
                yield Bullets(lines)

    def _finding(self, finding: Finding) -> Iterator[Block]:
        card = self.cards[finding.id]
        graded = self.say("graded", status=card.status.capitalize(), code=card.admiralty)
        told = self.say(
            "told", facts=_capital("; ".join(filter(None, (card.spread, card.origins))))
        )
        facts = ", ".join(filter(None, (card.direction, card.period)))
        yield self.paragraph(Strong(facts), f". {card.sentence} {graded}. {told}", keep=True)
        yield from self._sentences(finding)
        remarks = [*card.remarks, *card.parties, *card.reasons]
        remarks += [
            self.say("conflict_ref", about=dispute_title(conflict, self.view, self.say))
            for conflict in self.view.groups.conflicts
            if conflict.id in finding.conflicts
        ]
        if finding.review == "open":
            remarks.append(self.say("reviewed.open"))
        if not finding.reply:
            remarks.append(self.say("no_reply"))
        yield Bullets(tuple((remark,) for remark in remarks))

    def _dropped(self) -> Iterator[Block]:
        """What reviewers dismissed, and why; the public learns only how much that is."""
        cards = self.summary.dropped
        if not cards:
            return
        yield Heading(1, self.say("chapter_dropped"))
        yield self.paragraph(self.say("dropped_note", n=len(cards)))
        if not self.public:
            told = (f"{_headline(card)}: {'; '.join(card.remarks)}" for card in cards)
            yield Bullets(tuple((line,) for line in told))

    def _sentences(self, finding: Finding) -> Iterator[Block]:
        firm = [item for item in finding.evidence if is_asserted(item)]
        others = [item for item in finding.evidence if not is_asserted(item)]
        for item in firm:
            yield self._quoted(item)
        if firm and others:
            yield Paragraph((self.say("less_firmly"),), keep=True)
        for item in others:
            yield self._quoted(item)
        left_out = withheld(self.whole[finding.id], finding)
        if left_out:
            yield Paragraph((self.say("withheld", n=left_out),))

    def _quoted(self, item: Evidence) -> Quotation:
        return Quotation((item.text.strip(), self.cite.evidence(item)))

    def _not_read(self) -> Iterator[Block]:
        if self.summary.refusals:
            yield Heading(1, self.say("not_read"))
            yield Bullets(tuple((refusal,) for refusal in self.summary.refusals))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _headline(card: Card) -> str:
    facts = (card.title, card.direction, card.status, card.admiralty, card.period)
    return ", ".join(fact for fact in facts if fact)
