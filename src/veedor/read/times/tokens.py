"""The words of a line as the time grammar sees them.

Not the parser's tokens: those differ between languages and models (*10:17*, *mid-1990s*,
*Oct.*), and datelines are never parsed. Number words are one token with their value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

__all__ = ["Token", "merge_numbers", "tokenize"]

_TOKEN = re.compile(
    r"""
    (?=\d)(?:
    (?P<iso>\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?)?(?![\w-]))
  | (?P<numeric>\d{1,2}([/.-])\d{1,2}\3(?:\d{4}|\d{2})(?![\w/-])|\d{4}/\d{1,2}/\d{1,2}(?![\w/]))
  | (?P<clock>\d{1,2}[:.h]\d{2}(?::\d{2})?(?![\w:%]|[.,]\d))
  | (?P<decade>(?:1\d|20)?\d0s\b)
  | (?P<number>\d+(?:[.,]\d+)*(?:/\d+)?(?![/\d]))
    )
  | (?P<meridiem>[ap]\.[ ]?m\b(?:[ ]?\.)?)
  | (?P<word>[^\W\d_]+(?:[.][^\W\d_])*)
  | (?P<mark>[^\w\s]|_)
    """,
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(slots=True)
class Token:
    """A word, number or mark at `[start, end)` of its line; `value` if it is a number."""

    start: int
    end: int
    text: str
    kind: str
    value: float | None = None

    @property
    def lower(self) -> str:
        """The text in lower case."""
        return self.text.lower()


def _number(text: str) -> float | None:
    if "/" in text:
        return None
    try:
        if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", text):
            return float(re.sub("[.,]", "", text))
        return float(text.replace(",", "."))
    except ValueError:
        return None


def tokenize(line: str) -> list[Token]:
    """Cut a line into words, numbers and marks."""
    tokens = []
    for match in _TOKEN.finditer(line):
        kind = match.lastgroup or "mark"
        value = _number(match.group().rstrip("s")) if kind in ("number", "decade") else None
        tokens.append(Token(match.start(), match.end(), match.group(), kind, value))
    return tokens


def _runs(
    tokens: list[Token], words: Mapping[str, float], joiners: frozenset[str]
) -> Iterator[tuple[int, int]]:
    """The stretches of number words, joiners only between two of them."""
    index = 0
    while index < len(tokens):
        if tokens[index].lower not in words:
            index += 1
            continue
        end = index + 1
        while end < len(tokens):
            if tokens[end].lower in words:
                end += 1
            elif (
                tokens[end].lower in joiners
                and end + 1 < len(tokens)
                and _joins(words, tokens[end - 1].lower, tokens[end + 1].lower)
            ):
                end += 2
            else:
                break
        yield index, end
        index = end


def _joins(words: Mapping[str, float], left: str, right: str) -> bool:
    """Whether *treinta y uno*, *two hundred and five* is one number: tens and ones, or more."""
    if right not in words or left not in words:
        return False
    return (20 <= words[left] <= 90 and 0 < words[right] < 10) or (
        words[left] >= 100 > words[right]
    )


def _fits(total: float, value: float) -> bool:
    """Whether a number word adds to what stands before it: smaller, in an empty place."""
    if value >= 100:
        return True
    if value >= 10:
        return total % 100 == 0
    return total % 10 == 0 and total % 100 != 10


def _combined(total: float, value: float) -> float | None:
    """A number and the word that follows it as one number; None if they are two."""
    if value in (100, 1000, 1_000_000) and 0 < total % 1000 < value:
        return total - total % 1000 + total % 1000 * value if value < 1000 else total * value
    teens = 13 <= total < 20 <= value < 100
    if teens or (total == 20 and 10 < value < 20):
        return total * 100 + value  # nineteen ninety-six
    if total >= 20 and value < total and _fits(total, value):
        return total + value
    return None


def _values(numbers: list[float]) -> Iterator[tuple[int, float]]:
    """Number words as (how many words, value), splitting where they do not add up."""
    index = 0
    while index < len(numbers):
        total, count = numbers[index], 1
        while index + count < len(numbers):
            value = numbers[index + count]
            combined = _combined(total, value)
            if combined is None:
                break
            total = combined
            count += 1
        yield count, total
        index += count


def merge_numbers(
    tokens: list[Token], words: Mapping[str, float], joiners: frozenset[str]
) -> list[Token]:
    """Put number words together: *treinta y uno* is 31, *nineteen ninety-six* 1996."""
    merged: list[Token] = []
    done = 0
    for start, end in _runs(tokens, words, joiners):
        merged.extend(tokens[done:start])
        places = [index for index in range(start, end) if tokens[index].lower in words]
        at = 0
        for count, value in _values([words[tokens[index].lower] for index in places]):
            first, last = tokens[places[at]], tokens[places[at + count - 1]]
            text = " ".join(tokens[i].text for i in range(places[at], places[at + count - 1] + 1))
            merged.append(Token(first.start, last.end, text, "numeral", value))
            at += count
            if at < len(places):
                merged.extend(tokens[places[at - 1] + 1 : places[at]])
        done = end
    merged.extend(tokens[done:])
    return merged
