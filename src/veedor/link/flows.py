"""Acts told in a roundabout way: the thing, how it changed hands, and whose it was and became.

Where no clause gives an act with its thing in the place that an indicator asks for, the
sentence is read as a flow: from the word for the thing up to the first verb by which things
change hands or place (*Timber felled in X was trucked to Y*). The measure fixes which way the
target of the regime stands in it; the sentence must not say the contrary.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from veedor.link.landscape import Landscape
from veedor.link.sides import Sides, supplied
from veedor.link.wording import Words, words_of
from veedor.model import Clause, Reading
from veedor.read.clauses.rules import rules
from veedor.regimes import Indicator, Pack

__all__ = ["Flow", "flow"]

#: Common sets of the lexicon: verbs between a thing and the verb that tells where it went.
_CARRIERS = ("made", "carriers")
#: A noun and the preposition right before a thing, by which it may belong to another thing.
_BEFORE = re.compile(
    r"([\w.,-]+) (de|del|of|por|en|by|para|for|a bordo de|aboard|como|as)"
    r"(?: (?:la|el|los|las|un|una|sus?|the|an?|its|his|their))?(?: [\w-]+)? $"
)
#: The word right behind a thing.
_AFTER = re.compile(r"\s+([\w-]+)")
#: Within the words for a thing: where it was when it was told of.
_LOCATED = re.compile(r"\b(?:en|in|at|off|frente a)\b")
_OF = ("de", "del", "of")


@dataclass(frozen=True, slots=True)
class Flow:
    """A clause that tells a flow, the words that told it, and its sides."""

    clause: int
    words: tuple[str, ...]
    sides: Sides


def flow(
    reading: Reading,
    pack: Pack,
    indicator: Indicator,
    sentence: int,
    states: Landscape,
    taken: Collection[str] = (),
) -> Flow | None:
    """The flow that the sentence tells of the indicator's things, or None.

    `taken` are words for things that another measure has used in that sentence.
    """
    target = states.target
    if target is None or not states.named(sentence, target) or not _may_flow(indicator):
        return None
    code = reading.language
    acts = words_of(pack, code, (*indicator.flows, *indicator.acts, *indicator.acquires)).single
    carriers = words_of(pack, code, _CARRIERS).single
    words = words_of(pack, code, ("holding",)).single, words_of(pack, code, ("landing",)).single
    own = [i for i, clause in enumerate(reading.clauses) if clause.sentence == sentence]
    for at, word in _things(reading, pack, indicator, sentence):
        if word in taken:
            continue
        for index in _acts(reading.clauses, own, at, acts, carriers):
            sides = _sides(reading, own, index, at, indicator, states, words)
            if sides is not None:
                return Flow(index, (reading.clauses[index].predicate.text, word), sides)
    return None


def _may_flow(indicator: Indicator) -> bool:
    """Whether the indicator's acts go from one state to another by things that change hands."""
    return bool(indicator.flows and indicator.items) and not indicator.mutual


def _things(
    reading: Reading, pack: Pack, indicator: Indicator, number: int
) -> Iterator[tuple[int, str]]:
    """Where in the sentence the indicator's things stand, unless another word forbids it."""
    code = reading.language
    sentence = reading.sentences[number]
    text = sentence.text.casefold()
    if words_of(pack, code, (*indicator.unless, *indicator.unless_sentence)).among(text):
        return
    if words_of(pack, code, ("no_transfer",)).among(text):
        return
    needed = (*indicator.needs, *indicator.needs_clause)
    if not all(words_of(pack, code, (name,)).among(text) for name in needed):
        return
    parcels = words_of(pack, code, ("parcels",)).single
    heads = words_of(pack, code, ("officials",)).single
    barred = [m.span() for m in _places(words_of(pack, code, indicator.unless_item), text)]
    classes = _classes(reading, sentence.start, sentence.end)
    names = [name for name in reading.names if name.type == "organization"]
    for found in _places(words_of(pack, code, indicator.items), text):
        at = sentence.start + found.start()
        inside_name = any(name.start < at < name.end for name in names)
        inside_barred = any(a <= found.start() < b for a, b in barred)
        if classes.get(at) in ("ADJ", "VERB", "ADV") and " " not in found.group(0):
            continue
        after = _AFTER.match(text, found.end())
        if after is not None and after.group(1) in heads:
            continue  # a munitions chief
        if not (inside_name or inside_barred or _is_for_another(text, found, parcels)):
            yield at, found.group(0)


