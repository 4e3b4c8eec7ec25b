"""What a name is by where it stands: in a dateline, in brackets, beside a post or ship.

These rules need neither the model nor the rest of the text, so they run before both.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from veedor.model import NameType
from veedor.read.credits import dateline_of
from veedor.read.folding import fold
from veedor.read.gazetteer import gazetteer
from veedor.read.languages import language
from veedor.read.naming import ROMAN
from veedor.read.spotted import SpottedLine
from veedor.read.spotting import Speller, Spot, speller
from veedor.read.words import Word

__all__ = ["halves", "place_datelines", "settle_brackets", "subjects_of_posts", "vessel_before"]

#: How many words before a name set off by a comma the noun for a ship may stand (*un petrolero
#: con bandera de Panamá, el Sea Pearl*).
SHIP_REACH = 8
#: Ends of *entre ellos*, *among them* before the ships of a list.
_AMONG = frozenset(("ellos", "ellas", "otros", "them"))
_BREAKS = frozenset(".;:!?")


def place_datelines(line: SpottedLine, code: str) -> None:
    """Names before the agency or dash of a dateline are where it was written; months none."""
    if line.line.line.kind not in ("lead", "body"):
        return
    place, end = dateline_of(line.line.text, code)
    if not end:
        return
    kept = []
    for spot in line.spots:
        start = line.words[spot.first].start
        known = spot.type == "country" or (spot.type == "organization" and spot.key)
        if start < place and not known:
            if spot.type != "place":
                spot.type = "place"
                spot.key = spot.key if spot.capital else None
            spot.how, spot.capital = "dateline", False
        if not place <= start < end or spot.type is not None:
            kept.append(spot)
    line.spots = kept


def settle_brackets(line: SpottedLine) -> None:
    """*Algeciras (Cádiz)* is a place like the one before it, *… Aeroportuaria (PSA)* a body's
    acronym."""
    ends = {spot.last: spot for spot in line.spots if not spot.nested}
    text = line.line.text
    for spot in line.spots:
        before = ends.get(spot.first)
        if before is None or spot.type is not None or line.words[spot.first].gap != " (":
            continue
        if text[line.words[spot.last - 1].end : line.words[spot.last - 1].end + 1] not in (
            ")",
            ",",
        ):
            continue
        if before.type in ("place", "facility"):
            spot.type = "place"
        elif before.type == "organization" and spot.last - spot.first == 1:
            spot.type = "organization"


def acronym(word: Word) -> bool:
    """Whether a word is letters that stand for a body (*SRE*), not a number (*XIV*)."""
    return word.text.isupper() and 1 < len(word.text) < 7 and not ROMAN.fullmatch(word.text)


def subjects_of_posts(line: SpottedLine, code: str) -> None:
    """Capitals of style after a minister's post name its matter, nobody (*viceministro de
    Sustancias Controladas*)."""
    matters = _matters(code)
    rules = speller(code)
    linking = rules.of
    kept = []
    for spot in line.spots:
        at = spot.first - 1
        while at >= 0 and (line.words[at].form in linking or line.words[at].form in _ARTICLES):
            at -= 1
        if at >= 0 and line.words[at].form in rules.gazetteer.demonyms:
            at -= 1
        linked = at < spot.first - 1 and spot.type is None and spot.how == "run"
        post = line.words[at].form if linked and at >= 0 else ""
        known = _known_matters(code)
        if post not in matters and not (
            post
            and " ".join(word.form for word in line.words[spot.first : spot.last]) in known
            and _of_post(line, at, rules)
        ):
            kept.append(spot)
    line.spots = kept


_ARTICLES = frozenset(("la", "el", "los", "las", "the"))


def _of_post(line: SpottedLine, at: int, rules: Speller) -> bool:
    """Whether a post stands right before, an adjective perhaps between: *el responsable
    autonómico de Medio Ambiente*."""
    near = [word.form for word in line.words[max(0, at - 1) : at + 1]]
    return not rules.post_words.isdisjoint(near)


@cache
def _known_matters(code: str) -> frozenset[str]:
    """The matters of ministries that the language knows."""
    subjects = language(code).data("offices")["subjects"]
    return frozenset(fold(str(matter)) for group in subjects.values() for matter in group)


@cache
def _matters(code: str) -> frozenset[str]:
    """The words of posts that take a matter after them."""
    data = language(code).data("offices")
    wanted = set(data["ministerial"])
    return frozenset(
        fold(str(phrase))
        for office, phrases in data["posts"].items()
        if office in wanted
        for phrase in phrases
        if " " not in str(phrase)
    )


def vessel_before(line: SpottedLine, spot: Spot, nouns: dict[str, NameType]) -> bool:
    """Whether a noun for a ship stands shortly before *, el X*, or before the ship it is listed
    with (*dos barcos rusos, el Lady R y el Angara*)."""
    words = line.words
    at = spot.first - 1
    if at < 1 or words[spot.first].gap not in (" ", " «", " “", ' "', " '", " ‘"):
        return False
    if words[at].form not in ("el", "la", "the") or words[at].capital:
        return False
    if words[at].gap == " " and words[at - 1].form in ("y", "e", "and"):
        listed = [s for s in line.spots if s.last == at - 1 and s.type == "vessel"]
        return bool(listed)
    if words[at].gap == " " and words[at - 1].form in _AMONG:
        at -= 2
    if at < 1 or words[at].gap != ", ":
        return False
    for before in range(at - 1, max(-1, at - 1 - SHIP_REACH), -1):
        if nouns.get(words[before].form) == "vessel":
            return True
        # *buques de bandera española, coreana y taiwanesa, entre ellos el Mar Uno*
        adjective = words[before].pos == "ADJ"
        comma = "," in words[before].gap and not adjective
        if not _BREAKS.isdisjoint(words[before].gap) or comma:
            return False
    return False


# ---------------------------------------------------------------- halves of a country


def halves(lines: Sequence[SpottedLine], code: str) -> None:
    """*el Norte*, *the South* are states where the text is about a divided country."""
    rules = language(code).data("countries").get("halves") or {}
    if not any(_names_half(line, frozenset(rules.values()), code) for line in lines):
        return
    for line in lines:
        taken = {at for spot in line.spots for at in range(spot.first, spot.last)}
        for index, word in enumerate(line.words):
            state = rules.get(word.form) if word.capital and index not in taken else None
            if state and _half(line, index, code):
                key = gazetteer(code).states[state]
                line.spots.append(Spot(index, index + 1, "country", key, state, how="half"))
        line.spots.sort(key=lambda spot: (spot.first, spot.nested))


def _names_half(line: SpottedLine, halves: frozenset[str], code: str) -> bool:
    """Whether the line names one of the states, its capital, its people, or somebody of it."""
    if any(spot.country in halves for spot in line.spots):
        return True
    known = gazetteer(code)
    found = (known.country_of(line.words, index) for index in range(len(line.words)))
    if any(demonym is not None and demonym[1] in halves for demonym in found):
        return True
    words = {word.text for word in line.words if word.capital}
    hints = language(code).data("countries").get("halves_hints") or ()
    return not (
        words.isdisjoint(_of_halves(code)) and {word.form for word in line.words}.isdisjoint(hints)
    )


@cache
def _of_halves(code: str) -> frozenset[str]:
    """Places, bodies and rulers of one word whose state is half of a divided country."""
    data = language(code).data("countries")
    halves = set((data.get("halves") or {}).values())
    rulers = data.get("rulers") or {}
    names = [name for state in halves for name in data.get("cities", {}).get(state, ())]
    names += [name for name, state in rulers.items() if state in halves]
    return frozenset(name for name in names if " " not in name)


def _half(line: SpottedLine, index: int, code: str) -> bool:
    words = line.words
    if index == 0 or words[index].gap not in (" ", "\xa0"):
        return False
    if words[index - 1].form not in ("el", "al", "del", "the"):
        return False
    if index + 1 < len(words) and words[index + 1].gap in (" ", "-"):
        following = words[index + 1]
        if following.capital or following.form in ("de", "del", "of") or following.gap == "-":
            return False
    if words[index - 1].form != "del":
        return True
    return index < 2 or not (words[index - 2].capital or words[index - 2].form in _sides(code))


@cache
def _sides(code: str) -> frozenset[str]:
    """Nouns after which north and south are sides of something (*la costa del Norte*)."""
    return frozenset(fold(str(word)) for word in language(code).data("countries")["sides"])
