"""The noun that a relative clause, a participle or a bare clause hangs on, in its role there."""

from __future__ import annotations

from veedor.model import Argument
from veedor.read.clauses.phrases import phrase
from veedor.read.clauses.scene import SUBJECTS, Act, Scene
from veedor.read.clauses.tense import is_bare_participle, is_finite
from veedor.read.clauses.words import has_form
from veedor.read.syntax import Token

__all__ = ["antecedent_of"]


def antecedent_of(scene: Scene, act: Act) -> Argument | None:
    """The noun that a relative clause or a participle hangs on, in its role there."""
    token = act.token
    if not act.nominal and (noun := _before_bare_clause(scene, token)) is not None:
        return phrase(scene, "patient", noun, scene.subject(token))
    if act.nominal or token.dep_ not in ("acl", "relcl", "amod"):
        return None
    noun = token.head
    if noun.pos_ == "ADJ" and noun.head.pos_ == "NOUN" and scene.is_demonym(noun):
        noun = noun.head  # técnicos norcoreanos que residen en China
    if noun.pos_ not in ("NOUN", "PROPN", "PRON", "NUM") and noun.dep_ not in (
        "obj", "nsubj", "dobj", "obl",
    ):  # fmt: skip
        return None
    relative = _relative(scene, token, noun)
    if relative is None and not is_bare_participle(scene, act.token):
        if token.tag_ == "VBG" or has_form(token, "VerbForm", "Ger"):
            return phrase(scene, "agent", noun, token)
        return _of_bare_clause(scene, token, noun)
    noun = _who(scene, noun, relative)
    if relative is None or scene.is_passive(token):
        return phrase(scene, "patient", noun, token)
    subjects = [
        child for child in token.children
        if child.dep_ in SUBJECTS and child.i != relative.i
    ]  # fmt: skip
    turned = any(scene.disagrees(token, child) for child in subjects)
    role = "patient" if subjects and not turned else "agent"
    if relative.dep_ in ("obj", "dobj", "pobj") and not turned:
        role = "patient"
    if relative.dep_ in ("obl", "advmod", "nmod"):
        role = "place"
    return phrase(scene, role, noun, token, whole=role == "patient")


def _who(scene: Scene, noun: Token, relative: Token | None) -> Token:
    """*representatives of banks who live in X*: a body is no *who*, those of it are."""
    sets = scene.rules.sets
    above = noun.head.head
    person = relative is not None and relative.lower_ in sets["personal_relatives"]
    if person and noun.head.pos_ == "ADP" and scene.lemma(noun) in sets["institutions"]:
        return above if above.pos_ == "NOUN" else noun
    return noun


def _before_bare_clause(scene: Scene, token: Token) -> Token | None:
    """*in exchange for the troops it has sent*: the noun right before subject and verb.

    The model often hangs such a clause on the preposition before the noun.
    """
    subject = scene.subject(token)
    if (
        not scene.rules.clauses["bare_relatives"]
        or token.dep_ in ("relcl", "ROOT", "conj")
        or subject is None
        or not is_finite(token)
        or any(child.dep_ in ("obj", "dobj", "mark") for child in token.children)
    ):
        return None
    before = scene.sentence.doc[max(0, next(iter(subject.subtree)).i - 1)]
    bare = before.pos_ == "NOUN" and before.i >= scene.sentence.start
    if not bare or before.head.i == token.head.i:
        return None  # told lawmakers it had sent
    return before.head if before.dep_ == "conj" and before.head.pos_ == "NOUN" else before


def _of_bare_clause(scene: Scene, token: Token, noun: Token) -> Argument | None:
    """A conjugated verb right on a noun: *the shells Russia fired*; or the noun does it."""
    if not is_finite(token):
        return None
    if any(c.dep_ == "mark" and c.pos_ == "ADP" for c in token.lefts):
        return None  # pruebas de que hay tropas
    subject = scene.subject(token)
    if subject is None:
        return phrase(scene, "agent", noun, token)
    objects = any(child.dep_ in ("obj", "dobj") for child in token.children)
    between = noun.i < subject.i < token.i and not objects
    return phrase(scene, "patient", noun, token) if between else None


def _relative(scene: Scene, token: Token, noun: Token) -> Token | None:
    """The pronoun of a relative clause, also where the model takes it for a conjunction."""
    for child in token.children:
        if child.lower_ not in scene.rules.sets["relative_pronouns"]:
            continue
        if child.pos_ == "PRON":
            return child
        if (
            child.pos_ == "SCONJ"
            and child.i > noun.i
            and child.i < token.i
            and scene.sentence.doc[child.i - 1].pos_ not in ("ADP", "PUNCT", "VERB")
            and scene.lemma(noun) not in scene.rules.governors["nouns"]
        ):
            return child
    return None
