"""The search for reports of speech through one article, in reading order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from veedor.model import Name, Referent
from veedor.read.credits import dateline_of
from veedor.read.parse import Parsed, ParsedLine
from veedor.read.quotes.according import find_according
from veedor.read.quotes.colon import colon_reports
from veedor.read.quotes.cues import Cue, find_cues
from veedor.read.quotes.direct import direct_reports
from veedor.read.quotes.extent import Bounds
from veedor.read.quotes.fragments import without_fragments
from veedor.read.quotes.indirect import Scene, clause_reports
from veedor.read.quotes.lexicon import Lexicon, lexicon
from veedor.read.quotes.marks import Marked, find_marked, is_turn, words_within
from veedor.read.quotes.nominal import nominal_reports
from veedor.read.quotes.opinion import opinion_reports
from veedor.read.quotes.relays import with_relays
from veedor.read.quotes.report import Report
from veedor.read.quotes.segments import Segment, segments
from veedor.read.quotes.sourced import Source, find_sources, sourced_reports
from veedor.read.quotes.speakers import Speakers
from veedor.read.referents import Mentions
from veedor.read.syntax import Doc

__all__ = ["Analysis", "Relay", "analyse"]


_NOMINAL = frozenset({"DET", "NOUN", "PROPN"})
#: Turns of a dialogue that make an article an interview: two may be a quotation in dashes.
_TURNS = 3


@dataclass(frozen=True, slots=True)
class Relay:
    """Characters `[start, end)` of the article for which somebody stands, reported or not."""

    start: int
    end: int
    source: Source
    line: ParsedLine


@dataclass(frozen=True, slots=True)
class Analysis:
    """All reports of one article, its sources with their scopes, and its referents."""

    reports: tuple[Report, ...]
    relays: tuple[Relay, ...]
    referents: tuple[Referent, ...]


#: The last article searched, by identity, and what was found: its quotes and the attributions
#: of its clauses come from one search.
_last: tuple[Parsed, tuple[Name, ...], Analysis] | None = None


def analyse(parsed: Parsed, mentions: Mentions) -> Analysis:
    """Every report of speech of an article.

    Unnamed sources are added to the referents; those that stand among them already keep
    their numbers. The answer for the last article is kept.
    """
    global _last
    last = _last
    if last is not None and last[0] is parsed and last[1] is mentions.names:
        return last[2]
    found = _search(parsed, mentions)
    _last = (parsed, mentions.names, found)
    return found


def _search(parsed: Parsed, mentions: Mentions) -> Analysis:
    words = lexicon(parsed.language)
    speakers = Speakers(parsed, mentions, words)
    reports: list[Report] = []
    relays: list[Relay] = []
    interview = sum(is_turn(line.text) for line in parsed.parsed) >= _TURNS
    for line in parsed.parsed:
        for found, sources in _line_reports(line, speakers, words, interview):
            reports += found
            relays += sources
    carried = tuple(_carried(reports, words))
    return Analysis(carried, tuple(relays), tuple(speakers.referents))


def _carried(reports: list[Report], words: Lexicon) -> Iterator[Report]:
    """The reports with those who carry all that a speaker said.

    *X hizo estas declaraciones en …, según la agencia Y*: what X says from there on reaches
    the reader through Y.
    """
    carriers: dict[tuple[int, ...], tuple[int, ...]] = {}
    for report in reports:
        if report.about is not None and _points_back(report, words):
            carriers[report.about] = report.speakers
        via = carriers.get(report.speakers, ())
        yield replace(report, via=via) if via and not report.via else report


def _points_back(report: Report, words: Lexicon) -> bool:
    """Whether the sourced clause speaks of *these* statements."""
    said = report.line.doc.text[report.start : report.end].lower().split()
    nouns, these = words.words("statements"), words.words("demonstratives")
    return any(one in these and two in nouns for one, two in pairwise(said))


def _line_reports(
    line: ParsedLine, speakers: Speakers, words: Lexicon, interview: bool
) -> Iterator[tuple[list[Report], list[Relay]]]:
    apostrophe = bool(words.cues["possessive_apostrophe"])
    marked = find_marked(line.text, apostrophe, interview, words.opens_aside)
    cues = list(find_cues(line.doc, words))
    outer = [_cut(stretch, line.doc, cues) for stretch in marked if stretch.depth == 0]
    opening = dateline_of(line.text, words.code)[1] if line.start == line.line.start else 0
    for segment in segments(line.doc, outer, opening):
        scene = _scene(line, segment, outer, cues, speakers)
        reports, relays = _segment_reports(scene)
        yield reports, relays
        yield from _nested(scene, reports, marked, cues)


def _cut(stretch: Marked, doc: Doc, cues: list[Cue]) -> Marked:
    """A stretch that is never closed ends before the verb that reports it: *“No iremos, dijo X*."""
    if stretch.closed or stretch.dash:
        return stretch
    for cue in cues:
        if cue.form != "finite" or "direct" not in cue.frames or cue.start + 1 >= len(doc):
            continue
        comma, behind = doc[cue.start - 1], doc[min(cue.end, len(doc) - 1)]
        if comma.text == "," and comma.idx > stretch.start and behind.pos_ in _NOMINAL:
            return replace(stretch, end=comma.idx, closed=True)
    return stretch


def _nested(
    scene: Scene, reports: list[Report], marked: list[Marked], cues: list[Cue]
) -> Iterator[tuple[list[Report], list[Relay]]]:
    """What is told within the quotations in marks of a segment: *“X me dijo: ‘No salgas’”*."""
    said = {(report.start, report.end): report for report in reports if report.direct}
    for stretch in scene.marked:
        report = said.get(words_within(stretch, scene.line.text))
        inner = [m for m in marked if m.depth > stretch.depth and _holds(stretch, m)]
        told = [c for c in cues if stretch.start < scene.line.doc[c.start].idx < stretch.end]
        if report is not None and (inner or told):
            with scene.speakers.quoting(report.speakers):
                yield from _within(scene, stretch, inner, told)


def _within(
    scene: Scene, stretch: Marked, inner: list[Marked], cues: list[Cue]
) -> Iterator[tuple[list[Report], list[Relay]]]:
    doc = scene.line.doc
    first = next(t.i for t in doc if t.idx + len(t.text) > stretch.start)
    last = next((t.i for t in doc[first:] if t.idx >= stretch.end), len(doc))
    nearest = [m for m in inner if not any(m is not n and _holds(n, m) for n in inner)]
    for segment in segments(doc, nearest, span=(first, last)):
        within = _scene(scene.line, segment, nearest, cues, scene.speakers)
        reports, relays = _segment_reports(within)
        yield reports, relays
        yield from _nested(within, reports, inner, cues)


def _holds(outer: Marked, inner: Marked) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _scene(
    line: ParsedLine, segment: Segment, marked: list[Marked], cues: list[Cue], speakers: Speakers
) -> Scene:
    cues = [cue for cue in cues if segment.start <= cue.verb < segment.end]
    sources = list(find_according(line, segment, marked, cues, speakers))
    within = {cue.start for cue in cues for s in sources if s.start <= cue.start < s.end}
    free = [cue for cue in cues if cue.start not in within]
    headline = line.line.kind == "title" or (
        line.line.kind == "lead" and not line.text.rstrip().endswith(".")
    )
    bounds = Bounds(segment, marked, free, sources, speakers.lexicon, headline)
    return Scene(line, segment, marked, free, sources, bounds, speakers)


def _segment_reports(scene: Scene) -> tuple[list[Report], list[Relay]]:
    reports = [*clause_reports(scene), *opinion_reports(scene), *nominal_reports(scene)]
    taken = [report for report in reports if not report.hidden]
    reports += direct_reports(scene, taken)
    if not reports:
        reports += colon_reports(scene)
    sources = list(find_sources(scene))
    reports += list(sourced_reports(scene, sources, reports))
    reports = without_fragments(scene, sources, reports)
    for source in sources:
        scene.speakers.heard(source.speakers)
        # Who is named before what he says stays the subject of the sentences that follow.
        if source.cue[0] <= scene.line.doc[source.start].idx:
            scene.speakers.topic = source.speakers
    if not reports:
        scene.speakers.note_subject(scene.line, scene.segment, scene.marked)
    reports = with_relays(scene, sources, _distinct(reports))
    relays = [_relay(scene, source) for source in sources]
    return reports, relays


def _distinct(reports: list[Report]) -> list[Report]:
    kept: dict[tuple[int, int, bool], Report] = {}
    for report in sorted(reports, key=lambda r: (r.start, -r.end)):
        kept.setdefault((report.start, report.end, report.direct), report)
    return list(kept.values())


def _relay(scene: Scene, source: Source) -> Relay:
    doc, line = scene.line.doc, scene.line
    last = doc[source.end - 1]
    return Relay(
        line.start + doc[source.start].idx, line.start + last.idx + len(last.text), source, line
    )
