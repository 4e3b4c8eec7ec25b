"""Direct speech: which stretches in marks are quotations, and whose."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from veedor.read.quotes.cues import Cue
from veedor.read.quotes.indirect import Scene, characters
from veedor.read.quotes.marks import Marked, words_within
from veedor.read.quotes.nominal import owner
from veedor.read.quotes.report import Report, words_of
from veedor.read.quotes.segments import inside_marks
from veedor.read.syntax import Token

__all__ = ["direct_reports"]

_BETWEEN = frozenset({",", ".", "-", "—", "–", "―", '"', "”", "»", "’", "'", ")", "…", "...", ".-"})
#: From this many words on marks before a verb hold its speaker's words, not its subject.
_ALONE = 5
#: Behind a colon, or alone, a capital, a verb and this many words make a sentence: fewer are a
#: title, a motto or a name.
_SENTENCE = 3
#: The longest phrase that points back to what was said, in tokens.
_POINTING = 4
#: The longest circumstance between verb and marks, in tokens, its commas included.
_CIRCUMSTANCE = 10


def direct_reports(scene: Scene, taken: list[Report]) -> Iterator[Report]:
    """The quotations in marks that begin in the segment, but for those in `taken` reports."""
    doc, segment = scene.line.doc, scene.segment
    last = doc[segment.end - 1]
    for stretch in scene.marked:
        if not segment.first <= stretch.start <= last.idx + len(last.text):
            continue
        if stretch.end - stretch.start < 2 or any(
            report.start <= stretch.start and stretch.end <= report.end + 1 for report in taken
        ):
            continue
        found = _quotation(stretch, scene)
        if found is not None:
            if found.speakers:
                scene.speakers.topic = found.speakers
            yield found


def _quotation(stretch: Marked, scene: Scene) -> Report | None:
    for attempt in _ATTEMPTS:
        found = attempt(stretch, scene)
        if found is not None:
            return found
    return None


def _report(
    stretch: Marked,
    scene: Scene,
    speakers: tuple[int, ...],
    cue: tuple[int, int] | None,
    kind: str = "says",
    partial: bool = False,
) -> Report:
    start, end = words_within(stretch, scene.line.doc.text)
    return Report(scene.line, start, end, True, speakers, cue, kind, partial=partial)


def _is_partial(stretch: Marked, scene: Scene) -> bool:
    text = scene.line.doc.text[stretch.start : stretch.end].lstrip("¿¡(…. ")
    return not text[:1].isupper()


# ------------------------------------------------------------ "…", dijo X


def _behind(stretch: Marked, scene: Scene) -> int:
    """The first token behind the closing mark and its punctuation."""
    doc = scene.line.doc
    at = next((t.i for t in doc if t.idx >= stretch.end), len(doc))
    while at < scene.segment.end and (doc[at].text in _BETWEEN or doc[at].is_space):
        at += 1
    return int(at)


def _cue_behind(stretch: Marked, scene: Scene) -> Report | None:
    if not (stretch.closed or stretch.dash):
        return None
    at = _behind(stretch, scene)
    cue = _cue_from(stretch, at, scene)
    if cue is None or not _sets_off(stretch, at, scene):
        return None
    words = words_of(scene.line.doc.text[stretch.start : stretch.end])
    # No thing utters a sentence: who does is a person, known or not.
    strict = False if words >= _ALONE else None
    speakers = scene.speakers.subject(scene.line, cue, scene.segment, scene.marked, strict=strict)
    span = characters(scene, cue.start, cue.end)
    partial = _is_partial(stretch, scene)
    return _report(stretch, scene, speakers or (), span, cue.frames["direct"], partial)


def _sets_off(stretch: Marked, at: int, scene: Scene) -> bool:
    """Whether the marks are parted from the verb behind them: a comma, a dash, or a stop inside.

    Without it the words in marks are the verb's subject (el "acuerdo" establece).
    """
    doc = scene.line.doc
    between = doc.text[stretch.end : doc[at].idx] if at < len(doc) else ""
    inside = doc.text[stretch.start : stretch.end].rstrip()
    return (
        stretch.dash
        or any(c in between for c in ",—–-―.")
        or inside[-1:] in ",.!?…"
        or (words_of(inside) >= _ALONE)
    )


def _cue_from(stretch: Marked, at: int, scene: Scene) -> Cue | None:
    """A direct cue at token `at`, behind pronouns and adverbs or, in brief, its subject."""
    lexicon, doc = scene.speakers.lexicon, scene.line.doc
    for cue in scene.cues:
        if cue.start < at or "direct" not in cue.frames or cue.form not in {"finite", "gerund"}:
            continue
        between = doc[at : cue.start]
        if len(between) > 14:
            return None
        short = all(
            t.lower_ in lexicon.words("clitics") or t.pos_ in {"ADV", "PRON", "AUX"}
            for t in between
        )
        words = words_of(doc.text[stretch.start : stretch.end])
        usual = bool(lexicon.cues["subject_before_verb"]) or words >= _ALONE - 1
        if short or (usual and _is_subject(between, scene)):
            return cue
        return None
    return None


def _is_subject(between: Iterable[Token], scene: Scene) -> bool:
    """Whether the words between marks and verb are only a noun phrase, with its apposition."""
    if any(t.pos_ in {"VERB", "SCONJ", "CCONJ"} or t.text in ".;:" for t in between):
        return False
    first = next((t for t in between if t.pos_ in {"NOUN", "PROPN", "PRON"}), None)
    return first is not None and bool(scene.speakers.phrase(scene.line, first, strict=True))


def _source_behind(stretch: Marked, scene: Scene) -> Report | None:
    at = _behind(stretch, scene)
    source = next((s for s in scene.sources if s.start == at), None)
    if source is None or words_of(scene.line.doc.text[stretch.start : stretch.end]) < 2:
        return None
    cue = characters(scene, source.start, source.cue_end)
    return _report(stretch, scene, source.speakers, cue, partial=_is_partial(stretch, scene))


# ------------------------------------------------------------ X dijo: "…"


def _before(stretch: Marked, scene: Scene) -> int:
    """The token of the opening mark."""
    doc = scene.line.doc
    return next((int(t.i) for t in doc if t.idx + len(t.text) > stretch.start - 1), 0)


def _cue_before(stretch: Marked, scene: Scene) -> Report | None:
    opener = _before(stretch, scene)
    doc = scene.line.doc
    colon = any(t.text == ":" for t in doc[max(scene.segment.start, opener - 2) : opener])
    cue = next((c for c in reversed(scene.cues) if c.end <= opener and "direct" in c.frames), None)
    if cue is None or inside_marks(scene.marked, doc[cue.start].idx):
        return None
    near = opener - cue.end <= 4 and not any(
        t.pos_ in {"ADP", "VERB", "CCONJ", "DET", "SCONJ"}
        for t in doc[cue.end : opener]
        if not _of_day(t, scene)
    )
    if not (colon or near or _set_off_between(cue.end, opener, scene)):
        return None
    speakers = scene.speakers.subject(scene.line, cue, scene.segment, scene.marked) or ()
    span = characters(scene, cue.start, cue.end)
    return _report(
        stretch, scene, speakers, span, cue.frames["direct"], _is_partial(stretch, scene)
    )


def _set_off_between(start: int, opener: int, scene: Scene) -> bool:
    """Whether only a circumstance parts verb and marks: *ha pedido, en su discurso, “…”*,
    *promete en Bruselas “…”*."""
    between = scene.line.doc[start:opener]
    if not 2 <= len(between) <= _CIRCUMSTANCE:
        return False
    if any(t.pos_ in {"VERB", "AUX", "SCONJ", "CCONJ"} for t in between):
        return False
    if between[0].text == between[-1].text == ",":
        return True
    within = scene.speakers.lexicon.words("within")
    return between[0].lower_ in within and all(t.pos_ == "PROPN" for t in between[1:])


def _of_day(token: Token, scene: Scene) -> bool:
    """Whether a word tells the day: pidió *el sábado* “ir a votar”."""
    days = scene.speakers.lexicon.words("days")
    behind = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else token
    return token.lower_ in days or (token.pos_ == "DET" and behind.lower_ in days)


# ------------------------------------------------------------ calificó a X de "…"


def _described(stretch: Marked, scene: Scene) -> Report | None:
    """Marks that are the complement of a verb of describing, naming or mentioning."""
    opener, doc = _before(stretch, scene), scene.line.doc
    for cue in reversed(scene.cues):
        if cue.end > opener or opener - cue.end > 24 or (cue.passive and cue.start == cue.verb):
            continue
        if any(t.text in ";:" for t in doc[cue.end : opener]):
            return None
        if not _governs(cue, opener, scene):
            continue
        speakers = (
            None if cue.passive else scene.speakers.subject(
                scene.line, cue, scene.segment, scene.marked
            )
        )  # fmt: skip
        kind = next(iter(cue.frames[f] for f in ("as", "name", "topic", "noun") if f in cue.frames))
        span = characters(scene, cue.start, cue.end)
        return _report(stretch, scene, speakers or (), span, kind, partial=True)
    return None


def _governs(cue: Cue, opener: int, scene: Scene) -> bool:
    doc, lexicon = scene.line.doc, scene.speakers.lexicon
    between = list(doc[cue.after : opener])
    if any(t.pos_ == "VERB" and "Fin" in t.morph.get("VerbForm", []) for t in between):
        return False
    if "as" in cue.frames:
        links = lexicon.words("marked_description_links")
        return not between or any(t.lower_ in links for t in between[-3:])
    if "name" in cue.frames or "topic" in cue.frames:
        return not any(t.lower_ in lexicon.words("complementizers") for t in between)
    return "noun" in cue.frames and len(between) <= 2


# ------------------------------------------------------------ Putin: "…"


def _headed(stretch: Marked, scene: Scene) -> Report | None:
    """A headline's short form: a name, a colon, the quotation."""
    opener, doc = _before(stretch, scene), scene.line.doc
    if opener - scene.segment.start < 2 or doc[opener - 1].text != ":":
        return None
    head = doc[scene.segment.start : opener - 1]
    first = next((t for t in head if t.pos_ in {"NOUN", "PROPN"}), None)
    if first is None or len(head) > 12:
        return None
    speakers = scene.speakers.phrase(scene.line, first, strict=True)
    return _report(stretch, scene, speakers, None) if speakers else None


