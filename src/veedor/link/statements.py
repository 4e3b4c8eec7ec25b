"""Clauses become statements: typed by the packs' measures, or context."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from veedor.link.attributions import said_by
from veedor.link.choosing import chosen
from veedor.link.classify.judging import judged
from veedor.link.context import main_act
from veedor.link.cues import measure_cues, pointing_cues
from veedor.link.journeys import journeys
from veedor.link.landscape import landscape
from veedor.link.meant import told_in, with_antecedents
from veedor.link.ships import listed_ships
from veedor.link.sides import Sides, direction_of
from veedor.link.typing_clauses import Candidate, meets
from veedor.link.when import when_of
from veedor.link.wording import words_of
from veedor.model import (
    ASSERTED,
    CLASSIFIER,
    Argument,
    Article,
    Clause,
    Holder,
    Kind,
    Match,
    Modality,
    Reading,
    Resolved,
    Statement,
    Subject,
    record_id,
)
from veedor.regimes import Pack

__all__ = ["find_statements"]



def find_statements(
    article: Article,
    reading: Reading,
    subjects: Sequence[Subject],
    holders: Sequence[Sequence[Holder]],
    resolved: Sequence[Resolved],
    packs: Mapping[str, Pack],
) -> tuple[Statement, ...]:
    """The statements of an article in the order of its sentences.

    Each sentence gives at most one statement for each measure, and one of context where its
    main act is none that a measure covers.
    """
    matter = _Matter(article, reading, subjects, resolved)
    found: list[Statement] = []
    for pack in packs.values():
        found += _of_pack(matter, pack, holders)
    found += _contexts(matter, packs, found)
    return tuple(sorted(found, key=lambda statement: (statement.start, statement.measure)))


@dataclass(frozen=True)
class _Matter:
    article: Article
    reading: Reading
    subjects: Sequence[Subject]
    resolved: Sequence[Resolved]


def _of_pack(
    matter: _Matter, pack: Pack, holders: Sequence[Sequence[Holder]]
) -> Iterator[Statement]:
    plain, matter = matter, replace(matter, reading=with_antecedents(matter.reading))
    states = landscape(matter.reading, pack.target, pack.header.watch)
    told = told_in(plain.reading)
    ships = listed_ships(plain.reading, plain.subjects, pack.target)
    settled = chosen(matter.reading, pack, states, ships)
    for candidate in judged(matter.reading, pack, states, settled, plain.subjects):
        yield _statement(plain, pack, candidate, told, ships)
    for journey in journeys(plain.reading, pack, plain.subjects, holders):
        yield _build(
            plain,
            pack,
            journey.clause,
            measure=journey.measure,
            kind=journey.kind,
            actors=journey.travellers,
            counterparts=journey.where,
            direction=journey.direction,
            parties=journey.matches,
            note=journey.note,
            indicator="travel",
        )


def _statement(
    matter: _Matter,
    pack: Pack,
    candidate: Candidate,
    told: Mapping[int, frozenset[str]],
    ships: Mapping[int, tuple[Match, ...]],
) -> Statement:
    clause = matter.reading.clauses[candidate.clause]
    indicator = candidate.indicator
    sides = candidate.sides
    mutual = candidate.topic or (
        indicator.mutual and (sides.mutual or not _goes_to(clause, sides.receiver))
    )
    note = None if candidate.supposed else indicator.note
    listed = ships.get(clause.sentence, ()) if indicator.named_ship else ()
    kind = _kind(pack, candidate, clause)
    if kind == "finding" and listed and not _is_sure(matter, pack, listed):
        kind = "lead"
    if _is_older(pack, when_of(matter.reading, clause, matter.resolved)):
        kind = "context"
    return _build(
        matter,
        pack,
        candidate.clause,
        measure=indicator.measure,
        kind=kind,
        parties=tuple(match for match in listed if match.established),
        actors=_keys(matter, clause, sides.giver),
        counterparts=(sides.receiver,) if sides.receiver and not indicator.alone else (),
        direction=direction_of(sides, mutual),
        item=candidate.item,
        indicator=CLASSIFIER if candidate.supposed else indicator.id,
        note=note.get(matter.reading.language) or next(iter(note.values())) if note else None,
        words=candidate.words,
        understood=_understood(candidate.sides, told.get(clause.sentence, frozenset())),
        modality=candidate.modality,
    )


def _is_older(pack: Pack, when: str | None) -> bool:
    """Whether an act, of a time in EDTF, was over before the regime began (*pelearon en 1945*)."""
    last = (when or "").rpartition("/")[2]
    return last[:4].isdigit() and last < pack.began[: len(last)]


def _is_sure(matter: _Matter, pack: Pack, listed: Iterable[Match]) -> bool:
    """Whether the article tells by itself that it is about the regime's target, or more than its
    name speaks for a ship being the one on the list."""
    return meets(matter.reading, pack.target) or any(match.established for match in listed)


def _understood(sides: Sides, told: Collection[str]) -> tuple[str, ...]:
    """The sides that no words of the sentence name."""
    both = (sides.giver, sides.receiver)
    return tuple(side for side in both if side is not None and side not in told)


def _goes_to(clause: Clause, receiver: str | None) -> bool:
    """Whether something goes to that state, though the sides often act together."""
    return receiver is not None and any(
        a.role in ("recipient", "goal") and receiver in a.countries for a in clause.arguments
    )


def _kind(pack: Pack, candidate: Candidate, clause: Clause) -> Kind:
    """A finding is asserted as done; what is only said to be meant, feared … is a lead."""
    if (
        candidate.topic
        or candidate.indicator.kind == "context"
        or not pack.measures[candidate.indicator.measure].reportable
        or clause.hypothetical
        or clause.modality == "denied"
        or any(cue.field == "inference" for cue in clause.cues)
    ):
        return "context"
    return "finding" if (candidate.modality or clause.modality) in ASSERTED else "lead"


def _keys(matter: _Matter, clause: Clause, country: str | None) -> tuple[str, ...]:
    """The persons and bodies that act, before their state."""
    people = [
        matter.subjects[referent].key
        for argument in clause.arguments
        if argument.role == "agent"
        for referent in argument.referents
        if matter.subjects[referent].country == country
        and matter.subjects[referent].type in ("person", "organization", "vessel")
    ]
    return tuple(dict.fromkeys([*people, *([country] if country else [])]))


def _build(
    matter: _Matter,
    pack: Pack | None,
    index: int,
    *,
    measure: str,
    kind: Kind,
    actors: tuple[str, ...],
    counterparts: tuple[str, ...],
    direction: str | None,
    item: Argument | None = None,
    parties: tuple[Match, ...] = (),
    note: str | None = None,
    indicator: str | None = None,
    words: Sequence[str] = (),
    understood: tuple[str, ...] = (),
    modality: Modality | None = None,
) -> Statement:
    clause = matter.reading.clauses[index]
    sentence = matter.reading.sentences[clause.sentence]
    sides = [part for part in (direction or "").replace("<->", "->").split("->") if part]
    regime = pack.id if pack else None
    return Statement(
        id=record_id("statement", matter.article.id, regime or "", measure,
                     str(sentence.start), str(index)),
        start=sentence.start,
        end=sentence.end,
        text=sentence.text,
        article=matter.article.id,
        regime=regime,
        measure=measure,
        kind=kind,
        modality=modality or clause.modality,
        actors=actors,
        counterparts=counterparts,
        direction=direction,
        item=item.text if item else None,
        quantity=_quantity(clause, item),
        place=next((a.text for a in clause.arguments if a.role == "place"), None),
        when=when_of(matter.reading, clause, matter.resolved),
        evidential=clause.evidential,
        attribution=said_by(
            matter.article, matter.reading, clause, matter.subjects, sides
        ),
        indicator=indicator,
        note=note,
        cues=(*clause.cues, *measure_cues(clause, words), *pointing_cues(clause, understood)),
        parties=parties,
        understood=understood,
        clause=index,
    )  # fmt: skip


def _quantity(clause: Clause, item: Argument | None) -> str | None:
    if item is not None and item.quantity:
        return item.quantity
    return next(
        (
            a.quantity
            for a in clause.arguments
            if a.role in ("patient", "instrument") and a.quantity
        ),
        None,
    )


def _contexts(
    matter: _Matter, packs: Mapping[str, Pack], typed: Sequence[Statement]
) -> Iterator[Statement]:
    pack = _pack_of(matter, packs)
    states = landscape(matter.reading, pack.target if pack else None)
    political = (
        words_of(pack, matter.reading.language, ("sanctions_politics",)).single
        if pack and pack.words(matter.reading.language, "sanctions_politics")
        else frozenset()
    )
    for number in range(len(matter.reading.sentences)):
        if matter.reading.lines[matter.reading.sentences[number].line].kind == "caption":
            continue
        act = main_act(matter.reading, number, states, political)
        if act is None or not _has_parties(matter, number):
            continue
        here = [
            statement
            for statement in typed
            if statement.clause is not None
            and matter.reading.clauses[statement.clause].sentence == number
        ]
        if any(_is_topic(statement) for statement in here):
            continue
        clauses = {s.clause for s in here if s.clause is not None and s.indicator != "travel"}
        if act.clause in clauses or (
            act.modality != "agreed"
            and any(_covers(matter.reading.clauses, act.clause, clause) for clause in clauses)
        ):
            continue
        clause = matter.reading.clauses[act.clause]
        yield _build(
            matter,
            None,
            act.clause,
            measure="context",
            kind="context",
            actors=_context_keys(matter, clause, act.actors),
            counterparts=act.counterparts,
            direction=act.direction,
            modality=act.modality,
        )


def _context_keys(matter: _Matter, clause: Clause, countries: tuple[str, ...]) -> tuple[str, ...]:
    people = [
        matter.subjects[referent].key
        for argument in clause.arguments
        if argument.role == "agent"
        for referent in argument.referents
        if matter.subjects[referent].type in ("person", "organization", "vessel")
    ]
    return tuple(dict.fromkeys([*people, *countries]))


def _pack_of(matter: _Matter, packs: Mapping[str, Pack]) -> Pack | None:
    """The pack whose target the article names."""
    named = {c for clause in matter.reading.clauses for a in clause.arguments for c in a.countries}
    return next((pack for pack in packs.values() if pack.target in named), None)


def _is_topic(statement: Statement) -> bool:
    return statement.kind == "context" and statement.measure != "context"


def _has_parties(matter: _Matter, sentence: int) -> bool:
    return any(
        argument.countries or argument.referents or clause.modality == "agreed"
        for clause in matter.reading.clauses
        if clause.sentence == sentence
        for argument in clause.arguments
    )


def _covers(clauses: Sequence[Clause], main: int, typed: int) -> bool:
    """Whether the typed clause is the main act or told beneath it as its content."""
    if main == typed:
        return True
    above: int | None = typed
    child = typed
    while above is not None:
        if above == main:
            return not _set_apart(clauses, child, main)
        child, above = above, clauses[above].parent
    return False


def _set_apart(clauses: Sequence[Clause], child: int, main: int) -> bool:
    """Whether a clause only stands beside the main one: a journey after a shipment, what was
    done already beside what is planned."""
    inner = clauses[child]
    return inner.modality in ASSERTED and not any(
        argument.role == "patient" and argument.start <= inner.predicate.start < argument.end
        for argument in clauses[main].arguments
    )
