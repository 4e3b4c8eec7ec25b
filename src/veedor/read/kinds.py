"""What capitals of no known form name, by the words around them and the statistical model.

The order of evidence: a person of that surname elsewhere in the text, a title before, a noun
before (*el carguero ruso Angara*), the model's label; a lone capital at the start of a
sentence needs one of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache

from veedor.model import NameType
from veedor.read.apposed import WITHIN, apposed, named_after, served
from veedor.read.callings import explained, holds_post, titled
from veedor.read.councils import whose_councils
from veedor.read.gazetteer import gazetteer, given_names, surnames
from veedor.read.languages import language
from veedor.read.owners import owned_bodies
from veedor.read.parse import Parsed
from veedor.read.referents import tokens
from veedor.read.senses import senses
from veedor.read.spotted import SpottedLine
from veedor.read.spotting import Spot, speller
from veedor.read.surroundings import (
    acronym,
    halves,
    place_datelines,
    settle_brackets,
    subjects_of_posts,
)
from veedor.read.towns import town
from veedor.read.words import Word

__all__ = ["decide"]

_LABELS: dict[str, NameType] = {
    "PER": "person", "PERSON": "person", "ORG": "organization", "LOC": "place", "GPE": "place",
    "FAC": "facility", "NORP": "other", "EVENT": "other", "PRODUCT": "other", "MISC": "other",
    "LAW": "other", "WORK_OF_ART": "other",
}  # fmt: skip
#: Labels of the model that are no names at all.
_NO_NAMES = frozenset(
    ("DATE", "TIME", "CARDINAL", "ORDINAL", "QUANTITY", "PERCENT", "MONEY", "LANGUAGE")
)


def decide(lines: Sequence[SpottedLine], parsed: Parsed) -> None:
    """Give each undecided spot a type or drop it, then part towns from governments."""
    code = parsed.language
    for line in lines:
        place_datelines(line, code)
        subjects_of_posts(line, code)
        for spot in line.spots:
            apposed(line, spot, code)
            named_after(line, spot)
        settle_brackets(line)
    halves(lines, code)
    undecided = [(line, spot) for line in lines for spot in line.spots if spot.type is None]
    undecided.sort(key=lambda pair: pair[1].first - pair[1].last)
    text = _Text(lines, code)
    asked = [(line, spot) for line, spot in undecided if not _settle(line, spot, text)]
    parsed.recognise(list({id(line): line.line for line, _ in asked}.values()))
    for line, spot in asked:
        if not _settle(line, spot, text):
            spot.type = _label(line, spot, text)
            text.note(line, spot)
    _agree(lines, undecided)
    for line in lines:
        line.spots = [spot for spot in line.spots if spot.type is not None]
        whose_councils(line, code)
        owned_bodies(line)
        _towns(line, code)


class _Text:
    """What the whole text tells: surnames of people, words also written small, and capitals
    seen where their place does not ask for them."""

    def __init__(self, lines: Sequence[SpottedLine], code: str) -> None:
        self.code = code
        words = [word for line in lines for word in line.words]
        self.lower = {word.form for word in words if not word.capital}
        self.capital = {word.form for word in words if word.capital and not word.initial}
        self.people = {
            form
            for line in lines
            for spot in line.spots
            if spot.type == "person"
            for form in _forms(line, spot, code)
        }

    def note(self, line: SpottedLine, spot: Spot) -> None:
        """Remember the words of a name that was found to be a person's."""
        if spot.type == "person":
            self.people.update(_forms(line, spot, self.code))


def _forms(line: SpottedLine, spot: Spot, code: str) -> list[str]:
    """The words of a name that may stand for it: of two letters only families (*Xi*)."""
    rules = speller(code)
    families = rules.chinese - rules.starters
    return [form for form in tokens(line.text(spot)) if len(form) > 2 or form in families]


def _settle(line: SpottedLine, spot: Spot, text: _Text) -> bool:
    """Decide without the model, which is slow, what the spot is or that it is no name."""
    words = line.words
    first = words[spot.first]
    forms = [word.form for word in words[spot.first : spot.last]]
    rules = speller(text.code)
    if _verb_first(forms, line, spot, text, rules.given):
        # A verb before its subject, as in Mexican headlines (*Ofrece Kim …*).
        spot.first += 1
        spot.type = "person"
    elif len(forms) == 1 and acronym(first):
        if spot.first and words[spot.first - 1].text[-1].isdigit() and first.gap in (" ", "\xa0"):
            return True  # 1 810 MW
        spot.type = "organization"
    elif _is_person(forms, line, spot, text):
        spot.type = "person"
    elif len(forms) == 1 and first.initial and not _believable(first, text, rules.given):
        return True
    elif _is_town(line, spot, text):
        spot.type = "place"
    elif _is_source(line, spot):
        spot.type = "organization"
    elif not _personal(line.words[spot.first : spot.last], text) and (
        headed := served(line, spot, text.code)
    ):
        spot.type = headed
    text.note(line, spot)
    return spot.type is not None


