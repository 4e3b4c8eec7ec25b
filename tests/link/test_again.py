"""Linking again after the lists have changed comes to what linking anew comes to."""

from __future__ import annotations

from typing import Any

import pytest

from veedor.link import Context, link, statements
from veedor.lists import Index, merge
from veedor.model import Article, Dating, ListedName, Record
from veedor.read.reader import Reader
from veedor.regimes import built_in

TEXT = (
    "El general Pak Jong Chon viajó a Moscú el 3 de marzo de 2024.\n"
    "Corea del Norte envió munición a Rusia, según Ramón Lamas Pidal."
)
DATING = Dating(article="a", basis="metadata", date="2024-03-05", earliest="2024-03-05",
                latest="2024-03-05")  # fmt: skip


def context(*names: str) -> Context:
    records = [
        Record(list="UN 1718", record=f"KPi.{number}", type="person", nationalities=("KP",),
               names=(ListedName(text=name),), listed_on="2016-11-30", programme="DPRK")
        for number, name in enumerate(names)
    ]  # fmt: skip
    return Context(Index(merge(records)), {"dprk": built_in()["dprk"]})


OTHER = "Aurelio Bianchi"


@pytest.mark.parametrize(
    ("then", "now", "typed", "why"),
    [
        ([OTHER], [OTHER, "Rosa Quiroga"], 0, "nobody here is concerned"),
        ([OTHER], ["Pak Jong Chon"], 1, "a traveller is listed now"),
        (["Pak Jong Chon"], [OTHER], 1, "and no longer"),
        (["Ramón Lamas Pidal"], [OTHER], 1, "who says so was listed"),
    ],
)
def test_only_what_the_lists_change_is_made_again(
    monkeypatch: pytest.MonkeyPatch, then: list[str], now: list[str], typed: int, why: str
) -> None:
    article = Article(id="a", source="a.txt", text=TEXT, language="es")
    reading = Reader({}).read(article)
    before = link(article, reading, DATING, context(*then))
    wanted = link(article, reading, DATING, context(*now))
    assert wanted.statements
    calls = []
    find = statements.find_statements

    def counted(*arguments: Any) -> Any:
        calls.append(1)
        return find(*arguments)

    monkeypatch.setattr(statements, "find_statements", counted)
    assert link(article, reading, DATING, context(*now), before) == wanted, why
    assert len(calls) == typed, why
