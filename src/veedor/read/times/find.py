"""Finding the time expressions of an article: match, choose, join, anchor."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

import msgspec

from veedor.model import Time
from veedor.read.parse import Parsed
from veedor.read.times.anchors import (
    FAR,
    OPEN_QUARTER,
    Found,
    anchor_of,
    day_like,
    tense_of,
)  # fmt: skip
from veedor.read.times.conditions import CONDITIONS, Match, Segment
from veedor.read.times.grammar import grammar
from veedor.read.times.lexicon import Lexicon, Rule
from veedor.read.times.makers import make
from veedor.read.times.tokens import Token, merge_numbers, tokenize
from veedor.read.times.values import Draft

__all__ = ["find_times"]


@dataclass(slots=True)
class Candidate:
    """A rule's match: tokens `[first, last)` of a segment and the draft of its value."""

    first: int
    last: int
    order: int
    rule: Rule
    draft: Draft


def _segments(parsed: Parsed) -> Iterator[Segment]:
    """The parsed lines, and the datelines, in the order of the text."""
    segments = [
        Segment(
            piece.text, piece.start, piece.doc, [token.idx for token in piece.doc],
            piece.line.kind == "caption",
        )
        for piece in parsed.parsed
    ]
    segments += [
        Segment(line.text, line.start, None, [])
        for line in parsed.lines
        if line.kind in ("dateline", "byline")
    ]
    return iter(sorted(segments, key=lambda segment: segment.start))


def _meets(rule: Rule, match: Match) -> bool:
    """Whether a match is what the rule asks of its surroundings (`needs`)."""
    return rule.needs is None or CONDITIONS[rule.needs](match)


def _candidates(
    tokens: list[Token], signature: str, segment: Segment, words: Lexicon
) -> Iterator[Candidate]:
    for order, rule in words.rules_for(signature):
        for match in rule.pattern.finditer(signature):
            first, last = match.span("span") if rule.bounded else match.span()
            if first == last or first < 0:
                continue
            if not _meets(rule, Match(tokens, first, last, segment)):
                continue
            captured = {
                name: tokens[match.start(name)]
                for name in rule.pattern.groupindex
                if name != "span" and match.start(name) >= 0
            }
            draft = make(rule, captured, words)
            if draft is not None:
                yield Candidate(first, last, order, rule, draft)


def _choose(candidates: list[Candidate]) -> list[Candidate]:
    """The longest matches that do not overlap; of equals, the earlier rule."""
    chosen: list[Candidate] = []
    taken: set[int] = set()
    for candidate in sorted(candidates, key=lambda c: (c.first - c.last, c.order, c.first)):
        places = range(candidate.first, candidate.last)
        if taken.isdisjoint(places):
            taken.update(places)
            chosen.append(candidate)
    return sorted(chosen, key=lambda candidate: candidate.first)


#: The longest prefix, in words (*los primeros días de*).
_PREFIX = 5


def _widened(
    candidate: Candidate, tokens: list[Token], signature: str, words: Lexicon
) -> Candidate:
    """A month, year or other stretch with the words before that narrow it (*a finales de*)."""
    draft = candidate.draft
    if words.prefix is None or draft.type != "DATE" or day_like(draft) or "_REF" in draft.value:
        return candidate
    for start in range(max(0, candidate.first - _PREFIX), candidate.first):
        match = words.prefix.fullmatch(signature, start, candidate.first)
        if match and _linked(tokens, candidate.first, words):
            mod = words.value("mods", tokens[match.start("mod1")].lower)
            return replace(candidate, first=start, draft=replace(draft, mod=str(mod)))
    return candidate


def _linked(tokens: list[Token], first: int, words: Lexicon) -> bool:
    """Whether a prefix is joined to what it narrows, by a word of its own or a contraction."""
    between = {str(word) for word in words.options.get("join_between", [])}
    near = {tokens[first - 1].lower, tokens[first].lower}
    return bool(words.options.get("join_bare")) or bool(near & between)


def _compose(time: Draft, date: Draft) -> Draft:
    """A part of the day or a clock time of a day."""
    suffix = time.value[time.value.index("T") :]
    return replace(date, type="TIME", value=date.value.split("T")[0] + suffix, mod=time.mod)


