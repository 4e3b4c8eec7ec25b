"""What speaks for somebody named being the one on the list, besides the name.

A match by the name alone is no identity: Korea has thousands of *Kim Yong-chol*. What an
article says besides makes it one: the state, an office that the record or a pack's table
gives them too, others of the same programme beside them, an IMO number. A state or an age
that contradicts speaks against it, and then nothing else counts.

A name that many bear (any Korean name; one whose words are frequent on the lists) needs more
than a state: an office, or company.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from veedor.link.ages import births_said
from veedor.link.known import known
from veedor.link.listings import authority_of, leading, listed_by
from veedor.link.terms import Days, days_of, holders_on
from veedor.lists import Index
from veedor.lists.merging import births_agree
from veedor.lists.names.parts import is_korean, parts
from veedor.model import Dating, Match, Office, Post, Reading, Record, Subject
from veedor.regimes import OfficeTable, Pack

__all__ = ["with_identity"]

#: A name that tells more than this, in natural units, is borne by few: of generated names that
#: are exactly a listed one's, 8 in 10 tell less (benchmarks/namesakes.py).
_RARE = 17.0


@dataclass(frozen=True, slots=True)
class _Article:
    reading: Reading
    days: Days | None
    index: Index
    packs: Mapping[str, Pack]
    states: frozenset[str]
    offices: Sequence[OfficeTable]


@dataclass(frozen=True, slots=True)
class _Grounds:
    """What speaks for and against; `strong` is enough for a name that many bear."""

    strong: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    against: tuple[str, ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        return (*self.strong, *self.weak, *(f"against: {text}" for text in self.against))


def with_identity(
    reading: Reading,
    dating: Dating,
    subjects: Sequence[Subject],
    index: Index,
    packs: Mapping[str, Pack],
    offices: Sequence[OfficeTable] = (),
) -> tuple[Subject, ...]:
    """The subjects with the identity of each match, and its grounds.

    Whoever is established by what the article says of them establishes others of the same
    programme beside them that nothing speaks against.
    """
    if not any(subject.matches for subject in subjects):
        return tuple(subjects)
    article = _Article(reading, days_of(dating), index, packs, _states(reading), offices)
    judged = [_judged(number, subject, article) for number, subject in enumerate(subjects)]
    return tuple(_in_company(subject, judged, article) for subject in judged)


def _states(reading: Reading) -> frozenset[str]:
    """The states that the article is about: named as such, not as a place of origin alone."""
    return frozenset(
        referent.country
        for referent in reading.referents
        if referent.subject and referent.country and referent.type in {"country", "government"}
    )


def _judged(number: int, subject: Subject, article: _Article) -> Subject:
    if not subject.matches:
        return subject
    referent = article.reading.referents[number]
    common = _common(subject, article)
    births = births_said(article.reading, number, article.days)
    matches = []
    for match in subject.matches:
        record = _record(match, article.index)
        found = _grounds(number, subject, match, record, article)
        if record and births_agree(births, record.births) is False:
            said, listed = ", ".join(births), ", ".join(record.births)
            found = _contradicted(found, f"born {said} by the text, {listed} by the list")
        enough = bool(found.strong or (found.weak and not common and not found.against))
        known = referent.gazetteer is not None and bool(found.weak) and not found.against
        identity = "context" if enough or known else "name"
        matches.append(replace(match, identity=identity, grounds=found.texts))
    return replace(subject, matches=tuple(matches))


def _contradicted(found: _Grounds, text: str) -> _Grounds:
    return _Grounds(found.strong, found.weak, (*found.against, text))


def _common(subject: Subject, article: _Article) -> bool:
    """Whether a name is borne by many; of bodies and ships, whether it is one word."""
    if subject.type == "person":
        return is_korean(subject.label) or article.index.told(subject.label) < _RARE
    return sum(part.kind == "name" for part in parts(subject.label, person=False)) < 2


def _grounds(
    number: int, subject: Subject, match: Match, record: Record | None, article: _Article
) -> _Grounds:
    referent = article.reading.referents[number]
    states = _states_of(match, article.index)
    strong = _by_office(number, subject, states, record, article)
    if record and record.imo and _says(article.reading, record.imo):
        strong.append(f"the text gives IMO {record.imo}")
    if any(why.how == "alias in a regime pack" for why in match.why):
        strong.append("a regime pack knows the party by this name")
    weak = []
    own = article.index.states(match.party)
    against: list[str] = []
    listing = listed_by(article.reading, number)
    lists = _authorities(match, article.index)
    told = listing & lists
    if told & leading() or (told and not lists & leading()):
        strong.append(f"the text says that {', '.join(sorted(told))} lists them")
    elif told:
        # Others of the name may be on that list alone: *Kim Yong-chol, sancionado por Washington*.
        weak.append(f"the text says that {', '.join(sorted(told))} lists them")
    elif listing and lists & leading():
        # *sancionado por Seúl y Washington*: whom the UN lists would be called that.
        strong = []
        missing = ', '.join(sorted(lists & leading()))
        against.append(f"the text says {', '.join(sorted(listing))} lists them, not {missing}")
    if referent.country and referent.country in states:
        weak.append(f"the text says {referent.country}, and so does the list")
    elif referent.country and own and not strong:
        against.append(f"the text says {referent.country}, the list {', '.join(sorted(own))}")
    if states & article.states:
        weak.append(f"the article is about {', '.join(sorted(states & article.states))}")
    return _Grounds(tuple(strong), tuple(weak), tuple(against))


def _states_of(match: Match, index: Index) -> frozenset[str]:
    """A party's states; where no record gives any, those of its programmes."""
    return index.states(match.party) or index.programme_states(match.party)


