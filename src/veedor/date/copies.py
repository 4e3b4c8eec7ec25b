"""Which articles share a text, and whose text it is."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import lru_cache

from veedor.date.families import Families
from veedor.date.furniture import Furniture
from veedor.date.order import standing
from veedor.date.origins import family_origin
from veedor.date.passages import passages
from veedor.date.prints import PrintIndex
from veedor.date.reuse import Body, Narrative, Overlap, compare
from veedor.date.translations import translated_pairs
from veedor.model import Article, CopyFamily, Member, Reading, Span, record_id
from veedor.shelf import Shelf, packed, put_rows

__all__ = ["COMMON", "LIKELY", "Texts", "copy_families", "copy_pairs", "families_of"]

#: A fingerprint points at no more than this many texts, the latest: one that more texts carry
#: and that is no furniture belongs to a dispatch, whose copies also resemble one another.
POSTINGS = 48
#: A text of which an earlier one holds this share, and not much more, is represented by it.
REPRESENTED = 0.97
#: Texts are compared that share so many fingerprints, or this share of the shorter's: a run of 12
#: words has at least one, and copying shows in a run of that length and 0.12 of the text.
COMMON, LIKELY = 2, 0.08
#: A text is compared with this many distinct ones before it, some 5 kB each. The same text is
#: known again however long ago it was.
HELD = 60_000
#: So many of the texts compared last are at hand, about 15 kB each.
NARRATIVES = 4096

Overlaps = dict[tuple[str, str], Overlap]


@dataclass
class _Index:
    """The latest texts by fingerprint, each distinct text once; texts are known by number."""

    postings: dict[int, tuple[int, ...]] = field(default_factory=dict)
    held: dict[int, Set[int]] = field(default_factory=dict)

    def candidates(self, prints: Set[int]) -> list[int]:
        """Earlier texts that share enough fingerprints to be worth a comparison."""
        postings = self.postings
        shared = Counter(text for value in prints for text in postings.get(value, ()))
        return [
            text
            for text, count in shared.items()
            if count >= min(COMMON, LIKELY * min(len(prints), len(self.held[text])))
        ]

    def add(self, text: int, prints: Set[int]) -> None:
        """Let later texts find this one, and no longer the oldest."""
        for value in prints:
            self.postings[value] = (*self.postings.get(value, ())[1 - POSTINGS :], text)
        self.held[text] = prints
        if len(self.held) > HELD:
            self._forget(next(iter(self.held)))

    def _forget(self, text: int) -> None:
        for value in self.held.pop(text):
            texts = tuple(other for other in self.postings.get(value, ()) if other != text)
            if texts:
                self.postings[value] = texts
            else:
                self.postings.pop(value, None)


class Texts:
    """The distinct texts of a collection, oldest first, and the articles that carry each.

    Bodies are made when they are asked for, and only the latest are kept; fingerprints are.
    """

    def __init__(
        self,
        articles: Mapping[str, Article],
        readings: Mapping[str, Reading],
        furniture: set[int] | None = None,
    ) -> None:
        self.articles, self.readings = articles, readings
        self.carriers: dict[str, list[str]] = {}
        self.languages: set[str] = set()
        self.furniture = Furniture(len(articles) if furniture is None else 0)
        self.furniture.values |= furniture or set()
        self._knows_furniture = furniture is not None
        self._prints: list[array[int]] = []
        self.narrative = lru_cache(maxsize=NARRATIVES)(self._narrative)
        self._firsts: dict[bytes, str] = {}
        same: dict[bytes, str | None] = {}
        for *_, text, key in sorted(map(standing, articles.values())):
            if text not in same:
                same[text] = self._take_up(articles[key])
            first = same[text]
            if first is not None and first != key:
                self.carriers[first].append(key)

    def _take_up(self, article: Article) -> str | None:
        """The first article with the words of this one; None if it has none to compare."""
        reading = self.readings.get(article.id)
        if reading is not None:
            self.languages.add(reading.language)
        body = self.body(article.id)
        if not body.prints:
            return None
        first = self._firsts.setdefault(body.text_key, article.id)
        if first == article.id:
            self.carriers[first] = [first]
            prints = {value for value, *_ in body.prints}
            self._prints.append(array("Q", prints))
            if not self._knows_furniture:
                day = (article.published or "")[:10] or article.id
                self.furniture.show(prints, article.outlet, day)
        return first

    def body(self, key: str) -> Body:
        """An article's narrative."""
        return Body(key, passages(self.articles[key], self.readings.get(key)))

    def _narrative(self, key: str) -> Narrative:
        """The same without the site's furniture."""
        return Narrative(self.body(key), self.furniture.values)

    def known_by(self) -> Iterator[tuple[str, str]]:
        """What each distinct text is known again by, and its first article."""
        return ((key.hex(), first) for key, first in self._firsts.items())

    def days(self) -> Iterator[tuple[str, str]]:
        """The day and language of each distinct text, by a key that begins with the day."""
        for first in self.carriers:
            reading = self.readings.get(first)
            day = (self.articles[first].published or "")[:10]
            if reading is not None and day:
                yield f"{day}|{first}", reading.language

    def bodies(self) -> Iterator[Body]:
        """The distinct texts, oldest first."""
        return map(self.body, self.carriers)

    def prints(self) -> Iterator[tuple[str, Set[int]]]:
        """The fingerprints of each distinct text that are no furniture, oldest first."""
        for key, held in zip(self.carriers, self._prints, strict=True):
            prints = frozenset(held)
            own = prints.isdisjoint(self.furniture.values)
            yield key, prints if own else self.narrative(key).prints


