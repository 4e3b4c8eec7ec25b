"""The page of records: the fields of every export, from its JSON Schema."""

from __future__ import annotations

from typing import Any

from tools.reference.tables import cell, table
from veedor.report.schema import SCHEMAS, export_schema

__all__ = ["parts_of", "records_page"]

_HEAD = """# Records

What `veedor export KIND` prints, one JSON object a line: the contract that other programs can rely
on. `veedor export KIND --schema` prints the JSON Schema (2020-12) of a kind.

Spans are `[start, end)` in Unicode code points of the article's text. Whatever speaks of an article
also carries its `source`. Dates are EDTF or ISO 8601, states ISO 3166 alpha-2, times TIMEX3.

| kind | one line is |
|---|---|
| `articles` | an [Article](#article), with its [Dating](#dating) under `dating` |
| `readings` | all that was read in one article: see [below](#readings) |
| `copies` | a [CopyFamily](#copyfamily) |
| `utterances` | an [Utterance](#utterance) |
| `events` | an [Event](#event) |
| `stories` | a [Story](#story) |
| `conflicts` | a [Conflict](#conflict) |
| `findings` | a [Finding](#finding) |
| `entities` | an [Entity](#entity) |
| `parties` | a [Party](#party) |
| `refusals` | a [Refusal](#refusal) |
| `ftm` | an entity of [FollowTheMoney](https://followthemoney.tech) |

## Readings

`article`, `source`, `language`, `outlet`, `title`, `byline` and `dating` of the article; then
lists: `lines`, `sentences`, `names`, `times`, `statements` with the fields below, and `offices`,
`quotes` and `clauses`, which are spans. Names, offices, quotes and clauses point at people and
things by their `key`. A name carries its `label`, `country` and `matches` too; an office its
`holders`; a quote its `speaker`, its `cue`, `via`, who relayed it, and `inside`,
the number of the shortest quote that holds it; a time, as `resolved`, the
days it spans.
"""


def parts_of() -> dict[str, dict[str, Any]]:
    """Every record and part of one that an export may hold, with its schema, by name."""
    found: dict[str, dict[str, Any]] = {}
    for kind in SCHEMAS:
        found |= export_schema(kind)["$defs"]
    return dict(sorted(found.items()))


def records_page() -> str:
    """The whole page."""
    return "\n".join([_HEAD, *(_record(name, part) for name, part in parts_of().items())])


def _record(name: str, part: dict[str, Any]) -> str:
    needed = part.get("required", [])
    rows = [
        (f"`{field}`", cell(_type(schema)), "" if field in needed else "may be left out",
         cell(schema.get("description", "")))
        for field, schema in part.get("properties", {}).items()
    ]  # fmt: skip
    about = " ".join(part.get("description", "").split())
    return f"## {name}\n\n{about}\n\n{table(('field', 'type', '', 'meaning'), rows)}\n"


def _type(schema: dict[str, Any]) -> str:
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[-1]
        return f"[{name}](#{name.lower()})"
    if "enum" in schema:
        return ", ".join("null" if value is None else f"`{value}`" for value in schema["enum"])
    if "anyOf" in schema:
        return " or ".join(_type(one) for one in schema["anyOf"])
    if "prefixItems" in schema:
        return "two of " + _type(schema["prefixItems"][0])
    kind = schema.get("type", "any")
    kind = " or ".join(kind) if isinstance(kind, list) else kind
    return f"list of {_type(schema['items'])}" if isinstance(schema.get("items"), dict) else kind
