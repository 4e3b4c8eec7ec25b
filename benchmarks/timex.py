"""Time expressions on TimeBank, Spanish and English, the publication date given.

Usage: python -m benchmarks.timex [--errors] [--half 0|1]

A span counts when its type and both ends agree with the annotation (strict); `value_f1`
asks for the TIMEX3 value too. Texts are rebuilt from the tokens, each sentence a line.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.inputs import DATA
from veedor.link.calendar import resolve
from veedor.model import Dating, Line
from veedor.read.parse import parse
from veedor.read.times import find_times

LANGUAGES = {"es": "timex_es/timebank_es_train.tsv", "en": "timex_en/timebank_en_train.tsv"}

Expression = tuple[int, int, str, str]


@dataclass(slots=True)
class Document:
    """A text rebuilt from its tokens, its lines, its date and its annotated expressions."""

    published: str
    text: str
    lines: tuple[Line, ...]
    gold: list[Expression]


def _document(published: str, sentences: list[list[list[str]]]) -> Document:
    text, lines, gold = "", [], []
    for sentence in sentences:
        start = len(text)
        current: list[str] = []
        begin = 0
        for token, tag, value in sentence:
            if current and not tag.startswith("I-"):
                gold.append((begin, len(text) - 1, current[0], current[1]))
                current = []
            if tag.startswith("B-"):
                begin, current = len(text), [tag[2:], value]
            text += token + " "
        if current:
            gold.append((begin, len(text) - 1, current[0], current[1]))
        line = text[start:].rstrip()
        lines.append(Line(start=start, end=start + len(line), text=line, kind="body"))
        text = text[: start + len(line)] + "\n"
    return Document(published, text, tuple(lines), gold)


def load(path: Path) -> Iterator[Document]:
    """The documents of a BIO file."""
    published, sentences, sentence = "", [], []
    for raw in [*path.read_text("utf-8").splitlines(), ""]:
        fields = raw.split("\t")
        if fields[0].startswith("*!-DCTVALUE"):
            if sentences or sentence:
                yield _document(published, [s for s in [*sentences, sentence] if s])
            published, sentences, sentence = fields[0].split('"')[1], [], []
        elif not raw.strip():
            sentences, sentence = [*sentences, sentence] if sentence else sentences, []
        else:
            sentence.append(fields)
    if sentences:
        yield _document(published, sentences)


def found(documents: list[Document], code: str) -> Iterator[list[Expression]]:
    """What Veedor finds in each document, with resolved values."""
    parses = parse([(document.text, document.lines) for document in documents], code)
    for document, parsed in zip(documents, parses, strict=True):
        times = find_times(parsed)
        day = document.published[:10]
        dating = Dating(article="", basis="metadata", date=day, earliest=day, latest=day)
        placed = resolve(times, dating)
        yield [
            (time.start, time.end, time.type, place.value)
            for time, place in zip(times, placed, strict=True)
        ]


def _f1(right: int, predicted: int, expected: int) -> float:
    return 2 * right / (predicted + expected) if predicted + expected else 1.0


def score(documents: list[Document], code: str, show: bool = False) -> dict[str, float]:
    """Strict, relaxed and value F1 over the documents."""
    spans = values = relaxed = predicted = expected = 0
    for document, mine in zip(documents, found(documents, code), strict=True):
        gold = {(start, end, kind): value for start, end, kind, value in document.gold}
        ours = {(start, end, kind): value for start, end, kind, value in mine}
        hits = gold.keys() & ours.keys()
        spans += len(hits)
        values += sum(gold[key] == ours[key] for key in hits)
        relaxed += sum(any(o[0] < g[1] and g[0] < o[1] for o in ours) for g in gold)
        predicted, expected = predicted + len(ours), expected + len(gold)
        if show:
            _errors(document, gold, ours)
    return {
        "span_f1": _f1(spans, predicted, expected),
        "value_f1": _f1(values, predicted, expected),
        "relaxed_f1": _f1(relaxed, predicted, expected),
        "precision": spans / max(predicted, 1),
        "recall": spans / max(expected, 1),
    }


def _errors(document: Document, gold: dict, ours: dict) -> None:  # type: ignore[type-arg]
    for start, end, kind in sorted({**gold, **ours}):
        key = (start, end, kind)
        if gold.get(key) == ours.get(key):
            continue
        label = "FN" if key not in ours else "FP" if key not in gold else "VALUE"
        left, right = document.text[max(0, start - 40) : start], document.text[end : end + 25]
        around = f"{left}[[{document.text[start:end]}]]{right}".replace("\n", " / ")
        values = f"{gold.get(key)} ≠ {ours.get(key)} ({document.published[:10]})"
        print(f"{label:5} {kind:8} {values} {around}")


def measure(data: Path) -> dict[str, float]:
    """Strict span F1 and span+value F1 of both languages."""
    figures = {}
    for code, name in LANGUAGES.items():
        scores = score(list(load(data / "bench" / name)), code)
        for figure in ("span_f1", "value_f1", "relaxed_f1"):
            figures[f"times.{code}.{figure}"] = scores[figure]
    return figures


def main() -> None:
    """Print a table of both languages."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", action="store_true", help="print each error")
    parser.add_argument("--half", type=int, choices=(0, 1), help="only every other document")
    parser.add_argument("--language", choices=tuple(LANGUAGES))
    options = parser.parse_args()
    data = DATA
    for code, name in LANGUAGES.items():
        if options.language in (None, code):
            documents = list(load(data / "bench" / name))
            if options.half is not None:
                documents = documents[options.half :: 2]
            scores = score(documents, code, options.errors)
            print(code, "  ".join(f"{key} {value:.4f}" for key, value in scores.items()))


if __name__ == "__main__":
    main()
