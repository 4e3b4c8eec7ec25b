"""Clauses held against a pack's indicators: which measure an act touches, between whom."""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from veedor.link.flows import flow
from veedor.link.landscape import Landscape
from veedor.link.meant import words_in
from veedor.link.ships import names_ship
from veedor.link.sides import Sides, sides_of
from veedor.link.things import thing_of
from veedor.link.wording import Words, words_of
from veedor.model import Argument, Clause, Modality, Reading
from veedor.read.clauses.rules import rules
from veedor.regimes import Indicator, Pack

__all__ = ["Candidate", "candidates", "meets", "only_in_names"]

#: Between two parts of one phrase a preposition and an article may lie.
_GAP = 12
#: The longest article or preposition within a state's name (*Corea del Norte*).
_SHORT = 3
#: Where a clause on a thing tells where it is from or whose it is.
_WHENCE = ("place", "source", "manner", "agent")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A clause that an indicator fits, with the words that made it fit.

    `modality` is given where the clause's own is not trusted. `supposed`: no indicator fits, and
    `indicator` is only the one that comes nearest to what the classifier found.
    """

    clause: int
    indicator: Indicator
    sides: Sides
    item: Argument | None
    words: tuple[str, ...]
    topic: bool = False
    modality: Modality | None = None
    supposed: bool = False


def candidates(
    reading: Reading, pack: Pack, states: Landscape, ships: Container[int] = ()
) -> Iterator[Candidate]:
    """Everything in the article's clauses that an indicator of the pack fits, in order.

    `ships` are the sentences that name a ship which is listed under the regime: such a ship
    stands for the regime's target where the article does not name it.
    """
    untold = bool(pack.target) and not meets(reading, pack.target)
    if untold and not ships:
        return
    children = _children(reading.clauses)
    words = words_in(reading)
    claimed: dict[int, set[str]] = {}
    found_in: set[tuple[int, str]] = set()
    for index, clause in enumerate(reading.clauses):
        if clause.hypothetical:
            continue
        sentence = words[clause.sentence]
        if _is_fiction(pack, reading, clause.sentence):
            continue
        taken: set[str] = set()
        for indicator in _of_act(pack, reading.language, clause.lemma):
            if indicator.named_ship and not names_ship(reading, clause):
                continue
            if untold and not (indicator.implies_target and clause.sentence in ships):
                continue
            found = _fit(reading, pack, index, clause, indicator, sentence, states,
                         children.get(index, ()))  # fmt: skip
            duty = pack.measures[indicator.measure].direction == "states"
            if found is None or (found.item and not duty and _claimed(found, taken)):
                continue
            if found.item and only_in_names(reading, found.item, found.words[-1]):
                continue
            if found.item and not duty:
                taken |= set(found.words[1:])
            found_in.add((clause.sentence, indicator.measure))
            claimed.setdefault(clause.sentence, set()).update(found.words[1:])
            yield found
    if untold:
        return
    yield from _flows(reading, pack, states, found_in, claimed)
    yield from _topics(reading, pack, states)


def meets(reading: Reading, state: str | None) -> bool:
    """Whether the article speaks of that state, or of somebody of it, at all."""
    return any(referent.country == state for referent in reading.referents) or any(
        state in argument.countries for clause in reading.clauses for argument in clause.arguments
    )


def _of_act(pack: Pack, code: str, lemma: str) -> tuple[Indicator, ...]:
    """The indicators that an act may speak for, in the pack's order."""
    acting: dict[str, list[Indicator]] | None = pack.made.get(("acts", code))
    if acting is None:
        acting = pack.made["acts", code] = {}
        for indicator in pack.indicators:
            sets = () if indicator.topics else (*indicator.acts, *indicator.acquires)
            for word in words_of(pack, code, sets).single:
                acting.setdefault(word, []).append(indicator)
    return tuple(acting.get(lemma, ()))


def _is_fiction(pack: Pack, reading: Reading, sentence: int) -> bool:
    """Whether it, or the sentence before, tells of a book, film or game; or of a mistake."""
    words = words_of(pack, reading.language, ("fiction",))
    near = reading.sentences[max(0, sentence - 1) : sentence + 1]
    mistaken = words_of(pack, reading.language, ("mistaken",))
    return any(words.among(s.text.casefold()) for s in near) or bool(
        mistaken.among(reading.sentences[sentence].text.casefold())
    )


def _flows(
    reading: Reading,
    pack: Pack,
    states: Landscape,
    found_in: Collection[tuple[int, str]],
    claimed: Mapping[int, set[str]],
) -> Iterator[Candidate]:
    """Flows in sentences of whose measure no clause gives an act in its usual form."""
    for number in range(len(reading.sentences)):
        if _is_fiction(pack, reading, number):
            continue
        taken = set(claimed.get(number, ()))
        for indicator in pack.indicators:
            if (number, indicator.measure) in found_in:
                continue
            told = flow(reading, pack, indicator, number, states, taken)
            if told is None or not _is_bound(pack, told.sides, indicator):
                continue
            taken |= set(told.words[1:])
            yield Candidate(told.clause, indicator, told.sides, None, told.words)


