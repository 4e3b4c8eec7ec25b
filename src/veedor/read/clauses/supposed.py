"""Acts that are told of without being told as real: conditions, rules, kinds, what is prevented."""

from __future__ import annotations

from veedor.read.clauses.scene import Act, Scene
from veedor.read.clauses.tense import marker_of
from veedor.read.clauses.words import has_form
from veedor.read.syntax import Token

__all__ = ["category_of", "is_any", "is_supposed"]

_CLASS = {"VERB": "verbs", "AUX": "verbs", "NOUN": "nouns", "PROPN": "nouns", "ADJ": "adjectives"}


def is_supposed(scene: Scene, act: Act) -> bool:
    """Whether the act is only a condition, a rule, a kind of thing, or what is worked against."""
    return (
        _under_condition(scene, act)
        or _is_generic(scene, act)
        or _under_norm(scene, act)
        or _is_ability(scene, act)
        or _is_helped(scene, act)
        or _is_unproved(scene, act)
        or _is_opposed(scene, act)
        or _has_ceased(scene, act)
        or _is_limited(scene, act)
    )


def category_of(scene: Scene, token: Token) -> str | None:
    """What a verb, noun or adjective makes of an act that it governs, if anything."""
    words = scene.rules.governors.get(_CLASS.get(token.pos_, ""), {})
    category = words.get(scene.lemma(token))
    if category is None and has_form(token, "VerbForm", "Part"):
        category = scene.rules.governors["adjectives"].get(token.lower_)
    return "denied" if category is None and _is_branding(scene, token) else category


def _is_branding(scene: Scene, token: Token) -> bool:
    """*tachó de rumor sin fundamento las afirmaciones de que envía*: so somebody denies it."""
    return scene.lemma(token) in scene.rules.sets["branding"] and any(
        word.lower_ in scene.rules.sets["brands"] for word in token.subtree
    )


def category_with(scene: Scene, child: Token, governor: Token) -> str | None:
    """What a verb makes of what it governs by one preposition only: *señala a X por el robo*."""
    prepositions = scene.rules.modality["governors_with"].get(scene.lemma(governor))
    if prepositions is None:
        return None
    opened = child.lower_ if child.pos_ == "ADP" else marker_of(scene, child)
    category: str | None = prepositions.get(opened)
    return category


def _is_generic(scene: Scene, act: Act) -> bool:
    """Whether a noun only tells what kind of thing another is: *una base de lanzamiento*."""
    noun = act.token.head
    return (
        act.nominal
        and noun.pos_ == "NOUN"
        and act.token.dep_ in ("nmod", "compound")
        and noun.i not in scene.acts
        and scene.lemma(noun) not in scene.rules.governors["nouns"]
        and scene.lemma(noun) not in scene.rules.sets["event_nouns"]
        and not any(
            child.dep_ in ("det", "poss", "nummod")
            or child.lower_ in scene.rules.sets["contracted_articles"]
            for child in act.token.children
        )
        and not has_form(act.token, "Number", "Plur")
    )


def _under_norm(scene: Scene, act: Act) -> bool:
    """Whether it is what a rule asks or forbids: *la resolución obliga a repatriar*."""
    token = act.token
    while True:
        subject = scene.subject(token) if scene.is_verb(token) else None
        if (
            subject is not None
            and scene.lemma(subject) in scene.rules.sets["norms"]
            and (token.i == act.token.i or scene.lemma(token) in scene.rules.sets["norm_verbs"])
        ):
            return True
        if token.head.i == token.i or token.dep_ in ("relcl", "parataxis"):
            return _after_norm(scene, act)
        token = token.head


def _after_norm(scene: Scene, act: Act) -> bool:
    """The same by the order of words alone, for sentences that the model takes apart wrongly."""
    norms, verbs = scene.rules.sets["norms"], scene.rules.sets["norm_verbs"]
    doc, start = scene.sentence.doc, scene.sentence.start
    for i in range(act.token.i - 1, start - 1, -1):
        if doc[i].is_punct:
            return False
        if scene.lemma(doc[i]) in verbs and any(
            scene.lemma(before) in norms for before in doc[max(start, i - 4) : i]
        ):
            return True
    return False


def _is_ability(scene: Scene, act: Act) -> bool:
    """*un misil capaz de llevar ojivas*: what something can do is not done."""
    above = act.token.head
    while above.pos_ == "ADP" and above.head.i != above.i:
        above = above.head
    return above.i != act.token.i and scene.lemma(above) in scene.rules.sets["able"]


