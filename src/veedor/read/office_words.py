"""What a phrase that names people by an office is, and the words that its rules know.

All words are in `languages/<code>/offices.yaml`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from veedor.read.gazetteer import Gazetteer
from veedor.read.spotting import Spot
from veedor.read.words import Word

__all__ = [
    "COMMON", "MATTER", "POSSESSIVE", "SEATED", "SENT", "SPACE", "UNNAMED", "OfficeWords", "Phrase",
]  # fmt: skip

SPACE = frozenset((" ", "\xa0", "  ", "-"))
#: The longest matter of a ministry that no list knows, in words.
MATTER = 5
#: Offices of sources that stay unnamed: *a spokeswoman*, *dos diplomáticos*.
UNNAMED = frozenset(("spokesperson", "diplomat"))
#: Offices that are held in a place: *el embajador en Quito*.
SEATED = frozenset((
    "ambassador", "permanent-representative", "representative", "diplomat", "official", "director",
    "special-envoy", "charge-d-affaires", "adviser", "commander", "coordinator", "spokesperson",
))  # fmt: skip
#: Offices of those who are sent or serve: *envoy to Syria*, not *heads to Syria*.
SENT = frozenset((
    "ambassador", "permanent-representative", "representative", "special-envoy", "adviser",
    "charge-d-affaires",
))  # fmt: skip
#: The longest body without a name (*the 1718 panel*), in words.
COMMON = 3
POSSESSIVE = frozenset(("'s ", "’s ", "' ", "’ "))


@dataclass(slots=True)
class Phrase:
    """Words `[first, last)` of a line that are an office, and what they say of it.

    `kind` post, counterpart, kin or pair; `subjects` the matters (`defence`), `countries` ISO
    codes, `bodies` the spots of organisations it belongs to, `topic` whether other words say
    whose it is; `article` definite, indefinite, possessive or none; `bracket` whether it ends in
    an acronym in brackets.
    """

    first: int
    last: int
    kind: str
    office: str
    plural: bool
    article: str
    head: int
    subjects: list[str] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)
    bodies: list[Spot] = field(default_factory=list)
    topic: bool = False
    former: bool = False
    bracket: bool = False

    @property
    def bare(self) -> bool:
        """Whether it tells nothing but the head word."""
        return not (self.subjects or self.countries or self.bodies or self.topic)


@dataclass(slots=True)
class OfficeWords:
    """The rules of one language."""

    gazetteer: Gazetteer
    posts: dict[str, str]
    longest: int
    needs: frozenset[str]
    ministerial: frozenset[str]
    subjects: dict[str, str]
    determiners: frozenset[str]
    possessives: frozenset[str]
    indefinite: frozenset[str]
    sets: frozenset[str]
    before: frozenset[str]
    after: frozenset[str]
    of: frozenset[str]
    joiners: frozenset[str]
    own: frozenset[str]
    kin: frozenset[str]
    counterpart: frozenset[str]
    pair: frozenset[str]
    subject_before: bool
    firsts: frozenset[str]
    formers: frozenset[str]
    with_article: frozenset[str]
    belonging: frozenset[str]
    relational: tuple[str, ...]
    stood_for: frozenset[str]
    contracted: frozenset[str]
    only_called: frozenset[str]
    generic: frozenset[str]
    seated: frozenset[str]
    sent: frozenset[str]

    def _head(self, words: Sequence[Word], index: int) -> tuple[int, str, str] | None:
        """The head that begins at a word, longest first: end, kind and office."""
        for size in range(min(self.longest, len(words) - index), 0, -1):
            piece = words[index : index + size]
            if any(word.gap not in SPACE for word in piece[1:]):
                continue
            text = " ".join(word.form for word in piece)
            if text in self.posts:
                return index + size, "post", self.posts[text]
        form = words[index].form
        for kind, group in (
            ("counterpart", self.counterpart),
            ("kin", self.kin),
            ("pair", self.pair),
        ):
            if form in group:
                return index + 1, kind, "relative" if kind == "kin" else kind
        return None

    def _determiner(self, words: Sequence[Word], at: int, phrase: Phrase) -> int:
        form = words[at - 1].form
        pair = f"{words[at - 2].form} {form}" if at > 1 else ""
        if form in self.sets or pair in self.sets:
            phrase.article = "set"
            return at - 2 if pair in self.sets else at - 1
        phrase.article = (
            "possessive" if form in self.possessives
            else "indefinite" if form in self.indefinite else "definite"
        )  # fmt: skip
        return at - 1

    def _of_end(self, words: Sequence[Word], at: int) -> int | None:
        for size in (4, 3, 2, 1):
            if at + size >= len(words) or any(
                word.gap not in SPACE for word in words[at : at + size + 1]
            ):
                continue
            if " ".join(word.form for word in words[at : at + size]) in self.of:
                return at + size
        return None

    def _article(self, words: Sequence[Word], at: int) -> bool:
        return at < len(words) and (words[at].form in self.determiners or words[at].form in self.of)

    @staticmethod
    def _take(phrase: Phrase, spot: Spot) -> None:
        if spot.country and spot.country not in phrase.countries:
            phrase.countries.append(spot.country)
        if spot.type in ("organization", "government", "facility") and not spot.capital:
            phrase.bodies.append(spot)

    def _matter(self, words: Sequence[Word], at: int) -> tuple[int, str] | None:
        for size in (4, 3, 2, 1):
            if at + size <= len(words) and all(w.gap in SPACE for w in words[at + 1 : at + size]):
                text = " ".join(word.form for word in words[at : at + size])
                if text in self.subjects:
                    return at + size, self.subjects[text]
        return None
