"""What the rules for names in running text share: their words, and what a spot is.

Every rule reads its words from `languages/<code>/bodies.yaml` and `people.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from veedor.model import NameType
from veedor.read.folding import fold
from veedor.read.gazetteer import Gazetteer, given_names, surnames
from veedor.read.languages import language
from veedor.read.words import Word

__all__ = ["ROMAN", "SPACE", "Rules", "Spot", "folded", "post_words", "posts"]

#: A number in Roman figures: *la XII Cumbre*.
ROMAN = re.compile(r"[IVXLCDM]+")
#: What may stand between two words of one name.
SPACE = frozenset((" ", "\xa0", "  "))


@dataclass(slots=True)
class Spot:
    """Words `[first, last)` of a line that are a name. `type` is None while undecided."""

    first: int
    last: int
    type: NameType | None
    key: str | None = None
    country: str | None = None
    capital: bool = False
    nested: bool = False
    how: str = ""


@dataclass(slots=True)
class Rules:
    """The words of one language for names in running text."""

    gazetteer: Gazetteer
    heads: dict[str, NameType]
    closing: frozenset[str]
    lower_beside: frozenset[str]
    lower_of_state: frozenset[str]
    lower_of_name: frozenset[str]
    lower_of: frozenset[str]
    lower_heads: frozenset[str]
    of: frozenset[str]
    joiners: frozenset[str]
    between: frozenset[str]
    before: frozenset[str]
    common: frozenset[str]
    titles: frozenset[str]
    particles: frozenset[str]
    starters: frozenset[str]
    korean: frozenset[str]
    chinese: frozenset[str]
    slavic: tuple[str, ...]
    post_words: frozenset[str]
    posts: frozenset[str]
    people_not_bodies: frozenset[str]
    verb_endings: tuple[str, ...]
    institutions: frozenset[str]
    determiners: frozenset[str]
    without_article: frozenset[str]
    owned_heads: frozenset[str]
    turns: frozenset[str]
    address: frozenset[str]
    no_surnames: frozenset[str]
    given: frozenset[str] = field(default_factory=given_names)
    surnames: frozenset[str] = field(default_factory=surnames)

    def _capitals(self, words: Sequence[Word], index: int) -> int:
        """The end of the run of capitals that begins here; hyphens carry on in lower case."""
        end = index + 1
        while end < len(words):
            word = words[end]
            joined = word.gap in ("-", "‑") or (word.gap == "'" and word.capital)
            possessive = word.capital and (
                word.gap in ("' ", "’ ")
                or (word.gap in ("'s ", "’s ") and word.form in self.owned_heads)
            )
            plain = word.capital and word.gap in SPACE
            if not (joined or plain or possessive or self._initial(words, end)):
                break
            end += 1
        return end

    @staticmethod
    def _initial(words: Sequence[Word], index: int) -> bool:
        """Whether the word before is a letter with a dot: *J. D. Vance*."""
        return words[index].capital and words[index].gap == ". " and len(words[index - 1].text) == 1


def folded(words: Iterable[object]) -> frozenset[str]:
    """The words of a data file as words are compared."""
    return frozenset(fold(str(word)) for word in words)


def posts(code: str) -> frozenset[str]:
    """Words which are posts by themselves (*Secretary*, *spokesman*)."""
    data = language(code).data("offices")
    single = [str(post) for group in data["posts"].values() for post in group]
    return folded(post for post in single if " " not in post)


def post_words(code: str) -> frozenset[str]:
    """The words of posts, which in capitals begin no name (*Foreign Minister Lavrov*)."""
    data = language(code).data("offices")
    phrases = [post for group in data["posts"].values() for post in group]
    if data["subject_before"]:
        phrases += [subject for group in data["subjects"].values() for subject in group]
        phrases += data["before"]
    linking = set(data["of"])
    plain = [str(phrase).split() for phrase in phrases]
    return folded(word for words in plain if linking.isdisjoint(words) for word in words)
