"""Figures that cannot all be right about one thing in one event."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import combinations

import yaml

from veedor.errors import DataError
from veedor.group.collection import Collection
from veedor.group.conflicts.quantities import Quantity, quantities
from veedor.group.events import Told
from veedor.group.mentions import Mention
from veedor.group.profiles import Profile
from veedor.model import Conflict, Side, SideSpan, record_id

__all__ = ["number_conflicts"]

#: The counted noun stands this near its figure, in words.
REACH = 4
#: So many reports that differ in text or figures are held against one another.
COMPARED = 60
_FOLD = str.maketrans("áéíóúüñ", "aeiouun")


@dataclass(frozen=True, slots=True)
class _Measured:
    """A thing that reports count."""

    name: str
    nouns: frozenset[str]
    needs: frozenset[str]
    rising: bool


@dataclass(frozen=True, slots=True)
class _Figure:
    """A quantity of something, where one article gives it."""

    article: str
    mention: Mention
    quantity: Quantity
    acts: frozenset[str]


@cache
def _measured() -> tuple[_Measured, ...]:
    name = "measured.yaml"
    content = yaml.safe_load(resources.files(__package__).joinpath(name).read_text("utf-8"))
    if not isinstance(content, dict):
        raise DataError(name, "must be a mapping", line=1)
    return tuple(
        _Measured(
            str(key),
            frozenset(row["nouns"]),
            frozenset(row.get("with", ())),
            bool(row.get("rising", False)),
        )
        for key, row in content.items()
    )


def _counted(collection: Collection, mention: Mention, quantity: Quantity) -> _Measured | None:
    """What a quantity counts: the first known noun after it."""
    tokens = collection.readings[mention.article].tokens
    if tokens is None:
        return None
    after = [
        lemma.translate(_FOLD)
        for start, lemma in zip(tokens.start, tokens.lemma, strict=True)
        if quantity.end <= start < mention.span.end
    ][:REACH]
    lemmas = {lemma.translate(_FOLD) for lemma in mention.lemmas}
    for lemma in after:
        for thing in _measured():
            if lemma in thing.nouns and (not thing.needs or thing.needs & lemmas):
                return thing
    return None


def _figures(collection: Collection, profile: Profile) -> Iterator[tuple[_Measured, _Figure]]:
    text = collection.articles[profile.article].text
    for mention in profile.mentions:
        if not mention.told or mention.line_kind == "caption":
            continue
        for quantity in quantities(text, profile.language, mention.span.start, mention.span.end):
            thing = _counted(collection, mention, quantity)
            if thing:
                acts = frozenset(mention.acts)
                yield thing, _Figure(profile.article, mention, quantity, acts)


def _comparable(left: _Figure, right: _Figure, thing: _Measured) -> bool:
    """Whether two figures count the same: same kind of act, or told by the measure itself."""
    if thing.needs:
        return True
    shared = set(left.mention.participants) & set(right.mention.participants)
    return bool(left.acts & right.acts) and bool(
        shared or not left.mention.participants or not right.mention.participants
    )


def _contradict(left: list[_Figure], right: list[_Figure], thing: _Measured) -> bool:
    """Whether no figure of one article agrees with any of the other's that it compares with."""
    pairs = [(a, b) for a in left for b in right if _comparable(a, b, thing)]
    return bool(pairs) and not any(a.quantity.agrees(b.quantity) for a, b in pairs)


def _is_update(collection: Collection, left: str, right: str, thing: _Measured) -> bool:
    """Whether the later article may only be better informed, not contrary."""
    family = collection.family_of
    same_text = left in family and family[left] is family.get(right)
    same_outlet = (
        collection.articles[left].outlet is not None
        and collection.articles[left].outlet == collection.articles[right].outlet
    )
    dates = [collection.datings[key].date for key in (left, right) if key in collection.datings]
    different_days = len(set(dates)) > 1 or None in dates
    return same_text or (same_outlet and different_days) or (thing.rising and different_days)


def _spelled(value: float) -> str:
    return f"{value:g}" if value < 1e6 else f"{value:.0f}"


def _side(collection: Collection, figures: list[_Figure]) -> Side:
    return Side(
        value=" / ".join(dict.fromkeys(_spelled(figure.quantity.value) for figure in figures)),
        evidence=tuple(
            SideSpan(
                start=figure.quantity.start,
                end=figure.mention.span.end,
                text=collection.articles[figure.article].text[
                    figure.quantity.start : figure.mention.span.end
                ],
                article=figure.article,
                origin=collection.origin(figure.article),
            )
            for figure in figures
        ),
    )


def number_conflicts(collection: Collection, told: Told, event: str) -> Iterator[Conflict]:
    """Figures of an event's main reports that cannot all be right.

    An article that gives several figures for a thing contradicts another only if none of
    them agrees: parts and their sum are no contradiction.
    """
    by_thing: dict[_Measured, dict[str, list[_Figure]]] = defaultdict(lambda: defaultdict(list))
    for profile in told.profiles:
        for thing, figure in _figures(collection, profile):
            by_thing[thing][profile.article].append(figure)
    for thing, articles in by_thing.items():
        sides = _sides(_against(collection, articles, thing))
        if len(sides) > 1:
            yield Conflict(
                id=record_id("conflict", event, "number", thing.name),
                event=event,
                attribute="number",
                about=thing.name,
                sides=tuple(_side(collection, figures) for figures in sides),
            )


def _against(
    collection: Collection, articles: Mapping[str, list[_Figure]], thing: _Measured
) -> list[_Figure]:
    """The first figure of each article that another contradicts, by value."""
    found: dict[str, _Figure] = {}
    for left, right in combinations(_distinct(collection, articles), 2):
        contrary = _contradict(articles[left], articles[right], thing)
        if contrary and not _is_update(collection, left, right, thing):
            found.update({left: articles[left][0], right: articles[right][0]})
    return sorted(found.values(), key=lambda figure: (figure.quantity.value, figure.article))


def _distinct(collection: Collection, articles: Mapping[str, list[_Figure]]) -> list[str]:
    """One article for each text and each set of figures: copies contradict nobody anew."""
    found: dict[tuple[str | None, tuple[float, ...]], str] = {}
    for article, figures in articles.items():
        family = collection.family_of.get(article)
        values = tuple(figure.quantity.value for figure in figures)
        found.setdefault((family.id if family else collection.origin(article), values), article)
    return list(found.values())[:COMPARED]


def _sides(figures: Iterable[_Figure]) -> list[list[_Figure]]:
    """Figures that agree with one another, together."""
    sides: list[list[_Figure]] = []
    for figure in figures:
        for side in sides:
            if all(figure.quantity.agrees(other.quantity) for other in side):
                side.append(figure)
                break
        else:
            sides.append([figure])
    return sides
