"""What each kind of rule makes of the words it captured, by the name that rules give it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from veedor.read.times.clocks import (
    make_clock,
    make_part,
)
from veedor.read.times.dates import (
    make_anniversary,
    make_century,
    make_date,
    make_decade,
    make_deictic,
    make_holiday,
    make_numeric,
    make_period,
    make_ranged,
    make_reference,
    make_relative,
)
from veedor.read.times.durations import (
    make_ago,
    make_duration,
    make_set,
    make_years,
)
from veedor.read.times.lexicon import Lexicon, Rule
from veedor.read.times.tokens import Token
from veedor.read.times.values import Captured, Draft

__all__ = ["MAKERS", "make"]

#: By the names that rules use in `make`.
MAKERS: dict[str, Callable[[Captured], Draft | None]] = {
    "date": make_date,
    "period": make_period,
    "deictic": make_deictic,
    "part": make_part,
    "clock": make_clock,
    "duration": make_duration,
    "ago": make_ago,
    "set": make_set,
    "reference": make_reference,
    "decade": make_decade,
    "century": make_century,
    "numeric": make_numeric,
    "holiday": make_holiday,
    "years": make_years,
    "relative": make_relative,
    "anniversary": make_anniversary,
    "ranged": make_ranged,
}


def make(rule: Rule, words: Mapping[str, Token], lexicon: Lexicon) -> Draft | None:
    """The draft that a rule makes of the words it captured, or None if they make no sense."""
    captured = Captured(rule, words, lexicon)
    draft = MAKERS[rule.make](captured)
    if draft is not None and rule.constants.get("mod") and draft.mod is None:
        draft = replace(draft, mod=str(rule.constants["mod"]))
    return draft
