"""A date or an interval for each article, with the spans that prove it.

What is given (metadata, dateline, address) stands. The day of an undated article is cut out
of all days by what its text says, and then by other articles, until nothing changes:

- one tells the event on a calendar day that this one tells as of *hoy* or *el miércoles*;
- one counts from an event that this one reports (*nueve meses después de que recibiera a …*),
  or this one from an event that another dates;
- both report one event;
- both are copies of one text.

What does not fit the rest stays in `why` as such.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import msgspec

from veedor.date.accounts import Account, Days, alluded, keys_of, same_event, same_people
from veedor.date.evidence import Clue, weekday_of, written
from veedor.date.given import proof
from veedor.date.likeness import Likeness
from veedor.date.subjects import Subject, account_proof, subject_of, window_of
from veedor.date.tellings import Telling, Tellings, tellings_of
from veedor.date.window import Window
from veedor.link.days import move
from veedor.model import Article, CopyFamily, Dating, Proof, Reading

__all__ = ["asked_by", "date_articles", "told_by"]

#: A copy appears within days of its source.
_COPY = timedelta(days=3)
_ROUNDS = 8
#: Reports of one event may differ by a day on when it was (18 or 19 June).
_TOLERANCE = timedelta(days=1)
#: Cosines of words from which two reports of the same people may be of one event: if kind and
#: place are the same; if the kind is; without either. Of 62 unrelated pairs of the example press
#: the highest is 0.06; of 80 of one story but other events 5 lie above the second, none above
#: the third.
_ALIKE, _MORE_ALIKE, _MOST_ALIKE = 0.06, 0.15, 0.25
#: Of the labelled pairs of one event in the example press, a report's likeness to others of
#: its event is seldom under this share of the greatest.
_NEARLY = 0.7
#: Between the parts of an event's key, where it is kept.
_PARTED = "|"

#: What the articles tell that may be of an account's event.
Near = Callable[[Account], list[Telling]]


def _tells(subject: Subject, telling: Telling, likeness: Likeness) -> bool:
    """Whether a telling is of the subject's main event."""
    if subject.main is None or telling.sort == "counted":
        return False
    if telling.sort == "day":
        return same_event(telling.account, subject.main, placed=True)
    alike = likeness.between(subject.article.id, telling.account.article)
    if alike >= _MOST_ALIKE:
        return same_people(telling.account, subject.main)
    placed = alike < _MORE_ALIKE
    return alike >= _ALIKE and same_event(telling.account, subject.main, placed=placed)


def _fitting(subject: Subject, tellings: Sequence[Telling], slack: timedelta) -> list[Telling]:
    """Those whose days leave some of the subject's."""
    return [
        telling
        for telling in tellings
        if (days := subject.written(_slackened(telling.event, slack))) is not None
        and subject.window.allows(days)
    ]


def _most_alike(
    subject: Subject, tellings: Sequence[Telling], likeness: Likeness
) -> Sequence[Telling]:
    """Those told with a day, and the reports that are nearly as alike as the best."""
    alike = [likeness.between(subject.article.id, item.account.article) for item in tellings]
    best = max(alike, default=0.0)
    return [
        item
        for item, value in zip(tellings, alike, strict=True)
        if value >= _NEARLY * best or item.sort == "day"
    ]


def _slackened(event: Days, slack: timedelta) -> Days:
    """A known day with those beside it; an interval is as wide as it should be."""
    if event.earliest != event.latest:
        return event
    return Days(
        event.earliest - slack if event.earliest else None,
        event.latest + slack if event.latest else None,
    )


def _same_event_clue(
    subject: Subject, near: Near, likeness: Likeness, sorts: Sequence[str], slack: timedelta
) -> Iterator[Clue]:
    """Other articles that tell this one's main event with a calendar day, or report it too.

    Where they tell several such events (two visits of one minister), it may be any of them.
    Reports differ by a day; but one on the weekday that is told here outweighs its neighbour.
    """
    if subject.main is None:
        return
    tellings: Sequence[Telling] = [
        item
        for item in near(subject.main)
        if item.sort in sorts and _tells(subject, item, likeness)
    ]
    if subject.weekday() is None:
        slack = _TOLERANCE
    elif exact := _fitting(subject, tellings, timedelta()):
        tellings, slack = exact, timedelta()
    tellings = _most_alike(subject, _fitting(subject, tellings, slack) or tellings, likeness)
    ranges: list[Days] = []
    why: list[Proof] = []
    for telling in tellings:
        days = subject.written(_slackened(telling.event, slack))
        if days is not None:
            ranges.append(days)
            why.extend(telling.why)
    if ranges:
        why.append(account_proof(subject.reading, subject.main, "the event reported here"))
        yield Clue(tuple(dict.fromkeys(ranges)), tuple(dict.fromkeys(why)))


