"""Who says so, with collection-wide keys, and what each is to the matter."""

from __future__ import annotations

from collections.abc import Sequence

from veedor.link.bodies import is_state_body, is_state_media, only_state_of
from veedor.model import Article, Attribution, Referent, Said, Subject
from veedor.outlets import built_in

__all__ = ["said_by"]


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
    known = built_in().kind_of(label)
    if known == "state-media" or (referent.unnamed and is_state_media(label, country)):
        return "state-media"
    if known == "agency":
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
