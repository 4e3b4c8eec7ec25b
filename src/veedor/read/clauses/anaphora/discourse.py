"""What the words of a sentence that point back stand for, by what the article has told before.

A reading that cannot tell gives nothing: whoever is meant must stand out from all others.
"""

from __future__ import annotations

import dataclasses
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
from veedor.read.clauses.anaphora.mentions import STATE, Mention, standing
from veedor.read.clauses.anaphora.pointers import ANY_PEOPLE, Pointers, pointers
from veedor.read.clauses.scene import Act, Scene
from veedor.read.clauses.words import has_form
from veedor.read.syntax import Token

__all__ = ["Discourse"]

#: How many sentences back something may have been told.
REACH = 3
#: How much more the first must stand out than the second (chosen on the passages of
#: tests/read/anaphora.yaml: at 1.15 two of them are given a wrong state, at 1.4 seven of those
#: that can be told are not).
MARGIN = 1.25
_TYPES = {"person": "persons", "vessel": "vessels"}
#: How far before a word a name that holds it may begin; how far behind a ship's its flag.
_NAME, _FLAG = 80, 40
#: Those who are told as another party of an act where their state is.
_RULED = frozenset({STATE, "persons"})
_BODIES = frozenset({"companies", "gangs", "banks", "schools", "missions"})


class Discourse:
    """The mentions of one article while its sentences are read in order."""

    def __init__(self, code: str) -> None:
        self._data: Pointers = pointers(code)
        self._told: list[Mention] = []
        self._here: dict[tuple[int, int], Argument] = {}

    def read(self, scene: Scene, acts: Sequence[Act], clauses: Sequence[Clause]) -> list[Clause]:
        """The clauses of a sentence with their antecedents; what they tell is remembered."""
        self._here = {}
        self._told = [m for m in self._told if scene.index - m.sentence <= REACH]
        tokens = {scene.place(token): token for token in scene.sentence}
        read: dict[int, Clause] = {}
        order = sorted(range(len(clauses)), key=lambda i: _begin(clauses[i]))
        for i in order:
            read[i] = self._clause(scene, acts[i], clauses[i], tokens)
        self._note_rest(scene)
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
        self, scene: Scene, act: Act, clause: Clause, tokens: dict[int, Token]
    ) -> Clause:
        arguments = list(clause.arguments)
        if not act.nominal:
            arguments = self._with_subject(scene, act, arguments)
        for at, known in enumerate(arguments):
            if known.start < _opening(scene) or known.antecedent is not None:
                continue
            if (same := self._here.get((known.start, known.end))) is not None:
                arguments[at] = _like(known, same)
                continue
            words = [tokens[i] for i in range(known.start, known.end) if i in tokens]
            head = next((t for t in words if known.head in (scene.lemma(t), t.lower_)), None)
            plural = _is_plural(known, head)
            ask = ask_of(scene, known, words, plural, self._data)
            if ask is not None:
                arguments[at] = self._resolved(known, ask, scene.index, arguments)
            elif known.countries and known.text.casefold() in self._data.pronouns:
                self._keep(known)  # the clause above tells whom it stands for
            self._note(scene, clause, arguments[at], head, plural)
        if not act.nominal:
            arguments += self._pronouns(scene, act, arguments)
        return replace(clause, arguments=tuple(arguments))

    # ------------------------------------------------------------ subjects and clitics

    def _with_subject(self, scene: Scene, act: Act, arguments: list[Argument]) -> list[Argument]:
        """The arguments with who is meant by a subject that the sentence leaves out."""
        opening = _opening(scene)
        carried = [a for a in arguments if a.role == "agent" and a.start < opening]
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
        asked += [(given[0], thing(given[1]))] if given is not None else []
        for known, ask in asked:
            found = self._resolved(known, ask, scene.index, arguments)
            if found.antecedent is not None:
                yield found

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
        if ask.other and not any(a.role == "agent" and _states(a) for a in others):
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
        apart = {c for other in others if _is_party(other) for c in _states(other)}
        fitting = [
            _as_actor(m) if speaks else m
            for m in self._told
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
                m for m in self._told
                if m.sentence == sentence - back and STATE in m.classes and not m.source
            ]  # fmt: skip
            told = dict.fromkeys(c for m in states for c in m.countries)
            if len(told) > 1:
                return states if len(told) == 2 else None
        return None

    # ------------------------------------------------------------ mentions

    def _note(
        self, scene: Scene, clause: Clause, known: Argument, head: Token | None, plural: bool
    ) -> None:
        """Remember who and what an argument tells."""
        source = _only_says(scene, clause, known)
        meant = known.antecedent
        states = _states(known)
        type_ = _type_of(scene, head)
        for country in states:
            whole = meant is not None or type_ in ("country", "government", "person", "place")
            self._tell(scene, known, frozenset({STATE}), False, (country,), whole, source)
        classes = self._classes(scene, clause, known, head, type_)
        if classes:
            owner = states or _sender(clause, known, self._data)
            self._tell(scene, known, classes, plural, owner, True, source)

    def _tell(
        self, scene: Scene, known: Argument, classes: frozenset[str], plural: bool,
        countries: tuple[str, ...], whole: bool, source: bool,
    ) -> None:  # fmt: skip
        meant = known.antecedent
        lemmas = (*known.lemmas, *(meant.lemmas if meant is not None else ()))
        self._told.append(
            Mention(scene.index, known.start, classes, plural, known, countries, whole, source,
                    lemmas)
        )  # fmt: skip

    def _classes(
        self, scene: Scene, clause: Clause, known: Argument, head: Token | None, type_: str | None
    ) -> frozenset[str]:
        """What kinds of things or people an argument's head may be called by."""
        classes = set(self._data.classes.get(known.head, ()))
        if type_ in _TYPES:
            classes.add(_TYPES[type_])
        if type_ == "organization":
            classes |= _BODIES
        if head is not None and head.pos_ != "PROPN" and scene.is_demonym(head):
            classes |= self._data.people
        if not self._data.people.isdisjoint(classes):
            classes.add(ANY_PEOPLE)
        handled = clause.lemma in self._data.sets["handling"]
        if not classes and handled and known.role in ("patient", "instrument", "companion"):
            classes.add("goods")
        return frozenset(classes)

    def _note_rest(self, scene: Scene) -> None:
        """Remember the names of a sentence that no clause has for an argument."""
        told = [(m.start, m.argument.end) for m in self._told if m.sentence == scene.index]
        start = _opening(scene)
        end = start + len(scene.sentence.text)
        for name in scene.article.names_in(start, end):
            if name.type not in _TYPES and name.type != "organization":
                continue
            if name.nested or any(a <= name.start < b for a, b in told):
                continue
            country = scene.article.mentions.referents[name.referent].country
            flag = _flag(scene, name.end, end)
            known = Argument(start=name.start, end=name.end, text=name.text, role="", head="",
                             referents=(name.referent,))  # fmt: skip
            classes = _BODIES if name.type == "organization" else {_TYPES[name.type]}
            states = (country,) if country else flag
            self._tell(scene, known, frozenset(classes), False, states, True, False)


