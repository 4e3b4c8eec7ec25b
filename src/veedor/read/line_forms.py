"""What a line looks like by itself: a link, a date, a byline, a caption, a rubric.

All wording comes from `languages/<code>/lines.yaml` and `credits.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from veedor.read.folding import fold
from veedor.read.languages import language

__all__ = [
    "EDGE", "LineForms", "credited_picture", "is_turn", "names_only", "signed_picture", "words_of",
]  # fmt: skip

#: Longest date, byline or label line, in characters; those of the press stay under 90.
SHORT = 120
#: A caption of the page's own words; longer is a paragraph that begins likewise.
CAPTION = 600
#: The longest caption that only the names at its end tell.
PICTURE = 220
_WORD = re.compile(r"[^\W_]+(?:['’.][^\W\d_]+)*")
#: Marks around a line or a part of one that say nothing.
EDGE = ' \t\xa0·•●■▪►▶»>*#-–—|:.[]()"“”'
_NUMBER = re.compile(r"(?:#|nº|n\.º)?\s?(\d{1,2})\s?[.)º°-]{0,2}", re.IGNORECASE)
_CLOCK = re.compile(r"\d{1,2}[:.h]\d{2}|\d{1,2}\s?(?:hs?|hrs)\b|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}"
                    r"|\d{4}-\d{2}-\d{2}")  # fmt: skip
_AFTER_LABEL = re.compile(r"\s*(?:[:|»>→►–—]|-\s|$)")
_WEB = re.compile(r"(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+\.[\w.]+|@\w+")


_TURN = re.compile(r"[PRQA][.:]\s+\S")
_SIGNED = re.compile(
    r"[.»”]\s(?P<who>[^.!?»”]{3,40}?)\s?(?:/|\s[-–—|]\s)\s?(?P<whose>[^.!?]{2,40})\.?$"
)


_BRACKETED = re.compile(r"\s\((?P<who>[^()\d]{5,60})\)$")
#: A photographer and the agency in brackets or capitals: *ayer. Ana Ruiz (EFE)*, *ANA RUIZ AFP*.
_OF_AGENCY = re.compile(
    r"[.»”]\s(?P<who>[A-ZÁÉÍÓÚÑ][\w’'-]+(?:\s[A-ZÁÉÍÓÚÑ][\w’'-]+){1,3})\s"
    r"(?:\((?:[A-Z][\w/ ]{1,20})\)|[A-Z]{2,8})$"
)
_BEHIND = re.compile(r"\.\s(?P<who>[A-ZÁÉÍÓÚÑ]\w+(?:\s[A-ZÁÉÍÓÚÑ]\w+){1,3})$")
#: The longest post of an author, in words.
_POST = 6
#: The longest line that tells how long a report takes to read.
_READ_IN = 40
#: The longest name behind the label of a list of links, in words.
_NAMED = 3
#: The fewest words that describe a picture.
_DESCRIBED = 5


def is_turn(line: str) -> bool:
    """Whether the line is a question or an answer of an interview: *P. ¿Y ahora?*"""
    return bool(_TURN.match(line))


def signed_picture(line: str) -> bool:
    """Whether a short line ends with a photographer and whose picture it is: *El puerto, ayer.
    Ana Ruiz / El Faro*."""
    if len(line) > PICTURE:
        return False
    if (found := _OF_AGENCY.search(line)) and len(words_of(line[: found.start()])) >= _DESCRIBED:
        return True
    found = _SIGNED.search(line)
    return found is not None and all(
        names_only(found[part]) and found[part][:1].isupper() and len(found[part].split()) < 5
        for part in ("who", "whose")
    )


def credited_picture(line: str) -> bool:
    """Whether a short line at the head of a page ends with whose picture it is, in brackets or
    behind a full stop: *El puerto, ayer. (Ana Ruiz)*, *El puerto, ayer. Ana Ruiz*."""
    found = (_BRACKETED.search(line) or _BEHIND.search(line)) if len(line) <= PICTURE else None
    return (
        found is not None
        and len(words_of(line[: found.start()])) >= _DESCRIBED
        and names_only(found["who"], least=2)
    )


def words_of(text: str) -> list[str]:
    """The folded words of a short text."""
    return _WORD.findall(fold(text))


def _alternatives(phrases: Iterable[str]) -> str:
    """A pattern for any of the phrases, folded, longest first."""
    folded = sorted({fold(str(phrase)) for phrase in phrases}, key=len, reverse=True)
    return "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in folded) or r"(?!)"


@dataclass(frozen=True, slots=True)
class LineForms:
    """The recognisers of one language; each takes a trimmed line."""

    related_label: re.Pattern[str]
    strict_label: re.Pattern[str]
    list_label: re.Pattern[str]
    furniture_line: re.Pattern[str]
    furniture_start: re.Pattern[str]
    read_in: re.Pattern[str]
    ranking_label: re.Pattern[str]
    rubrics: frozenset[str]
    days: frozenset[str]
    date_words: frozenset[str]
    date_labels: frozenset[str]
    byline_start: re.Pattern[str]
    byline_words: frozenset[str]
    byline_role: re.Pattern[str]
    byline_post: re.Pattern[str]
    byline_closing: re.Pattern[str]
    caption_start: re.Pattern[str]
    caption_weak: re.Pattern[str]
    caption_inside: re.Pattern[str]
    desk: re.Pattern[str]

    @staticmethod
    @cache
    def of(code: str) -> LineForms:
        """The recognisers of a language."""
        return _load(code)

    def related(self, line: str) -> str | None:
        """`inline` if the line is a link with its label, `label` a label alone, `list` a
        label over several links, `furniture` the page's own; None otherwise."""
        head = fold(line[:SHORT]).lstrip(EDGE)
        if len(line) <= SHORT:
            bare = head.strip(EDGE)
            found = self.list_label.match(bare)
            if found and self._heads_list(line, bare[found.end() :]):
                return "list"
            if self.furniture_line.fullmatch(bare) or not words_of(_WEB.sub("", bare)):
                return "furniture"
            if self.furniture_start.match(bare) and not line.rstrip().endswith("."):
                return "furniture"
        if found := self.related_label.match(head):
            return self._label(line, head, found)
        return None

    @staticmethod
    def _heads_list(line: str, rest: str) -> bool:
        """Whether a label stands alone, or before a colon with a name: *Más en Andina:*."""
        return not rest or (line.rstrip().endswith(":") and len(rest.split()) <= _NAMED)

    def reading_time(self, line: str) -> bool:
        """Whether the line tells how long the report takes to read."""
        words = fold(line).lstrip(EDGE + "0123456789")
        return len(line) <= _READ_IN and bool(self.read_in.match(words))

    def _label(self, line: str, head: str, found: re.Match[str]) -> str | None:
        rest = head[found.end() :]
        if not rest.strip(EDGE):
            return "label"
        if _AFTER_LABEL.match(rest):
            return "inline"
        if self.strict_label.fullmatch(found.group()):
            return None
        shown = line[len(line[:SHORT]) - len(rest) :].lstrip() if len(line) <= SHORT else ""
        following = shown or line[line.lower().find(rest[:20].strip()) :][:1]
        return "inline" if following[:1].isupper() or following[:1] in "¿¡\"“«'" else None

    def ranking(self, line: str) -> bool:
        """Whether the line is the label of a list of the most read."""
        counted = re.sub(r"\s+", " ", re.sub(r"\d+", " ", fold(line).replace("+", "mas")))
        return len(line) <= SHORT and bool(self.ranking_label.fullmatch(counted.strip(EDGE)))

    @staticmethod
    def number(line: str) -> int | None:
        """The number that the line is, if it is nothing else."""
        found = _NUMBER.fullmatch(line.strip()) if len(line) <= 8 else None
        return int(found.group(1)) if found else None

    def dateline(self, line: str) -> bool:
        """Whether the line tells a date or an hour and nothing else."""
        if len(line) > SHORT:
            return False
        words = words_of(line)
        other = [w for w in words if not (w in self.date_words or w in self.days or w[0].isdigit())]
        clock = bool(_CLOCK.search(line))
        dated = any(word in self.days for word in words) and any(w[0].isdigit() for w in words)
        labelled = (
            bool(words) and words[0] in self.date_labels and any(w[0].isdigit() for w in words)
        )
        labelled = labelled or (bool(words) and words[-1] in self.date_labels and len(words) <= 4)
        if not (clock or dated or labelled):
            return False
        # A place may stand before the date (`Madrid, 5 de junio de 2025`), no more.
        named = not other or names_only(_before_date(line, self.date_words | self.days))
        least = len(other) if line.split(",")[0].isupper() else 2 * len(other)
        return named and len(other) <= 2 and len(words) - len(other) >= least

    def byline(self, line: str) -> bool:
        """Whether the line says only who wrote."""
        if len(line) > SHORT or line.rstrip().endswith((":", "?", "!")) or self.rubric(line):
            return False
        folded = fold(line).strip(EDGE)
        if line.startswith("(") and line.endswith(")") and self.byline_start.match(folded):
            return True
        words = words_of(line)
        if words and all(word in self.byline_words for word in words) and len(words) <= 8:
            return any(len(word) > 3 for word in words)
        start = self.byline_start.match(folded)
        if start:
            rest = line[len(line) - len(line.lstrip(EDGE)) + start.end() :]
            with_role = bool(self.byline_role.search(folded)) and names_only(rest.split(",")[0])
            return names_only(rest) or with_role
        role = self.byline_role.search(folded)
        return bool(role) and len(words) <= 14 and names_only(line.split(",")[0], least=2)

    def caption(self, line: str, credited: bool) -> bool:
        """Whether the line describes a picture; `credited` if it ends with a photo credit."""
        if credited:
            return True
        folded = fold(line[: CAPTION + 1]).lstrip(EDGE)
        if len(line) > CAPTION:
            return False
        found = self.caption_start.match(folded)
        if found and (
            not self.caption_weak.fullmatch(found.group())
            or folded[found.end() :].lstrip().startswith(":")
        ):
            return True
        return len(line) < 200 and bool(self.caption_inside.search(folded))

    def post(self, line: str) -> bool:
        """Whether the line is only an author's post: *Corresponsal en Pekín*."""
        words = words_of(line)
        return len(words) <= _POST and bool(self.byline_post.match(" " + fold(line)))

    def issued(self, line: str) -> bool:
        """Whether the line is only the office that issued the text: *Oficina de Prensa*."""
        return len(line) <= SHORT and bool(self.desk.match(fold(line))) and names_only(line)

    def rubric(self, line: str) -> bool:
        """Whether the line is the name of a section."""
        return fold(line).strip(EDGE) in self.rubrics