def _claimed(found: Candidate, taken: set[str]) -> bool:
    """Whether an indicator higher up has used the same thing of the same clause."""
    return bool(found.words[1:]) and all(word in taken for word in found.words[1:])


def only_in_names(reading: Reading, item: Argument, word: str) -> bool:
    """Whether the thing is named only inside a body's longer name (*Departamento de Municiones*).

    A brand that is the thing (*una limusina Aurus*) begins its name.
    """
    stem = word[: max(3, len(word) - 1)].casefold()
    text = item.text.casefold()
    places = [item.start + found.start() for found in re.finditer(rf"\b{re.escape(stem)}", text)]
    bodies = [name for name in reading.names if name.type == "organization"]
    return bool(places) and all(
        any(name.start < place < name.end for name in bodies) for place in places
    )


def _children(clauses: Sequence[Clause]) -> dict[int, list[Clause]]:
    found: dict[int, list[Clause]] = {}
    for clause in clauses:
        if clause.parent is not None and not clause.nominal:
            found.setdefault(clause.parent, []).append(clause)
    return found


def _fit(
    reading: Reading,
    pack: Pack,
    index: int,
    clause: Clause,
    indicator: Indicator,
    sentence: str,
    states: Landscape,
    children: Sequence[Clause],
) -> Candidate | None:
    code = reading.language
    acquires = clause.lemma in words_of(pack, code, indicator.acquires).single
    acts = acquires or clause.lemma in words_of(pack, code, indicator.acts).single
    if not acts or (indicator.verbal and clause.nominal):
        return None
    words = [clause.predicate.text]
    item = None
    if indicator.items:
        item, word = thing_of(pack, code, clause, indicator, children, states.target)
        if word is None:
            return None
        words.append(word)
    if indicator.yields and item is not None and _is_price(pack, code, clause, item):
        return None
    if not _words_allow(pack, code, clause, indicator, sentence):
        return None
    origins = words_of(pack, code, ("origins",)).single
    clause, item = _with_origin(clause, item, children, origins)
    paying = rules(code).has("objects_with_for", clause.lemma)
    if paying and item is not None:
        # paid in coal: it is given; paid for statues: they are got, whatever else
        acquires = item.role != "instrument"
    sides = sides_of(clause, indicator, acquires, item, states, children)
    either = acquires and not paying and _may_keep(pack, code, clause, indicator)
    if sides is None and either:
        sides = sides_of(clause, indicator, False, item, states, children)
    if sides is None or not _is_bound(pack, sides, indicator):
        return None
    if not _parties_fit(pack, code, indicator, sides, clause, states):
        return None
    abroad = words_of(pack, code, ("across_borders",)).single
    unsupplied = acquires and indicator.needs_target and sides.giver is None
    if unsupplied and clause.lemma not in abroad:
        return None  # asked its scientists for warheads
    if indicator.alone and _is_only_helped(reading, clause):
        return None
    return Candidate(index, indicator, sides, item, tuple(words))


def _with_origin(
    clause: Clause, item: Argument | None, children: Sequence[Clause], origins: frozenset[str]
) -> tuple[Clause, Argument | None]:
    """Where a thing is from by the words that hang on it: *camisas cosidas en Pionyang*.

    The place there is no place of the act itself.
    """
    if item is None:
        return clause, item
    told = [
        argument
        for child in children
        if child.lemma in origins and not child.hypothetical
        and any(a.start < item.end and item.start < a.end for a in child.arguments)
        for argument in child.arguments
        if argument.countries and argument.role in _WHENCE
        and not (argument.start < item.end and item.start < argument.end)
    ]  # fmt: skip
    if not told:
        return clause, item
    starts = {argument.start for argument in told}
    countries = dict.fromkeys([*item.countries, *(c for a in told for c in a.countries)])
    arguments = tuple(a for a in clause.arguments if a is item or a.start not in starts)
    whole = replace(item, countries=tuple(countries))
    arguments = tuple(whole if a is item else a for a in arguments)
    return replace(clause, arguments=arguments), whole


def clause_text(clause: Clause) -> str:
    """The words of a clause's own predicate and arguments, lower case.

    Between two parts with only a preposition between them stands what the text has there, so
    that a phrase over both is found (*combustible para aviones*).
    """
    parts = [clause.predicate.text]
    end: int | None = None
    for argument in clause.arguments:
        near = end is not None and 0 < argument.start - end <= _GAP
        start = clause.start
        parts.append(clause.text[(end or 0) - start : argument.start - start] if near else " | ")
        parts.append(argument.text)
        end = argument.end
    return "".join(parts).casefold()


