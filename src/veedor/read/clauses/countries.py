"""Which states a stretch of text names: by name, by capital, by adjective."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from typing import Any

import ahocorasick_rs

from veedor.read.languages import language
from veedor.read.parse import Parsed
from veedor.read.referents import Mentions

__all__ = ["CountryMap", "country_map", "demonyms"]


def _inflected(word: str, inflections: dict[str, list[str]]) -> set[str]:
    for ending in sorted(inflections, key=len, reverse=True):
        if word.endswith(ending):
            return {word[: len(word) - len(ending)] + other for other in inflections[ending]}
    return {word}


@cache
def _forms(code: str) -> tuple[tuple[str, str, bool], ...]:
    """Every form with its country, and whether it is an adjective (told by lower case)."""
    data: dict[str, Any] = language(code).data("countries")
    inflections = data.get("inflections", {})
    found: dict[str, tuple[str, bool]] = {}
    for country, entry in data["countries"].items():
        for demonym in entry.get("demonyms", ()):
            for form in _inflected(demonym, inflections):
                found.setdefault(form, (country, True))
                if form.endswith("s") and form.islower() and form != demonym:
                    found.setdefault(form.capitalize(), (country, False))  # Rusos y chinos …
        for name in (*entry.get("names", ()), *entry.get("capital", ())):
            found[name] = (country, False)
    for country, cities in data.get("cities", {}).items():
        for name in cities:
            found.setdefault(name, (country, False))
    # A sea or strait called by a state is not in it: it hides the state's name.
    found.update(dict.fromkeys(data.get("of_no_state", ()), ("", False)))
    return tuple((form, country, adjective) for form, (country, adjective) in found.items())


@cache
def demonyms(code: str) -> frozenset[str]:
    """The adjectives of all states, in all forms."""
    return frozenset(form for form, _, adjective in _forms(code) if adjective)


@cache
def _matcher(code: str) -> Any:
    return ahocorasick_rs.AhoCorasick(
        [form for form, *_ in _forms(code)], matchkind=ahocorasick_rs.MatchKind.LeftmostLongest
    )


@dataclass(frozen=True, slots=True)
class CountryMap:
    """Where in an article a state is named: `(start, end, country, adjective)`, in order."""

    spots: tuple[tuple[int, int, str, bool], ...]
    adjectives: frozenset[int]
    starts: tuple[int, ...]

    def within(self, start: int, end: int) -> tuple[str, ...]:
        """The states named in `[start, end)`, each once, in order."""
        first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
        return tuple(dict.fromkeys(c for _, b, c, _ in self.spots[first:last] if b <= end))

    def between(self, start: int, end: int) -> tuple[tuple[int, int, str, bool], ...]:
        """The spots that begin in `[start, end)`, in order."""
        return self.spots[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def adjective_at(self, start: int) -> bool:
        """Whether a demonym covers that place."""
        return start in self.adjectives


def _bounded(text: str, start: int, end: int) -> bool:
    return not (
        (start > 0 and text[start - 1].isalnum() and text[start].isalnum())
        or (end < len(text) and text[end].isalnum() and text[end - 1].isalnum())
    )


def country_map(parsed: Parsed, mentions: Mentions) -> CountryMap:
    """The states that the text names, directly or through who is of them.

    The names and offices that were found bring the state of their referent; the gazetteer
    brings the rest and every adjective.
    """
    spots: dict[tuple[int, int], tuple[int, int, str, bool]] = {}
    forms = _forms(parsed.language)
    for index, start, end in _matcher(parsed.language).find_matches_as_indexes(parsed.text):
        _, country, adjective = forms[index]
        if _bounded(parsed.text, start, end):
            spots[start, end] = (start, end, country, adjective)
    covered = sorted(spots)
    for name in mentions.names:
        country_of = mentions.referents[name.referent].country
        # The matches do not overlap, so the last that begins before the name's end decides.
        last = bisect_left(covered, (name.end, 0)) - 1
        if country_of and not (last >= 0 and name.start < covered[last][1]):
            spots[name.start, name.end] = (name.start, name.end, country_of, False)
    for name in mentions.names:
        country_of = _ruled(parsed, mentions, name.referent)
        if country_of and (name.start, name.end) not in spots:
            spots[name.start, name.end] = (name.start, name.end, country_of, False)
    begun = sorted(start for start, _ in spots)
    for office in mentions.offices:
        country_of = next((post.country for post in office.posts if post.country), None)
        first = bisect_left(begun, office.start)
        if country_of and not (first < len(begun) and begun[first] < office.end):
            spots[office.start, office.end] = (office.start, office.end, country_of, False)
    within = (range(a, b) for a, b, _, adjective in spots.values() if adjective)
    adjectives = frozenset(place for covered_places in within for place in covered_places)
    places = sorted(place for place, (_, _, country, _) in spots.items() if country)
    return CountryMap(
        tuple(spots[place] for place in places), adjectives, tuple(start for start, _ in places)
    )


def _ruled(parsed: Parsed, mentions: Mentions, referent: int) -> str | None:
    """The state of a ruler called by the surname alone, where nobody else bears it."""
    who = mentions.referents[referent]
    rulers: dict[str, str] = language(parsed.language).data("countries").get("rulers") or {}
    if who.type != "person" or who.country or who.label not in rulers:
        return None
    others = (other.label.split() for other in mentions.referents if other.label != who.label)
    return None if any(who.label in words for words in others) else rulers[who.label]
