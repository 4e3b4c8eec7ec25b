"""What each line of a page is: title, lead, body, caption, or the page's own matter.

First each line is looked at by itself (`line_forms`), then among its neighbours: labels
claim the line after them, the block before the first paragraph holds title and rubrics, and
what stands between paragraphs without a full stop is an intertitle.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from veedor.model import Line, LineKind
from veedor.read.credits import agency_dateline, credit_line, photo_credit
from veedor.read.folding import fold
from veedor.read.headers import Part, headers
from veedor.read.line_forms import (
    LineForms,
    credited_picture,
    is_turn,
    names_only,
    signed_picture,
    words_of,
)  # fmt: skip

__all__ = ["find_lines"]

#: From this length on a line without a full stop is a paragraph, not a headline. Headlines of
#: the press stay under 150 characters, most under 110.
HEADLINE = 170
#: The longest intertitle, in characters and words.
INTERTITLE, INTERTITLE_WORDS = 100, 14
#: The longest rubric above a title, in words, where no list knows it.
KICKER_WORDS = 4
#: Lines at the top of a page where a word that is a section's name is one.
_HEAD = 3
#: The longest author's name and place, in words.
_NAME_WORDS, _PLACE_WORDS = 5, 3
_PHYSICAL = re.compile(r"[^\n\r\u2028\u2029\x85\x0b\x0c]+")
_INVISIBLE = (
    " \t\xa0\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2066\u2067\u2068\u2069\u3000\ufeff"
)
_STOP = (".", "!", "?", "…", "”", '"', "»", "’", "'", ")", ":", ";")
_HEADING = re.compile(r"#{1,6}[ \t]+(?=\S)")
_LINK = re.compile(r"\[(?P<shown>[^\[\]\n]{1,300})\]\([^()\s]{1,500}\)")
_TAGS = re.compile(r"<[^<>]{1,200}>")


def find_lines(text: str, code: str, title: str | None = None) -> tuple[Line, ...]:
    """The lines with visible text, in order, each with its kind; `title` as metadata have it."""
    lines = [Line(start=a, end=b, text=text[a:b], kind="body") for a, b in _visible(text)]
    kinds = _Kinds(lines, LineForms.of(code), code, title)
    kinds.decide()
    return tuple(
        msgspec.structs.replace(
            line, kind=kind, subkind="intertitle" if index in kinds.inter else None
        )
        for index, (line, kind) in enumerate(zip(lines, kinds.kinds, strict=True))
    )


def _visible(text: str) -> Iterator[tuple[int, int]]:
    for found in _PHYSICAL.finditer(text):
        start, end = found.span()
        while start < end and (text[start] in _INVISIBLE or text[start].isspace()):
            start += 1
        while end > start and (text[end - 1] in _INVISIBLE or text[end - 1].isspace()):
            end -= 1
        start, end = _unmarked(text, start, end)
        shown = text[start : min(end, start + 200)]
        if any(character.isprintable() for character in shown):
            yield start, end


def _unmarked(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without marks of headings, emphasis and links around the whole line."""
    if found := _HEADING.match(text, start, end):
        start = found.end()
        while end > start and text[end - 1] in "# ":
            end -= 1
    for mark in ("***", "**", "__", "*", "_"):
        if text.startswith(mark, start, end) and text.endswith(mark, start + len(mark), end):
            inside = text[start + len(mark) : end - len(mark)]
            if inside.strip() and mark not in inside:
                return _unmarked(text, start + len(mark), end - len(mark))
    if (found := _LINK.fullmatch(text, start, end)) and found["shown"].strip():
        return found.span("shown")
    return start, end


def _signature(parts: tuple[Part, ...]) -> LineKind:
    """A line of several parts dates the page if it tells no author, or also where he was."""
    roles = {part.role for part in parts}
    signed = roles & {"person", "agency", "staff"} and "place" not in roles
    return "dateline" if "date" in roles and not signed else "byline"


