"""What the words of a sentence that point back stand for, by what the article has told before.

A reading that cannot tell gives nothing: whoever is meant must stand out from all others.
"""

from __future__ import annotations

import dataclasses
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from veedor.model import Antecedent, Argument, Clause
from veedor.read.clauses.anaphora.asks import Ask, ask_of, pronoun, thing
from veedor.read.clauses.anaphora.left_out import (
    dative_of,
    object_of,
    subject_number,
    uncounted_subject,
)
from veedor.read.clauses.anaphora.memory import Memory, is_plural, opening, states_of
from veedor.read.clauses.anaphora.mentions import STATE, Mention, standing
from veedor.read.clauses.anaphora.pointers import ANY_PEOPLE, Pointers, pointers
from veedor.read.clauses.scene import Act, Scene
from veedor.read.syntax import Token

__all__ = ["Discourse"]

#: How many sentences back something may have been told.
REACH = 3
#: How much more the first must stand out than the second. On the 85 words of
#: tests/read/anaphora.yaml: at 1.0 six are given a wrong antecedent; from 1.1 to 1.25 none, and
#: three that can be told get none; at 1.3 seven get none, at 1.4 ten, and one a wrong one.
MARGIN = 1.25
_WHO, _WHERE = ("agent", "patient"), ("place", "goal", "recipient", "source")
#: Those who are told as another party of an act where their state is.
_RULED = frozenset({STATE, "persons"})


