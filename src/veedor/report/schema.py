"""JSON Schemas of what `veedor export` prints, a line of each kind: the contract, checkable."""

from __future__ import annotations

from functools import cache
from typing import Any

import msgspec

from veedor.data import own_data
from veedor.errors import UsageError
from veedor.model import (
    Article,
    Conflict,
    CopyFamily,
    Dating,
    Entity,
    Event,
    Finding,
    Line,
    Name,
    Party,
    Refusal,
    Resolved,
    Sentence,
    Span,
    Statement,
    Story,
    Time,
    Utterance,
)

__all__ = ["SCHEMAS", "export_schema", "meanings"]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_REFERENCES = "#/$defs/{name}"
_RECORDS: dict[str, type] = {
    "articles": Article,
    "copies": CopyFamily,
    "utterances": Utterance,
    "events": Event,
    "stories": Story,
    "conflicts": Conflict,
    "findings": Finding,
    "entities": Entity,
    "refusals": Refusal,
    "parties": Party,
}
#: Kinds of records that have a schema.
SCHEMAS: tuple[str, ...] = ("readings", *_RECORDS)
#: What the line of a linked reading holds. Offices, quotes and clauses point at people by
#: their keys there, and so are given as the spans they are.
_READING: dict[str, type] = {
    "lines": Line,
    "sentences": Sentence,
    "names": Name,
    "times": Time,
    "statements": Statement,
    "offices": Span,
    "quotes": Span,
    "clauses": Span,
}


def export_schema(kind: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) of one exported record of a kind.

    Records may have further fields: `article` and `source` stand wherever a record speaks of
    an article.

    Raises:
        UsageError: there is no schema of that kind.
    """
    if kind == "readings":
        return _reading()
    if kind not in _RECORDS:
        raise UsageError(f"no schema of {kind}; there are {', '.join(SCHEMAS)}")
    (root,), parts = msgspec.json.schema_components([_RECORDS[kind]], ref_template=_REFERENCES)
    return {"$schema": DIALECT, "title": kind, **root, "$defs": _told(parts)}


def _reading() -> dict[str, Any]:
    types = [*_READING.values(), Dating, Resolved]
    roots, parts = msgspec.json.schema_components(types, ref_template=_REFERENCES)
    lists = {
        field: {"type": "array", "items": root}
        for field, root in zip(_READING, roots, strict=False)
    }
    text = {"type": ["string", "null"]}
    properties: dict[str, Any] = {
        "article": {"type": "string"},
        "source": {"type": "string"},
        "language": {"type": "string"},
        **dict.fromkeys(("outlet", "title", "byline"), text),
        "dating": {"anyOf": [roots[len(_READING)], {"type": "null"}]},
        **lists,
    }
    return {
        "$schema": DIALECT,
        "title": "readings",
        "type": "object",
        "properties": properties,
        "required": ["article", "source", "language", *_READING],
        "$defs": _told(parts),
    }


def _told(parts: dict[str, Any]) -> dict[str, Any]:
    """The parts of a schema with what each of their fields means."""
    for name, part in parts.items():
        for field, schema in part.get("properties", {}).items():
            meaning = meanings().get(name, {}).get(field) or meanings()["Span"].get(field)
            if meaning:
                schema["description"] = meaning
    return parts


@cache
def meanings() -> dict[str, dict[str, str]]:
    """What each field of each record means; those of a span stand under `Span` alone."""
    return own_data("veedor.report", "fields.yaml")
