"""What words that point back stand for: the passages of anaphora.yaml."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from veedor.model import Article, Clause, Reading
from veedor.read.reader import Reader

PASSAGES = yaml.safe_load(Path(__file__).with_name("anaphora.yaml").read_text("utf-8"))
#: Passages that are still got wrong, by their point; none of them is given a wrong antecedent.
KNOWN = {
    "flag told apart",  # no name is found
    "what was found",  # the model takes the thing for a part of the place
    "another word for the ship",  # the model takes *loaded* for a participle
}


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def told(reading: Reading, text: str, word: str) -> tuple[set[str], str]:
    """The states and the words that a pointing word, or a verb without subject, stands for."""
    *_, at = (found.start() for found in re.finditer(rf"\b{word}\b", text))
    states: set[str] = set()
    words = ""
    for clause in reading.clauses:
        for argument in clause.arguments:
            meant = argument.antecedent
            if meant is None or meant.cues == ("place",):
                continue
            if not _points(clause, argument.start, argument.end, at, word):
                continue
            states.update(meant.countries)
            words += f" {meant.text}"
    return states, words


def _points(clause: Clause, start: int, end: int, at: int, word: str) -> bool:
    if clause.predicate.text == word and clause.predicate.start == at:
        return start < clause.start  # the subject that the verb leaves out
    return start <= at and at + len(word) <= end + len(word) and abs(start - at) <= len(word)


@pytest.mark.parametrize(
    ("code", "entry"),
    [
        pytest.param(code, entry, id=f"{code}-{entry['point']}")
        for code, entries in PASSAGES.items()
        for entry in entries
    ],
)
def test_passage(reader: Reader, code: str, entry: dict) -> None:
    article = Article(id="p", source="p", text=entry["text"], language=code)
    reading = reader.read(article)
    for word, meant in entry["means"].items():
        states, words = told(reading, entry["text"], word)
        wanted = meant if isinstance(meant, list) else None
        if wanted is not None:
            assert states <= set(wanted), (word, states, entry["point"])
        if entry["point"] in KNOWN:
            pytest.skip(f"known weakness: {entry['point']}")
        if wanted is not None:
            assert states == set(wanted), (word, states)
            assert wanted or not words, (word, words)
        else:
            assert meant in words, (word, words)


def test_antecedents_are_spans_of_the_text(reader: Reader) -> None:
    for code, entries in PASSAGES.items():
        for entry in entries:
            article = Article(id="p", source="p", text=entry["text"], language=code)
            for clause in reader.read(article).clauses:
                for argument in clause.arguments:
                    meant = argument.antecedent
                    if meant is not None:
                        assert article.text[meant.start : meant.end] == meant.text
                        assert meant.cues
