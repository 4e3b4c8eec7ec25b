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
    Match,
    Member,
    Name,
    Reading,
    Referent,
    Said,
    Statement,
    Subject,
)
from veedor.regimes.pack import Measure, Pack, PackHeader, Provision

StatementMaker = Callable[..., Statement]


WORDS = {"es": {"cars": ("coche", "coches")}}


@pytest.fixture
def pack() -> Pack:
    """A regime about the state of XA, with one act that goes on and one that is over at once."""

    def measure(name: str, days: int, **more: object) -> Measure:
        return Measure(
            id=name,
            title={"en": name.title()},
            duty={"en": "Shall not."},
            provisions=(Provision(act="S/RES/1", paragraph="8 (b)", date="2006-10-14"),),
            activity_days=days,
            **{"direction": "both", **more},
        )

    header = PackHeader(
        id="test", title={"en": "Test"}, target="XA", summary={"en": "A test."},
        legal_basis=("S/RES/1",), as_of="2024-01-01", source="invented",
    )  # fmt: skip
    made = (
        measure("ARMS", 100),
        measure("LAUNCH", 2, activities=(("rocket", "missile"), ("satellite",))),
        measure("COAL", 100, direction="outward"),
        measure("TRAVEL", 7, apart_by="party"),
        measure("PORT", 7, apart_by="ship"),
        measure("GIFT", 30, instead_of=({"measure": "GOODS", "items": ("cars",)},)),
        measure("GOODS", 100),
    )
    measures = {m.id: m for m in made}
    return Pack(header=header, measures=measures, indicators=(), lexicon=WORDS)


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
        indicator: str | None = None,
        item: str | None = None,
        travellers: tuple[str, ...] = (),
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
            indicator=indicator,
            item=item,
            parties=tuple(
                Match(party=who, list="L", record=who, name=who, score=1.0) for who in travellers
            ),
            attribution=tuple(
                Said(role=role, key=key, label=key, kind=how) for role, key, how in said
            ),
        )

    return make


def _reading(article: str, ships: dict[str, int]) -> Reading:
    """A reading that has nothing but names of ships, each at its place."""
    return Reading(
        article=article,
        language="es",
        referents=tuple(Referent(label=name, type="vessel") for name in ships),
        names=tuple(
            Name(start=at, end=at + 2, text="xx", type="vessel", referent=i)
            for i, at in enumerate(ships.values())
        ),
    )


@pytest.fixture
def collected() -> Callable[..., Collection]:
    """A collection of statements; `days` dates articles, `copies` are families of them, `ships`
    are those that each article names, with their places.
    """

    def make(
        *statements: Statement,
        days: dict[str, str] | None = None,
        copies: tuple[tuple[str | None, tuple[str, ...]], ...] = (),
        countries: dict[str, str] | None = None,
        ships: dict[str, dict[str, int]] | None = None,
    ) -> Collection:
        days = days or {}
        articles = {s.article for s in statements}
        people = tuple(
            Subject(key=key, label=key, type="person", country=country)
            for key, country in (countries or {}).items()
        )
        return Collection(
            articles={a: Article(id=a, source=f"{a}.txt", text="x" * 500) for a in articles},
            readings={a: _reading(a, (ships or {}).get(a, {})) for a in articles},
            datings={
                a: Dating(article=a, basis="metadata", date=day, earliest=day, latest=day)
                for a, day in days.items()
            },
            linked={
                a: Linked(
                    article=a,
                    subjects=tuple(
                        Subject(key=name.casefold(), label=name, type="vessel")
                        for name in (ships or {}).get(a, {})
                    )
                    + people,
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
