"""Where a reported clause ends: before its source, its reporter's comment, the next report."""

from __future__ import annotations

from veedor.read.quotes.according import According
from veedor.read.quotes.cues import Cue
from veedor.read.quotes.lexicon import Lexicon
from veedor.read.quotes.marks import Marked
from veedor.read.quotes.segments import Segment, inside_marks
from veedor.read.quotes.tenses import tense_of
from veedor.read.syntax import Token

__all__ = ["Bounds"]

_OPENING = frozenset({",", ";", ":", ".", "—", "–", "-", "…", "("})
_TRAILING = _OPENING | frozenset({"!", "?"})


class Bounds:
    """Finds the ends of reported clauses in one segment."""

    def __init__(
        self,
        segment: Segment,
        marked: list[Marked],
        cues: list[Cue],
        sources: list[According],
        lexicon: Lexicon,
        headline: bool = False,
    ) -> None:
        self._headline = headline
        self._segment = segment
        self._doc = segment.doc
        self._marked = marked
        self._cues = {cue.start: cue for cue in cues}
        self._sources = {source.start: source for source in sources}
        self._lexicon = lexicon

    def end(self, start: int, governor: int | None) -> int:
        """The token behind the clause that starts at token `start`.

        `governor` is the reporting verb: what is coordinated with it is not in its clause.
        """
        at, told = start, False
        while at < self._segment.end:
            token = self._doc[at]
            outside = inside_marks(self._marked, token.idx) is None
            if at > start and outside and self._stops(token, governor, told):
                break
            told = told or "Fin" in token.morph.get("VerbForm", [])
            at += 1
        return self._trim(start, at)

    def start(self, start: int) -> int:
        """The first word of the clause that opens at token `start`."""
        while start < self._segment.end and self._doc[start].text in _OPENING:
            start += 1
        return start

    def _trim(self, start: int, end: int) -> int:
        while end > start and (self._doc[end - 1].text in _TRAILING or self._doc[end - 1].is_space):
            end -= 1
        return end

    def _stops(self, token: Token, governor: int | None, told: bool) -> bool:
        following = token.i + 1
        if self._headline and token.lower_ in self._lexicon.words("headline_breaks"):
            return told or token.pos_ == "ADP"
        if token.text == ":" and following < self._segment.end:
            # *defiende que es posible: “Se hizo antes”*
            return any(abs(m.start - self._doc[following].idx) <= 1 for m in self._marked)
        if token.text in {",", "—", "–", "("} and following < self._segment.end:
            if told and self._resumes(following, governor):
                return True
            return self._source_closes(following) or self._comments(token, following)
        if token.i in self._sources and self._sources[token.i].end >= self._closing():
            return True
        if token.pos_ == "CCONJ" or token.lower_ in self._lexicon.words("contrasts"):
            return self._next_report(token, governor)
        return False

    def _resumes(self, at: int, governor: int | None) -> bool:
        """Whether the sentence that holds the reporting verb goes on behind a comma."""
        token = self._doc[at]
        if governor is None or token.pos_ not in {"VERB", "AUX"}:
            return False
        main = token.head if token.pos_ == "AUX" and token.head.i > at else token
        return main.is_ancestor(self._doc[governor])

    def _closing(self) -> int:
        return self._trim(self._segment.start, self._segment.end)

    def _source_closes(self, at: int) -> bool:
        """A source or a reporting verb behind a comma, with nothing but itself behind."""
        source = self._sources.get(at)
        if source is not None:
            return source.end >= self._closing()
        cue = self._cues.get(at) or self._cues.get(at + 1)
        if cue is None or cue.form != "finite" or "direct" not in cue.frames:
            return False
        between = self._doc[at : cue.start]
        return all(t.lower_ in self._lexicon.words("clitics") for t in between)

    def _comments(self, token: Token, at: int) -> bool:
        if token.text == "(":
            return False
        return bool(self._lexicon.comments.match(self._doc.text, self._doc[at].idx))

    def _next_report(self, token: Token, governor: int | None) -> bool:
        for later in self._doc[token.i + 1 : self._segment.end]:
            if inside_marks(self._marked, later.idx):
                return False
            cue = self._cues.get(later.i)
            if cue is not None and cue.form == "finite" and self._has_complement(cue):
                return True
            if later.pos_ in {"VERB", "AUX"} and "Fin" in later.morph.get("VerbForm", []):
                return governor is not None and _coordinated(later, self._doc[governor])
            if later.text in {",", ";", ":"} and later.i > token.i + 1:
                return False
        return False

    def _has_complement(self, cue: Cue) -> bool:
        """Whether a clause, an infinitive or marks follow a verb within its group."""
        openers = self._lexicon.words("complementizers")
        for later in self._doc[cue.after : min(cue.after + 10, self._segment.end)]:
            if later.lower_ in openers or inside_marks(self._marked, later.idx):
                return True
            if "Inf" in later.morph.get("VerbForm", []):
                return bool({"inf", "to", "urge", "of"} & set(cue.frames))
            if later.pos_ == "VERB" or later.text in {";"}:
                break
        return bool({"as", "noun", "name"} & set(cue.frames))


def _coordinated(verb: Token, governor: Token) -> bool:
    """Whether the verb goes with the reporting verb rather than with what it reports."""
    main = verb.head if verb.pos_ == "AUX" and verb.dep_ in {"aux", "cop", "aux:pass"} else verb
    if main.dep_ in {"conj", "advcl"} and main.head == governor:
        # *added that A is posted, while B clear mines*: B is told too, in the tense of A
        now, then = tense_of(verb), tense_of(governor)
        return main.dep_ == "conj" or not now or not then or now == then
    return main.dep_ == "conj" and _same_subject_told(main, governor)


def _same_subject_told(verb: Token, governor: Token) -> bool:
    """*X dijo que apoya el diálogo y abandonó la sala*: X left, in the tense of *dijo*.

    Only where the verb has no subject of its own, and what is reported another tense.
    """
    reported = verb.head
    tenses = [token.morph.get("Tense", []) for token in (verb, governor, reported)]
    if any(child.dep_ == "nsubj" for child in verb.children):
        return False
    later = tenses[2] in (["Pres"], ["Fut"]) or "Cnd" in reported.morph.get("Mood", [])
    return tenses[0] == tenses[1] == ["Past"] and later
