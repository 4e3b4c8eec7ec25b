"""Contradictions and look-alikes of single sentences, each told behind a paraphrase.

Usage: python -m benchmarks.contrary_sentences [--all] [--errors]

Needs no data but the repository's own: `training/contrary/sentences_*.txt`, on which weights are
trained, and `benchmarks/data/contrary_sentences.txt`, of which nothing is ever looked at but the
figures. Of each entry the anchor is one report; a paraphrase of it and one contradicting sentence
are the other, and once the paraphrase and all look-alikes. They are taken for one event. How
precise it is depends on how many look-alikes stand beside a contradiction: here four to four.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from benchmarks.contrary_reports import (
    DATA,
    TRAINED,
    Pair,
    Tally,
    collected,
    in_one_line,
    show,
    taken_for_one,
)
from veedor.group import group
from veedor.read.reader import Reader

#: The files of each name, and which of their entries the gate measures.
FILES = {
    "known": (tuple(sorted(TRAINED.glob("sentences_*.txt"))), 50),
    "unseen": ((DATA / "contrary_sentences.txt",), 10),
}
_LINE = re.compile(r"([CN]) (\w+) (.+)")
#: Look-alikes that tell the same more or less exactly: of some a reader may be unsure.
_VAGUE = "more"


@dataclass(frozen=True)
class Entry:
    """A sentence, what contradicts it, by attribute, and what only seems to, by kind."""

    language: str
    day: str
    anchor: str
    contrary: list[tuple[str, str]]
    alike: list[tuple[str, str]]

    def pairs(self) -> Iterator[Pair]:
        """One pair of reports for each contradiction, and one with all look-alikes."""
        again = [text for kind, text in self.alike if kind == "same"][:1]
        at = len(again)
        for attribute, text in self.contrary:
            yield self._pair([*again, text], {(0, at): attribute})
        rest = [(kind, text) for kind, text in self.alike if text not in again]
        unsure = {(0, at + n) for n, (kind, _) in enumerate(rest) if kind == _VAGUE}
        if again or rest:
            yield self._pair([*again, *(text for _, text in rest)], {}, frozenset(unsure))

    def _pair(
        self,
        told: list[str],
        marked: dict[tuple[int, int], str],
        unsure: frozenset[tuple[int, int]] = frozenset(),
    ) -> Pair:
        return Pair((self.language, self.language), self.day, ([self.anchor], told), marked, unsure)


def entries(file: Path) -> Iterator[Entry]:
    """The entries of a file (its format: `data/README.md`)."""
    for block in re.split(r"(?m)^# ", file.read_text("utf-8"))[1:]:
        head, *lines = [line for line in block.split("\n") if line.strip()]
        language, day = head.partition("|")[0].split()
        anchor = next(line[2:] for line in lines if line.startswith("S "))
        told = [found.groups() for line in lines if (found := _LINE.fullmatch(line))]
        contrary, alike = ([(k, text) for s, k, text in told if s == sign] for sign in "CN")
        yield Entry(language, day, anchor, contrary, alike)


def measure(
    data: Path | None = None,
    error: Callable[[str], None] = lambda _: None,
    every: int | None = None,
) -> dict[str, float]:
    """Precision and recall of the files; `data` is not needed."""
    del data
    reader, figures = Reader(), {}
    for name, (files, quick) in FILES.items():
        tally = Tally()
        found = (entry for file in files for entry in entries(file))
        for entry in islice(found, 0, None, every or quick):
            for pair in entry.pairs():
                with taken_for_one():
                    conflicts = group(collected(reader, pair)).conflicts
                for wrong in tally.add(pair, conflicts):
                    if name == "known":
                        error(in_one_line(wrong))
        figures |= tally.figures(f"contrary_sentences.{name}")
    return figures


if __name__ == "__main__":
    show(measure, __doc__)
