"""Noun phrases that name people by what they are: *el ministro ruso de Exteriores*.

A phrase grows from a head word to the left (article, adjectives, in English also states,
bodies and subjects) and to the right (adjectives, demonyms, subjects, states and bodies).
Who holds the posts is found in `holders`. All words are in `languages/<code>/offices.yaml`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from veedor.read.folding import fold
from veedor.read.gazetteer import Gazetteer, gazetteer
from veedor.read.languages import language
from veedor.read.spotting import Spot
from veedor.read.words import Word

__all__ = ["Offices", "Phrase", "offices"]

_SPACE = frozenset((" ", "\xa0", "  ", "-"))
#: The longest matter of a ministry that no list knows, in words.
_MATTER = 5
_POSSESSIVE = frozenset(("'s ", "’s ", "' ", "’ "))


@dataclass(slots=True)
class Phrase:
    """Words `[first, last)` of a line that are an office, and what they say of it.

    `kind` post, counterpart, kin or pair; `subjects` the matters (`defence`), `countries` ISO
    codes, `bodies` the spots of organisations it belongs to; `article` definite, indefinite,
    possessive or none.
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

    @property
    def bare(self) -> bool:
        """Whether it tells nothing but the head word."""
        return not (self.subjects or self.countries or self.bodies or self.topic)


