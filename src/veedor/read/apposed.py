"""What a name is by the noun, post or preposition beside it: *el carguero ruso Angara*."""

from __future__ import annotations

from functools import cache

from veedor.model import NameType
from veedor.read.folding import fold
from veedor.read.gazetteer import gazetteer
from veedor.read.languages import language
from veedor.read.spotted import SpottedLine
from veedor.read.spotting import Spot, speller
from veedor.read.surroundings import vessel_before
from veedor.read.towns import town

__all__ = ["WITHIN", "apposed", "named_after", "served"]

#: Prepositions that put no person anywhere.
WITHIN = frozenset(("en", "in", "off"))


@cache
def _nouns(code: str) -> dict[str, NameType]:
    data = language(code).data("bodies")["apposed"]
    return {fold(str(noun)): kind for kind, nouns in data.items() for noun in nouns}


def apposed(line: SpottedLine, spot: Spot, code: str) -> None:
    """The type that a noun before or just after the name gives it."""
    if spot.how not in ("run", "initial", "given", "pair", "asian"):
        return
    kind = _noun_before(line, spot, code) or _noun_after(line, spot, code)
    if kind is None and vessel_before(line, spot, _nouns(code)):
        kind = "vessel"
    if kind and not (spot.type == "person" and kind not in ("vessel", "place")):
        spot.type, spot.how = kind, "apposed"
    behind = line.words[spot.last] if spot.last < len(line.words) else None
    if kind == "vessel" and behind and behind.gap == " " and behind.text.isdigit():
        spot.last += 1  # el Hae Rang 7


def named_after(line: SpottedLine, spot: Spot) -> None:
    """A town called like a person, where somebody is in it: *descansan en Álvaro Obregón*."""
    words = line.words
    if spot.type != "person" or spot.how not in ("given", "pair") or not spot.first:
        return
    joined = words[spot.first].gap in (" ", "\xa0")
    if joined and words[spot.first - 1].form in WITHIN and town(line.text(spot)):
        spot.type, spot.how = "place", "apposed"


def _noun_before(line: SpottedLine, spot: Spot, code: str) -> NameType | None:
    words, nouns = line.words, _nouns(code)
    at = spot.first - 1
    gap = words[spot.first].gap
    if at < 0 or gap.strip(" \xa0\"“«'‘") or gap.startswith("."):
        return None
    if " ".join(word.form for word in words[max(0, at - 2) : at + 1]) in (
        "a bordo del",
        "a bordo de",
    ):
        return "vessel"
    if words[at].form in ("el", "la", "the") and at and "," in words[at].gap:
        # *The ship, the De Yi,*
        return "vessel" if nouns.get(words[at - 1].form) == "vessel" else None
    linked = words[at].form in ("de", "of") and at > 0
    if linked or (
        at
        and not words[at].capital
        and (words[at].form in gazetteer(code).demonyms or (words[at].pos == "ADJ" and at > 0))
    ):
        at -= 1
    kind = nouns.get(words[at].form)
    if kind and at > 1 and words[at - 1].form == "de":
        # *misiles de crucero Kalibr*: the first noun says what it is.
        kind = nouns.get(words[at - 2].form, kind)
    return kind if not linked or kind in ("place", "facility") else None


def _noun_after(line: SpottedLine, spot: Spot, code: str) -> NameType | None:
    """*el Angara, un barco de bandera rusa*."""
    words = line.words
    if spot.last + 1 >= len(words) or words[spot.last].gap != ", ":
        return None
    article = words[spot.last].form in ("un", "una", "a", "an", "el", "la", "the")
    noun = words[spot.last + (1 if article else 0)].form
    kind = None if noun in speller(code).titles else _nouns(code).get(noun)
    return kind if kind in ("vessel", "organization", "place") else None


def served(line: SpottedLine, spot: Spot, code: str) -> NameType | None:
    """What a post of no state is held in: *el gerente de Electra*, *la alcaldesa de Tumbes*."""
    words = line.words
    at = spot.first - 1
    if at < 1 or words[at].form not in ("de", "del", "of") or words[spot.first].gap != " ":
        return None
    if words[at - 1].form in _locals(code):
        return "place"
    return _serving(code).get(words[at - 1].form)


#: What is headed by an office, where that alone tells it.
_HEADED: dict[str, NameType] = {
    "director": "organization", "manager": "organization", "founder": "organization",
    "chair": "organization", "treasurer": "organization", "coach": "organization",
    "spokesperson": "organization", "mayor": "place", "governor": "place",
}  # fmt: skip


@cache
def _locals(code: str) -> frozenset[str]:
    """Words for those who live in a place: *un vecino de Alamar*."""
    return frozenset(fold(str(word)) for word in language(code).data("people")["locals"])


@cache
def _serving(code: str) -> dict[str, NameType]:
    """The last words of posts after which a name is what they head."""
    posts = language(code).data("offices")["posts"]
    return {
        fold(str(post)).split()[-1]: _HEADED[office]
        for office, phrases in posts.items()
        if office in _HEADED
        for post in phrases
    }
