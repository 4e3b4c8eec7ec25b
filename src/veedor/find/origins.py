"""Who stands behind a statement: independent origins, through copies and attribution.

Five outlets that quote KCNA are one origin; forty copies of one dispatch are one origin; two
organs of one state are one origin; an outlet that credits nobody is an unknown origin, which
is not the same as an independent one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from msgspec import structs

from veedor.find.dated import is_headline
from veedor.find.speaking import Speakers
from veedor.group.collection import Collection
from veedor.model import Evidence, Origins, Said, Statement

__all__ = ["Origin", "Weighed", "count_origins", "weigh"]

#: Sources of these kinds have a name but cannot be told apart from one another.
_UNNAMED = "unnamed"
#: Links of the chain that the statement's own sentence names.
_SOURCED = ("says", "relays")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a statement comes from: `key` None if unknown; `text` tells unknown ones apart.

    `key` is the state or body that the source speaks for. `party` is True for those who take
    part in the act: two of them do not corroborate. `rating` is the reliability that the
    workspace's owner gives the outlet or agency, if there is one.
    """

    key: str | None
    text: str
    kind: str
    party: bool = False
    rating: str | None = None


Weighed = tuple[Statement, Origin]


def weigh(
    statements: Sequence[Statement], collection: Collection, speakers: Speakers
) -> list[Weighed]:
    """The statements of one activity, each with its origin.

    A text that says here on whose word it goes is no second origin beside that source: its
    own words count under it. A headline moreover only repeats what its text attributes, and
    takes the attribution over.
    """
    weighed = [(s, _origin_of(s, collection, speakers)) for s in statements]
    sourced: dict[str, Weighed] = {}
    for statement, origin in weighed:
        if _is_sourced(statement):
            sourced.setdefault(origin.text, (statement, origin))
    return [_under_source(s, o, sourced.get(o.text), collection) for s, o in weighed]


def _under_source(
    statement: Statement, origin: Origin, source: Weighed | None, collection: Collection
) -> Weighed:
    if source is None or _is_sourced(statement):
        return statement, origin
    if is_headline(statement, collection):
        return _taking(statement, source[0]), source[1]
    return statement, replace(source[1], kind=origin.kind, party=False)


def _taking(statement: Statement, source: Statement) -> Statement:
    return structs.replace(statement, attribution=source.attribution)


def _is_sourced(statement: Statement) -> bool:
    return any(said.role in _SOURCED for said in statement.attribution)


def _origin_of(statement: Statement, collection: Collection, speakers: Speakers) -> Origin:
    """The origin of a statement: its first named source, else the text's own origin."""
    text = _text_origin(statement.article, collection)
    for said in statement.attribution:
        if said.role in _SOURCED:
            origin = _of_source(said, statement, text, speakers)
            return replace(origin, rating=collection.outlets.rating(said.label))
    known = collection.origin(statement.article)
    if known is None:
        return _of_outlet(
            collection.articles[statement.article].outlet, statement, text, collection
        )
    state = collection.outlets.state_of(known)
    rating = collection.outlets.rating(known)
    if state is None:
        return Origin(known, text, "agency", rating=rating)
    return Origin(state, text, "state-media", state in _sides(statement), rating)


def _of_outlet(
    outlet: str | None, statement: Statement, text: str, collection: Collection
) -> Origin:
    """An outlet's own words: a state's where it speaks for one, an agency's where it is one;
    else nobody knows where it has it from, and only its owner's rating says more.
    """
    found = collection.outlets.named(outlet)
    if found is None:
        return Origin(None, text, "outlet")
    if found.state is not None:
        kind = "state-media" if found.kind == "state-media" else "state"
        return Origin(found.state, text, kind, found.state in _sides(statement), found.reliability)
    if found.kind == "agency":
        return Origin(found.name, text, "agency", rating=found.reliability)
    return Origin(None, text, "outlet", rating=found.reliability)


def _of_source(said: Said, statement: Statement, text: str, speakers: Speakers) -> Origin:
    key = speakers.speaks_for(said.key, statement.article)
    if said.kind == _UNNAMED and key in (said.key, None):
        return Origin(None, text, _UNNAMED)
    if key is None:
        # An organ or an official of a State that nothing tells.
        return Origin(None, text, "state" if said.kind == "organization" else said.kind)
    if key == said.key:
        return Origin(key, text, said.kind, said.kind == "party")
    is_state = len(key) == 2 and key.isupper()
    party = is_state and key in _sides(statement)
    return Origin(key, text, _kind(said.kind, is_state, party), party)


def _kind(own: str, is_state: bool, party: bool) -> str:
    """What a source is by whom it speaks for, where that is not itself."""
    if own in ("state-media", "agency"):
        return own
    if party:
        return "party"
    return "state" if is_state else "organization"


def _sides(statement: Statement) -> frozenset[str]:
    """Those who take part in the act: both ends of its direction, and whoever acts."""
    direction = (statement.direction or "").replace("<->", "->")
    return frozenset((*direction.split("->"), *statement.actors, *statement.counterparts)) - {""}


def _text_origin(article: str, collection: Collection) -> str:
    """What tells one unknown origin from another: the copy family, or the article itself."""
    family = collection.family_of.get(article)
    return family.id if family else article


def count_origins(evidence: Iterable[tuple[Evidence, Origin]]) -> Origins:
    """Known origins by name, and the number of unknown ones (copies count once)."""
    known: set[str] = set()
    unknown: set[str] = set()
    for _, origin in evidence:
        if origin.key is None:
            unknown.add(origin.text)
        else:
            known.add(origin.key)
    return Origins(known=tuple(sorted(known)), unknown=len(unknown))
