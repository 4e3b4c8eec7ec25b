"""What a rule may ask of the words around its match, beyond its pattern (`needs`)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass

from veedor.read.syntax import Doc
from veedor.read.times.tokens import Token

__all__ = ["CONDITIONS", "Match", "Segment"]

_NOUNS = frozenset({"NOUN", "PROPN"})


@dataclass(slots=True)
class Segment:
    """A line, or piece of one, to search: its text, where it stands, its parse if any, and
    whether it is a picture's caption."""

    text: str
    start: int
    doc: Doc | None
    starts: list[int]
    picture: bool = False

    def speech(self, offset: int) -> tuple[str, str]:
        """Part of speech and tag of the parser's token at an offset; empty without a parse."""
        index = bisect_right(self.starts, offset) - 1
        if self.doc is None or index < 0:
            return "", ""
        token = self.doc[index]
        return token.pos_, token.tag_


@dataclass(slots=True)
class Match:
    """Tokens `[first, last)` of a segment."""

    tokens: list[Token]
    first: int
    last: int
    segment: Segment

    @property
    def before(self) -> Token | None:
        """The word before."""
        return self.tokens[self.first - 1] if self.first else None

    @property
    def after(self) -> Token | None:
        """The word after."""
        return self.tokens[self.last] if self.last < len(self.tokens) else None

    def speech(self, token: Token | None) -> str:
        """A word's part of speech; empty if unknown."""
        return self.segment.speech(token.start)[0] if token else ""


def _before_noun(match: Match) -> bool:
    """An adjective that stands before its noun."""
    return match.speech(match.after) in ("NOUN", "PROPN", "ADJ", "NUM")


def _not_noun(match: Match) -> bool:
    """A number that counts nothing: no noun, unit or symbol follows it."""
    after = match.after
    if after is None:
        return True
    if after.text in "%$€£" or after.kind == "number":
        return False
    return after.kind != "word" or match.speech(after) not in ("NOUN", "ADJ", "PROPN", "NUM")


def _year(match: Match) -> bool:
    """Four figures that are a year: they count nothing."""
    last = match.tokens[match.last - 1]
    before, after = match.before, match.after
    if after is not None and (after.text in "%$€£º" or after.kind == "number"):
        return False
    if before is not None and (before.text in "$€£" or before.kind in ("number",)):
        return False
    if last.kind == "numeral" and last.value is not None and last.value < 1500:
        return False
    value = last.value or 0
    if after is None or after.kind != "word":
        return 1800 <= value <= 2100 or match.speech(before) == "ADP"
    speech, tag = match.segment.speech(after.start)
    plural = tag == "NNS" or (tag not in ("NN", "JJ") and after.lower.endswith("s"))
    if speech in ("NOUN", "ADJ") and plural:
        return False
    return 1800 <= value <= 2100 or match.speech(before) == "ADP"


def _numeric(match: Match) -> bool:
    """A slashed date and not a fraction, a version or a score."""
    token = match.tokens[match.first]
    return (
        token.kind == "iso"
        or "/" in token.text
        or len(token.text.split(".")[-1]) == 4
        or (token.text.count("-") == 2)
    )


def _clock(match: Match) -> bool:
    """Figures that are a time: with a colon or an h, or alone between brackets and commas."""
    token = match.tokens[match.first]
    if match.last - match.first > 1:
        return True
    if ":" in token.text or "h" in token.lower:
        return _not_noun(match)
    after, before = match.after, match.before
    opened = before is not None and before.text in "(,"
    return opened and after is not None and after.text in "),;"


def _capital(match: Match) -> bool:
    """A name of a month or day that is also a common word: capital and no verb."""
    token = match.tokens[match.first]
    return token.text[:1].isupper() and match.speech(token) not in ("VERB", "AUX", "INTJ")


def _month(match: Match) -> bool:
    """A month that is not a person's or a place's name."""
    token = match.tokens[match.last - 1]
    if match.last - match.first > 1 or token.text[:1].islower():
        return True
    before, after = match.before, match.after
    named = after is not None and after.text[:1].isupper() and match.speech(after) == "PROPN"
    owned = before is not None and before.text[:1].isupper() and match.speech(before) == "PROPN"
    return not (named or owned)


