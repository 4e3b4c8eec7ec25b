"""What figures count: the nouns of `measured.yaml`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml

from veedor.errors import DataError
from veedor.group.conflicts.quantities import Quantity
from veedor.group.mentions import Mention
from veedor.model import Tokens

__all__ = ["Measured", "counted"]

#: The counted noun stands this near its figure, in words.
REACH = 4
_FOLD = str.maketrans("áéíóúüñ", "aeiouun")
#: *una tripulación de 14*, *a crew of 14*: what is counted comes first.
_BEFORE = re.compile(r"([^\W\d_]+) (?:de|of|formada por|compuesta por) $")


@dataclass(frozen=True, slots=True)
class Measured:
    """A thing that reports count.

    `needs`: lemmas of which one must stand in the sentence; `rising`: a later, higher figure
    is news; `alone`: whatever is done, an event has one figure of it.
    """

    name: str
    nouns: frozenset[str]
    needs: frozenset[str]
    rising: bool
    alone: bool


@cache
def _measured() -> tuple[Measured, ...]:
    name = "measured.yaml"
    content = yaml.safe_load(resources.files(__package__).joinpath(name).read_text("utf-8"))
    if not isinstance(content, dict):
        raise DataError(name, "must be a mapping", line=1)
    return tuple(
        Measured(
            str(key),
            frozenset(row["nouns"]),
            frozenset(row.get("with", ())),
            bool(row.get("rising", False)),
            bool(row.get("alone", False) or row.get("with")),
        )
        for key, row in content.items()
    )


def counted(text: str, tokens: Tokens, mention: Mention, quantity: Quantity) -> Measured | None:
    """What a quantity counts: the noun of which it is told, or the first known one after it."""
    after = [
        lemma.translate(_FOLD)
        for start, lemma in zip(tokens.start, tokens.lemma, strict=True)
        if quantity.end <= start < mention.span.end
    ][:REACH]
    before = _BEFORE.search(text, max(mention.span.start, quantity.start - 40), quantity.start)
    lemmas = {lemma.translate(_FOLD) for lemma in mention.lemmas}
    nouns = [before[1].lower().translate(_FOLD)] if before else []
    for lemma in (*nouns, *after):
        for thing in _measured():
            if lemma in thing.nouns and (not thing.needs or thing.needs & lemmas):
                return thing
    return None
