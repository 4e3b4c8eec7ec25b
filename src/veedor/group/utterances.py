"""Utterances: the renderings of one thing said by one speaker on one occasion."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from veedor.group.collection import Collection
from veedor.group.wording import Wording, is_one_saying, wording
from veedor.model import Quote, Reading, Rendering, Utterance, record_id

__all__ = ["find_utterances", "speakers_of"]

#: Days between the reports of one occasion.
SLACK = 2
#: Articles dated to a wider interval than this (days) meet only within one event.
WIDEST = 10
#: A part of a quotation stands for itself from this many words on.
SHORTEST = 3
#: A phrase in marks may echo an utterance up to this many words: longer ones are quotations.
LONGEST_PHRASE = 6

_SENTENCE_END = re.compile(r"[.!?…;]['\"”»)]*\s+")
_PHRASE = re.compile(r"[\"“«'‘]([^\"”»'’“«\n]{4,60})[\"”»'’]")


@dataclass(frozen=True, slots=True)
class _Saying:
    """A part of a quote that says one thing, and when its article was written."""

    article: str
    start: int
    end: int
    direct: bool
    speaker: str
    meaning: Wording


def find_utterances(
    collection: Collection,
    occasions: Mapping[str, str] | None = None,
    articles: Sequence[str] | None = None,
) -> tuple[Utterance, ...]:
    """What was said more than once: two or more renderings each, oldest article first.

    One speaker (by key) and one occasion (one event, one article, or dates that meet) are
    required before words are compared; only named speakers have utterances.

    Args:
        collection: what the articles are of.
        occasions: the event that each article tells as its main matter.
        articles: those looked at, in the order of the collection; None: all.
    """
    occasions = occasions or {}
    speakers: dict[str, list[_Saying]] = defaultdict(list)
    for article in collection.order if articles is None else articles:
        for saying in _sayings(collection, article):
            speakers[saying.speaker].append(saying)
    found = [
        _utterance(group, occasions)
        for sayings in speakers.values()
        for group in _groups(sayings, collection, occasions)
    ]
    echoed = [_with_echoes(one, group, collection) for one, group in found]
    return tuple(sorted(echoed, key=lambda one: _order(one, collection)))


def _order(utterance: Utterance, collection: Collection) -> tuple[int, int]:
    first = utterance.renderings[0]
    return collection.when(first.article), first.start


# ------------------------------------------------------------ what was said, in parts


def _quotes(collection: Collection, article: str) -> Iterator[tuple[str, Quote]]:
    """The quotes of named speakers."""
    reading, linked = collection.readings[article], collection.linked.get(article)
    if linked is None:
        return
    for quote in reading.quotes:
        if len(quote.speakers) == 1 and not reading.referents[quote.speakers[0]].unnamed:
            yield linked.subjects[quote.speakers[0]].key, quote


def speakers_of(collection: Collection, article: str) -> set[str]:
    """Those of whom an article may give an utterance."""
    return {speaker for speaker, _ in _quotes(collection, article)}


def _sayings(collection: Collection, article: str) -> Iterator[_Saying]:
    reading = collection.readings[article]
    for speaker, quote in _quotes(collection, article):
        if _is_inside(quote, reading.quotes):
            continue
        for start, end in _parts(quote, reading):
            meaning = wording(reading, start, end)
            yield _Saying(article, start, end, quote.direct, speaker, meaning)


def _is_inside(quote: Quote, others: Iterable[Quote]) -> bool:
    """Whether a longer quote of the same speaker holds it: one rendering, not two."""
    return any(
        other is not quote
        and other.start <= quote.start
        and quote.end <= other.end
        and other.speakers == quote.speakers
        and other.end - other.start > quote.end - quote.start
        for other in others
    )


def _parts(quote: Quote, reading: Reading) -> Iterator[tuple[int, int]]:
    """A quote's sentences, and what is coordinated in them with a verb of its own."""
    cuts = [quote.start]
    cuts += [quote.start + match.end() for match in _SENTENCE_END.finditer(quote.text)]
    tokens = reading.tokens
    if tokens is not None:
        first = bisect_left(tokens.start, quote.start)
        last = bisect_left(tokens.start, quote.end)
        for at in range(first + 1, last - 1):
            if tokens.pos[at] == "CCONJ" and "VERB" in tokens.pos[at + 1 : min(at + 3, last)]:
                cuts.append(tokens.start[at + 1])
    cuts = sorted(set(cuts))
    kept = [quote.start]
    for cut, following in pairwise([*cuts[1:], quote.end]):
        before = quote.text[kept[-1] - quote.start : cut - quote.start]
        behind = quote.text[cut - quote.start : following - quote.start]
        if min(len(before.split()), len(behind.split())) > SHORTEST:
            kept.append(cut)
    for start, end in zip(kept, [*kept[1:], quote.end], strict=True):
        yield _trimmed(quote, start, end, reading)


