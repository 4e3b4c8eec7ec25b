"""What an article is mainly about: when, who, what kind of act, where."""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from veedor.group.collection import Collection
from veedor.group.gist import NO_GIST, Gist, gist
from veedor.group.mentions import Mention, When, mentions
from veedor.group.terms import Terms, Vector
from veedor.group.whole import NO_WHOLE, Whole, whole
from veedor.model import Dating

__all__ = ["RECENT", "Profile", "Profiles", "profile"]

#: The sentences that say what a report is about: title, lead, and this many of the body.
HEAD_BODY = 3
#: A day named there is the event's if it is so near the day of writing, in days.
RECENT = 7
#: A clipping whose own day is not known to a week is not dated by the days it names.
KNOWN = 7
#: An article is found by this many of its participants, and of its acts, places and states.
FOUND_BY, FOUND_BY_FEW = 6, 2
#: So many of the latest texts are known again when they are printed once more.
LATEST = 256
#: Weights of an act or a person in the title or lead, and in the first sentences.
TITLE_WEIGHT, BODY_WEIGHT = 3, 1


@dataclass(frozen=True, slots=True)
class Profile:
    """An article's main matter. `earliest` to `latest`: the days it may have happened on.

    `written` is the first day on which the article may have been written; `text` is the same for
    articles of one text.
    """

    article: str
    title: str
    language: str
    written: date | None
    earliest: date | None
    latest: date | None
    acts: tuple[str, ...]
    participants: tuple[str, ...]
    places: tuple[str, ...]
    states: tuple[str, ...]
    head: tuple[Mention, ...]
    mentions: tuple[Mention, ...]
    vector: Vector
    text: int = 0
    gist: Gist = NO_GIST
    whole: Whole = NO_WHOLE

    @property
    def width(self) -> int | None:
        """How many days it may have happened on; None if nothing is known."""
        if self.earliest is None or self.latest is None:
            return None
        return (self.latest - self.earliest).days + 1

    @property
    def keys(self) -> tuple[str, ...]:
        """By what an article is looked up on its days: its people, acts, places and states, and if
        it is long the words of all names."""
        return (
            *self.participants[:FOUND_BY], *self.acts[:FOUND_BY_FEW], *self.places[:FOUND_BY_FEW],
            *self.states[:FOUND_BY_FEW], *self.whole.keys,
        )  # fmt: skip

    @property
    def also(self) -> date | None:
        """A long report is looked up by the day of writing as well: its head need not tell of the
        day of the event."""
        day = self.written
        return day if self.whole.long and day != self.earliest else None

    @property
    def profile(self) -> Profile:
        """Itself: see `cards.Report`."""
        return self


def as_day(value: str | None) -> date | None:
    """An ISO day, or None for anything else (a year alone, an open interval)."""
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        return None


def _head(told: Sequence[Mention]) -> list[Mention]:
    """The mentions that say what the article is about, the first paragraphs' last."""
    top = [mention for mention in told if mention.line_kind in ("title", "lead")]
    body = [mention for mention in told if mention.line_kind == "body"]
    return top + body[:HEAD_BODY]


def _ranked(head: Iterable[Mention], field: str) -> tuple[str, ...]:
    """Acts, participants or places by how much the head speaks of them."""
    weights: Counter[str] = Counter()
    for mention in head:
        weight = TITLE_WEIGHT if mention.line_kind in ("title", "lead") else BODY_WEIGHT
        for value in getattr(mention, field):
            weights[value] += weight
    return tuple(sorted(weights, key=lambda value: (-weights[value], value)))


def _recent(times: Iterable[When], earliest: date, latest: date) -> tuple[date, date] | None:
    """The first day named that lies just before the day of writing."""
    for when in times:
        first, last = as_day(when.earliest), as_day(when.latest)
        if first is None or last is None or (last - first).days > RECENT:
            continue
        if when.value == "PRESENT_REF":
            continue
        if earliest - timedelta(days=RECENT) <= first and last <= latest:
            return first, last
    return None


def _days(head: Sequence[Mention], dating: Dating | None) -> tuple[date | None, date | None]:
    """When the main matter happened: a recent day named in the head, else the day of writing.

    The day of an act that is told comes before one that is only meant (which is not to come), and
    that before the day on which somebody told it (*informó el martes*).
    """
    if dating is None:
        return None, None
    earliest, latest = as_day(dating.earliest), as_day(dating.latest)
    if earliest is None or latest is None or (latest - earliest).days >= KNOWN:
        return earliest, latest
    times = [(mention.told, when) for mention in head for when in mention.times]
    for told, of_telling in ((True, False), (False, False), (True, True), (False, True)):
        of_kind = (w for t, w in times if t is told and w.of_telling is of_telling)
        to_come = timedelta(days=1 if told else 0)
        if named := _recent(of_kind, earliest, latest + to_come):
            return named
    return earliest, latest


def profile(collection: Collection, article: str, vector: Vector) -> Profile:
    """What an article is mainly about."""
    found = tuple(mentions(collection, article))
    head = _head(found)
    dating = collection.datings.get(article)
    earliest, latest = _days(head, dating)
    written = as_day(dating.earliest) if dating else None
    to_the_day = dating is not None and dating.earliest == dating.latest
    return Profile(
        article=article,
        title=collection.readings[article].title or collection.articles[article].title or "",
        language=collection.readings[article].language,
        written=written,
        earliest=earliest,
        latest=latest,
        acts=_ranked(head, "acts"),
        participants=_ranked(head, "participants"),
        places=_ranked(head, "places"),
        states=_ranked(head, "states"),
        head=tuple(head),
        mentions=found,
        vector=vector,
        text=hash(collection.articles[article].text),
        gist=gist(head, collection.readings[article].language),
        whole=whole(found, written if to_the_day else None, RECENT),
    )


@dataclass
class Profiles:
    """The main matter of articles; a text that is printed a million times is looked at once."""

    collection: Collection
    terms: Terms
    _latest: OrderedDict[Hashable, Profile] = field(default_factory=OrderedDict)

    def of(self, article: str) -> Profile:
        """What an article is mainly about."""
        dating, record = self.collection.datings.get(article), self.collection.articles[article]
        days = (dating.earliest, dating.latest) if dating else None
        same = (hash(record.text), days)
        if known := self._latest.get(same):
            found = replace(known, article=article, title=known.title or record.title or "")
        else:
            found = profile(self.collection, article, self.terms.vector(article))
        self._latest[same] = found
        while len(self._latest) > LATEST:
            self._latest.popitem(last=False)
        return found
