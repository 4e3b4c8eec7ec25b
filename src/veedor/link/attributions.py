"""Who says so, with collection-wide keys, and what each is to the matter."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from veedor.model import Article, Attribution, Referent, Said, Subject

__all__ = ["said_by"]


@cache
def _media() -> dict[str, dict[str, str | None]]:
    """The press agencies and state media of the world, by kind and lower-case name."""
    file = Path(__file__).with_name("media.yaml")
    data: dict[str, dict[str, Any]] = yaml.safe_load(file.read_text("utf-8"))
    return {
        kind: {name.casefold(): country for name, country in names.items()}
        for kind, names in data.items()
    }


def said_by(
    article: Article,
    attribution: Sequence[Attribution],
    referents: Sequence[Referent],
    subjects: Sequence[Subject],
    sides: Sequence[str],
) -> tuple[Said, ...]:
    """The chain of a statement, innermost first, the article's outlet last."""
    chain = [
        Said(
            role=link.role,
            key=subjects[link.referent].key,
            label=subjects[link.referent].label,
            kind=_kind(referents[link.referent], subjects[link.referent], sides),
        )
        for link in attribution
        if link.referent < len(subjects)
    ]
    if article.outlet:
        chain.append(
            Said(role="publishes", key=article.outlet, label=article.outlet, kind="outlet")
        )
    return tuple(chain)


def _kind(referent: Referent, subject: Subject, sides: Sequence[str]) -> str:
    label = referent.label.casefold()
    if label in _media()["state-media"]:
        return "state-media"
    if label in _media()["agencies"]:
        return "agency"
    if referent.unnamed:
        return "unnamed"
    country = subject.country or referent.country
    if country and country in sides:
        return "party"
    if referent.type in ("country", "government"):
        return "state"
    if referent.type == "person":
        return "state" if country else "person"
    return "organization"
