"""Who speaks: the subject of a reporting verb, else the one it shares, else who spoke last."""

from __future__ import annotations

from collections.abc import Iterator

from veedor.read.parse import ParsedLine
from veedor.read.quotes.cues import Cue
from veedor.read.quotes.marks import Marked
from veedor.read.quotes.segments import Segment, inside_marks
from veedor.read.quotes.standing import NOMINAL, SUBJECT, Standing
from veedor.read.quotes.tenses import tense_of
from veedor.read.syntax import Token

__all__ = ["Speakers"]

_CLAUSAL = frozenset({"conj", "xcomp", "advcl", "ccomp", "parataxis", "acl", "dep", "ROOT"})
#: Types that are where a sentence plays, not who speaks in it.
_MUTE = frozenset({"place", "facility", "vessel"})
_ANIMATE = frozenset({"person", "organization"})


class Speakers(Standing):
    """Resolves the speakers of reporting verbs within one article."""

    def subject(
        self,
        line: ParsedLine,
        cue: Cue,
        segment: Segment,
        marked: list[Marked],
        complement: int | None = None,
        first: int = 0,
        strict: bool | None = None,
    ) -> tuple[int, ...] | None:
        """The speakers of a cue: its subject, else the subject it shares, else the topic.

        None when the subject is a thing that says nothing (the decision suggests that …).
        `complement` is the token where what is said begins: its words are no subject; nor
        are those before token `first`. `strict` asks for somebody known to
        speak; by default where the verb is said of things too.
        """
        verb = line.doc[cue.verb]
        if _is_first_person(verb):
            return self._first_person or None
        if strict is None:
            strict = cue.lemma in self.lexicon.of_things
        for head in self._candidates(line, cue, segment, marked):
            if head.i < first or (complement is not None and head.i >= complement):
                continue
            if head.lower_ in self.lexicon.words("first_person"):
                return (self._first_person if _is_past(verb) else ()) or None
            if head.lower_ in self.lexicon.words("relative"):
                if head.i > 0 and line.doc[head.i - 1].pos_ == "ADP":
                    continue
                antecedent = self._owner(_antecedent(line.doc[cue.verb], head))
                found = self.phrase(line, antecedent, True) if antecedent is not None else ()
                if not found:
                    continue
            else:
                found = self.phrase(line, head, strict)
            return found or None
        if "Plur" in verb.morph.get("Number", []) and self._is_one(self.topic):
            return self._several(line, segment, cue.start, marked)
        return self.topic

    def _is_one(self, speakers: tuple[int, ...]) -> bool:
        """Whether they are a single person, of whom no verb in the plural is said."""
        return len(speakers) == 1 and self.referents[speakers[0]].type == "person"

    def _several(
        self, line: ParsedLine, segment: Segment, end: int, marked: list[Marked]
    ) -> tuple[int, ...]:
        """The first subject in the plural before token `end` of a segment."""
        for token in line.doc[segment.start : end]:
            plural = token.dep_ in SUBJECT and "Plur" in token.morph.get("Number", [])
            if plural and not inside_marks(marked, token.idx):
                return self.phrase(line, token)
        return ()

    def _owner(self, antecedent: Token | None) -> Token | None:
        """*El vocero de la empresa, quien …*: the spokesman, not the company."""
        while antecedent is not None and any(c.dep_ == "case" for c in antecedent.children):
            head = antecedent.head
            if head.i >= antecedent.i or self._source_kind(head) != "person":
                break
            antecedent = head
        return antecedent

    def _candidates(
        self, line: ParsedLine, cue: Cue, segment: Segment, marked: list[Marked]
    ) -> Iterator[Token]:
        doc = line.doc

        def fits(token: Token) -> bool:
            return (
                segment.start <= token.i < segment.end
                and token.text[:1].isalnum()
                and token.lower_ not in self.lexicon.words("time_nouns")
                and not ("Part" in token.morph.get("VerbForm", []) and token.pos_ == "ADJ")
                and not (token.pos_ == "NOUN" and _led(token, segment))
                and not inside_marks(marked, token.idx)
                and (token.pos_ in NOMINAL | {"ADJ", "DET"} or bool(self.mention_at(line, token)))
            )

        yield from (child for child in doc[cue.verb].lefts if child.dep_ in SUBJECT and fits(child))
        behind = self._inverted(line, cue, segment)
        if behind is not None and fits(behind):
            yield behind
        verb, hops = doc[cue.verb], 0
        while hops < 4:
            yield from (child for child in verb.children if child.dep_ in SUBJECT and fits(child))
            if verb.dep_ not in _CLAUSAL or verb.head is verb or verb.head.i > verb.i + 12:
                break
            verb, hops = _above(verb), hops + 1
        before = self._first_mention(line, segment, cue.start, marked)
        if before is not None:
            yield before

    def _inverted(self, line: ParsedLine, cue: Cue, segment: Segment) -> Token | None:
        """The noun phrase right behind the verb, if the parse or a mention says it is one."""
        doc = line.doc
        for token in doc[cue.after : min(cue.after + 9, segment.end)]:
            if token.is_punct or token.pos_ in {"VERB", "SCONJ"} or token.pos_ == "ADP":
                return None
            if token.pos_ in {"NOUN", "PROPN"} and not _is_time(token):
                is_object = token.dep_ in {"obj", "dobj", "iobj"} and token.head.i == cue.verb
                known = self.mention_at(line, token) or self._source_kind(token)
                return None if is_object and not known else _phrase_head(token)
        return None

    def _first_mention(
        self, line: ParsedLine, segment: Segment, end: int, marked: list[Marked]
    ) -> Token | None:
        for token in line.doc[segment.start : end]:
            if inside_marks(marked, token.idx) or token.pos_ not in {"NOUN", "PROPN"}:
                continue
            if self._can_speak(line, token) and not _behind_preposition(token):
                return token
        return None

    def first_named(
        self, line: ParsedLine, segment: Segment, end: int, marked: list[Marked]
    ) -> tuple[int, ...]:
        """Who is named first before token `end` of a segment, of those who can speak."""
        token = self._first_mention(line, segment, end, marked)
        return self.mention_at(line, token) if token is not None else ()

    def _can_speak(self, line: ParsedLine, token: Token) -> bool:
        kinds = {self.referents[index].type for index in self.mention_at(line, token)}
        return bool(kinds) and not kinds & _MUTE

    def subject_within(self, line: ParsedLine, start: int, end: int) -> tuple[int, ...] | None:
        """The named subject of the first verb of tokens `[start, end)` that has one."""
        for token in line.doc[start:end]:
            if token.dep_ in SUBJECT and self._can_speak(line, token):
                return self.mention_at(line, token)
        return None

    def note_subject(self, line: ParsedLine, segment: Segment, marked: list[Marked]) -> None:
        """Remember the main subject of a sentence that reports nothing, for the next one."""
        for token in line.doc[segment.start : segment.end]:
            if token.dep_ in SUBJECT and token.head.dep_ == "ROOT":
                if inside_marks(marked, token.idx):
                    continue
                if self._can_speak(line, token) or self._source_kind(token) in _ANIMATE:
                    self._pending = (line, token)
                    return