def _counted_clues(subject: Subject, near: Near) -> Iterator[Clue]:
    """Other articles that count from this one's main event."""
    if subject.main is None:
        return
    for telling in near(subject.main):
        if telling.sort != "counted":
            continue
        days = subject.written(telling.event)
        if days is not None and same_event(telling.account, subject.main, placed=False):
            own = account_proof(subject.reading, subject.main, "the event it counts from")
            yield Clue((days,), (*telling.why, own))


def _distance_clues(subject: Subject, near: Near) -> Iterator[Clue]:
    """Other articles that date the events which this one counts from."""
    for time, phrase in subject.phrases():
        ranges: list[Days] = []
        why: list[Proof] = []
        for telling in near(phrase):
            if telling.sort != "counted" and alluded(phrase, telling.account):
                days = subject.after(time, telling.event)
                if days is not None:
                    ranges.append(days)
                    why.extend(telling.why)
        if ranges:
            own = proof(subject.reading, time, "counted from an event that others date")
            yield Clue(tuple(dict.fromkeys(ranges)), (own, *dict.fromkeys(why)))


def _anniversary_clues(subject: Subject, near: Near) -> Iterator[Clue]:
    """*El jueves se cumple un año de la firma*: others tell the day of the signing."""
    for time, other, back, phrase in subject.anniversaries():
        shift = time.anchor.shift if time.anchor else None
        found = [
            item
            for item in near(phrase)
            if item.sort != "counted" and same_event(phrase, item.account, placed=False)
        ]
        days = [
            Days(move(item.event.earliest, shift), move(item.event.latest, shift))
            for item in found
            if item.event.earliest and item.event.latest
        ]
        number = weekday_of(subject.reading, other)
        ranges = [
            written(day, back)
            for stretch in days
            for day in _each(_slackened(stretch, _TOLERANCE))
            if number in (None, day.isoweekday())
        ]
        if ranges:
            says = f"{other.text} is the anniversary of an event that others date"
            own = proof(subject.reading, other, says), proof(subject.reading, time, says)
            told = (why for item in found for why in item.why)
            yield Clue(tuple(dict.fromkeys(ranges)), (*own, *dict.fromkeys(told)))


#: An event known to less than a week's days has no anniversary to count by.
_WEEK = 7


def _each(days: Days) -> list[date]:
    """The days of a short stretch."""
    if days.earliest is None or days.latest is None:
        return []
    count = (days.latest - days.earliest).days + 1
    return [days.earliest + timedelta(days=n) for n in range(count)] if count <= _WEEK else []


@dataclass(frozen=True)
class _Dated:
    """The articles whose day is given; they are fetched one by one, and not kept."""

    articles: Mapping[str, Article]
    readings: Mapping[str, Reading]
    datings: Mapping[str, Dating]

    def reading(self, key: str) -> Reading:
        """What an article says; nothing if it was not read."""
        return self.readings.get(key) or Reading(article=key, language="")

    def subjects(self) -> Iterator[Subject]:
        """Each of them with what it tells, by (date, id)."""
        for key in sorted(self.datings, key=lambda key: (self.datings[key].earliest or "", key)):
            yield subject_of(self.articles[key], self.reading(key))


def _copy_clues(
    subject: Subject, dated: _Dated, copies: Mapping[str, CopyFamily]
) -> Iterator[Clue]:
    """Dated copies of the same text."""
    family = copies.get(subject.article.id)
    for member in family.members if family else ():
        dating = dated.datings.get(member.article)
        if dating is not None:
            day = date.fromisoformat(dating.earliest or "")
            why = _copy_proof(dated.reading(member.article), day)
            yield Clue((Days(day - _COPY, day + _COPY),), why)


def _copy_proof(reading: Reading, day: date) -> tuple[Proof, ...]:
    if not reading.lines:
        return ()
    line = reading.lines[0]
    return (
        Proof(
            article=reading.article, start=line.start, end=line.end, text=line.text,
            says=f"a copy of this text is of {day}",
        ),
    )  # fmt: skip


def _wanted(undated: Sequence[Subject]) -> frozenset[tuple[str, str, str]]:
    """The keys of the events by which undated articles can be dated."""
    accounts = [subject.main for subject in undated if subject.main]
    accounts += [phrase for subject in undated for _, phrase in subject.phrases()]
    accounts += [phrase for subject in undated for *_, phrase in subject.anniversaries()]
    return frozenset(key for account in accounts for key in keys_of(account))


