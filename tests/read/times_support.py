"""Reading the times of a passage in tests."""

from __future__ import annotations

from veedor.link.calendar import resolve
from veedor.model import Dating, Line, Time
from veedor.read.parse import Parsed, parse
from veedor.read.times import find_times


def parsed(text: str, code: str) -> Parsed:
    """The parse of a text, each of its lines as body."""
    lines, start = [], 0
    for piece in text.split("\n"):
        if piece.strip():
            left = start + len(piece) - len(piece.lstrip())
            trimmed = piece.strip()
            lines.append(Line(start=left, end=left + len(trimmed), text=trimmed, kind="body"))
        start += len(piece) + 1
    (found,) = parse([(text, lines)], code)
    return found


def times(text: str, code: str) -> tuple[Time, ...]:
    """The time expressions of a text."""
    return find_times(parsed(text, code))


def placed(text: str, code: str, day: str) -> list[tuple[str, str]]:
    """Words and calendar values of a text's time expressions, written on that day."""
    found = times(text, code)
    dating = Dating(article="a", basis="metadata", date=day, earliest=day, latest=day)
    values = resolve(found, dating)
    return [(time.text, value.value) for time, value in zip(found, values, strict=True)]
