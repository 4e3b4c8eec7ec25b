"""The page of the REST API, from its OpenAPI document."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tools.reference.tables import cell, table

__all__ = ["operations", "rest_page"]

_HEAD = """# REST API

`veedor serve` answers under `/api/v1`; the OpenAPI document is at `/api/v1/openapi.json`. Records
have the [fields of exports](records.md). Lists come in pages: `items`, and in `next` the address of
the next page, or null. Errors are `application/problem+json` (RFC 9457). Answers carry an `ETag`.
Where a token is needed it goes in `Authorization: Bearer …`. For Python there is
[`veedor.Client`](python.md).
"""


def document() -> dict[str, Any]:
    """The OpenAPI document, as every workspace serves it."""
    from veedor.web.app import create_app

    return create_app(Path("nowhere")).openapi()


def operations() -> list[tuple[str, str, dict[str, Any]]]:
    """Every operation: its method, its path, and what the document says of it."""
    paths = document()["paths"]
    return [
        (method.upper(), path, told) for path, methods in paths.items()
        for method, told in methods.items()
    ]  # fmt: skip


def rest_page() -> str:
    """The whole page."""
    return "\n".join([_HEAD, *(_operation(*one) for one in operations())])


def _operation(method: str, path: str, told: dict[str, Any]) -> str:
    parts = [f"## `{method} {path}`\n", told.get("description") or told["summary"], ""]
    asked = told.get("parameters", [])
    if asked:
        rows = [
            (f"`{one['name']}`", one["in"], cell(_type(one["schema"])),
             "yes" if one.get("required") else "", cell(one.get("description", "")))
            for one in asked
        ]  # fmt: skip
        parts += [table(("parameter", "in", "type", "needed", "meaning"), rows), ""]
    bodies = told.get("requestBody", {}).get("content", {})
    if bodies:
        parts += ["Body: " + ", ".join(f"`{kind}`" for kind in bodies) + ".", ""]
    answers = ", ".join(
        f"{code} {cell(answer['description'])}" for code, answer in told["responses"].items()
    )
    parts += [f"Answers: {answers}.", ""]
    return "\n".join(parts)


def _type(schema: dict[str, Any]) -> str:
    if "enum" in schema:
        return " or ".join(f"`{value}`" for value in schema["enum"])
    several = [_type(one) for one in schema.get("anyOf", []) if one.get("type") != "null"]
    if several:
        return " or ".join(several)
    kind = str(schema.get("type", "any"))
    return f"{kind} of {_type(schema['items'])}" if "items" in schema else kind
