"""The example press, scored on what `veedor export` prints against `benchmarks/data/press_*`.

Usage: python -m benchmarks.press [--errors] [--workspace DIR]

Needs no data but the repository's own. Contradictions of wording are left out of the conflicts:
the labels know renderings of one utterance as look-alikes only.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

from benchmarks.gold import export, veedor
from benchmarks.scoring import Counts, compare, overlap

ROOT = Path(__file__).parents[1]
LABELS = Path(__file__).parent / "data"
#: A statement is that of a labelled sentence if they share this much of the shorter one.
SAME_SENTENCE = 0.6
#: Stretches of one article say the same if they share this much of the shorter one's words.
SAME_WORDS = 0.5
Row = dict[str, Any]
Error = Callable[[str], None]


def labels(name: str) -> list[Row]:
    """The lines of one label file."""
    return [json.loads(line) for line in (LABELS / f"press_{name}.jsonl").open(encoding="utf-8")]


@dataclass
class Output:
    """What a workspace exports, by the names that labels use for articles."""

    kinds: dict[str, list[Row]]
    error: Error

    def __post_init__(self) -> None:
        self.texts = {_name(a["source"]): a["text"] for a in self.kinds["articles"]}
        self.names = {a["id"]: _name(a["source"]) for a in self.kinds["articles"]}

    def place(self, side: Row) -> Row:
        """Where a labelled stretch stands in the article as collected; nowhere is an error."""
        start = self.texts[side["article"]].find(side["text"])
        if start < 0:
            self.error(f"not in the text: {side['article']}: {side['text']}")
            return {**side, "start": 0, "end": 0}
        return {**side, "start": start, "end": start + len(side["text"])}


def _name(source: str) -> str:
    return Path(source).name


def _together(groups: list[set[str]]) -> set[frozenset[str]]:
    return {frozenset(pair) for group in groups for pair in combinations(sorted(group), 2)}


def pairs(out: Output) -> dict[str, float]:
    """Same event against the rest, same story (or event) against the rest, and all three kinds."""
    main = [
        {out.names[report["article"]] for report in event["reports"] if report["role"] == "main"}
        for event in out.kinds["events"]
    ]
    stories = [{out.names[a] for a in story["articles"]} for story in out.kinds["stories"]]
    events, storied = _together(main), _together(stories) | _together(main)
    of_event, of_story, right = Counts(), Counts(), 0
    rows = labels("pairs")
    for row in rows:
        pair = frozenset((row["a"], row["b"]))
        event, story = pair in events, pair in storied
        found = "same-event" if event else "same-story" if story else "unrelated"
        right += found == row["label"]
        of_event.add(_decided(row["label"] == "same-event", event))
        of_story.add(_decided(row["label"] != "unrelated", story))
        if found != row["label"]:
            out.error(f"pair {row['label']} found {found}: {row['a']} | {row['b']}")
    return {
        "event_f1": of_event.f1,
        "event_precision": of_event.precision,
        "story_f1": of_story.f1,
        "accuracy": right / len(rows),
    }


def _decided(wanted: bool, found: bool) -> Counts:
    return Counts(int(wanted and found), int(found and not wanted), int(wanted and not found))


def conflicts(out: Output) -> dict[str, float]:
    """Whether each labelled pair of stretches stands on different sides of one conflict."""
    counts = Counts()
    found = [c for c in out.kinds["conflicts"] if c["attribute"] != "wording"]
    for row in labels("conflicts"):
        one, other = out.place(row["a"]), out.place(row["b"])
        opposed = any(_opposed(out, conflict, one, other) for conflict in found)
        counts.add(_decided(row["label"] == "conflict", opposed))
        if opposed != (row["label"] == "conflict"):
            out.error(f"{row['label']} {row['attribute']}: {row['a']['text']} | {row['b']['text']}")
    return {"f1": counts.f1, "precision": counts.precision, "recall": counts.recall}


def _opposed(out: Output, conflict: Row, one: Row, other: Row) -> bool:
    def sides(stretch: Row) -> set[int]:
        return {
            number
            for number, side in enumerate(conflict["sides"])
            for span in side["evidence"]
            if out.names[span["article"]] == stretch["article"] and _tells(span, stretch)
        }

    return bool(sides(one) and sides(other)) and not sides(one) & sides(other)


def _tells(span: Row, stretch: Row) -> bool:
    """Whether both are one place, or say the same elsewhere in the article (title and body)."""
    return bool(overlap(span, stretch)) or same_words(span["text"], stretch["text"])


def same_words(left: str, right: str) -> bool:
    """Whether two stretches say the same: the shorter one's words stand in the other."""
    one, other = (set(re.findall(r"\d+|\w{4,}", text.lower())) for text in (left, right))
    return len(one & other) >= SAME_WORDS * max(1, min(len(one), len(other)))


