"""Hosts, pauses, retries and what may be asked at all."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from itertools import pairwise
from typing import Any
from unittest import mock

import pytest

from veedor.collect.fetch import Fetcher
from veedor.collect.gate import Gate
from veedor.collect.guard import is_public
from veedor.collect.retry import pause_before, seconds_asked
from veedor.collect.robots import Robots
from veedor.errors import InputRefused
from veedor.settings import Collect

LOCAL = Collect(allow_hosts=("127.0.0.1",), pause=0.0, timeout=2.0, backoff=0.01)


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:4700::1111", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("::ffff:127.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("64:ff9b::808:808", True),
        ("2002:7f00:1::", False),
        ("nonsense", False),
    ],
)
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public


def test_a_name_that_resolves_differently_the_second_time_gains_nothing(press: Any) -> None:
    """The connection goes to what was checked: the name is resolved once for each of them."""
    press.say("/nota", "secreto")
    real, answers = socket.getaddrinfo, ["93.184.216.34", "127.0.0.1"]
    connected: list[str] = []

    def resolve(host: Any, port: Any, *rest: Any, **options: Any) -> Any:
        if host == "rebinding.example":
            return real(answers.pop(0) if len(answers) > 1 else answers[0], port, *rest, **options)
        return real(host, port, *rest, **options)

    def connect(address: Any, *_: Any, **__: Any) -> Any:
        connected.append(address[0])
        raise OSError("no way there")

    settings = LOCAL.model_copy(update={"allow_hosts": (), "robots": False, "retries": 1})
    with (
        mock.patch("socket.getaddrinfo", resolve),
        mock.patch("socket.create_connection", connect),
        pytest.raises(InputRefused, match="on a private network"),
    ):
        Fetcher(settings).fetch(f"http://rebinding.example:{press.server.server_port}/nota")
    assert connected == ["93.184.216.34"]
    assert press.asked == []


def test_a_redirect_to_a_private_host_is_not_followed(press: Any) -> None:
    url = press.say("/a", "", status=302, Location="http://localhost:1/x")
    with pytest.raises(InputRefused, match="localhost is on a private network"):
        Fetcher(LOCAL).fetch(url)
    url = press.say("/b", "", status=302, Location="file:///etc/passwd")
    with pytest.raises(InputRefused, match="no web address"):
        Fetcher(LOCAL).fetch(url)


def test_one_pause_between_requests_and_no_two_at_once() -> None:
    gate, moments, open_now, most = Gate(0.05), [], [0], [0]

    def ask() -> None:
        with gate.turn("a"):
            moments.append(time.monotonic())
            open_now[0] += 1
            most[0] = max(most[0], open_now[0])
            time.sleep(0.01)
            open_now[0] -= 1

    threads = [threading.Thread(target=ask) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    moments.sort()
    assert min(b - a for a, b in pairwise(moments)) >= 0.05
    assert most == [1]
    assert gate.wait_of("b") == 0


@pytest.mark.parametrize(
    ("value", "low", "high"),
    [
        ("120", 120, 120),
        (" 7 ", 7, 7),
        ("Wed, 21 Oct 2015 07:28:00 GMT", 0, 0),
        ("Fri, 31 Dec 2099 23:59:59 GMT", 1e8, 1e11),
        ("soon", 0, 0),
        ("9" * 40, 1e8, 1e9),
        (None, 0, 0),
    ],
)
def test_what_a_server_asks_to_wait(value: str | None, low: float, high: float) -> None:
    assert low <= seconds_asked(value) <= high


def test_waits_grow_jitter_and_end() -> None:
    settings = Collect(backoff=1.0, retries=3, longest_wait=60.0)
    late = InputRefused("u", "late", again=0.0)
    pauses = [pause_before(attempt, late, settings) for attempt in (1, 2, 3)]
    for pause, least in zip(pauses, (1, 2, 4), strict=True):
        assert pause is not None
        assert least <= pause <= least * 1.5
    assert pause_before(4, late, settings) is None
    assert pause_before(1, InputRefused("u", "gone"), settings) is None
    assert pause_before(1, InputRefused("u", "busy", again=3600.0), settings) is None
    assert pause_before(1, InputRefused("u", "busy", again=30.0), settings) == 30.0


def test_a_server_that_recovers_is_asked_again(press: Any) -> None:
    url = press.say("/x", "", status=503)
    good = (200, {"Content-Type": "text/html"}, b"bien", 0.0)
    threading.Timer(0.15, lambda: press.answers.update({"/x": good})).start()
    settings = LOCAL.model_copy(update={"retries": 8, "backoff": 0.05})
    assert Fetcher(settings).fetch(url).content == b"bien"


def test_marks_are_sent_and_an_unchanged_page_is_none(press: Any) -> None:
    url = press.say("/x", "", status=304)
    assert Fetcher(LOCAL).fetch_if_changed(url, '"one"', None) is None


def test_the_user_agent_tells_whom_to_turn_to(press: Any) -> None:
    fetcher = Fetcher(LOCAL.model_copy(update={"contact": "mailto:a@b.example"}))
    fetched = fetcher.fetch(press.say("/x", "hola"))
    assert fetched.capture is not None
    assert dict(fetched.capture.request)["User-Agent"].endswith("(+mailto:a@b.example)")


@pytest.mark.parametrize(
    ("body", "encoding", "problem"),
    [
        (gzip.compress(b"hola"), "gzip", None),
        (gzip.compress(b"x" * 5000)[:30], "gzip", "breaks off"),
        (b"no gzip at all", "gzip", "is damaged"),
        (b"\x00", "br", "packed as br"),
        (gzip.compress(b"0" * 50_000_000), "gzip", "larger than"),
    ],
)
def test_packed_answers(press: Any, body: bytes, encoding: str, problem: str | None) -> None:
    url = press.say("/x", body, **{"Content-Encoding": encoding})
    fetcher = Fetcher(LOCAL.model_copy(update={"max_bytes": 1_000_000, "retries": 0}))
    if problem is None:
        assert fetcher.fetch(url).content == b"hola"
        return
    with pytest.raises(InputRefused, match=problem):
        fetcher.fetch(url)


ROBOTS = """
User-agent: *
Crawl-delay: 3
Disallow: /privado
Allow: /privado/prensa
Disallow: /*.pdf$

User-agent: otro
Disallow: /

Sitemap: https://a.example/news.xml
"""


def test_robots_rules_delays_and_sitemaps() -> None:
    asked: list[str] = []

    def ask(url: str) -> bytes:
        asked.append(url)
        return ROBOTS.encode()

    robots, site = Robots(ask, "veedor/0.1 (press archive reader)"), "https://a.example"
    paths = {"/x": True, "/privado/x": False, "/privado/prensa/1": True, "/a.pdf": False}
    assert {path: robots.allows(site, site + path) for path in paths} == paths
    assert robots.delay(site) == 3
    assert robots.sitemaps(site) == ["https://a.example/news.xml"]
    assert asked == ["https://a.example/robots.txt"]


def test_robots_that_redirect_are_followed(press: Any) -> None:
    press.say("/robots.txt", "", status=301, Location="/reglas.txt")
    press.say("/reglas.txt", "User-agent: *\nDisallow: /x\n", kind="text/plain")
    with pytest.raises(InputRefused, match=r"robots\.txt asks not"):
        Fetcher(LOCAL).fetch(press.say("/x", "hola"))
