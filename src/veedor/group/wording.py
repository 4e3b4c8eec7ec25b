"""What a stretch of an article means, as folded stems, and how near two stretches are."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from typing import Any

import snowballstemmer

from veedor.data import own_data
from veedor.errors import DataError
from veedor.model import Reading
from veedor.read.folding import fold
from veedor.read.languages import available, language
from veedor.vectors import nearness

__all__ = ["Wording", "is_one_saying", "wording"]

_CONTENT = frozenset({"NOUN", "VERB", "ADJ", "ADV"})
_NUMBER = re.compile(r"\d[\d.,]*")
#: Adverbs shorter than this say nothing of the matter (muy, ya, also).
_SHORT_ADVERB = 6
#: From this cosine on two sentences say the same matter if they share a telling meaning, and
#: below LOW they do not even if they share two. Renderings of one utterance in five reports lie
#: between 0.26 and 0.63, different utterances of one speaker on one day between -0.09 and 0.35:
#: the vector alone cannot decide, so meanings must be shared in any case.
HIGH, LOW = 0.6, 0.2
#: Share of the shorter one's meanings that a near verbatim rendering has.
VERBATIM = 0.75


@dataclass(frozen=True, slots=True)
class Wording:
    """The meanings of a stretch: telling ones, plain ones, numbers; whether it is negated."""

    text: str
    telling: frozenset[str]
    plain: frozenset[str]
    numbers: frozenset[str]


@cache
def _stemmer(code: str) -> Any:
    return snowballstemmer.stemmer(str(language(code).data("model")["stemmer"]))


def _stem(word: str, code: str) -> str:
    return fold(_stemmer(code).stemWord(word.lower()))


@cache
def _meanings() -> tuple[dict[str, dict[str, str]], frozenset[str]]:
    """For each language its stems and their meanings; and the plain meanings."""
    name = "synonyms.yaml"
    data = own_data("veedor.group", name)
    stems: dict[str, dict[str, str]] = {code: {} for code in available()}
    for number, row in enumerate(data["meanings"]):
        for code, words in row.items():
            if code not in stems:
                raise DataError(name, f"no reader for {code}", key=f"meanings.{number}")
            for word in words:
                stems[code].setdefault(_stem(word, code), f"={number}")
    plain = {
        stems[code].get(_stem(word, code), _stem(word, code))
        for word in data["plain"]
        for code in stems
    }
    return stems, frozenset(plain)


def wording(reading: Reading, start: int, end: int) -> Wording:
    """The meanings of `[start, end)` of a reading."""
    tokens = reading.tokens
    telling: set[str] = set()
    plain: set[str] = set()
    text = _text(reading, start, end)
    if tokens is not None:
        stems, common = _meanings()
        known = stems[reading.language]
        named = [(n.start, n.end) for n in reading.names if n.start < end and start < n.end]
        first = bisect_left(tokens.start, start)
        for at in range(first, bisect_left(tokens.start, end)):
            word = text[tokens.start[at] - start : tokens.end[at] - start]
            if not _tells(word, tokens.pos[at], tokens.start[at], named):
                continue
            meaning = known.get(_stem(word, reading.language)) or known.get(
                _stem(tokens.lemma[at], reading.language), _stem(word, reading.language)
            )
            (plain if meaning in common else telling).add(meaning)
    return Wording(text, frozenset(telling), frozenset(plain), frozenset(_NUMBER.findall(text)))


def _tells(word: str, pos: str, at: int, named: list[tuple[int, int]]) -> bool:
    if pos not in _CONTENT or (pos == "ADV" and len(word) < _SHORT_ADVERB):
        return False
    return not any(start <= at < end for start, end in named)


def _text(reading: Reading, start: int, end: int) -> str:
    line = next((one for one in reading.lines if one.start <= start < one.end), None)
    return line.text[start - line.start : end - line.start] if line is not None else ""


def is_one_saying(left: Wording, right: Wording) -> bool:
    """Whether two sayings of one speaker on one occasion render the same words.

    They share two telling meanings, or nearly all of the shorter one's, or one and a near
    vector; numbers that differ part them.
    """
    if left.numbers and right.numbers and not left.numbers & right.numbers:
        return False
    shared = left.telling & right.telling
    both = shared | (left.plain & right.plain)
    least = min(len(left.telling | left.plain), len(right.telling | right.plain))
    if not shared or not least:
        return False
    if len(both) >= 3 and len(both) / least >= VERBATIM:
        return True
    near = nearness(left.text, right.text)
    return near >= HIGH or (len(shared) >= 2 and near >= LOW)
