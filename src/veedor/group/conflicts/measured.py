"""What figures count: the nouns of `measured.yaml`."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from veedor.data import own_data
from veedor.group.mentions import Mention
from veedor.group.quantities import Quantity
from veedor.model import Tokens

__all__ = ["Measured", "counted"]

#: The counted noun stands this near its figure, in words.
REACH = 4
_YEARS = frozenset({"ano", "year", "years", "anos"})
_FOLD = str.maketrans("áéíóúüñ", "aeiouun")
#: *una tripulación de 14*, *a crew of 14*: what is counted comes first.
_BEFORE = re.compile(r"([^\W\d_]+) (?:de|of|formada por|compuesta por) $")


@dataclass(frozen=True, slots=True)
class Measured:
    """A thing that reports count.

    `nouns` by the factor that makes one unit of them; `needs`: lemmas of which one must stand in
    the sentence; `wanted`: it counts where it is only asked for, too; `rising`: a later, higher
    figure is news; `alone`: whatever is done, an event has one figure of it.
    """

    name: str
    nouns: Mapping[str, float]
    needs: frozenset[str]
    rising: bool
    alone: bool
    wanted: bool = False


@cache
def _measured() -> tuple[Measured, ...]:
    return tuple(
        Measured(
            str(key),
            row.get("units") or dict.fromkeys(row["nouns"], 1.0),
            frozenset(row.get("with", ())),
            bool(row.get("rising", False)),
            bool(row.get("alone", False) or row.get("with")),
            bool(row.get("wanted", False)),
        )
        for key, row in own_data("veedor.group.conflicts", "measured.yaml").items()
    )


def counted(
    text: str, tokens: Tokens, mention: Mention, quantity: Quantity
) -> tuple[Measured, str, Quantity] | None:
    """What a quantity counts, the noun as lemma, and the quantity in the thing's unit.

    The noun is that of which it is told, or the first known one after it.
    """
    first, last = (bisect_left(tokens.start, at) for at in (quantity.end, mention.span.end))
    after = tokens.lemma[first : min(last, first + REACH)]
    before = _BEFORE.search(text, max(mention.span.start, quantity.start - 40), quantity.start)
    lemmas = {lemma.translate(_FOLD) for lemma in mention.lemmas}
    nouns = [before[1].lower()] if before else []
    for noun in (*nouns, *after):
        lemma = noun.translate(_FOLD)
        if lemma in _YEARS:
            # *Un turista de 27 años herido*: the figure is an age.
            break
        for thing in _measured():
            if lemma in thing.nouns and (not thing.needs or thing.needs & lemmas):
                return thing, noun, _scaled(quantity, thing.nouns[lemma])
    return None


def _scaled(quantity: Quantity, factor: float) -> Quantity:
    return replace(
        quantity, value=quantity.value * factor, low=quantity.low * factor,
        high=quantity.high * factor,
    )  # fmt: skip
