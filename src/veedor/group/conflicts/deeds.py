"""Who did what to whom, clause by clause, so that any act of an event can be compared.

`facts.py` knows some acts by their people, places and days. Here every verb counts, whatever it
is: two deeds are of one act if their verbs are of one row of `facts.yaml`, or one lemma, and of
one thing if what they are done by and to can be the same.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache

from veedor.group.acts import is_saying
from veedor.group.collection import Collection
from veedor.group.conflicts.amounts import Amount, amounts
from veedor.group.conflicts.copulas import ages, copulas
from veedor.group.conflicts.facts import Timed, kind_named, table, times_of
from veedor.group.conflicts.parts import Epithets, Part, part_of
from veedor.group.conflicts.vocabulary import (
    Act,
    act_called,
    acts_named,
    refused_by,
    row,
    rows_of,
    words,
)
from veedor.group.profiles import as_day
from veedor.model import Argument, Clause, Linked, Reading, Span

__all__ = [
    "HAVING",
    "MEASURED",
    "NONE",
    "OTHER_ACT",
    "Deed",
    "acts_around",
    "are_two_acts",
    "deeds",
]

HAVING, OTHER_ACT = "=have", "=other"
#: The act of a verb that is none, but may measure something (*dejó 14 muertos*).
MEASURED = "=measured"
_SUBJECT = ("agent", "patient")
_TURNED = {"agent": "patient", "patient": "agent"}
_CORE = (*_SUBJECT, "recipient", "companion")
_DONE = frozenset({"done", "ongoing", "agreed"})
#: *nadie*, *ningún barco*, *no shots*: what is said of none is denied.
NONE = re.compile(
    r"(?:no|nadie|ning[uú]n|ninguna|ninguno|nobody|no one|none|neither)\b", re.IGNORECASE
)
#: How a future is written: what is to come is told as planned, whatever the verb.
_FUTURE = re.compile(r"\w+(?:ré|rás|rá|remos|rán)$", re.IGNORECASE)
#: What stands before a verb that tells no fact: *could not be contained*, *measures to contain*.
_BETWEEN = r"(?:\s+(?:no|not|have|has|haber|ser|be|been|never|also|\w+ly))*\s*$"
_CAN = re.compile(
    r"\b(?:can|could|may|might|would|should|must|puede[n]?|pod(?:ría|ía|rá)n?|deb(?:e|ería|ía)n?)"
    + _BETWEEN,
    re.IGNORECASE,
)
_TO = re.compile(r"\bto" + _BETWEEN, re.IGNORECASE)
_INFINITIVE = re.compile(r"\w+[aeií]r(?:se|l[aeo]s?)?$", re.IGNORECASE)
#: The preposition before a place says whether it is left, reached, or where something is done.
_DIRECTIONS = tuple(
    (direction, re.compile(rf"\b(?:{words})(?: la| el| los| las| the| an?)?\s*$", re.IGNORECASE))
    for direction, words in (
        ("from", "desde|de|del|from"),
        ("to", "a|al|hasta|hacia|rumbo a|to|for|into"),
        ("at", "en|in|at|on|near|off|cerca de|frente a"),
    )
)
#: The object said again by a pronoun before the verb: *el fuego lo provocó un cortocircuito*.
_AGAIN = re.compile(r"\s*(?:l[oa]s?)\s+(?:ha|han|había|habían)?\s*", re.IGNORECASE)
_OBJECT = re.compile(r"\b(l[oa]) (?:ha |han |había |habían |habría )?$", re.IGNORECASE)
#: So many words behind a verb may make it another: *set sail*, *se dio a la fuga*.
_BEHIND = 4


@dataclass(frozen=True, slots=True)
class Deed:
    """One act, done, denied or to come, with its parts and where and when it is.

    `stance` is its modality, but *done* for a verb that is itself an asking or an offering;
    `called` what somebody is named as; `where` its places with *from*, *to* or *at*; `amounts`
    what is measured in it; `tail` the words behind its verb; `days` the last day of each time in
    its sentence; `finite`: it is told as a fact, and not as what can be, or is to be.
    """

    article: str
    act: str
    kind: Act | None
    span: Span
    done: bool
    stance: str
    agent: Part | None = None
    patient: Part | None = None
    recipient: Part | None = None
    companion: Part | None = None
    called: Part | None = None
    where: tuple[tuple[str, Argument], ...] = ()
    times: tuple[Timed, ...] = ()
    amounts: tuple[Amount, ...] = ()
    tail: str = field(default="", compare=False)
    finite: bool = True
    days: tuple[date, ...] = ()

    @property
    def parts(self) -> tuple[Part, ...]:
        """Who does it and what it is done to, as far as is told."""
        return tuple(part for part in (self.agent, self.patient) if part)


@cache
def _empty() -> frozenset[str]:
    """Verbs that are no deed: they say, think, want or only link."""
    refusals = (verb for verbs in row("refusals").values() for verb in verbs)
    return frozenset((*row("no_deed"), *table()["light"], *row("states"), *refusals))


def deeds(collection: Collection, article: str, named: Epithets) -> Iterator[Deed]:
    """What an article tells as done, as not done or as to come, verb by verb.

    Args:
        collection: what the article is of.
        article: which of its articles.
        named: the epithets of its event.
    """
    reading, linked = collection.readings[article], collection.linked.get(article)
    if linked is None:
        return
    text = collection.articles[article].text
    verbs = Counter(clause.sentence for clause in reading.clauses if not clause.nominal)
    for clause in reading.clauses:
        if not (clause.nominal or clause.hypothetical or clause.recalled):
            alone = verbs[clause.sentence] == 1
            yield from _of_clause(article, text, clause, reading, linked, named, alone)
    for told in (*copulas(text, reading, linked, named), *ages(text, reading, linked, named)):
        if told.act == "commit" and told.patient:
            for act in acts_named(told.patient.head):
                yield Deed(
                    article=article, act=act.name, kind=act, span=told.span,
                    done=told.done, stance="done", agent=told.subject,
                    patient=replace(told.patient, pronoun=True),
                )  # fmt: skip
        yield Deed(
            article=article, act=told.act,
            kind=act_called(told.act) if told.patient else None, span=told.span, done=told.done,
            stance="done", agent=told.subject, patient=told.patient, amounts=told.amounts,
            days=tuple(_days(reading, linked, told.span)),
        )  # fmt: skip


def _of_clause(
    article: str,
    text: str,
    clause: Clause,
    reading: Reading,
    linked: Linked,
    named: Epithets,
    alone: bool,
) -> Iterator[Deed]:
    stance = _stance(clause)
    if stance == "suspected":
        return
    arguments = {a.role: a for a in reversed(clause.arguments)}
    if _is_turned(arguments, clause, text) or clause.lemma in words("turned"):
        arguments = {_TURNED.get(role, role): a for role, a in arguments.items()}
    bare = not {"patient", "recipient"} & arguments.keys()
    if bare and (said := _clitic(clause, text)):
        arguments["patient"] = said
    none = any(a.role in _SUBJECT and NONE.match(a.text) for a in clause.arguments)
    denied = clause.modality == "denied" or clause.negated or none
    sentence = reading.sentences[clause.sentence]
    named_acts = list(_acts(clause, reading)) or [(MEASURED, None, False, None)]
    for act, kind, refused, spent in named_acts:
        if refused and denied:
            continue
        left = _without(arguments, spent)
        parts = {
            role: part_of(argument, text, reading, linked, named)
            for role, argument in left.items()
            if (role in _CORE or role == "manner") and not _is_place(role, argument, linked)
        }
        yield Deed(
            article=article,
            act=act,
            kind=kind,
            span=Span(start=sentence.start, end=sentence.end, text=sentence.text),
            done=not (denied or refused),
            stance="done" if denied else stance,
            agent=parts.get("agent"),
            patient=parts.get("patient") or _doubled(parts.get("recipient")),
            recipient=parts.get("recipient"),
            companion=parts.get("companion"),
            called=parts.get("manner"),
            where=tuple(_where(clause, text)),
            times=times_of(clause, reading, linked, alone),
            amounts=tuple(amounts(clause, act, text, reading, parts, with_word=spent is not None)),
            tail=text[clause.predicate.end : sentence.end],
            finite=_is_finite(clause, text, stance, reading),
            days=tuple(_days(reading, linked, sentence)),
        )


def _stance(clause: Clause) -> str:
    """How real an act is told: of a verb of asking or offering, that it was done."""
    if clause.modality in _DONE:
        return "done"
    inside = any(clause.predicate.start <= cue.start < clause.predicate.end for cue in clause.cues)
    if inside and clause.modality != "suspected" and not _FUTURE.match(clause.predicate.text):
        return "done"
    return clause.modality


def _days(reading: Reading, linked: Linked, sentence: Span) -> Iterator[date]:
    for time, resolved in zip(reading.times, linked.times, strict=False):
        day = as_day(resolved.latest)
        if day and sentence.start <= time.start < sentence.end:
            yield day


def _is_finite(clause: Clause, text: str, stance: str, reading: Reading) -> bool:
    """Whether a verb is told as a fact, and not as what can be, or is to be; what is planned is a
    plan however it is put, and what somebody refused or was forced to do (*se negó a declarar*)
    was not, or was, done.
    """
    before = text[max(0, clause.predicate.start - 24) : clause.predicate.start]
    if _CAN.search(before):
        return False
    above = reading.clauses[clause.parent].lemma if clause.parent is not None else ""
    if above in words("implying"):
        return True
    return stance == "planned" or not (
        _TO.search(before) or _INFINITIVE.match(clause.predicate.text)
    )


def _is_turned(arguments: dict[str, Argument], clause: Clause, text: str) -> bool:
    """Whether what stands before the verb is its object, and what follows its subject."""
    before, after = arguments.get("agent"), arguments.get("patient")
    if before is None or after is None or after.start < clause.predicate.end:
        return False
    return _AGAIN.fullmatch(text, before.end, clause.predicate.start) is not None


def _clitic(clause: Clause, text: str) -> Argument | None:
    """The object that is only a pronoun before the verb: *lo arrestaron*."""
    found = _OBJECT.search(text[max(0, clause.predicate.start - 16) : clause.predicate.start])
    if found is None:
        return None
    start = clause.predicate.start - len(found[0])
    return Argument(
        start=start, end=start + len(found[1]), text=found[1], role="patient", head="él"
    )


def _doubled(recipient: Part | None) -> Part | None:
    """A thing in the recipient's place is the object, said twice: *el gol lo marcó …*."""
    return recipient if recipient and not recipient.keys | recipient.states else None


