"""Posts, titles and callings beside a name, which say that it is a person's."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from veedor.read.folding import fold
from veedor.read.languages import language
from veedor.read.spotted import SpottedLine
from veedor.read.spotting import Spot, speller
from veedor.read.words import Word

__all__ = ["explained", "holds_post", "titled"]

#: How many words before a name set off by commas its post may begin.
HOLDER_REACH = 9


def holds_post(line: SpottedLine, spot: Spot, code: str) -> bool:
    """Whether the name explains a post before it (*el ministro de Exteriores de Irán, X,*)."""
    words = line.words
    if not spot.first or words[spot.first].gap != ", " or spot.last - spot.first > 4:
        return False
    after = line.line.text[words[spot.last - 1].end :][:1]
    if after not in (",", ".", ")", ";"):
        return False
    rules = speller(code)
    for at in range(spot.first - 1, max(-1, spot.first - 1 - HOLDER_REACH), -1):
        if words[at].pos in ("VERB", "AUX") or (words[at].capital and words[at].pos == "DET"):
            return False
        if words[at].form in _personal_posts(code):
            return True
        if words[at].gap.strip(" \xa0-"):
            return False
    return words[0].form in rules.titles and spot.first < 3


@cache
def _personal_posts(code: str) -> frozenset[str]:
    data = language(code).data("offices")["posts"]
    return frozenset(
        fold(str(post)) for group in data.values() for post in group if " " not in str(post)
    )


def explained(line: SpottedLine, spot: Spot, code: str) -> bool:
    """Whether a post or calling explains the name: *Im Ji-young, investigadora del …*."""
    words = line.words
    if spot.last + 1 >= len(words) or words[spot.last].gap != ", ":
        return False
    if spot.last - spot.first > 4 or line.text(spot).isupper():
        return False
    article = words[spot.last].form in ("un", "una", "a", "an", "el", "la", "the")
    noun = words[spot.last + (1 if article else 0)].form
    return noun in speller(code).titles or noun in _personal_posts(code)


def titled(words: Sequence[Word], index: int, code: str) -> bool:
    """Whether a title or post stands before, a demonym perhaps between."""
    rules = speller(code)
    before = words[index - 1]
    if before.form in rules.titles or before.form in rules.post_words:
        return True
    return (
        index > 1
        and before.form in rules.gazetteer.demonyms
        and words[index - 2].form in (rules.titles | rules.post_words)
    )
