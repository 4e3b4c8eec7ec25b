"""Conflicts as records, from what their sides say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from veedor.group.collection import Collection
from veedor.model import Conflict, Side, SideSpan, Span, record_id

__all__ = ["Evidence", "conflict", "is_update"]

#: An article and a stretch of it.
Evidence = tuple[str, Span]


def _spans(collection: Collection, evidence: Iterable[Evidence]) -> tuple[SideSpan, ...]:
    """Each stretch once, in order of article and place."""
    distinct = {(article, span.start, span.end): span for article, span in evidence}
    return tuple(
        SideSpan(
            start=start,
            end=end,
            text=span.text,
            article=article,
            origin=collection.origin(article),
        )
        for (article, start, end), span in sorted(distinct.items(), key=lambda item: item[0])
    )


def conflict(
    collection: Collection,
    event: str,
    attribute: str,
    about: str,
    sides: Mapping[str, Iterable[Evidence]],
) -> Conflict:
    """A conflict of an event: what each side says, and where."""
    return Conflict(
        id=record_id("conflict", event, attribute, about),
        event=event,
        attribute=attribute,  # type: ignore[arg-type]
        about=about,
        sides=tuple(
            Side(value=value, evidence=_spans(collection, evidence))
            for value, evidence in sides.items()
        ),
    )


def is_update(collection: Collection, left: str, right: str) -> bool:
    """Whether two articles are versions of one text, or of one outlet on different days.

    A later version corrects; it does not contradict.
    """
    family = collection.family_of
    if left in family and family[left] is family.get(right):
        return True
    outlets = [collection.articles[key].outlet for key in (left, right)]
    dates = [collection.datings[key].date for key in (left, right) if key in collection.datings]
    same_outlet = outlets[0] is not None and outlets[0] == outlets[1]
    return same_outlet and (len(set(dates)) > 1 or None in dates)