def _is_person(forms: list[str], line: SpottedLine, spot: Spot, text: _Text) -> bool:
    first = line.words[spot.first]
    joined = spot.first and first.gap in (" ", "\xa0")
    if spot.first and first.gap == ". ":
        joined = len(line.words[spot.first - 1].text) <= _ABBREVIATED  # el Gral. Shoigú
    if joined and line.words[spot.first - 1].form in WITHIN:
        return False  # en Castropol, el alcalde
    if joined and titled(line.words, spot.first, text.code):
        return True
    if (forms[-1] in text.people and len(forms) == 1) or holds_post(line, spot, text.code):
        return True
    return explained(line, spot, text.code)


#: The longest abbreviated title.
_ABBREVIATED = 4


def _is_town(line: SpottedLine, spot: Spot, text: _Text) -> bool:
    """Whether a known town stands where towns stand (*en Bengasi*)."""
    words = line.words[spot.first : spot.last]
    before = line.words[spot.first - 1].form if spot.first else ""
    return (
        before in _LOCATIVE
        and words[0].gap in (" ", "\xa0")
        and not _personal(words, text)
        and town(line.text(spot)) is not None
    )


def _is_source(line: SpottedLine, spot: Spot) -> bool:
    """Whether a lone capital of no known form is whose figures these are: *según Cedatos*."""
    words = line.words
    before = words[spot.first - 1].form if spot.first else ""
    return (
        before == "segun" and spot.last - spot.first == 1 and words[spot.first].gap in (" ", "\xa0")
    )


def _label(line: SpottedLine, spot: Spot, text: _Text) -> NameType | None:
    """The type by the model's label, as far as nothing around the name speaks against it."""
    words = line.words
    first = words[spot.first]
    if words[spot.last - 1].text.isdigit() and words[spot.last - 1].gap == "-":
        return "other"  # la Luna-25
    if _shouted(words[spot.first : spot.last]):
        return None
    kind = _corrected(_by_model(line, spot), line, spot, text)
    if kind in ("person", "other", "place") and (like := _listed_with(line, spot)):
        return like
    if kind in ("person", "other") and spot.first and words[spot.first - 1].form in WITHIN:
        return "place" if not first.text.isupper() else kind
    if kind == "person" and (articled := _articled(line, spot, text)):
        return articled
    if kind == "organization" and spot.first and words[spot.first - 1].form == "off":
        return "place"
    if kind == "other" and _body_by_article(line, spot):
        return "organization"
    several = spot.last - spot.first > 1
    if kind == "other" and several and words[spot.last - 1].form in surnames():
        return "person"
    return kind


def _body_by_article(line: SpottedLine, spot: Spot) -> bool:
    """Whether the article tells a body from a thing of no known form: *con la Conaie*; so do
    the capitals of a paper's own article (*según El Nuevo Día*)."""
    words = line.words
    own = words[spot.first].form in _ARTICLES and spot.last - spot.first > 1
    if own:
        return not words[spot.first].initial
    if spot.last - spot.first > 1 or not spot.first or words[spot.first].gap != " ":
        return False
    return words[spot.first - 1].form == "la" and not words[spot.first].text.isupper()


_ARTICLES = frozenset(("el", "la", "los", "las", "the"))


def _articled(line: SpottedLine, spot: Spot, text: _Text) -> NameType | None:
    """What a lone capital behind an article is, that the model takes for somebody: *en el
    Zócalo* a place, *el Congresillo* a body. People have none."""
    words = line.words
    if spot.first < 1 or spot.last - spot.first > 1 or words[spot.first].gap != " ":
        return None
    name, before = words[spot.first].form, words[spot.first - 1].form
    if _personal(words[spot.first : spot.last], text) or name in given_names() | surnames():
        return None
    if before in _ARTICLES and spot.first > 1 and words[spot.first - 2].form in WITHIN:
        return "place"
    return "organization" if before in _ARTICLES | _CONTRACTED else None


_CONTRACTED = frozenset(("del", "al"))


def _shouted(words: Sequence[Word]) -> bool:
    """Whether capitals throughout are a headline's set into the line: *INDULTO SELECTIVO El
    portavoz …*."""
    return (
        len(words) > 1
        and all(w.text.isupper() for w in words)
        and (max(len(word.text) for word in words) > _SHOUTED)
    )


#: The longest acronym.
_SHOUTED = 6


def _verb_first(
    forms: list[str], line: SpottedLine, spot: Spot, text: _Text, given: frozenset[str]
) -> bool:
    """A verb before its subject, as in Mexican headlines (*Ofrece Kim …*)."""
    if len(forms) < 2 or not line.words[spot.first].initial or forms[1] not in text.people:
        return False
    joined = line.words[spot.first + 1].gap not in (" ", "\xa0")
    return not joined and forms[0] not in given and forms[0] not in text.people


