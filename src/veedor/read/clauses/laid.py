"""Who does an act by what is said of it elsewhere: stood behind it, accused of it, its author."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from veedor.model import Argument
from veedor.read.clauses.phrases import argument_of, phrase
from veedor.read.clauses.scene import Act, Scene
from veedor.read.clauses.tense import marker_of
from veedor.read.syntax import Token

__all__ = ["answering", "author_of", "behind", "laid_to"]


def behind(scene: Scene, act: Act) -> Argument | None:
    """*Lazarus was behind the theft*: who stands behind an act does it."""
    noun = act.token
    if marker_of(scene, noun) not in scene.rules.sets["behind"]:
        return None
    above = [child for child in noun.children if child.dep_ == "cop"]
    above += [noun, noun.head, noun.head.head]
    subject = next((s for t in above if (s := scene.subject(t)) is not None), None)
    if subject is not None and subject.i != noun.i:
        inside = subject.head.i == noun.i
        return phrase(scene, "agent", subject, None if inside else noun)
    if noun.dep_ == "nsubj" and any(child.dep_ == "cop" for child in noun.head.children):
        return phrase(scene, "agent", noun.head, noun)  # detrás del robo está X
    return None


def answering(scene: Scene, act: Act) -> Argument | None:
    """*X was responsible for the theft*, *el autor del ataque fue X*: who answers for a crime."""
    if act.lemma not in scene.rules.sets["crimes"]:
        return None
    word = act.token.head
    if word.pos_ == "ADP":
        word = word.head
    if scene.lemma(word) not in scene.rules.sets["answerable"]:
        return None
    above = word.head
    if word.dep_ in ("nsubj", "csubj") and above.i != word.i:
        told = above if any(child.dep_ == "cop" for child in above.children) else next(
            (child for child in above.children if child.dep_ == "attr"), None
        )
        return phrase(scene, "agent", told, word) if told is not None else None
    subject = scene.subject(word)
    if subject is None and word.dep_ in ("acomp", "attr"):
        subject = scene.subject(above)
    return phrase(scene, "agent", subject) if subject is not None else None


def author_of(scene: Scene, act: Act) -> Argument | None:
    """*the theft was the work of Lazarus*, *fue obra de piratas*: whose work it is."""
    verb = act.token.head
    if act.token.dep_ not in ("nsubj", "appos", "nsubjpass") or verb.i == act.token.i:
        return None
    for work in (verb, *verb.children, *act.token.children):
        if scene.lemma(work) in scene.rules.sets["works"]:
            for part in work.children:
                noun = next((c for c in part.children if c.dep_ == "pobj"), part)
                if noun.i > work.i and noun.pos_ in ("NOUN", "PROPN"):
                    return phrase(scene, "agent", noun)
    return None


def laid_to(
    scene: Scene, act: Act, governor: Token | None, told: Sequence[Argument]
) -> Argument | None:
    """*atribuyó a X el robo*, *acusó a X del robo*: X has done it, as is said.

    `told` are the arguments of the governor.
    """
    known = scene.acts.get(governor.i) if governor is not None else None
    if known is None or not _lays(scene, known):
        return None
    at = scene.place(act.token)
    for other in told:
        blamed = other.role in ("recipient", "patient", "source") and other.countries
        if blamed and not other.start <= at < other.end:
            return replace(other, role="agent")
        if blamed and other.start < at:
            tokens = [t for t in scene.sentence if other.start <= scene.place(t) < at]
            head = next((t for t in tokens if t.pos_ in ("NOUN", "PROPN")), None)
            if head is not None and head.i != act.token.i:
                return argument_of(scene, "agent", tokens, head)
    return None


def _lays(scene: Scene, verb: Act) -> bool:
    rules = scene.rules
    return rules.has("laying", verb.lemma) or (
        rules.has("object_control", verb.lemma)
        and rules.governors["verbs"].get(verb.lemma) == "suspected"
    )
