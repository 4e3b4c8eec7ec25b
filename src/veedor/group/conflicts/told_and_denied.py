"""What is seen in two sentences that cannot both be right if they tell of one thing: the one tells
as done or so what the other tells as not.

They do so by one of two outcomes (`poles.yaml`), or by an act that the one tells as done and the
other denies. Most such sentences tell of two things. Whether they do is judged by a log-linear
model (`weighing.py`, `told_and_denied.yaml`): no single word makes them one.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from veedor.group.conflicts.alignment import anchors, matter
from veedor.group.conflicts.deeds import Deed
from veedor.group.conflicts.parts import OTHER, SAME, relation
from veedor.group.conflicts.poles import Outcome
from veedor.group.conflicts.telling import Sentence, Told
from veedor.group.conflicts.weighing import Seen, apart
from veedor.model import Span

__all__ = ["MODEL", "Candidate", "candidates"]

MODEL = "told_and_denied"
#: More words, names or things in common than these tell nothing more.
_WORDS, _FIELDS, _FEW = 6, 5, 3
#: Of reports of fewer sentences than these (in one times in the other) nothing was learned.
_SMALLEST = 16
#: Acts of being there, which one may deny of somebody.
_ATTENDING = frozenset({"attend"})
_NONE: frozenset[str] = frozenset()
_RELATIONS = {SAME: "one", OTHER: "two"}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that tells something as done or so, and one of another report that denies it.

    `attribute` and `about`: what they would contradict each other about.
    """

    attribute: str
    about: str
    yes: tuple[str, Span]
    no: tuple[str, Span]
    seen: Seen


@dataclass(frozen=True, slots=True)
class _Against:
    """What a sentence tells that another denies; `told`: it is the first that tells it; `parted`:
    by what takes part in it, it is told of one thing and denied of another, if nothing else is told
    and denied in both; `two`: it surely is; `by_parts`: it is, if a deed of both is parted.
    """

    attribute: str
    about: str
    told: bool
    seen: Seen
    parted: bool = False
    two: bool = False
    by_parts: bool = False


#: Where two sentences begin, each in its report.
_Places = tuple[int, int]


def candidates(ours: Told, theirs: Told) -> Iterator[Candidate]:
    """The sentences of two reports of which the one tells what the other denies."""
    met = (*_outcomes_against(ours, theirs), *_deeds_against(ours, theirs))
    if not met:
        return
    found: dict[_Places, list[_Against]] = defaultdict(list)
    for places, against in met:
        if places[0] in ours.sentences and places[1] in theirs.sentences:
            found[places].append(against)
    likeness = _Likeness(ours, theirs)
    for (start, other), all_against in found.items():
        if _is_of_two(all_against):
            continue
        one, two = ours.sentences[start], theirs.sentences[other]
        seen = {**_seen(one, two), **likeness.seen(start, other), **_merged(all_against)}
        seen["two languages"] = ours.language != theirs.language
        first = next(against for against in all_against if not against.parted)
        both = ((ours.article, one.span), (theirs.article, two.span))
        yes, no = both if first.told else (both[1], both[0])
        yield Candidate(first.attribute, first.about, yes, no, seen)


def _is_of_two(found: Sequence[_Against]) -> bool:
    """Whether what is told in a sentence is surely another thing than what is denied in one."""
    if any(one.two for one in found) or all(one.parted for one in found):
        return True
    return any(one.by_parts for one in found) and any(one.parted for one in found)


# ------------------------------------------------------------------ what is denied


def _outcomes_against(ours: Told, theirs: Told) -> Iterator[tuple[_Places, _Against]]:
    sides: dict[tuple[str, int], list[Outcome]] = defaultdict(list)
    for other in theirs.outcomes:
        sides[other.pole, other.side].append(other)
    own = {(one.pole, one.side) for one in ours.outcomes}
    for one in ours.outcomes:
        again = ((one.pole, one.side) in sides) + ((one.pole, 1 - one.side) in own)
        for other in sides.get((one.pole, 1 - one.side), ()):
            seen: Seen = {
                "outcome": 1.0,
                f"outcome: {one.pole}": 1.0,
                "outcome, both told by one report": again,
                **_both("parts of the outcome", one.parts, other.parts),
                **_both("kinds in the outcome", _kinds(one.parts), _kinds(other.parts)),
                **_both("callings in the outcome", one.people, other.people),
                **_both("named in the outcome", one.keys, other.keys),
            }
            two = _are_two(one, other, same=ours.language == theirs.language)
            against = _Against(
                one.attribute, one.pole, one.side == 0, seen, two=two, by_parts=one.of == "parts"
            )
            yield (one.start, other.start), against


def _are_two(one: Outcome, other: Outcome, *, same: bool) -> bool:
    """Whether people or things called otherwise came to two outcomes; `same`: in one language, in
    which one thing has few names.
    """
    if one.of == "people":
        ours, theirs = one.people, other.people
    else:
        ours, theirs = (one.parts, other.parts) if one.of == "things" and same else (_NONE, _NONE)
    return bool(ours and theirs) and ours.isdisjoint(theirs) and one.keys.isdisjoint(other.keys)


