"""Who may ask, what a browser may do with the answer, and what cannot be forged."""

from __future__ import annotations

import re
import time
from pathlib import Path

import httpx
import pytest

from veedor.errors import UsageError
from veedor.web.security import SESSION, SESSION_SECONDS, Access, is_loopback

TOKEN = "a-token-long-enough-to-be-safe"


@pytest.mark.parametrize(
    ("host", "expected"),
    [("127.0.0.1", True), ("localhost", True), ("::1", True), ("[::1]", True), ("127.9.9.9", True),
     ("0.0.0.0", False), ("::", False), ("192.168.1.4", False), ("localhost.evil.example", False)],
)  # fmt: skip
def test_what_only_this_machine_reaches(host: str, expected: bool):
    assert is_loopback(host) is expected


def test_others_need_a_token_that_cannot_be_guessed():
    with pytest.raises(UsageError, match="--token"):
        Access.of("0.0.0.0", None, 1)
    with pytest.raises(UsageError, match="too short"):
        Access.of("0.0.0.0", "1234", 1)
    assert Access.of("127.0.0.1", None, 1).token is None
    assert Access.of("0.0.0.0", TOKEN, 1).accepts(TOKEN)


def test_sessions_are_signed_and_end():
    access = Access(token=TOKEN)
    session = access.session(now=1000)
    assert access.holds(session, now=1001)
    assert not access.holds(session, now=1001 + SESSION_SECONDS)
    until, _, signature = session.partition(".")
    assert not access.holds(f"{int(until) + 9}.{signature}", now=1001)
    assert not Access(token=TOKEN).holds(session, now=1001), "another process has another secret"
    for odd in ("", ".", "x.y", "²." + signature):
        assert not access.holds(odd)


def test_the_policy_forbids_all_that_is_not_ours(client: httpx.Client):
    for address in ("/", "/nowhere", "/api/v1/lists", "/static/veedor.css", "/press"):
        headers = client.get(address).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"


def test_another_name_for_this_machine_is_refused(client: httpx.Client):
    assert client.get("/", headers={"host": "rebound.example"}).status_code == 421


def test_too_much_is_refused(client: httpx.Client):
    assert client.get("/search?q=" + "x" * 5000).status_code == 414
    assert client.post("/api/v1/reviews", content=b"x" * 300_000).status_code == 413
    assert client.post("/queue/match", data={"reason": "x" * 300_000}).status_code == 413


def forms_token(client: httpx.Client) -> str:
    found = re.search(r'name="form_token" value="(\w+)"', client.get("/press").text)
    assert found
    return found[1]


def test_a_form_from_elsewhere_is_refused(made: Path, opened):
    client, other = opened(made), opened(made)
    given = {"target": "x", "decision": "same", "by": "Ana"}
    assert client.post("/queue/match", data=given).status_code == 403
    theirs = forms_token(other)
    assert client.post("/queue/match", data={**given, "form_token": theirs}).status_code == 403
    mine = forms_token(client)
    bad = client.post(
        "/queue/match",
        data={**given, "form_token": mine},
        headers={"origin": "https://evil.example"},
    )
    assert bad.status_code == 403
    good = client.post("/queue/match", data={**given, "form_token": mine})
    assert good.status_code == 400, "the form is ours, the match is none"


def test_nobody_enters_without_the_token(made: Path, opened):
    client = opened(made, Access(token=TOKEN))
    assert client.get("/findings").url.path == "/login"
    refused = client.get("/api/v1/findings")
    assert refused.status_code == 401
    assert refused.headers["content-type"] == "application/problem+json"
    assert client.get("/api/v1/findings", headers={"authorization": "Bearer x"}).status_code == 401
    bearer = {"authorization": f"Bearer {TOKEN}"}
    assert client.get("/api/v1/findings", headers=bearer).status_code == 200
    token = re.search(r'name="form_token" value="(\w+)"', client.get("/login").text)
    assert token
    wrong = client.post("/login", data={"form_token": token[1], "token": "nothing like it"})
    assert wrong.status_code == 401
    entered = client.post("/login", data={"form_token": token[1], "token": TOKEN})
    assert entered.url.path == "/"
    assert entered.status_code == 200
    client.cookies.set(SESSION, f"{int(time.time()) - 5}.{'0' * 64}")
    ended = client.get("/findings")
    assert ended.url.path == "/login"
    assert "Your session has ended" in ended.text


def test_a_proxy_names_who_signs(folder: Path, opened):
    client = opened(folder, Access.of("0.0.0.0", None, 10**6, "127.0.0.1", "X-User"))
    assert client.get("/findings").status_code == 403
    ana = {"x-user": "Ana", "host": "desk.example"}
    key = client.get("/api/v1/findings?limit=1", headers=ana).json()["items"][0]["id"]
    given = {"kind": "finding", "target": key, "decision": "assessed", "by": "somebody else"}
    decided = client.post("/api/v1/reviews", json=given, headers=ana)
    assert decided.json()["by"] == "Ana"
    elsewhere = opened(folder, Access.of("0.0.0.0", None, 10**6, "192.0.2.7", "X-User"))
    assert elsewhere.get("/findings", headers=ana).status_code == 403
    with pytest.raises(UsageError, match="IP address"):
        Access.of("0.0.0.0", None, 1, "the proxy")


def test_cookies_are_out_of_reach(client: httpx.Client):
    client.cookies.clear()
    for cookie in client.get("/?lang=es").headers.get_list("set-cookie"):
        assert "HttpOnly" in cookie
        assert "SameSite=strict" in cookie
    client.cookies.clear()
