"""Where names stand in a line: the gazetteer's first, then what grows from head words and
given names, then what only capitals tell.

Every rule reads its words from `languages/<code>/bodies.yaml` and `people.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from veedor.model import NameType
from veedor.read.folding import fold
from veedor.read.gazetteer import Gazetteer, gazetteer, given_names, surnames
from veedor.read.languages import language
from veedor.read.words import Word

__all__ = ["Speller", "Spot", "speller"]

_BESIDE = frozenset((" ", "\xa0", "-", "‑", "  "))
_SPACE = frozenset((" ", "\xa0", "  "))
_INITIAL_GAP = frozenset((". ", " ", "."))
_KOREAN = re.compile(
    r"(?:[bcdghjkmnprstwy]|ch|kh|ph|ky|ry|hy|my|ny|py|gy|by|kw|hw|gw|dh|th|ty|ssang)?"
    r"(?:yae|yeo|ae|eo|eu|ee|oo|ya|ye|yo|yu|wa|wo|wi|we|ui|oe|ie|[aeiouy])(?:ng|n|m|l|k|p|t|h|b|r|g|s)?"
)
_PINYIN_SYLLABLE = (
    r"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uan|uai|ai|an|ao"
    r"|ei|en|er|ia|ie|in|iu|ou|ua|ue|ui|un|uo|[aeiou])"
)
_PINYIN = re.compile(rf"{_PINYIN_SYLLABLE}(?:['’-]?{_PINYIN_SYLLABLE})?")


@dataclass(slots=True)
class Spot:
    """Words `[first, last)` of a line that are a name. `type` is None while undecided."""

    first: int
    last: int
    type: NameType | None
    key: str | None = None
    country: str | None = None
    capital: bool = False
    nested: bool = False
    how: str = ""


@dataclass(slots=True)
class Speller:
    """The rules of one language for names in running text."""

    gazetteer: Gazetteer
    heads: dict[str, NameType]
    lower_beside: frozenset[str]
    lower_of_state: frozenset[str]
    lower_of: frozenset[str]
    of: frozenset[str]
    joiners: frozenset[str]
    between: frozenset[str]
    before: frozenset[str]
    common: frozenset[str]
    titles: frozenset[str]
    particles: frozenset[str]
    starters: frozenset[str]
    korean: frozenset[str]
    chinese: frozenset[str]
    slavic: tuple[str, ...]
    post_words: frozenset[str]
    given: frozenset[str] = field(default_factory=given_names)
    surnames: frozenset[str] = field(default_factory=surnames)

    def spots(self, words: Sequence[Word], shouting: bool) -> list[Spot]:
        """The names of a line, outermost first, nested after their owner. In a `shouting` line
        (all in capitals, or a headline in title case) capitals prove nothing."""
        found: list[Spot] = []
        index = 0
        while index < len(words):
            spot = self._at(words, index, shouting)
            if spot is None:
                demonym = self.gazetteer.country_of(words, index)
                index += demonym[0] if demonym else 1
                continue
            found.append(spot)
            found += self._inside(words, spot)
            index = spot.last
        return found

    def _at(self, words: Sequence[Word], index: int, shouting: bool) -> Spot | None:
        word = words[index]
        known = self.gazetteer.match(words, index)
        entry = None
        if known:
            size, what = known
            size += self._numbered(words, index + size)
            entry = Spot(index, index + size, what.type, what.key, what.country, what.capital,
                         how="gazetteer")  # fmt: skip
        elif not (
            word.capital or word.form in self.lower_beside | self.lower_of_state | self.lower_of
        ):
            return None
        options = [entry, None if shouting else self._body(words, index, entry)]
        if word.capital:
            options.append(self._person(words, index))
        best = max((o for o in options if o), key=lambda spot: spot.last, default=None)
        if best is not None and best is entry and entry.type == "organization" and not shouting:
            best = self._owned(words, entry)
        if best is None and word.capital and not shouting:
            best = self._run(words, index)
        return best

    @staticmethod
    def _numbered(words: Sequence[Word], index: int) -> int:
        """1 if a number hangs on the name before (*Soyuz-2*)."""
        return int(
            index < len(words) and words[index].gap == "-" and words[index].text[0].isdigit()
        )

    # ------------------------------------------------------------ bodies

    def _head(self, words: Sequence[Word], index: int) -> tuple[int, NameType] | None:
        """The head word (or pair) at a word: index after it, and its type."""
        if index + 1 < len(words) and words[index + 1].gap in _SPACE:
            pair = f"{words[index].form} {words[index + 1].form}"
            if pair in self.heads:
                return index + 2, self.heads[pair]
        form = words[index].form
        return (index + 1, self.heads[form]) if form in self.heads else None

    def _body(self, words: Sequence[Word], index: int, entry: Spot | None) -> Spot | None:
        """A name that grows from a head word."""
        word = words[index]
        if not word.capital:
            return self._lower_body(words, index)
        if entry is not None and entry.type in ("person", "government"):
            return None
        at = index + 1 if word.form in self.before and not word.initial else index
        head = self._head(words, at) if at < len(words) else None
        end = self._capitals(words, index)
        if head is None:
            return self._closing(words, index, end)
        grown, complete = self._complements(words, max(head[0], end))
        if not complete and grown <= head[0] and self._generic(words, index, grown):
            grown = self._demonym_end(words, grown)
            if grown == head[0]:
                return None
        grown = self._demonym_end(words, grown)
        if grown - index < 2:
            return None
        return Spot(index, grown, head[1], country=self._country(words, index, grown), how="body")

    def _closing(self, words: Sequence[Word], index: int, end: int) -> Spot | None:
        """A name whose head closes it: *Munitions Industry Department*, *Kim Il Sung Square*."""
        for last in range(end, index + 1, -1):
            form = words[last - 1].form
            pair = f"{words[last - 2].form} {form}"
            kind = self.heads.get(pair) or self.heads.get(form)
            if kind and last - index >= 2:
                first = index
                while (
                    first < last - 1 and words[first].initial and words[first].form in self.starters
                ):
                    first += 1
                if last - first < 2:
                    return None
                grown, _ = self._complements(words, last)
                return Spot(
                    first, grown, kind, country=self._country(words, first, grown), how="body"
                )
        return None

    def _lower_body(self, words: Sequence[Word], index: int) -> Spot | None:
        form = words[index].form
        kind = self.heads.get(form)
        if kind is None or index + 1 >= len(words):
            return None
        following = words[index + 1]
        if form in self.lower_beside and following.capital and following.gap in _SPACE:
            return Spot(index, self._capitals(words, index + 1), kind, how="beside")
        start = self._of_end(words, index + 1)
        if start is None or not words[start].capital:
            return None
        if form in self.lower_of_state:
            known = self.gazetteer.match(words, start)
            if known and known[1].type == "country":
                return Spot(index, start + known[0], kind, country=known[1].country, how="body")
        if form in self.lower_of and words[start].form in self.common:
            grown, _ = self._complements(words, index + 1)
            grown = self._demonym_end(words, grown)
            return Spot(index, grown, kind, country=self._country(words, index, grown), how="body")
        return None

    def _capitals(self, words: Sequence[Word], index: int) -> int:
        """The end of the run of capitals that begins here; hyphens carry on in lower case."""
        end = index + 1
        while end < len(words):
            word = words[end]
            joined = word.gap in ("-", "‑") or (word.gap == "'" and word.capital)
            possessive = word.capital and word.gap in ("' ", "’ ")
            plain = word.capital and word.gap in _SPACE
            if not (joined or plain or possessive or self._initial(words, end)):
                break
            end += 1
        return end

    @staticmethod
    def _initial(words: Sequence[Word], index: int) -> bool:
        """Whether the word before is a letter with a dot: *J. D. Vance*."""
        return words[index].capital and words[index].gap == ". " and len(words[index - 1].text) == 1

    def _of_end(self, words: Sequence[Word], index: int) -> int | None:
        """The index after `of`, `of the` at a word, if they stand there and more follows."""
        if index >= len(words) or words[index].gap not in _SPACE:
            return None
        form = words[index].form
        if index + 2 < len(words) and f"{form} {words[index + 1].form}" in self.of:
            return index + 2
        if form in self.of and index + 1 < len(words) and words[index + 1].gap in _SPACE:
            return index + 1
        return None

    def _complements(self, words: Sequence[Word], end: int) -> tuple[int, bool]:
        """Extend a name over `of …` and `and …`; whether it got any."""
        got = False
        while end < len(words):
            if (
                words[end].form in self.between
                and not words[end].capital
                and words[end].gap in _SPACE
            ):
                after = self._of_end(words, end + 1)
            else:
                after = self._of_end(words, end)
            if after is not None and words[after].capital and self._joins(words, after):
                end, got = self._piece(words, after), True
            elif got and self._listed(words, end):
                end = self._piece(words, end + 1)
            else:
                break
        return end, got

    def _joins(self, words: Sequence[Word], index: int) -> bool:
        """Whether what stands after `of` may belong to a body's name: no person does."""
        known = self.gazetteer.match(words, index)
        if known and known[1].type == "person":
            return False
        person = self._person(words, index)
        return person is None or person.how == "pair"

    def _piece(self, words: Sequence[Word], index: int) -> int:
        known = self.gazetteer.match(words, index)
        if known and known[1].type in ("country", "place", "organization"):
            return index + known[0]
        return self._capitals(words, index)

    def _listed(self, words: Sequence[Word], end: int) -> bool:
        """Whether `and X` goes on with the complement (*Ciencia y Educación*)."""
        if words[end].form not in self.joiners or end + 1 >= len(words):
            return False
        following = words[end + 1]
        if not following.capital or following.gap not in _SPACE or words[end].gap not in _SPACE:
            return False
        if self.gazetteer.match(words, end + 1) or self.gazetteer.match(words, end - 1):
            return False
        return self._head(words, end + 1) is None and self._person(words, end + 1) is None

    def _demonym_end(self, words: Sequence[Word], end: int) -> int:
        """Extend a body's name over a demonym in lower case set after it."""
        if end < len(words) and words[end].gap in _SPACE and not words[end].capital:
            found = self.gazetteer.country_of(words, end)
            if found:
                return end + found[0]
        return end

    def _owned(self, words: Sequence[Word], spot: Spot) -> Spot:
        """A known body with its state after it: *Guardia Revolucionaria iraní*."""
        if words[spot.first].form not in self.heads:
            return spot
        end = self._demonym_end(words, spot.last)
        after = self._of_end(words, end) if end == spot.last else None
        if after is not None and words[after].capital:
            known = self.gazetteer.match(words, after)
            if known and known[1].type == "country":
                end = after + known[0]
        if end != spot.last:
            country = self._country(words, spot.last, end)
            same = spot.country is None or country is None or country == spot.country
            spot.key = spot.key if same and spot.country else None
            spot.last, spot.country = end, country or spot.country
        return spot

    def _country(self, words: Sequence[Word], first: int, last: int) -> str | None:
        for index in range(last - 1, first - 1, -1):
            if found := self.gazetteer.country_of(words, index):
                return found[1]
            known = self.gazetteer.match(words, index)
            if known and known[1].country and (known[1].type == "country" or known[1].capital):
                return known[1].country
        return None

    def _generic(self, words: Sequence[Word], first: int, last: int) -> bool:
        return all(
            word.form in self.common or word.form in self.heads for word in words[first:last]
        )

    # ------------------------------------------------------------ people

    def _person(self, words: Sequence[Word], index: int) -> Spot | None:
        """A person's name by its own form."""
        word = words[index]
        if not word.capital or (word.initial and word.form in self.starters):
            return None
        end = self._asian(words, index)
        if end:
            return Spot(index, end, "person", how="asian")
        end = self._western(words, index)
        if end - index < 2:
            return None
        if word.form in self.given or len(word.text) == 1:
            return Spot(index, end, "person", how="given")
        last = words[end - 1].form
        slavic = last.endswith(self.slavic) and len(last) > 5 and self._free(word)
        verb = word.initial and word.pos in ("VERB", "AUX")
        if end - index == 2 and slavic and not verb and not self.gazetteer.match(words, index + 1):
            return Spot(index, end, "person", how="pair")
        return None

    def _free(self, word: Word) -> bool:
        return not (
            word.form in self.common or word.form in self.heads or word.form in self.starters
        )

    def _asian(self, words: Sequence[Word], index: int) -> int | None:
        """The end of a Korean or Chinese name, family name first."""
        word = words[index]
        if index + 1 >= len(words) or words[index + 1].gap not in _SPACE:
            return None
        following = words[index + 1]
        if not following.capital or (following.text.isupper() and not word.text.isupper()):
            return None
        if word.form in self.korean and _KOREAN.fullmatch(following.form):
            third = words[index + 2] if index + 2 < len(words) else None
            if third and third.gap in ("-", "‑") and _KOREAN.fullmatch(third.form):
                return index + 3
            if third and third.capital and third.gap in _SPACE and _KOREAN.fullmatch(third.form):
                return index + 3
        if word.form in self.korean and len(word.form) > 2 and word.form not in self.starters:
            return index + 2 if self._two_syllables(following.form) else None
        if word.form in self.chinese and _PINYIN.fullmatch(following.form):
            third = words[index + 2] if index + 2 < len(words) else None
            if third and third.gap in ("-", "‑"):
                return index + 3
            if third is None or not (third.capital and third.gap in _SPACE):
                return index + 2
        return None

    @staticmethod
    def _two_syllables(form: str) -> bool:
        """A Korean given name written as one word: *Yongnam*, *Jongun*."""
        return len(form) > 4 and any(
            _KOREAN.fullmatch(form[:cut]) and _KOREAN.fullmatch(form[cut:])
            for cut in range(2, len(form) - 1)
        )

    def _western(self, words: Sequence[Word], index: int) -> int:
        """The end of a name of capitals and particles."""
        end = index + 1
        while end < len(words) and end - index < 7:
            word = words[end]
            if word.gap in ("-", "‑") or self._surname(words, end):
                end += 1
            elif after := self._particles(words, end):
                end = after
            else:
                break
        return end

    def _surname(self, words: Sequence[Word], index: int) -> bool:
        word = words[index]
        if not word.capital or not (word.gap in _SPACE or self._initial(words, index)):
            return False
        if word.form in self.heads or word.form in self.common:
            return word.form in self.surnames and index + 1 < len(words)
        known = self.gazetteer.match(words, index)
        return not (known and known[1].type in ("country", "organization", "government", "other"))

    def _particles(self, words: Sequence[Word], index: int) -> int | None:
        """The end of `de la Rosa`, `bin Salmán` at a word."""
        at = index
        while at < len(words) and words[at].form in self.particles and words[at].gap in _SPACE:
            at += 1
        if at == index or at - index > 3 or at >= len(words) or not words[at].capital:
            return None
        if words[at].gap not in (*_SPACE, "-", "‑"):
            return None
        known = self.gazetteer.match(words, at)
        if known or words[at].form in self.common or words[at].form in self.heads:
            return None
        # *Ramón y Cajal* is one, *Cecilia y Mireya* are two.
        two = words[index].form in ("y", "e") and (words[at].form in self.given or at > index + 1)
        return None if two else at + 1

    # ------------------------------------------------------------ capitals alone

    def _run(self, words: Sequence[Word], index: int) -> Spot | None:
        """A run of capitals of no known form, trimmed; its type is decided later."""
        end = self._capitals(words, index)
        first = index
        while first < end and (skip := self._no_start(words, first)):
            first += skip
        while end - 1 > first and words[end - 1].form in self.starters:
            end -= 1
        while (
            first + 1 < end and words[first].form in self.common and self._person(words, first + 1)
        ):
            first += 1
        for at in range(first + 1, end):
            if self.gazetteer.match(words, at) and words[at].gap in _SPACE:
                end = at
                break
        if first >= end or all(self._not_a_name(word) for word in words[first:end]):
            return None
        if first > index:
            return self._at(words, first, shouting=False)
        return Spot(
            first, end, None, how="initial" if words[first].initial and end == first + 1 else "run"
        )

    def _no_start(self, words: Sequence[Word], index: int) -> int:
        """How many words here cannot begin a run of capitals: a post, a demonym, `The`."""
        form = words[index].form
        if form in self.starters or form in self.post_words or form in self.titles:
            return 1
        demonym = self.gazetteer.country_of(words, index)
        return demonym[0] if demonym else 0

    def _not_a_name(self, word: Word) -> bool:
        return (
            word.form in self.starters
            or word.form in self.common
            or word.form in self.gazetteer.demonyms
            or word.form in self.post_words
            or word.text.isdigit()
            or len(word.text) == 1
        )

    # ------------------------------------------------------------ inside

    def _inside(self, words: Sequence[Word], spot: Spot) -> Iterable[Spot]:
        """Names inside a name of a body or thing."""
        if (
            spot.type in ("person", "country", None)
            or spot.last - spot.first < 2
            or spot.how == "beside"
        ):
            return []
        inner = []
        index = spot.first
        while index < spot.last:
            known = self.gazetteer.match(words, index)
            if known and known[0] < spot.last - spot.first and index + known[0] <= spot.last and (
                known[1].type in ("country", "organization", "government") or known[1].capital
            ):  # fmt: skip
                size, what = known
                inner.append(Spot(index, index + size, what.type, what.key, what.country,
                                  what.capital, nested=True, how="gazetteer"))  # fmt: skip
                index += size
            else:
                index += 1
        return inner


