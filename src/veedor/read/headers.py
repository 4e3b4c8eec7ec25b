"""Lines of several parts that say who wrote, where and when: *Ana Ruiz | Lima | 3 may. 2024*.

Each part is looked at by itself; names of no known form are told by their place in the row:
beside an author they are where, before a place and a date they are who.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from veedor.read.folding import fold
from veedor.read.gazetteer import gazetteer, given_names
from veedor.read.languages import language
from veedor.read.line_forms import EDGE, LineForms, names_only, words_of
from veedor.read.words import Word, split

__all__ = ["Header", "Part", "headers"]

#: The fewest words that describe a picture.
_DESCRIBED = 5
#: The longest such line, in characters; those of the press stay under 120.
LONGEST = 170
Role = Literal["person", "agency", "staff", "section", "place", "date", "contact", "unknown"]
_BARS = re.compile(r"\s*[|·•]\s*|\s+(?:[/–—-]|//)\s+")
_COMMAS = re.compile(r",\s+")
_INITIALS = re.compile(r"(?:\(\w+\)\s)?[^\W\d_]{1,4}(?:[/-][^\W\d_]{1,4}){1,5}|[a-zñ]{2,4}")
#: The hour before an author on a live page: *19:48 Ana Ruiz*.
_TIMED = re.compile(r"\d{1,2}[:.h]\d{2}\s?h?s?\.?\s+(?=[^\W\d_])")
_MAIL = re.compile(r"\S+@\S+\.\w+")
_CONTACT = re.compile(r"@\w+|\S+@\S+\.\w+|(?:https?://|www\.)\S+")


@dataclass(frozen=True, slots=True)
class Part:
    """Characters `[start, end)` of a line and what they tell."""

    role: Role
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Header:
    """The recogniser of one language."""

    forms: LineForms
    code: str
    agencies: frozenset[str]
    agency: re.Pattern[str]
    sent: frozenset[str]
    joiners: re.Pattern[str]

    def parts(self, line: str) -> tuple[Part, ...]:
        """The parts of a line that says who, where or when and nothing else; else none."""
        if len(line) > LONGEST:
            return ()
        bars = self._read(line, _BARS)
        if bars or _BARS.search(line.strip(EDGE)):
            return bars
        commas = self._read(line, _COMMAS)
        roles = {part.role for part in commas}
        return commas if "date" in roles and roles & {"person", "agency", "staff"} else ()

    def _read(self, line: str, gaps: re.Pattern[str]) -> tuple[Part, ...]:
        if not gaps.search(line):
            return ()
        parts = []
        for start, end in _pieces(line, gaps):
            role = self._role(line[start:end])
            if role is None:
                return ()
            parts.append(Part(role, start, end))
        parts = self._settled(line, parts)
        roles = {part.role for part in parts}
        if line.isupper() and not roles & {"person", "agency", "date"}:
            return ()  # INTERNACIONAL | DEFENSA
        told = roles & {"person", "agency", "staff"} or ("date" in roles and "place" in roles)
        return tuple(parts) if len(parts) > 1 and told else ()

    def _role(self, piece: str) -> Role | None:
        """What a part tells by itself; None if it is no part of such a line."""
        words = words_of(piece)
        if not words:
            return None
        if _CONTACT.fullmatch(piece):
            return "contact"
        if fold(piece) in self.agencies or self.agency.match(fold(piece)):
            return "agency"
        if self.forms.dateline(piece):
            return "date"
        if all(word in self.forms.byline_words for word in words):
            return "staff"
        if words[0] in self.sent and names_only(piece[piece.find(" ") :]):
            return "staff"
        if self.forms.rubric(piece):
            return "section"
        return self._name(piece)

    def _name(self, piece: str) -> Role | None:
        if self.place(piece):
            return "place"
        if self.person(piece) or self.forms.byline(piece) or self._sent(piece):
            return "person"
        short = len(words_of(piece)) <= 4 and names_only(piece) and piece[0].isupper()
        return "unknown" if short and not piece.endswith((".", "?", "!")) else None

    def _sent(self, piece: str) -> bool:
        """Whether it is an author and where he was sent: *Karina Oyarzún, desde Pekín*."""
        who, comma, where = piece.partition(", ")
        words = words_of(where)
        return bool(comma and words) and words[0] in self.sent and self.person(who)

    def place(self, piece: str) -> bool:
        """Whether the gazetteer knows all of it as a state or place."""
        words = plain_words(piece)
        known = gazetteer(self.code).match(words, 0) if words else None
        return bool(known and known[0] == len(words) and known[1].type in ("country", "place"))

    @staticmethod
    def person(piece: str) -> bool:
        """Whether it is a person's name by its form: a given name or initial, then surnames."""
        words = [text for text, *_ in split(piece)]
        if not 2 <= len(words) <= 6 or not names_only(piece, least=2) or len(piece) > 60:
            return False
        if piece.rstrip().endswith((",", ":", ";", "?", "!")) or re.search(r"\d", piece):
            return False
        return fold(words[0]) in given_names() or len(words[0].replace(".", "")) == 1

    def signed(self, line: str) -> bool:
        """Whether it only tells who wrote: a name and a post without a comma, initials of the
        desk, or who contributed."""
        if len(line) > LONGEST or line.endswith(("?", "!", ":")):
            return False
        folded = fold(line).rstrip(EDGE)
        if _MAIL.fullmatch(line) or self.forms.issued(line):
            return True
        if (found := _TIMED.match(line)) and self._name_alone(line[found.end() :]):
            return True
        if self._stationed(line) or self.desk(line) or self.forms.byline_closing.search(folded):
            return True
        return any(
            self.forms.byline_post.match(folded, gap.start()) and self.person(line[: gap.start()])
            for gap in re.finditer(r"\s+", folded)
        )

    def pictured(self, line: str) -> bool:
        """Whether words without a full stop end with an agency in capitals, as pictures do:
        *Un buque frente a la isla REUTERS*."""
        head, _, agency = line.rpartition(" ")
        known = agency.isupper() and fold(agency) in self.agencies
        return known and len(words_of(head)) >= _DESCRIBED and not head.isupper()

    def _stationed(self, line: str) -> bool:
        """Whether it tells who wrote and from where: *Ana Ruiz in Warsaw and Jan Bos in Paris*."""
        people = []
        for piece in self.joiners.split(line):
            words = piece.split()
            at = next((i for i, word in enumerate(words) if fold(word) in self.sent), 0)
            who, where = " ".join(words[:at]), " ".join(words[at + 1 :])
            if not (2 <= at <= 4 and names_only(who) and names_only(where) and len(words) < 9):
                return False
            people.append(self.person(who))
        return any(people)

    def _name_alone(self, rest: str) -> bool:
        """Whether an author, agency or desk is all that follows the hour of a live page."""
        words = words_of(rest)
        return 0 < len(words) <= 4 and names_only(rest) and not rest.endswith((".", ":", "?"))

    @staticmethod
    def desk(line: str) -> bool:
        """Whether it is initials of the desk (*cat/mlg*) or a copyright, and no author's name."""
        return bool(_INITIALS.fullmatch(line)) or line.startswith(("©", "(c) ", "Copyright "))

    def _settled(self, line: str, parts: list[Part]) -> list[Part]:
        """Names of no known form become who or where."""
        known = any(part.role in ("person", "agency", "staff") for part in parts)
        settled = []
        for index, part in enumerate(parts):
            role = part.role
            if role == "unknown":
                text = line[part.start : part.end]
                later = [p.role for p in parts[index + 1 :]]
                first = not known and index == 0 and "date" in later
                who = first and (text.isupper() or "place" in later or "unknown" in later)
                role = "agency" if who else "place"
                known = known or who
            settled.append(Part(role, part.start, part.end))
        return settled


