"""People called by their nation, and the verb of a sentence in which the model sees none.

Two mistakes, both in languages whose verbs say who does it, cost a sentence its subject or all
it tells: people called by their nation (*treinta norcoreanos levantan …*), which the model
takes for an adjective of the name before or for a verb of its own; and a conjugated verb that
it takes for an adjective (*una plantilla de 300 mujeres procesa pescado*).
"""

from __future__ import annotations

from functools import cache

import simplemma

from veedor.read.clauses.countries import demonyms
from veedor.read.clauses.rules import rules
from veedor.read.clauses.words import verb_of
from veedor.read.syntax import Doc, Sent, Token, morph_of

__all__ = ["mend"]

_FINITE = "Mood=Ind|Person=3|Tense=Pres|VerbForm=Fin"
_NOMINAL = ("NOUN", "PROPN", "ADJ")
_OF = ("de", "del")
_SUBJECTS = ("nsubj", "nsubj:pass", "csubj")


def mend(doc: Doc, code: str) -> None:
    """Put a line's parse right; nothing where verbs do not inflect for who does it."""
    people = _people(code)
    if not people:
        return
    for sentence in doc.sents:
        changed = [
            _as_people(sentence, token, code) for token in sentence if token.lower_ in people
        ]
        changed += [_reattached(token, code) for token in sentence]
        changed.append(_as_verb(sentence, code))
        if any(changed):
            doc.rebuild(sentence)


@cache
def _people(code: str) -> frozenset[str]:
    """Demonyms in the plural, of a language that tells its verbs by their endings."""
    known = rules(code)
    if not known.clauses["third_person"]:
        return frozenset()
    return frozenset(form for form in demonyms(code) if form.endswith("s"))


def _as_people(sentence: Sent, token: Token, code: str) -> bool:
    """A demonym that stands for people: a noun, and the subject of a verb right behind it."""
    before = sentence.doc[token.i - 1] if token.i > sentence.start else None
    if not token.text.islower():
        return False
    if before is not None and _describes(before, code):
        return _as_adjective(sentence, token, before)
    changed = token.pos_ not in _NOMINAL
    if changed:
        token.pos_ = "NOUN"
        token.morph = morph_of("Number=Plur")
        token.lemma_ = token.lower_
        for child in token.children:
            if child.dep_ == "mark" and child.pos_ == "ADP":
                child.dep_ = "case"
                token.dep_ = "obl" if token.head is not token else token.dep_
            elif child.dep_ == "ccomp" and child.i > token.i:
                child.dep_ = "acl"
            elif child.morph.get("VerbForm") == ["Inf"] and token.head is not token:
                child.head = token.head  # enseñan a los norcoreanos a fabricar drones
    verb = _verb_behind(sentence, token)
    top = _counted(sentence, token, code)
    if verb is None or top is None:
        return changed
    others = (child for child in verb.children if child is not top or child.pos_ == "NOUN")
    if any(child.dep_ in _SUBJECTS and child.i < verb.i for child in others):
        return changed
    _make_subject(token, top, verb)
    return True


def _as_adjective(sentence: Sent, token: Token, noun: Token) -> bool:
    """*obreros rusos empleados en Kuwait entregaban …*: a nation's adjective heads no clause."""
    if noun.pos_ == "CCONJ" or noun.head is not token:
        return False
    behind = [child for child in token.children if child.i > token.i]
    verb = next((t for t in behind if t.pos_ in ("VERB", "AUX") and t.morph.get("Mood")), None)
    top = noun if verb is None else verb
    top.head, top.dep_ = (token.head, token.dep_) if token.head is not token else (top, "ROOT")
    if verb is not None:
        noun.head, noun.dep_ = verb, "nsubj"
    described = noun
    for child in behind:
        if child is verb:
            continue
        inside = verb is None or child.i < verb.i
        if inside and child.pos_ == "ADJ":
            child.head, child.dep_ = noun, "amod"
            described = child
        else:
            child.head = described if inside else top
    for child in token.children:
        if child.i < token.i and child is not noun:
            child.head = top
    token.pos_, token.dep_, token.head = "ADJ", "amod", noun
    token.morph = morph_of("Number=Plur")
    return sentence.start <= noun.i


def _reattached(token: Token, code: str) -> bool:
    """What hangs on a nation's adjective hangs on the verb: *imputó a tres hombres rusos por …*."""
    above = token.head
    if above.pos_ != "ADJ" or token.i < above.i or token.pos_ != "NOUN":
        return False
    opened = next((child.lower_ for child in token.children if child.dep_ == "case"), None)
    if opened in (None, *_OF) or above.lower_ not in demonyms(code):
        return False
    verb = above
    while verb.head is not verb and verb.pos_ != "VERB":
        verb = verb.head
    if verb.pos_ != "VERB" or verb.i > token.i:
        return False
    token.head, token.dep_ = verb, "obl"
    return True


