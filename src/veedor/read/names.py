"""Names of people, bodies, states, places and things, and the offices beside them."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from rapidfuzz import fuzz

from veedor.model import Name, Office, Referent
from veedor.read.credits import Credits, find_credits
from veedor.read.gazetteer import gazetteer
from veedor.read.holders import find_offices
from veedor.read.kinds import decide
from veedor.read.parse import Parsed, ParsedLine
from veedor.read.referents import SAME_GIVEN, Mentions, Register, tokens, with_credit
from veedor.read.spotted import SpottedLine
from veedor.read.spotting import Spot, speller
from veedor.read.words import Word, line_words

__all__ = ["find_names"]

#: Share of words in capitals from which a headline is in title case. In sentence case
#: headlines about people reach 0.5, in title case they start at 0.65.
TITLE_CASE = 0.62
#: A line of fewer words is all in capitals if each is, and one is longer than any acronym.
_FEW, _LONG = 5, 6


def find_names(parsed: Parsed, credited: Credits | None = None) -> Mentions:
    """The names and offices of an article and the referents they stand for; `credited` are
    its credits, where they have been looked for already."""
    if credited is None:
        credited = find_credits(parsed.lines, parsed.language)
    lines = [_spotted(line, parsed.language) for line in parsed.parsed]
    decide(lines, parsed)
    register = Register()
    places = _enter(lines, register)
    names = _names(lines, places)
    referents = register.referents()
    offices = find_offices(lines, places, referents, parsed.language)
    _states(offices, referents)
    referents = _credited(credited, names, referents)
    return Mentions(names=tuple(names), offices=tuple(offices), referents=tuple(referents))


def _states(offices: list[Office], referents: list[Referent]) -> None:
    """People whose state only their office tells."""
    for office in offices:
        for post in office.posts:
            if post.holder is not None and post.country and not referents[post.holder].country:
                referents[post.holder] = msgspec.structs.replace(
                    referents[post.holder], country=post.country
                )


def _spotted(line: ParsedLine, code: str) -> SpottedLine:
    words = line_words(line)
    spots = speller(code).spots(words, _shouting(line, words))
    return SpottedLine(line, words, spots)


def _shouting(line: ParsedLine, words: Sequence[Word]) -> bool:
    if not words:
        return False
    if line.line.kind == "title":
        long = [word for word in words if len(word.text) > 3]
        return len(long) > 3 and sum(w.capital for w in long) / len(long) > TITLE_CASE
    if 1 < len(words) < _FEW and max(len(word.text) for word in words) > _LONG:
        return line.text.isupper()
    return len(words) > 4 and sum(w.text.isupper() for w in words) / len(words) > 0.7


# ---------------------------------------------------------------- referents


def _enter(lines: list[SpottedLine], register: Register) -> dict[int, int]:
    """Enter every spot, the longest names of people first; spot id to referent."""
    spots = [(line, spot) for line in lines for spot in line.spots]
    _namesakes(spots)
    number = {id(line): at for at, line in enumerate(lines)}
    order = sorted(
        range(len(spots)),
        key=lambda i: (-(len(tokens(spots[i][0].text(spots[i][1])))), i)
        if spots[i][1].type == "person" else (100 * (spots[i][1].how == "institution") - 100, i),
    )  # fmt: skip
    places: dict[int, int] = {}
    for i in order:
        line, spot = spots[i]
        assert spot.type is not None
        text = line.text(spot)
        if spot.type == "person" and spot.key is None:
            spot.key = _figure(spot, line)
        at = (number[id(line)], i)
        if spot.how == "institution" and (whole := register.body(text)) is not None:
            register.alias(text, spot.type, whole)
        index = register.enter(text, spot.type, spot.key, spot.country, at)
        places[id(spot)] = index
        if acronym := _acronym(line, spot):
            register.alias(acronym, spot.type, index)
    return places


def _namesakes(spots: list[tuple[SpottedLine, Spot]]) -> None:
    """A well-known surname alone is another's where the text names only another in full
    (*Carlos Maduro … Maduro*)."""
    full = [
        (line, spot) for line, spot in spots if spot.type == "person" and spot.last - spot.first > 1
    ]
    keys = {spot.key or _figure(spot, line) for line, spot in full}
    others = {
        tokens(line.text(spot))[-1]
        for line, spot in full
        if spot.key is None and _figure(spot, line) is None
    }
    for line, spot in spots:
        alone = spot.type == "person" and spot.last - spot.first == 1 and spot.key not in keys
        if alone and spot.key and line.words[spot.first].form in others:
            spot.key = spot.country = None


def _figure(spot: Spot, line: SpottedLine) -> str | None:
    """The key of a well-known person under the full name: surname known, given name alike."""
    words = line.words[spot.first : spot.last]
    book = gazetteer("es")
    for at in range(1, len(words)):
        known = book.match(words, at)
        if known and known[1].type == "person" and at + known[0] == len(words):
            given = known[1].key.split("-")[0]
            mine = words[0].form
            if given[0] == mine[0] and fuzz.ratio(given, mine) >= SAME_GIVEN:
                spot.country = spot.country or known[1].country
                return known[1].key
    return None


def _acronym(line: SpottedLine, spot: Spot) -> str | None:
    """The acronym in brackets after a body's name."""
    if spot.last >= len(line.words) or spot.type != "organization":
        return None
    word = line.words[spot.last]
    inside = word.gap.endswith("(") and line.line.text[word.end : word.end + 1] == ")"
    return word.text if inside and word.text.isupper() and len(word.text) > 1 else None


def _names(lines: list[SpottedLine], places: dict[int, int]) -> list[Name]:
    names = []
    for line in lines:
        for spot in line.spots:
            start, end = line.bounds(spot)
            span = line.line.between(start, end)
            assert spot.type is not None
            names.append(
                Name(
                    start=span.start,
                    end=span.end,
                    text=span.text,
                    type=spot.type,
                    referent=places[id(spot)],
                    nested=spot.nested,
                )
            )
    return names


def _credited(credited: Credits, names: list[Name], referents: list[Referent]) -> list[Referent]:
    """Those who are only credited are no subjects; credits' people keep to themselves."""
    inside: dict[int, str] = {}
    role: str | None
    outside: set[int] = set()
    for index, name in enumerate(names):
        role = next(
            (
                c.role
                for c in credited.named
                if c.span.start <= name.start and name.end <= c.span.end
            ),
            None,
        )
        if role is None:
            outside.add(name.referent)
        elif role == "photographer" and name.referent in {n.referent for n in names[:index]}:
            referents.append(msgspec.structs.replace(referents[name.referent], gazetteer=None))
            names[index] = msgspec.structs.replace(name, referent=len(referents) - 1)
            inside[len(referents) - 1] = role
        else:
            inside[name.referent] = role
    for index, role in inside.items():
        if index not in outside:
            person = referents[index].type == "person"
            credit = "photographer" if person and role == "photographer" else "agency"
            referents[index] = with_credit(referents[index], credit)
    return referents