def _heads(stretch: Marked, scene: Scene) -> Report | None:
    """A headline the other way round: “No iremos”: el exjefe de la Armada, ante el juez."""
    doc, segment = scene.line.doc, scene.segment
    at = next((t.i for t in doc if t.idx > stretch.end), len(doc))
    if not stretch.closed or at + 1 >= segment.end or doc[at].text != ":":
        return None
    if stretch.start - segment.first > 1 or words_of(doc.text[stretch.start : stretch.end]) < 2:
        return None
    known = scene.speakers.lexicon.sources
    behind = doc[at + 1 : at + 6]
    first = next((t for t in behind if t.pos_ in {"NOUN", "PROPN"} or t.lower_ in known), None)
    if first is None or any(t.pos_ in {"ADP", "VERB"} for t in doc[at + 1 : first.i]):
        return None
    speakers = scene.speakers.phrase(scene.line, first, strict=True)
    return _report(stretch, scene, speakers, None) if speakers else None


def _source_before(stretch: Marked, scene: Scene) -> Report | None:
    """*Según X, “…”*, *Como dijo X, “…”*: the source right before the marks."""
    opener, doc = _before(stretch, scene), scene.line.doc
    source = next((s for s in reversed(scene.sources) if s.end <= opener), None)
    if source is None or words_of(doc.text[stretch.start : stretch.end]) < _SENTENCE:
        return None
    if any(t.text != "," for t in doc[source.end : opener]):
        return None
    cue = characters(scene, source.start, source.cue_end)
    return _report(stretch, scene, source.speakers, cue, partial=_is_partial(stretch, scene))


