"""Phrases that source what stands beside them: *según X*, *a juicio de X*."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from veedor.read.parse import ParsedLine
from veedor.read.quotes.cues import Cue
from veedor.read.quotes.lexicon import Lexicon
from veedor.read.quotes.marks import Marked
from veedor.read.quotes.segments import Segment, inside_marks
from veedor.read.quotes.speakers import Speakers
from veedor.read.syntax import Doc, Token

__all__ = ["According", "find_according"]


_VERBAL = frozenset({"VERB", "AUX"})
#: Words of the longest phrase of `shows` in any language.
_LONGEST_SHOWING = 5


@dataclass(frozen=True, slots=True)
class According:
    """A sourcing phrase: tokens `[start, end)` of the doc, and whom it names."""

    start: int
    end: int
    cue_end: int
    speakers: tuple[int, ...]
    via: tuple[int, ...] = ()


def find_according(
    line: ParsedLine, segment: Segment, marked: list[Marked], cues: list[Cue], speakers: Speakers
) -> Iterator[According]:
    """The sourcing phrases of a segment, in order."""
    at, lexicon = segment.start, speakers.lexicon
    while at < segment.end:
        word = line.doc[at].lower_
        if at > segment.start and word not in lexicon.according and word not in lexicon.views:
            at += 1
            continue
        length = _phrase_at(line.doc, at, segment, lexicon, lexicon.according)
        own = _phrase_at(line.doc, at, segment, lexicon, lexicon.views)
        found = None
        if own and not inside_marks(marked, line.doc[at].idx):
            found = _own_view(line, segment, speakers, at, at + own)
        elif length and not inside_marks(marked, line.doc[at].idx):
            found = _resolve(line, segment, marked, cues, speakers, at, at + length)
        elif _opens_with_view(line.doc, at, segment, lexicon):
            found = _view(line, segment, speakers, at)
        if found is None:
            at += 1
        else:
            yield found
            at = max(found.end, at + 1)


def _opens_with_view(doc: Doc, at: int, segment: Segment, lexicon: Lexicon) -> bool:
    """*Para X, …* at the head of a sentence: X's view."""
    if at != segment.start or doc[at].lower_ not in lexicon.words("according_initial"):
        return False
    comma = next((t.i for t in doc[at : min(at + 12, segment.end)] if t.text == ","), None)
    return comma is not None and not any(t.pos_ in {"VERB", "AUX"} for t in doc[at:comma])


def _own_view(
    line: ParsedLine, segment: Segment, speakers: Speakers, at: int, end: int
) -> According | None:
    """*a su juicio*: of the subject before it in the sentence, else of who spoke last."""
    found = speakers.subject_within(line, segment.start, at) or speakers.topic
    return According(at, end, end, found) if found else None


def _phrase_at(
    doc: Doc,
    at: int,
    segment: Segment,
    lexicon: Lexicon,
    phrases: Mapping[str, tuple[tuple[str, ...], ...]],
) -> int:
    for words in phrases.get(doc[at].lower_, ()):
        piece = [token.lower_ for token in doc[at : min(at + len(words), segment.end)]]
        if words in (tuple(piece), tuple(_uncontracted(piece, lexicon))):
            return len(words)
    return 0


def _uncontracted(words: list[str], lexicon: Lexicon) -> list[str]:
    """The words with the article taken out of the last: a juicio del, a juicio de."""
    if not words:
        return words
    plain = lexicon.cues["contractions"].get(words[-1], words[-1])
    return [*words[:-1], plain]


def _view(line: ParsedLine, segment: Segment, speakers: Speakers, at: int) -> According | None:
    """A view is somebody's: only a person or body that the text names can hold one."""
    head = _source_head(line.doc, at + 1, segment)
    found = speakers.mention_at(line, head) if head is not None else ()
    kinds = {speakers.referents[index].type for index in found}
    if head is None or not found or not kinds <= {"person", "organization", "government"}:
        return None
    return According(at, _end(line, segment, speakers, head.i, found), at + 1, found)


def _resolve(
    line: ParsedLine,
    segment: Segment,
    marked: list[Marked],
    cues: list[Cue],
    speakers: Speakers,
    start: int,
    at: int,
) -> According | None:
    doc, lexicon = line.doc, speakers.lexicon
    shown = _behind_showing(doc, at, segment, lexicon)
    verb = _verb_behind(doc, at, segment, cues, lexicon) if shown == at else None
    if verb is None and line.doc[start].lower_ in lexicon.words("according_needs_verb"):
        return None
    if verb is not None and verb.form == "gerund":
        return None  # lawmakers quoted the agency as saying
    if verb is not None:
        found = speakers.subject(line, verb, _up_to_comma(doc, start, verb.end, segment), marked)
        cue_end = verb.end
        end = _end(line, segment, speakers, verb.end, found or ())
    else:
        fillers = lexicon.words("according_filler")
        while shown < segment.end and doc[shown].lower_ in fillers and doc[shown].pos_ in _VERBAL:
            shown += 1  # según pudo establecer X
        head = _source_head(doc, shown, segment)
        found = speakers.phrase(line, head, strict=True) if head is not None else None
        if head is None or not found:
            return None
        cue_end = shown if head.lower_ not in lexicon.words("pronouns") else head.i + 1
        end = _end(line, segment, speakers, head.i, found)
    if not found:
        return None
    via = carriers(line, at, end, speakers)
    if via and _is_mute(found, speakers):
        found, via = via, ()
    return According(start, end, cue_end, found, via)