_PARTICLES = {"de", "del", "la", "las", "los", "y", "e", "and", "van", "von", "der", "den", "da",
              "dos", "di", "bin", "a", "al", "el", "en", "in", "for", "para", "with", "con", "of",
              "the", "at"}  # fmt: skip


def _before_date(line: str, dated: frozenset[str]) -> str:
    """What stands before the first word of a date, if a mark or a number divides them."""
    for found in _WORD.finditer(line):
        if found.group()[0].isdigit():
            return line[: found.start()]
        if fold(found.group()) in dated:
            head = line[: found.start()].rstrip()
            return head if not head or not head[-1].isalnum() else ""
    return ""


def names_only(text: str, least: int = 1) -> bool:
    """Whether all words that are not particles have a capital, and there are some."""
    words = _WORD.findall(_WEB.sub("", text))
    capital = [word for word in words if word[0].isupper()]
    other = [
        word
        for word in words
        if not (word[0].isupper() or word[0].isdigit()) and word not in _PARTICLES
    ]
    return len(capital) >= least and len(words) <= 14 and len(other) <= len(words) // 5


def _load(code: str) -> LineForms:
    data = language(code).data("lines")
    credited = language(code).data("credits")
    date, byline, caption = data["dateline"], data["byline"], data["caption"]
    days = {fold(word) for word in (*date["weekdays"], *date["months"])}
    agencies = {word for name in credited["agencies"] for word in words_of(str(name))}

    def pattern(
        phrases: Iterable[str], before: str = "", after: str = r"(?!\w)"
    ) -> re.Pattern[str]:
        return re.compile(f"{before}(?:{_alternatives(phrases)}){after}")

    return LineForms(
        related_label=pattern(data["related"]),
        strict_label=pattern(data["related_strict"]),
        list_label=pattern(data["related_list"]),
        furniture_line=pattern(data["furniture"]),
        furniture_start=pattern(data["furniture_starts"]),
        read_in=pattern(data["reading_time"]),
        ranking_label=pattern(data["ranking"], after=r"(?:\s+.{0,40})?"),
        rubrics=frozenset(fold(str(word)) for word in data["kicker"]),
        days=frozenset(days),
        date_words=frozenset(fold(str(word)) for word in date["words"]),
        date_labels=frozenset(fold(str(word)) for word in date["labels"]),
        byline_start=pattern(byline["starts"]),
        byline_words=frozenset(fold(str(word)) for word in byline["words"]) | agencies,
        byline_role=pattern(byline["roles"], before=r",\s+[\w\s]{0,30}?\b"),
        byline_post=pattern(byline["roles"], before=r"\s+(?:\w+\s+)?", after=r"(?:\s.{0,30})?$"),
        byline_closing=pattern(byline["closings"], before=r"\b", after=r"$"),
        caption_start=pattern(caption["starts"]),
        caption_weak=pattern(caption["weak"]),
        desk=pattern(byline["desks"]),
        caption_inside=pattern(caption["inside"], before=r"(?<!\w)"),
    )
