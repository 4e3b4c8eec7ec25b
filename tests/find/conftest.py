"""Statements and collections made by hand, for tables of what becomes of them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from veedor.group.collection import Collection
from veedor.model import (
    Article,
    CopyFamily,
    Dating,
    Linked,
    Member,
    Said,
    Statement,
    Subject,
)
from veedor.regimes.pack import Measure, Pack, PackHeader, Provision

StatementMaker = Callable[..., Statement]


@pytest.fixture
def pack() -> Pack:
    """A regime about the state of XA, with one act that goes on and one that is over at once."""

    def measure(name: str, days: int) -> Measure:
        return Measure(
            id=name,
            title={"en": name.title()},
            duty={"en": "Shall not."},
            provisions=(Provision(act="S/RES/1", paragraph="8 (b)", date="2006-10-14"),),
            direction="both",
            activity_days=days,
        )

    header = PackHeader(
        id="test", title={"en": "Test"}, target="XA", summary={"en": "A test."},
        legal_basis=("S/RES/1",), as_of="2024-01-01", source="invented",
    )  # fmt: skip
    measures = {m.id: m for m in (measure("ARMS", 100), measure("LAUNCH", 2))}
    return Pack(header=header, measures=measures, indicators=())


@pytest.fixture
def statement() -> StatementMaker:
    """A maker of statements: `said` is a list of (role, key, kind)."""

    def make(
        article: str,
        *,
        start: int = 0,
        measure: str = "ARMS",
        kind: str = "finding",
        modality: str = "done",
        direction: str | None = "XA->XB",
        when: str | None = None,
        said: tuple[tuple[str, str, str], ...] = (),
    ) -> Statement:
        return Statement(
            id=f"{article}-{start}-{measure}-{modality}",
            article=article,
            start=start,
            end=start + 10,
            text="x" * 10,
            regime="test",
            measure=measure,
            kind=kind,
            modality=modality,
            actors=("XA",),
            counterparts=("XB",),
            direction=direction,
            when=when,
            attribution=tuple(
                Said(role=role, key=key, label=key, kind=how) for role, key, how in said
            ),
        )

    return make


@pytest.fixture
def collected() -> Callable[..., Collection]:
    """A collection of statements; `days` dates articles, `copies` are families of them."""

    def make(
        *statements: Statement,
        days: dict[str, str] | None = None,
        copies: tuple[tuple[str | None, tuple[str, ...]], ...] = (),
        countries: dict[str, str] | None = None,
    ) -> Collection:
        days = days or {}
        articles = {s.article for s in statements}
        subjects = tuple(
            Subject(key=key, label=key, type="person", country=country)
            for key, country in (countries or {}).items()
        )
        return Collection(
            articles={a: Article(id=a, source=f"{a}.txt", text="x" * 500) for a in articles},
            readings=dict.fromkeys(articles),
            datings={
                a: Dating(article=a, basis="metadata", date=day, earliest=day, latest=day)
                for a, day in days.items()
            },
            linked={
                a: Linked(
                    article=a,
                    subjects=subjects,
                    statements=tuple(s for s in statements if s.article == a),
                )
                for a in articles
            },
            families=[
                CopyFamily(
                    id=f"family{i}",
                    members=tuple(Member(article=a, own_share=0.0) for a in members),
                    origin=origin,
                    origin_kind="agency" if origin else "unknown",
                )
                for i, (origin, members) in enumerate(copies)
            ],
        )

    return make
