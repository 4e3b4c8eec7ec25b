"""A made-up press: all sorts of reports in Spanish and English, some of them about what the DPRK
pack follows, and what must be found in those.

Each act is reported at several dates, so far apart that none can be taken for another, each time
by many outlets: in words of their own, or as copies of one dispatch. The sentences are put together
from `data/mixed_press.yaml`; the same seed gives the same press.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).parent / "data" / "mixed_press.yaml"
#: The shares of reports about an act, and of others that name the same states.
RELEVANT, BESIDE = 0.05, 0.01
#: Of the others, and of those told in words of their own, so many are in English.
ENGLISH = 0.2
#: Reports of one act at one date are mostly copies of one dispatch.
COPIES = 0.5
#: The first day, and how far apart the dates of one act are: more than any measure of the pack
#: lets pass between reports of one activity (240 days).
FIRST, APART = date(2018, 1, 8), 300
DATES = 8
SENTENCES = (12, 22)
_SLOT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Happening:
    """An act at one date: its id, which the ids of its reports begin with, and what is expected of
    them: measure, direction, kind.
    """

    id: str
    act: int
    day: date
    expect: tuple[str, str, str]


class MixedPress:
    """So many reports, and the happenings that they tell of."""

    def __init__(self, count: int, seed: int = 11) -> None:
        self._chance = random.Random(seed)
        self._data: dict[str, Any] = yaml.safe_load(DATA.read_text("utf-8"))
        self._count = count
        acts = self._data["acts"]
        dates = min(DATES, max(1, int(count * RELEVANT) // len(acts)))
        self.happenings = [
            Happening(f"a{act}d{number}", act, self._day(act, number), tuple(entry["expect"]))
            for number in range(dates)
            for act, entry in enumerate(acts)
        ]

    def _day(self, act: int, number: int) -> date:
        return FIRST + timedelta(days=number * APART + act * 7)

    def write(self, file: Path) -> None:
        """The reports as JSON Lines, in no order."""
        rows = list(self._rows())
        self._chance.shuffle(rows)
        with file.open("w", encoding="utf-8") as stream:
            stream.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)

    def _rows(self) -> Iterator[dict[str, str]]:
        told = int(self._count * RELEVANT)
        for place, happening in enumerate(self.happenings):
            share = range(place, told, len(self.happenings))
            dispatch = self._telling(happening, "es")
            for number in share:
                code = self._code()
                copied = code == "es" and self._chance.random() < COPIES
                row = dispatch if copied else self._telling(happening, code)
                yield {**row, "id": f"{happening.id}-{number}", "outlet": f"Diario {number % 40}"}
        for number in range(told, self._count):
            code = self._code()
            beside = number < told + int(self._count * BESIDE)
            day = FIRST + timedelta(days=self._chance.randrange(DATES * APART))
            first = self._chance.choice(self._data["beside" if beside else "other"][code])
            row = self._report(self._filled(first), code, day)
            yield {**row, "id": f"other-{number}", "outlet": f"Diario {number % 40}"}

    def _code(self) -> str:
        return "en" if self._chance.random() < ENGLISH else "es"

    def _telling(self, happening: Happening, code: str) -> dict[str, str]:
        wording = self._chance.choice(self._data["acts"][happening.act][code])
        return self._report(self._filled(wording), code, happening.day)

    def _report(self, lead: str, code: str, day: date) -> dict[str, str]:
        others = self._data["other"][code]
        count = self._chance.randint(*SENTENCES)
        body = [self._filled(self._chance.choice(others)) for _ in range(count)]
        paragraphs = [lead, *(" ".join(body[n : n + 3]) for n in range(0, count, 3))]
        title = " ".join(body[-1].rstrip(".").split()[:9])
        return {
            "title": title, "text": "\n".join(paragraphs), "published": day.isoformat(),
            "language": code,
        }  # fmt: skip

    def _filled(self, sentence: str) -> str:
        filled = _SLOT.sub(lambda found: self._word(found[1]), sentence)
        return filled[0].upper() + filled[1:]

    def _word(self, slot: str) -> str:
        words = self._data["words"]
        if slot == "n":
            return str(self._chance.randint(2, 900) * 1000)
        if slot == "m":
            return str(self._chance.randint(3, 40))
        if slot == "person":
            return " ".join(self._chance.choice(words[part]) for part in ("given", "family"))
        return str(self._chance.choice(words[slot]))
