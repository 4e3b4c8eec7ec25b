"""Who and what takes part in a clause, and as what.

Roles come from prepositions and from what kind of noun follows them, not from attachment
alone: in *el suministro de armas de Pionyang a Moscú* the parser hangs each modifier under
the one before.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from msgspec.structs import replace

from veedor.model import Argument
from veedor.read.clauses.chunks import Chunk, chunks_of
from veedor.read.clauses.phrases import CONTENT, argument_of
from veedor.read.clauses.rules import Rules
from veedor.read.clauses.scene import SUBJECTS, Act, Scene
from veedor.read.clauses.tense import is_bare_participle, is_finite
from veedor.read.clauses.words import is_misread_verb
from veedor.read.syntax import Token

__all__ = ["arguments_of"]

_DIRECT = {
    "to": "recipient", "goal": "goal", "recipient": "recipient", "source": "source",
    "place": "place", "topic": "topic", "manner": "manner", "condition": "condition",
    "time": "time", "companion": "companion", "instrument": "instrument", "against": "topic",
    "without": "manner", "between": "agent", "in": "place", "agent": "agent",
}  # fmt: skip
#: How far before a word a name or office that holds it may begin, in characters.
_REACH = 300
#: How many characters lie between a body and its seat: a preposition, perhaps an article.
_SEAT = 8
#: What the model takes a thing for that stands right behind a name.
_BARE = ("NOUN", "NUM", "ADJ", "PROPN", "VERB")
#: How it hangs a bare name in front of the thing that is given.
_BESIDE = ("compound", "nmod")


def arguments_of(scene: Scene, act: Act) -> list[Argument]:
    """The arguments of an act that its own clause tells, in the order of the text."""
    chunks = chunks_of(scene, act)
    roles = _noun_roles(scene, act, chunks) if act.nominal else _verb_roles(scene, act, chunks)
    roles = list(_without_sources(scene, chunks, roles))
    found = [
        argument_of(scene, role, chunk.tokens, chunk.head)
        for chunk, role in zip(chunks, roles, strict=True)
        if role
    ]
    return found if act.nominal else list(_seated(scene, act, found))


def _seated(scene: Scene, act: Act, arguments: list[Argument]) -> Iterator[Argument]:
    """*Insurers in London paid*: a body before its verb is of the state of its seat or flag."""
    place = scene.place(act.token)
    for known, after in zip_longest(arguments, arguments[1:]):
        if (
            known.role == "agent"
            and not (known.countries or known.referents)
            and after is not None
            and (after.role == "place" or after.head in scene.rules.sets["flags"])
            and after.start - known.end <= _SEAT
            and after.end <= place
        ):
            yield replace(known, countries=after.countries)
        else:
            yield known


def _without_sources(scene: Scene, chunks: list[Chunk], roles: list[str]) -> Iterator[str]:
    """What follows *según*, up to a comma, names who says so: it takes no part in the act."""
    source: Chunk | None = None
    for chunk, role in zip(chunks, roles, strict=True):
        if source is not None:
            between = scene.sentence.doc[source.tokens[-1].i : chunk.tokens[0].i]
            source = None if any(t.text in (",", ";", ":") for t in between) else source
        if chunk.preposition in scene.rules.sets["sourcing"] and not _is_relative(scene, chunk):
            source = chunk
        yield "manner" if source is not None and role and role != "time" else role


def _is_relative(scene: Scene, chunk: Chunk) -> bool:
    """*informes según los cuales …*: what follows is what they say, no name of a source."""
    return chunk.head.lower_ in scene.rules.sets["relative_pronouns"]


def _is_party(scene: Scene, chunk: Chunk) -> bool:
    """Whether the part is headed by a name or by people, not by a thing of theirs."""
    head = chunk.head
    if head.pos_ == "PRON" or (head.pos_ == "PROPN" and head.text[:1].isupper()):
        return True
    start = scene.place(head)
    article, near = scene.article, max(0, start - _REACH)
    return (
        any(start < office.end for office in article.offices_in(near, start + 1))
        or any(start < name.end for name in article.names_in(near, start + 1))
        or head.lower_ in scene.rules.sets["group_words"]
        or bool(scene.article.states.within(start, start + len(head)))
    )


def _has_state(scene: Scene, chunk: Chunk) -> bool:
    return bool(scene.article.states.within(*scene.bounds(chunk.tokens)))


def _is_time(scene: Scene, chunk: Chunk) -> bool:
    """Whether the part is a time.

    *un segundo satélite* only begins like one, *aterrizó en Pekín el martes* only ends in one.
    """
    if not scene.article.is_time(scene.bounds(chunk.tokens)[0]):
        return False
    named = chunk.head.pos_ in ("NOUN", "PROPN")
    return not named or scene.article.in_time(scene.place(chunk.head))


def _verb_roles(scene: Scene, act: Act, chunks: list[Chunk]) -> list[str]:
    passive = scene.is_passive(act.token)
    roles = [_verb_role(scene, act, chunk, passive) for chunk in chunks]
    if act.length > 1:
        # hizo uso de munición: the phrase has taken in the preposition
        first = act.token.i + act.length
        roles = [
            "patient" if not chunk.kind and chunk.tokens[0].i == first and role != "time" else role
            for chunk, role in zip(chunks, roles, strict=True)
        ]
    if passive and scene.rules.has("giving", act.lemma) and _has_object(chunks):
        # They were offered tanks: with another object, the subject is who receives it.
        roles = [
            "recipient" if chunk.head.dep_ == "nsubjpass" and role == "patient" else role
            for chunk, role in zip(chunks, roles, strict=True)
        ]
    if roles.count("patient") > 1 and scene.rules.has("objects_with_for", act.lemma):
        # asked Moscow for kerosene: whom one asks
        roles = [
            "source" if role == "patient" and not chunk.kind and _has_state(scene, chunk) else role
            for chunk, role in zip(chunks, roles, strict=True)
        ]
    if "patient" not in roles and scene.rules.has("receiving", act.lemma):
        # recibir a 5.000 obreros: people, not where they come from
        roles = [
            "patient"
            if role == "source" and chunk.kind == "to" and chunk.head.pos_ == "NOUN"
            else role
            for chunk, role in zip(chunks, roles, strict=True)
        ]
    if "agent" in roles and "patient" not in roles and scene.rules.has("motion", act.lemma):
        roles = list(_with_people_moved(scene, chunks, roles))
    if scene.rules.has("reporting", act.lemma) and scene.subject(act.token) is None:
        roles = list(_with_speaker_behind(scene, act, chunks, roles))
    if scene.rules.has("motion", act.lemma) and scene.subject(act.token) is None:
        roles = list(_with_traveller_behind(scene, chunks, roles))
    if "patient" not in roles and ("agent" in roles or not is_finite(act.token)):
        roles = list(_with_bare_object(act, chunks, roles))
    if (
        "patient" not in roles
        and not scene.rules.has("motion", act.lemma)
        and not _has_relative_object(scene, act)
        and not _is_provided(scene, act, roles)
        and not (act.token.dep_ in ("amod", "acl") and is_bare_participle(scene, act.token))
    ):
        # With no other object, *a* marks the person to whom it is done.
        roles = [
            "patient" if role == "recipient" and chunk.kind == "to" and _unmarked(chunk) else role
            for chunk, role in zip(chunks, roles, strict=True)
        ]
    return roles


def _has_object(chunks: list[Chunk]) -> bool:
    return any(chunk.head.dep_ == "dobj" for chunk in chunks)


def _is_provided(scene: Scene, act: Act, roles: list[str]) -> bool:
    """*dotó a la brigada de drones*: with what is told, so that the other is to whom."""
    return "instrument" in roles and scene.rules.has("provision", act.lemma)


def _with_people_moved(scene: Scene, chunks: list[Chunk], roles: list[str]) -> Iterator[str]:
    """*trasladó a unos 3.000 soldados a Vladivostok*: people, not where they are taken."""
    goals = [n for n, role in enumerate(roles) if role == "goal" and not chunks[n].before]
    placed = [n for n in goals if _has_state(scene, chunks[n]) and _is_party(scene, chunks[n])]
    people = [n for n in goals if chunks[n].head.pos_ == "NOUN" and chunks[n].kind == "to"]
    moved = max(set(people) - set(placed), default=None) if placed else None
    for number, role in enumerate(roles):
        yield "patient" if number == moved else role


def _with_speaker_behind(
    scene: Scene, act: Act, chunks: list[Chunk], roles: list[str]
) -> Iterator[str]:
    """*…, informó la inteligencia de Seúl*: behind its verb, the speaker is no object."""
    before = scene.sentence.doc[max(scene.sentence.start, act.token.i - 2) : act.token.i]
    closing = "agent" not in roles and any(token.text == "," for token in before)
    for chunk, role in zip(chunks, roles, strict=True):
        speaks = closing and role == "patient" and not (chunk.kind or chunk.before)
        yield "agent" if speaks else role
        closing = closing and not speaks


def _with_traveller_behind(scene: Scene, chunks: list[Chunk], roles: list[str]) -> Iterator[str]:
    """*viajó a Rusia Jo Chun-ryong*: a name behind the place is who travels."""
    agent = "agent" in roles
    for number, (chunk, role) in enumerate(zip(chunks, roles, strict=True)):
        behind = number > 0 and roles[number - 1] in ("goal", "recipient") and not agent
        named = not (chunk.kind or chunk.before) and chunk.tokens[0].dep_ == "flat"
        moved = behind and named and role == "patient" and _is_party(scene, chunk)
        yield "agent" if moved else role
        agent |= moved


def _with_bare_object(act: Act, chunks: list[Chunk], roles: list[str]) -> Iterator[str]:
    """*exportó a Corea del Norte maquinaria*: the thing right behind verb or recipient."""
    for number, (chunk, role) in enumerate(zip(chunks, roles, strict=True)):
        before = chunks[number - 1] if number else None
        after = chunk.tokens[0].i == act.token.i + 1 or (
            before is not None and (bool(before.kind) or roles[number - 1] == "time")
        )
        bare = after and not (chunk.kind or chunk.before)
        thing = chunk.head.text.islower() and chunk.head.pos_ in _BARE
        yield "patient" if role in ("manner", "") and bare and thing else role


def _has_relative_object(scene: Scene, act: Act) -> bool:
    """*los proyectiles que Pionyang entregó a Moscú*: the noun before is what was given."""
    return act.token.dep_ in ("acl", "relcl") and any(
        child.lower_ in scene.rules.sets["relative_objects"] and child.dep_ not in SUBJECTS
        for child in act.token.children
    )


def _unmarked(chunk: Chunk) -> bool:
    return chunk.head.dep_ in ("obj", "iobj", "dobj")


def _verb_role(scene: Scene, act: Act, chunk: Chunk, passive: bool) -> str:
    if chunk.kind:
        return _prepositional(scene, act, chunk, passive)
    if _is_time(scene, chunk):
        return "time"
    dep, rules = chunk.head.dep_, scene.rules
    if dep in _BESIDE and rules.has("giving", act.lemma) and not chunk.before:
        known = _has_state(scene, chunk) or _is_party(scene, chunk)
        return "recipient" if known else "manner"
    if _is_misread_subject(scene, act, chunk, passive):
        return "agent"
    if dep == "conj" and chunk.head.head.dep_ in ("nsubj", "obj", "dobj", "nsubjpass"):
        dep = chunk.head.head.dep_
    if dep in ("nsubj", "csubj"):
        disagrees = scene.disagrees(act.token, chunk.head)  # ha entregado sistemas
        return "patient" if passive or disagrees else "agent"
    if dep == "npadvmod" and _has_state(scene, chunk):
        return "agent"  # Russian-supplied
    if dep in ("nsubjpass", "nsubj:pass"):
        return "patient"
    if dep in ("dative", "iobj"):
        return "recipient" if chunk.head.pos_ != "PRON" else ""
    if dep in ("obj", "dobj", "attr", "oprd", "appos", "conj", "nmod", "xcomp", "flat"):
        # varios de sus inmuebles: a pronoun that counts some of a thing stands for it
        if rules.has("leaving", act.lemma) and _has_state(scene, chunk):
            return "source"  # left Nampo
        counts = len(chunk.tokens) > 1 and any(t.pos_ == "NOUN" for t in chunk.tokens)
        return "patient" if chunk.head.pos_ != "PRON" or counts else ""
    return "manner" if chunk.head.pos_ in CONTENT else ""


def _is_misread_subject(scene: Scene, act: Act, chunk: Chunk, passive: bool) -> bool:
    """Bare words right before a conjugated verb that has no subject: its subject."""
    return (
        chunk.before
        and not passive
        and chunk.head.dep_ in ("appos", "nmod", "conj", "flat", "obl", "amod")
        and is_finite(act.token)
        and scene.subject(act.token) is None
        and (_is_party(scene, chunk) or _has_state(scene, chunk))
    )


def _noun_before(scene: Scene, chunk: Chunk) -> Token | None:
    """The word right before the preposition that opens a part."""
    at = chunk.tokens[0].i - len(chunk.preposition.split()) - 1
    return scene.sentence.doc[at] if at >= scene.sentence.start else None


def _belongs_to_noun(scene: Scene, act: Act, chunk: Chunk) -> bool:
    """*la frontera con el Sur*, *la cooperación entre X e Y*: what the noun before is with."""
    noun = _noun_before(scene, chunk)
    if noun is None or act.nominal:
        return False
    if chunk.kind == "with":
        return scene.lemma(noun) in scene.rules.sets["nouns_with"]
    return (
        chunk.kind == "between"
        and noun.i in scene.acts
        and noun.dep_ not in SUBJECTS
        and (noun.dep_ not in ("obj", "dobj") or any(c.dep_ == "case" for c in noun.children))
    )


def _prepositional(scene: Scene, act: Act, chunk: Chunk, passive: bool) -> str:
    kind, rules = chunk.kind, scene.rules
    if kind not in ("agent", "to", "recipient", "with") and _is_time(scene, chunk):
        return "time"
    if _belongs_to_noun(scene, act, chunk):
        return "topic"
    if kind == "to":
        return _to(act, rules)
    if kind == "agent" and rules.has("motion", act.lemma):
        return "recipient"  # llegó a manos de la milicia
    if kind == "by" and rules.has("objects_with_for", act.lemma) and not passive:
        return _for(scene, act, chunk)
    if kind == "by":
        return _by(scene, act, chunk, passive)
    if kind == "with":
        return "companion" if _is_party(scene, chunk) else "instrument"
    if kind == "for":
        return _for(scene, act, chunk)
    if kind == "of":
        return _of(scene, act, chunk)
    if kind == "place" and scene.rules.governors["nouns"].get(scene.lemma(chunk.head)):
        return "topic"  # frente a la amenaza de …
    if kind == "source" and not _has_state(scene, chunk) and not _is_party(scene, chunk):
        return "place"
    return _DIRECT.get(kind, "manner")


def _for(scene: Scene, act: Act, chunk: Chunk) -> str:
    state = _has_state(scene, chunk)
    if state and scene.rules.has("motion", act.lemma):
        return "goal"  # left for Chinese ports
    if scene.rules.has("objects_with_for", act.lemma):
        for_state = state and _is_party(scene, chunk)
        return "purpose" if for_state else "patient"  # pagó por dos estatuas
    return "recipient" if state and _is_party(scene, chunk) else "purpose"


def _of(scene: Scene, act: Act, chunk: Chunk) -> str:
    if act.length > 1 and chunk.tokens[0].i == act.token.i + act.length + 1:
        return "recipient"  # puso a disposición de Moscú
    if scene.rules.has("objects_with_of", act.lemma):
        return "patient"  # se incautó de un carguero
    if _has_state(scene, chunk):
        return "source"
    # abastecían de coñac a la élite
    return "patient" if scene.rules.has("provision", act.lemma) else "topic"


def _by(scene: Scene, act: Act, chunk: Chunk, passive: bool) -> str:
    if _has_state(scene, chunk):
        if scene.rules.has("fought_for", act.lemma):
            return "recipient"  # combaten por Rusia
        passive |= is_bare_participle(scene, act.token)  # armas entregadas por Rusia
    noun = act.nominal and not is_misread_verb(act.token, scene.rules)
    return "agent" if passive or noun else "manner"


def _to(act: Act, rules: Rules) -> str:
    if rules.has("receiving", act.lemma):
        return "source"
    return "goal" if rules.has("motion", act.lemma) else "recipient"


def _noun_roles(scene: Scene, act: Act, chunks: list[Chunk]) -> list[str]:
    roles: list[str] = []
    for chunk in chunks:
        role = _noun_role(scene, act, chunk)
        if role == "of":
            does = _is_party(scene, chunk) or scene.rules.has("motion", act.lemma)
            role = "agent" if does and "agent" not in roles else "patient"
            if role == "agent" and scene.rules.has("receiving", act.lemma):
                role = "agent" if "patient" not in roles else "source"
        roles.append(role)
    return roles


def _noun_role(scene: Scene, act: Act, chunk: Chunk) -> str:
    if chunk.kind == "whose":
        return "agent" if chunk.head.lower_ not in scene.rules.sets["possessives"] else ""
    if chunk.kind == "beside":
        return _beside(scene, chunk)
    if chunk.kind == "of":
        return "time" if _is_time(scene, chunk) else "of"
    if chunk.kind:
        return _prepositional(scene, act, chunk, passive=True)
    things = ("NOUN", "ADJ") if is_misread_verb(act.token, scene.rules) else ("NOUN",)
    if chunk.head.pos_ in things and not chunk.before and not _has_state(scene, chunk):
        return "patient"  # a verb that the model takes for a name: China bombea crudo
    # an adjective after the noun: el suministro norcoreano, la asistencia técnica
    return "agent" if _has_state(scene, chunk) else "manner"


def _beside(scene: Scene, chunk: Chunk) -> str:
    if _is_time(scene, chunk):
        return "time"
    if _has_state(scene, chunk):
        return "agent"
    return "patient" if chunk.head.pos_ in ("NOUN", "PROPN") else "manner"
