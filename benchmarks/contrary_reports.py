"""Contradictions marked sentence by sentence in pairs of realistic reports of one event.

Usage: python -m benchmarks.contrary_reports [--all] [--errors]

Needs no data but the repository's own: `training/contrary/reports_*.txt`, on which weights are
trained, and `contrary_held_out*.txt` and `contrary_long.txt` of `benchmarks/data/`, of which
nothing is ever looked at but the figures. Each file is measured twice: as grouping does, and with
the two reports of a pair taken for one event, so that what the comparison misses is told from what
grouping keeps apart. A conflict counts as right if it holds two sentences against each other that
are marked; the marked pairs that one holds are found. Some of the pairs are measured unless all
are asked for.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Protocol
from unittest.mock import patch

from veedor.group import group
from veedor.group.cards import Report
from veedor.group.collection import Collection
from veedor.group.happenings import Open
from veedor.link import Context, link
from veedor.lists import Index
from veedor.model import Article, Conflict, Dating
from veedor.read.reader import Reader

DATA = Path(__file__).parent / "data"
TRAINED = Path(__file__).parents[1] / "training" / "contrary"
#: The files of each name, and which of their pairs the gate measures.
FILES = {
    "known": (tuple(sorted(TRAINED.glob("reports_*.txt"))), 15),
    "unseen": ((DATA / "contrary_held_out.txt",), 5),
    "unseen_2": ((DATA / "contrary_held_out_2.txt",), 10),
    "unseen_long": ((DATA / "contrary_long.txt",), 2),
}
_MARK = re.compile(r"([=?]) (\w+) A(\d+) B(\d+) \|")


@dataclass(frozen=True)
class Pair:
    """Two reports by their sentences, and the sentences that contradict each other.

    `marked` are pairs of places in both with the attribute that they contradict each other about;
    `open` those of which a reader may be unsure.
    """

    languages: tuple[str, str]
    day: str
    reports: tuple[list[str], list[str]]
    marked: dict[tuple[int, int], str]
    open: frozenset[tuple[int, int]] = frozenset()


def pairs(file: Path) -> Iterator[Pair]:
    """The pairs of a file (its format: `data/README.md`)."""
    for block in re.split(r"(?m)^# ", file.read_text("utf-8"))[1:]:
        head, *lines = [line for line in block.split("\n") if line.strip()]
        languages, day = head.partition("|")[0].split()
        one, other = languages.split("/")
        reports = tuple([line[3:].strip() for line in lines if line[0] == side] for side in "AB")
        marks = [found for line in lines if (found := _MARK.match(line))]
        signs = {
            sign: {(int(m[3]), int(m[4])): m[2] for m in marks if m[1] == sign} for sign in "=?"
        }
        yield Pair((one, other), day, (reports[0], reports[1]), signs["="], frozenset(signs["?"]))


def collected(reader: Reader, pair: Pair) -> Collection:
    """The two reports, read and linked."""
    articles, readings, datings, linked = {}, {}, {}, {}
    for number, sentences in enumerate(pair.reports):
        key = str(number)
        article = Article(
            id=key, source=key, text=f"{sentences[0]}\n\n{' '.join(sentences[1:])}",
            published=pair.day, language=pair.languages[number],
            outlet=("El Ancla", "El Timón")[number],
        )  # fmt: skip
        dating = Dating(
            article=key, basis="metadata", date=pair.day, earliest=pair.day, latest=pair.day
        )
        articles[key], datings[key] = article, dating
        readings[key] = reader.read(article)
        linked[key] = link(article, readings[key], dating, Context(Index(()), {}))
    return Collection(articles, readings, datings, linked)


def held(pair: Pair, conflict: Conflict) -> set[tuple[int, int]]:
    """The pairs of sentences that a conflict holds against each other."""
    places: dict[str, set[int]] = {"0": set(), "1": set()}
    for span in (span for side in conflict.sides for span in side.evidence):
        sentences = pair.reports[int(span.article)]
        places[span.article].update(
            number for number, sentence in enumerate(sentences)
            if span.text in sentence or sentence in span.text
        )  # fmt: skip
    return {(one, other) for one in places["0"] for other in places["1"]}


def in_one_line(conflict: Conflict) -> str:
    """A conflict in one line."""
    sides = " | ".join(span.text for side in conflict.sides for span in side.evidence)
    return f"{conflict.attribute} {conflict.about}: {sides}"


class Tally:
    """How many conflicts were found and are right, and how many marked pairs were found."""

    said = right = wanted = met = 0

    def add(self, pair: Pair, conflicts: tuple[Conflict, ...]) -> Iterator[Conflict]:
        """Count a pair; what is yielded is no contradiction."""
        told = [(conflict, held(pair, conflict)) for conflict in conflicts]
        self.said += len(told)
        self.wanted += len(pair.marked)
        self.met += sum(any(mark in against for _, against in told) for mark in pair.marked)
        for conflict, against in told:
            if against & (pair.marked.keys() | pair.open):
                self.right += 1
            else:
                yield conflict

    def figures(self, name: str) -> dict[str, float]:
        """Precision and recall under a name."""
        return {
            f"{name}.precision": round(self.right / max(1, self.said), 4),
            f"{name}.recall": round(self.met / max(1, self.wanted), 4),
        }


def _nearest(happenings: Open, report: Report) -> int | None:
    """The one happening that there is: what the reports of a pair are of."""
    del report
    return next(iter(happenings.held), None)


def taken_for_one() -> AbstractContextManager[object]:
    return patch.object(Open, "_nearest", _nearest)


def measure(
    data: Path | None = None,
    error: Callable[[str], None] = lambda _: None,
    every: int | None = None,
) -> dict[str, float]:
    """Precision and recall of the files, as grouped and as one event; `data` is not needed."""
    del data
    reader, figures = Reader(), {}
    for name, (files, quick) in FILES.items():
        ways = {"grouped": (Tally(), nullcontext), "one_event": (Tally(), taken_for_one)}
        found = (pair for file in files for pair in pairs(file))
        for pair in islice(found, 0, None, every or quick):
            collection = collected(reader, pair)
            for way, (tally, taken) in ways.items():
                with taken():
                    conflicts = group(collection).conflicts
                for wrong in tally.add(pair, conflicts):
                    if name == "known":
                        error(f"{way} {in_one_line(wrong)}")
        for way, (tally, _) in ways.items():
            figures |= tally.figures(f"contrary_reports.{name}.{way}")
    return figures


class Measure(Protocol):
    """The figures of a benchmark: what goes wrong is told, and every so many entries are read."""

    def __call__(
        self, data: Path | None, error: Callable[[str], None], every: int | None
    ) -> dict[str, float]: ...


def show(measure: Measure, about: str | None) -> None:
    """Measure as the command line says, and print the figures."""
    parser = argparse.ArgumentParser(description=(about or "").splitlines()[0])
    parser.add_argument("--all", action="store_true", help="measure all entries")
    parser.add_argument("--errors", action="store_true", help="print what is no contradiction")
    options = parser.parse_args()
    error = print if options.errors else lambda _: None
    for name, value in measure(None, error, 1 if options.all else None).items():
        print(f"{name:44} {value:7.3f}")


if __name__ == "__main__":
    show(measure, __doc__)
