"""What is measured, in which unit, and of what: sums, spans of time, lengths, weights, shares.

What an amount is of stands in its noun (*un crédito de 900 millones*), behind its unit (*9 meses
de prisión*), in the verb (*pagará 340 millones*) or, if the verb only measures, in the subject
(*la multa asciende a 3 millones*). The words for one matter are rows of `amounts.yaml`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from veedor.data import own_data
from veedor.group.conflicts.parts import Part
from veedor.group.conflicts.scope import set_apart
from veedor.group.conflicts.vocabulary import acts_named, rows_of
from veedor.group.quantities import Quantity, quantities
from veedor.model import Argument, Clause, Reading, Span

__all__ = ["Amount", "amounts", "amounts_between", "as_told", "differing", "is_single"]

#: The unit of what is only counted.
COUNT = "count"
SHARE = "%"
#: From here on a number is written with all its figures.
MILLION = 1e6
_FOLD = str.maketrans("áéíóúüñ", "aeiouun")
#: *5,000 barrels a day*, *200 euros al mes*.
_RATE = re.compile(
    r"[^.;]{0,40}?(?:\b(?:a|per|each|every|al|por|cada) (?:day|hour|week|month|year|head|person|día"
    r"|hora|semana|mes|año|cabeza|persona|barril|barrel)\b|\b(?:daily|diari[oa]s|cada uno|each)\b)",
    re.IGNORECASE,
)
_PERCENT = re.compile(
    r"(?<![\w.,])(\d+(?:[.,]\d+)?)\s*(?:%|por ciento\b|per ?cent\b)", re.IGNORECASE
)
#: A unit stands so many words behind its figure, and what it is of right behind it.
_REACH = 3
#: Amounts in one unit agree if rounding can explain it, in two units (miles, kilometres) if they
#: are so near: reports convert roughly.
CONVERTED = 0.1
#: What is asked for is not what is offered.
_WANTED = {"sought": "asked", "demanded": "asked", "offered": "offered"}


#: What stands before a figure, and behind it, that is of it: *$ 3 million*, *3 millones de euros*.
_SYMBOL = re.compile(r"(?:[A-Z]{1,3})?[$€£¥]\s?$")
_UNIT = re.compile(r"(?:\s|-)+(?:de\s+)?([^\W\d_]+)")
_LAST = re.compile(r"[^\W\d_]+$")


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity in the unit of its scale.

    `topics` are the rows of what is measured, `of` the same by its noun alone; `by` whose it is;
    `wanted`: whether it is asked for or offered; `rate`: it is so much
    a day or a head.
    """

    quantity: Quantity
    unit: str
    written: str
    topics: frozenset[str]
    of: frozenset[str]
    by: Part | None
    wanted: str
    ordinals: frozenset[str] = frozenset()
    rate: bool = False


@cache
def _data() -> dict[str, Any]:
    return own_data("veedor.group.conflicts", "amounts.yaml")


@cache
def _units() -> Mapping[str, tuple[str, float]]:
    return {
        noun: (scale, float(factor))
        for scale, nouns in _data()["units"].items()
        for singular, factor in nouns.items()
        for noun in (singular, f"{singular}s", f"{singular}es")
    }


def as_told(sentence: Span, figure: Quantity, *, measured: bool) -> str:
    """A figure of a sentence as it is shown: a number, or what is `measured` as the text has it,
    with its unit (*20 años*, *$3.5 million*).
    """
    if not measured:
        return f"{figure.value:g}" if figure.value < MILLION else f"{figure.value:.0f}"
    start, end = figure.start - sentence.start, figure.end - sentence.start
    symbol = _SYMBOL.search(sentence.text, 0, start)
    start = symbol.start() if symbol else start
    last = _LAST.search(sentence.text[start:end])
    behind = _UNIT.match(sentence.text, end)
    if behind and not (last and _is_unit(last[0])) and _is_unit(behind[1]):
        end = behind.end()
    return " ".join(sentence.text[start:end].split())


