"""Who says so, with collection-wide keys, and what each is to the matter."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from veedor.link.bodies import is_state_body, is_state_media, only_state_of
from veedor.model import Article, Attribution, Referent, Said, Subject

__all__ = ["said_by", "state_of_media"]


@cache
def _media() -> dict[str, dict[str, str | None]]:
    """The press agencies and state media of the world, by kind and lower-case name."""
    file = Path(__file__).with_name("media.yaml")
    data: dict[str, dict[str, Any]] = yaml.safe_load(file.read_text("utf-8"))
    return {
        kind: {name.casefold(): country for name, country in names.items()}
        for kind, names in data.items()
    }


def state_of_media(name: str) -> str | None:
    """The state through whose media of that name it speaks, or None for any other outlet."""
    return _media()["state-media"].get(name.casefold())


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
    """What a source is to the matter; only organs and officials of a side are a party to it."""
    label = referent.label
    country = subject.country or referent.country or only_state_of(label)
    if _is_among("state-media", label) or (referent.unnamed and is_state_media(label, country)):
        return "state-media"
    if _is_among("agencies", label):
        return "agency"
    organ = bool(country) and is_state_body(label)
    if referent.unnamed and not organ:
        return "unnamed"
    if organ or referent.type in ("country", "government", "person"):
        return _of_state(referent, country, sides)
    # Names of no body, such as "the West", stand for the states they gather.
    return "organization" if referent.type in ("organization", "facility") else "state"


def _of_state(referent: Referent, country: str | None, sides: Sequence[str]) -> str:
    if country and country in sides:
        return "party"
    return "state" if country or referent.type != "person" else "person"


def _is_among(kind: str, label: str) -> bool:
    return label.casefold() in _media()[kind]
