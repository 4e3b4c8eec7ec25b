"""Statements from passages: each with one hard point, and what must come of it."""

from __future__ import annotations

from collections import Counter

import pytest
from tests.link.statement_passages import compare, passages, read, statements

from veedor.link import Context, link
from veedor.lists import Index
from veedor.model import Dating
from veedor.read.reader import Reader
from veedor.regimes import built_in

#: Passages that are still got wrong, by their point; each is a known weakness.
KNOWN = {"pipeline", "thanks for taking part"}


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader()


@pytest.mark.parametrize(
    ("code", "entry"),
    [pytest.param(code, entry, id=f"{code}-{entry['text'][:40]}") for code, entry in passages()],
)
def test_passage(reader: Reader, code: str, entry: dict) -> None:
    found = statements(*read(reader, entry["text"], code))
    _, invented, missed = compare(entry, found)
    assert not any(form[3] == "finding" for form in invented), entry["point"]
    if (missed or invented) and entry["point"] in KNOWN:
        pytest.skip(f"known weakness: {entry['point']}")
    assert not invented, entry["point"]
    assert not missed, entry["point"]


def test_every_measure_has_an_indicator_or_a_travel_ban() -> None:
    pack = built_in()["dprk"]
    told = {indicator.measure for indicator in pack.indicators}
    ban = pack.header.travel_ban
    assert ban is not None
    assert set(pack.measures) == told | {ban.measure}


#: A travel ban needs lists, so that its passages are in `test_journeys`; humanitarian aid gives no
#: finding, and all its passages are traps.
ELSEWHERE = {"TRAVEL_BAN", "HUMANITARIAN"}


def test_every_measure_has_passages_and_a_trap() -> None:
    """At least two that must be found, and its nearest trap, in Spanish or English."""
    found: Counter[str] = Counter()
    traps: Counter[str] = Counter()
    for _, entry in passages():
        found.update({form[0] for form in entry["expect"]})
        traps.update({entry["near"]} if "near" in entry else ())
    measures = built_in()["dprk"].measures
    assert {m for m in measures if found[m] < 2} <= ELSEWHERE
    assert {m for m in measures if not traps[m]} <= {"TRAVEL_BAN"}
    assert len(list(passages())) >= 120


def test_spans_are_whole_sentences(reader: Reader) -> None:
    text = "Corea del Norte envió armas a Rusia. Putin visitó Pionyang."
    article, reading = read(reader, text, "es")
    for statement in statements(article, reading):
        assert article.text[statement.start : statement.end] == statement.text
        assert statement.text in {sentence.text for sentence in reading.sentences}
        for cue in statement.cues:
            assert article.text[cue.start : cue.end] == cue.text


def test_the_same_reading_gives_the_same_ids(reader: Reader) -> None:
    article, reading = read(reader, "Pionyang vendió misiles a Moscú.", "es")
    first, second = statements(article, reading), statements(article, reading)
    assert [s.id for s in first] == [s.id for s in second]
    assert len({s.id for s in first}) == len(first)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Corea del Norte vendió misiles balísticos a Siria en 1999.", "context"),
        ("Corea del Norte vendió misiles balísticos a Siria en agosto de 2004.", "context"),
        ("Corea del Norte vendió misiles balísticos a Siria en 2012.", "finding"),
        ("Corea del Norte vendió misiles balísticos a Siria.", "finding"),
    ],
)
def test_what_was_over_before_the_regime_began_is_context(
    reader: Reader, text: str, kind: str
) -> None:
    article, reading = read(reader, text, "es")
    day = Dating(article=article.id, basis="metadata", earliest="2024-05-02", latest="2024-05-02")
    found = link(article, reading, day, Context(Index(()), {"dprk": built_in()["dprk"]}))
    assert [s.kind for s in found.statements if s.measure == "ARMS_EXPORT"] == [kind]
