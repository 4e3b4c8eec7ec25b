"""Who stands behind a statement: independent origins, through copies and attribution.

Five outlets that quote KCNA are one origin; forty copies of one dispatch are one origin; an
outlet that credits nobody is an unknown origin, which is not the same as an independent one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from veedor.group.collection import Collection
from veedor.model import Evidence, Origins, Said, Statement

__all__ = ["Origin", "count_origins", "origin_of"]

#: Sources of these kinds have a name but cannot be told apart from one another.
_UNNAMED = "unnamed"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a statement comes from: `key` None if unknown; `text` tells unknown ones apart.

    `party` is True for those who take part in the act: two of them do not corroborate.
    """

    key: str | None
    text: str
    kind: str
    party: bool = False


def origin_of(statement: Statement, collection: Collection) -> Origin:
    """The origin of a statement: its first named source, else the text's own origin."""
    text = _text_origin(statement.article, collection)
    for said in statement.attribution:
        if said.role == "publishes":
            continue
        if said.kind == _UNNAMED:
            return Origin(None, text, _UNNAMED)
        if said.kind == "media":
            continue
        state = _state_of(said, statement, collection)
        party = said.kind == "party" or (state is not None and state in _sides(statement))
        return Origin(state or said.key, text, said.kind, party)
    known = collection.origin(statement.article)
    return Origin(known, text, "agency" if known else "outlet")


def _sides(statement: Statement) -> frozenset[str]:
    return frozenset((*statement.actors, *statement.counterparts))


def _text_origin(article: str, collection: Collection) -> str:
    """What tells one unknown origin from another: the copy family, or the article itself."""
    family = collection.family_of.get(article)
    return family.id if family else article


def _state_of(said: Said, statement: Statement, collection: Collection) -> str | None:
    """The state for which a source speaks, so that a leader and his press are one origin."""
    if said.kind not in {"party", "state-media", "state"}:
        return None
    linked = collection.linked.get(statement.article)
    for subject in linked.subjects if linked else ():
        if subject.key == said.key:
            return subject.country
    return None


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
