"""The order in which articles are taken does not depend on what they are called."""

from __future__ import annotations

from itertools import permutations

import pytest

from veedor.date.order import in_order
from veedor.model import Article, Dating

DAY = "2031-05-06"
#: Text, publication, day: in the order in which they are taken, and why.
TAKEN = [
    ("Un siglo antes.", "1900-01-01", "1900-01-01", "a day long past"),
    ("Firmado.", f"{DAY}T08:00:00", DAY, "the hour decides"),
    ("Firmaron el pacto esta mañana.", f"{DAY}T09:30:00", DAY, "later the same day"),
    ("Mañana se firma otro.", "2031-05-07", "2031-05-07", "the next day"),
    ("Sin fecha de la página.", None, "2031-05-08", "dated by what it says"),
    ("De un reloj adelantado.", "2199-01-01", "2199-01-01", "a clock that runs ahead"),
    ("Nadie sabe cuándo.", None, None, "undated"),
]


def _taken(names: tuple[str, ...]) -> list[str]:
    articles, datings = {}, {}
    for name, (text, published, day, _) in zip(names, TAKEN, strict=True):
        articles[name] = Article(id=name, source=name, text=text, published=published)
        basis = "metadata" if day else "unknown"
        datings[name] = Dating(
            article=name, basis=basis, date=day, earliest=day, latest=day,  # type: ignore[arg-type]
        )  # fmt: skip
    order = in_order(articles, datings, sorted(articles))
    return [articles[key].text for key in order]


@pytest.mark.parametrize("names", [tuple("abcdefg"), tuple("gfedcba"), tuple("dagfbec")])
def test_time_decides_and_names_do_not(names: tuple[str, ...]) -> None:
    assert _taken(names) == [text for text, *_ in TAKEN]


@pytest.mark.parametrize("names", list(permutations("abc")))
def test_reports_of_one_moment_are_taken_by_their_texts(names: tuple[str, ...]) -> None:
    texts = ["Firmado.", "Se firmó.", "Firmaron el pacto en el puerto, con dos testigos."]
    articles = {
        name: Article(id=name, source=name, text=text, published=DAY)
        for name, text in zip(names, texts, strict=True)
    }
    found = [articles[key].text for key in in_order(articles, {}, sorted(articles))]
    assert found == texts, "shorter ones first"
