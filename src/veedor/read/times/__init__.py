"""Time expressions: TIMEX3 spans and values as far as words fix them, with their anchors.

The grammar and its words are `languages/<code>/times.yaml`; what the calendar must add
(`veedor.link.calendar`) is told by each expression's `Anchor`.
"""

from __future__ import annotations

from veedor.read.times.find import find_times

__all__ = ["find_times"]
