"""Drawings made here as plain SVG: legible in black and white, with 5 items and with 200."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date
from html import escape

__all__ = ["network", "timeline"]

WIDTH = 720
_TEXT = 'font-family="system-ui, sans-serif" font-size="11" fill="currentColor"'
#: More nodes than this and labels cross; the rest are left out, the least connected first.
MOST_NODES = 24


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

    body = [f'<line x1="{left}" y1="{base}" x2="{right}" y2="{base}" stroke="currentColor"/>']
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
    """Names on a circle, joined where they stand together; thickness is how often."""
    degree: dict[str, int] = {}
    for (one, other), count in links.items():
        degree[one] = degree.get(one, 0) + count
        degree[other] = degree.get(other, 0) + count
    names = sorted(sorted(degree), key=lambda name: -degree[name])[:MOST_NODES]
    size = 340 if len(names) <= 8 else 520
    middle_x, middle_y, radius = WIDTH / 2, size / 2, min(size / 2 - 24, WIDTH / 2 - 190)
    spots = {
        name: (
            middle_x + radius * math.sin(2 * math.pi * number / len(names)),
            middle_y - radius * math.cos(2 * math.pi * number / len(names)),
        )
        for number, name in enumerate(names)
    }
    most = max(links.values())
    body = []
    for (one, other), count in sorted(links.items()):
        if one in spots and other in spots:
            (x1, y1), (x2, y2) = spots[one], spots[other]
            body.append(
                f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" '
                f'stroke="currentColor" stroke-opacity="0.45" '
                f'stroke-width="{0.6 + 3.4 * count / most:.1f}"/>'
            )
    for name, (x, y) in spots.items():
        side = "start" if x >= middle_x else "end"
        shift = 8 if side == "start" else -8
        body.append(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5" fill="currentColor"/>'
            f'<text x="{x + shift:.1f}" y="{y + 4:.1f}" text-anchor="{side}" {_TEXT}>'
            f"{escape(_short(name))}</text>"
        )
    return _svg(size, body)


def _short(name: str) -> str:
    return name if len(name) <= 32 else name[:31] + "…"
