"""What one report says was done, and another says was not; and how it turned out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import combinations

from veedor.group.collection import Collection
from veedor.group.conflicts.facts import Fact, table
from veedor.group.conflicts.pools import Known, Pair, in_common, may_meet
from veedor.group.conflicts.sides import Evidence, conflict, is_update
from veedor.group.events import Told
from veedor.group.mentions import Mention
from veedor.model import Conflict

__all__ = ["denial_conflicts", "outcome_conflicts"]

#: What is denied was done, if it was, within so many days of the denial: charges take weeks.
MATTER = 31
#: So many charges are held against one denial, the nearest in time.
COMPARED = 40
#: *No agreement was signed*, *sin firmar acuerdo alguno*: the negation is on another word.
_NO = re.compile(
    r"\b(?:no|ning[uú]n|ninguna|sin|without|none|never|nunca|jamás|tampoco)\b", re.IGNORECASE
)


def _answer(fact: Fact) -> bool | None:
    """Whether a fact is told as done (True) or as not done."""
    if fact.denied:
        return False
    if not fact.done:
        return None
    return not _NO.match(fact.clause.text)


def _one_matter(left: Known, right: Known) -> bool:
    """Whether a yes and a no are about the same thing done by and to the same."""
    one, other = left.fact, right.fact
    if not one.things & other.things or not may_meet(left, right, MATTER):
        return False
    if one.kind.once:
        return left.event == right.event or in_common(left, right) > 1
    return len(one.states & other.states) > 1


def _charges(collection: Collection, known: Iterable[Known]) -> Iterator[Pair]:
    """What is denied between States, and what was told of it in the weeks before and after.

    A charge and its denial are two events, and each makes news of its own day.
    """
    blocks: dict[Hashable, tuple[list[Known], list[Known]]] = defaultdict(lambda: ([], []))
    for one in known:
        fact = one.fact
        answer = None if fact.kind.once or one.first is None else _answer(fact)
        if answer is None:
            continue
        for thing in fact.things:
            for states in combinations(sorted(fact.states), 2):
                blocks[fact.kind.name, thing, states][answer].append(one)
    seen = set()
    for denials, charges in blocks.values():
        for denial in denials:
            near = [one for one in charges if _apart(one, denial) <= MATTER]
            for charge in sorted(near, key=lambda one: _apart(one, denial))[:COMPARED]:
                articles = charge.fact.article, denial.fact.article
                pair = (*articles, charge.fact.clause.start, denial.fact.clause.start)
                if articles[0] != articles[1] and pair not in seen:
                    seen.add(pair)
                    if not is_update(collection, *articles):
                        yield charge, denial


def _apart(one: Known, other: Known) -> int:
    if one.first is None or other.first is None:
        return MATTER + 1
    return abs((one.first - other.first).days)


def denial_conflicts(
    collection: Collection, told: Sequence[Told], pairs: Iterable[Pair], known: Sequence[Known]
) -> Iterator[Conflict]:
    """Whether something was done, where one report says yes and another no.

    An article that says both tells both sides itself, and is no side.
    """
    answers: dict[tuple[str, str], set[bool]] = defaultdict(set)
    for one in known:
        answer = _answer(one.fact)
        if answer is not None and one.fact.things:
            answers[one.fact.article, one.fact.kind.name].add(answer)
    sides: dict[tuple[int, str], dict[str, list[Evidence]]] = defaultdict(dict)
    for left, right in (*pairs, *_charges(collection, known)):
        yes, no = _answer(left.fact), _answer(right.fact)
        if yes is None or no is None or yes == no or not _one_matter(left, right):
            continue
        kind = left.fact.kind.name
        if any(len(answers[one.fact.article, kind]) > 1 for one in (left, right)):
            continue
        group = sides[min(left.event, right.event), kind]
        for one, answer in ((left, yes), (right, no)):
            stretch = (one.fact.article, one.fact.span)
            group.setdefault("yes" if answer else "no", []).append(stretch)
    for (number, kind), values in sides.items():
        ordered = {value: values[value] for value in ("yes", "no")}
        yield conflict(collection, told[number].id, "denial", kind, ordered)


def _outcome(mention: Mention, acts: set[str]) -> str | None:
    """How a sentence of an event's own matter says that it turned out."""
    if not acts & set(mention.acts) or not mention.told:
        return None
    lemmas = set(mention.lemmas)
    found = [name for name, words in table()["outcomes"].items() if lemmas & set(words)]
    return found[0] if len(found) == 1 else None


def outcome_conflicts(
    collection: Collection, told: Iterable[Told]
) -> Iterator[Conflict]:
    """Whether what an event's reports mainly tell failed or succeeded.

    What an article says first is its own; further down it may give the other side's word.
    """
    for one in told:
        sides: dict[str, list[Evidence]] = defaultdict(list)
        for profile in one.distinct:
            acts = set(profile.acts[:2])
            said = ((_outcome(mention, acts), mention.span) for mention in profile.head)
            first = next(((outcome, span) for outcome, span in said if outcome), None)
            if first:
                sides[first[0]].append((profile.article, first[1]))
        if len(sides) == 2 and not _updates(collection, sides):
            yield conflict(collection, one.id, "denial", "outcome", dict(sorted(sides.items())))


def _updates(collection: Collection, sides: dict[str, list[Evidence]]) -> bool:
    """Whether everyone on one side is only an earlier version of somebody on the other."""
    ours, theirs = ({article for article, _ in side} for side in sides.values())
    return all(is_update(collection, left, right) for left in ours for right in theirs)
