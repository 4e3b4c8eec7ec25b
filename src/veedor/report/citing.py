"""Footnotes: where a sentence stands, so that anyone can check it."""

from __future__ import annotations

from veedor.model import Evidence, SideSpan, Span
from veedor.report.document import Code, Emphasis, Inline, Link, Note
from veedor.report.phrases import Phrases
from veedor.report.view import View
from veedor.report.words import day_of, who_says

__all__ = ["Citer"]


class Citer:
    """Writes footnotes: outlet, title, date, address, place, hash of the bytes as fetched."""

    def __init__(self, view: View, say: Phrases) -> None:
        self.view = view
        self.say = say

    def evidence(self, item: Evidence) -> Note:
        """The footnote of a finding's sentence: who says so in what manner, and where."""
        manner = self.say(f"modality.{item.modality}")
        manner = manner[:1].upper() + manner[1:]
        return Note((*self._place(item.article, item), f". {manner}, {self._who(item)}."))

    def side(self, item: SideSpan) -> Note:
        """The footnote of one side of a contradiction."""
        return Note((*self._place(item.article, item), "."))

    def _who(self, item: Evidence) -> str:
        return who_says(item.attribution, self.view, self.say)

    def _place(self, article: str, span: Span) -> tuple[Inline, ...]:
        record = self.view.collection.articles[article]
        content: list[Inline] = []
        if outlet := self.view.outlet(article):
            content.append(f"{outlet}, ")
        if title := self.view.title(article):
            content += [Emphasis(title), ", "]
        content.append(f"{day_of(article, self.view, self.say)}, ")
        if record.url and record.url.startswith("http"):
            content += [Link(record.url, record.url), ", "]
        content.append(Code(f"{self.view.place(article, span.start)} [{span.start}–{span.end}]"))
        if record.evidence:
            content += [", SHA-256 ", Code(record.evidence[:16])]
        return tuple(content)
