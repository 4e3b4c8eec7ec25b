"""Indirect speech: reported clauses, and the marked words inside them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from veedor.read.parse import ParsedLine
from veedor.read.quotes.according import According
from veedor.read.quotes.complements import Complement, find_complement
from veedor.read.quotes.cues import Cue
from veedor.read.quotes.extent import Bounds
from veedor.read.quotes.marks import Marked, words_within
from veedor.read.quotes.report import Report, words_of
from veedor.read.quotes.segments import Segment, inside_marks
from veedor.read.quotes.speakers import Speakers
from veedor.read.syntax import Token

__all__ = ["Scene", "characters", "clause_reports", "is_saying"]


@dataclass(frozen=True, slots=True)
class Scene:
    """One segment with all that was found in it."""

    line: ParsedLine
    segment: Segment
    marked: list[Marked]
    cues: list[Cue]
    sources: list[According]
    bounds: Bounds
    speakers: Speakers


def characters(scene: Scene, start: int, end: int) -> tuple[int, int]:
    """Tokens `[start, end)` as characters of the doc."""
    last = scene.line.doc[end - 1]
    return int(scene.line.doc[start].idx), int(last.idx) + len(last.text)


def clause_reports(scene: Scene) -> Iterator[Report]:
    """The reported clauses of the segment's cues, in order, with the fragments in marks."""
    for cue in scene.cues:
        if not _speaks_outside(cue, scene):
            continue
        complement = find_complement(cue, scene.segment, scene.marked, scene.speakers.lexicon)
        if complement is None or _stays_unnamed(complement, scene):
            continue
        speakers = _speakers(cue, complement, scene)
        if speakers is None:
            continue
        yield from _reports(cue, complement, speakers, scene)


def _stays_unnamed(complement: Complement, scene: Scene) -> bool:
    """*pidió no ser identificado*: a condition of the source, nothing that is said."""
    words = scene.speakers.lexicon.words("unnamed")
    start = complement.start
    return any(t.lower_ in words for t in scene.line.doc[start : min(start + 4, scene.segment.end)])


def _speaks_outside(cue: Cue, scene: Scene) -> bool:
    """What is said inside marks is the speaker's; a verb that opens them is the reporter's."""
    stretch = inside_marks(scene.marked, scene.line.doc[cue.start].idx)
    return stretch is None or stretch.start == scene.line.doc[cue.start].idx


def _speakers(cue: Cue, complement: Complement, scene: Scene) -> tuple[int, ...] | None:
    if cue.passive:
        agent = _agent(cue, scene)
        if not agent and cue.frames[complement.frame] == "asks":
            return None  # they were told to leave: nobody speaks
        return agent if agent else ()
    found = scene.speakers.subject(scene.line, cue, scene.segment, scene.marked, complement.start)
    if found:
        scene.speakers.topic = found
    return found


def _agent(cue: Cue, scene: Scene) -> tuple[int, ...]:
    words = scene.speakers.lexicon.words("agent")
    for token in scene.line.doc[cue.after : scene.segment.end]:
        if (
            token.lower_ in words
            and token.head.i > token.i
            and token.head.pos_ in {"NOUN", "PROPN"}
        ):
            return scene.speakers.phrase(scene.line, token.head, strict=True)
    return ()


def _reports(
    cue: Cue, complement: Complement, speakers: tuple[int, ...], scene: Scene
) -> Iterator[Report]:
    start = scene.bounds.start(complement.start)
    end = scene.bounds.end(start, cue.verb)
    held = inside_marks(scene.marked, scene.line.doc[cue.start].idx)
    if held is not None:
        end = next((t.i for t in scene.line.doc[start:end] if t.idx >= held.end), end)
    if end <= start:
        return
    kind = cue.frames[complement.frame]
    cue_span = characters(scene, cue.start, cue.end)
    first = _first_in_marks(start, end, scene) if complement.frame == "that" else None
    if first is not None:
        stretch, start = first
        words = words_within(stretch, scene.line.text)
        yield Report(scene.line, *words, True, speakers, cue_span, kind, partial=True)
    start_char, end_char = characters(scene, start, end)
    tokens = scene.line.doc[start:end]
    whole = held is not None or _says_outside(list(tokens), complement.frame, scene)
    yield Report(
        scene.line, start_char, end_char, False, speakers, cue_span, kind, hidden=not whole
    )
    for stretch in scene.marked:
        within = start_char < stretch.start and stretch.end <= end_char + 1
        if within and stretch is not held and (not whole or is_saying(stretch, scene)):
            words = words_within(stretch, scene.line.text)
            yield Report(scene.line, *words, True, speakers, cue_span, kind, partial=True)


def _first_in_marks(start: int, end: int, scene: Scene) -> tuple[Marked, int] | None:
    """The marks that hold the whole first of two clauses, and where the second begins:
    *respondió que “respeta el fallo” y que nadie está detenido*."""
    doc = scene.line.doc
    stretch = inside_marks(scene.marked, doc[start].idx) or inside_marks(
        scene.marked, doc[start].idx + 1
    )
    behind = next((t.i for t in doc[start:end] if stretch and t.idx > stretch.end), end)
    openers = scene.speakers.lexicon.words("complementizers")
    if stretch is None or behind + 2 >= end or doc[behind].pos_ != "CCONJ":
        return None
    return (stretch, behind + 2) if doc[behind + 1].lower_ in openers else None


def _says_outside(tokens: list[Token], frame: str, scene: Scene) -> bool:
    """Whether the predicate stands outside the marks, so that the clause is reported speech."""
    outside = [token for token in tokens if not inside_marks(scene.marked, token.idx)]
    if len(outside) == len(tokens):
        return True
    if frame in {"as", "noun", "of", "for", "urge", "to", "inf", "with"}:
        return bool(outside) and any(t.pos_ in {"VERB", "AUX"} for t in outside)
    if outside and not any(t.pos_ in {"VERB", "AUX"} for t in tokens if t not in outside):
        return True
    return any(
        t.pos_ in {"VERB", "AUX"} and "Fin" in t.morph.get("VerbForm", []) and t.dep_ != "acl"
        for t in outside
    )


def is_saying(stretch: Marked, scene: Scene) -> bool:
    """More than a word or a noun phrase: those are scare quotes within a reported clause."""
    doc = scene.line.doc
    tokens = [token for token in doc if stretch.start <= token.idx < stretch.end]
    if not tokens or words_of(doc.text[stretch.start : stretch.end]) < 3:
        return False
    if tokens[0].pos_ == "DET" and any(t.dep_ == "ROOT" for t in tokens) is False:
        return False  # la posibilidad de golpear
    finite = any(
        t.pos_ in {"VERB", "AUX"} and "Part" not in t.morph.get("VerbForm", []) for t in tokens
    )
    return finite or tokens[0].pos_ in {"ADP", "SCONJ"} or tokens[0].dep_ == "case"
