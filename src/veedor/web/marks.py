"""An article with its marks: names, dates, quotes, statements, line by line.

Spans overlap (a name in a quote in a statement), so a line is cut at every end of a span, and
each piece knows all that it is part of.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from veedor.model import SUBJECT_LINES, Line, Linked, Reading, Span
from veedor.web.snapshot import Snapshot
from veedor.web.words import Wording

__all__ = ["LAYERS", "Mark", "MarkedLine", "Piece", "marked_lines"]

#: The layers that a reader can show or hide.
LAYERS = ("names", "dates", "quotes", "statements")


@dataclass(frozen=True, slots=True)
class Mark:
    """A span that was read as something; `href` leads to what it names, `note` explains it."""

    start: int
    end: int
    layer: str
    note: str
    href: str | None = None
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """Some text that is part of the same marks throughout; `sought` if it is what was asked for."""

    text: str
    marks: tuple[Mark, ...]
    sought: bool
    begins_sought: bool

    @property
    def classes(self) -> str:
        """The style classes of its layers."""
        names = dict.fromkeys(mark.layer for mark in self.marks)
        return " ".join((*names, *(("sought",) if self.sought else ())))

    @property
    def link(self) -> str | None:
        """Where the innermost mark that leads anywhere leads to."""
        return next((m.href for m in reversed(self.marks) if m.href), None)

    @property
    def date(self) -> str | None:
        """The calendar value of the date that it is part of."""
        return next((m.value for m in reversed(self.marks) if m.layer == "dates"), None)

    @property
    def title(self) -> str:
        """The innermost explanation."""
        return next((m.note for m in reversed(self.marks) if m.note), "")


@dataclass(frozen=True, slots=True)
class MarkedLine:
    """A line in pieces, what it is on the page, and the notes for its margin."""

    line: Line
    skipped: bool
    pieces: tuple[Piece, ...]
    notes: tuple[Mark, ...]


def marked_lines(
    snapshot: Snapshot, article: str, words: Wording, sought: tuple[int, int] | None = None
) -> list[MarkedLine]:
    """The lines of an article with their marks; `sought` is a span to be pointed out."""
    collection = snapshot.view.collection
    text = collection.articles[article].text
    reading = collection.readings.get(article)
    if reading is None:
        line = Line(start=0, end=len(text), text=text, kind="body")
        return [MarkedLine(line, False, tuple(_pieces(line, (), sought)), ())]
    linked = collection.linked.get(article) or Linked(article=article)
    marks = sorted(
        (*_names(reading, linked, words), *_dates(reading, linked, words),
         *_quotes(reading, linked, words), *_statements(linked, words)),
        key=lambda mark: (mark.start, -mark.end, LAYERS.index(mark.layer)),
    )  # fmt: skip
    return [_line(line, marks, sought) for line in reading.lines]


def _line(line: Line, marks: Sequence[Mark], sought: tuple[int, int] | None) -> MarkedLine:
    inside = [mark for mark in marks if mark.start < line.end and line.start < mark.end]
    notes = [m for m in inside if m.note and m.layer != "names" and m.start >= line.start]
    skipped = line.kind not in SUBJECT_LINES
    return MarkedLine(line, skipped, tuple(_pieces(line, inside, sought)), tuple(notes))


def _pieces(line: Span, marks: Sequence[Mark], sought: tuple[int, int] | None) -> Iterator[Piece]:
    ends = {line.start, line.end}
    spans = [(mark.start, mark.end) for mark in marks] + ([sought] if sought else [])
    for start, end in spans:
        ends |= {min(max(start, line.start), line.end), min(max(end, line.start), line.end)}
    cuts = sorted(ends)
    for start, end in pairwise(cuts):
        within = [m for m in marks if m.start <= start and end <= m.end]
        # The widest first, so that the innermost explanation comes last.
        within.sort(key=lambda m: m.start - m.end)
        hit = sought is not None and sought[0] <= start and end <= sought[1]
        text = line.text[start - line.start : end - line.start]
        yield Piece(text, tuple(within), hit, sought is not None and start == sought[0])


def _names(reading: Reading, linked: Linked, words: Wording) -> Iterator[Mark]:
    for name in reading.names:
        if name.nested or name.referent >= len(linked.subjects):
            continue
        subject = linked.subjects[name.referent]
        if not reading.referents[name.referent].subject:
            continue
        note = words.name(subject.key)
        if subject.matches and subject.set_aside is None:
            listed = dict.fromkeys(f"{m.list} {m.record}" for m in subject.matches)
            note += f" ({', '.join(listed)})"
        href = f"/entities/{subject.key}"
        known = subject.key in words.snapshot.entities
        yield Mark(name.start, name.end, "names", note, href if known else None)


def _dates(reading: Reading, linked: Linked, words: Wording) -> Iterator[Mark]:
    for time, resolved in zip(reading.times, linked.times, strict=False):
        day = resolved.earliest
        if resolved.earliest and resolved.latest and resolved.earliest != resolved.latest:
            day = f"{resolved.earliest}/{resolved.latest}"
        # What the calendar does not fix, such as a duration, has nothing to be explained.
        note = words.day(day) if day else ""
        yield Mark(time.start, time.end, "dates", note, value=resolved.value)


def _quotes(reading: Reading, linked: Linked, words: Wording) -> Iterator[Mark]:
    for quote in reading.quotes:
        said = words.say("according", names=_called(quote.speakers, linked, words))
        if not quote.speakers:
            said = words.say("admiralty.best-source-unnamed", letter="").lstrip(": ")
        if quote.via:
            said += ", " + words.say("relays", name=_called(quote.via, linked, words))
        outer = reading.quotes[quote.inside].speakers if quote.inside is not None else ()
        if outer and outer != quote.speakers:
            said += ", " + words.say("told_by", name=_called(outer, linked, words))
        yield Mark(quote.start, quote.end, "quotes", said)


def _called(referents: Iterable[int], linked: Linked, words: Wording) -> str:
    return words.names(
        linked.subjects[number].key for number in referents if number < len(linked.subjects)
    )


def _statements(linked: Linked, words: Wording) -> Iterator[Mark]:
    for statement in linked.statements:
        if statement.kind == "context":
            continue
        title = words.measure_title(statement.regime, statement.measure)
        manner = words.say(f"modality.{statement.modality}")
        yield Mark(statement.start, statement.end, "statements", f"{title}: {manner}",
                   href=None, value=statement.id)  # fmt: skip
