"""How old a report says its people are: birth years to hold against a list's."""

from __future__ import annotations

import re
from functools import cache

from veedor.data import own_data
from veedor.link.terms import Days
from veedor.model import Reading

__all__ = ["births_said"]

#: An age speaks of the person named next to it: further off it may be anybody's, or a term of
#: years. *el maestro de taekwondo Kim, de 71 años* has 5 letters between, *a los 71 años, en su
#: casa de Rosario, murió Kim* 34.
_NEAR = 36


def births_said(reading: Reading, referent: int, days: Days | None) -> tuple[str, ...]:
    """The years of birth, as EDTF, that the text gives for a person by age or year."""
    own = [name for name in reading.names if name.referent == referent]
    found: dict[str, None] = {}
    for sentence in reading.sentences:
        if not any(sentence.start <= name.start < sentence.end for name in own):
            continue
        for pattern in _patterns().get(reading.language, ()):
            for match in pattern.finditer(sentence.text):
                place = sentence.start + match.start(), sentence.start + match.end()
                born = _born(match, days)
                if born and _nearest(reading, place) == referent:
                    found[born] = None
    return tuple(found)


def _nearest(reading: Reading, place: tuple[int, int]) -> int | None:
    """The person named nearest to a place in the text, if near enough."""
    people = [
        (max(name.start - place[1], place[0] - name.end), name.referent)
        for name in reading.names
        if name.type == "person" and not name.nested
    ]
    distance, referent = min(people, default=(_NEAR + 1, -1))
    return referent if distance <= _NEAR else None


def _born(match: re.Match[str], days: Days | None) -> str | None:
    said = match.groupdict()
    if said.get("year"):
        return said["year"]
    age = int(said.get("age") or 0)
    if days is None or not 10 <= age <= 110 or int(days[1][:4]) - int(days[0][:4]) > 5:
        return None
    return f"{int(days[0][:4]) - age - 1}/{int(days[1][:4]) - age}"


@cache
def _patterns() -> dict[str, tuple[re.Pattern[str], ...]]:
    return {
        code: tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)
        for code, patterns in own_data("veedor.link", "ages.yaml").items()
    }