def _joined(chosen: list[Candidate], tokens: list[Token], words: Lexicon) -> list[Candidate]:
    """Join *la noche* and *del viernes*, *5 p.m.* and *Friday*: one time of a day."""
    between = {str(word) for word in words.options.get("join_between", [])}
    out: list[Candidate] = []
    for candidate in chosen:
        if out:
            before = out[-1]
            gap = [token.lower for token in tokens[before.last : candidate.first]]
            close = not gap or (len(gap) == 1 and gap[0] in between)
            contracted = tokens[candidate.first].lower in between
            linked = bool(gap) or contracted or bool(words.options.get("join_bare"))
            if close and linked and day_like(candidate.draft) and _floating(before.draft):
                draft = _compose(before.draft, candidate.draft)
                out[-1] = replace(before, last=candidate.last, draft=draft)
                continue
            beside = not gap and bool(words.options.get("join_bare"))
            dated = (not gap or gap in _STAMPS) and _stamp(before.draft, candidate.draft)
            if (beside or dated) and day_like(before.draft) and _floating(candidate.draft):
                draft = _compose(candidate.draft, before.draft)
                out[-1] = replace(before, last=candidate.last, draft=draft)
                continue
        out.append(candidate)
    return out


#: What stands between day and hour where a page dates itself: *5/6/2025 - 10:17*.
_STAMPS = ([","], ["-"], ["–"], ["|"])


def _stamp(day: Draft, hour: Draft) -> bool:
    """Whether a day of a month and an hour in figures follow each other: *2 sep, 19:30*."""
    return bool(re.fullmatch(r"....-\d\d-\d\d", day.value) and re.search(r"T\d\d:\d", hour.value))


def _floating(draft: Draft) -> bool:
    """A time of day that does not say of which day."""
    return draft.type == "TIME" and draft.value.startswith("XXXX-XX-XXT") and draft.shift is None


def _sentence_of(segment: Segment, offset: int) -> int:
    """The number of the sentence that holds an offset, by the parse."""
    if segment.doc is None:
        return 0
    number = 0
    for index, sentence in enumerate(segment.doc.sents):
        if sentence.start_char > offset:
            break
        number = index
    return number


def _search(segment: Segment, words: Lexicon) -> Iterator[Found]:
    tokens = merge_numbers(tokenize(segment.text), words.numbers, words.joiners)
    signature = words.signature(tokens)
    candidates = list(_candidates(tokens, signature, segment, words))
    if not candidates:
        return
    barred = [match.span() for stop in words.stop for match in stop.finditer(segment.text)]
    candidates = [
        candidate
        for candidate in candidates
        if not any(
            start < tokens[candidate.last - 1].end and tokens[candidate.first].start < end
            for start, end in barred
        )
    ]
    chosen = [_widened(c, tokens, signature, words) for c in _choose(candidates)]
    for candidate in _joined(chosen, tokens, words):
        start, end = tokens[candidate.first].start, tokens[candidate.last - 1].end
        sentence = _sentence_of(segment, start)
        yield Found(start, end, candidate.draft, segment, sentence, words)


def find_times(parsed: Parsed) -> tuple[Time, ...]:
    """The time expressions of an article's subject lines and datelines, in order.

    Args:
        parsed: the article's text, lines and parse.

    Returns:
        TIMEX3 expressions; `Anchor.time` is an index into the tuple itself.

    Raises:
        DataError: the language's `times.yaml` is wrong.
    """
    words = grammar(parsed.language)
    found = [item for segment in _segments(parsed) for item in _search(segment, words)]
    times = []
    for index, item in enumerate(found):
        start = item.segment.start + item.start
        end = item.segment.start + item.end
        anchor = anchor_of(found, index)
        value = item.draft.value
        period = item.draft.to in ("comparable", "reported")
        if period and anchor is not None and anchor.kind == "time":
            # *The quarter* is then the one spoken of; *a year earlier* its like.
            if value == OPEN_QUARTER:
                anchor = msgspec.structs.replace(anchor, shift="P0D")
            value = OPEN_QUARTER
        times.append(
            Time(
                start=start,
                end=end,
                text=parsed.text[start:end],
                type=item.draft.type,  # type: ignore[arg-type]
                value=value,
                mod=item.draft.mod,
                anchor=anchor,
                tense=tense_of(item, FAR),
            )
        )
    return tuple(times)
