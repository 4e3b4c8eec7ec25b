"""What an index holds: parties, their names taken apart, and which names have which part.

Kept as bytes it is ready at once: parties and names stay encoded until somebody asks for
them, as a run looks at a few hundred of the tens of thousands there are.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from typing import Annotated

from msgspec import DecodeError, Meta, Raw, Struct, msgpack

from veedor.errors import ListError
from veedor.lists.data import data_version
from veedor.lists.names.forms import forms
from veedor.lists.names.parts import CARRYING, Kind, Part, parts
from veedor.model import ListedName, NameType, Party

__all__ = ["Entry", "Shelf", "joined_keys", "keys_of"]

#: Raised when what is kept, or how names are taken apart, changes.
_VERSION = 4
_Format = Annotated[str, Meta(min_length=1)]
_VOWELS = "aeiou"
_NOTHING: frozenset[int] = frozenset()


class Entry:
    """One name of one party, taken apart; `party` is its number."""

    __slots__ = ("carrying", "name", "parts", "party", "person")

    def __init__(self, party: int, name: ListedName, person: bool, found: tuple[Part, ...]) -> None:
        self.party = party
        self.name = name
        self.person = person
        self.parts = found
        self.carrying = sum(part.kind in CARRYING for part in found)


class _Kept(Struct, array_like=True):
    """A shelf as kept; postings are unsigned 32-bit positions of names, in this machine's order."""

    format: _Format
    parties: list[Raw]
    ids: list[str]
    types: list[NameType]
    cited: dict[str, int]
    vocabulary: list[Raw]
    entries: list[Raw]
    postings: dict[str, bytes]


_KeptPart = tuple[str, str, Kind, list[str], bool]
_KeptEntry = tuple[int, ListedName, bool, list[int]]
_PARTY = msgpack.Decoder(Party)
_PART = msgpack.Decoder(_KeptPart)
_ENTRY = msgpack.Decoder(_KeptEntry)


class Shelf:
    """Parties by number, names by position, positions by part."""

    def __init__(self, kept: _Kept) -> None:
        self._kept = kept
        self.types = kept.types
        self._numbers = {party_id: number for number, party_id in enumerate(kept.ids)}
        self._parties: dict[int, Party] = {}
        self._parts: dict[int, Part] = {}
        self._entries: dict[int, Entry] = {}
        self._postings: dict[str, frozenset[int]] = {}

    @classmethod
    def of(cls, parties: Iterable[Party]) -> Shelf:
        """The shelf of these parties."""
        return cls(_kept(tuple(parties)))

    @classmethod
    def from_bytes(cls, content: bytes) -> Shelf:
        """The shelf that was kept.

        Raises:
            ListError: the bytes are none of a shelf, or of another version's.
        """
        try:
            kept = msgpack.decode(content, type=_Kept)
        except DecodeError as error:
            raise ListError("kept index", f"cannot be read ({error}); build it again") from None
        if kept.format != format_key():
            raise ListError("kept index", "is of another version; build it again")
        return cls(kept)

    def to_bytes(self) -> bytes:
        """The shelf as bytes for `from_bytes`, on this machine."""
        return msgpack.encode(self._kept)

    @property
    def size(self) -> int:
        """How many names there are."""
        return len(self._kept.entries)

    @cached_property
    def parties(self) -> tuple[Party, ...]:
        """All parties, in order."""
        return tuple(map(self.party, range(len(self._kept.parties))))

    def __len__(self) -> int:
        return len(self._kept.parties)

    def party(self, number: int) -> Party:
        """The party of that number."""
        party = self._parties.get(number)
        if party is None:
            party = self._parties[number] = _PARTY.decode(self._kept.parties[number])
        return party

    def by_id(self, party_id: str) -> Party | None:
        """The party of that id."""
        number = self._numbers.get(party_id)
        return None if number is None else self.party(number)

    def cited(self, record: str) -> Party | None:
        """The party that holds a record, cited as `UN 1718 KPe.028`."""
        number = self._kept.cited.get(record)
        return None if number is None else self.party(number)

    def entry(self, position: int) -> Entry:
        """The name at that position."""
        entry = self._entries.get(position)
        if entry is None:
            party, name, person, numbers = _ENTRY.decode(self._kept.entries[position])
            entry = Entry(party, name, person, tuple(map(self._part, numbers)))
            self._entries[position] = entry
        return entry

    def _part(self, number: int) -> Part:
        part = self._parts.get(number)
        if part is None:
            token, norm, kind, classes, syllable = _PART.decode(self._kept.vocabulary[number])
            part = self._parts[number] = Part(token, norm, kind, frozenset(classes), syllable)
        return part

    def positions(self, key: str) -> frozenset[int]:
        """Where the names are that have a part with this key."""
        found = self._postings.get(key)
        if found is None:
            kept = self._kept.postings.get(key)
            if kept is None:
                return _NOTHING
            found = self._postings[key] = frozenset(array("I", kept))
        return found

    def count(self, key: str) -> int:
        """How many names have a part with this key."""
        return len(self._kept.postings.get(key, b"")) // array("I").itemsize


