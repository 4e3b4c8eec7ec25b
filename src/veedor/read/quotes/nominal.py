"""Speech and thought told by a noun: the suspicions of X about …, the warning of Y that …"""

from __future__ import annotations

from collections.abc import Iterator

from veedor.read.quotes.indirect import Scene, characters
from veedor.read.quotes.report import Report
from veedor.read.quotes.segments import inside_marks
from veedor.read.quotes.standing import SUBJECT
from veedor.read.syntax import Token

__all__ = ["nominal_reports", "owner"]

#: Words between such a noun and what links it to its matter: its adjectives and its owner.
_REACH = 16
#: Up to this many words before it the noun opens the sentence: Pese a las advertencias de …
_OPENING = 4


def nominal_reports(scene: Scene) -> Iterator[Report]:
    """What the segment's nouns of speech and thought tell, where they say whose they are.

    Those with a clause (*de que*) are quotes; the others only source what they speak of.
    """
    lexicon = scene.speakers.lexicon
    for token in scene.line.doc[scene.segment.start : scene.segment.end]:
        kind = lexicon.nouns.get(token.lower_)
        if kind is None or token.pos_ != "NOUN" or inside_marks(scene.marked, token.idx):
            continue
        opening = _opening(token, scene)
        if opening is None:
            continue
        start, clausal = opening
        speakers = owner(token, start, scene)
        end = _end(token, start, scene)
        if not speakers or end <= start:
            continue
        first, last = characters(scene, start, end)
        cue = (int(token.idx), int(token.idx) + len(token.text))
        yield Report(scene.line, first, last, False, speakers, cue, kind, hidden=not clausal)


def _opening(noun: Token, scene: Scene) -> tuple[int, bool] | None:
    """The token where the matter begins, and whether it is a clause."""
    doc, lexicon = scene.line.doc, scene.speakers.lexicon
    about = lexicon.words("noun_about")
    last = min(noun.i + _REACH, scene.segment.end - 1)
    for token in doc[noun.i + 1 : last]:
        if token.pos_ in {"VERB", "AUX"} or token.text in {",", ";", ":"}:
            return None
        if token.lower_ in lexicon.words("complementizers") and token.pos_ != "PRON":
            return token.i + 1, True
        if token.lower_ in about:
            return token.i + 1, False
        infinitive = "Inf" in doc[token.i + 1].morph.get("VerbForm", [])
        if token.pos_ in {"ADP", "PART"} and infinitive:
            return token.i + 1, False
    return None


def owner(noun: Token, end: int, scene: Scene) -> tuple[int, ...]:
    """Whose suspicion it is: a name or source behind *de*, or a possessive's last speaker."""
    doc, lexicon = scene.line.doc, scene.speakers.lexicon
    links = lexicon.words("origin_of_message")
    for token in doc[noun.i + 1 : end]:
        if token.lower_ in links:
            head = next((t for t in doc[token.i + 1 : end] if t.pos_ in {"NOUN", "PROPN"}), None)
            if head is not None:
                return scene.speakers.phrase(scene.line, head, strict=True)
    possessive = any("Yes" in child.morph.get("Poss", []) for child in noun.children)
    if possessive:
        return scene.speakers.topic
    return _utterer(noun, scene)


def _utterer(noun: Token, scene: Scene) -> tuple[int, ...]:
    """Who utters it: *X lanzó la advertencia de que …*."""
    verb = noun.head
    if verb.lemma_ not in scene.speakers.lexicon.words("utters") or verb.i > noun.i:
        return ()
    for token in verb.lefts:
        if token.dep_ in SUBJECT:
            return scene.speakers.phrase(scene.line, token, strict=True)
    return ()


def _end(noun: Token, start: int, scene: Scene) -> int:
    """Up to the main verb, or the comma before it, if that is still to come."""
    end = scene.bounds.end(start, None)
    doc = scene.line.doc
    root = next((t for t in doc[start:end] if t.dep_ == "ROOT" and t.pos_ in {"VERB", "AUX"}), None)
    opens = any(t.dep_ == "case" for t in doc[scene.segment.start : noun.i])
    if root is None and not (opens and noun.i - scene.segment.start <= _OPENING):
        return end
    comma = next((t.i for t in doc[start : root.i if root else end] if t.text == ","), None)
    return int(comma) if comma is not None else min(end, root.i if root else end)
