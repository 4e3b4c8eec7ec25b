"""Words that the models take for something else than they are.

A verb of being that tells where somebody is counts as a verb with its place (*los soldados
están en Kursk*: the model makes the place the predicate); so does one that tells that
something is there (*hay tropas en Kursk*). A name in lower case with a subject or an object
and the ending of a verb is that verb (*X tiró misiles*); a designation with figures is none
(*MiG-21*).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from veedor.read.clauses.rules import rules
from veedor.read.clauses.words import verb_of
from veedor.read.languages import language
from veedor.read.syntax import Doc, Token

__all__ = ["set_right"]

_PREDICATES = ("ROOT", "ccomp", "conj", "acl", "advcl", "relcl", "parataxis", "xcomp", "csubj")
#: How the models hang a verb of being on what they take for the predicate.
_BESIDE = ("cop", "aux")
#: What they take a verb for that they do not know by its form.
_NAMES = ("PROPN", "NOUN", "ADJ")
_SUBJECTS = ("nsubj", "csubj", "nsubjpass")
_ARGUMENTS = (*_SUBJECTS, "obj", "dobj", "obl")


@dataclass(frozen=True, slots=True)
class _Data:
    """What a language's file says."""

    existential: frozenset[str]
    being: frozenset[str]
    before_places: frozenset[str]
    places: frozenset[str]
    past: tuple[str, ...]


@cache
def _data(code: str) -> _Data:
    known = language(code).data("misreadings")
    return _Data(
        frozenset(known["existential"]),
        frozenset(known["being"]),
        frozenset(known["before_places"]),
        frozenset(known["places"]),
        tuple(rules(code).clauses["past_endings"]),
    )


def set_right(doc: Doc, code: str) -> None:
    """Put right what the model of that language takes for something else in a line."""
    data = _data(code)
    for token in doc:
        if token.pos_ == "AUX":
            if token.lemma_ in data.existential:
                _tells_there_is(token)
            elif token.lemma_ in data.being:
                _tells_where(token, data)
        elif token.pos_ in _NAMES and token.dep_ in _PREDICATES:
            _is_past(token, code, data)
        elif token.pos_ == "PRON" and token.dep_ == "mark":
            token.pos_ = "SCONJ"  # las acusaciones de que asesora
        elif token.pos_ == "VERB" and any(c.isdigit() for c in token.text):
            token.pos_, token.dep_ = "PROPN", "flat"


def _tells_there_is(token: Token) -> None:
    """*hay tropas*: what is there hangs on the verb, and so does where."""
    thing = next((c for c in token.rights if c.dep_ in ("obj", *_SUBJECTS)), None)
    if token.dep_ not in _PREDICATES or thing is None or thing.pos_ not in ("NOUN", "PROPN", "NUM"):
        return
    token.pos_ = "VERB"
    thing.dep_ = "obj"


def _tells_where(token: Token, data: _Data) -> None:
    """*están en Kursk*: the place hangs on the verb, not the verb on the place."""
    if token.dep_ in _BESIDE:
        place = token.head
        if place.pos_ == "ADV" and any(_is_place(c, token, data) for c in place.rights):
            # están ya en Kursk: the adverb as the predicate
            dep = "ROOT" if place.head is place else "ccomp"
            _put_above(token, place)
            token.pos_, token.dep_, place.dep_ = "VERB", dep, "advmod"
            for child in place.children:
                child.head = token
            token.doc.rebuild(token.sent)
        elif place.pos_ == "ADV" and place.head is not place:
            _gather(token, place, data)
        elif place.i > token.i and _is_place(place, token, data):
            _put_above(token, place)
            token.pos_ = "VERB"
    elif token.dep_ in _PREDICATES and any(c.dep_ in _SUBJECTS for c in token.children):
        if any(c.dep_ in ("attr", "acomp", "oprd", "ccomp", "xcomp") for c in token.rights):
            return
        for child in token.rights:
            named = child
            if child.dep_ == "prep":
                named = next((c for c in child.rights if c.dep_ == "pobj"), child)
            if _is_place(named, token, data):
                token.pos_ = "VERB"
                return


def _gather(verb: Token, adverb: Token, data: _Data) -> None:
    """*confirmó que los soldados están ya en Kursk*: the model hangs subject and place on the
    verb above, each for itself, and the verb of being on the adverb."""
    above = adverb.head
    subject = next((c for c in above.children if c.i < verb.i and _last(c) == verb.i - 1), None)
    place = next((c for c in above.children if c.i > adverb.i), None)
    if (
        subject is None
        or place is None
        or subject.pos_ not in ("NOUN", "PROPN", "PRON", "NUM")
        or any(child.dep_ == "case" for child in subject.children)
        or not _is_place(place, verb, data)
    ):
        return
    marks = [c for c in subject.lefts if c.dep_ == "mark"]
    for child in (subject, adverb, place, *marks):
        child.head = verb
    verb.head, verb.dep_, verb.pos_ = above, "ccomp" if marks else "parataxis", "VERB"
    subject.dep_, place.dep_ = "nsubj", "obl"
    verb.doc.rebuild(verb.sent)


def _last(token: Token) -> int:
    """Where the last word that hangs on a token stands."""
    while token.rights:
        token = token.rights[-1]
    return token.i


def _is_place(place: Token, verb: Token, data: _Data) -> bool:
    """Whether words behind the verb are a preposition and a place, and there is a subject."""
    opened = place.head if place.dep_ == "pobj" else None
    marks = [opened] if opened is not None else [c for c in place.lefts if c.dep_ == "case"]
    if not any(m.lower_ in data.before_places and m.i > verb.i for m in marks):
        return False
    named = place.pos_ == "PROPN" and place.text[:1].isupper()
    return named or (place.pos_ == "NOUN" and place.lower_ in data.places)


def _put_above(verb: Token, place: Token) -> None:
    """Hang a place on its verb of being, and all that hung on the place as on a predicate."""
    for child in place.children:
        own = child.i > verb.i and child.dep_ not in (*_SUBJECTS, "punct")
        if child is not verb and not own:
            child.head = verb
    verb.head, verb.dep_ = (verb if place.head is place else place.head), place.dep_
    place.head, place.dep_ = verb, "obl"
    verb.doc.rebuild(verb.sent)


def _is_past(token: Token, code: str, data: _Data) -> None:
    """*Corea del Norte tiró misiles*: a verb that the model does not know by its form."""
    if not (
        data.past
        and token.lower_.endswith(data.past)
        and (token.text.islower() or token.i == token.sent.start)
        and any(c.dep_ in _ARGUMENTS or token.i == token.sent.start for c in token.rights)
    ):
        return
    verb = verb_of(token.lower_, code)
    if verb is not None and verb != token.lower_:
        token.pos_, token.lemma_ = "VERB", verb