def copy_pairs(texts: Texts, kept: PrintIndex | None = None) -> Overlaps:
    """Each pair of distinct texts of which one was made from the other, or both from a third:
    (earlier, later), and what they share.

    `kept` takes up each text that stands for itself.
    """
    index = _Index()
    found: Overlaps = {}
    keys = list(texts.carriers)
    for number, (key, prints) in enumerate(texts.prints()):
        represented = False
        for earlier in index.candidates(prints):
            other = keys[earlier]
            overlap = compare(texts.narrative(other), texts.narrative(key))
            if overlap is not None and overlap.is_copy:
                found[other, key] = overlap
                as_long = len(prints) >= REPRESENTED * len(index.held[earlier])
                represented |= as_long and overlap.containment >= REPRESENTED
        if not represented:
            index.add(number, prints)
            if kept is not None:
                kept.add(key, prints)
    return found


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
    articles: Mapping[str, Article],
    readings: Mapping[str, Reading],
    *,
    furniture: set[int] | None = None,
    shelf: Shelf | None = None,
) -> list[CopyFamily]:
    """The families of articles with one textual origin, oldest first.

    Titles, site furniture and quoted words count for nothing; a family needs two articles. The
    same text in two languages is one family. Articles and readings are taken one by one, so
    that the mappings may fetch them from where they are kept.

    Args:
        articles: by id.
        readings: by article id.
        furniture: the fingerprints of the sites' furniture; None: what returns in these articles.
        shelf: where, in empty rooms, that is put which `Neighbours` needs.
    """
    texts = Texts(articles, readings, furniture)
    kept = None if shelf is None else PrintIndex(shelf, (COMMON, LIKELY))
    pairs = copy_pairs(texts, kept)
    if kept is not None and shelf is not None:
        kept.flush()
        keep_texts(shelf, texts)
    if len(texts.languages) > 1:
        pairs |= dict(translated_pairs(texts.bodies(), articles, readings))
    return families_of(texts, pairs)


def families_of(texts: Texts, pairs: Overlaps) -> list[CopyFamily]:
    """The families that pairs of copies among texts make, oldest first."""
    place = {first: number for number, first in enumerate(texts.carriers)}
    families = Families(place).build(
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


#: What texts are known again by; those of each day, where there are several languages; the
#: languages; the furniture.
TEXTS, DAYS, LANGUAGES, FURNITURE = "date.texts", "date.days", "date.languages", "date.furniture"


def keep_texts(shelf: Shelf, texts: Texts) -> None:
    """Put on a shelf how texts are known again."""
    put_rows(shelf, TEXTS, ((key, first.encode()) for key, first in texts.known_by()))
    if len(texts.languages) > 1:
        put_rows(shelf, DAYS, ((key, language.encode()) for key, language in texts.days()))
    shelf.put(LANGUAGES, {"": packed(sorted(texts.languages))})
    shelf.put(FURNITURE, {"": array("Q", texts.furniture.values).tobytes()})


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
    firsts: Sequence[str], texts: Texts, shared: Mapping[str, Mapping[int, set[int]]]
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
