"""Between which states an act goes, and which way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from veedor.model import Argument, Clause, Reading
from veedor.read.clauses.rules import rules
from veedor.regimes import Indicator

#: What the press calls a government named before.
_ANAPHORS = frozenset({"régimen", "regime", "norte", "north", "dictadura"})

__all__ = ["Landscape", "Sides", "direction_of", "landscape", "sides_of"]


@dataclass(frozen=True, slots=True)
class Sides:
    """Who gives and who receives, as states; `told` is how many of the two the clause names."""

    giver: str | None
    receiver: str | None
    told: int
    mutual: bool = False


@dataclass(frozen=True, slots=True)
class Landscape:
    """The states of an article: by sentence, and its main one beside the target."""

    target: str | None
    sentences: dict[int, tuple[str, ...]]
    others: tuple[str, ...]
    theatres: tuple[str, ...] = ()
    #: the only states taken for the other side where a sentence does not name it; empty: all
    watch: tuple[str, ...] = ()
    #: sentences that speak of what is given in return
    returning: frozenset[int] = frozenset()

    @property
    def main(self) -> str | None:
        """The state that most often takes part in acts beside the target."""
        return next(
            (
                country
                for country in self.others
                if country not in self.theatres and (not self.watch or country in self.watch)
            ),
            None,
        )

    def beside(self, theatres: tuple[str, ...]) -> Landscape:
        """The same, where some states are only the scene of the act and no party to it."""
        return replace(self, theatres=theatres)

    def named(self, sentence: int, country: str | None) -> bool:
        """Whether the sentence names that state."""
        return country is not None and country in self.sentences.get(sentence, ())

    def near(self, sentence: int, country: str | None) -> bool:
        """Whether the sentence or one of the two before it names that state."""
        return any(self.named(sentence - back, country) for back in range(3))


def landscape(reading: Reading, target: str | None, watch: tuple[str, ...] = ()) -> Landscape:
    """The states that an article's clauses name.

    The main other state is the one that most often takes part in acts; those who only
    report, and who are only spoken of, do not count.
    """
    data = rules(reading.language)
    sentences: dict[int, dict[str, None]] = {}
    votes: Counter[str] = Counter()
    for clause in reading.clauses:
        reporting = data.has("reporting", clause.lemma)
        for argument in clause.arguments:
            named = sentences.setdefault(clause.sentence, {})
            named.update(dict.fromkeys(argument.countries))
            aside = argument.role in ("manner", "topic") or (reporting and argument.role == "agent")
            if aside and target not in argument.countries:
                continue
            votes.update(country for country in argument.countries if country != target)
    others = tuple(country for country, _ in votes.most_common())
    return Landscape(
        target,
        {index: tuple(named) for index, named in sentences.items()},
        others,
        watch=watch,
        returning=frozenset(_returning(reading)),
    )


def _returning(reading: Reading) -> Iterable[int]:
    phrases = rules(reading.language).clauses["in_return"]
    for number, sentence in enumerate(reading.sentences):
        text = sentence.text.casefold()
        if any(phrase in text for phrase in phrases):
            yield number


def sides_of(
    clause: Clause,
    indicator: Indicator,
    acquires: bool,
    item: Argument | None,
    states: Landscape,
    children: Sequence[Clause] = (),
) -> Sides | None:
    """The sides of an act, or None if they contradict what the indicator asks for."""
    takers: Iterable[str] = indicator.to_roles
    givers: Iterable[str] = indicator.from_roles
    if acquires:
        givers, takers = _acquiring(clause)
    given = _countries(clause, givers, item, states)
    taken = _countries(clause, takers, item, states)
    if acquires and indicator.giver == "target" and taken[:1] == [states.target]:
        return None
    taken = [c for c in taken if c not in given[:1]]
    if not acquires:
        taken += [c for child in children for c in _goals(child) if c not in given[:1]]
    target = states.target
    if indicator.alone:
        return _alone(given, states, clause)
    if indicator.mutual and len(given) > 1 and target in given:
        return Sides(given[0], given[1], 2, mutual=True)
    taken = [c for c in taken if c not in indicator.theatres] or taken
    if indicator.giver == "target":
        if acquires and target not in given:
            return None
        return _from_target(given, taken, states.beside(indicator.theatres), clause)
    if indicator.receiver == "target":
        return _to_target(given, taken, states, clause, acquires)
    if indicator.giver == "other":
        other = _other([*given, *taken], target) or states.main
        named = states.named(clause.sentence, target)
        return Sides(other, target, 0) if other and named else None
    return _open(given, taken, states, clause, target)


def _acquiring(clause: Clause) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Where the sides of a purchase stand: bought *in* a state is bought from there."""
    givers = ("source", "item", "companion")
    if any(a.role == "agent" and a.countries for a in clause.arguments):
        return (*givers, "place", "recipient"), ("agent", "goal")
    return (*givers, "recipient"), ("agent", "goal", "place")


