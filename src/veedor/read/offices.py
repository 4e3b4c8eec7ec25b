"""Noun phrases that name people by what they are: *el ministro ruso de Exteriores*.

A phrase grows from a head word to the left (article, adjectives, in English also states,
bodies and subjects) and to the right (adjectives, demonyms, subjects, states and bodies).
Who holds the posts is found in `holders`. All words are in `languages/<code>/offices.yaml`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from veedor.read.folding import fold
from veedor.read.gazetteer import gazetteer
from veedor.read.languages import language
from veedor.read.office_left import LeftSide
from veedor.read.office_words import (
    COMMON,
    MATTER,
    POSSESSIVE,
    SEATED,
    SENT,
    SPACE,
    UNNAMED,
    Phrase,
)
from veedor.read.spotting import Spot
from veedor.read.words import Word

__all__ = ["Offices", "Phrase", "offices"]

_NOMINAL = frozenset(("ADJ", "NOUN", "PROPN"))


@dataclass(slots=True)
class Offices(LeftSide):
    """The rules of one language."""

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
        phrase.former = words[index].form in self.formers
        self._left(words, phrase, ends)
        self._right(words, phrase, starts)
        return phrase if self._sound(words, phrase, starts) else None

    # ------------------------------------------------------------ to the right

    def _right(self, words: Sequence[Word], phrase: Phrase, starts: dict[int, Spot]) -> None:
        at = phrase.last
        while at < len(words) and words[at].gap in SPACE and at not in starts:
            step = self._right_step(words, at, phrase, starts)
            if step is None:
                break
            at = phrase.last = step
            if phrase.bracket:
                break

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
            if not self.subject_before and self._belongs(words[at]):
                phrase.topic = True
                return at + 1
        if phrase.office == "candidate" and (stood := self._stands_for(words, at)):
            phrase.topic = True
            return stood
        start = self._of_end(words, at)
        if start is None or (words[at].form in self.seated and phrase.office not in SEATED):
            return None
        if words[at].form in self.sent and phrase.office not in SENT:
            return None
        spot = starts.get(start)
        # *Medio Ambiente*, *la Nación* in capitals are matters and bodies, whatever they look like
        matter = self._matter(words, start)
        common = max(matter[0] if matter else 0, self._common(words, start, phrase) or 0)
        bodily = spot is not None and spot.type in ("other", "organization", "person")
        if spot is not None and not (bodily and common >= spot.last):
            named = self._named(words, starts, start, phrase)
            return self._owned(words, named, phrase) if named is not None else None
        return self._subject(words, start, starts, phrase)

    @staticmethod
    def _owned(words: Sequence[Word], at: int, phrase: Phrase) -> int:
        """The end of a state's own body: *the head of Italy's civil protection agency*."""
        if at >= len(words) or words[at].gap not in POSSESSIVE:
            return at
        end = at
        while (
            end < len(words)
            and words[end].pos in _NOMINAL
            and (words[end].gap in (SPACE if end > at else POSSESSIVE))
        ):
            end += 1
        phrase.topic = phrase.topic or end > at
        return end

    def _belongs(self, word: Word) -> bool:
        """An adjective that says whose a post is: *el fiscal provincial*, *la dirigente colla*."""
        if word.form in self.belonging:
            return True
        return word.pos == "ADJ" and word.form.endswith(self.relational)

    def _stands_for(self, words: Sequence[Word], at: int) -> int | None:
        """*candidata a senadora*, *candidato a la presidencia*."""
        if words[at].form not in self.stood_for:
            return None
        end = at + 1
        while end < len(words) and words[end].form in self.determiners:
            end += 1
        if end >= len(words):
            return None
        head = self._head(words, end)
        if head and head[1] == "post":
            return head[0]
        matter = self._matter(words, end)
        return matter[0] if matter else None

    def _more_demonyms(self, words: Sequence[Word], at: int, phrase: Phrase) -> int:
        """*los presidentes ruso y chino*."""
        if phrase.plural and at + 1 < len(words) and words[at].form in self.joiners:
            more = self.gazetteer.country_of(words, at + 1)
            if more:
                phrase.countries.append(more[1])
                return at + 1 + more[0]
        return at

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
        if not phrase.plural and end in starts and words[end].gap == " (":
            beside = starts[end]
            phrase.bracket = beside.last == end + 1 and words[end].text.isupper()
            return end + 1 if phrase.bracket else end
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

    def _subject(
        self, words: Sequence[Word], at: int, starts: dict[int, Spot], phrase: Phrase
    ) -> int | None:
        """A matter after `of`: *Defensa*, *Defensa y de Exteriores*, *seguridad*."""
        found = self._matter(words, at)
        if found is None:
            if end := self._common(words, at, phrase):
                phrase.topic = True
                return self._called(words, end, starts, phrase)
            if self._of_post(words, at):
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
        return self._second_matter(words, end, starts, phrase)

    def _second_matter(
        self, words: Sequence[Word], end: int, starts: dict[int, Spot], phrase: Phrase
    ) -> int:
        """The end of a ministry's second matter, which no list knows: *Exteriores y Movilidad
        Humana*; people and states are listed with the office, not in it."""
        if end + 1 >= len(words) or words[end].form not in self.joiners or phrase.plural:
            return end
        spot = starts.get(end + 1)
        free = spot is None or spot.type in ("other", "organization")
        if not (free and words[end + 1].capital and words[end + 1].gap in SPACE):
            return end
        last = end + 2
        while last < len(words) and words[last].capital and words[last].gap in SPACE:
            last += 1
        return last

    def _common(self, words: Sequence[Word], at: int, phrase: Phrase) -> int | None:
        """The end of a body without a name: *el comité*, *the 1718 panel*, *international law*."""
        end = at + 1
        if not self.subject_before:
            if words[at].form not in self.own and not self._taught(words[at], phrase):
                return None
            while end < len(words) and words[end].gap in SPACE and self._belongs(words[end]):
                end += 1
            return end
        for last in range(at, min(at + COMMON, len(words))):
            word = words[last]
            if last > at and word.gap not in SPACE:
                return None
            if word.form in self.own or self._taught(word, phrase):
                return last + 1
            if word.capital or not (word.pos in _NOMINAL or word.text.isdigit()):
                return None
        return None

    @staticmethod
    def _taught(word: Word, phrase: Phrase) -> bool:
        return phrase.office == "academic" and word.pos == "NOUN"

    def _called(
        self, words: Sequence[Word], end: int, starts: dict[int, Spot], phrase: Phrase
    ) -> int:
        """A body's own name behind the noun for it: *la comunidad colla Río Jorquera*."""
        spot = starts.get(end)
        if spot is None or words[end].gap not in SPACE or spot.type == "person":
            return end
        self._take(phrase, spot)
        return spot.last

    def _of_post(self, words: Sequence[Word], at: int) -> bool:
        """Whether it is the office of somebody who serves a post: *un asesor del canciller*."""
        named = at + 1 < len(words) and words[at + 1].capital and words[at + 1].gap in SPACE
        return words[at].form in self.posts and not words[at].capital and not named

    def _unknown_matter(self, words: Sequence[Word], at: int, phrase: Phrase) -> int | None:
        """A matter in capitals that no list knows: *viceministro de Gobernanza Territorial*."""
        if phrase.office not in self.ministerial or not words[at].capital:
            return None
        if self.gazetteer.match(words, at):
            return None
        end = at + 1
        while end < len(words) and end - at < MATTER and words[end].gap in SPACE:
            listed = words[end].form in self.joiners and end + 1 < len(words)
            if not (words[end].capital or (listed and words[end + 1].capital)):
                break
            end += 1
        phrase.topic = True
        return end

    # ------------------------------------------------------------ judgement

    def _is_one_word(self, words: Sequence[Word], index: int) -> bool:
        """Whether a post is the word alone: *jefe*, not *jefe de Estado*."""
        head = self._head(words, index)
        return head is not None and head[0] == index + 1

    def _sound(self, words: Sequence[Word], phrase: Phrase, starts: dict[int, Spot]) -> bool:
        """Whether the phrase names people at all."""
        following = starts.get(phrase.last)
        titled = bool(following and following.type == "person" and words[phrase.last].gap == " ")
        if phrase.kind == "pair":
            return phrase.article == "set"
        if phrase.kind == "counterpart" and phrase.plural and phrase.bare:
            return titled
        if phrase.kind in ("kin", "counterpart"):
            return phrase.article == "possessive" or (phrase.kind == "kin" and not phrase.bare)
        if phrase.article == "set":
            return True
        text = words[phrase.head].form
        if self.subject_before and words[phrase.head].pos == "VERB" and not titled:
            return False  # he heads to Syria
        behind = words[phrase.last] if phrase.last < len(words) else None
        if self.subject_before and words[phrase.last - 1].pos == "ADJ" and not titled:
            return behind is None or behind.gap not in SPACE or behind.pos not in _NOMINAL
        if text in self.with_article and phrase.article == "none" and not titled:
            return False
        told = titled or phrase.topic or phrase.article != "none"
        if phrase.office in ("diplomat", "official") and not told:
            return phrase.head > 0 and words[phrase.head - 1].form in ("del", "al", "of", "by")
        if phrase.bare:
            if text in self.needs and self._is_one_word(words, phrase.head):
                comma = bool(following) and words[phrase.last].gap == ", "
                comma |= phrase.first > 0 and words[phrase.first].gap == ", "
                return titled or (phrase.article == "possessive" and comma)
            if phrase.office in UNNAMED and phrase.article == "indefinite":
                return True
            return titled or phrase.article in ("definite", "possessive")
        return True


def _lookup(groups: dict[str, list[str]]) -> dict[str, str]:
    return {
        fold(str(word)).replace("-", " "): key for key, words in groups.items() for word in words
    }


def _formers(posts: dict[str, str], prefix: str) -> dict[str, str]:
    """Posts that somebody held before, where a prefix says so (*exintendente*)."""
    if not prefix:
        return {}
    return {
        f"{prefix}{post}": office
        for post, office in posts.items()
        if not post.startswith(prefix) and " " not in post
    }


@cache
def offices(code: str) -> Offices:
    """The rules of a language."""
    data = language(code).data("offices")

    def listed(key: str) -> frozenset[str]:
        return frozenset(fold(str(word)) for word in data[key])

    posts = _lookup(data["posts"])
    formers = _formers(posts, str(data["former_prefix"]))
    posts |= formers
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
        formers=frozenset(former.split()[0] for former in formers),
        with_article=listed("needs_article"),
        belonging=listed("belonging"),
        relational=tuple(fold(str(ending)) for ending in data["relational_endings"]),
        stood_for=listed("stood_for"),
        contracted=listed("contracted"),
        only_called=listed("only_called"),
        generic=listed("generic"),
        seated=listed("seated"),
        sent=listed("sent"),
    )
