"""Opinions told in a relative clause: *lo que muchos observadores consideran una vía …*"""

from __future__ import annotations

from collections.abc import Iterator

from veedor.read.quotes.cues import Cue
from veedor.read.quotes.indirect import Scene, characters
from veedor.read.quotes.report import Report

__all__ = ["opinion_reports"]


def opinion_reports(scene: Scene) -> Iterator[Report]:
    """What somebody is said to take something for, behind a relative and its subject."""
    for cue in scene.cues:
        if cue.lemma not in scene.speakers.lexicon.opinion_verbs or cue.form != "finite":
            continue
        speakers = _subject(cue, scene)
        end = scene.bounds.end(cue.after, None)
        if not speakers or end <= cue.after or not _is_phrase(cue, scene):
            continue
        start, last = characters(scene, cue.after, end)
        yield Report(
            scene.line,
            start,
            last,
            False,
            speakers,
            characters(scene, cue.start, cue.end),
            "opines",
        )


def _subject(cue: Cue, scene: Scene) -> tuple[int, ...]:
    """The words between the relative and the verb, if they name somebody."""
    doc, lexicon = scene.line.doc, scene.speakers.lexicon
    at = cue.start
    while at > scene.segment.start and cue.start - at < 8:
        at -= 1
        if doc[at].lower_ in lexicon.words("relative"):
            head = next((t for t in doc[at + 1 : cue.start] if t.pos_ in {"NOUN", "PROPN"}), None)
            return scene.speakers.phrase(scene.line, head, strict=True) if head is not None else ()
        if doc[at].is_punct or doc[at].pos_ == "VERB":
            break
    return ()


def _is_phrase(cue: Cue, scene: Scene) -> bool:
    token = scene.line.doc[cue.after]
    if token.lower_ in scene.speakers.lexicon.words("complementizers"):
        return False
    return token.pos_ in {"DET", "NOUN", "ADJ", "ADP", "SCONJ"}