def _duration(match: Match) -> bool:
    """A number of units; not *un segundo debate*, *casi una quincena de países*."""
    last, after = match.tokens[match.last - 1], match.after
    if last.lower in ("segundo", "second") and match.speech(after) in ("NOUN", "PROPN"):
        return False
    if last.lower in ("quincena", "decena", "docena") and after and after.lower == "de":
        return False
    return not last.text.isupper() or not last.text.isalpha() or match.segment.text.isupper()


def _recurring(match: Match) -> bool:
    """*diario* beside a noun or a verb; not the newspaper (*el diario*), nor a name."""
    token = match.tokens[match.first]
    if token.text[:1].isupper():
        return False
    return match.speech(token) in ("ADJ", "ADV", "")


def _final(match: Match) -> bool:
    """*el futuro*, *el pasado* as nouns: no noun follows."""
    return match.speech(match.after) not in ("NOUN", "PROPN", "ADJ", "NUM") and (
        match.after is None or match.after.kind not in ("number", "numeral")
    )


def _noun(match: Match) -> bool:
    return match.speech(match.tokens[match.first]) in ("NOUN", "PROPN", "")


def _decade(match: Match) -> bool:
    """*1980s*, *'80s*: not a round number."""
    return match.tokens[match.last - 1].kind == "decade"


def _capital_month(match: Match) -> bool:
    """A month, and not the verb *may*, *march* or a name."""
    tokens = match.tokens[match.first : match.last]
    name = next((token for token in tokens if token.text[:1].isupper()), None)
    return (
        name is not None
        and match.speech(name) not in ("VERB", "AUX", "ADV")
        and (len(name.text) > 3 or name.lower == "may")
    )


def _month_day(match: Match) -> bool:
    return any(token.text[:1].isupper() for token in match.tokens[match.first : match.last])


def _capital_day(match: Match) -> bool:
    """A weekday in capitals, whole or abbreviated with other dates beside it."""
    tokens = [token for token in match.tokens[match.first : match.last] if token.kind == "word"]
    return any(token.text[:1].isupper() and len(token.text) > 5 for token in tokens)


def _season(match: Match) -> bool:
    """*this summer*, *the fall of 1994*: not the verb or noun *fall*, *spring*."""
    return match.last - match.first > 1 and match.speech(match.after) not in ("NOUN",)


def _adverb(match: Match) -> bool:
    """*monthly* by itself and not before its noun."""
    return match.speech(match.tokens[match.first]) in ("ADV", "")


def _the_period(match: Match) -> bool:
    """*for the year*, *of the quarter*: not *of the day that …*."""
    after = match.after
    return after is None or after.kind != "word" or after.lower in ("to", "and", "on", "at", "in")


def _not_recent(match: Match) -> bool:
    return match.tokens[match.first].lower != "recent"


def _figures(match: Match) -> bool:
    """A day in figures: *este jueves dos misiles* is none."""
    return match.tokens[match.last - 1].text.isdigit()


def _no_attribute(match: Match) -> bool:
    """Not *el entonces coordinador*: the word belongs to the noun behind it."""
    before = match.before
    articled = before is not None and match.speech(before) == "DET"
    return not (articled and match.first == match.last - 1)


#: By the names that rules use in `needs`.
CONDITIONS: dict[str, Callable[[Match], bool]] = {
    "before-noun": _before_noun,
    "not-noun": _not_noun,
    "year": _year,
    "numeric": _numeric,
    "clock": _clock,
    "capital": _capital,
    "month": _month,
    "recurring": _recurring,
    "final": _final,
    "noun": _noun,
    "duration": _duration,
    "decade": _decade,
    "capital-month": _capital_month,
    "month-day": _month_day,
    "capital-day": _capital_day,
    "season": _season,
    "adverb": _adverb,
    "the-period": _the_period,
    "not-recent": _not_recent,
    "no-attribute": _no_attribute,
    "figures": _figures,
}