def _authorities(match: Match, index: Index) -> frozenset[str]:
    """Whose lists a party is on."""
    party = index.party(match.party)
    found = {authority_of(record.list) for record in (party.records if party else ())}
    return frozenset(authority for authority in found if authority)


def _by_office(
    number: int,
    subject: Subject,
    states: frozenset[str],
    record: Record | None,
    article: _Article,
) -> list[str]:
    """What the offices that the text gives them say."""
    grounds: dict[str, None] = {}
    for office, post in _posts(number, article.reading):
        terms = holders_on(post, article.reading, article.days, article.packs, article.offices)
        term = next((term for term in terms if term.key == subject.key), None)
        if term is not None and term.source == "pack":
            grounds[f"a regime pack's table has them as {post.office} then"] = None
        elif term is not None:
            grounds[f"a list has them as {post.office} then"] = None
        elif post.country and post.country in states:
            grounds[f"the text calls them {office.text!r}"] = None
        elif record and _in_positions(post, record):
            grounds[f"the list gives the office {post.office} too"] = None
    country = article.reading.referents[number].country
    if not grounds and country in states and (held := _held(subject.key, country, article)):
        grounds[f"a regime pack's table has them as {held} of {country} then"] = None
    return list(grounds)


def _held(key: str, country: str | None, article: _Article) -> str | None:
    """The office that a pack's table gives somebody of that state on those days, if any."""
    if article.days is None:
        return None
    people = known(article.packs)
    for pack in article.packs.values():
        for table in pack.offices:
            for holder in table.on(*article.days) if table.country == country else ():
                person = people.person(holder.name)
                if person is not None and person.key == key:
                    return table.office
    return None


def _posts(number: int, reading: Reading) -> list[tuple[Office, Post]]:
    """The posts that the text says somebody holds."""
    return [
        (office, post)
        for office in reading.offices
        for post in office.posts
        if post.holder == number or (post.holder is None and number in office.holders)
    ]


def _in_positions(post: Post, record: Record) -> bool:
    """Whether one of the record's positions has all words of the office."""
    words = post.office.replace("defence", "defen").split("-")
    return any(all(word in position.lower() for word in words) for position in record.positions)


def _says(reading: Reading, number: str) -> bool:
    pattern = re.compile(rf"(?<!\d){re.escape(number)}(?!\d)")
    return any(pattern.search(sentence.text) for sentence in reading.sentences)


def _record(match: Match, index: Index) -> Record | None:
    party = index.party(match.party)
    records = party.records if party else ()
    return next((r for r in records if (r.list, r.record) == (match.list, match.record)), None)


def _in_company(subject: Subject, judged: Sequence[Subject], article: _Article) -> Subject:
    """Established by others of the same states who are, where nothing speaks against it.

    By one where something else speaks for it, by two where nothing does and few bear the name.
    """
    if not any(match.identity == "name" for match in subject.matches):
        return subject
    common = _common(subject, article)
    matches = tuple(
        _beside(match, subject, judged, article.index, 1 if match.grounds else 2)
        if match.grounds or not common
        else match
        for match in subject.matches
    )
    return replace(subject, matches=matches)


def _beside(
    match: Match, subject: Subject, judged: Sequence[Subject], index: Index, needed: int
) -> Match:
    against = any(ground.startswith("against:") for ground in match.grounds)
    if match.identity != "name" or against:
        return match
    states = _states_of(match, index)
    others = [
        other.label
        for other in judged
        if other.key != subject.key
        and any(m.identity == "context" and _states_of(m, index) & states for m in other.matches)
    ]
    if len(others) < needed:
        return match
    ground = f"named beside {' and '.join(others[:needed])}, listed too"
    return replace(match, identity="context", grounds=(*match.grounds, ground))