def _above(verb: Token) -> Token:
    """What a verb hangs on; of a report within a report that which has its tense: *X said that
    Y is hostile and dismissed the plan*."""
    head = verb.head
    outer = head.head
    told = verb.dep_ == "conj" and head.dep_ == "ccomp" and outer.i < head.i
    if told and tense_of(verb) == tense_of(outer) != tense_of(head):
        return outer
    return head


def _is_first_person(verb: Token) -> bool:
    """*Les dije*, *hemos dicho*: told by the verb's form alone."""
    auxiliaries = (child for child in verb.lefts if child.pos_ == "AUX")
    return any("1" in token.morph.get("Person", []) for token in (verb, *auxiliaries))


def _is_past(verb: Token) -> bool:
    """Whether *I* told it then: *we condemn them* tells nothing but itself."""
    return "Past" in verb.morph.get("Tense", []) or verb.tag_ in {"VBD", "VBN"}


def _phrase_head(token: Token) -> Token:
    """The head of the noun phrase that begins at or before the token."""
    while token.dep_ in {"amod", "compound", "flat", "nummod", "det"} and token.head.i > token.i:
        token = token.head
    return token


def _antecedent(verb: Token, relative: Token) -> Token | None:
    noun = verb.head if verb.dep_ in {"acl", "relcl", "acl:relcl"} else None
    if noun is not None and noun.i < relative.i:
        return noun
    before = [t for t in relative.doc[: relative.i] if t.pos_ in {"NOUN", "PROPN"}]
    return before[-1] if before else None


def _led(token: Token, segment: Segment) -> bool:
    """Whether a preposition opens the sentence before it: *A pregunta de la prensa, contestó*."""
    return any(child.dep_ == "case" and child.i == segment.start for child in token.lefts)


def _behind_preposition(token: Token) -> bool:
    return any(
        child.dep_ == "case" or child.pos_ == "ADP" for child in token.children if child.i < token.i
    )


def _is_time(token: Token) -> bool:
    return token.dep_ in {"obl", "npadvmod", "obl:tmod", "advmod"} and not token.ent_type_
