"""Which articles share a text, and whose text it is."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b

from veedor.date.families import Families
from veedor.date.furniture import Furniture
from veedor.date.origins import family_origin
from veedor.date.passages import passages
from veedor.date.reuse import Body, Narrative, Overlap, compare
from veedor.date.translations import several_languages, translated_pairs
from veedor.model import Article, CopyFamily, Member, Reading, Span, record_id

__all__ = ["copy_families", "copy_pairs"]

#: A fingerprint points at no more than this many texts, the latest: one that more texts carry
#: and that is no furniture belongs to a dispatch, whose copies also resemble one another.
POSTINGS = 48
#: A text that is contained to this share in an earlier one is represented by it.
REPRESENTED = 0.97
#: Texts are compared that share two fingerprints, or this share of the shorter's: a run of 12
#: words has at least one, and copying shows in a run of that length and 0.12 of the text.
LIKELY = 0.08
#: A text is compared with this many distinct ones before it, about 10 kB each. The same text is
#: known again however long ago it was.
HELD = 60_000

Overlaps = dict[tuple[str, str], Overlap]


@dataclass
class _Index:
    """The latest texts by fingerprint, each distinct text once."""

    postings: dict[int, list[Narrative]] = field(default_factory=dict)
    held: deque[Narrative] = field(default_factory=deque)

    def candidates(self, text: Narrative) -> list[Narrative]:
        """Earlier texts that share enough fingerprints to be worth a comparison."""
        shared: Counter[str] = Counter()
        texts: dict[str, Narrative] = {}
        for value in text.prints:
            for other in self.postings.get(value, ()):
                shared[other.body.article] += 1
                texts[other.body.article] = other
        return [
            texts[key]
            for key, count in shared.items()
            if count >= min(2, LIKELY * min(len(text.prints), len(texts[key].prints)))
        ]

    def add(self, text: Narrative) -> None:
        """Let later texts find this one, and no longer the oldest."""
        for value in text.prints:
            texts = self.postings.setdefault(value, [])
            texts.append(text)
            if len(texts) > POSTINGS:
                del texts[0]
        self.held.append(text)
        if len(self.held) > HELD:
            self._forget(self.held.popleft())

    def _forget(self, text: Narrative) -> None:
        for value in text.prints:
            texts = [other for other in self.postings.get(value, ()) if other is not text]
            if texts:
                self.postings[value] = texts
            else:
                self.postings.pop(value, None)


class _Texts:
    """The distinct texts of a collection, oldest first, and the articles that carry each.

    Bodies are made when they are asked for, and not kept.
    """

    def __init__(
        self, articles: Mapping[str, Article], readings: Mapping[str, Reading]
    ) -> None:
        self.articles, self.readings = articles, readings
        self.carriers: dict[str, list[str]] = {}
        self.furniture = Furniture(len(articles))
        firsts: dict[int, str] = {}
        same: dict[bytes, str | None] = {}
        published = ((article.published or "9999", key) for key, article in articles.items())
        for _, key in sorted(published):
            article = articles[key]
            text = blake2b(article.text.encode("utf-8", "replace"), digest_size=8).digest()
            if text not in same:
                same[text] = self._take_up(article, firsts)
            first = same[text]
            if first is not None and first != key:
                self.carriers[first].append(key)

    def _take_up(self, article: Article, firsts: dict[int, str]) -> str | None:
        """The first article with the words of this one; None if it has none to compare."""
        body = self.body(article.id)
        if not body.prints:
            return None
        first = firsts.setdefault(body.text_key, article.id)
        if first == article.id:
            self.carriers[first] = [first]
            day = (article.published or "")[:10] or article.id
            self.furniture.show({value for value, *_ in body.prints}, article.outlet, day)
        return first

    def body(self, key: str) -> Body:
        """An article's narrative."""
        return Body(key, passages(self.articles[key], self.readings.get(key)))

    def bodies(self) -> Iterator[Body]:
        """The distinct texts, oldest first."""
        return map(self.body, self.carriers)