def _is_helped(scene: Scene, act: Act) -> bool:
    """Whether it is only what somebody is helped with: *asesoran en el lanzamiento*."""
    above = act.token.head
    while above.pos_ == "ADP" and above.head.i != above.i:
        above = above.head
    if above.i != act.token.i and above.i in scene.acts and scene.acts[above.i].nominal:
        # ayuda para lanzar satélites
        helps = scene.acts[above.i].lemma in scene.rules.sets["helping"]
        if helps and has_form(act.token, "VerbForm", "Inf"):
            return True
    return (
        act.nominal
        and above.i in scene.acts
        and act.token.dep_ in ("obl", "obj", "nmod", "pobj")
        and scene.acts[above.i].lemma in scene.rules.sets["helping"]
        and any(t.pos_ == "ADP" for t in (*act.token.lefts, act.token.head))
    )


def _is_opposed(scene: Scene, act: Act) -> bool:
    """*patrols against transfers at sea*: what is worked against, whenever it may happen."""
    markers = scene.rules.sets["opposing_prepositions"]
    return act.nominal and marker_of(scene, act.token) in markers


def _opens_condition(scene: Scene, verb: Token) -> bool:
    return marker_of(scene, verb) in scene.rules.sets["condition_markers"] or any(
        child.lower_ in scene.rules.sets["condition_words"] and child.i < verb.i
        for child in verb.children
    )


def _is_examined(scene: Scene, verb: Token) -> bool:
    """*investiga si vendió*: what somebody examines is suspected, no mere question."""
    above = verb.head
    words = scene.rules.sets["whether"]
    return (
        above.i != verb.i
        and verb.dep_ != "advcl"
        and category_of(scene, above) in ("suspected", "planned")
        and any(
            t.lower_ in words for t in scene.sentence.doc[above.i + 1 : max(verb.i, above.i + 1)]
        )
    )


def is_any(scene: Scene, act: Act) -> bool:
    """*any deal by which they traded arms would …*: no deal that is known of."""
    token = act.token
    while token.head.i != token.i:
        if token.pos_ in ("NOUN", "PROPN") and any(
            child.lower_ in scene.rules.sets["any"] and child.i < token.i
            for child in token.children
        ):
            return True
        if not act.nominal and token.dep_ not in ("relcl", "acl", "ccomp", "conj", "pcomp"):
            return False
        if act.nominal and token.i != act.token.i:
            return False
        token = token.head
    return False


def _is_unproved(scene: Scene, act: Act) -> bool:
    """*no hay constancia de que haya entregado*: nobody knows that it was done."""
    token = act.token
    while token.head.i != token.i:
        above = token.head
        if above.pos_ == "NOUN" and scene.lemma(above) in scene.rules.sets["proofs"]:
            start = max(scene.sentence.start, above.i - 4)
            before = {t.lower_ for t in scene.sentence.doc[start : above.i]}
            return bool(before & scene.rules.sets["no_proof"])
        token = above
    return False


def _under_condition(scene: Scene, act: Act) -> bool:
    """Whether the act, or a clause that it is part of, is a condition or a question."""
    if scene.is_question:
        return True
    token = act.token
    while True:
        if scene.is_verb(token) and _opens_condition(scene, token):
            return not _is_examined(scene, token)
        if token.head.i == token.i:
            return False
        token = token.head


def _is_limited(scene: Scene, act: Act) -> bool:
    """*fijó un tope a las exportaciones*: what a limit or a ban is set to."""
    verb = act.token.head
    return (
        act.nominal
        and act.token.dep_ in ("obl", "obj", "pobj", "iobj")
        and scene.is_verb(verb)
        and marker_of(scene, act.token) in scene.rules.sets["limiting_prepositions"]
        and any(
            child.dep_ in ("obj", "dobj")
            and child.i < act.token.i
            and category_of(scene, child) == "prevented"
            for child in verb.children
        )
    )


def _has_ceased(scene: Scene, act: Act) -> bool:
    """*dejó de emitir visados*: it is not done any more; *no deja de emitir*: it is."""
    ceasing = act.token.head
    governed = ceasing.head.i != ceasing.i and category_of(scene, ceasing.head)
    token = act.token
    bare = token.tag_ == "VBG" and token.dep_ == "xcomp"
    infinite = has_form(token, "VerbForm", "Inf") and marker_of(scene, token) == "de"
    return (
        not (act.nominal or governed)
        and (bare or infinite)
        and scene.lemma(ceasing) in scene.rules.sets["ceasing"]
        and not any(child.lower_ in scene.rules.sets["negators"] for child in ceasing.children)
    )
