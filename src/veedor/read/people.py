"""Names of people by their form: Western, Slavic, Korean, Chinese, with particles and initials."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from veedor.read.naming import SPACE, Rules, Spot
from veedor.read.words import Word

__all__ = ["People"]

_KOREAN = re.compile(
    r"(?:[bcdghjkmnprstwy]|ch|kh|ph|ky|ry|hy|my|ny|py|gy|by|kw|hw|gw|dh|th|ty|ssang)?"
    r"(?:yae|yeo|you|ae|eo|ou|eu|ee|oo|ya|ye|yo|yu|wa|wo|wi|we|ui|oe|ie|[aeiouy])(?:ng|n|m|l|k|p|t|h|b|r|g|s)?"
)
_PINYIN_SYLLABLE = (
    r"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uan|uai|ai|an|ao"
    r"|ei|en|er|ia|ie|in|iu|ou|ua|ue|ui|un|uo|[aeiou])"
)
_PINYIN = re.compile(rf"{_PINYIN_SYLLABLE}(?:['’-]?{_PINYIN_SYLLABLE})?")


@dataclass(slots=True)
class People(Rules):
    """The rules for names of people."""

    def _person(self, words: Sequence[Word], index: int) -> Spot | None:
        """A person's name by its own form."""
        word = words[index]
        if not word.capital or (len(word.text) == 1 and not self._dotted(words, index)):
            return None
        if len(word.text) == 1 and words[index + 1].form in self.starters:
            return None  # R. La verdad …: a turn of an interview
        end = self._asian(words, index)
        if end and (end - index > 2 or not (word.initial and word.form in self.starters)):
            return Spot(index, end, "person", how="asian")
        if word.initial and word.form in self.starters:
            return None
        end = self._western(words, index)
        if end - index < 2 or words[end - 1].text.isdigit():
            return None
        if self._given(word.form) or len(word.text) == 1:
            return Spot(index, end, "person", how="given")
        last = words[end - 1].form
        slavic = last.endswith(self.slavic) and len(last) > 5 and self._free(word)
        verb = word.initial and word.pos in ("VERB", "AUX")
        if end - index == 2 and slavic and not verb and not self.gazetteer.match(words, index + 1):
            return Spot(index, end, "person", how="pair")
        return None

    def _namesake(self, words: Sequence[Word], index: int, end: int) -> int | None:
        """The end of the name of somebody who is called like a state: *Argelia López*."""
        if end - index > 1 or end >= len(words) or not words[index].text[1:].islower():
            return None
        following = words[end]
        known = self.gazetteer.match(words, end) or self.gazetteer.country_of(words, end)
        family = following.capital and following.gap in SPACE and following.form in self.surnames
        if not family or known or following.form in self.heads or following.form in self.common:
            return None
        return self._western(words, end)

    def _addressed(self, words: Sequence[Word], index: int) -> bool:
        """Whether a form of address stands before: *doña Argelia*."""
        before = words[index - 1] if index else None
        return before is not None and before.form in self.address and words[index].gap in SPACE

    @staticmethod
    def _dotted(words: Sequence[Word], index: int) -> bool:
        """Whether a letter is an initial: a dot follows (*A. Ruiz*, not *A Ruiz*)."""
        return index + 1 < len(words) and words[index + 1].gap.startswith(".")

    def _given(self, form: str) -> bool:
        return form in self.given or ("'" in form and form.replace("'", "") in self.given)

    def _free(self, word: Word) -> bool:
        return not (
            word.form in self.common or word.form in self.heads or word.form in self.starters
        )

    def _asian(self, words: Sequence[Word], index: int) -> int | None:
        """The end of a Korean or Chinese name, family name first."""
        word = words[index]
        if index + 1 >= len(words) or words[index + 1].gap not in SPACE:
            return None
        following = words[index + 1]
        if not following.capital or (following.text.isupper() and not word.text.isupper()):
            return None
        if word.form in self.korean and _KOREAN.fullmatch(following.form):
            third = words[index + 2] if index + 2 < len(words) else None
            if third and third.gap in ("-", "‑") and _KOREAN.fullmatch(third.form):
                return index + 3
            if third and third.capital and third.gap in SPACE and _KOREAN.fullmatch(third.form):
                return index + 3
        if word.form in self.korean and len(word.form) > 2 and word.form not in self.starters:
            return index + 2 if self._two_syllables(following.form) else None
        if word.form in self.chinese and _PINYIN.fullmatch(following.form):
            third = words[index + 2] if index + 2 < len(words) else None
            if third and third.gap in ("-", "‑"):
                return index + 3
            if third is None or not (third.capital and third.gap in SPACE):
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
        if not word.capital or not (word.gap in SPACE or self._initial(words, index)):
            return False
        if word.form in self.heads or word.form in self.common:
            return word.form in self.surnames and index + 1 < len(words)
        if word.form in self.no_surnames:
            return False  # Mines Minister Ann Lee
        known = self.gazetteer.match(words, index)
        if known and known[1].type == "country" and known[0] == 1:
            # *Marcelo Montenegro*: a family may be called like a state.
            return word.form in self.surnames and self._given(words[index - 1].form)
        return not (known and known[1].type in ("country", "organization", "government", "other"))

    def _particles(self, words: Sequence[Word], index: int) -> int | None:
        """The end of `de la Rosa`, `bin Salmán` at a word."""
        at = index
        while at < len(words) and words[at].form in self.particles and words[at].gap in SPACE:
            at += 1
        if at == index or at - index > 3 or at >= len(words) or not words[at].capital:
            return None
        if words[at].gap not in (*SPACE, "-", "‑"):
            return None
        known = self.gazetteer.match(words, at)
        if known or words[at].form in self.common or words[at].form in self.heads:
            return None
        # *Ramón y Cajal* is one, *Cecilia y Mireya* are two.
        two = words[index].form in ("y", "e") and (words[at].form in self.given or at > index + 1)
        return None if two else at + 1