def _classes(reading: Reading, start: int, end: int) -> dict[int, str]:
    """The part of speech of the words of a stretch, by where they start."""
    tokens = reading.tokens
    if tokens is None:
        return {}
    return {at: pos for at, pos in zip(tokens.start, tokens.pos, strict=True) if start <= at < end}


def _is_for_another(text: str, found: re.Match[str], parcels: frozenset[str]) -> bool:
    """Whether another thing is only for or by this one: *una fábrica de drones*, *por tren*."""
    before = _BEFORE.search(text[: found.start()])
    if before is None:
        return False
    noun, preposition = before.group(1), before.group(2)
    if preposition in _OF:
        return not (noun in parcels or noun.isdigit())
    return True


def _places(words: Words, text: str) -> Iterator[re.Match[str]]:
    """Every place of a word or phrase in lower-case text, plurals included."""
    if words.phrases:
        yield from words.phrases.finditer(text)
    for found in re.finditer(r"[\w-]+", text):
        if found.group(0) in words.single:
            yield found


def _acts(
    clauses: Sequence[Clause],
    own: Sequence[int],
    at: int,
    acts: frozenset[str],
    carriers: frozenset[str],
) -> Iterator[int]:
    """The verbs above a thing by which things change hands, from the inside, past those of making.

    *Barges carrying coal sailed to Y*: the inner one tells what, the outer one where to.
    """
    inside = sorted(
        (i for i in own if clauses[i].start <= at < clauses[i].end),
        key=lambda i: clauses[i].end - clauses[i].start,
    )
    index: int | None = inside[0] if inside else None
    while index is not None and index in own:
        clause = clauses[index]
        if clause.lemma in acts:
            if clause.hypothetical or _does(clause, at) or _stands_aside(clause, at):
                return
            yield index
            if clause.nominal:
                return
        elif not (clause.nominal or clause.recalled or clause.lemma in carriers):
            return
        index = clause.parent


def _stands_aside(clause: Clause, at: int) -> bool:
    """Whether the act is only about the thing, or done in return for it: *asked about rockets*,
    *got missiles in exchange for food*."""
    aside = ["condition", "recipient", "goal"]  # got into a car: the car went nowhere
    aside += [] if clause.recalled or clause.nominal else ["topic"]
    return any(a.role in aside and a.start <= at < a.end for a in clause.arguments)


def _does(clause: Clause, at: int) -> bool:
    """Whether the thing is what does the act to another: *a tanker delivered fuel*."""
    doer = any(a.role == "agent" and a.start <= at < a.end for a in clause.arguments)
    return doer and any(
        a.role == "patient" and not (a.start <= at < a.end or a.countries) for a in clause.arguments
    )


def _sides(
    reading: Reading,
    own: Sequence[int],
    index: int,
    at: int,
    indicator: Indicator,
    states: Landscape,
    words: tuple[frozenset[str], frozenset[str]],
) -> Sides | None:
    """The sides, where the target is told in the place that the measure gives it."""
    clause = reading.clauses[index]
    marks = _Marks(reading, [clause, *_beneath(reading.clauses, own, index)], at, *words)
    givers, takers = marks.givers(), marks.takers()
    target = states.target
    states = states.beside(indicator.theatres)
    outward = target in givers and target not in takers and indicator.receiver != "target"
    inward = target in takers and target not in givers and indicator.giver != "target"
    if outward == inward:
        return None
    told = [c for c in (takers if outward else givers) if c != target and c not in states.theatres]
    other, understood = supplied(told[0] if told else None, clause, states)
    if other is None or understood or (indicator.agent == "other" and outward):
        return None
    giver, receiver = (target, other) if outward else (other, target)
    return Sides(giver, receiver, 1 + bool(told))


