"""A workspace of one article with one finding, as reports see it."""

from __future__ import annotations

import pytest

from veedor.find import find
from veedor.group.collection import Collection, Groups
from veedor.model import (
    Article,
    Dating,
    Entity,
    Event,
    Line,
    Linked,
    Match,
    Name,
    Reading,
    Report,
    Said,
    Sentence,
    Statement,
    Subject,
)
from veedor.regimes.pack import Measure, Pack, PackHeader, Provision
from veedor.report.view import View

FIRST = "La naviera Dos Faros llevó a Ana Ruiz y sus fusiles a Isla Norte."
SECOND = "La naviera llevó además 40 cajas de munición."
TEXT = f"{FIRST}\n{SECOND}"


def _match(record: str = "9", **fields: object) -> Match:
    return Match(
        party="p", list="UN 1", record=record, name="RUIZ, Ana", score=0.9,
        listed_on="2020-05-01", in_force="yes", as_of="2024-03-01/2024-03-09", **fields,
    )  # fmt: skip


def _name(label: str, kind: str, referent: int) -> Name:
    start = TEXT.index(label)
    return Name(start=start, end=start + len(label), text=label, type=kind, referent=referent)


def _statement(number: str, sentence: str, key: str, kind: str) -> Statement:
    start = TEXT.index(sentence)
    return Statement(
        id=number, article="a", start=start, end=start + len(sentence), text=sentence,
        regime="test", measure="ARMS", kind="finding", modality="done",
        actors=("faros", "XA"), counterparts=("XB",), direction="XA->XB", when="2024-03",
        item="40 cajas de munición" if "40" in sentence else "sus fusiles",
        quantity="40 cajas" if "40" in sentence else None,
        attribution=(Said(role="says", key=key, label=key.title(), kind=kind),),
    )  # fmt: skip


@pytest.fixture
def view() -> View:
    """A listed person with a namesake's record too, a ship's company, a finding, an event."""
    matches = (_match(identity="context"), _match("10"))
    ana = Subject(key="ana", label="Ana Ruiz", type="person", matches=matches)
    ship = Subject(key="faros", label="Dos Faros", type="organization", country="XA")
    statements = (
        _statement("s1", FIRST, "ana", "person"),
        _statement("s2", SECOND, "watchdog", "organization"),
    )
    lines = tuple(
        Line(start=TEXT.index(text), end=TEXT.index(text) + len(text), text=text, kind="body")
        for text in (FIRST, SECOND)
    )
    sentences = tuple(
        Sentence(start=line.start, end=line.end, text=line.text, line=n)
        for n, line in enumerate(lines)
    )
    names = (_name("Ana Ruiz", "person", 0), _name("Dos Faros", "organization", 1))
    collection = Collection(
        articles={"a": Article(id="a", source="/press/a.txt", text=TEXT, language="es")},
        readings={
            "a": Reading(article="a", language="es", lines=lines, sentences=sentences, names=names)
        },
        datings={
            "a": Dating(article="a", basis="inferred", date="2024-03-01/2024-03-09",
                        earliest="2024-03-01", latest="2024-03-09")
        },
        linked={"a": Linked(article="a", subjects=(ana, ship), statements=statements)},
    )  # fmt: skip
    header = PackHeader(
        id="test", title={"en": "Test"}, target="XA", summary={"en": "A test."},
        legal_basis=("S/RES/1",), as_of="2024-01-01", source="invented",
    )  # fmt: skip
    measure = Measure(
        id="ARMS", title={"en": "Arms"}, duty={"en": "Shall not."}, direction="both",
        provisions=(Provision(act="S/RES/1", paragraph="8 (b)", date="2006-10-14"),),
    )  # fmt: skip
    packs = {"test": Pack(header=header, measures={"ARMS": measure}, indicators=())}
    entities = tuple(
        Entity(key=s.key, label=s.label, type=s.type, country=s.country, forms=(s.label,),
               articles=("a",), matches=s.matches)
        for s in (ana, ship)
    )  # fmt: skip
    event = Event(
        id="e", title="Fusiles", kind="ship", date="2024-03", place=None, participants=("ana",),
        reports=(Report(article="a", role="main"),), earliest="2024-03-01", latest="2024-03-31",
    )  # fmt: skip
    groups = Groups(entities=entities, events=(event,))
    return View(
        collection=collection, groups=groups, findings=find(collection, groups, packs),
        packs=packs, lists=("UN 1",),
    )  # fmt: skip