def _pieces(line: str, gaps: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """The trimmed pieces of a line between gaps; empty ones are left out."""
    position = 0
    for gap in [*gaps.finditer(line), None]:
        start, end = position, gap.start() if gap else len(line)
        while start < end and line[start] in EDGE:
            start += 1
        while end > start and line[end - 1] in EDGE.replace(".", ""):
            end -= 1
        if start < end:
            yield start, end
        position = gap.end() if gap else end


def plain_words(text: str) -> list[Word]:
    """The words of a text that was not parsed, for a look-up in the gazetteer."""
    words = []
    before = 0
    for piece, start, end in split(text):
        form = fold(piece).replace(".", "")
        words.append(
            Word(piece, form, start, end, text[before:start], "", piece[0].isupper(), False)
        )
        before = end
    return words


@cache
def headers(code: str) -> Header:
    """The recogniser of a language."""
    credited = language(code).data("credits")
    said = sorted((fold(str(word)) for word in credited["agency_words"]), key=len, reverse=True)
    either = "|".join(re.escape(word) for word in said)
    return Header(
        forms=LineForms.of(code),
        code=code,
        agencies=frozenset(fold(str(name)) for name in credited["agencies"]),
        sent=frozenset(fold(str(w)) for w in language(code).data("lines")["byline"]["sent"]),
        joiners=re.compile(rf"\s(?:{'|'.join(map(str, credited['joiners']))})\s"),
        agency=re.compile(rf"(?:{either})\s+(?P<name>\w[\w .&'-]{{1,40}})$"),
    )
