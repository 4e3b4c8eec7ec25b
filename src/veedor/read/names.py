"""Names of people, bodies, states, places and things, and the offices beside them."""

from __future__ import annotations

from veedor.model import Name, Referent
from veedor.read.parse import Parsed
from veedor.read.referents import Mentions

__all__ = ["find_names"]

_TYPES = {"PER": "person", "PERSON": "person", "ORG": "organization", "LOC": "place",
          "GPE": "place"}  # fmt: skip


def find_names(parsed: Parsed) -> Mentions:
    """The names and offices of an article and the referents they stand for."""
    names: list[Name] = []
    referents: dict[str, int] = {}
    kept: list[Referent] = []
    for line in parsed.parsed:
        for entity in line.doc.ents:
            if entity.label_ not in _TYPES:
                continue
            span = line.span(entity)
            if span.text not in referents:
                referents[span.text] = len(kept)
                kept.append(Referent(label=span.text, type=_TYPES[entity.label_]))  # type: ignore[arg-type]
            index = referents[span.text]
            names.append(
                Name(
                    start=span.start,
                    end=span.end,
                    text=span.text,
                    type=kept[index].type,
                    referent=index,
                )
            )
    return Mentions(names=tuple(names), referents=tuple(kept))
