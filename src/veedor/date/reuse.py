"""Text reuse between two articles, and which pairs are worth comparing.

Pairs are found through winnowed fingerprints (Schleimer, Wilkerson and Aiken, 2003): with
n-grams of NGRAM words and windows of WINDOW of them, any run of NGRAM + WINDOW - 1 = 12 words
that two texts share is found, while only about a fifth of the n-grams is kept. Fingerprints
that return on many days are the site's furniture and show nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from veedor.date.passages import Passage

__all__ = ["Body", "Narrative", "Overlap", "compare"]

NGRAM = 5
WINDOW = 8
#: Copying: this share of the shorter text's narrative 5-grams, with a run of this many words.
#: Of 98 labelled pairs, the highest that is no copy has 0.106 and the lowest clear copy 0.130.
MIN_CONTAINMENT = 0.12
MIN_RUN = 12
#: Or one whole narrative sentence: this many words of it, at least this share on both sides.
#: The longest coincidence without copying was a photo caption of 15 words.
SENTENCE_WORDS = 20
SENTENCE_SHARE = 0.7
#: Such a sentence is mostly outside quotation marks: what frames a quotation is often alike.
NARRATIVE_SHARE = 0.6

#: So many n-grams of it are shared with a sentence that counts as copied whole: as many as cover
#: its words where they do not even overlap.
_LEAST = SENTENCE_WORDS // NGRAM
#: An odd number whose bits are those of the golden ratio (Knuth, 1973).
_FACTOR = np.uint64(0x9E3779B97F4A7C15)


@lru_cache(maxsize=2**18)
def _number(word: str) -> int:
    """The number of a word, the same in every process."""
    return int.from_bytes(blake2b(word.encode(), digest_size=7).digest(), "big")


def _fingerprints(passage: Passage, places: Sequence[int]) -> list[int]:
    """The fingerprints of the 5-grams that begin at some places of a passage.

    Python hashes a tuple of integers alike in every process, unlike one of strings.
    """
    numbers = [_number(word) for word in passage.words]
    return [hash(tuple(numbers[first : first + NGRAM])) & _UNSIGNED for first in places]


_UNSIGNED = 2**64 - 1


def _places_of(passage: Passage) -> Sequence[int]:
    """Where a 5-gram outside quotation marks begins."""
    if not passage.has_quotes:
        return range(len(passage.words) - NGRAM + 1)
    found, unquoted = [], 0
    for index, quoted in enumerate(passage.quoted):
        unquoted = 0 if quoted else unquoted + 1
        if unquoted >= NGRAM:
            found.append(index - NGRAM + 1)
    return found


def _winnow(values: Sequence[int]) -> Iterator[int]:
    """The index of the rightmost smallest value of each window, once."""
    pick = -1
    for end in range(max(1, min(WINDOW, len(values))) - 1, len(values)):
        start = max(0, end - WINDOW + 1)
        if pick >= start and values[end] > values[pick]:
            continue
        if pick >= start:
            pick = end
        else:
            window = values[start : end + 1]
            pick = end - window[::-1].index(min(window))
        yield pick


@dataclass(frozen=True)
class Body:
    """An article's narrative, ready to be compared."""

    article: str
    passages: tuple[Passage, ...]

    @cached_property
    def prints(self) -> tuple[tuple[int, int, int], ...]:
        """Winnowed fingerprints: (fingerprint, passage, first word), in order."""
        found = []
        for number, passage in enumerate(self.passages):
            places = _places_of(passage)
            values = _fingerprints(passage, places)
            found += [(values[pick], number, places[pick]) for pick in _winnow(values)]
        return tuple(found)

    @cached_property
    def text_key(self) -> bytes:
        """Equal for texts with the same words in the same order."""
        words = " ".join(word for passage in self.passages for word in passage.words)
        return blake2b(words.encode(), digest_size=8).digest()


@dataclass(frozen=True, eq=False)
class Narrative:
    """A body without the site's furniture (its fingerprints): what may have been copied."""

    body: Body
    furniture_values: Set[int]

    @cached_property
    def furniture(self) -> frozenset[tuple[int, int]]:
        """The n-grams (passage, first word) that belong to the site, not to the report.

        What lies between two neighbouring fingerprints of furniture is furniture too.
        """
        found: set[tuple[int, int]] = set()
        before: tuple[int, int] | None = None
        for value, number, first in self.body.prints:
            if value not in self.furniture_values:
                before = None
                continue
            left = before[1] if before and before[0] == number else first
            found.update((number, index) for index in range(left, first + 1))
            before = (number, first)
        return frozenset(found)

    @cached_property
    def prints(self) -> frozenset[int]:
        """Its fingerprints."""
        return frozenset(
            value
            for value, number, first in self.body.prints
            if (number, first) not in self.furniture
        )

    @property
    def grams(self) -> Grams:
        """Its n-grams."""
        return _grams_of(self)


