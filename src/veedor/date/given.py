"""The date that a page gives for itself: metadata, a dateline or byline, its address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from veedor.date.accounts import Days
from veedor.model import Article, Dating, Line, Proof, Reading, Time
from veedor.read.languages import language

__all__ = ["address_month", "day_of", "given", "on_dateline", "proof", "weekday_in", "words"]

_BOUND = r"(?<![^\W_])"
_END = r"(?![^\W_])"
#: 2024-10-18, 2024/10/18, 2024_10_18, 20241018; longer runs of figures are ids or crawl times.
_YEAR_FIRST = re.compile(
    rf"{_BOUND}(?P<y>(?:19|20)\d\d)(?P<s>[-_/.]?)(?P<m>[01]\d)(?P=s)(?P<d>[0-3]\d){_END}"
)
#: 18-10-2024, 18/10/2024.
_DAY_FIRST = re.compile(
    rf"{_BOUND}(?P<d>[0-3]\d)(?P<s>[-_/.])(?P<m>[01]\d)(?P=s)(?P<y>(?:19|20)\d\d){_END}"
)
#: 2024/oct/18, as some English papers have it.
_NAMED = re.compile(
    rf"{_BOUND}(?P<y>(?:19|20)\d\d)[-_/](?P<m>[a-z]{{3,9}})[-_/](?P<d>[0-3]?\d){_END}",
    re.IGNORECASE,
)
_MONTH = re.compile(
    rf"{_BOUND}(?P<y>(?:19|20)\d\d)[-_/](?P<m>0[1-9]|1[0-2]){_END}(?![-_/.]\d\d{_END})"
)
#: No page of the web is older; figures that read as an earlier day are something else.
_FIRST_PAGE = date(1993, 1, 1)
#: The press existed; nothing is written before it.
_FIRST = date(1600, 1, 1)
#: What stands before the date of a wire's dateline: at most a place, an agency and an author.
_LONGEST_PLACE = 60
_AFTER = re.compile(
    r"\s*,?\s*(?:(?:\([^()\n]{2,60}\)|/[^/\n]{2,40}/)\s*[.,:]?\s*[-–—]*|[.:]?\s*[-–—]+)(?=\s|\S)"
)
_WORDS = re.compile(r"[^\W\d_]+")


def proof(reading: Reading, time: Time, says: str) -> Proof:
    """A time expression as a proof."""
    return Proof(article=reading.article, start=time.start, end=time.end, text=time.text, says=says)


def day_of(text: str) -> date | None:
    """The day that an ISO date or date-time begins with."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _line(reading: Reading, time: Time) -> Line | None:
    return next((line for line in reading.lines if line.start <= time.start < line.end), None)


def _is_place(text: str) -> bool:
    """Whether words can be the place, agency or author before a dateline's date: names only."""
    return all(
        word[0].isupper() or len(word) <= _PARTICLE for word in _WORDS.findall(text)
    ) and not re.search(r"[.!?]\s+\S", text)


#: Particles of names (*de*, *los*, *of*, *the*) are not longer.
_PARTICLE = 3


def on_dateline(reading: Reading, time: Time) -> bool:
    """Whether a time stands on a dateline or byline, or in the dateline that opens a line
    (*SEÚL, 18 oct (Agencia).- …*)."""
    line = _line(reading, time)
    if line is None:
        return False
    if line.kind in ("dateline", "byline"):
        return True
    if line.kind not in ("lead", "body", "title"):
        return False
    before = line.text[: time.start - line.start]
    after = _AFTER.match(line.text, time.end - line.start)
    # An agency between place and date needs nothing behind it: *SEÚL (Agencia), 18 oct.-*.
    return (
        len(before) <= _LONGEST_PLACE
        and after is not None
        and bool(_WORDS.search(before) or "(" in after.group())
        and _is_place(before)
    )


@cache
def words(code: str, key: str) -> tuple[str, ...]:
    """The words of a list in the language's `dating.yaml`."""
    return tuple(language(code).data("dating").get(key, ())) if code else ()


