"""Whether a capital is the town or the government: *viajó a Moscú*, *Moscú negó*.

The capital is the government unless the words before it put somebody there; the wording is
in `languages/<code>/senses.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from veedor.read.folding import fold
from veedor.read.languages import language
from veedor.read.words import Word

__all__ = ["Senses", "senses"]

#: How many words back the verb or noun of motion may stand. On the development reports eight
#: reaches *la segunda visita de Shoigú a Pionyang* and does not leave the clause.
REACH = 8
_CLAUSE = frozenset(".;:!?—")
_JOIN = frozenset(("y", "e", "o", "and", "or"))


@dataclass(frozen=True, slots=True)
class Senses:
    """The rules of one language."""

    prepositions: frozenset[str]
    motion: re.Pattern[str]
    visited: frozenset[str]
    places: frozenset[str]
    apposed: frozenset[str]
    compounds: frozenset[str]

    def is_place(self, words: Sequence[Word], first: int, last: int) -> bool:
        """Whether the capital at words `[first, last)` is where somebody is or goes."""
        if first == 0:
            return self._dateline(words, last)
        if last < len(words) and words[last].gap == "-" and words[last].form in self.compounds:
            return True  # London-based
        before = words[first - 1]
        gap = words[first].gap
        if "," in gap and any(
            word.form in self.apposed for word in words[max(0, first - 3) : first]
        ):
            return True
        if "|" in gap:
            return True
        if "," in gap or not _CLAUSE.isdisjoint(gap):
            return False
        pair = f"{words[first - 2].form} {before.form}" if first > 1 else ""
        if before.form in self.prepositions or pair in self.prepositions:
            return True
        if before.form in self.visited:
            return True
        if before.form in ("a", "to"):
            return self._moved(words, first - 1)
        if before.form in ("de", "of"):
            return first > 1 and words[first - 2].form in self.places
        if before.form == "from":
            return self._moved(words, first - 1)
        return False

    def _moved(self, words: Sequence[Word], index: int) -> bool:
        for at in range(index - 1, max(-1, index - 1 - REACH), -1):
            if self.motion.fullmatch(words[at].form):
                return True
            if not _CLAUSE.isdisjoint(words[at].gap):
                return False
        return False

    @staticmethod
    def _dateline(words: Sequence[Word], last: int) -> bool:
        """`Seúl, 5 jun (EFE).-`, `MOSCOW (AP) —`."""
        if last >= len(words):
            return False
        following = words[last]
        if following.gap.strip()[:1] in (".", "|", "/", "-", "–", "—"):
            return True
        near = words[last : last + 3]
        marks = "".join(word.gap for word in words[last : last + 6])
        dated = any(word.text.isdigit() for word in near) and any(mark in marks for mark in "(—–-")
        return (
            ("," in following.gap and dated)
            or ("," in following.gap and following.text.isdigit())
            or ("(" in following.gap and following.text.isupper())
        )


def _stems(words: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(fold(str(w))).replace(r"\*", r"\w*") for w in words))


@cache
def senses(code: str) -> Senses:
    """The rules of a language."""
    data = language(code).data("senses")

    def listed(key: str) -> frozenset[str]:
        return frozenset(fold(str(word)) for word in data[key])

    return Senses(
        prepositions=listed("place_prepositions"),
        motion=_stems(data["motion"]),
        visited=listed("visited"),
        places=listed("places"),
        apposed=listed("apposed"),
        compounds=listed("compounds"),
    )
