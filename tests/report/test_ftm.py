"""FollowTheMoney entities, held against the library's own model."""

from __future__ import annotations

import followthemoney

from veedor.report.ftm import ftm_entities

#: Properties of the present model (4) that the version with wheels (3) has elsewhere only.
SINCE_4 = {("UnknownLink", "proof")}


def test_only_an_established_match_is_a_sanction(view):
    found = [e for e in ftm_entities(view) if e["schema"] == "Sanction"]
    assert [e["properties"]["authorityId"] for e in found] == [["9"]]


def test_an_interval_is_no_date_of_publication(view):
    [article] = [e for e in ftm_entities(view) if e["schema"] == "Article"]
    assert "publishedAt" not in article["properties"]


def test_evidence_ties_article_to_finding(view):
    entities = {e["id"]: e for e in ftm_entities(view)}
    proof, _ = [e for e in entities.values() if e["schema"] == "Documentation"]
    document, about = (proof["properties"][name][0] for name in ("document", "entity"))
    assert entities[document]["schema"] == "Article"
    assert entities[about]["properties"]["keywords"][0] == "ARMS"


def test_the_library_takes_every_entity(view):
    # The library knows the codes of real states only.
    states = {"xa": "kp", "xb": "ru"}
    entities = list(ftm_entities(view))
    for entity in entities:
        codes = entity["properties"].get("country", [])
        codes[:] = [states.get(code, code) for code in codes]
    ids = {entity["id"] for entity in entities}
    schema_of = {entity["id"]: entity["schema"] for entity in entities}
    for entity in entities:
        proxy = followthemoney.model.get_proxy(entity, cleaned=False)
        unknown = set(entity["properties"]) - set(proxy.to_dict()["properties"])
        assert {(entity["schema"], name) for name in unknown} <= SINCE_4
        for prop, value in proxy.itervalues():
            assert prop.type.validate(value), f"{entity['schema']}.{prop.name}: {value}"
            if prop.type.name == "entity":
                assert value in ids, f"{entity['schema']}.{prop.name} points nowhere"
                about = followthemoney.model.get(schema_of[value])
                assert prop.range is None or about.is_a(prop.range), (entity["schema"], prop.name)
        for name in proxy.schema.required:
            assert proxy.get(name), f"{entity['schema']} needs {name}"
