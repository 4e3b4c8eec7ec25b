"""Reading beside a plain spaCy pipeline, and quotations beside textacy, in one run.

Reading is `reading_speed`: words a second of the whole reading and of the bare model that it uses.
textacy is given the same passages and the five annotated reports under the same model; what it
does not find for an exception counts as not found. Direct quotations alone: it has no others. They
are compared as words, without the marks around them.

Usage: python -m benchmarks.peers [FOLDER]
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.read.quote_passages import passages
from textacy.extract import direct_quotations

from benchmarks.inputs import data_folder
from benchmarks.quotes import read_passage
from benchmarks.reading_speed import speeds
from benchmarks.scoring import Counts, compare
from veedor.model import Article
from veedor.read.parse import load_model
from veedor.read.reader import Reader

ROUNDS = 3
_MARKS = " \n«»“”\"'‘’"


def _texts(data: Path) -> Iterator[tuple[str, str, str, set[str]]]:
    """Set, language, text, and the direct quotations annotated in it."""
    for passage in passages():
        wanted = {_bare(quote.text) for quote in passage.quotes if quote.kind == "D"}
        yield "passages", passage.lang, passage.text, wanted
    for file in sorted((data / "gold" / "seeds").glob("*.json")):
        gold = json.loads(file.read_text("utf-8"))
        text = (data / "seeds" / gold["file"]).read_text("utf-8")
        quotes = [q for q in gold["quotes"] if q["direct"] and not q.get("optional")]
        yield "gold", "es", text, {_bare(text[q["start"] : q["end"]]) for q in quotes}


def _bare(quote: str) -> str:
    return " ".join(quote.strip(_MARKS).split()).rstrip(".,")


def _ours(reader: Reader, code: str, text: str) -> set[str]:
    reading = reader.read(Article(id="x", source="x", text=text, language=code))
    return {_bare(quote.text) for quote in reading.quotes if quote.direct}


def _theirs(extract: Any, code: str, text: str) -> set[str]:
    try:
        found = list(extract(load_model(code)(text)))
    except Exception:
        return set()
    return {_bare(quote.content.text) for quote in found}


def measure(data: Path) -> dict[str, float]:
    """Words a second of reading and of spaCy; F1 and seconds of quotations, ours and textacy's."""
    figures = speeds(data)
    reader = Reader({})
    for name, find, tool in (("veedor", _ours, reader), ("textacy", _theirs, direct_quotations)):
        find(tool, "es", "«Es así», dijo Ana Paz."), find(tool, "en", "It is so, she said.")
        counts: dict[str, Counts] = {}
        began = time.process_time()
        for where, code, text, wanted in _texts(data):
            counts.setdefault(where, Counts()).add(compare(wanted, find(tool, code, text)))
        figures[f"quotes.{name}.seconds"] = time.process_time() - began
        for where, count in counts.items():
            figures[f"quotes.{name}.{where}.direct_f1"] = count.f1
    return figures | _alone(direct_quotations)


def _alone(extract: Any) -> dict[str, float]:
    """How many times as fast as textacy quotations are found in the passages: parse and quotations
    alone, which with us are indirect ones and speakers too; the best of some rounds of each."""
    all_passages = list(passages())
    ours = theirs = float("inf")
    for _ in range(ROUNDS):
        began = time.process_time()
        for passage in all_passages:
            read_passage(passage)
        between = time.process_time()
        for passage in all_passages:
            _theirs(extract, passage.lang, passage.text)
        ours = min(ours, between - began)
        theirs = min(theirs, time.process_time() - between)
    return {"quotes.times_as_fast_as_textacy": theirs / ours}


if __name__ == "__main__":
    for figure, value in measure(data_folder()).items():
        print(f"{figure:40} {value:12.3f}")
