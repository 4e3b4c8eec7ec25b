"""Which articles share a text, and whose text it is."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from veedor.date.families import Families
from veedor.date.origins import family_origin
from veedor.date.passages import passages
from veedor.date.reuse import Body, Narrative, Overlap, compare
from veedor.date.translations import translated_pairs
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


@dataclass
class _Index:
    """Texts by fingerprint, each distinct text once."""

    postings: dict[int, list[Narrative]] = field(default_factory=lambda: defaultdict(list))

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
        """Let later texts find this one."""
        for value in text.prints:
            texts = self.postings[value]
            texts.append(text)
            if len(texts) > POSTINGS:
                del texts[0]


def _day(article: Article) -> str:
    return (article.published or "")[:10] or article.id


def _days(bodies: Iterable[Body], articles: Mapping[str, Article]) -> dict[int, int]:
    """On how many days (or in how many undated texts) of one outlet each fingerprint is seen."""
    seen: dict[tuple[int, str | None], set[str]] = defaultdict(set)
    for body in bodies:
        article = articles[body.article]
        for value in {value for value, *_ in body.prints}:
            seen[value, article.outlet].add(_day(article))
    days: dict[int, int] = {}
    for (value, _), dates in seen.items():
        days[value] = max(days.get(value, 0), len(dates))
    return {value: count for value, count in days.items() if count > 1}


def _order(articles: Mapping[str, Article]) -> list[str]:
    return sorted(articles, key=lambda key: (articles[key].published or "9999", key))


def _distinct(
    articles: Mapping[str, Article], readings: Mapping[str, Reading]
) -> tuple[list[Body], dict[str, list[str]]]:
    """One body for each distinct text, oldest first, and the articles that carry it."""
    carriers: dict[int, list[str]] = {}
    bodies: list[Body] = []
    keys: dict[str, int | None] = {}
    for key in _order(articles):
        text = articles[key].text
        if text not in keys:
            body = Body(key, passages(articles[key], readings.get(key)))
            keys[text] = body.text_key if body.prints else None
            if body.prints and body.text_key not in carriers:
                bodies.append(body)
        text_key = keys[text]
        if text_key is not None:
            carriers.setdefault(text_key, []).append(key)
    return bodies, {found[0]: found for found in carriers.values()}


def _pairs(bodies: Iterable[Body], days: Mapping[int, int]) -> dict[tuple[str, str], Overlap]:
    """Copies among distinct texts: (earlier, later), and what they share."""
    index = _Index()
    found: dict[tuple[str, str], Overlap] = {}
    for body in bodies:
        text = Narrative(body, days)
        represented = False
        for other in index.candidates(text):
            overlap = compare(other, text)
            if overlap.is_copy:
                found[other.body.article, body.article] = overlap
                represented |= overlap.containment >= REPRESENTED
        if not represented:
            index.add(text)
    return found


def copy_pairs(
    articles: Mapping[str, Article], readings: Mapping[str, Reading]
) -> dict[tuple[str, str], Overlap]:
    """Each pair of different texts of which one was made from the other, or both from a third."""
    bodies, _ = _distinct(articles, readings)
    return _pairs(bodies, _days(bodies, articles))


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
    same text in two languages is one family.
    """
    bodies, carriers = _distinct(articles, readings)
    pairs = _pairs(bodies, _days(bodies, articles))
    if len({reading.language for reading in readings.values()}) > 1:
        pairs |= dict(translated_pairs(bodies, articles, readings))
    families = Families().build(
        {pair: overlap.containment for pair, overlap in pairs.items()},
        (pair for pair, overlap in pairs.items() if overlap.containment >= REPRESENTED),
    )
    shared: dict[str, dict[int, set[int]]] = defaultdict(lambda: defaultdict(set))
    for (left, right), overlap in pairs.items():
        if families.find(left) == families.find(right):
            for number, indexes in overlap.left.items():
                shared[left][number] |= indexes
            for number, indexes in overlap.right.items():
                shared[right][number] |= indexes
    groups: dict[str, list[Body]] = defaultdict(list)
    for body in bodies:
        groups[families.find(body.article)].append(body)
    return [
        _family(members, carriers, shared, articles, readings)
        for members in groups.values()
        if sum(len(carriers[body.article]) for body in members) > 1
    ]


def _family(
    bodies: list[Body],
    carriers: Mapping[str, list[str]],
    shared: Mapping[str, Mapping[int, set[int]]],
    articles: Mapping[str, Article],
    readings: Mapping[str, Reading],
) -> CopyFamily:
    members: list[Member] = []
    for body in bodies:
        keys = carriers[body.article]
        whole = {n: set(range(len(p.words))) for n, p in enumerate(body.passages)}
        taken = whole if len(keys) > 1 else shared.get(body.article, {})
        members += (_member(articles[key], body, taken) for key in keys)
    ids = [member.article for member in members]
    origin, kind = family_origin([articles[key] for key in ids], readings)
    return CopyFamily(
        id=record_id("family", min(ids)), members=tuple(members), origin=origin, origin_kind=kind
    )
