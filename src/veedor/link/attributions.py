"""Who says so, with collection-wide keys, and what each is to the matter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import structs

from veedor.link.bodies import is_state_body, is_state_media, only_state_of
from veedor.model import Article, Attribution, Clause, Reading, Referent, Said, Subject
from veedor.outlets import built_in
from veedor.read.clauses.rules import rules

__all__ = ["said_by"]


def said_by(
    article: Article,
    reading: Reading,
    clause: Clause,
    subjects: Sequence[Subject],
    sides: Sequence[str],
) -> tuple[Said, ...]:
    """The chain of a statement, innermost first, the article's outlet last.

    Where the statement's own sentence names no source, those of the sentence right before or
    after it in the same paragraph stand `beside` it: press goes on with a source without
    naming it again.
    """
    told = clause.attribution or _accusers(reading, clause)
    chain = list(_chain(told, reading, subjects, sides))
    if not chain:
        near = next((found for found in _neighbours(reading, clause.sentence) if found), ())
        chain = [
            structs.replace(said, role="beside") for said in _chain(near, reading, subjects, sides)
        ]
    if article.outlet:
        chain.append(
            Said(role="publishes", key=article.outlet, label=article.outlet, kind="outlet")
        )
    return tuple(chain)


def _chain(
    attribution: Sequence[Attribution],
    reading: Reading,
    subjects: Sequence[Subject],
    sides: Sequence[str],
) -> Iterator[Said]:
    for link in attribution:
        if link.referent < len(subjects):
            who = subjects[link.referent]
            kind = _kind(reading.referents[link.referent], who, sides)
            yield Said(role=link.role, key=who.key, label=who.label, kind=kind)


def _accusers(reading: Reading, clause: Clause) -> tuple[Attribution, ...]:
    """Who suspects or accuses, where that is no speech: *the FBI blames X for the theft*."""
    above = reading.clauses[clause.parent] if clause.parent is not None else None
    if clause.modality != "suspected" or above is None or above.sentence != clause.sentence:
        return ()
    verbs = rules(reading.language).governors["verbs"]
    if verbs.get(above.lemma) != "suspected":
        return ()
    return tuple(
        Attribution(role="says", referent=referent, cue=above.predicate)
        for argument in above.arguments
        if argument.role == "agent"
        for referent in argument.referents
    )


def _neighbours(reading: Reading, sentence: int) -> Iterator[tuple[Attribution, ...]]:
    """Who says what the sentence before, and the one after, tell in the same paragraph."""
    for other in (sentence - 1, sentence + 1):
        if not 0 <= other < len(reading.sentences):
            continue
        if reading.sentences[other].line != reading.sentences[sentence].line:
            continue
        yield next(
            (c.attribution for c in reading.clauses if c.sentence == other and c.attribution), ()
        )


def _kind(referent: Referent, subject: Subject, sides: Sequence[str]) -> str:
    """What a source is to the matter; only organs and officials of a side are a party to it."""
    label = referent.label
    country = subject.country or referent.country or only_state_of(label)
    known = built_in().kind_of(label)
    if known == "state-media" or (referent.unnamed and is_state_media(label, country)):
        return "state-media"
    if known == "agency":
        return "agency"
    organ = bool(country) and is_state_body(label)
    if referent.unnamed and not organ:
        return "unnamed"
    if organ or referent.type in ("country", "government", "person"):
        return _of_state(referent, country, sides)
    # Names of no body, such as "the West", stand for the states they gather.
    return "organization" if referent.type in ("organization", "facility") else "state"


def _of_state(referent: Referent, country: str | None, sides: Sequence[str]) -> str:
    if country and country in sides:
        return "party"
    return "state" if country or referent.type != "person" else "person"
