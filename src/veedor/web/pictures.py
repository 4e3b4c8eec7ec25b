"""Pictures of the pages: SVG that scripts, colours and eyes are not needed for.

Every picture is legible with 5 and with 200 items: what is too much for a place is put
together, and the words beside it say how much that was. Colours are classes of the style sheet,
so that they fit both themes; names are escaped here.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape

__all__ = ["MOST_AROUND", "Dot", "Lane", "bars", "circle", "flows", "lanes"]

WIDTH = 1000
#: So many names can stand around a circle and be read.
MOST_AROUND = 24
#: So many names a side of a flow picture; the others are put together.
MOST_SIDE = 18
_COLUMNS = 64


@dataclass(frozen=True, slots=True)
class Dot:
    """Something of one day: how much weight it has, what it is called, where it leads."""

    day: date
    weight: int
    title: str
    href: str


@dataclass(frozen=True, slots=True)
class Lane:
    """A row of a timeline, and the style class of its colour."""

    title: str
    style: str
    dots: Sequence[Dot]


def _svg(width: int, height: float, body: Sequence[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height:.0f}" '
        f'width="{width}" height="{height:.0f}" aria-hidden="true" focusable="false">'
        f"{''.join(body)}</svg>"
    )


def _text(x: float, y: float, text: str, anchor: str = "start", style: str = "") -> str:
    kind = f' class="{style}"' if style else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{kind}>{escape(text)}</text>'


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _ticks(first: date, last: date, most: int = 8) -> list[date]:
    """A few first days of months or years between two days, or the two days themselves."""
    months = (last.year - first.year) * 12 + last.month - first.month
    if months < 2:
        return sorted({first, last})
    step = next((s for s in (1, 2, 3, 6, 12, 24, 60, 120) if months / s <= most), 1200)
    begin = first.year * 12 + first.month - 1
    begin += -begin % step
    ends = last.year * 12 + last.month - 1
    firsts = [date(m // 12, m % 12 + 1, 1) for m in range(begin, ends + 1, step)]
    return [day for day in firsts if day >= first] or [first]


def _axis(first: date, last: date, left: float, right: float, base: float, top: float) -> list[str]:
    reach = max(1, (last - first).days)
    body = [f'<line class="axis" x1="{left}" y1="{base}" x2="{right}" y2="{base}"/>']
    for day in _ticks(first, last):
        x = left + (right - left) * max(0, (day - first).days) / reach
        body.append(f'<line class="grid" x1="{x:.1f}" y1="{top}" x2="{x:.1f}" y2="{base + 5}"/>')
        label = day.isoformat() if reach < 60 else day.isoformat()[:7]
        body.append(_text(x, base + 20, label, "middle"))
    return body


# ---------------------------------------------------------------- timeline


def lanes(
    rows: Sequence[Lane], several: Callable[[int, date, date], str], href: str
) -> str:
    """A timeline with a row for each lane; the area of a dot is its weight.

    Args:
        rows: at least one with a dot.
        several: what to call dots that are put together: how many, from when to when.
        href: where those lead to, with `{first}` and `{last}`.
    """
    days = [dot.day for lane in rows for dot in lane.dots]
    first, last = min(days), max(days)
    reach = max(1, (last - first).days)
    left, right, step, top = 300, WIDTH - 20, 30, 8
    base = top + step * len(rows)
    body = _axis(first, last, left, right, base, top)
    heaviest = max(_weights(rows, first, reach), default=1)
    for number, lane in enumerate(rows):
        y = top + step * number + step / 2
        body.append(f'<line class="grid" x1="{left}" y1="{y}" x2="{right}" y2="{y}"/>')
        body.append(_text(left - 16, y + 4, _short(lane.title, 42), "end", "lane"))
        for dots in _columns(lane.dots, first, reach).values():
            weight = sum(dot.weight for dot in dots)
            middle = sum((dot.day - first).days for dot in dots) / len(dots)
            x = left + (right - left) * middle / reach
            radius = 3.5 + 9 * math.sqrt(weight / heaviest)
            ends = dots[0].day, dots[-1].day
            one = len(dots) == 1
            title = dots[0].title if one else several(len(dots), *ends)
            target = dots[0].href if one else href.format(first=ends[0], last=ends[1])
            body.append(
                f'<a href="{escape(target)}" tabindex="-1"><circle class="{lane.style}" '
                f'cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}"><title>{escape(title)}</title>'
                "</circle></a>"
            )
    return _svg(WIDTH, base + 30, body)


def _columns(dots: Sequence[Dot], first: date, reach: int) -> dict[int, list[Dot]]:
    """Dots that would cover one another, together."""
    columns: dict[int, list[Dot]] = {}
    for dot in sorted(dots, key=lambda d: d.day):
        columns.setdefault((dot.day - first).days * _COLUMNS // (reach + 1), []).append(dot)
    return columns


def _weights(rows: Sequence[Lane], first: date, reach: int) -> list[int]:
    columns = (column for row in rows for column in _columns(row.dots, first, reach).values())
    return [sum(dot.weight for dot in dots) for dots in columns]


# ---------------------------------------------------------------- how many, when


def bars(days: Mapping[date, int], height: int = 90) -> str:
    """How many on each day; of a long time by weeks, months or years."""
    first, last = min(days), max(days)
    counts: Counter[date] = Counter()
    for day, count in days.items():
        counts[_period(day, first, last)] += count
    highest = max(counts.values())
    left, right, top = 36, WIDTH - 20, 12
    base = top + height
    reach = max(1, (last - first).days)
    body = _axis(first, last, left, right, base, top)
    body.append(_text(left - 8, top + 5, str(highest), "end"))
    for day, count in sorted(counts.items()):
        x = left + (right - left) * max(0, (day - first).days) / reach
        tall = max(2.0, height * count / highest)
        body.append(
            f'<rect class="bar" x="{x - 3:.1f}" y="{base - tall:.1f}" width="7" '
            f'height="{tall:.1f}"><title>{day.isoformat()}: {count}</title></rect>'
        )
    return _svg(WIDTH, base + 28, body)


def _period(day: date, first: date, last: date) -> date:
    """The day that stands for a day's period, so that about a hundred bars fit."""
    reach = (last - first).days
    if reach <= 120:
        return day
    if reach <= 900:
        return max(first, day - timedelta(days=day.weekday()))
    return max(first, day.replace(day=1) if reach <= 3700 else day.replace(month=1, day=1))


