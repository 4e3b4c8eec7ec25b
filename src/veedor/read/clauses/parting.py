"""Where a part of a clause ends although the model hangs the next word on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from veedor.read.clauses.scene import Act, Scene
from veedor.read.clauses.words import has_form
from veedor.read.syntax import Token

if TYPE_CHECKING:
    from veedor.read.clauses.chunks import Chunk

__all__ = ["parts"]

#: How many characters before its end the name of a state may begin.
_NAME = 60


def parts(scene: Scene, act: Act, current: Chunk, token: Token) -> bool:
    """Whether a word begins another part although the model hangs it on the one before."""
    return (
        _follows_name(scene, current, token)
        or _is_given_to(scene, act, current, token)
        or _follows_receiver(scene, act, current, token)
        or (not act.nominal and _is_next_name(scene, current, token))
        or (not act.nominal and current.before and _follows_time(scene, current, token))
    )


def _follows_name(scene: Scene, current: Chunk, token: Token) -> bool:
    """Whether a thing follows a name that a preposition opens: *recibió de Seúl planos*.

    Behind a state's name the model often takes the thing for a part of the name.
    """
    last = current.tokens[-1] if current.tokens else None
    return (
        last is not None
        and bool(current.kind)
        and last.pos_ == "PROPN"
        and last.text[:1].isupper()
        and last.dep_ not in ("compound", "poss")
        and (token.text.islower() or token.pos_ == "NUM")
        and last.i == token.i - 1
        and (token.pos_ == "NOUN" or _is_thing(scene, current, token, last))
    )


def _is_thing(scene: Scene, current: Chunk, token: Token, last: Token) -> bool:
    """*a Corea del Norte cohetes*: what the model takes for a name, an adjective or a verb."""
    return (
        _ends_state(scene, last, ("country", "government", "place"))
        and not scene.is_demonym(token)
        and (
            token.pos_ in ("PROPN", "NUM", "DET", "ADJ")
            or token.lower_ in scene.rules.sets["number_openers"]  # a Corea del Norte más crudo
            or (current.kind == "to" and token.pos_ == "VERB" and not scene.is_verb(token))
        )
        and not has_form(token, "VerbForm", "Part")
    )


def _is_given_to(scene: Scene, act: Act, current: Chunk, token: Token) -> bool:
    """*sold North Korea trucks*: behind a verb of giving, a state's bare name is who receives.

    What is of that state would have its adjective; names in capitals only are no sign (*US*).
    """
    last = current.tokens[-1] if current.tokens else None
    return (
        last is not None
        and not (current.kind or current.before or act.nominal)
        and scene.rules.has("giving", act.lemma)
        and last.dep_ in ("compound", "nmod")
        and not (last.text.isupper() or scene.is_demonym(last))
        and token.text.islower()
        and token.text.isalpha()
        and _ends_state(scene, last, ("country", "government", "person"))
    )


def _follows_receiver(scene: Scene, act: Act, current: Chunk, token: Token) -> bool:
    """*entrega a su aliado misiles*, *agradeció a los soldados su heroísmo*: behind the one
    who receives, the thing begins, which the model often takes for an adjective of his.

    An article or a possessive opens a phrase of its own; what is several is no adjective of
    one, and a noun is none of people.
    """
    last = current.tokens[-1] if current.tokens else None
    if (
        last is None
        or act.nominal
        or current.kind != "to"
        or last.i != token.i - 1
        or last.pos_ not in ("NOUN", "PROPN", "ADJ")
        or not token.text.islower()
        or scene.is_demonym(token)
    ):
        return False
    if token.pos_ == "DET":
        return True
    if token.pos_ not in ("NOUN", "ADJ", "PROPN") or has_form(token, "VerbForm", "Part"):
        return False
    several = has_form(token, "Number", "Plur") and has_form(last, "Number", "Sing")
    behind = scene.is_demonym(last) and last.head.i < last.i
    people = scene.lemma(last) in scene.rules.sets["receivers"] or behind
    return people and (several or token.pos_ == "NOUN")


def _ends_state(
    scene: Scene, last: Token, types: tuple[str, ...] = ("country", "government")
) -> bool:
    """Whether a state's name (or one of another type) ends with a token."""
    end = scene.place(last) + len(last)
    names = scene.article.names_in(max(0, end - _NAME), end)
    return any(name.end == end and name.type in types for name in names)


def _is_next_name(scene: Scene, current: Chunk, token: Token) -> bool:
    """*viajó a Rusia Jo Chun-ryong*: right behind a place, somebody's name begins."""
    last = current.tokens[-1] if current.tokens else None
    if last is None or not current.kind or last.i != token.i - 1 or token.dep_ != "flat":
        return False
    start, end = scene.bounds(current.tokens)
    names = scene.article.names_in(start, scene.place(token) + 1)
    return any(
        name.start == scene.place(token) and name.type == "person" and not name.nested
        for name in names
    ) and any(name.end == end and name.type in ("country", "place") for name in names)


def _follows_time(scene: Scene, current: Chunk, token: Token) -> bool:
    """*En 2012 Corea del Norte vendió …*: right behind a time in front, a name begins."""
    last = current.tokens[-1] if current.tokens else None
    if last is None or last.i != token.i - 1:
        return False
    article, place = scene.article, scene.place(token)
    return (
        article.in_time(scene.place(last))
        and not article.in_time(place)
        and any(name.start == place for name in article.names_in(place, place + 1))
    )
