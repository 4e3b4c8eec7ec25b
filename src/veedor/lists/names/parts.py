"""A name taken apart: which tokens are the name, and which go with it.

Titles, particles, legal forms and stop words say little about who is meant; initials and
numbers are compared in their own way. Tokens known to be one name in several spellings share
a *class*; Korean syllables belong to the classes of the syllables they may stand for.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Literal

from msgspec import Struct
from rapidfuzz.distance import OSA

from veedor.lists.data import load_data
from veedor.lists.names.fold import fold, is_syllabic, romanised, tokens

__all__ = [
    "CARRYING",
    "Kind",
    "Part",
    "common_body",
    "is_korean",
    "parts",
    "syllables",
    "variant_classes",
]

Kind = Literal[
    "name", "patronymic", "initial", "number", "generic", "particle", "form", "title", "stop"
]  # fmt: skip

_NUMBERS = {
    word: number
    for number, words in {
        "1": "one first i", "2": "two second ii", "3": "three third iii", "4": "four fourth iv",
        "5": "five fifth v", "6": "six sixth vi", "7": "seven seventh vii",
        "8": "eight eighth viii", "9": "nine ninth ix", "10": "ten tenth x", "11": "eleven xi",
        "12": "twelve xii", "13": "thirteen xiii", "14": "fourteen xiv", "15": "fifteen xv",
        "16": "sixteen xvi", "17": "xvii", "18": "xviii", "19": "xix", "20": "twenty xx",
    }.items()
    for word in words.split()
}  # fmt: skip


class Part(Struct, frozen=True, eq=False, gc=False):
    """One token of a name: its folded form, its one spelling, and what it is.

    Parts are made once for each token and compared as objects, for speed.
    """

    token: str
    norm: str
    kind: Kind
    classes: frozenset[str]
    syllable: bool = False


@lru_cache(maxsize=1 << 16)
def parts(name: str, *, person: bool = True) -> tuple[Part, ...]:
    """The parts of a name. Words of bodies (*Bank*, *GmbH*) are told from names if not a person.

    A name that is nothing but titles or particles keeps them as its name.
    """
    found = tokens(name)
    if person:
        result = _person_parts(name, found)
    else:
        result = tuple(map(_body_part, _counted(_shortened(_corrected(found)))))
    for part in result:
        if part.kind in CARRYING:
            return result
    return tuple(map(_as_name, result))


def _person_parts(name: str, found: tuple[str, ...]) -> tuple[Part, ...]:
    if _korean(found):
        return tuple([_korean_part(_syllable(token)) for token in found])
    make = _syllable_part if is_syllabic(name) else _person_part
    return _with_patronymics(tuple(map(make, found)), comma="," in name)


#: The kinds of part that say who is meant.
CARRYING: frozenset[Kind] = frozenset({"name", "generic", "number"})


@lru_cache(maxsize=1 << 12)
def _as_name(part: Part) -> Part:
    return Part(part.token, part.norm, "name", part.classes)


_PATRONYMIC = re.compile(r"[a-z]{2,}(?:[oe]vi[ct]h|[oe]vitch|[oe]vych|[oei]vna|ichna)")
_OF_PATRONYMICS = ("ch", "th", "na")


def _with_patronymics(found: tuple[Part, ...], *, comma: bool) -> tuple[Part, ...]:
    """Russian and Ukrainian patronymics marked: never first, nor last if there are two."""
    if len(found) < 3:
        return found
    places = [
        n
        for n, part in enumerate(found)
        if n and part.token.endswith(_OF_PATRONYMICS) and _PATRONYMIC.fullmatch(part.token)
    ]
    if not places:
        return found
    if len(places) > 1 and not comma:
        places.pop()
    return tuple(_as_patronymic(p) if n in places else p for n, p in enumerate(found))


@lru_cache(maxsize=1 << 14)
def _as_patronymic(part: Part) -> Part:
    return Part(part.token, part.norm, "patronymic", part.classes)


@lru_cache(maxsize=1 << 12)
def _korean_part(token: str) -> Part:
    return Part(token, token, "name", syllables(token), syllable=True)


@lru_cache(maxsize=1 << 12)
def _syllable_part(token: str) -> Part:
    part = _person_part(token)
    return Part(token, part.norm, "name", part.classes, syllable=True)


@lru_cache(maxsize=1 << 16)
def _person_part(token: str) -> Part:
    norm = romanised(token)
    kind: Kind = "number" if token.isdigit() else _person_kind(token)
    return Part(token, norm, kind, variant_classes().get(norm, frozenset()) | _kha(token))


def _kha(token: str) -> frozenset[str]:
    """The class of a sound that Spanish writes j, and English kh (*Zajárova*, *Zakharova*)."""
    if len(token) < 5 or not ("kh" in token or "j" in token):
        return frozenset()
    return frozenset({"~" + romanised(token.replace("kh", "h").replace("j", "h"))})


@lru_cache(maxsize=1 << 16)
def _body_part(token: str) -> Part:
    if token.isdigit() or token in _NUMBERS:
        return Part(token, _NUMBERS.get(token, token).lstrip("0") or "0", "number", frozenset())
    kind = _body_kind(token)
    norm = _words("forms").get(token, token) if kind == "form" else romanised(token)
    return Part(token, norm, kind, word_classes().get(token, frozenset()))


def _body_kind(token: str) -> Kind:
    if token in _words("forms") or token in _words("long_forms"):
        return "form"
    if token in _words("stopwords"):
        return "stop"
    return "generic" if token in _words("generic") else "name"


def _shortened(found: tuple[str, ...]) -> tuple[str, ...]:
    """Legal forms of several words as one (*Sp. z o.o.*)."""
    if _long_form_words().isdisjoint(found):
        return found
    text = f" {' '.join(found)} "
    for words, form in _long_forms():
        if words in text:
            text = text.replace(words, f" {form} ")
    return tuple(text.split())


@cache
def _long_forms() -> tuple[tuple[str, str], ...]:
    data = load_data("names")["long_forms"]
    pairs = [(f" {words} ", form) for form, lines in data.items() for words in lines]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


@cache
def _long_form_words() -> frozenset[str]:
    """The last words of legal forms of several words: no name without one of them has any."""
    return frozenset(words.split()[-1] for words, _ in _long_forms())


def _corrected(found: tuple[str, ...]) -> tuple[str, ...]:
    """Words of legal forms that are one letter off, at the end or beside others, put right."""
    if len(found) < 2:
        return found
    legal = _legal_words()
    places = {len(found) - 1} if len(found[-1]) > 5 else set()
    for n, token in enumerate(found):
        if token in legal:
            places |= {n - 1, n + 1}
    result = list(found)
    for n in places:
        if 0 <= n < len(found) and len(found[n]) > 4 and found[n] not in legal:
            result[n] = _meant(found[n]) or found[n]
    return tuple(result)


@lru_cache(maxsize=1 << 14)
def _meant(token: str) -> str | None:
    """The word of legal forms that a token is one letter off, or None."""
    if token in _words("generic") or token in word_classes():
        return None
    return next((word for word in sorted(_legal_words())
                 if abs(len(word) - len(token)) < 2
                 and OSA.distance(word, token, score_cutoff=1) == 1), None)  # fmt: skip


@cache
def _legal_words() -> frozenset[str]:
    """The words of legal forms that are long enough to be told when misspelt."""
    data = load_data("names")["often_misspelt"]
    return frozenset(data.split())


_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60,
    "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th|a|o)")


def _counted(found: tuple[str, ...]) -> list[str]:
    """Numbers as digits: *1st* is 1, *forty four* is 44."""
    result: list[str] = []
    ten = 0
    for token in found:
        ordinal = _ORDINAL.fullmatch(token)
        unit = _NUMBERS.get(token, token)
        if ten and unit.isdigit() and len(unit) == 1:
            result[-1] = str(ten + int(unit))
        elif token in _TENS:
            result.append(str(_TENS[token]))
        else:
            result.append(ordinal[1] if ordinal else token)
        ten = _TENS.get(token, 0)
    return result


def _person_kind(token: str) -> Kind:
    if token in _words("particles"):
        return "particle"
    if len(token) == 1:
        return "initial"
    if token in _words("titles"):
        return "title"
    return "form" if token in _BARE_FORMS else "name"


#: Legal forms that stray after a person's name, which no name consists of.
_BARE_FORMS = frozenset(
    {"llc", "ltd", "gmbh", "inc", "plc", "jsc", "ooo", "oao", "corp", "sa", "spa", "srl"}
)


@cache
def _words(subject: str) -> dict[str, str]:
    data = load_data("names")[subject]
    groups = data if isinstance(data, dict) else {"": data}
    if subject == "long_forms":
        return {group: group for group in groups}
    return {word: group or word for group, words in groups.items() for word in words.split()}


@cache
def variant_classes() -> dict[str, frozenset[str]]:
    """The classes of every known spelling of a person's names, by its one spelling."""
    return _classes(load_data("names")["variants"], romanised)


