"""What a verb's own tense, mood and auxiliaries say of whether its act took place."""

from __future__ import annotations

from veedor.model import Modality
from veedor.read.clauses.scene import Scene
from veedor.read.clauses.words import has_form, is_misread_verb
from veedor.read.syntax import Token

__all__ = ["base_modality", "is_finite", "is_told_past", "marker_of"]

_Base = tuple[Modality, bool, "Token | None"]


def is_finite(token: Token) -> bool:
    """Whether the verb, or an auxiliary of it, is conjugated."""
    if has_form(token, "VerbForm", "Fin"):
        return True
    return any(has_form(child, "VerbForm", "Fin") for child in _auxiliaries(token))


def _auxiliaries(token: Token) -> list[Token]:
    return [
        child
        for child in token.children
        if child.dep_ in ("aux", "cop", "auxpass", "aux:pass") and child.pos_ in ("AUX", "VERB")
    ]


def marker_of(scene: Scene, token: Token) -> str:
    """What opens the clause or phrase of a token: a conjunction or preposition, joined."""
    if token.i not in scene.markers:
        scene.markers[token.i] = _marker(scene, token)
    return scene.markers[token.i]


def _marker(scene: Scene, token: Token) -> str:
    words = [
        child
        for child in token.children
        if child.dep_ in ("mark", "case", "advmod", "fixed")
        and child.i < token.i
        and child.pos_ in ("SCONJ", "ADP", "ADV")
    ]
    for child in list(words):
        words += [part for part in child.children if part.dep_ == "fixed"]
    joined = " ".join(word.lower_ for word in sorted(words, key=lambda word: word.i))
    if token.head.i != token.i and token.head.pos_ == "ADV" and token.head.i < token.i:
        joined = f"{token.head.lower_} {joined}"
    if token.head.i != token.i and token.head.pos_ == "ADP":
        joined = f"{token.head.lower_} {joined}".strip()
    return _known(joined, scene) or joined


def _known(joined: str, scene: Scene) -> str:
    """The listed marker that the words end in, so that *horas después de que* is one."""
    known = scene.rules.markers
    words = joined.split()
    for length in range(len(words), 0, -1):
        tail = " ".join(words[-length:])
        if tail in known:
            return tail
    head = words[0] if words else ""
    return head if head in known else ""


def is_bare_participle(scene: Scene, token: Token) -> bool:
    """Whether it is a participle without any auxiliary: *soldados desplegados*."""
    return (
        has_form(token, "VerbForm", "Part")
        and token.tag_ != "VBG"
        and not is_finite(token)
        and not _is_perfect(scene, token)
    )


def _is_perfect(scene: Scene, token: Token) -> bool:
    return any(
        scene.lemma(child) in scene.rules.sets["perfect_auxiliaries"] for child in token.children
    )


def base_modality(scene: Scene, token: Token, nominal: bool) -> _Base:
    """The modality by form alone, whether it is only rumour's conditional, and its cue."""
    if nominal:
        return _of_noun(scene, token)
    if is_finite(token):
        return _of_finite(scene, token)
    return _of_infinite(scene, token)


def _of_noun(scene: Scene, token: Token) -> _Base:
    """An act told by a noun took place, unless a light verb beside it says otherwise."""
    governor = token.head
    if (
        token.dep_ in ("obj", "dobj", "nsubj", "nsubjpass", "obl", "attr", "conj")
        and scene.is_verb(governor)
        and scene.rules.has("light_verbs", scene.acts[governor.i].lemma)
        and marker_of(scene, token) not in scene.rules.sets["outside_prepositions"]
    ):
        modality, weak, cue = base_modality(scene, governor, nominal=False)
        return ("done" if modality == "ongoing" and token.dep_ == "obl" else modality), weak, cue
    lasting = any(child.lower_ in scene.rules.sets["lasting"] for child in token.children)
    if is_misread_verb(token, scene.rules):
        lasting = not token.lower_.endswith(tuple(scene.rules.clauses["past_endings"]))
    return ("ongoing" if lasting else "done"), False, None


