"""Which posts an office phrase stands for: language-free offices, each with its state.

Who leads a state, and whether its secretaries are ministers, is in `languages/led.yaml`.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from veedor.read.languages import shared
from veedor.read.offices import Offices, Phrase

__all__ = ["post_ids"]


@cache
def states(key: str) -> frozenset[str]:
    """States by what heads them, from `languages/led.yaml`."""
    return frozenset(shared("led")[key])


def post_ids(phrase: Phrase, rules: Offices) -> list[tuple[str, str | None]]:
    """The posts of a phrase: language-free office and state, one for each person meant."""
    countries: Iterable[str | None] = phrase.countries or [None]
    if phrase.subjects:
        country = phrase.countries[0] if phrase.countries else None
        return [(_office(phrase, rules, subject, country), country) for subject in phrase.subjects]
    if not phrase.plural and len(phrase.countries) > 1:
        countries = phrase.countries[:1]
    return [(_office(phrase, rules, None, country), country) for country in countries]


def _office(phrase: Phrase, rules: Offices, subject: str | None, country: str | None) -> str:
    office = phrase.office
    if subject and office in rules.ministerial:
        return _ministry(phrase, office, subject, country)
    if office == "director" and subject in ("diplomacy", "foreign"):
        return "foreign-minister"
    if subject and office in ("director", "official", "adviser", "chancellor"):
        return f"{subject}-chief" if office != "adviser" else "adviser"
    by_government = any(spot.type == "government" for spot in phrase.bodies)
    if office == "leader" or (office == "director" and by_government):
        return "prime-minister" if country in states("by_prime_minister") else "head-of-state"
    if office == "head-of-state" and any(spot.type == "organization" for spot in phrase.bodies):
        return "chair"
    if office == "head-of-state" and country in states("president_is_prime_minister"):
        return "prime-minister"
    if office == "monarch":
        return "head-of-state"
    if office == "chancellor":
        german = country in states("chancellor_is_prime_minister")
        return "prime-minister" if german else "foreign-minister"
    return office


def _ministry(phrase: Phrase, office: str, subject: str, country: str | None) -> str:
    """Secretaries are ministers in some states; elsewhere they serve a body."""
    if office == "secretary" and (
        phrase.bodies
        or (country not in states("secretaries_are_ministers") and country is not None)
    ):
        return "secretary"
    prefix = "deputy-" if office == "deputy-minister" else ""
    return f"{prefix}{subject}-minister"
