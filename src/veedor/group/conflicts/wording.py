"""One utterance, quoted in words that differ."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from veedor.group.collection import Collection
from veedor.model import Conflict, Event, Rendering, Side, SideSpan, Utterance, record_id

__all__ = ["wording_conflicts"]

_WORD = re.compile(r"[^\W\d_]{4,}")
_FOLD = str.maketrans("áéíóúüñ", "aeiouun")


def _words(rendering: Rendering) -> frozenset[str]:
    return frozenset(w.lower().translate(_FOLD) for w in _WORD.findall(rendering.text))


def _distinct(renderings: Iterable[Rendering]) -> list[list[Rendering]]:
    """Renderings by wording: one that has all words of another is only longer."""
    groups: list[tuple[frozenset[str], list[Rendering]]] = []
    for rendering in sorted(renderings, key=lambda r: (-len(_words(r)), r.article, r.start)):
        words = _words(rendering)
        if not words:
            continue
        home = next((members for known, members in groups if words <= known), None)
        if home is None:
            groups.append((words, [rendering]))
        else:
            home.append(rendering)
    return [members for _, members in groups]


def _event_of(utterance: Utterance, events: Mapping[str, Event]) -> str:
    counts: dict[str, int] = {}
    for rendering in utterance.renderings:
        event = events.get(rendering.article)
        if event is not None:
            counts[event.id] = counts.get(event.id, 0) + 1
    return min(counts, key=lambda event: (-counts[event], event), default="")


def wording_conflicts(
    collection: Collection, utterances: Iterable[Utterance], events: Mapping[str, Event]
) -> Iterator[Conflict]:
    """Utterances whose direct renderings in one language do not have the same words.

    `events` gives the event that an article mainly reports.
    """
    for utterance in utterances:
        by_language: dict[str, list[Rendering]] = {}
        for rendering in utterance.renderings:
            if rendering.direct and rendering.article in collection.readings:
                code = collection.readings[rendering.article].language
                by_language.setdefault(code, []).append(rendering)
        for code, renderings in sorted(by_language.items()):
            wordings = _distinct(renderings)
            if len(wordings) > 1:
                yield Conflict(
                    id=record_id("conflict", utterance.id, "wording", code),
                    event=_event_of(utterance, events),
                    attribute="wording",
                    about=utterance.speaker,
                    sides=tuple(_side(collection, members) for members in wordings),
                )


def _side(collection: Collection, renderings: list[Rendering]) -> Side:
    return Side(
        value=renderings[0].text,
        evidence=tuple(
            SideSpan(
                start=rendering.start,
                end=rendering.end,
                text=rendering.text,
                article=rendering.article,
                origin=collection.origin(rendering.article),
            )
            for rendering in renderings
        ),
    )