def copies(out: Output) -> dict[str, float]:
    """Pairs of one family among those labelled, and families with the right origin."""
    rows = labels("copies")
    families = [r for r in rows if r["label"] == "family"]
    copied = _together([set(r["members"]) for r in families])
    apart = {frozenset((r["a"], r["b"])) for r in rows if r["label"] == "not-copied"}
    found = [
        ({out.names[m["article"]] for m in family["members"]}, family["origin"])
        for family in out.kinds["copies"]
    ]
    together = _together([members for members, _ in found])
    counts = compare(copied, together & (copied | apart))
    for pair in (copied - together) | (apart & together):
        out.error(f"copies, {'missed' if pair in copied else 'wrong'}: {' | '.join(sorted(pair))}")
    origins = sum(
        any(len(members & set(row["members"])) > 1 and origin and origin in row["origin"]
            for members, origin in found)
        for row in families
    )  # fmt: skip
    return {"pair_f1": counts.f1, "origin": origins / len(families)}


def dates(out: Output) -> dict[str, float]:
    """Clippings whose interval holds the true day; and holds it within a month."""
    dating = {out.names[r["article"]]: r["dating"] or {} for r in out.kinds["readings"]}
    rows = [row for row in labels("dates") if row["date"]]
    holds = narrow = 0
    for row in rows:
        earliest, latest = (dating[row["article"]].get(key) for key in ("earliest", "latest"))
        inside = (earliest or "0001-01-01") <= row["date"] <= (latest or "9999-12-31")
        holds += inside
        wide = (date.fromisoformat(latest) - date.fromisoformat(earliest)).days if (
            earliest and latest
        ) else 9999  # fmt: skip
        narrow += inside and wide <= 31
        if not inside or wide > 31:
            out.error(f"date of {row['article']}: {row['date']}, found {earliest} to {latest}")
    return {"held": holds / len(rows), "within_month": narrow / len(rows)}


def statements(out: Output) -> dict[str, float]:
    """Findings and leads by measure; direction and modality where the measure is right."""
    by_article: dict[str, list[Row]] = {}
    for reading in out.kinds["readings"]:
        by_article.setdefault(out.names[reading["article"]], []).extend(reading["statements"])
    counts, findings, agree = Counts(), Counts(), {"direction": [0, 0], "modality": [0, 0]}
    sentences: dict[tuple[str, str], list[Row]] = {}
    for row in labels("statements"):
        sentences.setdefault((row["article"], row["text"]), []).append(row)
    for (article, text), rows in sentences.items():
        place = out.place({"article": article, "text": text})
        here = [s for s in by_article.get(article, []) if _same(s, place) and s["regime"]]
        wanted = {(r["measure"], r["kind"]): r for r in rows if r["kind"] != "context"}
        got = {(s["measure"], s["kind"]): s for s in here if s["kind"] != "context"}
        counts.add(compare(wanted, got))
        findings.add(compare([k for k in wanted if k[1] == "finding"],
                             [k for k in got if k[1] == "finding"]))  # fmt: skip
        for key in wanted.keys() & got.keys():
            for field, score in agree.items():
                score[0] += wanted[key][field] == got[key][field]
                score[1] += 1
        if set(wanted) != set(got) or any(
            wanted[k]["direction"] != got[k]["direction"] for k in wanted
        ):
            out.error(f"statement: {_shown(wanted)} found {_shown(got)}: {text}")
    return {
        "f1": counts.f1,
        "precision": counts.precision,
        "recall": counts.recall,
        "finding_precision": findings.precision,
        "finding_recall": findings.recall,
        **{field: right / max(1, of) for field, (right, of) in agree.items()},
    }


def _same(statement: Row, place: Row) -> bool:
    shorter = min(statement["end"] - statement["start"], place["end"] - place["start"])
    return overlap(statement, place) >= SAME_SENTENCE * max(1, shorter)


def _shown(found: dict[tuple[str, str], Row]) -> str:
    return ", ".join(f"{m} {k} {row['direction']}" for (m, k), row in found.items()) or "nothing"


def prepared(workspace: Path) -> Iterator[tuple[str, list[Row]]]:
    """A fresh workspace, run on the example press, and its exports."""
    if not (workspace / "veedor.toml").exists():
        veedor(workspace, "init")
    # Ids come from sources: named from the checkout, they are the same wherever it lies.
    veedor(workspace.resolve(), "run", "examples/press", cwd=ROOT)
    for kind in ("articles", "readings", "copies", "events", "stories", "conflicts"):
        yield kind, export(workspace, kind)


def measure(
    data: Path | None = None, workspace: Path | None = None, error: Error = lambda _: None
) -> dict[str, float]:
    """All figures of the example press, 0 to 1, higher is better; `data` is not needed."""
    del data
    with tempfile.TemporaryDirectory() as temporary:
        out = Output(dict(prepared(workspace or Path(temporary))), error)
    return {
        f"press.{layer.__name__}.{name}": round(value, 4)
        for layer in (pairs, conflicts, copies, dates, statements)
        for name, value in layer(out).items()
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--errors", action="store_true", help="print every label missed")
    parser.add_argument("--workspace", type=Path, help="use and keep this workspace")
    options = parser.parse_args()
    os.environ.setdefault("COLUMNS", "200")
    for name, value in measure(None, options.workspace, print if options.errors else (
        lambda _: None
    )).items():  # fmt: skip
        print(f"{name:36} {value:7.3f}")


if __name__ == "__main__":
    main()
