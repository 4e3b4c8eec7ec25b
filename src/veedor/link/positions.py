"""Offices that lists name in words (*Minister of Defence of Russia*) as tables of holders.

Only offices that one person holds at a time are taken: a state's head, prime minister, vice
president, chief of staff and ministers. Titles are read by the same rules as the press.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from veedor.lists.countries import country_code
from veedor.lists.held import HeldOffice
from veedor.read.folding import fold
from veedor.read.offices import offices
from veedor.read.posts import post_ids
from veedor.read.words import Word, split
from veedor.regimes import OfficeTable, TermHolder

__all__ = ["office_of", "office_tables"]

_SINGLE = frozenset({"head-of-state", "prime-minister", "vice-president", "chief-of-staff"})
#: An office alone (*President*) is told from a word by its article.
_ARTICLES = {"en": "the", "es": "el"}


def office_tables(held: Iterable[HeldOffice]) -> tuple[OfficeTable, ...]:
    """The tables of offices, by office and state; holders in the order of their first days."""
    holders: dict[tuple[str, str], dict[tuple[str, str], TermHolder]] = {}
    for one in held:
        office = office_of(one.title, one.country)
        if office is None or not _plain(one.since) or not _plain(one.until):
            continue
        holder = TermHolder(
            name=one.name, since=one.since, until=one.until, aliases=one.aliases, note=one.note
        )
        holders.setdefault((office, one.country), {}).setdefault((one.name, one.since), holder)
    return tuple(
        OfficeTable(
            office=office,
            country=country,
            holders=tuple(sorted(found.values(), key=lambda holder: str(holder.since))),
        )
        for (office, country), found in holders.items()
    )


def _plain(date: str | None) -> bool:
    """Whether a date is a day, month or year, or there is none."""
    return date is None or not set(date) & set("~?/")


@cache
def office_of(title: str, country: str) -> str | None:
    """The language-free id of an office that one person holds, or None.

    The whole title must be the office and its state: *adviser to the Minister of Defence* is
    none.
    """
    for code in _ARTICLES:
        office = _read(title, country, code)
        if office is not None:
            return office
    return None


def _read(title: str, country: str, code: str) -> str | None:
    rules = offices(code)
    words = _words(f"{_ARTICLES[code]} {title}")
    for size in range(2, len(words)):
        if country_code(words[size].rest) == country:
            words = words[:size]
            break
    while words and words[-1].form in rules.of | rules.determiners:
        words.pop()
    phrases = rules.phrases(words, ())
    if len(phrases) != 1 or phrases[0].kind != "post" or phrases[0].former:
        return None
    phrase = phrases[0]
    if (phrase.first, phrase.last) != (0, len(words)) or set(phrase.countries) - {country}:
        return None
    phrase.countries = [country]
    found = {office for office, _ in post_ids(phrase, rules)}
    return next((office for office in found if len(found) == 1 and _is_single(office)), None)


def _is_single(office: str) -> bool:
    ministry = office.endswith("-minister") and not office.startswith("deputy-")
    return ministry or office in _SINGLE


@dataclass(slots=True)
class _Titled(Word):
    """A word of a title, and what follows from it on."""

    rest: str


def _words(title: str) -> list[_Titled]:
    found: list[_Titled] = []
    before = 0
    for text, start, end in split(title):
        found.append(
            _Titled(
                text=text, form=fold(text).replace(".", ""), start=start, end=end,
                gap=title[before:start], pos="", capital=text[0].isupper(), initial=False,
                rest=title[start:].strip(" ()."),
            )
        )  # fmt: skip
        before = end
    return found
