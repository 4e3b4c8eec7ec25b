"""Drawings made here as plain SVG: legible in black and white, with 5 items and with 200."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from html import escape
from textwrap import wrap

__all__ = ["chronicle", "network", "timeline"]

WIDTH = 720
_TEXT = 'font-family="system-ui, sans-serif" font-size="11" fill="currentColor"'
#: What fits on a page, a name a row; the rest are left out, the least connected first.
MOST_NODES = 32
_ROW = 20
_AXIS = 300


def _svg(height: int, body: Sequence[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" '
        f'width="{WIDTH}" height="{height}" color="#333">{"".join(body)}</svg>'
    )


def timeline(days: Mapping[date, int]) -> str:
    """Bars on a time axis: for each day, how many reports tell of its events."""
    first, last = min(days), max(days)
    reach = max(1, (last - first).days)
    highest = max(days.values())
    base, left, right = 130, 40, WIDTH - 40

    def place(day: date) -> float:
        return left + (right - left) * (day - first).days / reach

    body = [
        f'<line x1="{left}" y1="{base}" x2="{right}" y2="{base}" stroke="currentColor"/>',
        f'<text x="{left - 8}" y="{base - 96}" text-anchor="end" {_TEXT}>{highest}</text>',
        f'<text x="{left - 8}" y="{base + 4}" text-anchor="end" {_TEXT}>0</text>',
    ]
    for day, count in sorted(days.items()):
        top = base - 10 - 90 * count / highest
        body.append(
            f'<line x1="{place(day):.1f}" y1="{base}" x2="{place(day):.1f}" y2="{top:.1f}" '
            'stroke="currentColor" stroke-width="3"/>'
            f'<circle cx="{place(day):.1f}" cy="{top:.1f}" r="4" fill="currentColor"/>'
        )
    body += [
        f'<line x1="{place(day):.1f}" y1="{base}" x2="{place(day):.1f}" y2="{base + 5}" '
        f'stroke="currentColor"/><text x="{place(day):.1f}" y="{base + 18}" '
        f'text-anchor="middle" {_TEXT}>{day.isoformat()[:7]}</text>'
        for day in _ticks(first, last)
    ]
    return _svg(160, body)


def chronicle(title: str, rows: Sequence[tuple[str, str, str]]) -> str:
    """A line down the page with a point for each row: its day, its sentence, its source."""
    left, line, y = 170, 14, 46
    body = [f'<text x="8" y="22" font-weight="bold" {_TEXT}>{escape(_short(title))}</text>']
    points = []
    for day, sentence, source in rows:
        points.append(y)
        body += [
            f'<text x="{left - 16}" y="{y + 4 + line * n}" text-anchor="end" {_TEXT}>'
            f"{escape(part)}</text>"
            for n, part in enumerate(wrap(day, 24))
        ]
        lines = wrap(sentence, 84)
        body += [
            f'<text x="{left + 16}" y="{y + 4 + line * n}" {_TEXT}>{escape(part)}</text>'
            for n, part in enumerate(lines)
        ]
        below = y + 4 + line * len(lines)
        body.append(
            f'<text x="{left + 16}" y="{below}" opacity="0.7" {_TEXT}>{escape(source)}</text>'
        )
        y = max(below, y + line * len(wrap(day, 24))) + 2 * line
    body.append(
        f'<line x1="{left}" y1="{points[0]}" x2="{left}" y2="{points[-1]}" stroke="currentColor"/>'
    )
    body += [f'<circle cx="{left}" cy="{at}" r="4" fill="currentColor"/>' for at in points]
    return _svg(y, body)


def _ticks(first: date, last: date) -> list[date]:
    """About eight first days of months between two days, or the two days themselves."""
    months = (last.year - first.year) * 12 + last.month - first.month
    if months < 1:
        return sorted({first, last})
    step = next(s for s in (1, 2, 3, 6, 12, 24, 60, 120, 1200) if months / s <= 8)
    ticks = []
    month = first.year * 12 + first.month - 1
    while month <= last.year * 12 + last.month - 1:
        day = date(month // 12, month % 12 + 1, 1)
        if first <= day:
            ticks.append(day)
        month += step
    return ticks or [first]


def network(links: Mapping[tuple[str, str], int]) -> str:
    """Names in a column, joined by arcs where they stand together; thickness is how often.

    An arc diagram: labels stand one under another, so that none covers another whatever their
    number. The most connected come first; beyond `MOST_NODES` the pairs least often together are
    left out, so that nobody stands there without a line.
    """
    degree: dict[str, int] = {}
    for (one, other), count in links.items():
        degree[one] = degree.get(one, 0) + count
        degree[other] = degree.get(other, 0) + count
    joined: set[str] = set()
    for pair in sorted(links, key=lambda pair: (-links[pair], pair)):
        if len(joined | set(pair)) <= MOST_NODES:
            joined |= set(pair)
    names = sorted(joined, key=lambda name: (-degree[name], name))
    rows = {name: _ROW * number + _ROW for number, name in enumerate(names)}
    most = max(links.values())
    shown = [(pair, n) for pair, n in sorted(links.items()) if set(pair) <= rows.keys()]
    body = [_arc(rows[one], rows[other], count / most) for (one, other), count in shown]
    body += [
        f'<circle cx="{_AXIS}" cy="{y}" r="4" fill="currentColor"/>'
        f'<text x="{_AXIS + 12}" y="{y + 4}" {_TEXT}>{escape(_short(name))} '
        f"({degree[name]})</text>"
        for name, y in rows.items()
    ]
    return _svg(_ROW * (len(names) + 1), body)


def _arc(one: float, other: float, share: float) -> str:
    """Half an ellipse to the left of the axis, no wider than the picture's left side."""
    top, bottom = min(one, other), max(one, other)
    reach = min((bottom - top) / 2, _AXIS - 12)
    return (
        f'<path d="M {_AXIS} {top} A {reach:.1f} {(bottom - top) / 2:.1f} 0 0 0 {_AXIS} {bottom}" '
        f'fill="none" stroke="currentColor" stroke-opacity="0.55" '
        f'stroke-width="{0.7 + 4 * share:.1f}"/>'
    )


def _short(name: str) -> str:
    return name if len(name) <= 56 else name[:55] + "…"