def _kinds(things: frozenset[str]) -> frozenset[str]:
    """The rows of `things.yaml` among things; of a word that stands in none nothing is known."""
    return frozenset(thing for thing in things if thing.startswith("="))


def _deeds_against(ours: Told, theirs: Told) -> Iterator[tuple[_Places, _Against]]:
    acts: dict[tuple[str, bool], list[Deed]] = defaultdict(list)
    for other in theirs.deeds:
        acts[other.act, other.done].append(other)
    for one in ours.deeds:
        for other in acts.get((one.act, not one.done), ()):
            done, denied = (one, other) if one.done else (other, one)
            attends = done.kind is not None and done.kind.name in _ATTENDING
            attribute = "participants" if attends else "denial"
            held = anchors(done, denied)
            seen = _denial_seen(done, denied, held)
            against = _Against(attribute, matter(done), one is done, seen, parted=held is None)
            yield (one.span.start, other.span.start), against


def _denial_seen(done: Deed, denied: Deed, held: int | None) -> dict[str, float]:
    """How a deed is told and denied; `held`: how many parts of both are known to be one."""
    kind = "act" if done.kind else "verb"
    seen = {
        kind: 1.0,
        f"{kind}, parts known: {'two' if held is None else held}": 1.0,
        "not told as fact": (not done.finite) + (not denied.finite),
        "parts missing": 4 - len(done.parts) - len(denied.parts),
        "pronouns": sum(part.pronoun for part in (*done.parts, *denied.parts)),
    }
    if done.stance != "done":
        seen[f"told as {done.stance}"] = 1.0
    for role in ("agent", "patient"):
        parts = getattr(done, role), getattr(denied, role)
        if all(parts):
            seen[f"{role}: {_RELATIONS.get(relation(*parts), 'open')}"] = 1.0
    return seen


def _merged(found: Sequence[_Against]) -> dict[str, float]:
    seen: dict[str, float] = {}
    for name, value in (pair for one in found for pair in one.seen.items()):
        seen[name] = max(seen.get(name, 0.0), value)
    seen["in more than one thing"] = min(_FEW, len({one.about for one in found}) - 1)
    return seen


# ------------------------------------------------------------------ what makes them one


class _Likeness:
    """How much alike the sentences of two reports are by their words. One that is all over the
    reports tells little of what a sentence tells.
    """

    def __init__(self, ours: Told, theirs: Told) -> None:
        self._held = [
            {at: s.stems | s.things for at, s in told.sentences.items()} for told in (ours, theirs)
        ]
        counts = Counter(word for held in self._held for words in held.values() for word in words)
        self._many = max(_SMALLEST, len(self._held[0]) * len(self._held[1]))
        total = 1 + len(self._held[0]) + len(self._held[1])
        self._weights = {word: math.log(total / count) for word, count in counts.items()}

    def _size(self, words: Iterable[str]) -> float:
        return sum(self._weights[word] for word in words)

    def _of(self, one: frozenset[str], other: frozenset[str]) -> float:
        shared = one & other
        if not shared:
            return 0.0
        return self._size(shared) / math.sqrt(1 + self._size(one) * self._size(other))

    def seen(self, start: int, other: int) -> Seen:
        """How alike two sentences are, and whether others of the reports are more alike."""
        ours, theirs = self._held
        words, others = ours[start], theirs[other]
        like = self._of(words, others)
        there = max(self._of(words, again) for again in theirs.values())
        here = max(self._of(again, others) for again in ours.values())
        return {
            "likeness": like,
            "likest in its report": ((like >= there) + (like >= here)) if like else 0,
            "likest in both": like > 0 and like >= max(there, here),
            "behind the likest": max(there, here) - like,
            "of how many": math.log(self._many),
        }


def _seen(one: Sentence, other: Sentence) -> dict[str, float]:
    seen: dict[str, float] = {
        "words shared": min(_WORDS, len(one.stems & other.stems)),
        "no new words": min(len(one.stems - other.stems), len(other.stems - one.stems)) <= 1,
        "kinds of things shared": min(_FEW, len(_kinds(one.things & other.things))),
        "fields shared": min(_FEW, len(one.fields & other.fields)),
        "fields apart": min(_FIELDS, len(one.fields ^ other.fields)),
        **_both("people", one.people, other.people),
        **_both("names", one.names, other.names),
        **_both("states", one.states, other.states),
        **_both("figures", one.figures, other.figures),
        **_both("days", one.days, other.days),
        "of days before": one.old + other.old,
        "longer": abs(math.log(one.words / other.words)),
        "length": math.log(one.words * other.words),
    }
    for cue in one.cues | other.cues:
        both = (cue in one.cues) + (cue in other.cues)
        seen |= {f"cue: {cue}": both, f"cue in one: {cue}": both == 1}
    return seen


def _both(name: str, one: frozenset[object], other: frozenset[object]) -> dict[str, float]:
    return {
        f"{name}: shared": min(_FEW, len(one & other)),
        f"{name}: apart": apart(one, other),
        f"{name}: in one": bool(one) != bool(other),
    }
