"""The same dispatch in two languages: sentences that say the same, one by one.

Candidates share rare names and figures, which translation leaves alone; their sentences are
then aligned by multilingual sentence vectors (Yang et al., 2020).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from veedor.date.passages import Passage
from veedor.date.reuse import Body, Overlap
from veedor.model import Article, Reading
from veedor.vectors import vectors as vectors_of

__all__ = ["translated_pairs"]

#: Two sentences are translations of one from this cosine on, if each is the other's nearest.
#: Of five labelled pairs of a made-up press 61 to 91 in 100 words of the shorter text lie in
#: such sentences; of 20 pairs that report one event in two languages at most 36 do.
SAME_SENTENCE = 0.7
SHARE = 0.5
#: One sentence may be alike by chance.
LEAST = 2
#: Shorter sentences are alike too easily.
SHORTEST = 5
#: Sentences that are mostly quotation are official words that every outlet may translate.
NARRATIVE = 0.6
#: A dispatch is translated within so many days.
HORIZON = 3
#: Candidates share this part of the names and figures of the one that has fewer: of those five
#: pairs at least 0.45, of 1,440 pairs of texts in two languages 2 in 100 have 0.4.
ALIKE = 0.4
#: And this many; the nearest so many are compared.
ANCHORS, COMPARED = 4, 6
#: A name or figure points at the latest so many texts: what more have is no anchor.
POSTINGS = 64
#: So many of the latest texts are at hand, about 10 kB each.
HELD = 20_000
_ANCHOR = re.compile(r"\d+(?:[.,]\d+)*|[A-ZÁÉÍÓÚÑÜ][^\W\d_]{3,}")
_FOLD = str.maketrans("áàâäãéèêëíìîïóòôöõúùûüñç", "aaaaaeeeeiiiiooooouuuunc")


@dataclass(frozen=True)
class _Text:
    """An article's body with its language, day and anchors; `number` counts texts in order."""

    number: int
    body: Body
    language: str
    day: date | None
    text: str
    anchors: frozenset[str]

    @property
    def sentences(self) -> list[tuple[int, Passage]]:
        """The passages that may show a translation, with their numbers."""
        return [
            (number, passage)
            for number, passage in enumerate(self.body.passages)
            if len(passage.words) >= SHORTEST
            and passage.narrative >= NARRATIVE * len(passage.words)
        ]


def _day(article: Article) -> date | None:
    try:
        return date.fromisoformat((article.published or "")[:10])
    except ValueError:
        return None


def _anchors(article: Article, body: Body, reading: Reading) -> frozenset[str]:
    found = {r.gazetteer for r in reading.referents if r.gazetteer and r.subject}
    for passage in body.passages:
        for match in _ANCHOR.finditer(article.text, passage.start, passage.end):
            word = match.group().lower().translate(_FOLD)
            found.add(re.sub(r"[.,]", "", word))
    return frozenset(word for word in found if word and len(word) > 1)


@dataclass
class _Index:
    postings: dict[str, deque[_Text]] = field(
        default_factory=lambda: defaultdict(lambda: deque(maxlen=POSTINGS))
    )
    held: deque[_Text] = field(default_factory=deque)

    def candidates(self, text: _Text) -> list[_Text]:
        """Texts in another language with the most anchors in common, the rare ones first."""
        weight: Counter[str] = Counter()
        shared: Counter[str] = Counter()
        texts: dict[str, _Text] = {}
        for anchor in text.anchors:
            held = self.postings.get(anchor, ())
            if len(held) == POSTINGS:
                continue
            for other in held:
                if other.language != text.language and _near(other, text):
                    key = other.body.article
                    texts[key] = other
                    shared[key] += 1
                    weight[key] += 1000 // len(held)
        found = [
            key
            for key, other in texts.items()
            if shared[key] >= max(ANCHORS, ALIKE * min(len(text.anchors), len(other.anchors)))
        ]

        def nearest(key: str) -> tuple[int, int]:
            return -weight[key], texts[key].number

        return [texts[key] for key in sorted(found, key=nearest)[:COMPARED]]

    def add(self, text: _Text) -> None:
        for anchor in text.anchors:
            self.postings[anchor].append(text)
        self.held.append(text)
        if len(self.held) > HELD:
            self._forget(self.held.popleft())

    def _forget(self, text: _Text) -> None:
        for anchor in text.anchors:
            held = self.postings[anchor]
            if held and held[0] is text:
                held.popleft()
            if not held:
                del self.postings[anchor]


def _near(left: _Text, right: _Text) -> bool:
    if left.day is None or right.day is None:
        return True
    return abs((left.day - right.day).days) <= HORIZON


@dataclass
class _Vectors:
    """Sentence vectors of the texts compared last."""

    held: dict[str, Any] = field(default_factory=dict)

    def of(self, text: _Text) -> Any:
        key = text.body.article
        if key not in self.held:
            if len(self.held) > 256:
                self.held.pop(next(iter(self.held)))
            spans = [text.text[p.start : p.end] for _, p in text.sentences]
            self.held[key] = vectors_of(spans)
        return self.held[key]


def _aligned(left: _Text, right: _Text, vectors: _Vectors) -> list[tuple[int, int]]:
    """Passages of both that are each other's nearest and near enough."""
    ours, theirs = left.sentences, right.sentences
    if not ours or not theirs:
        return []
    near = vectors.of(left) @ vectors.of(right).T
    forth, back = near.argmax(axis=1), near.argmax(axis=0)
    return [
        (ours[row][0], theirs[int(column)][0])
        for row, column in enumerate(forth)
        if int(back[column]) == row and near[row, column] >= SAME_SENTENCE
    ]


def _words(text: _Text, numbers: Iterable[int] | None = None) -> int:
    passages: Sequence[Passage] = text.body.passages
    chosen = range(len(passages)) if numbers is None else numbers
    return sum(len(passages[number].words) for number in chosen)


def _covered(text: _Text, numbers: Iterable[int]) -> dict[int, frozenset[int]]:
    return {n: frozenset(range(len(text.body.passages[n].words))) for n in numbers}


def _overlap(left: _Text, right: _Text, pairs: list[tuple[int, int]]) -> Overlap | None:
    """What two texts share, if one is the other's translation."""
    ours, theirs = [one for one, _ in pairs], [other for _, other in pairs]
    shares = (
        _words(text, numbers) / max(1, _words(text))
        for text, numbers in ((left, ours), (right, theirs))
    )
    share = max(shares)
    if len(pairs) < LEAST or share < SHARE:
        return None
    return Overlap(
        containment=share,
        longest_run=0,
        whole_sentences=len(pairs),
        left=_covered(left, ours),
        right=_covered(right, theirs),
    )


def translated_pairs(
    bodies: Iterable[Body], articles: Mapping[str, Article], readings: Mapping[str, Reading]
) -> Iterator[tuple[tuple[str, str], Overlap]]:
    """Pairs of texts in two languages of which one was made from the other, or both from a third.

    Bodies come oldest first. An article that was not read has no language and no pairs.
    """
    index, vectors = _Index(), _Vectors()
    for number, body in enumerate(bodies):
        reading, article = readings.get(body.article), articles[body.article]
        if reading is None:
            continue
        anchors = _anchors(article, body, reading)
        text = _Text(number, body, reading.language, _day(article), article.text, anchors)
        for other in index.candidates(text):
            overlap = _overlap(other, text, _aligned(other, text, vectors))
            if overlap:
                yield (other.body.article, body.article), overlap
        index.add(text)
