"""Regimes as data: what a pack is, and how it is read.

A pack is a folder of YAML: `pack.yaml`, `measures.yaml`, `indicators.yaml`, and where it
has them `offices.yaml`, `aliases.yaml` and `lexicon/<language>.yaml`. `load_pack` reads and
checks one; `built_in` gives those that come with Veedor; `schema` is the format as JSON
Schema. See docs/regimes.md.
"""

from __future__ import annotations

from veedor.regimes.load import (
    SKELETON,
    PackRefusal,
    built_in,
    check_pack,
    load_pack,
    load_packs,
)
from veedor.regimes.pack import (
    Aliases,
    Indicator,
    Measure,
    OfficeTable,
    Pack,
    Provision,
    TermHolder,
    TravelBan,
)
from veedor.regimes.schema import schema

__all__ = [
    "SKELETON",
    "Aliases",
    "Indicator",
    "Measure",
    "OfficeTable",
    "Pack",
    "PackRefusal",
    "Provision",
    "TermHolder",
    "TravelBan",
    "built_in",
    "check_pack",
    "load_pack",
    "load_packs",
    "schema",
]