def _is_unit(word: str) -> bool:
    return word.lower().translate(_FOLD) in _units()


@cache
def _topics() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for name, words in _data()["topics"].items():
        for word in words:
            found.setdefault(word, set()).add(f"#{name}")
    return {word: frozenset(names) for word, names in found.items()}


@cache
def _counting() -> frozenset[str]:
    """The matters of which people are counted without being named."""
    return frozenset(f"#{name}" for name in _data()["people"])


@cache
def _measuring() -> frozenset[str]:
    return frozenset(_data()["measuring"])


def amounts(
    clause: Clause,
    act: str,
    text: str,
    reading: Reading,
    parts: Mapping[str, Part],
    with_word: bool,
) -> Iterator[Amount]:
    """The amounts in the arguments of a clause, with what they are of; `with_word`: its verb is
    what it is by a word behind it.
    """
    wanted = _WANTED.get(clause.modality, "")
    subject = parts.get("agent") or parts.get("patient")
    seen: set[int] = set()
    for argument in clause.arguments:
        for found in amounts_between(text, reading, argument.start, argument.end):
            if found.start in seen:
                continue
            seen.add(found.start)
            bounds = _bounds(reading, clause)
            counts = found.unit == COUNT
            if set_apart(text, bounds, bounds, found.quantity, counts) not in ("", "asked"):
                continue
            nouns = _nouns(argument, found)
            measures = clause.lemma in _measuring() and not with_word
            if found.unit == COUNT and _topics().get(found.noun, frozenset()) & _counting():
                # *Dejó 14 muertos*: what is counted says what is measured.
                yield found.amount((), (found.noun,), "", subject, wanted, _ordinals(parts))
                continue
            if (
                measures
                and not nouns
                and subject
                and not subject.start <= found.start < (subject.start + len(subject.text))
            ):
                nouns = (subject.head, *subject.words)
            told = () if measures else (clause.lemma, *_for(clause))
            if with_word:
                nouns, told = (), (*nouns, *told)
            yield found.amount(nouns, told, act if told else "", subject, wanted, _ordinals(parts))


def _bounds(reading: Reading, clause: Clause) -> tuple[int, int]:
    sentence = reading.sentences[clause.sentence]
    return sentence.start, sentence.end


def _for(clause: Clause) -> tuple[str, ...]:
    """What an amount is paid or asked for: *piden 5 millones por su liberación*."""
    return tuple(a.head for a in clause.arguments if a.role in ("manner", "purpose"))


def _ordinals(parts: Mapping[str, Part]) -> frozenset[str]:
    return frozenset().union(*(part.ordinals for part in parts.values()))


@dataclass(frozen=True, slots=True)
class Found:
    """A figure with its unit, and the noun that is counted or that the unit is of."""

    quantity: Quantity
    unit: str
    written: str
    noun: str
    behind: str
    rate: bool = False

    @property
    def start(self) -> int:
        """Where the figure begins."""
        return self.quantity.start

    def amount(
        self,
        nouns: Iterable[str],
        verbs: Iterable[str],
        act: str,
        by: Part | None,
        wanted: str,
        ordinals: frozenset[str] = frozenset(),
    ) -> Amount:
        """The amount of what some nouns name, else of what a verb says."""
        named = [noun for noun in (self.behind, *nouns) if noun]
        of = frozenset().union(*map(_matters, named)) if named else frozenset()
        told = frozenset().union(*map(_matters, verbs), _matters(act) if act else set())
        return Amount(
            self.quantity, self.unit, self.written, of or told, of, by, wanted, ordinals, self.rate
        )


def _matters(word: str) -> frozenset[str]:
    """The rows that a word stands in: of amounts, of things and of acts."""
    acts = frozenset(act.name for act in acts_named(word))
    return _topics().get(word, frozenset()) | rows_of(word) | acts


