"""What reports say that something is: *la multa es de 3 millones*, *el jurado no fue unánime*.

A sentence whose verb only links has no clause: its subject and what is said of it are read off
its words.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace

from veedor.group.conflicts.amounts import Amount, amounts_between
from veedor.group.conflicts.parts import Epithets, Part, part_of
from veedor.group.conflicts.vocabulary import row
from veedor.group.quantities import Quantity
from veedor.model import Argument, Linked, Reading, Sentence, Span

__all__ = ["Copula", "ages", "copulas"]

_LINKS = frozenset({"ser", "estar", "be"})
_NOT = frozenset({"no", "not", "n't", "nunca", "never", "tampoco"})
#: A participle or gerund so near behind the link makes it a passive: a clause of its own.
_PASSIVE = 3
#: So many words before an age say whose it is.
_PHRASE = 4
_CONTENT = frozenset({"NOUN", "PROPN", "ADJ"})


#: *Orrego, de 82 años,*, *tiene 79 años*, *the gunman, aged 27*, *is 34 years old*.
_AGE = re.compile(
    r"(?:,? de|tiene|tenía|cumplió|is|was|,? aged|,)\s(?P<years>\d{1,3})"
    r"(?:\saños(?: de edad)?(?=[,.;)]| y )|\syears old|-year-old|(?=[,.;)]))",
    re.IGNORECASE,
)
_AGED = re.compile(r"años|aged|year", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Copula:
    """One thing said of a subject: as an act of its own (`be unánime`), or amounts; or, where it
    calls somebody by what was done, that act with its `patient`.
    """

    subject: Part
    act: str
    done: bool
    span: Span
    amounts: tuple[Amount, ...]
    patient: Part | None = None


def copulas(text: str, reading: Reading, linked: Linked, named: Epithets) -> Iterator[Copula]:
    """What is said by links in the body of an article."""
    tokens = reading.tokens
    if tokens is None:
        return
    verbs = sorted(clause.predicate.start for clause in reading.clauses if not clause.nominal)
    for sentence in reading.sentences:
        first, last = (bisect_left(tokens.start, at) for at in (sentence.start, sentence.end))
        for at in range(first, last):
            if tokens.lemma[at] not in _LINKS or _is_helper(reading, verbs, at, last):
                continue
            yield from _said(text, reading, linked, named, sentence, (first, at, last))
            break


def _is_helper(reading: Reading, verbs: list[int], at: int, last: int) -> bool:
    """Whether a link belongs to a verb that has a clause."""
    tokens = reading.tokens
    assert tokens is not None
    end = tokens.start[min(at + _PASSIVE, last - 1)]
    place = bisect_left(verbs, tokens.start[at])
    return place < len(verbs) and verbs[place] <= end


def _said(
    text: str, reading: Reading, linked: Linked, named: Epithets, sentence: Sentence,
    bounds: tuple[int, int, int],
) -> Iterator[Copula]:  # fmt: skip
    tokens = reading.tokens
    assert tokens is not None
    first, at, last = bounds
    negated = any(tokens.lemma[i] in _NOT for i in range(max(first, at - 2), min(last, at + 2)))
    begin = next((i + 1 for i in range(at - 1, first - 1, -1) if _parts(reading, i)), first)
    end = next((i for i in range(at + 1, last) if _parts(reading, i)), last)
    nouns = [i for i in range(begin, at) if tokens.pos[i] in ("NOUN", "PROPN")]
    said = [i for i in range(at + 1, end) if tokens.pos[i] in (*_CONTENT, "VERB")]
    if not nouns:
        return
    span = Span(start=sentence.start, end=sentence.end, text=sentence.text)
    subject = part_of(_argument(text, reading, begin, at, nouns[0]), text, reading, linked, named)
    if said and (called := _called(reading, nouns, said)):
        act, who, of = called
        agent, patient = (
            part_of(_argument(text, reading, i, j, i), text, reading, linked, named)
            for i, j in (who, of)
        )
        if patient.head in row("callings")[act]:
            # *La causa fue un rayo*: of what the event is.
            patient = replace(patient, pronoun=True)
        yield Copula(agent, act, not negated, span, (), patient)
        return
    told = [
        found.amount((subject.head, *subject.words), (), "", subject, "", subject.ordinals)
        for found in amounts_between(text, reading, tokens.start[at], tokens.end[end - 1])
    ]
    if told or said:
        act = "be" if told or not said else f"be {tokens.lemma[said[0]]}"
        yield Copula(subject, act, not negated, span, tuple(told))


_Stretch = tuple[int, int]


def _called(
    reading: Reading, nouns: list[int], said: list[int]
) -> tuple[str, _Stretch, _Stretch] | None:
    """The act by which a sentence calls somebody, with where it says who and of what: *la causa
    (del fuego) fue un rayo*, *the ambush was the work of JNIM*.
    """
    tokens = reading.tokens
    assert tokens is not None
    before, behind = _calling(tokens.lemma[nouns[0]]), _calling(tokens.lemma[said[0]])
    if before:
        return before, (said[0], said[-1] + 1), (nouns[-1], nouns[-1] + 1)
    if behind and len(said) > 1:
        return behind, (said[1], said[-1] + 1), (nouns[0], nouns[-1] + 1)
    return None


def _calling(noun: str) -> str | None:
    return next((act for act, nouns in row("callings").items() if noun in nouns), None)


def _parts(reading: Reading, index: int) -> bool:
    tokens = reading.tokens
    assert tokens is not None
    return tokens.pos[index] in ("PUNCT", "SCONJ", "VERB", "CCONJ")


def _argument(text: str, reading: Reading, begin: int, end: int, head: int) -> Argument:
    tokens = reading.tokens
    assert tokens is not None
    start, stop = tokens.start[begin], tokens.end[end - 1]
    return Argument(
        start=start, end=stop, text=text[start:stop], role="agent", head=tokens.lemma[head],
        lemmas=tuple(
            tokens.lemma[i] for i in range(begin, end) if tokens.pos[i] in _CONTENT
        ),
        referents=tuple(
            name.referent for name in reading.names if start <= name.start < stop
        )[:1],
        countries=(),
    )  # fmt: skip


def ages(text: str, reading: Reading, linked: Linked, named: Epithets) -> Iterator[Copula]:
    """How old somebody is said to be, who is named or described right before."""
    tokens = reading.tokens
    for sentence in reading.sentences if tokens else ():
        for match in _AGE.finditer(text, sentence.start, sentence.end):
            assert tokens is not None
            last = bisect_left(tokens.start, match.start())
            first = max(bisect_left(tokens.start, sentence.start), last - _PHRASE)
            nouns = [i for i in range(first, last) if tokens.pos[i] in ("NOUN", "PROPN")]
            if not nouns or not _AGED.search(match[0]):
                continue
            begin = nouns[0] - (nouns[0] > 0 and tokens.pos[nouns[0] - 1] == "DET")
            said = _argument(text, reading, begin, last, nouns[0])
            subject = part_of(said, text, reading, linked, named)
            years = float(match["years"])
            held = Quantity(match.start("years"), match.end("years"), years, years, years)
            age = Amount(held, "age", "age", frozenset({"#age"}), frozenset(), subject, "")
            span = Span(start=sentence.start, end=sentence.end, text=sentence.text)
            yield Copula(subject, "age", True, span, (age,))
