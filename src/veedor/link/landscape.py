"""The states of an article: which ones a sentence names, and which deal with one another.

Where a sentence leaves one side of an act out, the side may only be taken over from a sentence
in which the target of the regime and another state deal with each other: the nearest one
before it, or the title's. A state that reports, accuses, sanctions, votes or is visited is no
such side.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from veedor.model import Argument, Clause, Reading, Sentence
from veedor.read.clauses.rules import Rules, rules

__all__ = ["Landscape", "landscape"]

#: Roles in which a state takes part in an act itself.
_DEALING = ("agent", "recipient", "companion", "source", "goal", "patient")
#: How many sentences back a side may be taken over from, besides title and lead. In the
#: development passages none is further than three; with no bound the annotated reports gain
#: no statement and lose two.
REACH = 3


@dataclass(frozen=True, slots=True)
class Landscape:
    """The states of an article by sentence, as seen from a regime's target."""

    target: str | None
    #: all states that a sentence names
    sentences: dict[int, tuple[str, ...]]
    #: those of them that are told as more than the source of what is said
    present: dict[int, tuple[str, ...]] = field(default_factory=dict)
    #: the states told in a clause, in what it hangs on and in what hangs on it, by predicate
    circles: dict[int, frozenset[str]] = field(default_factory=dict)
    #: the same without the relative clauses beneath, and without those that only say so
    close: dict[int, frozenset[str]] = field(default_factory=dict)
    #: the state that deals with the target in a sentence
    partners: dict[int, str] = field(default_factory=dict)
    #: the sentences of title and lead
    opening: tuple[int, ...] = ()
    theatres: tuple[str, ...] = ()
    #: the state for which the target acts there
    ally: str | None = None
    #: the only states taken over for a side that a sentence does not name; empty: all
    watch: tuple[str, ...] = ()
    #: sentences that speak of what is given in return
    returning: frozenset[int] = frozenset()

    def beside(self, theatres: tuple[str, ...], ally: str | None = None) -> Landscape:
        """The same, where some states are only the scene of the act and no party to it."""
        return replace(self, theatres=theatres, ally=ally)

    def ally_in(self, clause: Clause) -> str | None:
        """The state for which the target acts, where the sentence names the scene of it.

        Not where the scene itself is told as who receives.
        """
        scene = any(self.named(clause.sentence, country) for country in self.theatres)
        given = any(
            argument.role in ("recipient", "goal") and country in argument.countries
            for argument in clause.arguments
            for country in self.theatres
        )
        return self.ally if scene and not given else None

    def named(self, sentence: int, country: str | None) -> bool:
        """Whether the sentence names that state."""
        return country is not None and country in self.sentences.get(sentence, ())

    def takes_part(self, clause: Clause, country: str | None) -> bool:
        """Whether a clause, one that it hangs on or one right beneath it tells of that state."""
        return country is not None and country in self.circles.get(clause.predicate.start, ())

    def near(self, sentence: int, country: str | None) -> bool:
        """Whether the sentence or one of the two before it names that state."""
        return any(self.named(sentence - back, country) for back in range(3))

    def others(self, clause: Clause) -> tuple[str, ...]:
        """The states beside the target that are told near an act as more than sources."""
        close = self.close.get(clause.predicate.start, frozenset())
        return tuple(
            country
            for country in self.present.get(clause.sentence, ())
            if country in close and country not in (self.target, *self.theatres)
        )

    def partner(self, sentence: int) -> str | None:
        """The state that deals with the target here, shortly before, or in title and lead."""
        before = range(sentence, max(-1, sentence - REACH - 1), -1)
        return next(
            (
                country
                for number in (*before, *self.opening)
                if (country := self.partners.get(number)) is not None
                and country not in self.theatres
                and (not self.watch or country in self.watch)
            ),
            None,
        )


