"""Where names stand in a line: the gazetteer's first, then what grows from head words and
given names, then what only capitals tell.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from veedor.model import NameType
from veedor.read.bodies import Bodies
from veedor.read.folding import fold
from veedor.read.gazetteer import gazetteer
from veedor.read.languages import language
from veedor.read.naming import ROMAN, SPACE, Spot, folded, post_words, posts
from veedor.read.towns import town
from veedor.read.words import Word

__all__ = ["Speller", "Spot", "speller"]

_ARTICLES = frozenset(("el", "la", "los", "las"))


#: Of readings that are equally long, the better founded: *Park Sun-won* is no park.
_FOUNDED = {"gazetteer": 2, "asian": 1}


def _weight(spot: Spot) -> tuple[int, int]:
    return spot.last, _FOUNDED.get(spot.how, 0)


@dataclass(slots=True)
class Speller(Bodies):
    """All rules of one language for names in running text."""

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
        if self._no_name(words, index):
            return None
        known = self.gazetteer.match(words, index)
        entry = None
        if known:
            size, what = known
            size += self._numbered(words, index + size)
            entry = Spot(index, index + size, what.type, what.key, what.country, what.capital,
                         how="gazetteer")  # fmt: skip
            if what.type == "country" and (end := self._namesake(words, index, entry.last)):
                return Spot(index, end, "person", how="given")
            if what.type == "country" and self._addressed(words, index):
                return Spot(index, entry.last, "person", how="given")
        elif not (word.capital or word.form in self.lower_heads):
            return None
        options = [entry, None if shouting else self._body(words, index, entry)]
        if word.capital:
            options.append(self._person(words, index))
            options.append(None if shouting else self._institution(words, index))
        best = max((o for o in options if o), key=_weight, default=None)
        if best is not None and best is entry and entry.type == "organization" and not shouting:
            best = self._owned(words, entry)
        if word.capital and not shouting and (best is None or best.how != "gazetteer"):
            best = self._town(words, index, best)
        if best is None and word.capital and not shouting:
            best = self._run(words, index)
        return best

    def _institution(self, words: Sequence[Word], index: int) -> Spot | None:
        """A body called by its noun alone, in capitals: *el Congreso*, *la Fiscalía*."""
        word = words[index]
        if word.form not in self.institutions or word.text.isupper():
            return None
        before = words[index - 1] if index and word.gap in SPACE else None
        bare = word.form in self.without_article
        after = words[index + 1] if index + 1 < len(words) else None
        # *Congreso censura al presidente*: headlines leave the article out.
        bare |= index == 0 and after is not None and after.gap in SPACE and after.pos == "VERB"
        if (word.initial and not bare) or not (
            (before is not None and before.form in self.determiners) or bare
        ):
            return None
        if after is not None and after.gap in SPACE and after.capital:
            return None
        return Spot(index, index + 1, "organization", how="institution")

    def _town(self, words: Sequence[Word], index: int, best: Spot | None) -> Spot | None:
        """A town whose name goes on over its prepositions: *Pinar del Río*."""
        following = words[index + 1] if index + 1 < len(words) else None
        if following is None or following.capital or following.form not in self.particles:
            return best
        for size in (5, 4, 3):
            piece = words[index : index + size]
            if len(piece) < size or not piece[-1].capital or piece[1].capital:
                continue
            if any(word.gap not in SPACE for word in piece[1:]):
                continue
            if (best is None or best.last < index + size) and (
                state := town(" ".join(word.text for word in piece))
            ):
                return Spot(index, index + size, "place", country=state, how="town")
        return best

    def _turn(self, words: Sequence[Word], index: int) -> bool:
        """The letter that opens a turn of an interview: *R. No me consta*."""
        word = words[index]
        if index or word.form not in self.turns or len(words) < 2:
            return False
        marked = words[1].gap.startswith((". ", ".- ", ": ", ".: "))
        return marked and not self._given(words[1].form)

    def _no_name(self, words: Sequence[Word], index: int) -> bool:
        """Currency (*US$ 40*), and a verb in front of its subject (*Rechaza SRE*, *Anotó Ruiz*)."""
        word = words[index]
        following = words[index + 1] if index + 1 < len(words) else None
        if following is None or not word.capital:
            return False
        if self._turn(words, index):
            return True
        if following.gap.startswith("$"):
            return True
        if not word.initial or not following.capital or following.gap not in SPACE:
            return False
        if word.text.isupper() or word.form in self.given or word.form in self.heads:
            return False
        if self.gazetteer.match(words, index):
            return False
        if following.text.isupper() and len(following.text) > 1:
            return word.form not in self.surnames
        verb = word.pos in ("VERB", "AUX") or word.text.endswith(self.verb_endings)
        known = following.form in self.given or self.gazetteer.match(words, index + 1) is not None
        return verb and known

    @staticmethod
    def _numbered(words: Sequence[Word], index: int) -> int:
        """1 if a number hangs on the name before (*Soyuz-2*)."""
        return int(
            index < len(words) and words[index].gap == "-" and words[index].text[0].isdigit()
        )

    # ------------------------------------------------------------ capitals alone

    def _run(self, words: Sequence[Word], index: int) -> Spot | None:
        """A run of capitals of no known form, trimmed; its type is decided later."""
        end = self._capitals(words, index)
        if self._own_article(words, index, end):
            return Spot(index, end, None, how="run")
        first = self._start(words, index, end)
        while end - 1 > first and words[end - 1].form in self.starters:
            end -= 1
        while (
            first + 1 < end and words[first].form in self.common and self._person(words, first + 1)
        ):
            first += 1
        for at in range(first + 1, end):
            if self.gazetteer.match(words, at) and words[at].gap in SPACE:
                end = at
                break
        for at in range(first + 1, end - 1):
            if words[at].form in self.no_surnames:
                return self._at(words, at + 1, shouting=False)  # Ports Minister Ann Lee
        numbered = first + 1 < end and words[end - 1].text.isdigit() and words[end - 1].gap == "-"
        if first >= end or (
            all(self._not_a_name(word) for word in words[first:end]) and not numbered
        ):
            return None
        if first > index:
            return self._at(words, first, shouting=False)
        return Spot(
            first, end, None, how="initial" if words[first].initial and end == first + 1 else "run"
        )

    def _start(self, words: Sequence[Word], first: int, end: int) -> int:
        """Where a run begins: behind what can begin none, but for heads and known names."""
        index = first
        while first < end and (skip := self._no_start(words, first)):
            ranked = words[first].form in self.before and not words[first].initial
            if ranked and first + 1 < end and self._head(words, first + 1):
                break  # Primer Tribunal Ambiental
            if first > index and self.gazetteer.match(words, first):
                break  # En La Moneda
            first += skip
        return first

    @staticmethod
    def _own_article(words: Sequence[Word], index: int, end: int) -> bool:
        """Whether a capital article within a sentence is part of the name: *en La Matanza*."""
        word = words[index]
        return (
            word.form in _ARTICLES
            and not (word.initial or word.text.isupper())
            and end - index in (2, 3)
            and words[index + 1].gap in SPACE
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
            or (word.text.isupper() and ROMAN.fullmatch(word.text) is not None)
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
        closing=folded(bodies["closing"]) or frozenset(heads),
        lower_beside=folded(bodies["lower_beside"]),
        lower_of_state=folded(bodies["lower_of_state"]),
        lower_of_name=folded(bodies["lower_of_name"]),
        lower_of=folded(bodies["lower_of"]),
        lower_heads=folded(
            bodies["lower_beside"]
            + bodies["lower_of_state"]
            + bodies["lower_of"]
            + bodies["lower_of_name"]
        ),
        of=folded(bodies["of"]),
        joiners=folded(bodies["and"]),
        between=folded(bodies["between"]),
        before=folded(bodies["before"]),
        common=folded(bodies["common"]),
        titles=folded(people["titles"]),
        particles=folded(people["particles"]),
        starters=folded(people["starters"]),
        korean=folded(people["korean_families"]),
        chinese=folded(people["chinese_families"]),
        slavic=tuple(people["slavic_endings"]),
        post_words=post_words(code),
        posts=posts(code) if language(code).data("offices")["subject_before"] else frozenset(),
        people_not_bodies=frozenset(str(word) for word in people["not_bodies"]),
        verb_endings=tuple(people["verb_endings"]),
        institutions=folded(bodies["institutions"]),
        without_article=folded(bodies["without_article"]),
        owned_heads=folded(bodies["owned_heads"]),
        turns=folded(people["turns"]),
        address=folded(people["address"]),
        no_surnames=folded(people["no_surnames"]),
        determiners=folded(bodies["articles"]),
    )
