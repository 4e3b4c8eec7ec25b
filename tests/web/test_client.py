"""The client in Python: records page by page, questions, decisions, press, and refusals."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from veedor import Client
from veedor.client import Refused
from veedor.errors import UsageError
from veedor.web.security import Access


def at(client: httpx.Client, **more: str) -> Client:
    return Client(str(client.base_url), **more)  # type: ignore[arg-type]


def test_records_come_page_by_page(client: httpx.Client):
    with at(client) as veedor:
        rows = list(veedor.records("articles", limit=2))
        assert len(rows) == client.get("/api/v1/articles").json()["total"]
        assert veedor.record("articles", rows[0]["id"]) == rows[0]
        assert list(veedor.records("articles", limit=2)) == rows, "what is known is not sent again"
        assert next(veedor.records("parties"))["records"]
        assert [f["measure"] for f in veedor.findings(measure="ARMS_EXPORT", status=None)]


def test_questions(client: httpx.Client):
    with at(client) as veedor:
        assert veedor.screen("Kim Jong Un", type="person")
        assert next(veedor.search("contenedores"))["article"]
        assert veedor.lists()["lists"]
        assert veedor.queue()["matches"]
        assert veedor.report("pdf", "es", country="KP").startswith(b"%PDF")
        assert b"KP" in veedor.report("json")


def test_a_decision_and_one_that_came_too_late(folder: Path, opened):
    with at(opened(folder)) as veedor:
        key = next(veedor.findings())["id"]
        assert veedor.review("finding", key, "assessed", "Ana", seen=0)["number"] == 1
        with pytest.raises(Refused, match="somebody decided") as late:
            veedor.review("finding", key, "dismissed", "Luis", seen=0)
        assert late.value.status == 409
        assert veedor.record("findings", key)["review"] == "assessed"


def test_press_is_added_and_waited_for(folder: Path, opened):
    with at(opened(folder)) as veedor:
        begun = veedor.collect(text="El puente\n\nLos vecinos dijeron que el puente quedó cerrado "
                               "tras la tormenta.", outlet="La Voz", by="Ana")  # fmt: skip
        ended = veedor.wait(begun["number"])
        assert ended["state"] == "done"
        assert "La Voz" in {row["outlet"] for row in veedor.records("articles")}
        with pytest.raises(Refused, match="nothing to add"):
            veedor.collect()
    lines = (folder / "audit.jsonl").read_text("utf-8").splitlines()
    assert len(lines) == 1
    assert '"press added"' in lines[0]
    assert '"Ana"' in lines[0]


def test_refusals_say_why(made: Path, client: httpx.Client, opened):
    with at(client) as veedor:
        for ask in (lambda: veedor.record("findings", "x"), lambda: list(veedor.records("ghosts")),
                    lambda: list(veedor.findings(status="sure"))):  # fmt: skip
            with pytest.raises(Refused):
                ask()
    token = "a-token-long-enough-to-be-safe"
    guarded = opened(made, Access(token=token))
    with at(guarded) as stranger, pytest.raises(Refused) as refused:
        stranger.lists()
    assert refused.value.status == 401
    with at(guarded, token=token) as friend:
        assert friend.lists()["lists"]
    with pytest.raises(UsageError):
        Client("localhost:8421")