def _as_actor(mention: Mention) -> Mention:
    """The same as one that acts: what it has said may go on."""
    return dataclasses.replace(mention, source=False)


def _like(known: Argument, same: Argument) -> Argument:
    """An argument with what the same words stand for in another clause."""
    if known.countries or known.antecedent is not None:
        return known
    return replace(known, antecedent=same.antecedent, countries=same.countries)


def _opening(scene: Scene) -> int:
    """Where the sentence begins in the article."""
    return scene.line.start + scene.sentence.start_char


def _begin(clause: Clause) -> int:
    return min([clause.predicate.start, *(a.start for a in clause.arguments)])


def _states(known: Argument) -> tuple[str, ...]:
    if known.countries:
        return known.countries
    return known.antecedent.countries if known.antecedent is not None else ()


def _is_party(known: Argument) -> bool:
    return known.role in ("agent", "patient", "recipient", "companion")


def _fits(mention: Mention, ask: Ask) -> bool:
    if ask.classes.isdisjoint(mention.classes):
        return False
    if mention.classes == {STATE}:
        return not ask.states or ask.states.issuperset(mention.countries)
    return ask.plural is None or ask.plural == mention.plural or "goods" in ask.classes


def _only_says(scene: Scene, clause: Clause, known: Argument) -> bool:
    """Whether somebody is only told as who says so."""
    if known.role in ("manner", "topic", "time", "condition"):
        return True
    return known.role == "agent" and scene.rules.has("reporting", clause.lemma)


def _sender(clause: Clause, known: Argument, data: Pointers) -> tuple[str, ...]:
    """Of which state people or things are that a state sends."""
    if known.role != "patient" or clause.lemma not in data.sets["sending"]:
        return ()
    return next((_states(a) for a in clause.arguments if a.role == "agent"), ())


def _is_plural(known: Argument, head: Token | None) -> bool:
    """Whether it is several: by its head's form, or by a number."""
    if head is None:
        return known.quantity is not None
    return has_form(head, "Number", "Plur") or head.pos_ == "NUM"


def _type_of(scene: Scene, head: Token | None) -> str | None:
    """The type of the name that an argument's head is a part of."""
    if head is None:
        return None
    at = scene.place(head)
    names = scene.article.names_in(max(0, at - _NAME), at + 1)
    return next((name.type for name in names if name.end > at and not name.nested), None)


def _flag(scene: Scene, start: int, end: int) -> tuple[str, ...]:
    """The state whose flag a ship has, told right behind its name."""
    text = scene.article.parsed.text[start : min(end, start + _FLAG)]
    words = text.casefold().replace(",", " ").split()
    flags = [i for i, word in enumerate(words) if word in scene.rules.sets["flags"]]
    return scene.article.states.within(start, start + len(text)) if flags else ()


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