def _set(words: Iterable[object]) -> frozenset[str]:
    return frozenset(fold(str(word)) for word in words)


def _post_words(code: str) -> frozenset[str]:
    """The words of posts, which in capitals begin no name (*Foreign Minister Lavrov*)."""
    data = language(code).data("offices")
    phrases = [post for group in data["posts"].values() for post in group]
    if data["subject_before"]:
        phrases += [subject for group in data["subjects"].values() for subject in group]
        phrases += data["before"]
    linking = set(data["of"])
    plain = [str(phrase).split() for phrase in phrases]
    return _set(word for words in plain if linking.isdisjoint(words) for word in words)


@cache
def speller(code: str) -> Speller:
    """The rules of a language."""
    bodies, people = language(code).data("bodies"), language(code).data("people")
    heads: dict[str, NameType] = {}
    for kind, listed in bodies["heads"].items():
        for word in listed:
            heads.setdefault(fold(str(word)), kind)
    return Speller(
        gazetteer=gazetteer(code),
        heads=heads,
        lower_beside=_set(bodies["lower_beside"]),
        lower_of_state=_set(bodies["lower_of_state"]),
        lower_of=_set(bodies["lower_of"]),
        of=_set(bodies["of"]),
        joiners=_set(bodies["and"]),
        between=_set(bodies["between"]),
        before=_set(bodies["before"]),
        common=_set(bodies["common"]),
        titles=_set(people["titles"]),
        particles=_set(people["particles"]),
        starters=_set(people["starters"]),
        korean=_set(people["korean_families"]),
        chinese=_set(people["chinese_families"]),
        slavic=tuple(people["slavic_endings"]),
        post_words=_post_words(code),
    )
