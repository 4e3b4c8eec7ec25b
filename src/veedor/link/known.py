"""People and bodies that packs know by name: holders of offices, and listed bodies' aliases."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from veedor.lists.names.compare import compare_parts, kind_weight
from veedor.lists.names.fold import fold, tokens
from veedor.lists.names.parts import Part, parts, syllables
from veedor.regimes import Pack

__all__ = ["Known", "Person", "known", "name_key", "slug"]

#: Two spellings of a known person's full name; the variants in packs' own tables score 0.9 up.
_SAME_PERSON = 0.88
#: Names of which is kept whom they mean: the press names the same people over and over.
_KEPT = 1 << 15
_STOP = frozenset(
    ["de", "del", "la", "las", "los", "el", "y", "e", "the", "of", "and", "for", "a", "al"]
)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who holds or held an office in a pack's tables."""

    key: str
    name: str
    names: tuple[tuple[Part, ...], ...]
    country: str | None


class Known:
    """All that the packs know by name, searchable."""

    def __init__(self, packs: Iterable[Pack]) -> None:
        self.people: dict[str, Person] = {}
        self._by_part: dict[str, set[str]] = {}
        self._aliases: dict[str, str] = {}
        self._asked: dict[str, Person | None] = {}
        for pack in packs:
            for table in pack.offices:
                for holder in table.holders:
                    self._add((holder.name, *holder.aliases), table.country)
            for alias in pack.aliases:
                for names in alias.names.values():
                    self._aliases.update((body_key(name), alias.record) for name in names)

    def _add(self, names: tuple[str, ...], country: str | None) -> None:
        found = self._found(names[0])
        key = found.key if found else slug(names[0])
        forms = tuple(parts(name) for name in names)
        if found:
            forms = (*found.names, *forms)
        self.people[key] = Person(key, found.name if found else names[0], forms, country)
        for form in forms:
            for part in form:
                for name in _keys(part):
                    self._by_part.setdefault(name, set()).add(key)

    def person(self, name: str) -> Person | None:
        """The person known by that full name, in any spelling."""
        if name not in self._asked:
            if len(self._asked) >= _KEPT:
                self._asked.clear()
            self._asked[name] = self._found(name)
        return self._asked[name]

    def _found(self, name: str) -> Person | None:
        asked = parts(name)
        if len(asked) < 2:
            return None
        best = max(
            ((self._score(asked, self.people[key]), key) for key in self._reached(asked)),
            default=(0.0, ""),
        )
        return self.people[best[1]] if best[0] >= _SAME_PERSON else None

    def by_surname(self, name: str, country: str | None) -> list[Person]:
        """Those known by that surname, of that state if one is given."""
        part = parts(name)[0]
        found = [self.people[key] for name in _keys(part) for key in self._by_part.get(name, ())]
        return [
            person
            for person in {person.key: person for person in found}.values()
            if (country is None or person.country == country)
            and any(_is_surname(part, form) for form in person.names)
        ]

    def alias(self, name: str) -> str | None:
        """The record of the listed body that a pack gives that name, or None."""
        return self._aliases.get(body_key(name))

    def _reached(self, asked: tuple[Part, ...]) -> set[str]:
        return {
            key for part in asked for name in _keys(part) for key in self._by_part.get(name, ())
        }

    @staticmethod
    def _score(asked: tuple[Part, ...], person: Person) -> float:
        return max(
            found.score if found.agreeing >= 2 else 0.0
            for form in person.names
            for found in (compare_parts(asked, form, kind_weight),)
        )


def _keys(part: Part) -> set[str]:
    return {part.norm, *part.classes, *syllables(part.token)} if part.kind == "name" else set()


def _is_surname(part: Part, form: tuple[Part, ...]) -> bool:
    """A surname is the last part of a name, or the first of a Korean one."""
    place = 0 if all(other.classes for other in form) and syllables(form[0].token) else -1
    return bool(_keys(part) & _keys(form[place]))


_LEFT_OUT = frozenset({"title", "form", "patronymic"})
_CACHE: dict[tuple[int, ...], tuple[tuple[Pack, ...], Known]] = {}


def known(packs: Mapping[str, Pack]) -> Known:
    """What these packs know, built once for each set of packs."""
    identity = tuple(id(pack) for pack in packs.values())
    if identity not in _CACHE:
        _CACHE.clear()
        _CACHE[identity] = tuple(packs.values()), Known(packs.values())
    return _CACHE[identity][1]


def body_key(name: str) -> str:
    """A body's name without articles and accents, for exact comparison."""
    return " ".join(token for token in tokens(name) if token not in _STOP)


def slug(text: str) -> str:
    """A name as a key: folded words joined by hyphens."""
    return "-".join(word for word in tokens(text)) or fold(text) or "unnamed"


def name_key(name: str) -> str:
    """One key for all spellings of a person's full name: known variants in one form."""
    found = parts(name)
    kept = [part for part in found if part.kind not in _LEFT_OUT] or list(found)
    return "-".join(
        part.norm if part.syllable or not part.classes else min(part.classes).removeprefix("~")
        for part in kept
    )
