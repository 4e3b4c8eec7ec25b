"""One look at an article's words: what in it is followed, and whether it is to be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

import ahocorasick_rs

from veedor.model import Article, Hit, HitKind, Triage
from veedor.read.languages import available
from veedor.triage.flat import flat, flat_phrase
from veedor.triage.parties import PartyNames
from veedor.triage.vocabulary import Followed, is_acronym, measure_words, state_names

__all__ = ["Scanner"]

#: Hits kept of each kind: enough to show why; an article about a regime has hundreds.
_KEPT = 8


_Meaning = tuple[HitKind, str, str]
_Found = tuple[int, int, HitKind, str]


@dataclass(frozen=True, slots=True)
class _Patterns:
    """Patterns over flat text, and what each stands for: kind, what, and, of a name that only its
    capitals tell from common words, that name."""

    matcher: ahocorasick_rs.AhoCorasick
    meaning: tuple[_Meaning, ...]

    @classmethod
    def of(cls, patterns: Iterable[tuple[str, _Meaning]]) -> _Patterns:
        """Of (flat words, meaning); a pattern begins with a word and, if it ends in a space,
        ends with one."""
        named = dict.fromkeys((f" {text}", meaning) for text, meaning in patterns if text.strip())
        return cls(
            ahocorasick_rs.AhoCorasick([text for text, _ in named]),
            tuple(meaning for _, meaning in named),
        )

    def find(self, text: str, flattened: str) -> Iterator[_Found]:
        """Each match, to the end of its last word, as a span of the text, and its meaning."""
        for number, start, end in self.matcher.find_matches_as_indexes(flattened, overlapping=True):
            kind, what, capitals = self.meaning[number]
            # A flat text is one place behind, and a pattern begins with the space before.
            end = flattened.index(" ", end - 1) - 1
            if _has_capitals(text[start:end], capitals):
                yield start, end, kind, what


def _has_capitals(text: str, name: str) -> bool:
    """Whether a text has a capital wherever the name has one (*NADA*, but not *nada*)."""
    if len(text) != len(name):
        return not name or text.isupper()
    return all(a.isupper() for a, b in zip(text, name, strict=True) if b.isupper())


class Scanner:
    """Looks at articles for what is followed. One for all articles, as it learns their words."""

    def __init__(self, what: Followed) -> None:
        self._what = what
        self._languages: dict[str, _Language] = {}

    @cached_property
    def _parties(self) -> PartyNames:
        return PartyNames(self._what.parties)

    def scan(self, article: Article) -> Triage:
        """What of the followed is in an article.

        It is to be read if it names a regime's State and a thing of its measures, a followed
        party, or an own term; and where no reader speaks its language, so that this is told.
        Spans are of the article's text.
        """
        code = (article.language or "")[:2].lower()
        if code not in available():
            return Triage(article=article.id, followed=True)
        if code not in self._languages:
            self._languages[code] = _Language(self._what, code)
        text = flat(article.text)
        found = self._languages[code].find(article.text, text)
        found += [(n.start, n.end, "party", n.record) for n in self._parties.find(text)]
        return Triage(
            article=article.id,
            followed=any(kind != "state" for _, _, kind, _ in found),
            hits=tuple(
                Hit(start=start, end=end, text=article.text[start:end], kind=kind, what=what)
                for start, end, kind, what in _kept(found)
            ),
        )


class _Language:
    """The patterns of one language."""

    def __init__(self, what: Followed, code: str) -> None:
        packs = what.packs.values()
        names: list[tuple[str, HitKind, str]] = [
            (name, "state", pack.id) for pack in packs for name in state_names(pack, code)
        ]
        names += [(term, "term", term) for term in what.terms]
        marked = {name for pack in packs for name in pack.header.also_known.get(code, ())}
        self._names = _Patterns.of(
            (spelling, (kind, meant, name if is_acronym(name) or name in marked else ""))
            for name, kind, meant in names
            for spelling in _spellings(name)
        )
        self._measures = {
            pack.id: _Patterns.of(
                (word, ("measure", pack.id, "")) for word in measure_words(pack, code)
            )
            for pack in packs
        }
        self._everywhere = [pack.id for pack in packs if pack.target is None]

    def find(self, text: str, flattened: str) -> list[_Found]:
        """States, own terms, and, for the packs whose State is named, things of measures."""
        found = list(self._names.find(text, flattened))
        regimes = dict.fromkeys(self._everywhere)
        regimes |= dict.fromkeys(what for _, _, kind, what in found if kind == "state")
        for regime in regimes:
            found += self._measures[regime].find(text, flattened)
        return found


def _spellings(name: str) -> Iterator[str]:
    """A name as whole words of flat text, and an acronym with its full stops (*R.P.D.C.*)."""
    yield f"{flat_phrase(name)} "
    if is_acronym(name):
        yield "  ".join(flat_phrase(name)) + " "
        yield " ".join(flat_phrase(name)) + " "


def _kept(found: Iterable[_Found]) -> list[_Found]:
    """The first few of each kind, in the order of the text."""
    counts: dict[tuple[str, str], int] = {}
    kept = []
    for item in sorted(found):
        key = item[2], item[3]
        counts[key] = counts.get(key, 0) + 1
        if counts[key] <= _KEPT:
            kept.append(item)
    return kept
