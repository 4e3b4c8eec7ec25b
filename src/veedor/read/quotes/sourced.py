"""Clauses that a phrase sources, *según X*, and the relays of what others said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from veedor.read.quotes.according import According, carriers
from veedor.read.quotes.cues import Cue
from veedor.read.quotes.fragments import is_fragment
from veedor.read.quotes.indirect import Scene, characters
from veedor.read.quotes.report import Report
from veedor.read.quotes.segments import inside_marks
from veedor.read.syntax import Doc, Token

__all__ = ["Source", "find_sources", "sourced_reports"]


@dataclass(frozen=True, slots=True)
class Source:
    """Whoever sources tokens `[start, end)` of a segment, from which words it is known."""

    start: int
    end: int
    speakers: tuple[int, ...]
    via: tuple[int, ...]
    cue: tuple[int, int]
    kind: str = "says"
    #: only says the same (*como denunció X*): what others say does not come through it
    echo: bool = False
    #: a verb behind a comma, not a phrase
    verbal: bool = False


def find_sources(scene: Scene) -> Iterator[Source]:
    """What each sourcing phrase, or reporting verb behind a comma, speaks for."""
    for phrase in scene.sources:
        scope = _scope(phrase, scene)
        if scope is not None:
            words = characters(scene, phrase.start, phrase.cue_end)
            first = scene.line.doc[phrase.start].lower_
            echo = first in scene.speakers.lexicon.words("according_needs_verb")
            yield Source(*scope, phrase.speakers, phrase.via, words, echo=echo)
    for cue in scene.cues:
        source = _quoted_as(cue, scene) or _trailing(cue, scene)
        if source is not None:
            yield source


def _scope(phrase: According, scene: Scene) -> tuple[int, int] | None:
    start = _behind_connectors(scene)
    before = _skip_back(phrase.start, scene)
    last = _last_word(scene)
    if phrase.end >= last:
        return (start, before) if before > start else None
    following = _skip(phrase.end, scene)
    if before <= start or _opens_clause(before, scene):
        end = scene.bounds.end(following, None)
        return (following, end) if end > following else None
    whole = _is_clause(start, before, scene) and not _is_open(before, scene)
    return (start, before if whole else last)


def _is_open(before: int, scene: Scene) -> bool:
    """Whether a verb right before the phrase still waits for its complement: *está, según X,
    dos puntos arriba*."""
    return scene.line.doc[before - 1].pos_ in {"VERB", "AUX"}


def _last_word(scene: Scene) -> int:
    at, doc = scene.segment.end, scene.line.doc
    ends = {m.end for m in scene.marked if m.closed and m.start > scene.segment.first + 1}
    while at > scene.segment.start and (doc[at - 1].is_punct or doc[at - 1].is_space):
        if doc[at - 1].idx in ends:
            break  # the marks were opened within
        at -= 1
    return at


def _skip(at: int, scene: Scene) -> int:
    doc = scene.line.doc
    while at < scene.segment.end and doc[at].text in {",", ":", "—", "–"}:
        at += 1
    return at


def _skip_back(at: int, scene: Scene) -> int:
    doc = scene.line.doc
    while at > scene.segment.start and doc[at - 1].text in {",", "—", "–", "("}:
        at -= 1
    return at


def _opens_clause(before: int, scene: Scene) -> bool:
    """Whether the phrase follows a conjunction: it then sources only what comes next."""
    word = scene.line.doc[before - 1]
    openers = scene.speakers.lexicon.words("complementizers") | _relatives(scene)
    return word.pos_ in {"CCONJ", "SCONJ"} or word.lower_ in openers


def _behind_connectors(scene: Scene) -> int:
    """The first token of the segment behind *Además,* and its like."""
    doc, start = scene.line.doc, scene.segment.start
    while start < scene.segment.end and (doc[start].is_space or doc[start].text in "—–-•*"):
        start += 1
    for words in scene.speakers.lexicon.connectors:
        end = start + len(words)
        if tuple(t.lower_ for t in doc[start:end]) == words and end < scene.segment.end:
            return end + 1 if doc[end].text == "," else start
    return start


def _trailing(cue: Cue, scene: Scene) -> Source | None:
    """A reporting verb behind the clause it reports, or set into it: …, dijo X."""
    doc, segment = scene.line.doc, scene.segment
    comma, start = _comma_before(cue, scene), _behind_connectors(scene)
    if comma is None or start >= comma or not _may_trail(cue, comma, scene):
        return None
    led = comma + 1 < cue.start  # the subject stands before the verb
    bare = not led and (cue.after >= segment.end or doc[cue.after].is_punct)
    speakers = (
        scene.speakers.topic
        if bare
        else scene.speakers.subject(
            scene.line, cue, segment, scene.marked, first=comma if led else 0
        )
    )
    if not speakers:
        return None
    closing = next((t.i for t in doc[cue.after : segment.end] if t.text == ","), None)
    end = comma
    goes_on = (
        closing is not None
        and _is_clause(closing, segment.end, scene)
        and doc[closing + 1].lower_ not in _relatives(scene)
    )
    if goes_on and (second := _second_clause(start, comma, scene)) is not None:
        start, end = second, _last_word(scene)
    elif closing is not None and not _tells(start, comma, scene):
        if not goes_on:
            return None
        end = _last_word(scene)
    via = carriers(scene.line, cue.end, segment.end, scene.speakers)
    span = characters(scene, cue.start, cue.end)
    kind = cue.frames.get("direct", "says")
    return Source(start, end, speakers, via, span, kind, verbal=True)


def _second_clause(start: int, comma: int, scene: Scene) -> int | None:
    """The subject of a second clause that the verb is set behind: *A cayó y los niños, explica
    X, huyeron*."""
    doc = scene.line.doc
    joint = next((t.i for t in reversed(doc[start:comma]) if t.pos_ == "CCONJ"), None)
    if joint is None or joint <= start or not _is_clause(start, joint, scene):
        return None
    subject = doc[joint + 1 : comma]
    verbs = any(t.pos_ in {"VERB", "AUX", "ADP", "SCONJ"} for t in subject)
    return joint + 1 if subject and not verbs else None


def _quoted_as(cue: Cue, scene: Scene) -> Source | None:
    """*…, lawmakers quoted the agency as saying*: the agency says it, through the lawmakers."""
    doc, lexicon = scene.line.doc, scene.speakers.lexicon
    links = lexicon.words("quoted_as")
    if cue.form != "gerund" or cue.start == 0 or doc[cue.start - 1].lower_ not in links:
        return None
    if not _closes(cue, scene):
        return None
    quoting = next(
        (
            t
            for t in reversed(doc[scene.segment.start : cue.start])
            if t.lemma_ in lexicon.words("quotes")
        ),
        None,
    )
    if quoting is None or cue.start - quoting.i > _QUOTED:
        return None
    comma = _phrase_start(quoting.i, scene) - 1
    start = _behind_connectors(scene)
    said = next(
        (t for t in doc[quoting.i + 1 : cue.start] if scene.speakers.mention_at(scene.line, t)),
        None,
    )
    if comma <= start or doc[comma].text != "," or said is None:
        return None
    relay = next((t for t in doc[comma + 1 : quoting.i] if t.pos_ in {"NOUN", "PROPN"}), None)
    via = scene.speakers.phrase(scene.line, relay, strict=True) if relay is not None else ()
    speakers = scene.speakers.mention_at(scene.line, said)
    return Source(start, comma, speakers, via, characters(scene, cue.start, cue.end))


#: The longest name of whoever is quoted, in tokens.
_QUOTED = 12


def _is_clause(start: int, end: int, scene: Scene) -> bool:
    return any(_is_finite(t) for t in scene.line.doc[start:end])


def _tells(start: int, end: int, scene: Scene) -> bool:
    """Whether a clause stands there that is no relative: *a él, lo que le molesta, …* is none."""
    return any(
        _is_finite(t) and not any(left.lower_ in _relatives(scene) for left in t.lefts)
        for t in scene.line.doc[start:end]
    )


def _is_finite(token: Token) -> bool:
    return token.pos_ in {"VERB", "AUX"} and "Fin" in token.morph.get("VerbForm", [])


def _comma_before(cue: Cue, scene: Scene) -> int | None:
    """The comma right before the verb and its pronouns."""
    doc, at = scene.line.doc, cue.start
    clitics = scene.speakers.lexicon.words("clitics")
    while at > scene.segment.start and doc[at - 1].lower_ in clitics:
        at -= 1
    if scene.speakers.lexicon.cues["subject_before_verb"]:
        at = _subject_start(cue, at, scene)
    comma = at - 1
    return comma if comma > scene.segment.start and doc[comma].text in {",", "—", "–"} else None


def _subject_start(cue: Cue, at: int, scene: Scene) -> int:
    """Where the subject before a closing verb begins: …, *the defence ministry* said."""
    doc, segment = scene.line.doc, scene.segment
    start = _phrase_start(at, scene)
    subject = next((t.i for t in doc[cue.verb].lefts if t.dep_ in _SUBJECTS), start)
    if subject < start:  # the state utility, Unión Eléctrica, reported
        first = _phrase_start(subject + 1, scene)
        start = first if first > segment.start and doc[first - 1].text == "," else start
    heads = [t for t in doc[start:at] if t.pos_ in {"NOUN", "PROPN", "PRON"}]
    clause = doc[_behind_connectors(scene) : start]
    reported = (
        bool(heads)
        and start > segment.start
        and doc[start - 1].text == ","
        and bool(clause)
        and not _circumstance(clause, cue)
        and _closes(cue, scene)
    )
    return start if reported else at


def _phrase_start(at: int, scene: Scene) -> int:
    """The first token of the noun phrase that ends before a token."""
    doc, first = scene.line.doc, scene.segment.start
    while at > first and (
        doc[at - 1].pos_ in _PHRASE
        or doc[at - 1].text == "-"
        or doc[at - 1].dep_ == "amod"
        or doc[at - 1].text in {"(", ")"}
        or _joins(doc, at - 1, first)
    ):
        at -= 1
    return at


def _circumstance(clause: list[Token], cue: Cue) -> bool:
    """Whether what stands before subject and verb only says when or where: *In Seoul, X said*;
    not *By noon the port had closed, X said*."""
    first = clause[0]
    if first.pos_ == "SCONJ" or first.tag_ == "WRB":
        return True
    told = any(t.dep_ == "ccomp" and t.head.i == cue.verb for t in clause)
    return first.pos_ == "ADP" and not told


_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_MARKS = frozenset("”»\"'’")


def _joins(doc: Doc, at: int, first: int) -> bool:
    """Whether a word ties two nouns of one subject: *South Korea and Japan*, *a group of 11*."""
    if at <= first or doc[at].pos_ not in {"CCONJ", "ADP"}:
        return False
    before, behind = doc[at - 1], doc[at + 1]
    tied = doc[at].pos_ == "CCONJ" or doc[at].head.i == before.i
    return tied and before.pos_ in {"NOUN", "PROPN"} and behind.pos_ in _PHRASE


_PHRASE = frozenset({"DET", "ADJ", "NOUN", "PROPN", "PRON", "NUM", "PART"})


def _closes(cue: Cue, scene: Scene) -> bool:
    """Whether only circumstances follow a verb up to the next comma: …, X said on Friday."""
    doc = scene.line.doc
    openers = scene.speakers.lexicon.words("complementizers")
    for token in doc[cue.after : scene.segment.end]:
        if token.text in {",", "—", "–", ";"} or (token.is_punct and token.text == "."):
            return True
        if token.pos_ in {"VERB", "AUX", "SCONJ"} or token.lower_ in openers:
            return False
        if token.dep_ in {"dobj", "obj"} and token.head.i == cue.verb:
            return False
    return True


def _may_trail(cue: Cue, comma: int, scene: Scene) -> bool:
    """Whether the verb is a finite one outside marks, with no subject before it."""
    doc = scene.line.doc
    if not {"direct", "relay"} & set(cue.frames) or cue.form != "finite":
        return False
    if any(m.start - doc[cue.end - 1].idx - len(doc[cue.end - 1]) in (1, 2) for m in scene.marked):
        return False  # an undertaking he called “new”: the marks are what he said
    if inside_marks(scene.marked, doc[cue.start].idx):
        return False
    behind_marks = inside_marks(scene.marked, doc[comma - 1].idx) or doc[comma - 1].text in _MARKS
    if behind_marks and not _told_before(comma, scene):
        return False
    if any(s.start <= cue.start < s.end for s in scene.sources):
        return False
    subjects = [
        t.i for t in doc[cue.verb].lefts if t.dep_ == "nsubj" and t.lower_ not in _relatives(scene)
    ]
    # Of two subjects the parse gives the verb one that belongs to what is reported.
    if subjects and max(subjects) < comma and not behind_marks:
        return False
    return (comma + 1 < cue.start and _closes(cue, scene)) or _inverted(cue, scene)


def _told_before(comma: int, scene: Scene) -> bool:
    """Whether words outside marks before the comma tell something: *Son “un aviso”, dijo X*."""
    if any(other.end < comma for other in scene.cues):
        return True
    doc = scene.line.doc
    opener = next((m.start for m in scene.marked if m.start < doc[comma].idx <= m.end + 2), 0)
    if ":" in doc.text[max(0, opener - 3) : opener]:
        return False  # X le restó importancia: “No es nada”, dijo
    words = doc[_behind_connectors(scene) : comma]
    return any(
        _is_finite(t)
        and not inside_marks(scene.marked, t.idx)
        and not (t.dep_.startswith("aux") and inside_marks(scene.marked, t.head.idx))
        for t in words
    )


def _relatives(scene: Scene) -> frozenset[str]:
    return scene.speakers.lexicon.words("relative")


def _inverted(cue: Cue, scene: Scene) -> bool:
    """Whether the verb has its subject behind it and no clause of its own."""
    doc = scene.line.doc
    if cue.after >= scene.segment.end or doc[cue.after].is_punct:
        return True
    subject = False
    for token in doc[cue.after : scene.segment.end]:
        if (
            token.lower_ in scene.speakers.lexicon.words("complementizers")
            and token.pos_ == "SCONJ"
        ):
            return False
        if token.text == ",":
            break
        governed = any(child.dep_ == "case" for child in token.children)
        if token.pos_ in {"NOUN", "PROPN", "PRON"} and not subject and not governed:
            subject = (
                bool(scene.speakers.mention_at(scene.line, token))
                or token.dep_ == "nsubj"
                or (token.lower_ in scene.speakers.lexicon.sources)
            )
    return subject


def sourced_reports(scene: Scene, sources: list[Source], reports: list[Report]) -> Iterator[Report]:
    """A report of each sourced clause in which nobody else is reported to speak."""
    for source in sources:
        start, end = characters(scene, source.start, source.end)
        if any(
            start <= r.start and r.end <= end + 1 and r.speakers != source.speakers for r in reports
        ):
            continue
        if any(
            r.cue == source.cue and not (source.verbal and is_fragment(r, start, end))
            for r in reports
        ):
            continue
        if not any(
            t.pos_ in {"VERB", "AUX", "NOUN"} for t in scene.line.doc[source.start : source.end]
        ):
            continue
        if all(
            inside_marks(scene.marked, t.idx) or t.is_punct
            for t in scene.line.doc[source.start : source.end]
        ):
            continue
        about = scene.speakers.subject_within(scene.line, source.start, source.end)
        yield Report(
            scene.line, start, end, False, source.speakers, source.cue, source.kind,
            via=source.via, about=about,
        )  # fmt: skip