# ---------------------------------------------------------------- who stands with whom


def circle(
    names: Sequence[tuple[str, str]], links: Mapping[tuple[str, str], int], hub: str
) -> str:
    """Keys around a circle, joined where they stand together; thickness is how often.

    Args:
        names: key and label of each, the hub among them, at most `MOST_AROUND`.
        links: how often two keys stand together.
        hub: the key that the picture is about.
    """
    middle, tall = WIDTH / 2, 30.0 * math.ceil((len(names) - 1) / 2) / 2 + 26
    half = tall + 44
    places = {hub: (middle, half - tall)}
    for number, (key, _) in enumerate(name for name in names if name[0] != hub):
        # Left and right in turns, from the top down, each a line below the one before.
        rows = math.ceil((len(names) - 1 - number % 2) / 2)
        lift = (2 * (number // 2) + 1) / rows - 1 if rows else 0.0
        reach = tall * 1.25 * math.sqrt(1 - (0.94 * lift) ** 2)
        places[key] = middle + (-reach if number % 2 else reach), half + tall * 0.94 * lift
    most = max(links.values(), default=1)
    body = []
    for (one, other), count in sorted(links.items(), key=lambda pair: pair[1]):
        if one in places and other in places:
            (x, y), (u, v) = places[one], places[other]
            style = "chord own" if hub in (one, other) else "chord"
            body.append(
                f'<path class="{style}" d="M{x:.1f} {y:.1f}Q{middle} {half:.1f} {u:.1f} {v:.1f}" '
                f'stroke-width="{1 + 6 * count / most:.1f}"/>'
            )
    for key, label in names:
        x, y = places[key]
        if key == hub:
            body.append(f'<circle class="node hub" cx="{x:.1f}" cy="{y:.1f}" r="7"/>')
            body.append(_text(x, y - 14, _short(label, 60), "middle", "lane"))
            continue
        side = 11 if x > middle else -11
        body.append(f'<circle class="node" cx="{x:.1f}" cy="{y:.1f}" r="5"/>')
        body.append(_text(x + side, y + 4, _short(label, 44), "start" if side > 0 else "end"))
    return _svg(WIDTH, 2 * half, body)


# ---------------------------------------------------------------- who copies whom


def flows(counts: Mapping[tuple[str, str], int], others: str) -> str:
    """From whom, on the left, to whom, on the right; thickness is how many texts."""
    left, right = _side(counts, 0), _side(counts, 1)
    joined: Counter[tuple[str, str]] = Counter()
    for (one, other), count in counts.items():
        joined[one if one in left else others, other if other in right else others] += count
    ends = [_heights(side, joined, place) for place, side in ((0, left), (1, right))]
    most = max(joined.values())
    body = []
    x, u = 330, WIDTH - 330
    for (one, other), count in sorted(joined.items(), key=lambda pair: -pair[1]):
        y, v = ends[0][one], ends[1][other]
        body.append(
            f'<path class="flow" d="M{x} {y:.1f}C{x + 150} {y:.1f} {u - 150} {v:.1f} {u} {v:.1f}" '
            f'stroke-width="{1.5 + 9 * count / most:.1f}"><title>{escape(one)} → '
            f"{escape(other)}: {count}</title></path>"
        )
    for place, heights in enumerate(ends):
        for name, y in heights.items():
            total = sum(n for pair, n in joined.items() if pair[place] == name)
            at, anchor = ((x - 12, "end"), (u + 12, "start"))[place]
            body.append(f'<circle class="node" cx="{x if not place else u}" cy="{y:.1f}" r="4"/>')
            body.append(_text(at, y + 4, f"{_short(name, 38)} ({total})", anchor))
    return _svg(WIDTH, 26 * max(len(e) for e in ends) + 20, body)


def _side(counts: Mapping[tuple[str, str], int], place: int) -> list[str]:
    """The names of one side with most texts, as many as fit."""
    total: Counter[str] = Counter()
    for pair, count in counts.items():
        total[pair[place]] += count
    return [name for name, _ in total.most_common(MOST_SIDE)]


def _heights(
    names: Sequence[str], joined: Mapping[tuple[str, str], int], place: int
) -> dict[str, float]:
    """Where each name stands, those of most texts at the top, in the middle of the picture."""
    there = {pair[place] for pair in joined}
    rows = [name for name in names if name in there] + sorted(there - set(names))
    return {name: 20 + 26 * number for number, name in enumerate(rows)}