@dataclass(slots=True)
class Offices:
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

    def phrases(self, words: Sequence[Word], spots: Sequence[Spot]) -> list[Phrase]:
        """The office phrases of a line, left to right, without overlap."""
        outer = [spot for spot in spots if not spot.nested]
        starts = {spot.first: spot for spot in outer}
        ends = {spot.last: spot for spot in outer}
        inside = {at for spot in outer for at in range(spot.first, spot.last)}
        found: list[Phrase] = []
        index = 0
        while index < len(words):
            known = words[index].form in self.firsts and index not in inside
            phrase = self._at(words, index, starts, ends) if known else None
            if phrase and found and phrase.first < found[-1].last:
                phrase.first = max(phrase.first, found[-1].last)
            if phrase and phrase.first < phrase.last:
                found.append(phrase)
                index = max(phrase.last, index + 1)
            else:
                index += 1
        return found

    def _at(
        self, words: Sequence[Word], index: int, starts: dict[int, Spot], ends: dict[int, Spot]
    ) -> Phrase | None:
        head = self._head(words, index)
        if head is None:
            return None
        last, kind, office = head
        form = words[last - 1].form
        phrase = Phrase(
            first=index, last=last, kind=kind, office=office, article="none", head=index,
            plural=form.endswith("s") and not words[index].form.endswith("ss"),
        )  # fmt: skip
        phrase.plural = phrase.plural and form not in ("boss",)
        self._left(words, phrase, ends)
        self._right(words, phrase, starts)
        return phrase if self._sound(words, phrase, starts) else None

    def _head(self, words: Sequence[Word], index: int) -> tuple[int, str, str] | None:
        """The head that begins at a word, longest first: end, kind and office."""
        for size in range(min(self.longest, len(words) - index), 0, -1):
            piece = words[index : index + size]
            if any(word.gap not in _SPACE for word in piece[1:]):
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

    # ------------------------------------------------------------ to the left

    def _left(self, words: Sequence[Word], phrase: Phrase, ends: dict[int, Spot]) -> None:
        at = phrase.first
        while at > 0 and (words[at].gap in _SPACE or words[at].gap in _POSSESSIVE):
            step = self._left_step(words, at, phrase, ends)
            if step is None:
                break
            at = step
        if at > 0 and words[at].gap in _SPACE and words[at - 1].form in self.determiners:
            at = self._determiner(words, at, phrase)
        phrase.first = at

    def _left_step(
        self, words: Sequence[Word], at: int, phrase: Phrase, ends: dict[int, Spot]
    ) -> int | None:
        """One modifier to the left: the index where it begins."""
        if words[at].gap in _POSSESSIVE or phrase.kind == "post":
            spot = ends.get(at)
            if spot and self._owner(words, at, spot):
                self._take(phrase, spot)
                return spot.first
        if words[at].gap not in _SPACE:
            return None
        for size in (2, 1):
            if at - size >= 0:
                text = " ".join(word.form for word in words[at - size : at])
                if text in self.gazetteer.demonyms and words[at - size].capital:
                    phrase.countries.insert(0, self.gazetteer.demonyms[text])
                    return at - size
                if (
                    size == 2
                    and self.subject_before
                    and text in self.subjects
                    and words[at - 1].gap in _SPACE
                ):
                    phrase.subjects.insert(0, self.subjects[text])
                    return at - size
        form = words[at - 1].form
        if (
            form in self.before
            and f"{words[at - 2].form if at > 1 else ''} {form}" not in self.sets
        ):
            phrase.former = phrase.former or form in ("ex", "former", "antiguo", "antigua", "late")
            return at - 1
        if form in self.subjects and self.subject_before:
            phrase.subjects.insert(0, self.subjects[form])
            return at - 1
        if form in self.gazetteer.demonyms and words[at - 1].capital:
            phrase.countries.insert(0, self.gazetteer.demonyms[form])
            return at - 1
        return None

    @staticmethod
    def _owner(words: Sequence[Word], at: int, spot: Spot) -> bool:
        if words[at].gap in _POSSESSIVE:
            return spot.type in ("country", "government", "organization", "place")
        return spot.type in ("government", "organization", "country") and words[at].gap == " "

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

    # ------------------------------------------------------------ to the right

    def _right(self, words: Sequence[Word], phrase: Phrase, starts: dict[int, Spot]) -> None:
        at = phrase.last
        while at < len(words) and words[at].gap in _SPACE and at not in starts:
            step = self._right_step(words, at, phrase, starts)
            if step is None:
                break
            at = phrase.last = step

    def _right_step(
        self, words: Sequence[Word], at: int, phrase: Phrase, starts: dict[int, Spot]
    ) -> int | None:
        if not words[at].capital or words[at].form in self.after:
            demonym = None if words[at].capital else self.gazetteer.country_of(words, at)
            if demonym:
                phrase.countries.append(demonym[1])
                return self._more_demonyms(words, at + demonym[0], phrase)
            if words[at].form in self.after:
                return at + 1
        start = self._of_end(words, at)
        if start is None:
            return None
        if start in starts:
            return self._named(words, starts, start, phrase)
        return self._subject(words, start, phrase)

    def _more_demonyms(self, words: Sequence[Word], at: int, phrase: Phrase) -> int:
        """*los presidentes ruso y chino*."""
        if phrase.plural and at + 1 < len(words) and words[at].form in self.joiners:
            more = self.gazetteer.country_of(words, at + 1)
            if more:
                phrase.countries.append(more[1])
                return at + 1 + more[0]
        return at

    def _of_end(self, words: Sequence[Word], at: int) -> int | None:
        for size in (4, 3, 2, 1):
            if at + size >= len(words) or any(
                word.gap not in _SPACE for word in words[at : at + size + 1]
            ):
                continue
            if " ".join(word.form for word in words[at : at + size]) in self.of:
                return at + size
        return None

    def _named(
        self, words: Sequence[Word], starts: dict[int, Spot], at: int, phrase: Phrase
    ) -> int | None:
        """A state or body after `of`, and for plurals those listed with it."""
        spot = starts[at]
        if spot.type == "person":
            if phrase.kind == "kin":
                return spot.last
            return None
        if spot.type == "other" and not phrase.plural:
            return None
        self._take(phrase, spot)
        end = spot.last
        while phrase.plural and end < len(words):
            comma = "," in words[end].gap
            nxt = end if comma else end + 1
            if not comma and words[end].form not in self.joiners:
                break
            inner = starts.get(nxt) or starts.get(nxt + 1 if self._article(words, nxt) else nxt)
            if inner is None or inner.type not in ("country", "government", "place"):
                break
            self._take(phrase, inner)
            end = inner.last
        return end

    def _article(self, words: Sequence[Word], at: int) -> bool:
        return at < len(words) and (words[at].form in self.determiners or words[at].form in self.of)

    @staticmethod
    def _take(phrase: Phrase, spot: Spot) -> None:
        if spot.country and spot.country not in phrase.countries:
            phrase.countries.append(spot.country)
        if spot.type in ("organization", "government", "facility") and not spot.capital:
            phrase.bodies.append(spot)

    def _subject(self, words: Sequence[Word], at: int, phrase: Phrase) -> int | None:
        """A matter after `of`: *Defensa*, *Defensa y de Exteriores*, *seguridad*."""
        found = self._matter(words, at)
        if found is None:
            if words[at].form in self.own:
                phrase.topic = True
                return at + 1
            return self._unknown_matter(words, at, phrase)
        end, subject = found
        phrase.subjects.append(subject)
        while phrase.plural and end + 1 < len(words) and (
            words[end].form in self.joiners or "," in words[end].gap
        ):  # fmt: skip
            start = end if "," in words[end].gap else end + 1
            start = self._of_end(words, start) or start
            more = self._matter(words, start)
            if more is None:
                break
            end, subject = more
            phrase.subjects.append(subject)
        return end

    def _unknown_matter(self, words: Sequence[Word], at: int, phrase: Phrase) -> int | None:
        """A matter in capitals that no list knows: *viceministro de Gobernanza Territorial*."""
        if phrase.office not in self.ministerial or not words[at].capital:
            return None
        if self.gazetteer.match(words, at):
            return None
        end = at + 1
        while end < len(words) and end - at < _MATTER and words[end].gap in _SPACE:
            listed = words[end].form in self.joiners and end + 1 < len(words)
            if not (words[end].capital or (listed and words[end + 1].capital)):
                break
            end += 1
        phrase.topic = True
        return end

    def _matter(self, words: Sequence[Word], at: int) -> tuple[int, str] | None:
        for size in (4, 3, 2, 1):
            if at + size <= len(words) and all(w.gap in _SPACE for w in words[at + 1 : at + size]):
                text = " ".join(word.form for word in words[at : at + size])
                if text in self.subjects:
                    return at + size, self.subjects[text]
        return None

    # ------------------------------------------------------------ judgement

    def _sound(self, words: Sequence[Word], phrase: Phrase, starts: dict[int, Spot]) -> bool:
        """Whether the phrase names people at all."""
        following = starts.get(phrase.last)
        titled = bool(following and following.type == "person" and words[phrase.last].gap == " ")
        if phrase.kind == "pair":
            return phrase.article == "set"
        if phrase.kind in ("kin", "counterpart"):
            return phrase.article == "possessive" or (phrase.kind == "kin" and not phrase.bare)
        if phrase.article == "set":
            return True
        text = words[phrase.head].form
        if phrase.office in ("diplomat", "official") and phrase.article == "none" and not titled:
            return phrase.head > 0 and words[phrase.head - 1].form in ("del", "al", "of", "by")
        if phrase.bare:
            if text in self.needs:
                return titled
            return titled or phrase.article in ("definite", "possessive")
        return True


def _lookup(groups: dict[str, list[str]]) -> dict[str, str]:
    return {
        fold(str(word)).replace("-", " "): key for key, words in groups.items() for word in words
    }


@cache
def offices(code: str) -> Offices:
    """The rules of a language."""
    data = language(code).data("offices")

    def listed(key: str) -> frozenset[str]:
        return frozenset(fold(str(word)) for word in data[key])

    posts = _lookup(data["posts"])
    subjects = _lookup(data["subjects"])
    return Offices(
        gazetteer=gazetteer(code),
        posts=posts,
        longest=max(len(post.split()) for post in posts),
        needs=listed("needs_complement"),
        ministerial=listed("ministerial"),
        subjects=subjects,
        determiners=listed("determiners"),
        possessives=listed("possessives"),
        indefinite=listed("indefinite"),
        sets=listed("plural_sets"),
        before=listed("before"),
        after=listed("after"),
        of=listed("of"),
        joiners=listed("and"),
        own=listed("own"),
        kin=listed("kin"),
        counterpart=listed("counterpart"),
        pair=listed("pair"),
        subject_before=bool(data["subject_before"]),
        firsts=frozenset(post.split()[0] for post in posts)
        | listed("kin")
        | listed("counterpart")
        | listed("pair"),
    )
