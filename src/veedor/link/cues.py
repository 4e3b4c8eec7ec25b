"""The words that decided what a statement is, where they stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from veedor.model import Clause, Cue

__all__ = ["measure_cues", "pointing_cues"]


def measure_cues(clause: Clause, words: Sequence[str]) -> Iterator[Cue]:
    """The words that decided the measure, where they stand."""
    predicate = clause.predicate
    if words:
        yield Cue(start=predicate.start, end=predicate.end, text=predicate.text, field="measure")
    told = [argument.antecedent or argument for argument in clause.arguments]
    for word in words[1:]:
        for part in (*clause.arguments, *told):
            at = part.text.casefold().find(word)
            if at >= 0:
                start = part.start + at
                text = part.text[at : at + len(word)]
                yield Cue(start=start, end=start + len(word), text=text, field="measure")
                break


def pointing_cues(clause: Clause, understood: Sequence[str]) -> Iterator[Cue]:
    """What the words that point back to an understood side stand for."""
    for argument in clause.arguments:
        meant = argument.antecedent
        if meant is not None and not set(understood).isdisjoint(meant.countries):
            yield Cue(start=meant.start, end=meant.end, text=meant.text, field="understood")
