"""Words of a sentence as an argument: its head, whom it names, of which States."""

from __future__ import annotations

from collections.abc import Iterable

from veedor.model import Argument
from veedor.read.clauses.quantities import quantity_in
from veedor.read.clauses.scene import Scene
from veedor.read.syntax import Token

__all__ = ["CONTENT", "argument_of", "phrase"]

#: The parts of speech whose words say what an argument is.
CONTENT = frozenset({"NOUN", "PROPN", "ADJ", "VERB", "X"})


def argument_of(scene: Scene, role: str, tokens: Iterable[Token], head: Token) -> Argument:
    """Some words of a sentence as an argument."""
    listed = [t for t in tokens if not t.is_punct and t.idx >= scene.opening] or [head]
    start, end = scene.bounds(listed)
    text = scene.article.parsed.text[start:end]
    referents = dict.fromkeys(
        [
            name.referent
            for name in scene.article.names_in(start, end)
            if name.end <= end and not name.nested
        ]
        + [
            holder
            for office in scene.article.offices_in(start, end)
            if office.end <= end
            for holder in office.holders
        ]
    )
    countries = dict.fromkeys(scene.article.states.within(start, end))
    for referent in referents:
        country = scene.article.mentions.referents[referent].country
        if country:
            countries.setdefault(country)
    return Argument(
        start=start,
        end=end,
        text=text,
        role=role,
        head=scene.lemma(head),
        lemmas=tuple(scene.lemma(token) for token in listed if token.pos_ in CONTENT),
        referents=tuple(referents),
        countries=tuple(countries),
        quantity=quantity_in(text, scene.rules),
    )


def phrase(
    scene: Scene, role: str, noun: Token, before: Token | None = None, whole: bool = False
) -> Argument:
    """The noun's phrase as an argument, without the clause that hangs on it.

    `whole`: with what it goes on from, *las armas y los soldados que envió*.
    """
    top = noun.head if whole and _goes_on(noun) else noun
    cut = set() if before is None else {token.i for token in before.subtree}
    tokens = [
        token
        for token in top.subtree
        if token.i not in cut
        and not token.is_punct
        and token.dep_ not in ("case",)
        and not (token.dep_ == "cc" and token.head is noun and top is noun)
        and scene.owner[token.i] == scene.owner[noun.i]
    ]
    nested = [t for t in tokens if t.i <= noun.i or before is None or t.i < before.i]
    return argument_of(scene, role, nested or [noun], noun)


def _goes_on(noun: Token) -> bool:
    """Whether a noun is the second of two of one form: both with an article, or both bare."""
    if noun.dep_ != "conj" or noun.head.pos_ != "NOUN":
        return False
    first, second = ([c for c in t.lefts if c.dep_ == "det"] for t in (noun.head, noun))
    return bool(first) == bool(second)