def _propagate(
    undated: Sequence[Subject], dated: _Dated, families: Sequence[CopyFamily]
) -> None:
    """Narrow the undated by the others until nothing changes."""
    likeness = Likeness.of(dated.readings)
    fixed = Tellings(_wanted(undated))
    for subject in dated.subjects():
        fixed.add(subject)
    keys = {subject.article.id for subject in undated}
    copies = {m.article: family for family in families for m in family.members if m.article in keys}

    def sure(subject: Subject, near: Near) -> Iterator[Clue]:
        yield from _copy_clues(subject, dated, copies)
        yield from _same_event_clue(subject, near, likeness, ("day",), timedelta())
        yield from _anniversary_clues(subject, near)
        yield from _counted_clues(subject, near)

    def likely(subject: Subject, near: Near) -> Iterator[Clue]:
        yield from sure(subject, near)
        yield from _same_event_clue(subject, near, likeness, ("day", "main"), _TOLERANCE)
        yield from _distance_clues(subject, near)

    # What is told with a day or a distance comes first; likeness only where that ends.
    for clues in (sure, likely):
        _settle(undated, fixed, clues)


def _settle(
    undated: Sequence[Subject],
    fixed: Tellings,
    clues: Callable[[Subject, Near], Iterator[Clue]],
) -> None:
    """Narrow windows until nothing changes; a bound of rounds for texts that chase each other."""
    for _ in range(_ROUNDS):
        moving = Tellings(fixed.wanted)
        for subject in undated:
            moving.add(subject)
        changed = False
        for subject in undated:
            for clue in clues(subject, _near(subject, fixed, moving)):
                changed |= subject.window.narrow(clue)
        if not changed:
            return


def _near(subject: Subject, *held: Tellings) -> Near:
    key = subject.article.id
    return lambda account: [telling for index in held for telling in index.near(account, key)]


def _given(dating: Dating, window: Window) -> Dating:
    """What was given, with what does not fit it."""
    against = [item for item in window.against if item not in dating.why]
    return msgspec.structs.replace(dating, why=(*dating.why, *against))


def _inferred(subject: Subject) -> Dating:
    """What is known at the end; `unknown` without a proof."""
    window = subject.window
    basis = next(iter(window.bases)) if len(window.bases) == 1 else "inferred"
    if not window.why and basis == "inferred":
        return Dating(article=subject.article.id, basis="unknown", why=tuple(window.against))
    first, last = window.earliest, window.latest
    start = first.isoformat() if first else None
    end = last.isoformat() if last else None
    exact = start is not None and start == end
    return Dating(
        article=subject.article.id,
        basis=basis,  # type: ignore[arg-type]
        date=start if exact else f"{start or '..'}/{end or '..'}",
        earliest=start,
        latest=end,
        why=(*window.why, *window.against),
    )


def date_articles(
    articles: Mapping[str, Article],
    readings: Mapping[str, Reading],
    families: Sequence[CopyFamily],
) -> dict[str, Dating]:
    """Date a collection, in time that grows with the number of articles.

    Args:
        articles: by id.
        readings: by article id; articles without one are dated by metadata and address.
        families: which articles share a text.

    Returns:
        A dating for each article, `unknown` where nothing proves one.
    """
    datings: dict[str, Dating] = {}
    undated: list[Subject] = []
    dated = _Dated(articles, readings, datings)
    for key, article in articles.items():
        found, window = window_of(article, dated.reading(key))
        if found is None:
            undated.append(subject_of(article, dated.reading(key)))
        else:
            datings[key] = _given(found, window)
    if undated:
        undated.sort(key=lambda subject: subject.article.id)
        _propagate(undated, dated, families)
    return datings | {subject.article.id: _inferred(subject) for subject in undated}


def asked_by(
    keys: Iterable[str], articles: Mapping[str, Article], readings: Mapping[str, Reading]
) -> set[str]:
    """What some undated articles tell by which others may date them, see `told_by`."""
    asked: set[str] = set()
    for key in keys:
        if reading := readings.get(key):
            asked.update(map(_PARTED.join, _wanted([subject_of(articles[key], reading)])))
    return asked


def told_by(articles: Mapping[str, Article], readings: Mapping[str, Reading]) -> set[str]:
    """The events of which some articles may tell the day: kinds and two who share in each."""
    told = (subject_of(articles[key], reading) for key, reading in readings.items())
    return {
        _PARTED.join(event)
        for subject in told
        for telling in tellings_of(subject)
        for event in keys_of(telling.account)
    }
