"""Names that grow from a head word: bodies, places and things (*Ministerio de Defensa ruso*)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from veedor.model import NameType
from veedor.read.naming import SPACE, Spot
from veedor.read.people import People
from veedor.read.words import Word

__all__ = ["Bodies"]

#: Articles that stand before no person.
_PLURAL = frozenset(("los", "las"))


@dataclass(slots=True)
class Bodies(People):
    """The rules for names of bodies, beside those for people, who stand inside and after them."""

    def _head(self, words: Sequence[Word], index: int) -> tuple[int, NameType] | None:
        """The head word (or pair) at a word: index after it, and its type."""
        if index + 1 < len(words) and words[index + 1].gap in SPACE:
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
        end = self._before_post(words, index, self._capitals(words, index))
        if head is None:
            return self._closing(words, index, end)
        grown, complete = self._complements(words, max(head[0], end))
        if not complete and grown <= head[0] and self._generic(words, index, grown):
            grown = self._demonym_end(words, grown)
            if grown == head[0]:
                return None
        grown = self._demonym_end(words, grown)
        if grown - index < 2 or (grown <= head[0] and words[grown - 1].form in self.of):
            return None
        return Spot(index, grown, head[1], country=self._country(words, index, grown), how="body")

    def _before_post(self, words: Sequence[Word], index: int, end: int) -> int:
        """Where a body's name ends before a post and its holder (*Treasury Secretary Ann Lee*)."""
        for at in range(index + 1, end - 1):
            if words[at].form in self.posts and words[at + 1].gap in SPACE:
                return at
        return end

    def _closing(self, words: Sequence[Word], index: int, end: int) -> Spot | None:
        """A name whose head closes it: *Munitions Industry Department*, *Kim Il Sung Square*."""
        for last in range(end, index + 1, -1):
            form = words[last - 1].form
            pair = f"{words[last - 2].form} {form}"
            kind = self.heads.get(pair) or self.heads.get(form)
            if kind and self._asian(words, last - 1):
                continue  # Lawmaker Park Sun-won
            if kind and {pair, form}.isdisjoint(self.closing):
                continue
            if kind and last - index >= 2:
                first = index
                while (
                    first < last - 1 and words[first].initial and words[first].form in self.starters
                ):
                    first += 1
                while (
                    first < last - 2
                    and words[first + 1].gap == "-"
                    and not words[first + 1].capital
                ):
                    first += 2
                if last - first < 2 or (first > index and self.gazetteer.match(words, first)):
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
        if form in self.lower_beside and following.capital and following.gap in SPACE:
            return Spot(index, self._capitals(words, index + 1), kind, how="beside")
        start = self._of_end(words, index + 1)
        if start is None or not words[start].capital:
            return None
        if form in self.lower_of_name:
            return Spot(index, self._piece(words, start), kind, how="body")
        if form in self.lower_of_state:
            known = self.gazetteer.match(words, start)
            if known and known[1].type == "country":
                return Spot(index, start + known[0], kind, country=known[1].country, how="body")
        if (
            form in self.lower_of
            and words[index].text not in self.people_not_bodies
            and words[start].form in self.common
        ):
            grown, _ = self._complements(words, index + 1)
            grown = self._demonym_end(words, grown)
            return Spot(index, grown, kind, country=self._country(words, index, grown), how="body")
        return None

    def _of_end(self, words: Sequence[Word], index: int) -> int | None:
        """The index after `of`, `of the` at a word, if they stand there and more follows."""
        if index >= len(words) or words[index].gap not in SPACE:
            return None
        form = words[index].form
        if index + 2 < len(words) and f"{form} {words[index + 1].form}" in self.of:
            return index + 2
        if form in self.of and index + 1 < len(words) and words[index + 1].gap in SPACE:
            return index + 1
        return None

    def _complements(self, words: Sequence[Word], end: int) -> tuple[int, bool]:
        """Extend a name over `of …` and `and …`; whether it got any."""
        got = False
        while end < len(words):
            if (
                words[end].form in self.between
                and not words[end].capital
                and words[end].gap in SPACE
            ):
                after = self._of_end(words, end + 1)
            else:
                after = self._of_end(words, end)
            if after is not None and words[after].capital and self._joins(words, after):
                end, got = self._piece(words, after), True
            elif got and self._listed(words, end):
                end = self._piece(words, end + 1)
            elif got and (series := self._series(words, end)) is not None:
                end = series
            else:
                break
        return end, got

    def _joins(self, words: Sequence[Word], index: int) -> bool:
        """Whether what stands after `of` may belong to a body's name: no person does."""
        known = self.gazetteer.match(words, index)
        if known and known[1].type == "person":
            return False
        person = self._person(words, index)
        return person is None or person.how == "pair" or words[index - 1].form in _PLURAL

    def _piece(self, words: Sequence[Word], index: int) -> int:
        known = self.gazetteer.match(words, index)
        if known and known[1].type in ("country", "place", "organization"):
            return index + known[0]
        end = self._capitals(words, index)
        for at in range(index + 1, end - 1):
            person = self._person(words, at)
            if person is not None and person.how == "given" and person.last >= end:
                return at  # la concejala del Ayuntamiento de Totana Josefina Gálvez
        return end

    def _listed(self, words: Sequence[Word], end: int) -> bool:
        """Whether `and X` goes on with the complement (*Ciencia y Educación*)."""
        if words[end].form not in self.joiners or end + 1 >= len(words):
            return False
        following = words[end + 1]
        if not following.capital or following.gap not in SPACE or words[end].gap not in SPACE:
            return False
        if self.gazetteer.match(words, end + 1) or self.gazetteer.match(words, end - 1):
            return False
        return self._head(words, end + 1) is None and self._person(words, end + 1) is None

    def _series(self, words: Sequence[Word], end: int) -> int | None:
        """The end of a list of matters: *Comercio, Industria y Turismo*, *Aduanas y de Rentas*."""
        at = end
        while at < len(words) and words[at].gap == ", " and self._is_matter(words, at):
            at += 1
        if at + 1 >= len(words) or words[at].form not in self.joiners:
            return None
        following = at + 1
        if at == end:
            following = self._of_end(words, at + 1) or len(words)
        if following >= len(words) or not self._is_matter(words, following):
            return None
        return self._capitals(words, following)

    def _is_matter(self, words: Sequence[Word], index: int) -> bool:
        """Whether a word in capitals may be what a body deals with: no name, no other body."""
        word = words[index]
        known = self.gazetteer.match(words, index) or self._head(words, index)
        return (
            word.capital
            and not word.text.isupper()
            and not known
            and (self._person(words, index) is None)
        )

    def _demonym_end(self, words: Sequence[Word], end: int) -> int:
        """Extend a body's name over a demonym in lower case set after it."""
        if end < len(words) and words[end].gap in SPACE and not words[end].capital:
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