def _up_to_comma(doc: Doc, start: int, at: int, segment: Segment) -> Segment:
    """The phrase alone: the clause that it sources has subjects of its own."""
    stops = (t.i for t in doc[at : segment.end] if t.text in {",", ":"})
    comma = next(stops, segment.end)
    closing = next((i for i in stops), segment.end)
    # An apposition of the subject is set in commas: según dijo el jefe, X, …
    return Segment(doc, start, closing if closing < segment.end else comma)


def _is_mute(source: tuple[int, ...], speakers: Speakers) -> bool:
    """Whether it is a picture or a paper of nobody's: who put it out is the source."""
    kinds = (speakers.referents[index] for index in source)
    return all(referent.unnamed and referent.type == "other" for referent in kinds)


def _behind_showing(doc: Doc, at: int, segment: Segment, lexicon: Lexicon) -> int:
    """The token behind *se ve en* in *según se ve en las imágenes de X*."""
    for length in range(_LONGEST_SHOWING, 0, -1):
        words = doc[at : min(at + length, segment.end)]
        if " ".join(token.lower_ for token in words) in lexicon.words("shows"):
            return at + length
    return at


def _verb_behind(
    doc: Doc, at: int, segment: Segment, cues: list[Cue], lexicon: Lexicon
) -> Cue | None:
    """The reporting verb of *según informó X*, if there is one."""
    for cue in cues:
        if at <= cue.start < min(at + 6, segment.end):
            between = doc[at : cue.start]
            fillers = lexicon.words("according_filler")
            if all(token.lower_ in fillers or token.pos_ == "ADV" for token in between):
                return cue
    return None


def _source_head(doc: Doc, at: int, segment: Segment) -> Token | None:
    for token in doc[at : min(at + 10, segment.end)]:
        if token.is_punct and token.text not in "\"“”'«»":
            return None
        if token.pos_ in {"NOUN", "PROPN", "PRON"}:
            head: Token = token
            while head.dep_ in {"amod", "compound", "flat", "nummod"} and head.head.i > head.i:
                head = head.head
            return head
        if token.pos_ in {"VERB", "SCONJ"}:
            return None
    return None


def _end(
    line: ParsedLine, segment: Segment, speakers: Speakers, at: int, source: tuple[int, ...]
) -> int:
    """The token behind the phrase: its comma, with appositions and relatives passed over."""
    doc, brackets = line.doc, 0
    for token in doc[at : segment.end]:
        brackets += token.text == "("
        if token.text == ")" and brackets:
            brackets -= 1
        elif token.text == ":" or (
            token.text in {",", "—", "–", ")", "“", '"', "«"}
            and not brackets
            and not _goes_on(line, token, segment, speakers, source)
        ):
            return int(token.i)
    return segment.end


def _goes_on(
    line: ParsedLine, comma: Token, segment: Segment, speakers: Speakers, source: tuple[int, ...]
) -> bool:
    if comma.text != "," or comma.i + 1 >= segment.end:
        return False
    doc, lexicon = line.doc, speakers.lexicon
    following = doc[comma.i + 1]
    if following.lower_ in lexicon.words("relative") | lexicon.words("carried"):
        return True
    if "Part" in following.morph.get("VerbForm", []) and following.pos_ in {"VERB", "ADJ"}:
        return True  # …, integrado por once países
    closing = next((t for t in doc[comma.i + 1 : segment.end] if t.text == ","), None)
    head = _source_head(doc, comma.i + 1, segment)
    if head is None or (closing is not None and head.i > closing.i):
        return False
    verbs = any(
        t.pos_ in {"VERB", "AUX"} for t in doc[comma.i : closing.i if closing else segment.end]
    )
    return not verbs and bool(set(speakers.called(line, head)) & set(source))


def carriers(line: ParsedLine, start: int, end: int, speakers: Speakers) -> tuple[int, ...]:
    """Who carried the words, in *citado por X*, *un comunicado distribuido por X*."""
    doc, lexicon = line.doc, speakers.lexicon
    for token in doc[start : min(end, len(doc) - 1)]:
        if token.lower_ not in lexicon.words("carried"):
            continue
        if doc[token.i + 1].lower_ not in lexicon.words("carried_by"):
            continue
        head = _source_head(doc, token.i + 2, Segment(doc, start, end))
        found = speakers.phrase(line, head, strict=True) if head is not None else ()
        if found:
            return found
    return ()
