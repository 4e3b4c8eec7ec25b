"""Outcomes of which an event can have one alone: none was hurt, some were; held, or called off.

A denial has many forms, and most of them share no verb with what they deny (*los dos se salvaron*,
*murieron ambos pilotos*). `poles.yaml` lists what tells the one and the other of two such outcomes.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations, permutations, product

from veedor.data import own_data
from veedor.group.collection import Collection
from veedor.group.conflicts.fields import fields_in
from veedor.group.conflicts.how_many import Stated, on_one_day
from veedor.group.conflicts.needed import Among
from veedor.group.conflicts.sides import is_update
from veedor.group.conflicts.vocabulary import row, rows_of, words
from veedor.group.profiles import Profile
from veedor.model import Reading, Sentence, Span
from veedor.read.folding import fold

__all__ = ["outcomes_apart"]

#: Reports of one event that are held against one another.
COMPARED = 12
#: What is not yet so may come to be; what might be, or is of another time, is not told as done.
_OPEN = re.compile(
    r"\b(?:todavia|aun|por ahora|de momento|hasta ahora|yet|so far|for now|still no|podria\w*"
    r"|could|may|might|would|habria\w*|si no|if|unless|temia\w*|feared|anteriores|previous(?:ly)?"
    r"|otros?|otras?|another|other|el ano pasado|last year|en (?:19|20)\d\d|in (?:19|20)\d\d"
    r"|pidio que|pidieron|demanded|asked|called for|amenaz\w+|threaten\w*|exig\w+|propuso"
    r"|proposed)\b"
)
_NAME = re.compile(r"(?<=[\w,»\"] )[A-ZÁÉÍÓÚÑ][\w-]{2,}")


@dataclass(frozen=True, slots=True)
class Pole:
    """Two outcomes, of which an event has one, by what tells each.

    `near`: an event may have many such, so that two sentences must tell of one thing; `people`: of
    one of those called alike.
    """

    name: str
    attribute: str
    near: bool
    people: bool
    one: re.Pattern[str]
    other: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """A sentence that tells one of two outcomes, and what of.

    `before` and `behind` are the things named before and behind what tells it, `people` those
    called by what they do, `states` the codes of states and `names` names; `open`: it is not told
    as done.
    """

    article: str
    span: Span
    before: frozenset[str]
    behind: frozenset[str]
    people: frozenset[str]
    states: frozenset[str]
    names: frozenset[str]
    open: bool


#: By pole and side.
_Outcomes = dict[tuple[str, int], list[Outcome]]


@cache
def _poles() -> tuple[Pole, ...]:
    return tuple(
        Pole(
            name, told.get("attribute", "denial"), bool(told.get("near", False)),
            bool(told.get("people", False)), re.compile(told["one"]), re.compile(told["other"]),
        )
        for name, told in own_data(__package__, "poles.yaml").items()
    )  # fmt: skip


@cache
def _tellable() -> Among:
    """The patterns of all poles, first one side of each and then the other."""
    return Among([pattern for pole in _poles() for pattern in (pole.one, pole.other)])


def _poles_of(folded: str) -> Iterator[Pole]:
    """The poles of which a sentence may tell a side."""
    may = _tellable().may_match(folded)
    yield from (_poles()[number] for number in sorted({number // 2 for number in may}))


@cache
def _is_calling(noun: str) -> bool:
    """Whether a noun is what somebody is called."""
    if any(hit.field == "person" for hit in fields_in(noun)):
        return True
    return any(noun in row("same")[name] for name in words("callings_of_people"))


def outcomes_apart(
    collection: Collection, profiles: Sequence[Profile]
) -> Iterator[tuple[str, str, Stated, Stated]]:
    """Outcomes that reports of one day tell otherwise: attribute, matter and both sides."""
    held = {one.article: _outcomes(collection, one) for one in profiles[:COMPARED]}
    told = {article: {name for name, _ in found} for article, found in held.items()}
    for pair in combinations(held, 2):
        both = told[pair[0]] & told[pair[1]]
        if not both or is_update(collection, *pair) or not on_one_day(collection, *pair):
            continue
        matters = [pole for pole in _poles() if pole.name in both]
        for (left, right), pole in product(permutations(pair), matters):
            for ours, theirs in _apart(pole, held[left], held[right]):
                yield (
                    pole.attribute, pole.name,
                    ("yes", ours.article, ours.span), ("no", theirs.article, theirs.span),
                )  # fmt: skip


def _apart(pole: Pole, left: _Outcomes, right: _Outcomes) -> Iterator[tuple[Outcome, Outcome]]:
    """Where one article tells the one outcome and the other article the other."""
    if not pole.near and (left.get((pole.name, 1)) or right.get((pole.name, 0))):
        return
    for ours, theirs in product(left.get((pole.name, 0), ()), right.get((pole.name, 1), ())):
        if not (ours.open or theirs.open) and _is_one(pole, ours, theirs):
            yield ours, theirs


def _is_one(pole: Pole, ours: Outcome, theirs: Outcome) -> bool:
    """Whether two sentences tell of one thing."""
    if not pole.near:
        return True
    if ours.states and theirs.states and not ours.states & theirs.states:
        return False
    if pole.people:
        return bool(ours.people & theirs.people)
    for one, other in ((ours.before, theirs.before), (ours.behind, theirs.behind)):
        if one and other and not one & other:
            return False
    things = (ours.before | ours.behind) & (theirs.before | theirs.behind)
    return bool(things or ours.names & theirs.names)


# ------------------------------------------------------------------ what an article tells


def _outcomes(collection: Collection, profile: Profile) -> _Outcomes:
    reading = collection.readings[profile.article]
    states = {mention.span.start: frozenset(mention.states) for mention in profile.mentions}
    found: _Outcomes = defaultdict(list)
    for sentence in reading.sentences:
        folded = fold(sentence.text)
        for pole in _poles_of(folded):
            told = _side(pole, folded)
            if told is None:
                continue
            side, cue = told
            before, behind, people = _things(reading, sentence, cue)
            outcome = Outcome(
                article=profile.article,
                span=Span(start=sentence.start, end=sentence.end, text=sentence.text),
                before=before,
                behind=behind,
                people=people,
                states=states.get(sentence.start, frozenset()),
                names=frozenset(_NAME.findall(sentence.text)),
                open=_OPEN.search(folded) is not None,
            )
            found[pole.name, side].append(outcome)
    return found


def _side(pole: Pole, folded: str) -> tuple[int, tuple[int, int]] | None:
    """Which of two outcomes a sentence tells, and by which stretch of it; None if it tells neither,
    or both. The longer words may hold the shorter (*nobody was hurt*).
    """
    one, other = pole.one.search(folded), pole.other.search(folded)
    if one and other:
        if other.start() <= one.start() < other.end():
            return 1, other.span()
        return (0, one.span()) if one.start() <= other.start() < one.end() else None
    if one:
        return 0, one.span()
    return (1, other.span()) if other else None


def _things(
    reading: Reading, sentence: Sentence, cue: tuple[int, int]
) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """The things that a sentence names before and behind what tells its outcome, and its people."""
    tokens = reading.tokens
    before: set[str] = set()
    behind: set[str] = set()
    people: set[str] = set()
    if tokens is None:
        return frozenset(), frozenset(), frozenset()
    first, last = sentence.start + cue[0], sentence.start + cue[1]
    for start, lemma, pos in zip(tokens.start, tokens.lemma, tokens.pos, strict=True):
        if not sentence.start <= start < sentence.end or first <= start < last:
            continue
        noun = lemma.lower()
        if pos != "NOUN" and (pos != "PROPN" or rows_of(noun) == {noun}):
            continue
        (before if start < first else behind).update(rows_of(noun))
        if _is_calling(noun):
            people |= rows_of(noun)
    return frozenset(before), frozenset(behind), frozenset(people)
