"""Whether two short reports tell one event: in words of their own, or two events that are near.

Usage: python -m benchmarks.same_event [--errors]

Needs no data but the repository's own (`benchmarks/data/same_event.yaml`). The two reports of a
pair are put into happenings by themselves; then all reports of the file in one collection.
`held_out` are the entries by which nothing was chosen.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from pathlib import Path

import yaml

from benchmarks.scoring import Counts
from veedor.data import SAFE_LOADER
from veedor.group.collection import Collection
from veedor.group.happenings import happenings
from veedor.group.profiles import Profiles
from veedor.group.terms import Terms
from veedor.link import Context, link
from veedor.lists import Index
from veedor.model import Article, Dating, Linked, Reading
from veedor.read.reader import Reader

FILE = Path(__file__).parent / "data" / "same_event.yaml"


@dataclass(frozen=True)
class Report:
    """A short report, read and linked; `entry` and `event` say what it tells."""

    entry: int
    event: str
    held_out: bool
    article: Article
    reading: Reading
    dating: Dating
    linked: Linked


def report(reader: Reader, article: Article) -> tuple[Reading, Dating, Linked]:
    """What the stages before grouping make of an article of a known day."""
    day = article.published
    dating = Dating(article=article.id, basis="metadata", date=day, earliest=day, latest=day)
    reading = reader.read(article)
    return reading, dating, link(article, reading, dating, Context(Index(()), {}))


def reports(reader: Reader, file: Path = FILE) -> Iterator[Report]:
    """The reports of a file, in order."""
    entries = yaml.load(file.read_text("utf-8"), Loader=SAFE_LOADER)
    for number, entry in enumerate(entries):
        for place, row in enumerate(entry["reports"]):
            day: date = row.get("day", entry["day"])
            key = f"{number:03}-{place}"
            article = Article(
                id=key, source=key, published=day.isoformat(), language=row.get("language", "es"),
                text="\n\n".join(row[part] for part in ("title", "text") if part in row),
                title=row.get("title"), outlet=f"Outlet {place}",
            )  # fmt: skip
            held_out = entry.get("held_out", False)
            yield Report(number, row["event"], held_out, article, *report(reader, article))


def collection(of: Iterable[Report]) -> Collection:
    """The collection of some reports."""
    known = {one.article.id: one for one in of}
    return Collection(
        {key: one.article for key, one in known.items()},
        {key: one.reading for key, one in known.items()},
        {key: one.dating for key, one in known.items()},
        {key: one.linked for key, one in known.items()},
    )


def together(of: Iterable[Report]) -> dict[str, int]:
    """The number of the happening that each of some reports is put into."""
    found = collection(of)
    profiles = Profiles(found, Terms(found))
    told = happenings(profiles.of(article) for article in found.order)
    return {article: number for number, one in enumerate(told) for article in one.articles}


def pairs(of: Iterable[Report]) -> Iterator[tuple[Report, Report]]:
    """The pairs of reports of one entry."""
    for left, right in combinations(of, 2):
        if left.entry == right.entry:
            yield left, right


def _judged(left: Report, right: Report, found: Mapping[str, int]) -> Counts:
    wanted = left.event == right.event
    got = found[left.article.id] == found[right.article.id]
    return Counts(int(wanted and got), int(got and not wanted), int(wanted and not got))


def measure(
    data: Path | None = None, error: Callable[[str], None] = lambda _: None
) -> dict[str, float]:
    """Precision, recall and F1 of pairs taken for one event; `data` is not needed."""
    del data
    told = list(reports(Reader()))
    whole = together(told)
    alone, held_out, at_once = Counts(), Counts(), Counts()
    for left, right in pairs(told):
        judged = _judged(left, right, together([left, right]))
        alone.add(judged)
        at_once.add(_judged(left, right, whole))
        if left.held_out:
            held_out.add(judged)
        elif judged.wrong or judged.missed:
            kind = "wrong" if judged.wrong else "missed"
            error(f"{kind}: {left.article.text!r}\n        {right.article.text!r}")
    return {
        f"same_event.{name}{figure}": round(value, 4)
        for name, counts in (("", alone), ("held_out.", held_out), ("at_once.", at_once))
        for figure, value in (
            ("precision", counts.precision), ("recall", counts.recall), ("f1", counts.f1),
        )
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "--errors", action="store_true", help="print the pairs not held out that go wrong"
    )
    options = parser.parse_args()
    for name, value in measure(None, print if options.errors else lambda _: None).items():
        print(f"{name:32} {value:7.3f}")


if __name__ == "__main__":
    main()
