"""Checking a pack as a whole: what its files say of each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from veedor.errors import PackError
from veedor.regimes.pack import Indicator, Measure, PackHeader
from veedor.yaml_lines import dotted

__all__ = ["Lexicon", "Lines", "header_faults", "indicator_faults", "measure_faults", "repeated"]

#: Path of keys to the line that it stands on.
Lines = dict[tuple[str | int, ...], int]
#: language -> set -> words
Lexicon = dict[str, dict[str, tuple[str, ...]]]

#: The lists of lexicon sets that an indicator names.
_SET_FIELDS = (
    "acts", "acquires", "flows", "items", "topics", "needs", "needs_clause", "unless",
    "unless_sentence", "unless_item",
)  # fmt: skip


def repeated(shown: str, key: str, ids: Iterable[str], lines: Lines) -> Iterator[PackError]:
    """Identifiers that stand twice in one file, each at its later place."""
    seen: dict[str, int] = {}
    for index, identifier in enumerate(ids):
        if identifier in seen:
            problem = f"{identifier!r} stands twice: entries {seen[identifier]} and {index}"
            yield _fault(shown, lines, (index, key), problem)
        seen.setdefault(identifier, index)


def indicator_faults(
    shown: str,
    indicators: tuple[Indicator, ...],
    lines: Lines,
    measures: dict[str, Measure],
    lexicon: Lexicon,
) -> Iterator[PackError]:
    """Indicators of no measure, of no set of the lexicon, or that match everything."""
    for index, indicator in enumerate(indicators):
        if indicator.measure not in measures:
            yield _fault(
                shown, lines, (index, "measure"), f"there is no measure {indicator.measure!r}"
            )
        if not (indicator.topics or indicator.acts or indicator.acquires):
            yield _fault(shown, lines, (index,), "matches everything: give it `acts` or `topics`")
        if indicator.acts and not (indicator.items or indicator.needs or indicator.needs_clause):
            yield _fault(
                shown, lines, (index, "acts"), "matches too much: acts need `items` or `needs`"
            )
        for field in _SET_FIELDS:
            for place, name in enumerate(getattr(indicator, field)):
                if not _known_set(name, lexicon):
                    yield _fault(
                        shown, lines, (index, field, place), f"the lexicon has no set {name!r}"
                    )


def _fault(shown: str, lines: Lines, path: tuple[str | int, ...], problem: str) -> PackError:
    return PackError(shown, problem, line=lines.get(path), key=dotted(path))


def measure_faults(
    shown: str,
    measures: Sequence[Measure],
    lines: Lines,
    indicators: Sequence[Indicator],
    lexicon: Lexicon,
) -> Iterator[PackError]:
    """What measures say of indicators, sets and other measures that is not so."""
    yield from _activity_faults(shown, measures, lines, indicators)
    yield from _precedence_faults(shown, measures, lines, lexicon)


def _precedence_faults(
    shown: str,
    measures: Sequence[Measure],
    lines: Lines,
    lexicon: Lexicon,
) -> Iterator[PackError]:
    """What gives way to a measure must be there, and none may give way to itself in the end."""
    ways = {m.id: [rule.measure for rule in m.instead_of] for m in measures}
    for index, measure in enumerate(measures):
        for place, rule in enumerate(measure.instead_of):
            path = (index, "instead_of", place)
            for at, name in enumerate(rule.items):
                if not _known_set(name, lexicon):
                    problem = f"the lexicon has no set {name!r}"
                    yield _fault(shown, lines, (*path, "items", at), problem)
            if rule.measure not in ways:
                problem = f"there is no measure {rule.measure!r}"
                yield _fault(shown, lines, (*path, "measure"), problem)
            elif measure.id in _reached(rule.measure, ways):
                problem = f"a cycle: {rule.measure} stands before {measure.id} as well"
                yield _fault(shown, lines, (*path, "measure"), problem)


def _reached(start: str, ways: dict[str, list[str]]) -> set[str]:
    """All that can be come to from a measure, itself included."""
    reached, ahead = set(), [start]
    while ahead:
        at = ahead.pop()
        if at not in reached:
            reached.add(at)
            ahead += ways.get(at, ())
    return reached


def _known_set(name: str, lexicon: Lexicon) -> bool:
    return any(name in sets for sets in lexicon.values())


def _activity_faults(
    shown: str, measures: Sequence[Measure], lines: Lines, indicators: Sequence[Indicator]
) -> Iterator[PackError]:
    """Kinds of activity that name what is no indicator of their measure, or one twice."""
    measure_of = {indicator.id: indicator.measure for indicator in indicators}
    for index, measure in enumerate(measures):
        seen: set[str] = set()
        for kind, ids in enumerate(measure.activities):
            for place, id_ in enumerate(ids):
                path = (index, "activities", kind, place)
                if measure_of.get(id_) != measure.id:
                    yield _fault(shown, lines, path, f"{measure.id} has no indicator {id_!r}")
                elif id_ in seen:
                    yield _fault(shown, lines, path, f"{id_!r} is in two activities")
                seen.add(id_)


def header_faults(
    shown: str, header: PackHeader, lines: Lines, measures: dict[str, Measure]
) -> Iterator[PackError]:
    """What the header says of measures that are not there."""
    ban = header.travel_ban
    if ban and ban.measure not in measures:
        yield _fault(
            shown, lines, ("travel_ban", "measure"), f"there is no measure {ban.measure!r}"
        )
