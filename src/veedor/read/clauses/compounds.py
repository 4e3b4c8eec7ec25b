"""Acts told in several words: *hacer llegar*, *hacerse con*, *carry out*, *co-authored*."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from veedor.read.clauses.rules import Rules
from veedor.read.clauses.rules import rules as rules_of
from veedor.read.syntax import Sent, Token

__all__ = ["joined"]

_PREFIXES = frozenset({"co", "re"})
_REFLEXIVE = "se"


def joined(
    sentence: Sent, verbs: Mapping[int, str], rules: Rules
) -> Iterator[tuple[int, str | None, int]]:
    """By token, the verb that such words make together, and how many words in a row they are;
    None for those that are no act then.

    `verbs` are the verbs of the sentence by token, in their dictionary form.
    """
    phrases = _phrases(rules.language)
    for index, lemma in verbs.items():
        for words, together in phrases.get(lemma, ()):
            if _stand(sentence, index, words, verbs):
                yield index, together, len(words)
                for behind in range(index + 1, index + len(words)):
                    if behind in verbs:
                        yield behind, None, 1
            elif _has_particle(sentence.doc[index], words):
                yield index, together, 1
        if sentence.doc[index].lower_ in _PREFIXES:
            yield from _prefixed(sentence, index, verbs)


@cache
def _phrases(code: str) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """First verb -> the words (a reflexive first one with its pronoun) and what they are."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for phrase, together in rules_of(code).clauses["verb_phrases"].items():
        words = tuple(str(phrase).split())
        first = words[0].removesuffix(_REFLEXIVE) if code == "es" else words[0]
        found.setdefault(first, []).append((words, str(together)))
    for known in found.values():
        known.sort(key=lambda phrase: len(phrase[0]))  # the longest that stands there is kept
    return found


def _stand(sentence: Sent, index: int, words: tuple[str, ...], verbs: Mapping[int, str]) -> bool:
    """Whether the phrase stands there: its verb, then its other words right behind."""
    behind = [t.lower_ for t in sentence.doc[index + 1 : index + len(words)]]
    if behind != list(words[1:]):
        return False
    if not words[0].endswith(_REFLEXIVE):
        return True
    if sentence.doc[index].lower_.endswith(_REFLEXIVE):
        return True
    for before in range(index - 1, max(sentence.start, index - 3) - 1, -1):
        if before in verbs:
            return False  # se comprometió a proveer
        if sentence.doc[before].lower_ == _REFLEXIVE:
            return True
    return False


def _has_particle(verb: Token, words: tuple[str, ...]) -> bool:
    """Whether a verb's particle stands behind its object: *threw the envoy out*."""
    return len(words) == 2 and any(
        child.dep_ == "prt" and child.lower_ == words[1] for child in verb.children
    )


def _prefixed(
    sentence: Sent, index: int, verbs: Mapping[int, str]
) -> Iterator[tuple[int, str | None, int]]:
    """*co-authored*, which the model takes for three verbs: the one above the others is kept."""
    verb = index + 2
    if verb not in verbs or sentence.doc[index + 1].text != "-":
        return
    top = index if _is_above(sentence.doc[index], sentence.doc[verb]) else verb
    for token in (index, index + 1, verb):
        yield token, verbs[verb] if token == top else None, 1


def _is_above(upper: Token, lower: Token) -> bool:
    while lower.head.i != lower.i:
        lower = lower.head
        if lower.i == upper.i:
            return True
    return False
