"""Clauses with what their pointing words stand for put in their place.

Reading keeps what the words tell (`countries`) apart from what they stand for (`antecedent`).
Here both are put together, so that acts can be typed; `told_in` still knows which states the
words of a sentence name, and all others are shown as only understood.
"""

from __future__ import annotations

from bisect import bisect_right

from msgspec.structs import replace

from veedor.model import Argument, Clause, Reading

__all__ = ["told_in", "with_antecedents", "words_in"]


def with_antecedents(reading: Reading) -> Reading:
    """The reading with the states, people and words of antecedents in the arguments."""
    return replace(reading, clauses=tuple(_clause(clause) for clause in reading.clauses))


def _clause(clause: Clause) -> Clause:
    if all(argument.antecedent is None for argument in clause.arguments):
        return clause
    return replace(clause, arguments=tuple(_argument(known) for known in clause.arguments))


def _argument(known: Argument) -> Argument:
    meant = known.antecedent
    if meant is None:
        return known
    if known.start == meant.start:  # carried over, it stands with its own words
        return replace(known, countries=known.countries or meant.countries)
    return replace(
        known,
        text=meant.text if meant.lemmas else known.text,
        countries=known.countries or meant.countries,
        referents=known.referents or meant.referents,
        lemmas=tuple(dict.fromkeys((*known.lemmas, *meant.lemmas))),
    )


def words_in(reading: Reading) -> dict[int, str]:
    """The words of each sentence, lower case, with those that its pointing words stand for."""
    found = {n: sentence.text.casefold() for n, sentence in enumerate(reading.sentences)}
    for clause in reading.clauses:
        for known in clause.arguments:
            meant = known.antecedent
            if meant is not None and meant.text.casefold() not in found[clause.sentence]:
                found[clause.sentence] += f" | {meant.text.casefold()}"
    return found


def told_in(reading: Reading) -> dict[int, frozenset[str]]:
    """The states that the words of each sentence name."""
    told: dict[int, set[str]] = {}
    for clause in reading.clauses:
        sentence = reading.sentences[clause.sentence]
        for known in clause.arguments:
            if sentence.start <= known.start < sentence.end:
                told.setdefault(clause.sentence, set()).update(known.countries)
    starts = [sentence.start for sentence in reading.sentences]
    for name in reading.names:
        country = reading.referents[name.referent].country
        number = bisect_right(starts, name.start) - 1
        if country is not None and number >= 0:
            told.setdefault(number, set()).add(country)
    return {number: frozenset(states) for number, states in told.items()}
