"""Whose Security Council is meant where its bare name stands."""

from __future__ import annotations

from veedor.read.folding import fold
from veedor.read.languages import language
from veedor.read.owners import owner
from veedor.read.spotted import SpottedLine
from veedor.read.spotting import Spot

__all__ = ["whose_councils"]


def whose_councils(line: SpottedLine, code: str) -> None:
    """A bare Security Council is the United Nations' unless the sentence is about a state's."""
    rules = language(code).data("bodies")["councils"]
    name = str(rules["name"])
    for spot in line.spots:
        words = line.words[spot.first : spot.last]
        if spot.key or " ".join(word.form for word in words) != name:
            continue
        state = owner(line, spot)
        if state is None and not _states_own(line, spot, rules):
            spot.key = "un-security-council"
            continue
        country = state.country if state else _state_of(line, spot)
        spot.country = country
        spot.key = (
            str(rules["key"])
            if country == "RU"
            else f"{(country or 'state').lower()}-security-council"
        )


def _states_own(line: SpottedLine, spot: Spot, rules: dict[str, list[str]]) -> bool:
    start, end = _sentence(line, spot)
    text = " ".join(word.form for word in line.words[start:end])
    padded = f" {text} "

    def has(key: str) -> bool:
        return any(f" {fold(str(word))} " in padded for word in rules[key])

    return has("state_words") and not has("un_words") and _state_of(line, spot) is not None


def _state_of(line: SpottedLine, spot: Spot) -> str | None:
    """The one state of the sentence before the council."""
    start, _ = _sentence(line, spot)
    states = [s.country for s in line.spots if start <= s.first < spot.first and s.country]
    return states[0] if states else None


def _sentence(line: SpottedLine, spot: Spot) -> tuple[int, int]:
    """The words of the sentence around a spot, by its stops."""
    words = line.words
    start = spot.first
    while start > 0 and not any(mark in words[start].gap for mark in ".!?"):
        start -= 1
    end = spot.last
    while end < len(words) and not any(mark in words[end].gap for mark in ".!?"):
        end += 1
    return start, end