def _beneath(clauses: Sequence[Clause], own: Sequence[int], index: int) -> Iterator[Clause]:
    for other in own:
        above = clauses[other].parent
        while above is not None and above != index:
            above = clauses[above].parent
        if above == index and not clauses[other].hypothetical:
            yield clauses[other]


@dataclass(frozen=True, slots=True)
class _Marks:
    """Which states some clauses mark as where a thing comes from, and where it goes."""

    reading: Reading
    clauses: Sequence[Clause]
    #: where the thing stands
    at: int
    #: verbs of having and using: who does them has received
    holding: frozenset[str]
    #: verbs beside which a place is where the thing came to
    landing: frozenset[str]

    def givers(self) -> list[str]:
        """States that are told as origin: sellers, sources, makers, the thing's own adjective."""
        found: dict[str, None] = {}
        for clause in self.clauses:
            moving, receiving = self._is(clause, "motion"), self._receives(clause)
            for argument in clause.arguments:
                itself = argument.start <= self.at < argument.end
                if (
                    argument.role == "source"
                    or (argument.role == "recipient" and self._pays(clause))
                    or (itself and argument.role != "place" and not _LOCATED.search(argument.text))
                    or (argument.role == "manner" and clause.recalled)
                    or (
                        argument.role == "agent"
                        and not (moving or receiving or self._holds(clause))
                        and self._of_thing(clause)
                    )
                    or (argument.role == "place" and clause.recalled)
                ):
                    found.update(dict.fromkeys(argument.countries))
        return list(found)

    def takers(self) -> list[str]:
        """States that are told as where it goes: buyers, recipients, ports where it lands."""
        found: dict[str, None] = {}
        # Where a thing was made is no place that it came to: coal mined in X ended up in Y.
        made = {a.start for c in self.clauses if c.recalled for a in c.arguments}
        for clause in self.clauses:
            moving, receiving = self._is(clause, "motion"), self._receives(clause)
            for argument in clause.arguments:
                itself = argument.start <= self.at < argument.end
                if argument.role == "recipient" and self._pays(clause):
                    continue
                if argument.start in made and not clause.recalled:
                    continue
                if (
                    argument.role in ("recipient", "goal")
                    or (
                        argument.role == "agent"
                        and (receiving or self._holds(clause))
                        and not itself
                    )
                    or (
                        argument.role in ("place", "patient")
                        and (moving or clause.lemma in self.landing)
                        and not clause.recalled
                        and (not itself or _LOCATED.search(argument.text))
                    )
                ):
                    found.update(dict.fromkeys(argument.countries))
        return list(found)

    def _of_thing(self, clause: Clause) -> bool:
        """Whether an act is done to the thing: it is the one that tells the flow, or has it
        for an object, as *coal that X mined*."""
        return clause is self.clauses[0] or any(
            a.role == "patient" and a.start <= self.at < a.end for a in clause.arguments
        )

    def _receives(self, clause: Clause) -> bool:
        return self._is(clause, "receiving") or self._pays(clause)

    def _pays(self, clause: Clause) -> bool:
        """Whether who does it pays for the thing: *pagó a X por obuses*."""
        return self._is(clause, "objects_with_for") and any(
            a.role == "patient" and a.start <= self.at < a.end for a in clause.arguments
        )

    def _holds(self, clause: Clause) -> bool:
        return clause.lemma in self.holding

    def _is(self, clause: Clause, name: str) -> bool:
        return rules(self.reading.language).has(name, clause.lemma)
