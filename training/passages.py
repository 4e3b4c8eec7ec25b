"""Labelled passages: press sentences and what they tell by a regime's measures.

`# lang date | note` opens a passage, one sentence a line; `H> ` marks a headline. After a
sentence `{{MEASURE f|l DIRECTION|0 modality [?]; …}}` says what it tells (`f` a finding, `l` a
lead, `0` no direction told), `{{-MEASURE …}}` what it looks like and is not; `?` marks what
people may disagree on. Sentences without a label tell nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

__all__ = ["FOLDER", "Label", "Passage", "from_tests", "passages"]

FOLDER = Path(__file__).parent / "passages"
TESTED = tuple(
    Path(__file__).parents[1] / "tests" / "link" / name
    for name in ("passages.yaml", "dispatches.yaml")
)
_BETWEEN = re.compile(r"(?<=[.!?»”\"])\s+(?=[A-ZÁÉÍÓÚÑ¿¡«“\"])")
_SENTENCE = re.compile(r"^(?P<headline>H> )?(?P<text>.*?)(?:\s*\{\{(?P<labels>.*)\}\})?$")
_KINDS = {"f": "finding", "l": "lead"}


@dataclass(frozen=True, slots=True)
class Label:
    """What a sentence, `[start, end)` of the passage, tells by a measure; `kind` None: a trap."""

    start: int
    end: int
    measure: str | None
    kind: str | None
    direction: str | None = None
    modality: str | None = None
    debatable: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage with its labels; `batch` is the file it stands in."""

    id: str
    batch: str
    language: str
    published: date
    text: str
    labels: tuple[Label, ...]


def passages(file: Path) -> Iterator[Passage]:
    """The passages of a file.

    Raises:
        ValueError: with file and passage, where a label is none.
    """
    blocks = re.split(r"(?m)^# ", file.read_text("utf-8"))[1:]
    for number, block in enumerate(blocks, 1):
        try:
            yield _passage(file.stem, number, block)
        except (ValueError, KeyError) as error:
            raise ValueError(f"{file.name}, passage {number}: {error}") from None


def _passage(batch: str, number: int, block: str) -> Passage:
    head, *lines = [line for line in block.strip().split("\n") if line.strip()]
    language, day = head.partition("|")[0].split()
    text, labels, after_headline = "", [], False
    for line in lines:
        parts = _SENTENCE.match(line)
        assert parts is not None
        sentence = parts["text"].strip()
        if text:
            text += "\n" if after_headline else " "
        start = len(text)
        text += sentence
        after_headline = bool(parts["headline"])
        labels += [
            _label(start, len(text), told)
            for told in (parts["labels"] or "").split(";")
            if told.strip()
        ]
    return Passage(
        id=f"{batch}-{number:03d}",
        batch=batch,
        language=language,
        published=date.fromisoformat(day),
        text=text,
        labels=tuple(labels),
    )


def _label(start: int, end: int, told: str) -> Label:
    words = told.split()
    debatable = words[-1] == "?"
    if debatable:
        words.pop()
    if words[0].startswith("-"):
        return Label(start, end, words[0][1:] or None, None, debatable=debatable)
    measure, kind, direction, modality = words
    return Label(
        start, end, measure, _KINDS[kind], None if direction == "0" else direction, modality,
        debatable,
    )  # fmt: skip


def from_tests() -> Iterator[Passage]:
    """The passages of the tests, which say what comes of all their sentences together.

    What is expected so many times is told by so many of the last sentences: earlier ones name
    the sides. Of the others nothing is known.
    """
    for file in TESTED:
        for code, entries in yaml.safe_load(file.read_text("utf-8")).items():
            for number, entry in enumerate(entries, 1):
                yield Passage(
                    id=f"{file.stem}-{code}-{number:03d}",
                    batch=file.stem,
                    language=code,
                    published=date(2025, 1, 1),
                    text=entry["text"],
                    labels=tuple(_expected(entry)),
                )


def _expected(entry: Mapping[str, Any]) -> Iterator[Label]:
    text = entry["text"]
    starts = [0, *(found.end() for found in _BETWEEN.finditer(text))]
    told: dict[str, int] = Counter(measure for measure, *_ in entry["expect"])
    for measure, way, modality, kind in entry["expect"]:
        start = starts[max(0, len(starts) - told[measure])]
        told[measure] -= 1
        end = next((one for one in starts if one > start), len(text))
        shown = None if kind == "context" else kind
        yield Label(start, end, measure, shown, way, modality)
        yield Label(0, start, measure, "finding", debatable=True)
    for (measure,) in entry.get("any", []):
        yield Label(0, len(text), measure, "finding", debatable=True)