def _without(arguments: dict[str, Argument], spent: str | None) -> dict[str, Argument]:
    """The arguments but for the noun that makes the verb what it is: of *dio la orden de captura*
    what is left is the capture, of *claimed responsibility for the attack* the attack. A thing that
    has a row of its own stays (*entregó el premio*).
    """
    if spent is None:
        return arguments
    if rows_of(spent) != {spent}:
        return arguments
    left = {role: a for role, a in arguments.items() if a.head != spent}
    held = next((a for a in arguments.values() if a.head == spent), None)
    rest = [lemma for lemma in held.lemmas if lemma != spent] if held else []
    if held and rest:
        left["patient"] = _headed(held, rest[0])
    elif held and "patient" not in left:
        behind = left.get("purpose") or left.get("topic")
        if behind:
            left["patient"] = behind
    return left


def _headed(argument: Argument, head: str) -> Argument:
    return Argument(
        start=argument.start, end=argument.end, text=argument.text, role="patient", head=head,
        lemmas=argument.lemmas, referents=argument.referents, countries=argument.countries,
    )  # fmt: skip


def _is_place(role: str, argument: Argument, linked: Linked) -> bool:
    """Whether what is taken for a recipient is only where something leads to."""
    kinds = {linked.subjects[number].type for number in argument.referents}
    return role == "recipient" and bool(kinds & {"place", "facility"})


