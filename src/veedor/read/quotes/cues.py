"""Reporting verbs where they stand: the verb group, what it governs, whether it is denied."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from veedor.read.quotes.lexicon import Lexicon, Verb
from veedor.read.syntax import Doc, Token

__all__ = ["Cue", "find_cues"]

_PASSIVE_FRAMES = frozenset({"of", "as", "name", "urge"})


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting verb in a doc: its group is `[start, end)`, its complement starts at `after`.

    `frames` maps what it may govern to its class; `form` is finite, infinitive, gerund or
    participle; `passive` when its subject is who is spoken of (*fue acusado de*).
    """

    start: int
    end: int
    verb: int
    after: int
    lemma: str
    frames: dict[str, str]
    form: str
    passive: bool = False


def find_cues(doc: Doc, lexicon: Lexicon) -> Iterator[Cue]:
    """The reporting verbs of a doc that assert that somebody says something."""
    for token in doc:
        found = _cue(token, lexicon)
        if found is not None:
            yield found


def _cue(token: Token, lexicon: Lexicon) -> Cue | None:
    verb = lexicon.verb(token)
    frames, after = _frames(token, verb, lexicon)
    if not frames:
        return None
    start, denied, reflexive = _group(token, lexicon)
    lemma = verb.lemma if verb else token.lemma_.lower()
    form = _form(token)
    if form == "infinitive" and (managed := _managed(token, start, lexicon)) is not None:
        start, form = managed, "finite"
    if (denied and lemma not in lexicon.assertive) or not _stands(token, start, form, lexicon):
        return None
    if verb and not reflexive:
        frames = {name: kind for name, kind in frames.items() if name not in verb.reflexive}
    passive = _passive(token, start, form, lexicon)
    if form == "participle" and not passive:
        form = "finite"
    if passive:
        frames = {name: kind for name, kind in frames.items() if name in _PASSIVE_FRAMES}
    if not frames:
        return None
    return Cue(start, token.i + 1, token.i, after, lemma, frames, form, passive)


def _frames(token: Token, verb: Verb | None, lexicon: Lexicon) -> tuple[dict[str, str], int]:
    """What the verb governs, and where its complement may begin: behind a phrase's words."""
    for phrase in lexicon.phrases_of(token):
        for words in phrase.then:
            end = token.i + 1 + len(words)
            if tuple(t.lower_ for t in token.doc[token.i + 1 : end]) == words:
                return phrase.frames, end
    return (verb.frames if verb else {}), token.i + 1


def _form(token: Token) -> str:
    kind = token.morph.get("VerbForm", [])
    if "Inf" in kind and token.tag_ not in {"VBP", "VBD", "VBZ"}:
        return "infinitive"
    if "Ger" in kind or token.tag_ == "VBG" or token.lower_.endswith(("ando", "iendo", "yendo")):
        return "gerund"
    if "Part" in kind and token.tag_ != "VBD":
        return "participle"
    return "finite"


def _group(token: Token, lexicon: Lexicon) -> tuple[int, bool, bool]:
    """Where the verb group begins; whether it is denied; whether it is reflexive."""
    auxiliaries = lexicon.words("auxiliaries") | lexicon.words("passive_auxiliaries")
    negators = lexicon.words("negators")
    pronouns = lexicon.words("clitics") | lexicon.words("reflexives")
    start, at = token.i, token.i - 1
    denied = reflexive = False
    while at >= 0 and token.i - at <= 5:
        word = token.doc[at].lower_
        if word in negators:
            denied = True
        elif word in lexicon.words("reflexives"):
            reflexive, start = True, at
        elif word in auxiliaries:
            start = at
        elif word not in pronouns:
            break
        at -= 1
    return start, denied, reflexive or token.lower_.endswith(("arse", "erse", "irse"))


def _managed(token: Token, start: int, lexicon: Lexicon) -> int | None:
    """The verb before an infinitive that was carried out: *alcanzó a decir*."""
    for before in token.doc[max(0, start - 2) : start]:
        if before.lower_ in lexicon.words("manages"):
            return int(before.i)
    return None


def _stands(token: Token, start: int, form: str, lexicon: Lexicon) -> bool:
    """Whether the form asserts that something is said, rather than that it may or must be."""
    before = [t.lower_ for t in token.doc[max(0, start - 2) : start]]
    if form == "infinitive" and start == token.i:
        barred = lexicon.words("impersonal") | lexicon.words("refusals")
        if any(word in barred for word in before):
            return False
        return any(word in lexicon.words("before_infinitive") for word in before)
    return True


def _passive(token: Token, start: int, form: str, lexicon: Lexicon) -> bool:
    if form != "participle":
        return False
    perfect = lexicon.words("passive_auxiliaries")
    group = [t.lower_ for t in token.doc[start : token.i]]
    if group:
        return group[-1] in perfect
    # *Kim at first called it “wise”*: a past tense taken for a participle
    return not any(child.dep_ == "nsubj" for child in token.lefts)