def landscape(reading: Reading, target: str | None, watch: tuple[str, ...] = ()) -> Landscape:
    """The states that an article's clauses name, and with whom the target deals."""
    data = rules(reading.language)
    sentences: dict[int, dict[str, None]] = {}
    present: dict[int, dict[str, None]] = {}
    partners: dict[int, str] = {}
    all_told: list[set[str]] = []
    taking_part: list[set[str]] = []
    for clause in reading.clauses:
        all_told.append(set())
        taking_part.append(set())
        for argument in clause.arguments:
            all_told[-1].update(argument.countries)
            sentences.setdefault(clause.sentence, {}).update(dict.fromkeys(argument.countries))
            words = reading.sentences[clause.sentence]
            if not _is_aside(clause, argument, words, data):
                taking_part[-1].update(argument.countries)
                present.setdefault(clause.sentence, {}).update(dict.fromkeys(argument.countries))
        partner = _partner(clause, target, data)
        if partner is not None:
            partners.setdefault(clause.sentence, partner)
    lines = reading.lines
    return Landscape(
        target,
        {index: tuple(named) for index, named in sentences.items()},
        {index: tuple(named) for index, named in present.items()},
        _circles(reading.clauses, all_told, frozenset()),
        _circles(reading.clauses, taking_part, data.sets["relative_pronouns"]),
        partners,
        tuple(
            number
            for number, sentence in enumerate(reading.sentences)
            if lines[sentence.line].kind in ("title", "lead")
        ),
        watch=watch,
        returning=frozenset(_returning(reading)),
    )


def _circles(
    clauses: Sequence[Clause], own: Sequence[set[str]], apart: frozenset[str]
) -> dict[int, frozenset[str]]:
    """The states told in each clause (`own`), in what it hangs on and in what hangs on it."""
    found = [set(countries) for countries in own]
    for index, clause in enumerate(clauses):
        above = clause.parent
        if above is not None:
            relative = clause.text.split(maxsplit=1)[0].casefold() in apart
            told = not (clause.negated or clause.hypothetical or relative)
            found[above] |= own[index] if told else set()
        while above is not None:
            found[index] |= own[above]
            above = clauses[above].parent
    return {
        clause.predicate.start: frozenset(circle)
        for clause, circle in zip(clauses, found, strict=True)
    }


def _is_aside(clause: Clause, argument: Argument, sentence: Sentence, data: Rules) -> bool:
    """Whether a state stands there only as who says so, or as what is spoken of."""
    before = sentence.text[: max(0, argument.start - sentence.start)].casefold()
    if argument.role in ("topic", "condition") or _sourcing(data.language).search(before):
        return True
    if argument.role == "agent" and _forbids(clause, data):
        return True
    return argument.role in ("agent", "place", "recipient") and _only_speaks(clause, data)


@cache
def _sourcing(code: str) -> re.Pattern[str]:
    """Words by which a source is named, up to the comma that ends its phrase."""
    words = "|".join(sorted(map(re.escape, rules(code).sets["sourcing"]), key=len, reverse=True))
    return re.compile(rf"\b(?:{words})\b[^,;:]*$")


def _only_speaks(clause: Clause, data: Rules) -> bool:
    """Verbs of saying and accusing; who denies an act is said to take part in it."""
    category = data.governors["nouns" if clause.nominal else "verbs"].get(clause.lemma)
    if category == "denied":
        return False
    return data.has("reporting", clause.lemma) or category in ("suspected", "demanded")


def _forbids(clause: Clause, data: Rules) -> bool:
    """Sanctioning and forbidding are no dealing: *impuso sanciones al buque norcoreano*."""
    if data.governors["verbs"].get(clause.lemma) == "prevented":
        return True
    nouns = data.governors["nouns"]
    return any(a.role == "patient" and nouns.get(a.head) == "prevented" for a in clause.arguments)


def _partner(clause: Clause, target: str | None, data: Rules) -> str | None:
    """The other state that takes part in an act with the target, or None."""
    if (
        target is None
        or clause.negated
        or clause.hypothetical
        or _only_speaks(clause, data)
        or _forbids(clause, data)
        or data.has("voting", clause.lemma)
        or data.has("motion", clause.lemma)
    ):
        return None
    dealing = list(
        dict.fromkeys(c for a in clause.arguments if a.role in _DEALING for c in a.countries)
    )
    if target not in dealing:
        return None
    return next((country for country in dealing if country != target), None)


def _returning(reading: Reading) -> Iterator[int]:
    phrases: Iterable[str] = rules(reading.language).clauses["in_return"]
    for number, sentence in enumerate(reading.sentences):
        text = sentence.text.casefold()
        if any(phrase in text for phrase in phrases):
            yield number
