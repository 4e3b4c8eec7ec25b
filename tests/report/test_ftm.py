"""FollowTheMoney entities, held against the library's own model."""

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
    Statement,
    Subject,
)
from veedor.regimes.pack import Measure, Pack, PackHeader, Provision
from veedor.report.ftm import ftm_entities
from veedor.report.view import View

TEXT = "La naviera Dos Faros llevó a Ana Ruiz y sus fusiles a Isla Norte."


def _match(record="9", **fields):
    return Match(
        party="p", list="UN 1", record=record, name="RUIZ, Ana", score=0.9,
        listed_on="2020-05-01", in_force="yes", **fields,
    )  # fmt: skip


@pytest.fixture
def view() -> View:
    """One article with one finding, a listed person, a namesake's record, and an event."""
    known, namesake = _match(identity="context"), _match("10")
    ana = Subject(key="ana", label="Ana Ruiz", type="person", matches=(known, namesake))
    ship = Subject(key="faros", label="Dos Faros", type="organization", country="XA")
    names = tuple(
        Name(start=TEXT.index(s.label), end=TEXT.index(s.label) + len(s.label), text=s.label,
             type=s.type, referent=n)
        for n, s in enumerate((ana, ship))
    )  # fmt: skip
    statement = Statement(
        id="s1", article="a", start=0, end=len(TEXT), text=TEXT, regime="test", measure="ARMS",
        kind="finding", modality="done", actors=("faros", "XA"), counterparts=("XB",),
        direction="XA->XB", when="2024-03",
        attribution=(Said(role="says", key="ana", label="Ana Ruiz", kind="person"),),
    )  # fmt: skip
    line = Line(start=0, end=len(TEXT), text=TEXT, kind="body")
    collection = Collection(
        articles={"a": Article(id="a", source="/press/a.txt", text=TEXT, language="es")},
        readings={"a": Reading(article="a", language="es", lines=(line,), names=names)},
        datings={
            "a": Dating(article="a", basis="inferred", date="2024-03-01/2024-03-09",
                        earliest="2024-03-01", latest="2024-03-09")
        },
        linked={"a": Linked(article="a", subjects=(ana, ship), statements=(statement,))},
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
        id="e", title="Fusiles", kind="ship", date="2024-03", place=None,
        participants=("ana",), reports=(Report(article="a", role="main"),),
    )  # fmt: skip
    groups = Groups(entities=entities, events=(event,))
    return View(
        collection=collection, groups=groups, findings=find(collection, groups, packs),
        packs=packs,
    )  # fmt: skip


def test_only_an_established_match_is_a_sanction(view):
    found = [e for e in ftm_entities(view) if e["schema"] == "Sanction"]
    assert [e["properties"]["authorityId"] for e in found] == [["9"]]


def test_an_interval_is_no_date_of_publication(view):
    [article] = [e for e in ftm_entities(view) if e["schema"] == "Article"]
    assert "publishedAt" not in article["properties"]


def test_evidence_ties_article_to_finding(view):
    entities = {e["id"]: e for e in ftm_entities(view)}
    [proof] = [e for e in entities.values() if e["schema"] == "Documentation"]
    document, about = (proof["properties"][name][0] for name in ("document", "entity"))
    assert entities[document]["schema"] == "Article"
    assert entities[about]["properties"]["keywords"][0] == "ARMS"


def test_the_library_takes_every_entity(view):
    followthemoney = pytest.importorskip("followthemoney", exc_type=ImportError)
    entities = list(ftm_entities(view))
    ids = {entity["id"] for entity in entities}
    for entity in entities:
        proxy = followthemoney.model.get_proxy(entity, cleaned=False)
        assert set(proxy.to_dict()["properties"]) == set(entity["properties"]), "none is unknown"
        for prop, value in proxy.itervalues():
            assert prop.type.validate(value), f"{entity['schema']}.{prop.name}: {value}"
            if prop.type.name == "entity":
                assert value in ids, f"{entity['schema']}.{prop.name} points nowhere"
        for name in proxy.schema.required:
            assert proxy.get(name), f"{entity['schema']} needs {name}"
