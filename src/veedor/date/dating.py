"""A date or an interval for each article, with the spans that prove it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from veedor.model import Article, CopyFamily, Dating, Proof, Reading

__all__ = ["date_articles"]

_URL_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)[/-]?([01]\d)[/-]?([0-3]\d)(?!\d)")


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _exact(article: str, basis: str, day: date, why: tuple[Proof, ...] = ()) -> Dating:
    text = day.isoformat()
    return Dating(
        article=article, basis=basis, date=text, earliest=text, latest=text, why=why  # type: ignore[arg-type]
    )


def _dateline(reading: Reading) -> tuple[date, Proof] | None:
    """A full date on a dateline."""
    lines = [line for line in reading.lines if line.kind == "dateline"]
    for time in reading.times:
        if any(line.start <= time.start < line.end for line in lines):
            day = _day(time.value)
            if day and "X" not in time.value[:10]:
                proof = Proof(
                    article=reading.article, start=time.start, end=time.end, text=time.text,
                    says=f"dateline: {day.isoformat()}",
                )  # fmt: skip
                return day, proof
    return None


def _url(article: Article) -> date | None:
    match = _URL_DAY.search(article.url or "")
    return _day("-".join(match.groups())) if match else None


def _given(article: Article, reading: Reading) -> Dating | None:
    """The date that metadata, dateline or address give."""
    day = _day(article.published or "")
    if day:
        return _exact(article.id, "metadata", day)
    dateline = _dateline(reading)
    if dateline:
        return _exact(article.id, "dateline", dateline[0], (dateline[1],))
    day = _url(article)
    return _exact(article.id, "url", day) if day else None


def date_articles(
    articles: Mapping[str, Article],
    readings: Mapping[str, Reading],
    families: Sequence[CopyFamily],
) -> dict[str, Dating]:
    """Date a collection.

    Args:
        articles: by id.
        readings: by article id; articles without one are dated by metadata and address.
        families: which articles share a text.

    Returns:
        A dating for each article, `unknown` where nothing proves one.
    """
    datings = {}
    for key, article in articles.items():
        reading = readings.get(key) or Reading(article=key, language="")
        given = _given(article, reading)
        datings[key] = given or Dating(article=key, basis="unknown")
    return datings
