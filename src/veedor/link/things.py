"""The thing of an act: which of a clause's arguments names what an indicator asks for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from veedor.link.wording import Words, words_of
from veedor.model import Argument, Clause
from veedor.regimes import Indicator, Pack

__all__ = ["thing_of"]

#: A thing's description may go on with these: a preposition and an article lie between.
_EXTENDING = ("purpose", "instrument", "topic", "place", "manner")
_GAP = 12
#: Where in a clause beneath an act its thing may stand: *ayudar a mejorar misiles*.
_BENEATH = ("patient", "place", "topic")


def thing_of(
    pack: Pack,
    code: str,
    clause: Clause,
    indicator: Indicator,
    children: Sequence[Clause],
    target: str | None = None,
) -> tuple[Argument | None, str | None]:
    """The thing of the act and the word for it; of several the one that is the giver's.

    *Russian builders took on North Korean builders*.
    """
    found = list(_items(pack, code, clause, indicator, children))
    if not found:
        return None, None
    first = found[0][0]
    anothers = first is not None and first.countries and target not in first.countries
    if anothers and (indicator.giver == "target" or indicator.mutual):
        found = [(a, w) for a, w in found if a is not None and target in a.countries] or found
    return found[0]


def _items(
    pack: Pack, code: str, clause: Clause, indicator: Indicator, children: Sequence[Clause]
) -> Iterator[tuple[Argument | None, str]]:
    words = words_of(pack, code, indicator.items)
    barred = words_of(pack, code, indicator.unless_item)
    heads = words_of(pack, code, indicator.item_heads).single
    unless = words_of(pack, code, indicator.unless)
    dealing = words_of(pack, code, ("officials",)).single
    for role in indicator.item_roles:
        if (
            role == "itself"
            and clause.nominal
            and (word := words.among(clause.predicate.text.casefold()))
        ):
            yield None, word
        for child in children if role == "below" else ():
            if not child.recalled:
                yield from (
                    (argument, word)
                    for argument in child.arguments
                    if argument.role in _BENEATH and not barred.within(argument)
                    and (word := words.within(argument))
                )  # fmt: skip
        for argument in clause.arguments:
            if argument.role != role or barred.within(argument):
                continue
            if argument.head in dealing and argument.head not in words.single | heads:
                continue  # arms officials, coal traders
            if argument.head in heads:
                yield argument, argument.head
            elif (
                (word := _inside(pack, code, words, argument, children))
                or (word := words.within(argument))
                or (word := _in_extension(words, unless, barred, clause, argument))
            ):
                yield argument, word


def _inside(
    pack: Pack, code: str, words: Words, argument: Argument, children: Sequence[Clause]
) -> str | None:
    """The word for what is, or may be, in what is given: *containers that could hold shells*."""
    if not words_of(pack, code, ("containers",)).within(argument):
        return None
    containing = words_of(pack, code, ("containing",)).single
    things = (a for c in children if c.lemma in containing for a in c.arguments)
    return next((word for a in things if a.role == "patient" and (word := words.within(a))), None)


def _in_extension(
    words: Words, unless: Words, barred: Words, clause: Clause, argument: Argument
) -> str | None:
    """The word in what goes on from a thing: *contenedores con obuses*, *piezas para misiles*."""
    words_of_it = argument.text.split()
    if argument.role != "patient" or (words_of_it[0][:1] + words_of_it[-1][:1]).isupper():
        return None
    end = argument.end
    for other in clause.arguments:
        if other.role in _EXTENDING and not other.countries and 0 < other.start - end <= _GAP:
            end = other.end
    if end == argument.end:
        return None
    text = clause.text[argument.start - clause.start : end - clause.start]
    lemmas = [w for o in clause.arguments if argument.end < o.end <= end for w in o.lemmas]
    text = text.casefold()
    if unless.among(text, lemmas) or barred.among(text, lemmas):
        return None
    return words.among(text, lemmas)