def _introduced(stretch: Marked, scene: Scene) -> Report | None:
    """A whole sentence in marks behind a colon: X evitó pronunciarse: “No hay pruebas”."""
    opener, doc = _before(stretch, scene), scene.line.doc
    if doc[opener - 1].text != ":" or opener <= scene.segment.start:
        return None
    if _is_partial(stretch, scene) or words_of(doc.text[stretch.start : stretch.end]) < _SENTENCE:
        return None
    finite = any(t.pos_ in {"VERB", "AUX"} for t in doc[scene.segment.start : opener])
    start = scene.segment.start
    speakers = scene.speakers.subject_within(
        scene.line, start, opener
    ) or scene.speakers.first_named(scene.line, scene.segment, opener, scene.marked)
    speakers = speakers or _of_words(scene, opener)
    return _report(stretch, scene, speakers, None) if finite and speakers else None


def _of_words(scene: Scene, end: int) -> tuple[int, ...]:
    """Whose words they are that the sentence before the colon speaks of: *La respuesta de X
    fue breve: “…”*."""
    lexicon = scene.speakers.lexicon
    for token in scene.line.doc[scene.segment.start : end]:
        if token.pos_ == "NOUN" and (
            token.lower_ in lexicon.nouns or token.lower_ in lexicon.words("words")
        ):
            return owner(token, end, scene)
    return ()


