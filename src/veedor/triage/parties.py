"""Whether a text may name a followed party: by the parts of its name, in any spelling.

A name is likely named where enough of its parts stand near one another, each in a spelling
that the index of lists would find it by. What every word of the press stands for is worked
out once, so that a text costs little more than taking it apart.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from veedor.lists.frequency import known_count
from veedor.lists.names.parts import CARRYING, Part, common_body, parts, syllables
from veedor.lists.shelf import keys_of
from veedor.model import Party

__all__ = ["Named", "PartyNames"]

#: Between two parts of one name stand no more than this many characters, spaces included.
_BETWEEN = 6
#: Of names of three parts and more this share is enough: the press drops second surnames.
_ENOUGH = 0.6
#: A body's name of one word has this many letters, and is on lists this often at most.
_LONG, _RARE = 5, 3
#: Distinct words kept in mind: the press of a language has some hundred thousand.
_MOST_WORDS = 1_000_000


@dataclass(frozen=True, slots=True)
class Named:
    """A likely mention: characters `[start, end)` of the text, and whose record."""

    start: int
    end: int
    record: str


@dataclass(frozen=True, slots=True)
class _Name:
    record: str
    parts: tuple[frozenset[str], ...]
    need: int
    near: int


class PartyNames:
    """The names of followed parties, to be looked for in flat text."""

    def __init__(self, parties: Iterable[Party]) -> None:
        self._names: list[_Name] = []
        self._by_key: dict[str, list[int]] = defaultdict(list)
        self._keys: set[str] = set()
        #: the words of the press met so far, and what those of names stand for
        self._seen: set[str] = set()
        self._words: dict[str, list[str]] = {}
        self._telling: set[str] = set()
        self._take(parties)

    def __bool__(self) -> bool:
        return bool(self._names)

    def _take(self, parties: Iterable[Party]) -> None:
        taken: dict[tuple[tuple[Part, ...], bool], str] = {}
        for party in parties:
            person = party.type == "person"
            for record in party.records:
                cited = f"{record.list} {record.record}"
                for name in record.names:
                    found = _carrying(name.text, person)
                    if _tells(name.text, found, person, name.quality):
                        taken.setdefault((found, person), cited)
        counts = Counter(part.norm for found, _ in taken for part in found)
        for (found, person), cited in taken.items():
            self._add(found, person, cited, counts)

    def _add(
        self, found: Sequence[Part], person: bool, record: str, counts: Counter[str]
    ) -> None:
        # Syllables of a Korean name are too few sounds for one to be left out.
        whole = not person or len(found) < 3 or any(part.syllable for part in found)
        need = len(found) if whole else ceil(_ENOUGH * len(found))
        near = sum(len(part.token) + _BETWEEN for part in found)
        number = len(self._names)
        keys = tuple(frozenset(_spellings(part, person)) for part in found)
        self._names.append(_Name(record, keys, need, near))
        self._keys.update(*keys)
        rarest = sorted(
            range(len(found)),
            key=lambda n: counts[found[n].norm] + known_count(found[n].norm, person=person),
        )
        # Whichever parts are left out, one of these is among those that are enough.
        for place in rarest[: len(found) - need + 1]:
            for key in keys[place]:
                self._by_key[key].append(number)

    def find(self, text: str) -> Iterator[Named]:
        """The likely mentions in a flat text, each name at its first place in the text."""
        words = set(text.split())
        self._learn(words)
        telling = words & self._telling
        if not telling:
            return
        candidates = {
            n for word in telling for key in self._words[word] for n in self._by_key.get(key, ())
        }
        keys: dict[str, list[str]] = defaultdict(list)
        for word in words & self._words.keys():
            for key in self._words[word]:
                keys[key].append(word)
        for number in sorted(candidates):
            name = self._names[number]
            groups = [{word for key in part for word in keys.get(key, ())} for part in name.parts]
            if sum(map(bool, groups)) >= name.need and (
                place := _together(text, [group for group in groups if group], name)
            ):
                yield Named(*place, name.record)

    def _learn(self, words: set[str]) -> None:
        new = words - self._seen
        if len(self._seen) > _MOST_WORDS:
            self._seen, self._telling, self._words, new = set(), set(), {}, words
        self._seen |= new
        for word in new:
            keys = [key for key in _keys(word) if key in self._keys]
            if keys:
                self._words[word] = keys
                if any(key in self._by_key for key in keys):
                    self._telling.add(word)


def _carrying(name: str, person: bool) -> tuple[Part, ...]:
    """What of a name says who is meant: of a body also the words that others have too."""
    kinds = {"name"} if person else CARRYING
    return tuple(part for part in parts(name, person=person) if part.kind in kinds)


def _tells(name: str, found: Sequence[Part], person: bool, quality: str) -> bool:
    """Whether the parts say who is meant: two of a person; of a body a rare word (*Rosneft*, but
    neither *Control* nor *Ministry of Defense*), or several with two of its own among them.
    """
    if person:
        return len(found) > 1
    if common_body(name):
        return False
    own = [part for part in found if part.kind == "name"]
    rare = [p for p in own if known_count(p.norm, person=False) <= _RARE]
    if len(found) > 1:
        return bool(rare) or (len(own) > 1 and len(found) > 2)
    return quality != "weak" and any(len(part.token) >= _LONG for part in rare)


def _spellings(part: Part, person: bool) -> list[str]:
    """What the index finds a part by, without what it finds by consonants alone."""
    return [key for key in keys_of(part, person) if not key.startswith("=")]


def _keys(word: str) -> list[str]:
    """All that a word may be found by, as a part of a person's name and of a body's."""
    found = [f"~{syllable}" for syllable in syllables(word)] if len(word) > 1 else []
    for person in (True, False):
        for part in parts(word, person=person):
            found += _spellings(part, person)
    return found


def _together(text: str, groups: Sequence[set[str]], name: _Name) -> tuple[int, int] | None:
    """Where words of as many groups as the name needs stand near one another first."""
    places = sorted(
        (place, place + len(word), group)
        for group, words in enumerate(groups)
        for word in words
        for place in _places(text, word)
    )
    for index, (start, _, _) in enumerate(places):
        met: dict[int, int] = {}
        for begin, end, group in places[index:]:
            if end - start > name.near:
                break
            met[group] = begin
            if len(set(met.values())) >= name.need:
                return start, end
    return None


def _places(text: str, word: str) -> Iterator[int]:
    """Where a word stands in the text that is one place behind its flat form."""
    sought = f" {word} "
    place = text.find(sought)
    while place >= 0:
        yield place
        place = text.find(sought, place + 1)