def _pairs(texts: _Texts) -> Overlaps:
    """Copies among distinct texts: (earlier, later), and what they share."""
    index = _Index()
    found: Overlaps = {}
    for body in texts.bodies():
        text = Narrative(body, texts.furniture.values)
        represented = False
        for other in index.candidates(text):
            overlap = compare(other, text)
            if overlap is not None and overlap.is_copy:
                found[other.body.article, body.article] = overlap
                represented |= overlap.containment >= REPRESENTED
        if not represented:
            index.add(text)
    return found


def copy_pairs(articles: Mapping[str, Article], readings: Mapping[str, Reading]) -> Overlaps:
    """Each pair of different texts of which one was made from the other, or both from a third."""
    return _pairs(_Texts(articles, readings))


def _member(article: Article, body: Body, shared: Mapping[int, set[int]]) -> Member:
    """How much of an article no other member has, and where."""
    own: list[Span] = []
    words = own_words = 0
    for number, passage in enumerate(body.passages):
        taken = shared.get(number, set())
        words += len(passage.words)
        own_words += len(passage.words) - len(taken)
        if len(taken) * 2 < len(passage.words):
            start, end = passage.start, passage.end
            if own and own[-1].end >= start - 2:
                start = own.pop().start
            own.append(Span(start=start, end=end, text=article.text[start:end]))
    return Member(article=article.id, own_share=round(own_words / max(1, words), 4), own=tuple(own))


def copy_families(
    articles: Mapping[str, Article], readings: Mapping[str, Reading]
) -> list[CopyFamily]:
    """The families of articles with one textual origin, oldest first.

    Titles, site furniture and quoted words count for nothing; a family needs two articles. The
    same text in two languages is one family. Articles and readings are taken one by one, so
    that the mappings may fetch them from where they are kept.
    """
    texts = _Texts(articles, readings)
    pairs = _pairs(texts)
    if several_languages(readings):
        pairs |= dict(translated_pairs(texts.bodies(), articles, readings))
    families = Families().build(
        {pair: overlap.containment for pair, overlap in pairs.items()},
        (pair for pair, overlap in pairs.items() if overlap.containment >= REPRESENTED),
    )
    shared = _shared(families, pairs)
    groups: dict[str, list[str]] = defaultdict(list)
    for first in texts.carriers:
        groups[families.find(first)].append(first)
    return [
        _family(members, texts, shared)
        for members in groups.values()
        if sum(len(texts.carriers[first]) for first in members) > 1
    ]


def _shared(families: Families, pairs: Overlaps) -> dict[str, dict[int, set[int]]]:
    """The words of each text that others of its family have, by passage."""
    shared: dict[str, dict[int, set[int]]] = defaultdict(lambda: defaultdict(set))
    for (left, right), overlap in pairs.items():
        if families.find(left) == families.find(right):
            for number, indexes in overlap.left.items():
                shared[left][number] |= indexes
            for number, indexes in overlap.right.items():
                shared[right][number] |= indexes
    return shared


def _family(
    firsts: Sequence[str], texts: _Texts, shared: Mapping[str, Mapping[int, set[int]]]
) -> CopyFamily:
    members: list[Member] = []
    for first in firsts:
        keys, body = texts.carriers[first], texts.body(first)
        whole = {n: set(range(len(p.words))) for n, p in enumerate(body.passages)}
        taken = whole if len(keys) > 1 else shared.get(first, {})
        members += (_member(texts.articles[key], body, taken) for key in keys)
    ids = [member.article for member in members]
    articles = [texts.articles[key] for key in ids]
    origin, kind = family_origin(articles, texts.readings)
    return CopyFamily(
        id=record_id("family", min(ids)), members=tuple(members), origin=origin, origin_kind=kind
    )