@cache
def word_classes() -> dict[str, frozenset[str]]:
    """The classes of the words of companies and bodies."""
    return _classes(load_data("names")["words"], str)


def _classes(lines: list[str], key: Callable[[str], str]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for line in lines:
        words = line.split()
        for word in words:
            found.setdefault(key(word), set()).add(words[0])
    return {word: frozenset(classes) for word, classes in found.items()}


@cache
def _spellings() -> dict[str, frozenset[str]]:
    """The Korean syllables that a Latin spelling may stand for."""
    found: dict[str, set[str]] = {}
    for syllable, words in load_data("korean")["syllables"].items():
        for word in [*words.split(), fold(syllable)]:
            found.setdefault(word, set()).add(syllable)
    return {word: frozenset(found_syllables) for word, found_syllables in found.items()}


def syllables(token: str) -> frozenset[str]:
    """The Korean syllables that a token may stand for; none if it is not one."""
    return _spellings().get(token, frozenset())


@cache
def _surname_spellings() -> frozenset[str]:
    surnames = set(load_data("korean")["surnames"].split())
    return frozenset(word for word, found in _spellings().items() if found & surnames)


def _korean(found: tuple[str, ...]) -> bool:
    """Whether all tokens can be Korean syllables and the first or last a surname."""
    if not 2 <= len(found) <= 4:
        return False
    known = _spellings()
    unknown = [token for token in found if token not in known]
    if unknown and (len(unknown) > 1 or len(found) < 3 or _syllable(unknown[0]) not in known):
        return False
    return found[0] in _surname_spellings() or found[-1] in _surname_spellings()


def _syllable(token: str) -> str:
    """A Korean syllable that is spelt as none is, with letters doubled, as one (*joonng*)."""
    return token if token in _spellings() else romanised(token)


def is_korean(name: str) -> bool:
    """Whether a name can be a Korean one: two to four syllables, a surname at either end."""
    return _korean(tokens(name))


def common_body(name: str) -> bool:
    """Whether a body's name says only what many states' bodies are (*Ministry of Defence*)."""
    common = _common_words()
    return all(
        part.kind in {"stop", "form"} or part.token in common or bool(part.classes & common)
        for part in parts(name, person=False)
    )


@cache
def _common_words() -> frozenset[str]:
    words = load_data("names")["common_bodies"].split()
    return frozenset(words) | frozenset(
        name for word in words for name in word_classes().get(word, ())
    )
