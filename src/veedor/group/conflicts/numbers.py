"""Figures that cannot all be right about one thing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain, combinations

from veedor.group.collection import Collection
from veedor.group.conflicts.deeds import acts_around, are_two_acts
from veedor.group.conflicts.measured import Measured, counted
from veedor.group.conflicts.scope import Scope, scope_of, set_apart
from veedor.group.conflicts.sides import Evidence, conflict, is_update
from veedor.group.events import Told
from veedor.group.mentions import Mention
from veedor.group.profiles import Profile
from veedor.group.quantities import Quantity, quantities
from veedor.model import Conflict

__all__ = ["figures_of", "number_conflicts"]

#: So many articles of one event that differ in text or figures are held against one another.
COMPARED = 60
#: Reports of different events that speak of one thing in one place lie this near, in days.
NEAR = 5


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity of something, where one article gives it."""

    article: str
    told: Told
    thing: Measured
    mention: Mention
    quantity: Quantity
    verbs: frozenset[str]
    scope: Scope

    @property
    def evidence(self) -> Evidence:
        return self.article, self.mention.span


_Figures = dict[str, list[Figure]]


def figures_of(collection: Collection, told: Told) -> tuple[Figure, ...]:
    """The figures that the reports of an event give, looked for once."""
    if told.figures is None:
        reports = (_of_report(collection, told, profile) for profile in told.distinct)
        told.figures = tuple(chain.from_iterable(reports))
    return told.figures


def _of_report(collection: Collection, told: Told, profile: Profile) -> Iterator[Figure]:
    text = collection.articles[profile.article].text
    reading = collection.readings[profile.article]
    tokens = reading.tokens
    for mention in profile.mentions:
        if mention.line_kind == "caption" or tokens is None:
            continue
        for quantity in quantities(text, profile.language, mention.span.start, mention.span.end):
            found = counted(text, tokens, mention, quantity)
            if found and (mention.told or found[0].wanted):
                thing, noun, held = found
                verbs = acts_around(reading, quantity.start, noun)
                bounds = mention.span.start, mention.span.end
                if set_apart(text, bounds, bounds, quantity, counted=True):
                    continue
                scope = scope_of(mention, told.days[0])
                yield Figure(profile.article, told, thing, mention, held, verbs, scope)


def _comparable(left: Figure, right: Figure) -> bool:
    """Whether two figures count the same: same kind of act, or told by the measure itself.

    Both must be told of one scope; of different events they must speak of one place. Verbs that
    differ count two things: *envió 75 soldados*, *perdió 30 soldados*.
    """
    places = set(left.mention.places) & set(right.mention.places)
    if left.scope != right.scope or (left.told is not right.told and not places):
        return False
    if left.thing.alone:
        return True
    ours, theirs = set(left.mention.participants), set(right.mention.participants)
    cast = ours & theirs or not ours or not theirs or places
    if are_two_acts(left.verbs, right.verbs):
        return False
    return bool(cast) and bool(left.mention.acts.keys() & right.mention.acts.keys() or places)


def _contradict(left: list[Figure], right: list[Figure]) -> tuple[Figure, Figure] | None:
    """The first figures that differ, if none of one article agrees with any of the other's."""
    pairs = [(a, b) for a in left for b in right if _comparable(a, b)]
    if not pairs or any(a.quantity.agrees(b.quantity) for a, b in pairs):
        return None
    return None if _is_sum(left, right) or _is_sum(right, left) else pairs[0]


def _is_sum(parts: list[Figure], whole: list[Figure]) -> bool:
    """Whether an article gives the parts of what the other gives as a whole."""
    total = sum({figure.quantity.value for figure in parts})
    return len(parts) > 1 and any(f.quantity.low <= total <= f.quantity.high for f in whole)


def _better_informed(collection: Collection, left: str, right: str, thing: Measured) -> bool:
    """Whether the later article may only be better informed, not contrary."""
    if is_update(collection, left, right):
        return True
    dates = [collection.datings[key].date for key in (left, right) if key in collection.datings]
    return thing.rising and (len(set(dates)) > 1 or None in dates)


def _spelled(value: float) -> str:
    return f"{value:g}" if value < 1e6 else f"{value:.0f}"


def _distinct(collection: Collection, articles: _Figures) -> list[str]:
    """One article for each text and each set of figures: copies contradict nobody anew."""
    found: dict[tuple[str | None, tuple[float, ...]], str] = {}
    for article, figures in articles.items():
        family = collection.family_of.get(article)
        values = tuple(figure.quantity.value for figure in figures)
        own = family.id if family else article
        found.setdefault((own, values), article)
    return list(found.values())[:COMPARED]


def _against(collection: Collection, articles: _Figures, thing: Measured) -> list[Figure]:
    """The figure of each article that another contradicts, by value."""
    found: dict[str, Figure] = {}
    for left, right in combinations(_distinct(collection, articles), 2):
        pair = _contradict(articles[left], articles[right])
        if pair and not _better_informed(collection, left, right, thing):
            found.setdefault(left, pair[0])
            found.setdefault(right, pair[1])
    return sorted(found.values(), key=lambda figure: figure.quantity.value)


def _sides(figures: Iterable[Figure]) -> list[list[Figure]]:
    """Figures that agree with one another, together."""
    sides: list[list[Figure]] = []
    for figure in figures:
        for side in sides:
            if all(figure.quantity.agrees(other.quantity) for other in side):
                side.append(figure)
                break
        else:
            sides.append([figure])
    return sides


def _everyone(side: list[Figure], articles: _Figures) -> list[Evidence]:
    """All that give a side's figures, copies too."""
    values = {figure.quantity.value for figure in side}
    others = [f.evidence for rows in articles.values() for f in rows if f.quantity.value in values]
    return [*(figure.evidence for figure in side), *others]


def _blocks(figure: Figure) -> Iterator[Hashable]:
    """Where a figure meets others: in its event, and near its days by place."""
    thing = figure.thing
    yield thing.name, figure.told.id
    first, last = figure.told.days
    if first and last and (last - first).days <= NEAR:
        for number in range((last - first).days + 1 + NEAR):
            day: date = first + timedelta(days=number)
            for place in figure.mention.places:
                yield thing.name, place, day.toordinal()


def number_conflicts(
    collection: Collection, told: Sequence[Told]
) -> Iterator[Conflict]:
    """Figures of one thing in one event, or in one place at one time, that cannot all be right.

    An article that gives several figures for a thing contradicts another only if none of
    them agrees: parts and their sum are no contradiction.
    """
    blocks: dict[Hashable, _Figures] = defaultdict(lambda: defaultdict(list))
    for one in told:
        for figure in figures_of(collection, one):
            for block in _blocks(figure):
                blocks[block][figure.article].append(figure)
    seen: set[frozenset[Evidence]] = set()
    for articles in blocks.values():
        thing = next(iter(articles.values()))[0].thing
        sides = _sides(_against(collection, articles, thing))
        evidence = frozenset((f.article, f.mention.span) for side in sides for f in side)
        if len(sides) < 2 or any(evidence <= other for other in seen):
            continue
        seen.add(evidence)
        first = min((f.told for side in sides for f in side), key=lambda one: one.happening.number)
        values = {
            " / ".join(dict.fromkeys(_spelled(f.quantity.value) for f in side)): _everyone(
                side, articles
            )
            for side in sides
        }
        yield conflict(collection, first.id, "number", thing.name, values)
