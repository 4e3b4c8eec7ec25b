"""The prepositions that open the parts of a clause, and words that only qualify a number."""

from __future__ import annotations

from collections.abc import Sequence

from veedor.read.clauses.scene import Scene
from veedor.read.syntax import Token

__all__ = ["approximator_at", "preposition_at"]

_PREPOSITION_DEPS = frozenset({"case", "prep", "mark", "agent", "dative", "fixed", "aux"})


def preposition_at(scene: Scene, tokens: Sequence[Token], at: int) -> tuple[str, str, int] | None:
    """The preposition that starts at a place: its words, what it says, how many words."""
    token = tokens[at]
    known = scene.rules.prepositions.get(token.lower_)
    if known is None or _in_compound(scene, token):
        return None
    behind = tokens[at + 1].lower_ if at + 1 < len(tokens) else ""
    for words, role in known:
        if len(words) > 1:
            if not behind.startswith(words[1]):
                continue
            found = tuple(other.lower_ for other in tokens[at : at + len(words)])
            if found != words and not _contracted(found, words):
                continue
        if (
            len(words) > 1
            or token.pos_ in ("ADP", "SCONJ")
            or (
                token.dep_ in _PREPOSITION_DEPS
                and token.pos_ not in ("NOUN", "VERB", "AUX", "PART")
            )
        ):
            return " ".join(words), role, len(words)
    return None


def _in_compound(scene: Scene, token: Token) -> bool:
    """*surface-to-air*: a preposition between hyphens is part of a word."""
    before = scene.sentence.doc[token.i - 1] if token.i else None
    return before is not None and before.text.endswith("-") and not before.whitespace_


def approximator_at(scene: Scene, tokens: Sequence[Token], at: int) -> int:
    """How many words from a place only qualify a number: *al menos* 40, *up to* 200."""
    for words in scene.rules.approximators.get(tokens[at].lower_, ()):
        after = at + len(words)
        if tuple(t.lower_ for t in tokens[at:after]) == words and _counts(scene, tokens, after):
            return len(words)
    return 0


def _counts(scene: Scene, tokens: Sequence[Token], at: int) -> bool:
    """Whether a number begins here, perhaps after another word that qualifies it."""
    for token in tokens[at : at + 3]:
        word = token.lower_
        if token.like_num or token.pos_ == "NUM" or word in scene.rules.sets["quantifiers"]:
            return True
        if word not in scene.rules.sets["number_openers"]:
            return False
    return False


def _contracted(found: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """`al`, `del` end a preposition like `a`, `de`."""
    return (
        len(found) == len(words)
        and found[:-1] == words[:-1]
        and found[-1] in (words[-1] + "l", words[-1] + "el")
    )
