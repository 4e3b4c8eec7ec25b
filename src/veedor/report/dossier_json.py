"""A dossier as data: one story with its events, statements, contradictions and copies."""

from __future__ import annotations

from typing import Any

import msgspec

from veedor.model import Story
from veedor.report.view import View

__all__ = ["dossier_json"]


def dossier_json(view: View, story: Story) -> str:
    """The records of one story as one JSON object, under the names of `veedor export`.

    `articles` (with source, outlet and dating), `events`, `utterances`, `conflicts`, `copies`
    and `entities`, each in the order of the collection.
    """
    articles, groups = set(story.articles), view.groups
    events = set(story.events)
    content: dict[str, Any] = {
        "story": story,
        "articles": [_article(view, key) for key in story.articles],
        "events": [event for event in groups.events if event.id in events],
        "utterances": [
            utterance
            for utterance in groups.utterances
            if any(rendering.article in articles for rendering in utterance.renderings)
        ],
        "conflicts": [conflict for conflict in groups.conflicts if conflict.event in events],
        "copies": [
            family
            for family in view.collection.families
            if any(member.article in articles for member in family.members)
        ],
        "entities": [entity for entity in groups.entities if articles & set(entity.articles)],
    }
    encoded = msgspec.json.format(msgspec.json.encode(content), indent=2)
    return encoded.decode("utf-8") + "\n"


def _article(view: View, key: str) -> dict[str, Any]:
    record = view.collection.articles[key]
    return {
        "article": key,
        "source": record.source,
        "outlet": record.outlet,
        "dating": view.collection.datings.get(key),
    }