@dataclass(frozen=True, slots=True, eq=False)
class Grams:
    """The n-grams of a text as numbers, in order, where each stands, and each of them once."""

    values: NDArray[np.uint64]
    passages: NDArray[np.int32]
    firsts: NDArray[np.int32]
    distinct: NDArray[np.uint64]


#: A text is compared with many others: so many are kept as numbers, some 6 kB each.
@lru_cache(maxsize=8192)
def _grams_of(text: Narrative) -> Grams:
    values, numbers, firsts = [], [], []
    for number, passage in enumerate(text.body.passages):
        at = [first for first in _places_of(passage) if (number, first) not in text.furniture]
        if at:
            values.append(_rolled(passage.words)[at])
            numbers += [number] * len(at)
            firsts += at
    found = np.concatenate(values) if values else np.empty(0, np.uint64)
    return Grams(
        found, np.array(numbers, np.int32), np.array(firsts, np.int32), np.unique(found)
    )


def _rolled(words: tuple[str, ...]) -> NDArray[np.uint64]:
    """A number for the n-gram that begins at each word: equal for the same words, and as good as
    never for others, as 64 bits are for the few hundred thousand of a comparison."""
    single = np.fromiter(map(_number, words), np.uint64, len(words))
    count = len(words) - NGRAM + 1
    total = np.zeros(count, np.uint64)
    for place in range(NGRAM):
        total = total * _FACTOR + single[place : place + count]
    return total


@dataclass(frozen=True, slots=True)
class Overlap:
    """What two articles share: `left` and `right` are word indexes by passage."""

    containment: float
    longest_run: int
    whole_sentences: int
    left: Mapping[int, frozenset[int]]
    right: Mapping[int, frozenset[int]]

    @property
    def is_copy(self) -> bool:
        """Whether one text was made from the other, or both from a third."""
        enough = self.containment >= MIN_CONTAINMENT and self.longest_run >= MIN_RUN
        return enough or self.whole_sentences > 0


def _among(values: NDArray[np.uint64], known: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Which of the values are among the known ones, which are sorted."""
    if not len(known):
        return np.zeros(len(values), np.bool_)
    places = np.searchsorted(known, values)
    found: NDArray[np.bool_] = known[np.minimum(places, len(known) - 1)] == values
    return found


def _covered(grams: Grams, shared: NDArray[np.bool_]) -> dict[int, frozenset[int]]:
    """The words of the n-grams that are shared, by passage."""
    found: dict[int, set[int]] = {}
    pairs = zip(grams.passages[shared].tolist(), grams.firsts[shared].tolist(), strict=True)
    for number, first in pairs:
        found.setdefault(number, set()).update(range(first, first + NGRAM))
    return {number: frozenset(indexes) for number, indexes in found.items()}


def _longest_run(covered: Mapping[int, frozenset[int]]) -> int:
    best = 0
    for indexes in covered.values():
        run, previous = 0, -2
        for index in sorted(indexes):
            run = run + 1 if index == previous + 1 else 1
            best, previous = max(best, run), index
    return best


def _whole(body: Body, covered: Mapping[int, frozenset[int]]) -> int:
    """How many narrative sentences are covered nearly whole."""
    count = 0
    for number, indexes in covered.items():
        passage = body.passages[number]
        narrative = passage.narrative
        count += (
            len(indexes) >= SENTENCE_WORDS
            and len(indexes) >= SENTENCE_SHARE * narrative
            and narrative >= NARRATIVE_SHARE * len(passage.words)
        )
    return count


def compare(left: Narrative, right: Narrative) -> Overlap | None:
    """What two articles share, furniture and quotations aside; None where it is too little for
    one to be a copy of the other."""
    ours, theirs = left.grams, right.grams
    common = ours.distinct[_among(ours.distinct, theirs.distinct)]
    containment = len(common) / max(1, min(len(ours.distinct), len(theirs.distinct)))
    shared = [_among(grams.values, common) for grams in (ours, theirs)]
    if containment < MIN_CONTAINMENT and min(map(_most, (ours, theirs), shared)) < _LEAST:
        return None
    left_words, right_words = map(_covered, (ours, theirs), shared)
    return Overlap(
        containment=containment,
        longest_run=min(_longest_run(left_words), _longest_run(right_words)),
        whole_sentences=min(_whole(left.body, left_words), _whole(right.body, right_words)),
        left=left_words,
        right=right_words,
    )


def _most(grams: Grams, shared: NDArray[np.bool_]) -> int:
    """The most n-grams of one passage that are shared."""
    return int(np.bincount(grams.passages[shared]).max(initial=0))