def _resumed(stretch: Marked, scene: Scene) -> Report | None:
    """What is said on behind an aside: “No iremos —dijo X—, nunca”."""
    if not stretch.resumed:
        return None
    return _report(stretch, scene, scene.speakers.topic, None, partial=_is_partial(stretch, scene))


def _alone(stretch: Marked, scene: Scene) -> Report | None:
    """A sentence of its own in marks: what the last speaker went on to say."""
    doc, segment = scene.line.doc, scene.segment
    text = doc.text[stretch.start : stretch.end]
    outside = doc.text[segment.first : stretch.start] + doc.text[stretch.end : segment.last]
    if words_of(outside) or words_of(text) < _SENTENCE or _is_partial(stretch, scene):
        return None
    if not any(_is_finite(t) and stretch.start <= t.idx < stretch.end for t in doc):
        return None
    return _report(stretch, scene, _pointed_to(scene) or scene.speakers.topic, None)


def _is_finite(token: Token) -> bool:
    # The English tagger has no mood: any verb that is no participle will do there.
    forms = token.morph.get("VerbForm", [])
    return token.pos_ in {"VERB", "AUX"} and ("Fin" in forms or not forms)


def _pointed_to(scene: Scene) -> tuple[int, ...]:
    """Whom the next sentence gives as the speaker of this one: *Así lo contó X*."""
    doc, at = scene.line.doc, scene.segment.end
    words = [token.lower_ for token in doc[at : at + _POINTING]]
    phrases = scene.speakers.lexicon.pointing_back
    if not any(tuple(words[: len(phrase)]) == phrase for phrase in phrases):
        return ()
    stop = next((t.i for t in doc[at:] if t.text in {".", ";", ":"}), len(doc))
    return scene.speakers.subject_within(scene.line, at, stop) or ()


_Attempt = Callable[[Marked, Scene], Report | None]
_ATTEMPTS: tuple[_Attempt, ...] = (
    _resumed, _cue_behind, _source_behind, _cue_before, _source_before, _described, _headed, _heads,
    _introduced, _alone,
)  # fmt: skip