def format_key() -> str:
    """What the bytes of a shelf depend on besides the lists: this code, and the data of names."""
    return f"{_VERSION} {data_version()}"


def _kept(parties: tuple[Party, ...]) -> _Kept:
    encode = msgpack.Encoder().encode
    numbers: dict[Part, int] = {}
    entries: list[Raw] = []
    postings: dict[str, array[int]] = {}
    for position, (party, name, person, found) in enumerate(_names(parties)):
        places = [numbers.setdefault(part, len(numbers)) for part in found]
        entries.append(Raw(encode((party, name, person, places))))
        keys = [key for part in found for key in keys_of(part, person)]
        for key in dict.fromkeys((*keys, *joined_keys(found, person))):
            postings.setdefault(key, array("I")).append(position)
    cited = {
        f"{record.list} {record.record}": number
        for number, party in enumerate(parties)
        for record in party.records
    }
    return _Kept(
        format=format_key(),
        parties=[Raw(encode(party)) for party in parties],
        ids=[party.id for party in parties],
        types=[party.type for party in parties],
        cited=cited,
        vocabulary=[
            Raw(encode((p.token, p.norm, p.kind, sorted(p.classes), p.syllable))) for p in numbers
        ],
        entries=entries,
        postings={key: found.tobytes() for key, found in postings.items()},
    )


def _names(
    parties: tuple[Party, ...],
) -> Iterator[tuple[int, ListedName, bool, tuple[Part, ...]]]:
    for number, party in enumerate(parties):
        person = party.type == "person"
        names = {name.text: name for record in party.records for name in record.names}
        for name in names.values():
            for form in forms(name.text, person=person):
                yield number, name, person, parts(form, person=person)


@lru_cache(maxsize=1 << 16)
def keys_of(part: Part, person: bool) -> tuple[str, ...]:
    """What a part is found by: its spelling, its classes, its consonants. Bodies apart."""
    if part.kind not in CARRYING:
        return ()
    keys = {part.norm, *(f"~{name}" for name in part.classes)}
    if len(part.norm) > 3 and part.kind == "name":
        keys.add("=" + _skeleton(part.norm))
    return tuple(keys) if person else tuple(f"{key}|" for key in keys)


def joined_keys(found: Sequence[Part], person: bool) -> tuple[str, ...]:
    """What a whole name is found by: however it is parted (*Goodwill Company*, *Good Will
    Company*), and however its words are spelt or translated (*Hezbolá*, *Hizballah*)."""
    carrying = [part for part in found if part.kind in CARRYING]
    spelt = "".join(part.norm for part in carrying)
    meant = "".join(min(part.classes) if part.classes else part.norm for part in carrying)
    keys = dict.fromkeys((f"#{spelt}", f"#{meant}"))
    return tuple(keys) if person else tuple(f"{key}|" for key in keys)


def _skeleton(word: str) -> str:
    """A word with every run of vowels as one star."""
    found: list[str] = []
    for letter in word:
        letter = "*" if letter in _VOWELS else letter
        if letter != "*" or not found or found[-1] != "*":
            found.append(letter)
    return "".join(found)
