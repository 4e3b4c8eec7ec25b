"""The names that one listed name holds: with what stands beside or behind it in brackets.

Publishers write two spellings into one field (*A B / A C*), add the original script, an
acronym or a former surname in brackets, or a remark (*previously listed as*).
"""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["forms"]

_SIGNS = frozenset("/()[]")
_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]*)(?:[)\]]|$)\s*")
_SPACED = re.compile(r"\s+/\s*|\s*/\s+")
_ORPHANS = re.compile(r"[()\[\]]")
_LATIN = re.compile(r"[A-Za-z]")
_LETTER = re.compile(r"[^\W\d_]")
_WORDS = re.compile(r"[^\W\d_][\w'’]*")
_ACRONYM = re.compile(r"[A-Z][A-Z&/.-]{1,9}")
_INTRODUCED = re.compile(
    r"\s*(?:a\.?k\.?a\.?|alias|original script|russian|ukrainian):?\s+|^\w+:", re.I
)
#: What parts one name's words: a slash beside it stands between words of it.
_JOINING = re.compile(r"\b(?:of|de|del|for|para|the|la|in|en)\b", re.IGNORECASE)


@lru_cache(maxsize=1 << 12)
def forms(name: str, *, person: bool) -> tuple[str, ...]:
    """The names in a listed name, each once; the name itself if it holds but one.

    *Jin Tiesan (金铁三)* holds two, *Encep Nurjaman (birth name)* one, *Daedong Credit Bank
    (DCB)* two; of bodies, what else stands in brackets belongs to the name (*(Hong Kong)*).
    """
    if _SIGNS.isdisjoint(name):
        return (name,)
    found = [
        form
        for alternative in _alternatives(name, person=person)
        for form in _unbracketed(alternative, person=person)
        if _LETTER.search(form)
    ]
    return tuple(dict.fromkeys(found)) or (name,)


def _alternatives(name: str, *, person: bool) -> list[str]:
    spaced = _SPACED.split(name)
    if len(spaced) > 1:
        return spaced if all(_many(part, person=person) for part in spaced) else [name]
    parts = name.split("/")
    whole = all(len(_WORDS.findall(part)) > 1 and not _JOINING.search(part) for part in parts)
    return parts if len(parts) > 1 and whole else [name]


def _many(text: str, *, person: bool) -> bool:
    """Whether an alternative is a name by itself; of people, one of two words at least."""
    return len(text.split()) > person


def _unbracketed(name: str, *, person: bool) -> list[str]:
    outer = _BRACKETS.sub(" ", name).strip()
    inner = [_INTRODUCED.sub("", text).strip() for text in _BRACKETS.findall(name)]
    if not inner or not outer:
        return [_ORPHANS.sub(" ", name).strip()]
    apart = [text for text in inner if _other_script(outer, text)]
    if person:
        return [outer, *apart]
    acronyms = [text for text in inner if _ACRONYM.fullmatch(text) and _stands_for(text, outer)]
    if len(apart) + len(acronyms) < len(inner):
        return [name]
    # Inside a name (*Guard Corps (IRGC)-Qods Force*) it stands for the words before it alone.
    return [outer, *apart, *(acronyms if name.rstrip().endswith((")", "]")) else ())]


def _other_script(outer: str, inner: str) -> bool:
    return bool(_LETTER.search(inner)) and bool(_LATIN.search(outer)) != bool(_LATIN.search(inner))


def _stands_for(acronym: str, name: str) -> bool:
    """Whether an acronym's letters begin words of a name, in their order."""
    letters = [letter for letter in acronym if letter.isalpha()]
    initials = iter(word[0].upper() for word in _WORDS.findall(name))
    return all(letter in initials for letter in letters)