def _where(clause: Clause, text: str) -> Iterator[tuple[str, Argument]]:
    """The places of a clause with what the preposition before each says."""
    for argument in clause.arguments:
        if argument.start < clause.predicate.start and argument.role in _SUBJECT:
            continue
        before = text[max(0, argument.start - 14) : argument.start]
        for direction, pattern in _DIRECTIONS:
            if pattern.search(before):
                yield direction, argument
                break


# ------------------------------------------------------------------ the act


def _acts(clause: Clause, reading: Reading) -> Iterator[tuple[str, Act | None, bool, str | None]]:
    """The acts that a verb names: with a word behind it, by its row, else by itself; of a light
    verb, its noun's. Then whether it says that the act was refused, and the noun that is spent.
    """
    both = list(_with_a_word(clause, reading))
    if both:
        yield from ((act.name, act, False, word) for act, word in both)
        return
    if any(a.role in ("patient", "recipient") for a in clause.arguments):
        # Who declines to comment refuses nothing that somebody accepts.
        yield from ((name, act_called(name), True, None) for name in refused_by(clause.lemma))
    if clause.lemma in words("states"):
        # *Tenía seguro* names no act; *tuvo una reunión* does.
        yield from ((f"have {a.head}", None, False, None) for a in clause.arguments if _is_had(a))
    nouns = [a.head for a in clause.arguments if a.role in _SUBJECT]
    named = acts_named(clause.lemma)
    if clause.lemma in table()["light"]:
        light = tuple(act for noun in nouns for verb in _verbs(noun) for act in acts_named(verb))
        named = light or named
    if named:
        yield from ((act.name, act, False, None) for act in named)
    elif clause.lemma not in _empty() and not is_saying(clause.lemma):
        yield clause.lemma, None, False, None


