"""Reported clauses behind a colon, without marks: *X lo niega: nadie ha firmado nada*."""

from __future__ import annotations

from collections.abc import Iterator

from veedor.read.quotes.cues import Cue
from veedor.read.quotes.indirect import Scene, characters
from veedor.read.quotes.report import Report
from veedor.read.quotes.segments import inside_marks
from veedor.read.syntax import Token

__all__ = ["colon_reports"]

#: The longest subject between the verb and its colon, in tokens, and the longest name or office
#: that a headline sets before one.
_SUBJECT = 8
_HEADLINE = 6
#: What a heading is about stands before its colon too; only who can speak says what follows.
_VOICES = frozenset({"person", "organization", "government"})


def colon_reports(scene: Scene) -> Iterator[Report]:
    """The clause behind a colon, where a reporting verb or a headline's name stands before it."""
    doc, segment = scene.line.doc, scene.segment
    colon = next((t for t in doc[segment.start : segment.end] if t.text == ":"), None)
    if colon is None or colon.i == segment.start or inside_marks(scene.marked, colon.idx):
        return
    start = colon.i + 1
    if not _is_clause(start, scene):
        return
    cue = _verb_before(colon, scene)
    if cue is not None:
        speakers = scene.speakers.subject(
            scene.line, cue, segment, scene.marked, colon.i, strict=True
        )
        span, kind = characters(scene, cue.start, cue.end), cue.frames["direct"]
    else:
        speakers = _headline(colon, scene)
        span, kind = characters(scene, colon.i, colon.i + 1), "says"
    end = scene.bounds.end(start, None)
    if not speakers or end <= start:
        return
    scene.speakers.topic = speakers
    yield Report(scene.line, *characters(scene, start, end), False, speakers, span, kind)


def _is_clause(start: int, scene: Scene) -> bool:
    """Whether a sentence of its own follows, outside marks; no question, no heading's matter."""
    doc, lexicon = scene.line.doc, scene.speakers.lexicon
    behind = doc[start : scene.segment.end]
    if len(behind) < 3 or any(abs(m.start - behind[0].idx) <= 1 for m in scene.marked):
        return False
    barred = lexicon.words("questions") | lexicon.words("relative")
    if any(token.lower_ in barred for token in behind[:2]):
        return False
    return any(
        t.pos_ in {"VERB", "AUX"}
        and "Fin" in t.morph.get("VerbForm", [])
        and not inside_marks(scene.marked, t.idx)
        for t in behind
    )


def _verb_before(colon: Token, scene: Scene) -> Cue | None:
    """The reporting verb with nothing but its subject between it and the colon."""
    doc = scene.line.doc
    cue = next((c for c in reversed(scene.cues) if c.end <= colon.i), None)
    if cue is None or "direct" not in cue.frames or cue.form != "finite" or cue.passive:
        return None
    between = doc[cue.end : colon.i]
    nouns = any(t.dep_ in {"obj", "dobj"} and t.pos_ == "NOUN" for t in between)
    verbs = any(t.pos_ in {"VERB", "AUX", "SCONJ"} for t in between)
    return None if nouns or verbs or len(between) > _SUBJECT else cue


def _headline(colon: Token, scene: Scene) -> tuple[int, ...]:
    """A headline's name or office before its colon, if that can speak."""
    head = scene.line.doc[scene.segment.start : colon.i]
    if scene.line.line.kind != "title" or len(head) > _HEADLINE:
        return ()
    first = next((t for t in head if t.pos_ in {"NOUN", "PROPN"}), None)
    if first is None or any(t.pos_ in {"VERB", "AUX", "ADP"} for t in head[: first.i - head[0].i]):
        return ()
    found = scene.speakers.phrase(scene.line, first, strict=True)
    kinds = {scene.speakers.referents[index].type for index in found}
    return found if kinds and kinds <= _VOICES else ()