def _words_allow(
    pack: Pack, code: str, clause: Clause, indicator: Indicator, sentence: str
) -> bool:
    own = clause_text(clause)
    lemmas = [lemma for argument in clause.arguments for lemma in argument.lemmas]
    return (
        all(words_of(pack, code, (name,)).among(sentence) for name in indicator.needs)
        and all(words_of(pack, code, (name,)).among(own, lemmas) for name in indicator.needs_clause)
        and not words_of(pack, code, indicator.unless).among(own, lemmas)
        and not words_of(pack, code, indicator.unless_sentence).among(sentence)
    )


def _is_only_helped(reading: Reading, clause: Clause) -> bool:
    """Whether somebody is to be helped with it: *ayudará a Pionyang a lanzar satélites*."""
    if clause.parent is None or clause.modality in ("done", "ongoing"):
        return False
    above = reading.clauses[clause.parent]
    return rules(reading.language).has("helping", above.lemma)


def _may_keep(pack: Pack, code: str, clause: Clause, indicator: Indicator) -> bool:
    """*mantiene albañiles en Dakar*: who has them may be the one whose they are."""
    gives = clause.lemma in words_of(pack, code, indicator.acts).single
    return gives and not rules(code).has("receiving", clause.lemma)


def _is_price(pack: Pack, code: str, clause: Clause, item: Argument) -> bool:
    """Whether money is only what something else costs: *cobró 27 millones de dólares por ella*."""
    money = words_of(pack, code, ("currencies",))
    if money.within(item) is None:
        return False
    opening = rules(code).sets["priced_by"]
    for other in clause.arguments:
        before = clause.text[: max(0, other.start - clause.start)].casefold().split()
        if other is not item and before and before[-1] in opening and other.role != "time":
            return money.within(other) is None
    return False


def _stays_within(indicator: Indicator, sides: Sides, abroad: Words, clause: Clause) -> bool:
    """Whether a transfer is told with one side only, by a verb that crosses no border by itself."""
    one_way = "target" in (indicator.giver, indicator.receiver) and not indicator.alone
    if sides.giver is None and any(
        a.role in ("recipient", "goal") and _is_bare_name(a, sides.receiver)
        for a in clause.arguments
    ):
        return False  # sold to North Korea, whoever sold it
    known = sides.giver is not None and sides.receiver is not None
    return one_way and not known and clause.lemma not in abroad.single


def _is_bare_name(argument: Argument, state: str | None) -> bool:
    """Whether an argument is a state's own name, and nobody of that state."""
    words = [w for w in argument.text.split() if len(w) > _SHORT]
    return argument.countries == (state,) and all(word[:1].isupper() for word in words)


def _parties_fit(
    pack: Pack, code: str, indicator: Indicator, sides: Sides, clause: Clause, states: Landscape
) -> bool:
    target = states.target
    if indicator.needs_target and target not in (sides.giver, sides.receiver):
        return False
    if _stays_within(indicator, sides, words_of(pack, code, ("across_borders",)), clause):
        return False
    if indicator.needs_both and sides.told < 2:
        return False
    if indicator.needs_two and sides.told < 2 and not sides.receiver:
        return False
    agents = [c for a in clause.arguments if a.role == "agent" for c in a.countries]
    if indicator.agent == "other" and (not agents or agents[0] == target):
        return False
    return not (indicator.agent == "target" and agents and target not in agents)


def _is_bound(pack: Pack, sides: Sides, indicator: Indicator) -> bool:
    """Whether the regime binds the other side, where it does not bind every State."""
    bound = pack.header.bound
    if not bound or indicator.alone:
        return True
    return any(side in bound for side in (sides.giver, sides.receiver) if side != pack.target)


def _topics(reading: Reading, pack: Pack, states: Landscape) -> Iterator[Candidate]:
    """Phrases that name an activity without an act, in sentences that name the target."""
    for indicator in pack.indicators:
        if not indicator.topics:
            continue
        words = words_of(pack, reading.language, indicator.topics)
        barred = words_of(pack, reading.language, indicator.unless)
        for number, sentence in enumerate(reading.sentences):
            text = sentence.text.casefold()
            word = words.among(text)
            if word is None or barred.among(text) or not states.named(number, states.target):
                continue
            index = _carrier(reading, number, word)
            if index is not None:
                sides = Sides(states.target, states.partner(number), 0)
                yield Candidate(index, indicator, sides, None, (word,), topic=True)


def _carrier(reading: Reading, sentence: int, word: str) -> int | None:
    """The innermost clause of the sentence that holds the phrase."""
    holding = [
        (clause.end - clause.start, index)
        for index, clause in enumerate(reading.clauses)
        if clause.sentence == sentence and word in clause.text.casefold()
    ]
    return min(holding)[1] if holding else None
