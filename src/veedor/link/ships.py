"""Which ship a sentence is about, so that a list can be asked for it, and what the list says."""

from __future__ import annotations

import re
from collections.abc import Sequence

from veedor.lists.programmes import states_of_programme
from veedor.model import Clause, Match, Reading, Subject
from veedor.read.clauses.anaphora.pointers import pointers

__all__ = ["listed_ships", "names_ship"]

#: The number that a ship keeps for life: seven digits behind *IMO* or *OMI*.
_IMO = re.compile(r"\b(?:IMO|OMI)\b\D{0,12}\d{7}\b", re.IGNORECASE)
#: What a ship's name is taken for where nothing beside it says that it is one.
_TAKEN_FOR = ("vessel", "person", "other", "facility")


def names_ship(reading: Reading, clause: Clause) -> bool:
    """Whether the sentence of an act, or what its words point back to, names a ship.

    A name counts that reading takes for a ship's, or one of another kind right beside a word
    for ships (*the Hua Fu, a cargo ship*).
    """
    sentence = reading.sentences[clause.sentence]
    if _IMO.search(sentence.text):
        return True
    meant = [reading.referents[r].type for a in clause.arguments for r in a.referents]
    if "vessel" in meant:
        return True
    words = pointers(reading.language).sets["vessels"]
    for name in reading.names:
        if not (sentence.start <= name.start < sentence.end) or name.type not in _TAKEN_FOR:
            continue
        if name.type == "vessel" or _is_beside(reading, name.start, name.end, words):
            return True
    return False


def listed_ships(
    reading: Reading, subjects: Sequence[Subject], state: str | None
) -> dict[int, tuple[Match, ...]]:
    """By sentence, the matches of the ships named in it with records of a regime on that state.

    A report on a ship need not name the state under whose regime the ship is listed.
    """
    found: dict[int, tuple[Match, ...]] = {}
    for name in reading.names:
        if name.type != "vessel" or name.nested:
            continue
        matches = tuple(
            match
            for match in subjects[name.referent].matches
            if match.disposition != "different"
            and match.programme
            and state in states_of_programme(match.programme)
        )
        number = next(
            (i for i, s in enumerate(reading.sentences) if s.start <= name.start < s.end), None
        )
        if matches and number is not None:
            found[number] = (*found.get(number, ()), *matches)
    return found


def _is_beside(reading: Reading, start: int, end: int, words: frozenset[str]) -> bool:
    """Whether one of the words stands within three words of a name."""
    tokens = reading.tokens
    if tokens is None:
        return False
    at = [i for i, place in enumerate(tokens.start) if start <= place < end]
    near = range(max(0, at[0] - 3), min(len(tokens.start), at[-1] + 6)) if at else ()
    return any(tokens.lemma[i] in words for i in near)
