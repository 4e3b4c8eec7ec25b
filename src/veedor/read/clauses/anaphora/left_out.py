"""Who is told by no phrase of its own: a subject left out, a clitic, a number alone."""

from __future__ import annotations

import re

from veedor.model import Argument
from veedor.read.clauses.anaphora.asks import is_number
from veedor.read.clauses.anaphora.pointers import Pointers
from veedor.read.clauses.phrases import argument_of
from veedor.read.clauses.scene import Act, Scene
from veedor.read.clauses.tense import is_finite
from veedor.read.clauses.words import has_form
from veedor.read.syntax import Token

__all__ = ["dative_of", "object_of", "subject_number", "uncounted_subject"]

_PUNCTUATION = re.compile(r"[,;:]")
_OBJECTS = ("obj", "dobj")
_GIVEN = ("dative", "iobj", "obl", *_OBJECTS)


def subject_number(scene: Scene, act: Act) -> bool | None:
    """Whether the subject that a finite verb leaves out is several; None if it leaves out none."""
    token = act.token
    if not scene.rules.clauses["passive_reflexive"]:
        return None  # in English no subject is left out
    if token.head.i != token.i or scene.subject(token) is not None or scene.is_passive(token):
        return None
    verb = _finite(token)
    if verb is None or not has_form(verb, "Person", "3"):
        return None
    return has_form(verb, "Number", "Plur")


def _finite(token: Token) -> Token | None:
    if is_finite(token) and has_form(token, "Person", "3"):
        return token
    return next(
        (c for c in token.children if c.dep_ in ("aux", "cop") and has_form(c, "Person", "3")), None
    )


def dative_of(
    scene: Scene, act: Act, arguments: list[Argument], data: Pointers
) -> tuple[Argument, bool] | None:
    """The pronoun that says to whom, and whether it is several; None if a phrase says so."""
    if any(a.role in ("recipient", "goal") and (a.countries or a.referents) for a in arguments):
        return None
    for child in act.token.children:
        if child.lower_ in data.datives and child.dep_ in _GIVEN and child.pos_ == "PRON":
            if child.dep_ in _OBJECTS and child.lower_ in data.objects:
                continue
            return argument_of(scene, "recipient", [child], child), data.datives[child.lower_]
    for ending, plural in data.enclitics.items():
        form = act.token.lower_
        if form.endswith(ending) and form[: -len(ending)].endswith(
            tuple(scene.rules.clauses["infinitive_endings"])
        ):
            return argument_of(scene, "recipient", [act.token], act.token), plural
    return None


def object_of(
    act: Act, scene: Scene, arguments: list[Argument], data: Pointers
) -> tuple[Argument, bool] | None:
    """The pronoun that says to what it is done, and whether it is several: *lo vendió*.

    Beside what somebody is provided with, it says to whom: *los dotó de drones*.
    """
    told = any(a.role in ("patient", "instrument") for a in arguments)
    provides = scene.rules.has("provision", act.lemma)
    if told and not provides:
        return None
    role = "recipient" if told else "patient"
    for child in act.token.children:
        if child.lower_ in data.objects and child.dep_ in _OBJECTS and child.pos_ == "PRON":
            return argument_of(scene, role, [child], child), data.objects[child.lower_]
    return None


def uncounted_subject(scene: Scene, act: Act, data: Pointers) -> Argument | None:
    """*Más de 600 murieron*: the number right before a verb, where it is no noun's."""
    first = act.token
    if not is_finite(first) and not any(c.dep_ in ("aux", "cop") for c in first.children):
        return None
    doc = scene.sentence.doc
    while first.i - 1 >= scene.sentence.start and doc[first.i - 1].head.i == act.token.i and (
        doc[first.i - 1].dep_ in ("aux", "cop", "auxpass", "neg", "advmod")
    ):
        first = doc[first.i - 1]
    begin = first.i
    while begin > scene.sentence.start and not _PUNCTUATION.match(doc[begin - 1].text):
        begin -= 1
    tokens = [t for t in scene.sentence if begin <= t.i < first.i and not t.is_space]
    tokens = [t for t in tokens if t.idx >= scene.opening]
    if not tokens or not is_number(tokens, data):
        return None
    role = "patient" if scene.is_passive(act.token) else "agent"
    return argument_of(scene, role, tokens, tokens[-1])
