"""Decisions on pages and through the API; press that is added while others read."""

from __future__ import annotations

import hashlib
import re
import time
from pathlib import Path

import httpx
import pytest

from veedor.engine.verify import verify
from veedor.errors import StoreError
from veedor.model import Decision
from veedor.store import Workspace
from veedor.store.reviews import Reviews
from veedor.web.keeper import FRESH


def token(client: httpx.Client, address: str) -> str:
    found = re.search(r'name="form_token" value="(\w+)"', client.get(address).text)
    assert found
    return found[1]


def first(client: httpx.Client) -> str:
    return str(client.get("/api/v1/findings?limit=1").json()["items"][0]["id"])


def settle(client: httpx.Client) -> None:
    """Wait until the work that was asked for has ended."""
    for _ in range(400):
        if 'class="working"' not in client.get("/report").text:
            return
        time.sleep(0.1)
    raise AssertionError("the work does not end")


def test_a_review_is_kept_shown_and_signed(folder: Path, opened):
    client = opened(folder)
    key = first(client)
    given = {
        "form_token": token(client, f"/findings/{key}"), "decision": "confirmed",
        "by": "José Ñúñez", "reason": "<b>visto</b>", "seen": "0",
    }  # fmt: skip
    shown = client.post(f"/findings/{key}/review", data=given)
    assert shown.status_code == 200
    assert "&lt;b&gt;visto" in shown.text
    assert 'value="José Ñúñez"' in shown.text, "the next form knows the name"
    assert client.get(f"/api/v1/findings/{key}").json()["review"] == "confirmed"
    with Workspace(folder) as place:
        assert [d.by for d in place.reviews.all()] == ["José Ñúñez"]


def test_a_file_is_attached_and_kept_as_evidence(folder: Path, opened):
    client = opened(folder)
    key = first(client)
    track = b"IMO 9999993;2024-03-01;38.6 N;125.9 E\n" * 20_000
    given = {"form_token": token(client, f"/findings/{key}"), "decision": "attach",
             "by": "Ana", "reason": "derrota del buque", "seen": "0"}  # fmt: skip
    shown = client.post(
        f"/findings/{key}/review", data=given, files={"file": ("../derrota.csv", track)}
    )
    assert shown.status_code == 200
    digest = hashlib.sha256(track).hexdigest()
    assert "derrota.csv" in shown.text and digest in shown.text and "../" not in shown.text
    with Workspace(folder) as place:
        assert place.evidence.content(digest) == track
        assert verify(place).checked["attached files"] == 1


def test_what_was_read_alike_is_offered(folder: Path, opened):
    """Corrections are tried until one is of words by which others were read: they are offered."""
    client = opened(folder)
    for finding in client.get("/api/v1/findings?limit=200").json()["items"]:
        page = f"/findings/{finding['id']}"
        for statement in [item["statement"] for item in finding["evidence"]]:
            given = {"form_token": token(client, page), "decision": "amend", "by": "Ana",
                     "modality": "suspected", "kind": "lead"}  # fmt: skip
            shown = client.post(f"{page}/statements/{statement}", data=given)
            if 'id="alike"' in shown.text:
                linked = re.search(r'href="(/findings/\w+)#s-(\w+)"', shown.text)
                assert linked and linked[2] != statement
                assert f'id="s-{linked[2]}"' in client.get(linked[1]).text
                return
            settle(client)
    raise AssertionError("nothing was offered")


def test_the_form_changes_what_is_touched_and_no_more(folder: Path, opened):
    """It comes with the kind as it was: a plan must become a lead all the same."""
    client = opened(folder)
    findings = client.get("/api/v1/findings?limit=200").json()["items"]
    finding = next(f for f in findings if f["kind"] == "finding" and len(f["evidence"]) > 1)
    page, statement = f"/findings/{finding['id']}", finding["evidence"][0]["statement"]

    def put_right(**fields: str) -> dict[str, str]:
        given = {"form_token": token(client, page), "decision": "amend", "by": "Ana", **fields}
        answer = client.post(f"{page}/statements/{statement}", data=given)
        assert answer.status_code == 200, answer.text
        with Workspace(folder) as place:
            return dict(place.reviews.all()[-1].changes)

    assert put_right(kind="finding", modality="planned") == {"modality": "planned"}
    settle(client)


def test_a_statement_cannot_go_to_a_measure_that_is_none(folder: Path, opened):
    client = opened(folder)
    finding = client.get(f"/api/v1/findings/{first(client)}").json()
    statement = finding["evidence"][0]["statement"]
    given = {"by": "Ana", "kind": "statement", "target": statement, "decision": "amend"}
    for changes, status in (({"measure": "NONE"}, 422), ({"measure": finding["measure"]}, 201)):
        answer = client.post("/api/v1/reviews", json=given | {"changes": changes})
        assert answer.status_code == status, answer.text
    settle(client)


def test_the_second_of_two_is_told_and_loses_nothing(folder: Path, opened):
    one, other = opened(folder), opened(folder)
    key = first(one)
    for client, by, decision, status in (
        (one, "Ana", "confirmed", 200), (other, "Luis", "dismissed", 409),
    ):  # fmt: skip
        # Both have opened the page before either decides: `seen` is 0 in both forms.
        given = {"form_token": token(client, f"/findings/{key}"), "decision": decision, "by": by,
                 "reason": f"lo que {by} escribió", "seen": "0"}  # fmt: skip
        answer = client.post(f"/findings/{key}/review", data=given)
        assert answer.status_code == status
    assert "lo que Luis escribió" in answer.text
    assert one.get(f"/api/v1/findings/{key}").json()["review"] == "confirmed"


