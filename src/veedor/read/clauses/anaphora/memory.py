"""What the sentences of an article have told: who and what, as mentions."""

from __future__ import annotations

from veedor.model import Argument, Clause
from veedor.read.clauses.anaphora.apart import apart_from
from veedor.read.clauses.anaphora.mentions import STATE, Mention
from veedor.read.clauses.anaphora.pointers import ANY_PEOPLE, Pointers, pointers
from veedor.read.clauses.scene import Scene
from veedor.read.clauses.words import has_form
from veedor.read.syntax import Token

__all__ = ["Memory", "is_plural", "opening", "states_of"]

#: How far before a word a name that holds it may begin; how far behind a ship's its flag.
_NAME, _FLAG = 80, 40
_TYPES = {"person": "persons", "vessel": "vessels"}
_BODIES = frozenset({"companies", "gangs", "banks", "schools", "missions"})


class Memory:
    """The mentions of an article, oldest first."""

    def __init__(self, code: str) -> None:
        self._data = pointers(code)
        self.told: list[Mention] = []

    def forget(self, before: int) -> None:
        """Drop what was told before the sentence of that number."""
        self.told = [mention for mention in self.told if mention.sentence >= before]

    def note(
        self, scene: Scene, clause: Clause, known: Argument, head: Token | None, plural: bool
    ) -> None:
        """Remember who and what an argument tells."""
        source = _only_says(scene, clause, known)
        meant = known.antecedent
        states = states_of(known)
        type_ = _type_of(scene, head)
        for country in states:
            whole = meant is not None or type_ in ("country", "government", "person", "place")
            self._tell(scene, known, frozenset({STATE}), False, (country,), whole, source)
        classes = self._classes(scene, clause, known, head, type_)
        if classes:
            if any(
                m.sentence == scene.index and m.start < known.start < m.argument.end
                and not classes.isdisjoint(m.classes) for m in self.told
            ):  # fmt: skip
                return  # the furs of a shipment of furs
            owner = states or _sender(clause, known, self._data)
            self._tell(scene, known, classes, plural, owner, True, source, _place_of(clause))

    def _tell(
        self, scene: Scene, known: Argument, classes: frozenset[str], plural: bool,
        countries: tuple[str, ...], whole: bool, source: bool, place: Argument | None = None,
    ) -> None:  # fmt: skip
        meant = known.antecedent
        lemmas = (*known.lemmas, *(meant.lemmas if meant is not None else ()))
        self.told.append(
            Mention(scene.index, known.start, classes, plural, known, countries, whole, source,
                    lemmas, place)
        )  # fmt: skip

    def _classes(
        self, scene: Scene, clause: Clause | None, known: Argument, head: Token | None,
        type_: str | None,
    ) -> frozenset[str]:  # fmt: skip
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
        handled = clause is not None and clause.lemma in self._data.sets["handling"]
        if not classes and handled and known.role in ("patient", "instrument", "companion"):
            classes.add("goods")
        return frozenset(classes)

    def note_rest(self, scene: Scene) -> None:
        """Remember whom a sentence tells outside of all arguments: *Rusia es su socio*."""
        told = [(m.start, m.argument.end) for m in self.told if m.sentence == scene.index]
        for known, head in apart_from(scene, told):
            type_ = _type_of(scene, head)
            for country in known.countries:
                whole = type_ in ("country", "government", "person", "place")
                self._tell(scene, known, frozenset({STATE}), False, (country,), whole, False)
            classes = self._classes(scene, None, known, head, type_)
            if classes:
                plural = is_plural(known, head)
                states = known.countries or _flag(scene, known.end)
                self._tell(scene, known, classes, plural, states, True, False)


def is_plural(known: Argument, head: Token | None) -> bool:
    """Whether it is several: by its head's form, or by a number."""
    if head is None:
        return known.quantity is not None
    return has_form(head, "Number", "Plur") or head.pos_ == "NUM"


def states_of(known: Argument) -> tuple[str, ...]:
    """The states that an argument names, or else those that it stands for."""
    if known.countries:
        return known.countries
    return known.antecedent.countries if known.antecedent is not None else ()


def opening(scene: Scene) -> int:
    """Where the sentence begins in the article."""
    return scene.line.start + scene.sentence.start_char


def _only_says(scene: Scene, clause: Clause, known: Argument) -> bool:
    """Whether somebody is only told as who says so."""
    if known.role in ("manner", "topic", "time", "condition"):
        return True
    return known.role == "agent" and scene.rules.has("reporting", clause.lemma)


def _place_of(clause: Clause) -> Argument | None:
    """Where an act leaves those who take part in it."""
    return next(
        (a for a in clause.arguments if a.role in ("goal", "place") and a.countries), None
    )


def _sender(clause: Clause, known: Argument, data: Pointers) -> tuple[str, ...]:
    """Of which state people or things are that a state sends, or that come from it."""
    if known.role != "patient":
        return ()
    sources = [a for a in clause.arguments if a.role == "source" and a.countries]
    if sources and clause.lemma in data.sets["handling"]:
        return sources[0].countries
    if clause.lemma not in data.sets["sending"]:
        return ()
    return next((states_of(a) for a in clause.arguments if a.role == "agent"), ())


def _type_of(scene: Scene, head: Token | None) -> str | None:
    """The type of the name that an argument's head is a part of."""
    if head is None:
        return None
    at = scene.place(head)
    names = scene.article.names_in(max(0, at - _NAME), at + 1)
    return next((name.type for name in names if name.end > at and not name.nested), None)


def _flag(scene: Scene, start: int) -> tuple[str, ...]:
    """The state whose flag a ship has, told right behind its name."""
    end = opening(scene) + len(scene.sentence.text)
    text = scene.article.parsed.text[start : min(end, start + _FLAG)]
    words = text.casefold().replace(",", " ").split()
    flags = [i for i, word in enumerate(words) if word in scene.rules.sets["flags"]]
    return scene.article.states.within(start, start + len(text)) if flags else ()