class Discourse:
    """The mentions of one article while its sentences are read in order."""

    def __init__(self, code: str) -> None:
        self._data: Pointers = pointers(code)
        self._memory = Memory(code)
        self._here: dict[tuple[int, int], Argument] = {}

    def read(self, scene: Scene, acts: Sequence[Act], clauses: Sequence[Clause]) -> list[Clause]:
        """The clauses of a sentence with their antecedents; what they tell is remembered."""
        self._here = {}
        self._memory.forget(scene.index - REACH)
        tokens = list(scene.sentence)
        starts = [scene.place(token) for token in tokens]
        read: dict[int, Clause] = {}
        order = sorted(range(len(clauses)), key=lambda i: _begin(clauses[i]))
        for i in order:
            read[i] = self._clause(scene, acts[i], clauses[i], tokens, starts)
        self._memory.note_rest(scene)
        return [self._again(read[i]) for i in range(len(clauses))]

    def settled(self, known: Argument | None) -> Argument | None:
        """An argument of the last sentence with its antecedent, if it has one."""
        if known is None:
            return None
        found = self._here.get((known.start, known.end))
        return replace(found, role=known.role) if found is not None else known

    def _again(self, clause: Clause) -> Clause:
        """The clause with the antecedents of phrases that another one has told."""
        arguments = tuple(
            _like(known, found)
            if (found := self._here.get((known.start, known.end))) is not None
            else known
            for known in clause.arguments
        )
        return replace(clause, arguments=arguments)

    def _clause(
        self, scene: Scene, act: Act, clause: Clause, tokens: list[Token], starts: list[int]
    ) -> Clause:
        arguments = list(clause.arguments)
        if not act.nominal:
            arguments = self._with_subject(scene, act, arguments)
        for at, known in enumerate(arguments):
            if known.start < opening(scene) or known.antecedent is not None:
                continue
            if (same := self._here.get((known.start, known.end))) is not None:
                arguments[at] = _like(known, same)
                continue
            words = tokens[bisect_left(starts, known.start) : bisect_left(starts, known.end)]
            head = next((t for t in words if known.head in (scene.lemma(t), t.lower_)), None)
            plural = is_plural(known, head)
            ask = ask_of(scene, known, words, plural, self._data)
            if ask is not None:
                arguments[at] = self._resolved(known, ask, scene.index, arguments)
            elif known.countries and known.text.casefold() in self._data.pronouns:
                self._keep(known)  # the clause above tells whom it stands for
            self._memory.note(scene, clause, arguments[at], head, plural)
        if not act.nominal:
            arguments += self._pronouns(scene, act, arguments)
            arguments += self._place(act, arguments)
        return replace(clause, arguments=tuple(arguments))

    # ------------------------------------------------------------ subjects and clitics

    def _with_subject(self, scene: Scene, act: Act, arguments: list[Argument]) -> list[Argument]:
        """The arguments with who is meant by a subject that the sentence leaves out."""
        first = opening(scene)
        carried = [a for a in arguments if a.role == "agent" and a.start < first]
        counted = uncounted_subject(scene, act, self._data)
        if counted is not None:
            rest = [a for a in arguments if a not in carried]
            if any(a.role in ("agent", counted.role) for a in rest):
                return arguments
            ask = Ask(frozenset({ANY_PEOPLE, "goods", "vessels"}), plural=True, cues=("number",))
            meant = self._resolved(counted, ask, scene.index, rest)
            return [meant, *rest] if meant.antecedent is not None else arguments
        if not carried and any(a.role == "agent" for a in arguments):
            return arguments
        plural = subject_number(scene, act)
        if plural is None:
            return [self._itself(a) if a in carried else a for a in arguments]
        rest = [a for a in arguments if a not in carried]
        found = self._left_out(scene, act, plural, rest, carried)
        return [*([found] if found is not None else []), *rest]

    def _left_out(
        self, scene: Scene, act: Act, plural: bool, rest: list[Argument], carried: list[Argument]
    ) -> Argument | None:
        speaks = scene.rules.has("reporting", act.lemma)
        ask = pronoun(plural)
        chosen = self._chosen(ask, scene.index, "agent", rest, scene.place(act.token), speaks)
        before = carried[0] if carried else None
        if chosen is None:
            return self._itself(before) if before is not None else None
        mention, cues = chosen
        if before is not None and set(before.countries) == set(mention.countries):
            return self._itself(before)
        if not mention.countries:
            return self._itself(before) if before is not None else None
        return replace(
            mention.argument,
            role="agent",
            countries=mention.countries,
            antecedent=_antecedent(mention, (*ask.cues, *cues)),
        )

    @staticmethod
    def _itself(known: Argument) -> Argument:
        """A subject carried over from the sentence before, marked as that."""
        antecedent = known.antecedent or Antecedent(
            start=known.start, end=known.end, text=known.text, countries=known.countries,
            referents=known.referents, lemmas=known.lemmas, cues=("subject",),
        )  # fmt: skip
        return replace(known, antecedent=antecedent)

    def _pronouns(self, scene: Scene, act: Act, arguments: list[Argument]) -> Iterator[Argument]:
        """*le suministró*, *gave him*: to whom; *lo vendió*, *sold it*: what."""
        told = dative_of(scene, act, arguments, self._data)
        given = object_of(act, scene, arguments, self._data)
        asked = [(told[0], pronoun(told[1]))] if told is not None else []
        if given is not None:
            to_whom = given[0].role == "recipient"
            asked.append((given[0], pronoun(given[1]) if to_whom else thing(given[1])))
        for known, ask in asked:
            found = self._resolved(known, ask, scene.index, arguments)
            if found.antecedent is not None:
                yield found

    def _place(self, act: Act, arguments: list[Argument]) -> Iterator[Argument]:
        """Where people or a ship told before still are: *Están en Senegal. Construyen casas*."""
        if act.lemma not in self._data.sets["staying"]:
            return
        if any(a.role in _WHERE and states_of(a) for a in arguments):
            return
        back = [a.antecedent.start for a in arguments if a.antecedent and a.role in _WHO]
        for mention in reversed(self._memory.told):
            if mention.start in back and mention.place is not None:
                told = mention.place
                meant = Antecedent(
                    start=told.start, end=told.end, text=told.text, countries=told.countries,
                    cues=("place",),
                )  # fmt: skip
                yield replace(told, role="place", countries=(), referents=(), antecedent=meant)
                return

    # ------------------------------------------------------------ phrases

    def _resolved(
        self, known: Argument, ask: Ask, sentence: int, arguments: Sequence[Argument]
    ) -> Argument:
        if ask.pair:
            pair = self._pair(sentence)
            if pair is None:
                return known
            states = tuple(dict.fromkeys(c for m in pair for c in m.countries))
            meant = replace(_antecedent(pair[0], ("pair",)), countries=states)
            return self._keep(replace(known, antecedent=meant))
        others = [a for a in arguments if a is not known]
        if ask.other and not any(a.role == "agent" and states_of(a) for a in others):
            return known
        chosen = self._chosen(ask, sentence, known.role, others, known.start)
        if chosen is None:
            return known
        mention, cues = chosen
        return self._keep(replace(known, antecedent=_antecedent(mention, (*ask.cues, *cues))))

    def _keep(self, known: Argument) -> Argument:
        self._here[known.start, known.end] = known
        return known

    def _chosen(
        self,
        ask: Ask,
        sentence: int,
        role: str,
        others: Iterable[Argument],
        before: int,
        speaks: bool = False,
    ) -> tuple[Mention, tuple[str, ...]] | None:
        """What stands out of all that an ask fits; None if nothing does."""
        apart = {c for other in others if _is_party(other) for c in states_of(other)}
        fitting = [
            _as_actor(m) if speaks or ask.other else m
            for m in self._memory.told
            if _fits(m, ask)
            and m.start < before
            and (apart.isdisjoint(m.countries) or m.classes.isdisjoint(_RULED))
        ]
        if ask.plural is False and STATE in ask.classes:
            fitting = [m for m in fitting if len(m.countries) < 2]
        if not fitting:
            return None
        if ask.nearest:
            whole = [m for m in fitting if m.whole and not m.source] or fitting
            return max(whole, key=lambda m: (m.start, m.argument.end)), ("nearest",)
        ranked = standing(fitting, sentence, role if ask.by_role else None)
        if len(ranked) == 1:
            return (ranked[0][1], ("only",)) if not ranked[0][1].source else None
        if ranked[0][0] < MARGIN * ranked[1][0] or ranked[0][1].source:
            return None
        return ranked[0][1], ("salience",)

    def _pair(self, sentence: int) -> list[Mention] | None:
        """The two states that the nearest sentence with more than one tells, if there are two."""
        for back in range(REACH):
            states = [
                m for m in self._memory.told
                if m.sentence == sentence - back and STATE in m.classes and not m.source
            ]  # fmt: skip
            told = dict.fromkeys(c for m in states for c in m.countries)
            if len(told) > 1:
                return states if len(told) == 2 else None
        return None