def _goals(child: Clause) -> Iterable[str]:
    """Where the purpose of an act lies: *para combatir en las filas rusas*."""
    for argument in child.arguments:
        if argument.role in ("place", "recipient", "goal", "companion", "patient"):
            yield from argument.countries


def _countries(
    clause: Clause, roles: Iterable[str], item: Argument | None, states: Landscape
) -> list[str]:
    found: dict[str, None] = {}
    for role in roles:
        if role == "item" and item is not None:
            found.update(dict.fromkeys(item.countries))
        if role == "sentence":
            found.update(dict.fromkeys(states.sentences.get(clause.sentence, ())))
        for argument in clause.arguments:
            if argument.role == role and argument is not item:
                found.update(dict.fromkeys(argument.countries))
    return list(found)


def _alone(given: list[str], states: Landscape, clause: Clause) -> Sides | None:
    target = states.target
    if target in given:
        return Sides(target, None, 2)
    if given or not states.near(clause.sentence, target):
        return None
    if not states.named(clause.sentence, target) and states.sentences.get(clause.sentence):
        # Where somebody else is named, only one who stands for a government is the target.
        anaphors = rules_of_state(clause)
        return Sides(target, None, 1) if anaphors else None
    return Sides(target, None, 1)


def rules_of_state(clause: Clause) -> bool:
    """Whether the agent is one that an article calls its state by: *el régimen*."""
    return any(
        argument.role == "agent" and argument.head in _ANAPHORS for argument in clause.arguments
    )


def _other(countries: Iterable[str], target: str | None) -> str | None:
    return next((country for country in countries if country != target), None)


def _from_target(
    given: list[str], taken: list[str], states: Landscape, clause: Clause
) -> Sides | None:
    target = states.target
    if target not in given:
        if (
            target in taken
            or not states.named(clause.sentence, target)
            or (given and _other(given, target) and taken)
        ):
            return None
        if given:
            return None
    firm = [country for country in taken if country not in states.theatres]
    receiver = _other(firm, target) or (_other(given, target) if target in given else None)
    told = (target in given) + (receiver is not None)
    return Sides(target, receiver or states.main or _other(taken, target), told)


def _to_target(
    given: list[str], taken: list[str], states: Landscape, clause: Clause, acquires: bool
) -> Sides | None:
    target = states.target
    giver = _other(given, target)
    returned = clause.sentence in states.returning and target in taken
    if (target in given or (acquires and not returned)) and giver is None:
        return None
    if target not in taken and (taken or not giver or not _is_understood(clause, giver, states)):
        return None
    told = (target in taken) + (giver is not None)
    return Sides(giver or states.main, target, told)


def _is_understood(clause: Clause, giver: str, states: Landscape) -> bool:
    """Whether the target is meant as the other side, though the clause does not say so.

    The sentence names it, or, where the main other side gives, one of the two before.
    """
    return states.named(clause.sentence, states.target) or (
        giver == states.main and not clause.nominal and states.near(clause.sentence, states.target)
    )


def _open(
    given: list[str], taken: list[str], states: Landscape, clause: Clause, target: str | None
) -> Sides | None:
    giver = given[0] if given else None
    receiver = next((country for country in taken if country != giver), None)
    if giver is None and len(taken) > 1:
        giver = _other(taken, receiver)
    if target in (giver, receiver):
        told = (giver is not None) + (receiver is not None)
        if giver is None:
            giver = states.main if receiver == target else target
        elif receiver is None:
            receiver = _other(given, giver) or (states.main if giver == target else target)
        return Sides(giver, receiver, told)
    if giver and receiver:
        return None
    if not states.named(clause.sentence, target):
        return None
    if giver:
        return Sides(giver, target, 1)
    if receiver:
        return Sides(target, receiver, 1)
    return Sides(target, states.main, 0)


def direction_of(sides: Sides, mutual: bool = False) -> str | None:
    """`KP->RU`, `RU<->KP` or `KP`."""
    if sides.giver and sides.receiver and sides.giver != sides.receiver:
        return f"{sides.giver}{'<->' if mutual else '->'}{sides.receiver}"
    return sides.giver or sides.receiver