def _nouns(argument: Argument, found: Found) -> tuple[str, ...]:
    """What holds the figure: the head of the argument, if it stands before it."""
    if found.start - argument.start < 3 or argument.head in (found.noun, "él", "he"):
        return ()
    at = argument.text.lower()[: found.start - argument.start]
    words = [w for w in argument.lemmas if w[:4] in at]
    return tuple(words) if argument.head in words else ()


def amounts_between(text: str, reading: Reading, start: int, end: int) -> Iterator[Found]:
    """The figures of `text[start:end]` with their units; what is measured in none is counted."""
    shares = {}
    for match in _PERCENT.finditer(text, start, min(len(text), end + 12)):
        value = float(match[1].replace(",", "."))
        off = 0.5 if value == int(value) else 0.05
        if match.start() < end:
            shares[match.start()] = Quantity(
                match.start(), match.end(), value, value - off, value + off
            )
    for share in shares.values():
        yield Found(share, SHARE, SHARE, SHARE, "")
    for quantity in quantities(text, reading.language, start, end):
        if any(share.start <= quantity.end - 1 < share.end for share in shares.values()):
            continue
        if any(
            t.start <= quantity.start < t.end and t.type in ("DATE", "TIME") for t in reading.times
        ):
            continue
        yield _with_unit(text, reading, quantity)


def _with_unit(text: str, reading: Reading, quantity: Quantity) -> Found:
    tokens = reading.tokens
    assert tokens is not None
    first = bisect_left(tokens.start, quantity.end)
    after = range(first, min(first + _REACH, len(tokens.lemma)))
    noun = ""
    for at in after:
        if tokens.pos[at] in ("PUNCT", "VERB", "AUX"):
            break
        lemma = tokens.lemma[at].translate(_FOLD)
        if lemma in _units():
            scale, factor = _units()[lemma]
            return Found(
                _scaled(quantity, factor),
                scale,
                lemma,
                tokens.lemma[at],
                _behind(reading, at),
                _RATE.match(text, tokens.end[at]) is not None,
            )
        if tokens.pos[at] in ("NOUN", "PROPN"):
            noun = tokens.lemma[at]
            break
    before = text[max(0, quantity.start - 4) : quantity.start].strip()
    for symbol, scale in sorted(_data()["symbols"].items(), key=lambda item: -len(item[0])):
        if before.endswith(symbol):
            return Found(quantity, scale, symbol, symbol, noun if noun in _topics() else "")
    return Found(quantity, COUNT, noun, noun, "")


def _behind(reading: Reading, unit: int) -> str:
    """The noun of which a span or a length is told: *nine months in prison*."""
    tokens = reading.tokens
    assert tokens is not None
    if tokens.pos[unit + 1 : unit + 3] == ["ADP", "NOUN"] and tokens.lemma[unit + 2] in _topics():
        return tokens.lemma[unit + 2]
    return ""


def _scaled(quantity: Quantity, factor: float) -> Quantity:
    return replace(
        quantity, value=quantity.value * factor, low=quantity.low * factor,
        high=quantity.high * factor,
    )  # fmt: skip


def is_single(one: Amount, other: Amount, *, settled: bool = False) -> bool:
    """Whether two amounts are of a matter of which an event has one (its price, its ransom);
    `settled`: one that does not grow with time.
    """
    names = _data()["settled" if settled else "single"]
    return any(f"#{name}" in one.topics & other.topics for name in names)


def differing(one: Amount, other: Amount) -> bool:
    """Whether two amounts are of one matter and cannot both be right about it."""
    if one.unit != other.unit or one.wanted != other.wanted or one.ordinals != other.ordinals:
        return False
    if not one.topics & other.topics or (one.of and other.of and not one.of & other.of):
        return False
    shared = one.topics & other.topics
    if one.unit == COUNT and not shared & _counting():
        return False
    if one.rate != other.rate:
        return False
    slack = 1.0 if one.written == other.written else 1.0 + CONVERTED
    ours, theirs = one.quantity, other.quantity
    return ours.low > theirs.high * slack or theirs.low > ours.high * slack