def _of_infinite(scene: Scene, token: Token) -> _Base:
    marker = marker_of(scene, token)
    rules = scene.rules
    participle = has_form(token, "VerbForm", "Part")
    if participle and token.dep_ in ("acl", "amod", "conj", "advcl"):
        return ("ongoing" if token.tag_ == "VBG" and not _in_past(token) else "done"), False, None
    if has_form(token, "VerbForm", "Ger") or token.tag_ == "VBG":
        inherited = _inherited(scene, token)
        return inherited if marker not in rules.sets["done_markers"] else ("done", False, None)
    if token.dep_ == "advcl" or token.dep_ == "acl":
        if marker in rules.sets["outside_prepositions"] or marker in rules.sets["done_markers"]:
            return "done", False, None
        if _has_purpose(scene, token, marker):
            return ("done" if _is_exploited(scene, token) else "planned"), False, token
    modality, weak, cue = _inherited(scene, token)
    if modality == "ongoing" and _is_perfect(scene, token):
        return "done", weak, cue  # is estimated to have supplied
    return modality, weak, cue


def _is_exploited(scene: Scene, token: Token) -> bool:
    """*aprovecharon un fallo para desviar fondos*: what something was used for was done."""
    means = token.head
    if means.pos_ == "NOUN" and means.head.i != means.i:
        means = means.head  # what a thing is for is what it was used for
    return (
        scene.is_verb(means)
        and scene.rules.has("exploiting", scene.acts[means.i].lemma)
        and is_told_past(means)
    )


def is_told_past(token: Token) -> bool:
    """Whether a finite verb tells of the past: *puso*, *ha puesto*, *had placed*."""
    finite = [token, *(child for child in token.children if child.dep_.startswith("aux"))]
    return any(
        has_form(form, "VerbForm", "Fin")
        and (has_form(form, "Mood", "Ind") or not form.morph.get("Mood", []))
        and (has_form(form, "Tense", "Past") or form.lemma_.lower() in ("haber", "have"))
        for form in finite
    )


def has_auxiliary(token: Token) -> bool:
    """Whether an auxiliary stands beside a verb: *fue detenido*, *was held*."""
    return any(child.dep_.startswith(("aux", "cop")) for child in token.children)


def _in_past(token: Token) -> bool:
    """Whether the verb above is in the past: *a train carrying shells crossed*."""
    while token.head.i != token.i:
        token = token.head
        if token.pos_ in ("VERB", "AUX"):
            return token.tag_ in ("VBD", "VBN")
    return False


def _has_purpose(scene: Scene, token: Token, marker: str) -> bool:
    return marker in scene.rules.sets["purpose_markers"] or any(
        child.lower_ in scene.rules.sets["purpose_markers"] and child.i < token.i
        for child in token.children
    )


def _inherited(scene: Scene, token: Token) -> _Base:
    governor = token.head
    if governor.i == token.i:
        return "done", False, None
    if scene.is_verb(governor) or governor.pos_ == "AUX":
        by_modal = _modal(scene, governor, token)
        return by_modal or base_modality(scene, governor, nominal=False)
    if governor.pos_ == "ADJ" and (found := _auxiliaries(governor)):
        return _tense(scene, found[0], governor)
    if governor.pos_ in ("ADP", "ADV"):
        return _inherited(scene, governor)
    return "done", False, None


def _modal(scene: Scene, modal: Token, verb: Token) -> _Base | None:
    """What an auxiliary of possibility, duty or future makes of its verb."""
    entry = scene.rules.modality["auxiliaries"].get(scene.lemma(modal))
    if entry is None:
        return None
    forms = {scene.lemma(child) for child in _auxiliaries(verb)}
    if forms & scene.rules.sets["perfect_auxiliaries"]:
        unreal = has_form(modal, "Mood", "Cnd") and "unreal" in entry
        key = "unreal" if unreal else "perfect"
    elif _is_progressive(scene, verb):
        key = "progressive"
    elif has_form(modal, "Mood", "Cnd"):
        key = "conditional"
    elif modal.morph.get("Tense", []) in (["Past"], ["Imp"]) and "past" in entry:
        key = "past"
    else:
        key = "present"
    value = entry.get(key) or entry["present"]
    return value, False, modal