def _trimmed(quote: Quote, start: int, end: int, reading: Reading) -> tuple[int, int]:
    """A part without the conjunction and the space that follow it."""
    tokens = reading.tokens
    text = quote.text[start - quote.start : end - quote.start]
    end -= len(text) - len(text.rstrip(" ,;\u00a0"))
    if tokens is not None and end < quote.end:
        last = bisect_left(tokens.start, end) - 1
        if last >= 0 and tokens.start[last] > start and tokens.pos[last] == "CCONJ":
            end = tokens.start[last]
            text = quote.text[start - quote.start : end - quote.start]
            end -= len(text) - len(text.rstrip(" ,;"))
    return start, end


# ------------------------------------------------------------ which of them are one


def _groups(
    sayings: list[_Saying], collection: Collection, occasions: Mapping[str, str]
) -> Iterator[list[_Saying]]:
    """Sayings of one speaker joined pairwise; groups of two and more, in order."""
    leader = list(range(len(sayings)))

    def find(at: int) -> int:
        while leader[at] != at:
            at = leader[at]
        return at

    for left, right in _near_pairs(sayings, collection):
        one, other = sayings[left], sayings[right]
        if find(left) == find(right) or not _meet(one, other, collection, occasions):
            continue
        if is_one_saying(one.meaning, other.meaning):
            leader[find(right)] = find(left)
    groups: dict[int, list[_Saying]] = defaultdict(list)
    for at, saying in enumerate(sayings):
        groups[find(at)].append(saying)
    yield from (group for group in groups.values() if len(group) > 1)


def _near_pairs(sayings: list[_Saying], collection: Collection) -> Iterator[tuple[int, int]]:
    """Places of sayings whose days may meet; undated ones, which come last, may meet any."""
    days = [_interval(saying.article, collection) for saying in sayings]
    dated = next((at for at, day in enumerate(days) if day is None), len(days))
    for left, day in enumerate(days):
        for right in range(left + 1, dated):
            following = days[right]
            if day is None or following is None or (following[0] - day[1]).days > SLACK:
                break
            yield left, right
        for right in range(max(left + 1, dated), len(days)):
            yield left, right


def _meet(
    one: _Saying, other: _Saying, collection: Collection, occasions: Mapping[str, str]
) -> bool:
    """Whether both may have been said on one occasion."""
    if one.article == other.article:
        return one.end <= other.start or other.end <= one.start
    ours = occasions.get(one.article)
    if ours is not None and ours == occasions.get(other.article):
        return True
    return _dates_meet(one.article, other.article, collection)


def _dates_meet(left: str, right: str, collection: Collection) -> bool:
    ours, theirs = _interval(left, collection), _interval(right, collection)
    if ours is None or theirs is None:
        return False
    if max((day[1] - day[0]).days for day in (ours, theirs)) > WIDEST:
        return False
    gap = max((theirs[0] - ours[1]).days, (ours[0] - theirs[1]).days)
    return gap <= SLACK


def _interval(article: str, collection: Collection) -> tuple[date, date] | None:
    dating = collection.datings.get(article)
    if dating is None or not dating.earliest or not dating.latest:
        return None
    return date.fromisoformat(dating.earliest[:10]), date.fromisoformat(dating.latest[:10])


# ------------------------------------------------------------ the records


def _utterance(
    group: list[_Saying], occasions: Mapping[str, str]
) -> tuple[Utterance, list[_Saying]]:
    first = group[0]
    events = {occasions.get(saying.article) for saying in group}
    utterance = Utterance(
        id=record_id("utterance", first.article, str(first.start), str(first.end)),
        speaker=first.speaker,
        occasion=events.pop() if len(events) == 1 else None,
        renderings=tuple(_rendering(saying) for saying in group),
    )
    return utterance, group


def _rendering(saying: _Saying) -> Rendering:
    return Rendering(
        start=saying.start,
        end=saying.end,
        text=saying.meaning.text,
        article=saying.article,
        direct=saying.direct,
    )


def _with_echoes(utterance: Utterance, group: list[_Saying], collection: Collection) -> Utterance:
    """The utterance with phrases in marks that echo it where it was not reported as speech."""
    meanings = [saying.meaning.telling for saying in group]
    articles = dict.fromkeys(saying.article for saying in group)
    echoes = [
        echo
        for article in articles
        for echo in _phrases(collection.readings[article])
        if len(echo[1].telling) >= 2 and any(echo[1].telling <= meaning for meaning in meanings)
    ]
    renderings = [
        *utterance.renderings,
        *(
            Rendering(start=at, end=at + len(said.text), text=said.text, article=where, direct=True)
            for at, said, where in echoes
        ),
    ]
    renderings.sort(key=lambda one: (collection.when(one.article), one.start))
    return Utterance(
        id=utterance.id,
        speaker=utterance.speaker,
        occasion=utterance.occasion,
        renderings=tuple(renderings),
    )


def _phrases(reading: Reading) -> Iterator[tuple[int, Wording, str]]:
    """Short stretches in marks outside the quotes of an article."""
    held = [(quote.start, quote.end) for quote in reading.quotes]
    for line in reading.lines:
        if line.kind not in {"title", "lead", "body", "caption"}:
            continue
        for match in _PHRASE.finditer(line.text):
            start, end = line.start + match.start(1), line.start + match.end(1)
            if len(match[1].split()) > LONGEST_PHRASE:
                continue
            if any(left <= start and end <= right for left, right in held):
                continue
            yield start, wording(reading, start, end), reading.article
