"""Whom and what a sentence tells outside of the arguments of its acts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from veedor.model import Argument
from veedor.read.clauses.phrases import argument_of
from veedor.read.clauses.scene import SUBJECTS, Scene
from veedor.read.syntax import Token

__all__ = ["apart_from"]

#: How many words a noun stands at most from its state's adjective.
_NEAR = 4


def apart_from(
    scene: Scene, told: Sequence[tuple[int, int]]
) -> Iterator[tuple[Argument, Token | None]]:
    """States, and names of people, bodies and ships, that none of the stretches `told` holds.

    Each as an argument with its noun, and that noun.
    """
    taken = list(told)
    for start, end in sorted(_marked(scene)):
        if any(a <= start < b for a, b in taken):
            continue
        tokens = [t for t in scene.sentence if start <= scene.place(t) < end]
        tokens = [t for t in tokens if not t.is_punct and t.idx >= scene.opening]
        if not tokens:
            continue
        head = _noun(scene, tokens)
        first, last = min(head.i, tokens[0].i), max(head.i, tokens[-1].i)
        words = [t for t in scene.sentence if first <= t.i <= last]
        known = argument_of(scene, _role(head), words, head)
        taken.append((known.start, known.end))
        yield known, head


def _marked(scene: Scene) -> Iterator[tuple[int, int]]:
    """Where the sentence names a state, a person, a body or a ship."""
    start = scene.line.start + scene.sentence.start_char
    end = start + len(scene.sentence.text)
    for a, b, country, _ in scene.article.states.between(start, end):
        if country:
            yield a, b
    for name in scene.article.names_in(start, end):
        if name.type in ("person", "vessel", "organization") and not name.nested:
            yield name.start, name.end


def _noun(scene: Scene, tokens: Sequence[Token]) -> Token:
    """The noun of a state's adjective or of a name beside it (*el carguero norcoreano X*)."""
    first = tokens[0]
    head = next((t for t in tokens if t.head not in tokens), first)
    above = head.head
    near = above.pos_ == "NOUN" and abs(above.i - head.i) <= _NEAR
    adjective = scene.is_demonym(first) or head.dep_ in ("amod", "compound", "appos", "flat")
    return above if near and adjective else head


def _role(head: Token) -> str:
    return "agent" if head.dep_ in SUBJECTS else ""