def _is_progressive(scene: Scene, verb: Token) -> bool:
    gerund = has_form(verb, "VerbForm", "Ger") or verb.tag_ == "VBG"
    return gerund and any(
        scene.lemma(child) in scene.rules.sets["progressive_auxiliaries"]
        for child in _auxiliaries(verb)
    )


def _of_finite(scene: Scene, token: Token) -> _Base:
    auxiliaries = _auxiliaries(token)
    for auxiliary in auxiliaries:
        found = _modal(scene, auxiliary, token)
        if found:
            return found
    carrier = next((a for a in auxiliaries if has_form(a, "VerbForm", "Fin")), token)
    if _is_progressive(scene, token) and not has_form(carrier, "Mood", "Cnd"):
        return "ongoing", False, None
    return _tense(scene, carrier, token)


def _tense(scene: Scene, carrier: Token, verb: Token) -> _Base:
    mood, tense = carrier.morph.get("Mood", []), carrier.morph.get("Tense", [])
    if "Cnd" in mood:
        rumour = scene.lemma(carrier) in scene.rules.sets[
            "perfect_auxiliaries"
        ] or verb.dep_ not in ("ccomp", "xcomp")
        return ("suspected" if rumour else "planned"), True, carrier
    if "Fut" in tense:
        return ("ongoing" if _always(scene, verb) else "planned"), False, carrier
    # A main clause has no subjunctive: the model takes "cargan" for one.
    if "Sub" in mood and (verb.dep_ != "ROOT" or marker_of(scene, verb)):
        return _subjunctive(scene, verb)
    # The perfect tells what is done; the present and the imperfect what goes on.
    if carrier is not verb and scene.lemma(carrier) in scene.rules.sets["perfect_auxiliaries"]:
        lasting = _since(scene, verb) or _always(scene, verb)
        return ("ongoing" if lasting else "done"), False, None
    if _of_treaty(scene, verb):
        return "agreed", False, scene.subject(verb)
    lasting = not scene.rules.has(
        "punctual", scene.acts[verb.i].lemma if verb.i in scene.acts else scene.lemma(verb)
    )
    if carrier.lower_.endswith(tuple(scene.rules.clauses["past_endings"]) or ("\0",)):
        return ("ongoing" if _since(scene, verb) else "done"), False, None
    if ("Pres" in tense or "Imp" in tense) and lasting:
        return "ongoing", False, None
    return ("ongoing" if _since(scene, verb) else "done"), False, None


def _always(scene: Scene, verb: Token) -> bool:
    return any(child.lower_ in scene.rules.sets["always"] for child in verb.children)


def _of_treaty(scene: Scene, verb: Token) -> bool:
    """*El pacto incluye una cláusula de …*: what a treaty says has been agreed."""
    subject = scene.subject(verb)
    return (
        subject is not None
        and scene.lemma(verb) in scene.rules.sets["treaty_verbs"]
        and scene.rules.governors["nouns"].get(scene.lemma(subject)) == "agreed"
    )


def _since(scene: Scene, verb: Token) -> bool:
    """Slow change with *desde* goes on: las relaciones se han estrechado desde …"""
    if not scene.rules.has("gradual", scene.lemma(verb)):
        return False
    return any(
        token.lower_ in scene.rules.sets["since"] and scene.owner[token.i] == verb.i
        for token in scene.sentence
    )


def _subjunctive(scene: Scene, verb: Token) -> _Base:
    marker = marker_of(scene, verb)
    if marker in scene.rules.sets["factual_markers"]:
        return "done", False, None
    if verb.dep_ == "ccomp":
        return "done", False, None
    return "planned", False, verb