def _corrected(
    kind: NameType | None, line: SpottedLine, spot: Spot, text: _Text
) -> NameType | None:
    """The model's label, unless the words themselves say otherwise: a known town, an abstract
    noun (*Renovación Popular*)."""
    words = line.words[spot.first : spot.last]
    name = line.text(spot)
    if kind in ("person", "other", "organization") and town(name) and not _personal(words, text):
        before = line.words[spot.first - 1].form if spot.first else ""
        if kind != "organization" or before in _LOCATIVE:
            return "place"
    if kind in ("place", "other") and _given_alone(line, spot, name):
        return "person"
    if (
        kind in ("person", "place")
        and len(words) > 1
        and words[0].form.endswith(_abstract(text.code))
    ):
        return "organization"
    return kind


def _given_alone(line: SpottedLine, spot: Spot, name: str) -> bool:
    """Whether a lone given name stands where no place does: *¿Y Néstor?*."""
    if spot.last - spot.first > 1 or name.isupper() or town(name):
        return False
    before = line.words[spot.first - 1].form if spot.first else ""
    return before in _CALLED and line.words[spot.first].form in given_names()


#: Words after which somebody is spoken of or to.
_CALLED = frozenset(("y", "a", "con", "para", "and", "with", "for", "dice", "cuenta", "says"))


#: Prepositions after which a name is where something is.
_LOCATIVE = frozenset(
    ("en", "in", "desde", "hacia", "from", "near", "hasta", "at", "off", "outside", "around")
)


def _personal(words: Sequence[Word], text: _Text) -> bool:
    """Whether some word of the name is a person's elsewhere in the text."""
    return any(word.form in text.people for word in words)


@cache
def _abstract(code: str) -> tuple[str, ...]:
    return tuple(language(code).data("bodies")["abstract_endings"])


def _listed_with(line: SpottedLine, spot: Spot) -> NameType | None:
    """The type of the name that this one is listed after (*in Tula, Ufa and Perm*)."""
    words = line.words
    before = next(
        (s for s in line.spots if s.last in (spot.first, spot.first - 1) and not s.nested), None
    )
    if before is None or before.type not in ("place", "vessel", "other"):
        return None
    if before.last == spot.first:
        joined = words[spot.first].gap == ", "
    else:
        joined = words[spot.first - 1].form in ("y", "e", "o", "and", "or")
    return before.type if joined and before.key != "the-west" else None


def _believable(word: Word, text: _Text, given: frozenset[str]) -> bool:
    """Whether a lone capital that opens a sentence may be a name at all."""
    if word.form in text.lower or word.pos not in ("PROPN", "NOUN"):
        return False
    return word.form in text.capital or word.form in given or word.form in surnames()


def _agree(lines: Sequence[SpottedLine], undecided: list[tuple[SpottedLine, Spot]]) -> None:
    """One name has one type in a text: the one that it was given most often. Capitals
    throughout are a body's."""
    votes: dict[str, Counter[NameType]] = {}
    for line in lines:
        for spot in line.spots:
            if spot.type is not None and spot.how != "gazetteer":
                weight = 3 if spot.how == "apposed" else 1
                votes.setdefault(line.text(spot), Counter())[spot.type] += weight
    for line, spot in undecided:
        text = line.text(spot)
        if spot.type is None:
            continue
        if text.isupper() and 1 < len(text) < 7 and "vessel" not in votes[text]:
            spot.type = "organization"
        else:
            spot.type = votes[text].most_common(1)[0][0]


def _by_model(line: SpottedLine, spot: Spot) -> NameType | None:
    start, end = line.bounds(spot)
    span = line.line.doc.model.char_span(start, end, alignment_mode="expand")
    label = next((token.ent_type_ for token in span if token.ent_type_), "") if span else ""
    if label in _NO_NAMES:
        return None
    first = line.words[spot.first]
    if not label and first.initial and spot.last - spot.first == 1:
        return None
    return _LABELS.get(label, "other")


# ---------------------------------------------------------------- towns


def _towns(line: SpottedLine, code: str) -> None:
    """A capital is the government unless somebody is or goes there; a coordinated capital
    is what the one before it is."""
    rules, states = senses(code), gazetteer(code).states
    before: Spot | None = None
    for spot in line.spots:
        if not spot.capital or spot.country is None:
            before = spot if spot.type == "place" else None
            continue
        joined = before is not None and _coordinated(line.words, before, spot)
        place = (
            before.type == "place"
            if joined and before is not None
            else rules.is_place(line.words, spot.first, spot.last)
        )
        if not place:
            spot.type, spot.key = "government", f"{states[spot.country]}-government"
        before = spot


def _coordinated(words: Sequence[Word], before: Spot, spot: Spot) -> bool:
    """Whether a name stands in one list with the one before it (*Varsovia, La Haya y Budapest*)."""
    if before.last == spot.first:
        return before.type == "place" and words[spot.first].gap == ", "
    return before.last == spot.first - 1 and words[spot.first - 1].form in ("y", "e", "and")
