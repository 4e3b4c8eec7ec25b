"""Pairs of quotation marks, in every convention of the press, and dashes of dialogue."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

__all__ = ["Marked", "find_marked", "is_turn", "words_within"]

#: Openers and what closes them. Straight marks and those that serve as both follow context.
_PAIRS = {
    "“": "”",
    "„": "“”",
    "«": "»",
    "‘": "’",
    "‹": "›",
    '"': '"',
    "'": "'",
    "”": "”",
    "``": "''",
}
_CLOSERS = frozenset("”»’›\"'“")
_MARK = re.compile("[" + "".join(_CLOSERS.union(*_PAIRS)) + "]")
_DIALOGUE = re.compile(r"^\s*[—–―]\s*(?=[\w¿¡«“\"(])")
#: The dash that closes what was said, with no space behind it: —No iremos —dijo.
_ASIDE = re.compile(r"\s[—–―](?=\w)|[—–―](?=\w)(?<=\s.)")
_RESUMED = re.compile(r"[—–―][.,:;]?\s+(?=[\w¿¡«“\"(])")


#: An aside inside marks: —se quejó X—, with its first words and the dash that closes it.
_INCISE = re.compile(r"\s[—–](?P<words>(?:\w+\s){0,4}\w+)\b[^—–“”«»\"]{0,90}[—–][,.;:]?(?=\s)")
#: A full stop at the end that belongs to a word: *in the U.S.*, *y seguimos…*
_ABBREVIATED = re.compile(r"(?:\.|\b[A-Z])\.$")


@dataclass(frozen=True, slots=True)
class Marked:
    """What stands inside marks: `[start, end)` of the line without them.

    `depth` 0 outside all others; `closed` False when no closing mark follows; `dash` for
    dialogue; `resumed` if it goes on behind an aside within the marks.
    """

    start: int
    end: int
    depth: int = 0
    closed: bool = True
    dash: bool = False
    resumed: bool = False


def words_within(stretch: Marked, text: str) -> tuple[int, int]:
    """The characters of what is said: without space, and without the comma or full stop of
    the sentence around it, which some conventions set inside the closing mark."""
    start, end = stretch.start, stretch.end
    while end > start and text[end - 1] in ", \u00a0":
        end -= 1
    if not stretch.dash and text[end - 1] == "." and not _ABBREVIATED.search(text, start, end):
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    return (start, end) if start < end else (stretch.start, stretch.end)


def find_marked(
    text: str,
    possessive: bool = False,
    interview: bool = False,
    reports: Callable[[list[str]], bool] | None = None,
) -> list[Marked]:
    """All marked stretches of one line of text, outer before inner, in order.

    `possessive` says that the language writes a bare apostrophe behind a plural; `interview`
    that dashes open questions and answers, so that a line without an aside is no quotation;
    `reports` tells by its first words whether an aside is the reporter's.
    """
    spoken = list(_dialogue(text))
    if interview and not any(_ASIDE.search(text, part.start) for part in spoken):
        spoken = []
    found = spoken or list(_pairs(text, possessive))
    if reports is not None and not spoken:
        found = [part for stretch in found for part in _parted(text, stretch, reports)]
    return sorted(found, key=lambda marked: (marked.start, -marked.end))


def is_turn(text: str) -> bool:
    """Whether a line is one turn of a dialogue, with no word of who speaks."""
    return (
        bool(_DIALOGUE.match(text))
        and len(list(_dialogue(text))) == 1
        and (_ASIDE.search(text.lstrip()[1:]) is None)
    )


def _may_open(text: str, at: int) -> bool:
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    return not before.isalnum() and not after.isspace() and after not in ",;)"


def _may_close(text: str, at: int) -> bool:
    after = text[at + 1] if at + 1 < len(text) else " "
    return not after.isalnum() and at > 0 and not text[at - 1].isspace()


def _is_apostrophe(text: str, at: int, possessive: bool) -> bool:
    inside = 0 < at < len(text) - 1 and text[at - 1].isalnum() and text[at + 1].isalnum()
    plural = possessive and at > 0 and text[at - 1] in "sS" and text[at + 1 : at + 2] == " "
    return inside or (plural and text.find(text[at], at + 1) >= 0)


def _pairs(text: str, possessive: bool) -> Iterator[Marked]:
    open_marks: list[tuple[str, int]] = []
    first = len(text) - len(text.lstrip())
    for found in _MARK.finditer(text):
        at, char = found.start(), found.group()
        if char in "'’" and _is_apostrophe(text, at, possessive):
            continue
        if char in _CLOSERS and _closes(open_marks, char) and _may_close(text, at):
            while True:
                opener, start = open_marks.pop()
                if char in _PAIRS[opener]:
                    break
            yield Marked(start + 1, at, depth=len(open_marks))
        elif at == first and char == "»":
            open_marks.append(("«", at))  # a paragraph that goes on with a quotation
        elif char in _PAIRS and (char not in "'\"”" or _may_open(text, at)):
            open_marks.append((char, at))
    yield from _unclosed(text, open_marks)


def _parted(text: str, marked: Marked, reports: Callable[[list[str]], bool]) -> Iterator[Marked]:
    """“No iremos —dijo el ministro—, nunca”: the two parts of what is said around the aside."""
    asides = _INCISE.finditer(text, marked.start, marked.end)
    aside = next((one for one in asides if reports(one["words"].lower().split())), None)
    if aside is None or marked.depth:
        yield marked
        return
    yield Marked(marked.start, aside.start())
    yield Marked(aside.end(), marked.end, resumed=True)


def _closes(open_marks: list[tuple[str, int]], char: str) -> bool:
    return any(char in _PAIRS[opener] for opener, _ in open_marks)


def _unclosed(text: str, open_marks: list[tuple[str, int]]) -> Iterator[Marked]:
    """A mark that no other closes opens a quotation up to the end of the paragraph."""
    end = len(text.rstrip())
    for depth, (opener, at) in enumerate(open_marks):
        if opener in "'‘’" or end - at < 2:
            continue
        yield Marked(at + 1, end, depth=depth, closed=False)
        return


def _dialogue(text: str) -> Iterator[Marked]:
    """—No iremos —dijo el ministro—. Nunca. What is said, and what is said after the aside."""
    opening = _DIALOGUE.match(text)
    if not opening:
        return
    start = opening.end()
    while start < len(text.rstrip()):
        aside = _ASIDE.search(text, start)
        end = aside.start() if aside else len(text.rstrip())
        yield Marked(start, len(text[:end].rstrip()), dash=True)
        resumed = _RESUMED.search(text, aside.end()) if aside else None
        if resumed is None:
            return
        start = resumed.end()
