"""Whether an act is reported as done, offered, suspected …, and by which words.

What governs an act is looked up from the inside outwards; its own tense and mood come
first, then the words beside it, then each verb, noun or adjective above it as long as its
meaning reaches down. The outermost governor decides, save that a denial beats all and that
the conditional of rumour gives way to any word.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import cast

from veedor.model import Cue, Modality, Span
from veedor.read.clauses.scene import Act, Scene
from veedor.read.clauses.supposed import category_of, category_with, is_any, is_supposed
from veedor.read.clauses.tense import (
    base_modality,
    is_bare_participle,
    is_finite,
    is_told_past,
    marker_of,
)
from veedor.read.clauses.words import has_form
from veedor.read.syntax import Token

__all__ = ["Judgement", "judge"]

#: Adverbial clauses, relative clauses and insertions stand on their own.
_INDEPENDENT = frozenset({"advcl", "relcl", "parataxis", "punct", "discourse", "dep"})
#: These decide wherever they stand; of the others the outermost does.
_FIRST = ("denied", "suspected", "prevented")
_OWN = frozenset({"offered", "sought", "agreed", "planned", "demanded"})
#: What is not planned, asked for … is told as not done.
_UNDONE = frozenset({"offered", "sought", "agreed", "planned"})


@dataclass
class Judgement:
    """The modality of one act with the words that decided it."""

    modality: Modality = "done"
    negated: bool = False
    hypothetical: bool = False
    recalled: bool = False
    evidential: str | None = None
    cues: list[Cue] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Hit:
    category: str
    token: Token
    negated: bool


def judge(scene: Scene, act: Act) -> Judgement:
    """The modality of an act after everything that governs it."""
    base, weak, cue = base_modality(scene, act.token, act.nominal)
    found = Judgement(modality=base)
    if cue is not None and base not in ("done", "ongoing"):
        found.cues.append(_cue(scene, "modality", cue))
    found.hypothetical = is_supposed(scene, act)
    found.cues += [_cue(scene, "inference", token) for token in _inferring(scene, act)]
    found.recalled = marker_of(scene, act.token) in scene.rules.sets[
        "factual_markers"
    ] or is_bare_participle(scene, act.token)
    light = _light_above(scene, act)
    found.negated = _negated(scene, act) or (light is not None and _is_negated(scene, light))
    hits = [*_beside(scene, act), *_above(scene, act), *_afterwards(scene, act)]
    hits += _as_told(scene, act)
    own = _own_category(scene, act)
    if own:
        hits.insert(0, own)
    _compose(scene, found, hits, weak)
    if _is_to_cease(scene, act):
        found.modality, found.hypothetical = "ongoing", False
    if found.negated and found.modality != "denied":
        found.modality = "denied"
    if found.modality != "denied" and is_any(scene, act):
        found.hypothetical = True
    return found


def _inferring(scene: Scene, act: Act) -> Iterator[Token]:
    """Verbs above an act by which the outlet only infers it: *sugiere que busca*."""
    child = act.token
    while child.head.i != child.i and _reaches(scene, child, child.head):
        child = child.head
        if scene.lemma(child) in scene.rules.sets["inferring"]:
            yield child


def _compose(scene: Scene, found: Judgement, hits: list[_Hit], weak: bool) -> None:
    told: list[tuple[str, _Hit]] = []
    for hit in hits:
        category = hit.category
        if hit.negated:
            changed = scene.rules.modality["negated_governors"].get(scene.lemma(hit.token))
            if changed is None and category not in _UNDONE:
                continue
            category = str(changed or "denied")  # no planea vender
            if scene.lemma(hit.token) in scene.rules.sets["not_ruled_out"]:
                found.cues.append(_cue(scene, "inference", hit.token))
        told.append((category, hit))
    ranked = [category for category, _ in told]
    if not told:
        return
    if found.modality == "agreed" and "denied" not in ranked:
        return
    if found.modality == "suspected" and not weak and "denied" not in ranked:
        return
    choice = _deciding(ranked)
    if choice == "done":
        found.modality = "done"
        return
    hit = next(hit for category, hit in told if category == choice)
    if choice == "prevented":
        found.hypothetical = True
        choice = "demanded"
    found.modality = cast("Modality", choice)
    found.cues.append(_cue(scene, "modality", hit.token))
    if choice == "suspected":
        found.evidential = hit.token.text
    if choice == "denied":
        found.negated = True


def _deciding(ranked: list[str]) -> str:
    """Which of the categories counts, from the inside outwards."""
    choice = next((first for first in _FIRST if first in ranked), ranked[-1])
    if choice != "done":
        return choice
    # An attempt is made; a plan that is admitted, preparations that are completed stay so.
    return next((c for c in reversed(ranked) if c not in ("done", "sought")), choice)


def _cue(scene: Scene, name: str, token: Token) -> Cue:
    span: Span = scene.line.span(token)
    return Cue(start=span.start, end=span.end, text=span.text, field=name)


def _own_category(scene: Scene, act: Act) -> _Hit | None:
    """Verbs such as *ofrecer*, *firmar* are offers and agreements themselves."""
    words = scene.rules.governors["nouns" if act.nominal else "verbs"]
    category = words.get(scene.lemma(act.token) if act.nominal else act.lemma)
    if not act.nominal and act.lemma in scene.rules.sets["performed"]:
        return None
    if category == "agreed" and _is_of_writings(scene, act):
        return None
    return _Hit(category, act.token, False) if category in _OWN else None


def _is_of_writings(scene: Scene, act: Act) -> bool:
    """*estudios firmados por ambos*: who signs a study has written it."""
    things = [child for child in act.token.children if child.dep_ in ("obj", "dobj", "nsubjpass")]
    if act.token.dep_ in ("amod", "acl"):
        things.append(act.token.head)
    return any(scene.lemma(thing) in scene.rules.sets["writings"] for thing in things)


def _negated(scene: Scene, act: Act) -> bool:
    rules = scene.rules
    for child in act.token.children:
        if child.dep_ == "neg" or (
            child.lower_ in rules.sets["negators"] and child.i < act.token.i and not act.nominal
        ):
            return True
        if act.nominal and child.lower_ in rules.sets["negative_determiners"]:
            return True
        if child.lower_ in rules.sets["negative_prepositions"] and child.i < act.token.i:
            return not any(word.dep_ == "fixed" for word in child.children)  # Sin embargo
    return _nobody_does(scene, act)


def _nobody_does(scene: Scene, act: Act) -> bool:
    """*ningún país ha declarado importaciones*: a negative subject, of the verb or above it."""
    verb = act.token
    if act.nominal:
        verb = verb.head
        if not scene.is_verb(verb) or act.token.dep_ not in ("obj", "dobj"):
            return False
    subject = scene.subject(verb)
    return subject is not None and any(
        child.lower_ in scene.rules.sets["negative_determiners"] for child in subject.children
    )


def _light_above(scene: Scene, act: Act) -> Token | None:
    """The verb without which the act is not told: *no realizó ningún ensayo*."""
    above = act.token.head
    if above.i == act.token.i or not scene.is_verb(above):
        return None
    known = scene.acts[above.i]
    if act.nominal:
        direct = act.token.dep_ in ("obj", "dobj", "nsubj", "nsubjpass", "obl")
        return above if direct and scene.rules.has("light_verbs", known.lemma) else None
    bare = act.token.dep_ == "xcomp" and known.lemma not in scene.rules.governors["verbs"]
    return above if bare else None


def _beside(scene: Scene, act: Act) -> Iterator[_Hit]:
    """Adjectives of a noun, adverbs of a verb, set phrases before either."""
    for child in act.token.children:
        if act.nominal and child.pos_ in ("ADJ", "VERB"):
            category = scene.rules.governors["adjectives"].get(scene.lemma(child))
            category = category or scene.rules.governors["adjectives"].get(child.lower_)
            if category:
                yield _Hit(category, child, False)
        adverb = scene.rules.adverbs.get(child.lower_)
        if adverb:
            yield _Hit(adverb, child, False)
    start = max(scene.sentence.start, act.token.i - 6)
    before = [t.lower_ for t in scene.sentence.doc[start : act.token.i]]
    if scene.rules.openers.isdisjoint(before):
        return
    words = f" {' '.join(before)} "
    for phrase, category in scene.rules.phrases:
        if phrase in words:
            yield _Hit(category, act.token, False)


def _above(scene: Scene, act: Act) -> Iterator[_Hit]:
    """The governors of an act, from the inside outwards."""
    child, aside = act.token, False
    while child.head.i != child.i:
        governor = child.head
        if child.dep_ == "conj" and governor.pos_ in (child.pos_, "VERB", "AUX"):
            child = governor
            continue
        within = governor.pos_ == "ADP"  # a preposition that hangs on what governs
        opened = category_with(scene, *((governor, governor.head) if within else (child, governor)))
        aside |= opened is None and not _reaches(scene, child, governor)
        if aside and not _retells(scene, child, governor):
            return
        category = (None if within else opened) or category_of(scene, governor)
        if aside and category != "suspected":
            category = None
        if category == "suspected" and _finds_out(scene, governor, child):
            category = None
        if category == "prevented" and _is_caught(scene, act, governor):
            category = None
        if category == "sought" and _is_made(scene, governor):
            category = "done"
        if category in ("planned", "agreed") and is_told_past(child):
            # *ha anunciado que ha puesto en órbita*: what was announced or concluded is done.
            category = None
        negated = _is_negated(scene, governor)
        if category is None and negated:
            category = (
                "done"
                if scene.lemma(governor) in scene.rules.modality["negated_governors"]
                else None
            )
        if category:
            yield _Hit(category, governor, negated)
        if not (scene.is_verb(governor) and governor.dep_ == "conj"):
            yield from _adverbs(scene, governor)
        child = governor


def _finds_out(scene: Scene, verb: Token, content: Token | None = None) -> bool:
    """*comprobó que vende*: who has checked asserts it; who checks *whether* does not."""
    if scene.lemma(verb) not in scene.rules.sets["verifying"]:
        return False
    return content is None or (
        is_finite(content)
        and not any(t.lower_ in scene.rules.sets["whether"] for t in content.children)
    )


def _is_made(scene: Scene, attempt: Token) -> bool:
    """*su segundo intento de lanzar fracasó*: an attempt of which the outcome is told was made.

    By the words alone: the model seldom takes such a sentence apart rightly.
    """
    if scene.lemma(attempt) not in scene.rules.sets["attempts"]:
        return False
    return any(
        scene.lemma(token) in scene.rules.sets["outcomes"] and is_told_past(token)
        for token in scene.sentence
        if token.pos_ in ("VERB", "ADJ", "AUX")
    )


def _is_caught(scene: Scene, act: Act, governor: Token) -> bool:
    """*stopped a diplomat carrying gold*: what goes on is not what is prevented (*from*)."""
    told = has_form(governor, "VerbForm", "Fin") and has_form(governor, "Tense", "Past")
    marker = marker_of(scene, act.token)
    kept = [(tuple(marker.split()), "source")]
    return (
        told
        and act.token.tag_ == "VBG"
        and not any(entry in kept for entry in scene.rules.prepositions.get(marker, ()))
    )


def _is_to_cease(scene: Scene, act: Act) -> bool:
    """*ordered them to stop renting it out*: it is taken for granted that they do."""
    ceasing = act.token.head
    if act.nominal or scene.lemma(ceasing) not in scene.rules.sets["ceasing"]:
        return False
    token = act.token
    bare = token.tag_ == "VBG" and token.dep_ == "xcomp"
    infinite = has_form(token, "VerbForm", "Inf") and marker_of(scene, token) == "de"
    return (bare or infinite) and category_of(scene, ceasing.head) == "planned"


def _as_told(scene: Scene, act: Act) -> Iterator[_Hit]:
    """*informaciones según las cuales vendió*: what some reports only say."""
    for child in act.token.children:
        if child.lower_ in scene.rules.sets["relative_pronouns"] and (
            marker_of(scene, child) in scene.rules.sets["sourcing"]
        ):
            yield _Hit("suspected", child, False)


def _adverbs(scene: Scene, governor: Token) -> Iterator[_Hit]:
    for child in governor.children:
        if governor.pos_ == "NOUN" and child.pos_ in ("ADJ", "VERB"):
            category = scene.rules.governors["adjectives"].get(child.lower_)
            if category == "suspected":
                yield _Hit(category, child, False)


def _is_negated(scene: Scene, token: Token) -> bool:
    return any(
        child.dep_ == "neg" or (child.lower_ in scene.rules.sets["negators"] and child.i < token.i)
        for child in token.children
    )


def _reaches(scene: Scene, child: Token, governor: Token) -> bool:
    """Whether what the governor means holds for what hangs on it."""
    if child.dep_ in _INDEPENDENT and not _is_charged(scene, child, governor):
        return False
    if child.pos_ == "ADP":
        return child.lower_ not in scene.rules.sets["outside_prepositions"]
    if (
        marker_of(scene, child) in scene.rules.sets["outside_prepositions"]
        and scene.lemma(governor) not in scene.rules.governors["nouns"]
        and not (has_form(child, "VerbForm", "Inf") and category_of(scene, governor) in _OWN)
    ):
        return False
    if child.dep_ == "acl" and is_finite(child) and not _is_complement(child):
        return False
    if child.dep_ in ("acl", "amod") and is_bare_participle(scene, child):
        return False
    if child.dep_ in ("nsubj", "nsubjpass", "csubj") and not scene.is_passive(governor):
        # el intento de lanzar fracasó: it was made
        tried = category_of(scene, governor) == "done"
        return tried or governor.pos_ == "ADJ" or child.dep_ == "csubj"
    return child.dep_ != "appos"


def _is_charged(scene: Scene, child: Token, governor: Token) -> bool:
    """*acusa a un banquero de financiar*: an infinitive with *de* is what the verb is about."""
    if child.dep_ != "advcl" or not has_form(child, "VerbForm", "Inf"):
        return False
    marker = marker_of(scene, child)
    if not marker:
        return category_of(scene, governor) in _OWN  # ofreció a Corea del Norte suministrarle gas
    return marker == "de" and scene.rules.has("object_control", scene.lemma(governor))


def _retells(scene: Scene, child: Token, governor: Token) -> bool:
    """*suspect it was behind the hack that drained 40 million*: a clause that hangs on an act and
    tells it again is no surer than the act."""
    act = scene.acts.get(governor.i)
    if child.dep_ in ("relcl", "acl"):
        return act is not None and act.nominal and is_told_past(child)
    return _reaches(scene, child, governor)


def _is_complement(verb: Token) -> bool:
    """Whether *que* opens it as a conjunction: *indicios de que …*, no relative clause."""
    return any(child.dep_ == "mark" and child.pos_ == "SCONJ" for child in verb.children)


def _afterwards(scene: Scene, act: Act) -> Iterator[_Hit]:
    """A verb of suspicion that closes the sentence: *…, sospecha el Gobierno*."""
    token = act.token
    while True:
        for child in token.rights:
            if (
                child.dep_ in ("advcl", "parataxis", "ccomp", "conj", "dep")
                and scene.is_verb(child)
                and child.i > act.token.i
                and not marker_of(scene, child)
                and scene.sentence.doc[child.i - 1].text in (",", "»", "”", '"')
                and (subject := scene.subject(child)) is not None
                and subject.i > child.i
                and category_of(scene, child) in ("suspected", "denied")
                and not _finds_out(scene, child)
            ):
                yield _Hit(str(category_of(scene, child)), child, False)
        if token.head.i == token.i:
            return
        token = token.head