def test_a_match_is_cleared_and_not_asked_again(folder: Path, opened):
    client = opened(folder)
    asked = client.get("/api/v1/queue").json()["matches"]
    target = asked[0]["target"]
    given = {"form_token": token(client, "/queue"), "target": target, "decision": "different",
             "by": "Ana", "reason": "otro nombre", "seen": "0"}  # fmt: skip
    assert client.post("/queue/match", data=given).status_code == 200
    left = client.get("/api/v1/queue").json()["matches"]
    assert target not in [match["target"] for match in left]
    assert target.split("|")[2] in client.get("/queue?show=decided").text
    settle(client)


@pytest.mark.parametrize(
    ("change", "status"),
    [({"decision": "sure"}, 422), ({"target": "x"}, 422), ({"by": " "}, 422), ({"by": ""}, 422),
     ({"kind": "ghost"}, 422), ({"more": 1}, 422), ({"decision": "reply"}, 422), ({}, 201)],
)  # fmt: skip
def test_a_review_through_the_api(folder: Path, opened, change: dict[str, object], status: int):
    client = opened(folder)
    given = {"kind": "finding", "target": first(client), "decision": "assessed", "by": "Ana"}
    answer = client.post("/api/v1/reviews", json=given | change)
    assert answer.status_code == status, answer.text
    again = client.post("/api/v1/reviews", json=given | {"seen": 0})
    assert again.status_code == (409 if status == 201 else 201)
    plain = client.post("/api/v1/reviews", content=b"{}", headers={"content-type": "text/plain"})
    assert plain.status_code == 415


def test_a_statement_that_was_misread_is_struck_out(folder: Path, opened):
    client = opened(folder)
    finding = client.get("/api/v1/findings?limit=1").json()["items"][0]
    statement = finding["evidence"][0]["statement"]
    page = f"/findings/{finding['id']}"
    given = {"form_token": token(client, page), "decision": "reject", "by": "Ana", "reason": "no"}
    assert client.post(f"{page}/statements/{statement}", data=given).status_code in (200, 404)
    settle(client)
    left = client.get("/api/v1/findings?limit=500").json()["items"]
    assert statement not in [item["statement"] for f in left for item in f["evidence"]]


def test_press_is_added_read_and_found(folder: Path, opened):
    client = opened(folder)
    before = client.get("/api/v1/articles").json()["total"]
    files = {
        "files": (
            "../../bad<name>.txt",
            "Seúl, 3 mar 2024. El puerto amaneció cerrado "
            "por la niebla y los pescadores esperaron en el muelle.\n".encode(),
        )
    }
    given = {"form_token": token(client, "/press"), "outlet": "La Voz", "published": "2024-03-02",
             "text": "El puente quedó cerrado\n\nLos vecinos dijeron ayer que el puente quedó "
                     "cerrado después de la tormenta de la noche."}  # fmt: skip
    answer = client.post("/press", data=given, files=files)
    assert re.fullmatch(r"/press/\d+", answer.url.path)
    settle(client)
    assert "Done." in client.get(answer.url.path).text
    assert client.get("/api/v1/articles").json()["total"] == before + 2
    assert "La Voz" in client.get("/search?q=puente tormenta").text
    kept = [path.relative_to(folder).parts[0] for path in folder.rglob("*bad*")]
    assert kept == ["added"]


@pytest.mark.parametrize("given", [{}, {"addresses": "file:///etc/passwd"}, {"addresses": "x"}])
def test_nothing_to_add_is_said(folder: Path, opened, given: dict[str, str]):
    client = opened(folder)
    answer = client.post("/press", data={"form_token": token(client, "/press"), **given})
    assert answer.status_code == 400


def test_a_store_that_goes_away_and_comes_back(folder: Path, opened):
    client = opened(folder)
    assert client.get("/").status_code == 200
    settings = folder / "veedor.toml"
    text = settings.read_text("utf-8")
    for path in list(folder.glob("veedor.db*")):
        path.rename(folder / f"away-{path.name}")
    (folder / "veedor.db").mkdir()
    # The open file is still good; a workspace opened anew is not, and says so.
    assert client.get("/").status_code in (200, 503)
    (folder / "veedor.db").rmdir()
    for path in list(folder.glob("away-*")):
        path.rename(folder / path.name.removeprefix("away-"))
    assert settings.read_text("utf-8") == text
    assert client.get("/").status_code == 200


def test_a_store_that_does_not_answer_is_said_until_it_does(
    folder: Path, opened, monkeypatch: pytest.MonkeyPatch
):
    client = opened(folder)
    assert client.get("/").status_code == 200

    def away(self: Reviews) -> list[Decision]:
        raise StoreError("postgresql://desk/veedor: the server closed the connection")

    with monkeypatch.context() as patched:
        patched.setattr(Reviews, "all", away)
        time.sleep(FRESH)
        for address in ("/", "/findings", "/api/v1/findings"):
            answer = client.get(address)
            assert answer.status_code == 503
            assert "closed the connection" in answer.text
    for address in ("/", "/findings", "/api/v1/findings"):
        assert client.get(address).status_code == 200