def _describes(before: Token, code: str) -> bool:
    """Whether the demonym goes on from a noun: *los barcos norcoreanos*, *chinos y rusos*."""
    counts = before.lower_ in rules(code).sets["quantifiers"]
    return before.pos_ == "CCONJ" or (before.pos_ in _NOMINAL and not counts)


def _verb_behind(sentence: Sent, token: Token) -> Token | None:
    if token.i + 1 >= sentence.end:
        return None
    behind = sentence.doc[token.i + 1]
    if behind.pos_ not in ("VERB", "AUX") or not behind.morph.get("Mood"):
        return None
    return behind.head if behind.pos_ == "AUX" and behind.head.pos_ == "VERB" else behind


def _counted(sentence: Sent, token: Token, code: str) -> Token | None:
    """The head of the phrase that people are in: *cientos* of *cientos de norcoreanos*.

    None behind another preposition: who is spoken to or of does nothing there.
    """
    at = token.i - 1
    while at >= sentence.start and sentence.doc[at].pos_ in ("NUM", "DET", "ADV"):
        at -= 1
    before = sentence.doc[at] if at >= sentence.start else None
    if before is None or before.pos_ != "ADP":
        return token
    counting = sentence.doc[at - 1] if at > sentence.start else None
    if counting is not None and counting.lower_ in rules(code).sets["quantifiers"]:
        return counting
    approximate = at + 1 < token.i and before.lower_ in ("de", "hasta", "entre")
    return token if approximate else None


def _make_subject(token: Token, top: Token, verb: Token) -> None:
    if _is_under(verb, top) or _is_under(verb, token):
        above = top if _is_under(verb, top) else token
        verb.head, verb.dep_ = (
            (above.head, above.dep_) if above.head is not above else (verb, "ROOT")
        )
        for child in above.children:
            if child.i > verb.i and child is not verb:
                child.head = verb
    if top is not token:
        token.head, token.dep_ = top, "nmod"
    if top.pos_ == "VERB":
        top.pos_, top.morph = "NOUN", morph_of("Number=Sing")  # medio millar
    token.pos_ = "NOUN"
    top.head, top.dep_ = verb, "nsubj"
    for near in token.doc[max(0, token.i - 2) : token.i]:
        if near.pos_ in ("NUM", "DET") and near is not top:
            near.head = token


def _is_under(token: Token, other: Token) -> bool:
    return token is not other and other.is_ancestor(token)


def _as_verb(sentence: Sent, code: str) -> bool:
    """The verb of a sentence in which the model sees none."""
    root = sentence.root
    if root.pos_ in ("VERB", "AUX") or any(_is_main(token) for token in sentence):
        return False
    verb = next((t for t in sentence if _is_misread(sentence, t, code)), None)
    if verb is None or root.i > verb.i:
        return False
    above, old = verb.head, list(verb.children)
    verb.pos_, verb.dep_, verb.head = "VERB", "ROOT", verb
    verb.lemma_ = verb_of(verb.lower_, code) or verb.lower_
    verb.morph = morph_of(_FINITE)
    root.head, root.dep_ = verb, "nsubj"
    for token in sentence:
        if token.i > verb.i and token.head.i < verb.i:
            token.head = verb
            token.dep_ = _role(token)
    for child in old:
        if child.i < verb.i and child is not root:
            child.head = above
    if verb.i + 1 < sentence.end and (thing := sentence.doc[verb.i + 1]).pos_ == "ADJ":
        thing.pos_, thing.dep_, thing.head = "NOUN", "obj", verb
        thing.morph = morph_of("Number=Plur")
    return True


def _role(token: Token) -> str:
    if token.pos_ in ("PUNCT", "ADV"):
        return "punct" if token.pos_ == "PUNCT" else "advmod"
    if token.pos_ not in (*_NOMINAL, "NUM", "PRON"):
        return token.dep_
    return "obl" if any(child.dep_ == "case" for child in token.children) else "obj"


def _is_main(token: Token) -> bool:
    """Whether a conjugated verb stands in no clause beneath: *desde hace un año* is none."""
    if token.pos_ not in ("VERB", "AUX") or not token.morph.get("Mood"):
        return False
    before = token.doc[token.i - 1] if token.i else None
    return token.dep_ not in ("acl", "advcl", "relcl") and (before is None or before.pos_ != "ADP")


def _is_misread(sentence: Sent, token: Token, code: str) -> bool:
    """A form that is a verb's and no noun's, behind something that may be its subject."""
    if token.i == sentence.start or token.pos_ not in ("NOUN", "ADJ", "PROPN"):
        return False
    known = rules(code)
    form = token.text
    before = sentence.doc[token.i - 1]
    if (
        not form.islower()
        or before.pos_ in ("DET", "ADP", "CCONJ", "PUNCT", "ADV")
        or not form.endswith(tuple(known.clauses["third_person"]))
        or not simplemma.is_known(form, lang=code)
    ):
        return False
    return verb_of(form, code) is not None