class _Kinds:
    """The kinds of an article's lines while they are being decided."""

    def __init__(self, lines: list[Line], forms: LineForms, code: str, title: str | None) -> None:
        self.texts = [line.text for line in lines]
        self.forms = forms
        self.header = headers(code)
        self.code = code
        self.title = " ".join(words_of(title[:400])) if title else None
        self.kinds: list[LineKind] = ["body"] * len(lines)
        self.open = [True] * len(lines)
        self.inter: set[int] = set()

    def decide(self) -> None:
        """Settle every line's kind."""
        self._rankings()
        for index in range(len(self.texts)):
            if self.open[index]:
                self._alone(index)
        self._titles()
        self._between()
        self._lead()

    def _set(self, index: int, kind: LineKind) -> None:
        self.kinds[index] = kind
        self.open[index] = False

    def _rankings(self) -> None:
        """Numbers alone on their lines, each before a headline; and all below a label."""
        numbers = [(i, n) for i, text in enumerate(self.texts) if (n := self.forms.number(text))]
        runs = [
            (i, n)
            for k, (i, n) in enumerate(numbers)
            if (k + 1 < len(numbers) and self._next(numbers, k, 1))
            or (k and self._next(numbers, k, -1))
        ]
        for index, _ in runs:
            self._set(index, "ranking")
            if index + 1 < len(self.texts) and self.forms.number(self.texts[index + 1]) is None:
                self._set(index + 1, "ranking")
        for index, text in enumerate(self.texts):
            if self.forms.ranking(text):
                self._set(index, "ranking")
                if self._below_text(index):
                    self._claim(index + 1, "ranking")

    def _below_text(self, index: int) -> bool:
        """Whether some text stands above; above the title such labels are the page's doors."""
        return any(self._paragraph(i) for i in range(index))

    @staticmethod
    def _next(numbers: list[tuple[int, int]], k: int, step: int) -> bool:
        (here, n), (there, m) = numbers[k], numbers[k + step]
        return m - n == step and 1 <= abs(there - here) <= 3

    def _claim(self, index: int, kind: LineKind) -> None:
        """Headlines from here on belong to the label above them."""
        while index < len(self.texts) and self.open[index] and self._headline(index):
            self._set(index, kind)
            index += 1

    def _headline(self, index: int) -> bool:
        text = self.texts[index]
        return len(text) <= HEADLINE and not text.rstrip().endswith((".", ";"))

    def _alone(self, index: int) -> None:
        text = self.texts[index]
        label = self.forms.related(text)
        if label and not (index < _HEAD and self.forms.rubric(text)):
            self._set(index, "related")
            following = index + 1
            if (
                label == "label"
                and following < len(self.texts)
                and len(self.texts[following]) < 250
            ):
                self._set(following, "related")
            elif label == "list" and self._below_text(index):
                self._claim(following, "related")
        elif self.forms.reading_time(text):
            self._set(index, "byline")
        elif parts := self.header.parts(text):
            self._set(index, _signature(parts))
        elif self.forms.dateline(text) or agency_dateline(text, self.code):
            self._set(index, "dateline")
        elif credit_line(text, self.code) or self.forms.byline(text) or self.header.signed(text):
            self._set(index, "byline")
        elif self.forms.caption(
            text, len(text) < 700 and bool(photo_credit(text, self.code))
        ) or signed_picture(text):
            self._set(index, "caption")
        elif not words_of(_TAGS.sub("", text[:400])):
            self._set(index, "related")

    def _paragraph(self, index: int) -> bool:
        text = self.texts[index].rstrip()
        if len(text) > HEADLINE or is_turn(text):
            return True
        return len(text) > 40 and text.endswith((".", "…", ".”", '."', ".»", ".)", "”.", '".'))

    def _titles(self) -> None:
        """The title among the first lines, its repeats, and the rubrics above it."""
        title = self._title()
        if title is None:
            return
        self._set(title, "title")
        wanted = words_of(self.texts[title])
        for index, text in enumerate(self.texts):
            if index != title and len(text) < 400 and words_of(text) == wanted:
                self._set(index, "repeat")
        for index in range(title):
            if self.open[index] and not self._paragraph(index):
                self._set(index, "kicker")

    def _title(self) -> int | None:
        candidates = self._candidates()
        if self.title:
            for index in candidates:
                if " ".join(words_of(self.texts[index][:400])) == self.title:
                    return index
        repeated = [i for i in candidates if self._repeated(i)]
        if repeated:
            return repeated[0]
        for index in candidates:
            if self._is_title(index):
                return index
        return None

    def _candidates(self) -> list[int]:
        """Lines of the head: before the second paragraph, in the first eight open lines."""
        found: list[int] = []
        paragraphs = 0
        for index in range(len(self.texts)):
            if not self.open[index]:
                continue
            if self._paragraph(index):
                paragraphs += 1
                if paragraphs > 1 or len(self.texts[index]) > 400:
                    break
            if len(self.texts[index]) <= 300:
                found.append(index)
        return found[:8]

    def _repeated(self, index: int) -> bool:
        words = words_of(self.texts[index])
        return len(words) > 3 and any(
            words == words_of(text)
            for other, text in enumerate(self.texts)
            if other != index and len(text) < 400
        )

    def _is_title(self, index: int) -> bool:
        text = self.texts[index]
        if self._paragraph(index) or self.forms.rubric(text) or len(self.texts) == 1:
            return False
        words = words_of(text)
        if len(words) > KICKER_WORDS:
            return True
        later = [i for i in self._candidates() if i > index and not self._paragraph(i)]
        return len(words) >= 2 and not any(len(words_of(self.texts[i])) > len(words) for i in later)

    def _between(self) -> None:
        """Short lines without a full stop between or after paragraphs."""
        paragraphs = [i for i in range(len(self.texts)) if self.open[i] and self._paragraph(i)]
        if not paragraphs:
            return
        head = self.kinds.index("title") if "title" in self.kinds else -1
        for index in range(len(self.texts)):
            if not self.open[index] or self._paragraph(index):
                continue
            known = self.header.person(self.texts[index])
            named = known or (self._at_head(index, head, paragraphs) and self._author(index))
            if named and self._signs(index, head, paragraphs):
                self._set(index, "byline")
            elif self._placed(index, head, paragraphs):
                self._set(index, "dateline")
            elif self._post(index, paragraphs):
                self._set(index, "byline")
            elif head < index < paragraphs[0] and (
                credited_picture(self.texts[index]) or self.header.pictured(self.texts[index])
            ):
                self._set(index, "caption")
            elif index < paragraphs[0]:
                self._set(
                    index, "lead" if index > head >= 0 and self._standfirst(index) else "kicker"
                )
            elif self._intertitle(index):
                if index < paragraphs[-1]:
                    self._set(index, "kicker")
                    self.inter.add(index)
                elif self._trailing(index):
                    self._set(index, "related")

    def _signs(self, index: int, head: int, paragraphs: list[int]) -> bool:
        """Whether a person's name alone stands where authors sign: under the title before
        the text, beside a dateline, or below the last paragraph."""
        if self.header.place(self.texts[index]):
            return False
        near = self.kinds[max(0, index - 1) : index + 2]
        beside = "dateline" in near or "byline" in near
        return self._at_head(index, head, paragraphs) or beside or index > paragraphs[-1]

    def _at_head(self, index: int, head: int, paragraphs: list[int]) -> bool:
        """Whether a line stands between title and text, a standfirst at most before it."""
        before = sum(place < index for place in paragraphs)
        return index > head >= 0 and (before == 0 or (before == 1 and index == head + 2))

    def _author(self, index: int) -> bool:
        """A few capitals alone where authors sign: a name of no known form."""
        text = self.texts[index]
        words = words_of(text)
        return (
            2 <= len(words) <= _NAME_WORDS
            and names_only(text, least=2)
            and not (text.isupper() or self.forms.rubric(text) or self.header.place(text))
            and not any(character.isdigit() or character in ":;!?,." for character in text)
        )

    def _placed(self, index: int, head: int, paragraphs: list[int]) -> bool:
        """A place in capitals alone before the text: *DAJABÓN*."""
        text = self.texts[index]
        known = text.endswith(".") and self.header.place(text[:-1])
        return (
            (text.isupper() or known)
            and len(words_of(text)) <= _PLACE_WORDS
            and index + 1 in paragraphs
            and not self.forms.rubric(text)
            and self.kinds[max(0, index - 1)] in ("title", "byline", "caption", "dateline")
            and index > head >= 0
        )

    def _post(self, index: int, paragraphs: list[int]) -> bool:
        """What an author is, alone on the line below the name: *Subeditor de Política*."""
        above = self.kinds[index - 1] if index else "body"
        return (
            above == "byline"
            and sum(place < index for place in paragraphs) <= 1
            and self.forms.post(self.texts[index])
        )

    def _standfirst(self, index: int) -> bool:
        return len(words_of(self.texts[index])) > KICKER_WORDS

    def _intertitle(self, index: int) -> bool:
        text = self.texts[index].rstrip()
        if len(text) > INTERTITLE or text.endswith((".", ",", ";", ":", "”.", '".')):
            return False
        if text[0] in '-–—•·*"“«' or not (text[0].isupper() or text[0] in "¿¡'‘0123456789"):
            return False
        return len(words_of(text)) <= INTERTITLE_WORDS

    def _trailing(self, index: int) -> bool:
        """After the last paragraph: a headline of another story."""
        text, behind = self.texts[index].rstrip(), self.kinds[index + 1 : index + 2]
        if text.endswith("?"):
            return behind == ["related"] or behind == ["ranking"]
        return not text.endswith(_STOP[:4])

    def _lead(self) -> None:
        """One lead: a standfirst if there is one, else the first paragraph."""
        if "lead" in self.kinds:
            return
        for index in range(len(self.texts)):
            if self.open[index] and self.kinds[index] == "body" and fold(self.texts[index]).strip():
                self._set(index, "lead")
                return
