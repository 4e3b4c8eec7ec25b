"""The API: the records that export prints, pages by cursor, tags, and errors as problems."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from veedor.engine.view import load_view
from veedor.report.export import export
from veedor.store import Workspace
from veedor.web.api.examples import EXAMPLES

KINDS = ("articles", "readings", "events", "stories", "utterances", "conflicts", "findings",
         "entities")  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_records_are_those_of_the_export_page_by_page(client: httpx.Client, made: Path, kind: str):
    with Workspace(made) as place:
        view = load_view(place)
    expected = list(export(view, kind))
    found, address = [], f"/api/v1/{kind}?limit=5"
    while address:
        answer = client.get(address).json()
        assert answer["total"] == len(expected)
        found += answer["items"]
        address = answer["next"]
    assert sorted(map(str, found)) == sorted(map(str, httpx.Response(200, json=expected).json()))
    for row in found[:3]:
        key = row.get("key") or row.get("id") or row["article"]
        assert client.get(f"/api/v1/{kind}/{key}").json() == row


@pytest.mark.parametrize(
    ("address", "status"),
    [("findings/x", 404), ("articles/x", 404), ("parties/x", 404), ("nowhere", 404),
     ("findings?limit=0", 422), ("findings?limit=x", 422), ("findings?status=sure", 422),
     ("findings?cursor=!!", 422), ("findings?cursor=eA", 422), ("screen", 422),
     ("screen?name=a&date=yesterday", 422), ("screen?name=a&type=ghost", 422), ("search?q=", 422)],
)  # fmt: skip
def test_errors_are_problems(client: httpx.Client, address: str, status: int):
    answer = client.get(f"/api/v1/{address}")
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == status
    assert answer.json()["detail"]


def test_what_has_not_changed_is_not_sent_again(client: httpx.Client):
    first = client.get("/api/v1/findings")
    again = client.get("/api/v1/findings", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = client.get("/api/v1/events", headers={"if-none-match": first.headers["etag"]})
    assert other.status_code == 200


def test_findings_are_filtered_as_on_the_page(client: httpx.Client):
    everything = client.get("/api/v1/findings?limit=500").json()["items"]
    arms = client.get("/api/v1/findings?measure=ARMS_EXPORT&limit=500").json()["items"]
    assert arms
    assert [f["id"] for f in everything if f["measure"] == "ARMS_EXPORT"] == [f["id"] for f in arms]
    assert client.get("/api/v1/findings?country=zz").json()["total"] == 0


def test_screening_and_searching(client: httpx.Client):
    matches = client.get("/api/v1/screen?name=Kim Jong Un&type=person").json()["matches"]
    assert matches
    assert all(match["why"] for match in matches)
    hits = client.get("/api/v1/search?q=CONTENEDORES municion").json()["items"]
    assert hits
    for hit in hits:
        article = client.get(f"/api/v1/articles/{hit['article']}").json()
        assert article["text"][hit["start"] : hit["end"]] == hit["text"]
    assert client.get("/api/v1/search?q=nadie escribió jamás zzz").json()["items"] == []


def test_the_description_names_every_address(client: httpx.Client):
    paths = client.get("/api/v1/openapi.json").json()["paths"]
    assert {f"/api/v1/{kind}" for kind in KINDS} <= set(paths)
    assert all(path.startswith("/api/v1/") for path in paths)


def test_every_answer_is_described_with_an_example(client: httpx.Client):
    paths = client.get("/api/v1/openapi.json").json()["paths"]
    for path, operations in paths.items():
        for method, operation in operations.items():
            good = [answer for code, answer in operation["responses"].items() if code[0] == "2"]
            examples = [c.get("example") for a in good for c in a.get("content", {}).values()]
            assert any(examples), (method, path)


@pytest.mark.parametrize("kind", [*KINDS, "parties"])
def test_examples_have_the_fields_of_real_answers(client: httpx.Client, kind: str):
    answer = client.get(f"/api/v1/{kind}?limit=1").json()
    assert set(EXAMPLES[kind]) == set(answer)
    # The small press has no utterance that is told twice.
    assert all(set(EXAMPLES[kind]["items"][0]) <= set(item) for item in answer["items"])
    if kind == "findings":
        assert set(EXAMPLES[kind]["items"][0]["evidence"][0]) <= set(
            answer["items"][0]["evidence"][0]
        )


@pytest.mark.parametrize("name", ["lists", "queue"])
def test_other_examples_too(client: httpx.Client, name: str):
    assert set(EXAMPLES[name]) == set(client.get(f"/api/v1/{name}").json())


def test_work_and_reports(folder: Path, opened):
    client = opened(folder)
    begun = client.post("/api/v1/collect", json={"text": "Un titular\n\nUn texto de prueba."})
    assert begun.status_code == 202
    assert set(EXAMPLES["job"]) == set(client.get(begun.headers["location"]).json())
    assert client.get("/api/v1/jobs/99").status_code == 404
    stopped = client.post(f"{begun.headers['location']}/stop", json={})
    assert stopped.status_code == 200
    for form, begins in (("markdown", "#"), ("html", "<!doctype"), ("json", "{")):
        address = f"/api/v1/reports?form={form}&language=es&kind=lead"
        assert client.get(address).text.startswith(begins)
    assert client.get("/api/v1/reports?form=odt").status_code == 422
    assert client.get("/api/v1/reports?status=sure").status_code == 422
