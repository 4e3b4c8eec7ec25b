"""What of an office stands to the left of its head: *Russia's deputy defence minister*."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from veedor.read.office_words import POSSESSIVE, SPACE, OfficeWords, Phrase
from veedor.read.spotting import Spot
from veedor.read.words import Word

__all__ = ["LeftSide"]


@dataclass(slots=True)
class LeftSide(OfficeWords):
    """The rules for articles, adjectives, and in English states, bodies and matters before."""

    def _left(self, words: Sequence[Word], phrase: Phrase, ends: dict[int, Spot]) -> None:
        at = phrase.first
        while at > 0 and (words[at].gap in SPACE or words[at].gap in POSSESSIVE):
            step = self._left_step(words, at, phrase, ends)
            if step is None:
                step = self._left_noun(words, at, phrase)
            if step is None:
                break
            at = step
        article = at > 0 and words[at].gap in SPACE and words[at - 1].pos != "SCONJ"
        if article and words[at - 1].form in self.determiners:
            at = self._determiner(words, at, phrase)
        elif at > 0 and words[at].gap in SPACE and words[at - 1].form in self.contracted:
            phrase.article = "definite"
        phrase.first = at

    def _left_step(
        self, words: Sequence[Word], at: int, phrase: Phrase, ends: dict[int, Spot]
    ) -> int | None:
        """One modifier to the left: the index where it begins."""
        if words[at].gap in POSSESSIVE or phrase.kind in ("post", "counterpart"):
            spot = ends.get(at)
            beside = self.subject_before or words[at].gap in POSSESSIVE
            if spot and beside and self._owner(words, at, spot):
                self._take(phrase, spot)
                return spot.first
        if words[at].gap not in SPACE:
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
                    and words[at - 1].gap in SPACE
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

    def _left_noun(self, words: Sequence[Word], at: int, phrase: Phrase) -> int | None:
        """What says whose a post is and has no name: *the court's registrar*, *police chief*,
        *Energy and Mines Minister*."""
        before = words[at - 1]
        if before.form in self.determiners or not self.subject_before or phrase.kind == "pair":
            return None
        if words[at].gap in POSSESSIVE:
            owned = before.pos == "NOUN" or before.form in self.own
            phrase.topic = phrase.topic or owned
            return at - 1 if owned else None
        if phrase.kind != "post":
            return None
        if before.form in self.belonging:
            phrase.topic = True
            return at - 1
        if not before.capital:
            if before.pos not in ("NOUN", "ADJ"):
                return None
            phrase.topic = phrase.topic or before.pos == "NOUN"
            return at - 1
        return self._capital_matter(words, at, phrase)

    def _capital_matter(self, words: Sequence[Word], at: int, phrase: Phrase) -> int | None:
        """A ministry's matter in capitals before its post, both sides of *and* if need be."""
        if phrase.office not in self.ministerial or not words[at].capital:
            return None
        first = at - 1
        if words[first].form in self.gazetteer.demonyms or words[first].pos == "ADP":
            return None
        if first > 1 and words[first - 1].form in self.joiners and words[first - 2].capital:
            first -= 2
        if words[first].pos not in ("NOUN", "PROPN", "ADJ"):
            return None
        phrase.topic = True
        return first

    @staticmethod
    def _owner(words: Sequence[Word], at: int, spot: Spot) -> bool:
        if words[at].gap in POSSESSIVE:
            return spot.type in ("country", "government", "organization", "place")
        return spot.type in ("government", "organization", "country") and words[at].gap == " "