def _as_actor(mention: Mention) -> Mention:
    """The same as one that acts: what it has said may go on."""
    return dataclasses.replace(mention, source=False)


def _like(known: Argument, same: Argument) -> Argument:
    """An argument with what the same words stand for in another clause."""
    if known.countries or known.antecedent is not None:
        return known
    return replace(known, antecedent=same.antecedent, countries=same.countries)


def _begin(clause: Clause) -> int:
    return min([clause.predicate.start, *(a.start for a in clause.arguments)])


def _is_party(known: Argument) -> bool:
    return known.role in ("agent", "patient", "recipient", "companion")


def _fits(mention: Mention, ask: Ask) -> bool:
    if ask.classes.isdisjoint(mention.classes):
        return False
    if mention.classes == {STATE}:
        return not ask.states or ask.states.issuperset(mention.countries)
    return ask.plural is None or ask.plural == mention.plural or "goods" in ask.classes


def _antecedent(mention: Mention, cues: tuple[str, ...]) -> Antecedent:
    told = mention.argument
    return Antecedent(
        start=told.start,
        end=told.end,
        text=told.text,
        countries=mention.countries,
        referents=told.referents if STATE not in mention.classes else (),
        lemmas=mention.lemmas,
        cues=tuple(dict.fromkeys(cues)),
    )

