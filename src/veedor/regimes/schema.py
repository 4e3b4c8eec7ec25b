"""The pack format as JSON Schema, one schema a file of a pack."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

from veedor.regimes.pack import Aliases, Indicator, Measure, OfficeTable, PackHeader

__all__ = ["schema"]

_FILES: dict[str, TypeAdapter[Any]] = {
    "pack.yaml": TypeAdapter(PackHeader),
    "measures.yaml": TypeAdapter(tuple[Measure, ...]),
    "indicators.yaml": TypeAdapter(tuple[Indicator, ...]),
    "offices.yaml": TypeAdapter(tuple[OfficeTable, ...]),
    "aliases.yaml": TypeAdapter(tuple[Aliases, ...]),
    "lexicon/<language>.yaml": TypeAdapter(dict[str, tuple[str, ...]]),
}


def schema() -> dict[str, dict[str, Any]]:
    """File of a pack to the JSON Schema (2020-12) of its content, for editors and checks."""
    return {
        name: {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            **adapter.json_schema(),
        }
        for name, adapter in _FILES.items()
    }