def _with_a_word(clause: Clause, reading: Reading) -> Iterator[tuple[Act, str]]:
    """The acts that a verb names together with its noun or particle (`dar+fuga`, `set+sail`)."""
    behind = [a.head for a in clause.arguments]
    tokens = reading.tokens
    if tokens is not None:
        at = bisect_left(tokens.start, clause.predicate.end)
        behind += tokens.lemma[at : at + _BEHIND]
    for word in dict.fromkeys(behind):
        yield from ((act, word) for act in acts_named(f"{clause.lemma}+{word}"))


def _is_had(argument: Argument) -> bool:
    return argument.role == "patient" and not acts_named(argument.head)


def _verbs(head: str) -> tuple[str, ...]:
    """A word and the verbs that it can be the participle of: *quedaron destruidas 25 casas*."""
    stem, ending = head[:-3], head[-3:]
    return (head, *(stem + verb for verb in _INFINITIVES.get(ending, ())))


_INFINITIVES = {"ado": ("ar",), "ido": ("er", "ir")}


# ------------------------------------------------------------------ the act of a figure


def acts_around(reading: Reading, place: int, noun: str) -> frozenset[str]:
    """The acts of `facts.yaml` whose doer or object a counted noun is, of the nearest verb; HAVING
    of what only holds it, OTHER_ACT of a verb that stands in no row.
    """
    around = [
        clause
        for clause in reading.clauses
        if not clause.nominal
        and any(
            a.role in _SUBJECT and a.head == noun and a.start <= place < a.end
            for a in clause.arguments
        )
    ]
    nearest = min(around, key=lambda clause: clause.end - clause.start, default=None)
    if nearest is not None and nearest.lemma in words("states"):
        return frozenset({HAVING})
    if nearest is None or nearest.lemma in _empty() or is_saying(nearest.lemma):
        return frozenset()
    return frozenset(kind.name for kind in kind_named(nearest.lemma)) or frozenset({OTHER_ACT})


def are_two_acts(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether what is counted is counted of two acts; what something holds is not what is done to
    it, and of verbs that stand in no row nothing is known.
    """
    if not one or not other or one & other:
        return False
    return OTHER_ACT not in one | other or HAVING in one | other
