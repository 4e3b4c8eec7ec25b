"""What places a time expression on the calendar: the day of writing, another expression, an event.

The tense of the verb that governs it says on which side an incomplete date is sought.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from veedor.model import Anchor
from veedor.read.times.conditions import Segment
from veedor.read.times.lexicon import Lexicon
from veedor.read.times.tense import direct_tense_at, tense_at
from veedor.read.times.values import Draft

__all__ = ["FAR", "OPEN_QUARTER", "Found", "anchor_of", "day_like", "tense_of"]


@dataclass(slots=True)
class Found:
    """An expression in its segment, before its anchor is an index."""

    start: int
    end: int
    draft: Draft
    segment: Segment
    sentence: int
    words: Lexicon

    def option(self, name: str) -> frozenset[str]:
        """Words of an option of the language's grammar."""
        return frozenset(self.words.options.get(name, ()))


def day_like(draft: Draft) -> bool:
    """Whether a draft is one day."""
    value = draft.value.split("T")[0]
    return draft.type == "DATE" and (
        bool(re.fullmatch(r"....-(..-..|W..-\d)", value)) or draft.holiday is not None
    )


#: How far up the tree the verb of a day or month may stand to say which year is meant: further
#: off it governs something else, and the nearest such day is the better guess. Swept 2 to 4
#: on TimeBank: value F1 0.792, 0.786, 0.774 (2, 3, 4) in English; Spanish gains 0.002 at 4.
_CLOSE = 2
FAR = 12


def tense_of(found: Found, steps: int) -> Literal["past", "future"] | None:
    """The tense of the verb that governs an expression, at most so many steps up the tree."""
    segment = found.segment
    if segment.doc is None or found.draft.type not in ("DATE", "TIME"):
        return None
    return tense_at(segment.doc, found.start, segment.starts, found.option("future_verbs"), steps)


def _side(found: Found) -> str | None:
    """The draft's direction, told by the verb where the words leave it open."""
    draft = found.draft
    if not draft.tense:
        return draft.direction
    near = "-W" in draft.value or re.match(r"XXXX-XX-\d\d", draft.value)
    tense = tense_of(found, FAR if near else _CLOSE)
    before = found.segment.text[: found.start].casefold().split()[-1:]
    if found.option("set_for").intersection(before):
        return "future"
    if tense != "future" and found.option("since").intersection(before):
        return "past"
    if tense is None and found.segment.picture:
        return "past"  # a caption shows what was
    if tense is None and not near and found.segment.doc is not None:
        tense = direct_tense_at(found.segment.doc, found.start, found.segment.starts)
    if tense is None and found.option("by").intersection(before):
        return "future"
    return tense or draft.direction


def _neighbour(all_found: list[Found], index: int) -> int | None:
    """The day that a time of day belongs to: the nearest before it in its sentence, or after."""
    here = all_found[index]
    for other in range(index - 1, -1, -1):
        found = all_found[other]
        if found.segment is not here.segment:
            break
        if day_like(found.draft) or found.draft.type == "TIME":
            return other
    if index + 1 < len(all_found):
        found = all_found[index + 1]
        if (
            found.segment is here.segment
            and found.sentence == here.sentence
            and (day_like(found.draft))
        ):
            return index + 1
    return None


def _previous(all_found: list[Found], index: int) -> int | None:
    """The last expression before that can hold a place on the calendar."""
    for other in range(index - 1, -1, -1):
        draft = all_found[other].draft
        if draft.type in ("DATE", "TIME") and not draft.value.endswith("_REF"):
            return other
    return None


def _following(all_found: list[Found], index: int) -> int | None:
    """The next date of the same sentence that has a year or finds one."""
    here = all_found[index]
    for other in range(index + 1, len(all_found)):
        found = all_found[other]
        if found.segment is not here.segment or found.sentence != here.sentence:
            return None
        if found.draft.type == "DATE" and not found.draft.value.endswith("_REF"):
            return other
    return None


def _origin(all_found: list[Found], index: int) -> int | None:
    """The next date of the sentence that can be a year's past (not *la próxima semana*)."""
    here = all_found[index]
    for other in range(index + 1, len(all_found)):
        found = all_found[other]
        if found.segment is not here.segment or found.sentence != here.sentence:
            return None
        draft = found.draft
        if draft.type == "DATE" and (draft.kind is None or re.match("XXXX-[01]", draft.value)):
            return other
    return None


def _comparable(all_found: list[Found], index: int) -> int | None:
    """The period of which the text is speaking, if that is a quarter (*a year earlier*); after
    *in the nine months* it is none."""
    for other in range(index - 1, max(-1, index - _REACH), -1):
        found = all_found[other]
        if _MONTHS.match(found.draft.value) and found.segment is all_found[index].segment:
            return None
        if _QUARTER.match(found.draft.value) and found.draft.value != OPEN_QUARTER:
            return other
    return None


def _reported(all_found: list[Found], index: int) -> int | None:
    """The quarter that a text reports on, which it names before others (*in the latest quarter*).

    A quarter of a year in figures is one that it is compared with.
    """
    for other in range(max(0, index - _REACH), index):
        value = all_found[other].draft.value
        if _QUARTER.match(value) and value.startswith("X") and value != OPEN_QUARTER:
            return other
    return None


#: A quarter stays the matter of a report for so many expressions.
_REACH = 20
_QUARTER = re.compile(r"....-Q[\dX]")
OPEN_QUARTER = "XXXX-QX"
#: Several months, told as a length.
_MONTHS = re.compile(r"P([2-9]|1\d)M")
_SEEK = {
    "comparable": _comparable,
    "reported": _reported,
    "previous": _previous,
    "following": _following,
    "origin": _origin,
    "nearby": _neighbour,
}


def anchor_of(all_found: list[Found], index: int) -> Anchor | None:
    """What places an expression on the calendar."""
    draft = all_found[index].draft
    if draft.kind is None:
        return None
    direction = _side(all_found[index])
    kind, time = draft.kind, None
    if draft.to is not None:
        time = _SEEK[draft.to](all_found, index)
        kind = "time" if time is not None else ("event" if kind == "event" else "publication")
    return Anchor(
        kind=kind,  # type: ignore[arg-type]
        time=time,
        shift=draft.shift,
        direction=direction,  # type: ignore[arg-type]
        holiday=draft.holiday,
    )