@cache
def _weekdays(code: str) -> dict[str, int]:
    return dict(language(code).data("times")["weekdays"]) if code else {}


def weekday_in(reading: Reading, time: Time) -> int | None:
    """The weekday that a date names besides day and month (*jueves 5 de junio*): 1 is Monday."""
    names = _weekdays(reading.language)
    found = (names.get(word.lower()) for word in _WORDS.findall(time.text))
    return next((number for number in found if number), None)


def _of_update(reading: Reading, time: Time) -> bool:
    """Whether a date is said to be that of a later version (*Actualizado: …*)."""
    line = _line(reading, time)
    if line is None:
        return False
    before = line.text[: time.start - line.start].casefold()
    cut = re.split(r"[|·•]", before)[-1]
    return any(word in cut for word in words(reading.language, "updated"))


def _dateline(reading: Reading, latest: date | None) -> tuple[date, tuple[Proof, ...]] | None:
    """A full date on a dateline, the first that is not an update's, and what says so.

    A later version keeps *hoy* and *este jueves* of the first, so the first is the day.
    """
    dated = [
        (day, time)
        for time in reading.times
        if time.type in ("DATE", "TIME")
        and (day := day_of(time.value))
        and day > _FIRST
        and (latest is None or day <= latest)
        and on_dateline(reading, time)
    ]
    if not dated:
        return None
    first = [pair for pair in dated if not _of_update(reading, pair[1])] or dated
    day, time = first[0]
    why = [proof(reading, time, f"the dateline says {day.isoformat()}")]
    why += [
        proof(reading, other, f"updated on {later.isoformat()}")
        for later, other in dated
        if later > day and _of_update(reading, other)
    ]
    return day, tuple(why)


@cache
def _months() -> dict[str, int]:
    from veedor.read.languages import available

    return {
        str(word): number
        for code in available()
        for word, number in language(code).data("times")["months"].items()
    }


def _address_days(text: str) -> Iterator[tuple[int, date]]:
    for pattern in (_YEAR_FIRST, _DAY_FIRST, _NAMED):
        for match in pattern.finditer(text):
            month = match["m"] if match["m"].isdigit() else _months().get(match["m"].lower(), 0)
            day = day_of(f"{match['y']}-{int(month):02}-{int(match['d']):02}")
            if day is not None:
                yield match.start(), day


def _in_time(day: date, latest: date | None) -> bool:
    return day >= _FIRST_PAGE and (latest is None or day <= latest)


def _address(article: Article, latest: date | None) -> date | None:
    """A day in the page's address, or in the file's name and folders: the last one there."""
    for text in (article.url, article.source):
        days = [found for found in _address_days(text or "") if _in_time(found[1], latest)]
        if days:
            return max(days)[1]
    return None


def address_month(article: Article) -> Days | None:
    """The month that an address or path gives where it gives no day (*/2024/10/titulo*)."""
    for text in (article.url, article.source):
        matches = list(_MONTH.finditer(text or ""))
        if matches:
            first = date(int(matches[-1]["y"]), int(matches[-1]["m"]), 1)
            if _in_time(first, day_of(article.collected_at)):
                following = (first + timedelta(days=31)).replace(day=1)
                return Days(first, following - timedelta(days=1))
    return None


def _exact(article: str, basis: str, day: date, why: tuple[Proof, ...] = ()) -> Dating:
    text = day.isoformat()
    return Dating(
        article=article, basis=basis, date=text, earliest=text, latest=text,  # type: ignore[arg-type]
        why=why,
    )  # fmt: skip


def given(article: Article, reading: Reading) -> Dating | None:
    """The day that metadata, dateline or address give; one in the future is none."""
    collected = day_of(article.collected_at)
    latest = collected + timedelta(days=1) if collected else None
    day = day_of(article.published or "")
    if day and day > _FIRST and (latest is None or day <= latest):
        return _exact(article.id, "metadata", day)
    dateline = _dateline(reading, latest)
    if dateline:
        return _exact(article.id, "dateline", *dateline)
    day = _address(article, latest)
    return _exact(article.id, "url", day) if day else None
