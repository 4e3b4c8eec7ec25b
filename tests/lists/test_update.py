"""Fetching lists from a server that answers well, badly, late, halfway, and with older copies."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from veedor.lists.update import update
from veedor.store import Workspace


def listing(count, day="2025-03-01", broken=False):
    people = "".join(
        f"<INDIVIDUAL><DATAID>{n}</DATAID><FIRST_NAME>PERSON</FIRST_NAME>"
        f"<SECOND_NAME>NUMBER{n}</SECOND_NAME><UN_LIST_TYPE>DPRK</UN_LIST_TYPE>"
        f"<REFERENCE_NUMBER>KPi.{n}</REFERENCE_NUMBER><LISTED_ON>2016-11-30</LISTED_ON></INDIVIDUAL>"
        for n in range(count)
    )
    end = "" if broken else "</INDIVIDUALS></CONSOLIDATED_LIST>"
    text = f'<CONSOLIDATED_LIST dateGenerated="{day}T00:00:00Z"><INDIVIDUALS>{people}{end}'
    return text.encode()


@pytest.fixture(autouse=True)
def at_once(monkeypatch):
    monkeypatch.setenv("VEEDOR_COLLECT_BACKOFF", "0")


class Publisher:
    """A server with one file, and the faults that a test sets."""

    def __init__(self):
        self.body = listing(500)
        self.status = 200
        self.headers = {"ETag": '"one"'}
        self.lie = 0
        self.wait = 0.0
        self.asked = []
        publisher = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                publisher.asked.append(dict(self.headers))
                same = self.headers.get("If-None-Match") == publisher.headers.get("ETag")
                status = 304 if same and publisher.headers.get("ETag") else publisher.status
                self.send_response(status)
                for name, value in publisher.headers.items():
                    self.send_header(name, value)
                body = b"" if status == 304 else publisher.body
                self.send_header("Content-Length", str(len(body) + publisher.lie))
                self.end_headers()
                try:
                    self.wfile.write(body[: len(body) // 2])
                    time.sleep(publisher.wait)
                    self.wfile.write(body[len(body) // 2 :])
                except OSError:
                    pass

            def log_message(self, *arguments):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()
        self.address = f"http://127.0.0.1:{self.server.server_port}/consolidated.xml"


@pytest.fixture
def publisher() -> Iterator[Publisher]:
    found = Publisher()
    yield found
    found.server.shutdown()
    found.server.server_close()


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.setenv("VEEDOR_LISTS_ALLOW_HOSTS", "127.0.0.1")
    monkeypatch.setenv("VEEDOR_LISTS_TIMEOUT", "1")
    monkeypatch.setenv("VEEDOR_LISTS_MAX_BYTES", "1000000")
    Workspace.create(tmp_path)
    with Workspace(tmp_path, doing="test") as workspace:
        yield workspace


def held(place):
    return [(version.as_of, version.size) for version in place.lists.versions()]


def test_a_list_is_kept_with_its_day_hash_and_bytes(place, publisher):
    found = update(place, "un", publisher.address)
    assert (found.outcome, held(place)) == ("new", [("2025-03-01", 500)])
    (version,) = place.lists.versions()
    assert place.evidence.content(version.sha256) == publisher.body
    assert version.file == publisher.address


def test_what_did_not_change_is_not_fetched_again(place, publisher):
    update(place, "un", publisher.address)
    assert update(place, "un", publisher.address).outcome == "unchanged"
    assert publisher.asked[-1]["If-None-Match"] == '"one"'
    publisher.headers = {}
    assert update(place, "un", publisher.address).outcome == "unchanged"


def test_every_version_is_kept(place, publisher):
    update(place, "un", publisher.address)
    publisher.body, publisher.headers = listing(490, "2025-04-01"), {"ETag": '"two"'}
    assert update(place, "un", publisher.address).outcome == "new"
    assert held(place) == [("2025-03-01", 500), ("2025-04-01", 490)]


FAULTS = [
    ({"status": 500}, "answers 500"),
    ({"body": b"<!DOCTYPE html><html><body>Down for maintenance</body></html>"}, "no list"),
    ({"body": listing(500, broken=True)}, "no list that can be read"),
    ({"body": b""}, "no list"),
    ({"lie": 900}, "cannot be reached"),
    ({"wait": 1.6}, "did not answer within 1 s"),
    ({"body": listing(500, "2024-01-01")}, "older than the one of 2025-03-01"),
    ({"body": listing(399, "2025-04-01")}, "399 entries, the version held 500"),
    ({"body": listing(6000, "2025-04-01")}, "larger than 1.0 MB"),
    ({"body": b'ent_num,SDN_Name\n1,"X"\n'}, ""),
]


@pytest.mark.parametrize(("fault", "reason"), FAULTS, ids=[reason for _, reason in FAULTS])
def test_a_good_list_stays_when_the_next_one_is_bad(place, publisher, fault, reason):
    update(place, "un", publisher.address)
    publisher.headers = {"ETag": '"two"'}
    for name, value in fault.items():
        setattr(publisher, name, value)
    found = update(place, "un", publisher.address)
    assert found.outcome == "refused"
    assert reason in found.reason
    assert held(place) == [("2025-03-01", 500)]


def test_a_server_that_goes_back_in_time_is_refused(place, publisher):
    publisher.headers = {"Last-Modified": "Sat, 01 Mar 2025 00:00:00 GMT"}
    update(place, "un", publisher.address)
    publisher.headers = {"Last-Modified": "Wed, 01 Jan 2025 00:00:00 GMT"}
    publisher.body = listing(510)
    assert "before the one held" in update(place, "un", publisher.address).reason


def test_a_first_download_that_is_too_small_is_refused(place, publisher):
    publisher.body = listing(100)
    assert "never had so few" in update(place, "un", publisher.address).reason
    assert held(place) == []


def test_a_private_host_is_asked_only_if_it_is_named(place, publisher, monkeypatch):
    monkeypatch.setenv("VEEDOR_LISTS_ALLOW_HOSTS", "")
    with Workspace(place.folder) as again:
        assert "private network" in update(again, "un", publisher.address).reason
    assert publisher.asked == []
