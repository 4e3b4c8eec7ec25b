"""Names of states, as lists write them, to ISO 3166-1 alpha-2 codes."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from anyascii import anyascii

from veedor.lists.data import load_data

__all__ = ["country_code", "country_codes"]


@cache
def country_code(name: str) -> str | None:
    """The code of a state by any of its names, demonyms or its code; None if it is none."""
    text = name.strip(" .;,")
    if len(text) == 2 and text.upper() in load_data("countries"):
        return text.upper()
    key = _key(text)
    return _by_name().get(key) or (_by_cldr().get(key) if key else None)


def country_codes(names: Iterable[str]) -> tuple[str, ...]:
    """The codes of those names that are states', in order, each once."""
    return tuple(dict.fromkeys(code for name in names if (code := country_code(name))))


@cache
def _by_name() -> dict[str, str]:
    return {_key(name): code for code, names in load_data("countries").items() for name in names}


@cache
def _by_cldr() -> dict[str, str]:
    """Names in Spanish and English, and three-letter codes, by the Unicode CLDR."""
    from babel import Locale
    from babel.core import get_global

    known = load_data("countries")
    names = {
        _key(name): code
        for language in ("en", "es")
        for code, name in Locale(language).territories.items()
        if code in known
    }
    codes = {
        _key(alias): codes[0]
        for alias, codes in get_global("territory_aliases").items()
        if len(alias) == 3 and alias.isalpha() and codes[0] in known
    }
    return codes | names


def _key(name: str) -> str:
    words = anyascii(name).lower().replace(".", "").split()
    return " ".join(words[1:] if words[:1] == ["the"] else words)
