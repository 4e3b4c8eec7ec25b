"""Asking a web server for one page: limits, robots.txt, and which hosts may be asked at all."""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

import httpx
from msgspec import Struct

from veedor.errors import InputRefused
from veedor.model import Capture
from veedor.settings import Collect

__all__ = ["Fetched", "Fetcher", "joined"]

#: More redirects than this are a loop or a tracker's chain; browsers give up at 20.
MAX_REDIRECTS = 5
#: Fields of a header that are the asker's own and no evidence.
_SECRET = frozenset({b"authorization", b"cookie", b"proxy-authorization", b"set-cookie"})
#: The part of a robots.txt that counts, as RFC 9309 (2.5) sets it.
MAX_ROBOTS = 500 * 1024


class Fetched(Struct, frozen=True, kw_only=True):
    """What a server answered: the bytes, from where in the end, and of which media type.

    `etag` and `modified` are the server's own marks of this version, if it gives any; `capture`
    is what was asked and answered.
    """

    url: str
    content: bytes
    media_type: str
    etag: str | None = None
    modified: str | None = None
    capture: Capture | None = None


class Fetcher:
    """Fetches pages one after another, politely: robots.txt is asked once a host."""

    def __init__(self, settings: Collect) -> None:
        self._settings = settings
        self._robots: dict[str, RobotFileParser] = {}
        self._asked: dict[str, float] = {}
        self._client = httpx.Client(
            headers={"User-Agent": settings.user_agent}, follow_redirects=False
        )

    def fetch(self, url: str) -> Fetched:
        """The page at an address, redirects followed.

        Raises:
            InputRefused: it cannot be had, or may not be asked for.
        """
        fetched = self._follow(url, {})
        if fetched is None:
            raise InputRefused(url, "answers 304 though it was not asked whether it changed")
        return fetched

    def fetch_if_changed(
        self, url: str, etag: str | None = None, modified: str | None = None
    ) -> Fetched | None:
        """The page at an address, or None if the server says it is still that version.

        Raises:
            InputRefused: it cannot be had, or may not be asked for.
        """
        marks = {"If-None-Match": etag, "If-Modified-Since": modified}
        return self._follow(url, {name: mark for name, mark in marks.items() if mark})

    def _follow(self, url: str, headers: dict[str, str]) -> Fetched | None:
        deadline = time.monotonic() + self._settings.timeout
        target = url
        for _ in range(MAX_REDIRECTS + 1):
            self._check(url, target)
            self._wait(target)
            with self._answer(url, target, deadline, headers) as answer:
                if headers and answer.status_code == httpx.codes.NOT_MODIFIED:
                    return None
                if not answer.has_redirect_location:
                    self._expect_success(url, answer)
                    capture = _capture(target, answer)
                    content = self._body(url, answer, self._settings.max_bytes, deadline)
                    return Fetched(
                        url=target,
                        content=content,
                        media_type=_media_type(answer),
                        etag=answer.headers.get("etag"),
                        modified=answer.headers.get("last-modified"),
                        capture=capture,
                    )
                target = joined(target, answer.headers["location"])
        raise InputRefused(url, f"redirects more than {MAX_REDIRECTS} times")

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    @contextmanager
    def _answer(
        self, url: str, target: str, deadline: float, headers: dict[str, str] | None = None
    ) -> Iterator[httpx.Response]:
        left = max(0.1, deadline - time.monotonic())
        try:
            with self._client.stream("GET", target, timeout=left, headers=headers) as answer:
                yield answer
        except httpx.TimeoutException:
            raise self._late(url) from None
        except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
            raise InputRefused(
                url, f"cannot be reached ({error or type(error).__name__})"
            ) from None

    def _late(self, url: str) -> InputRefused:
        return InputRefused(url, f"did not answer within {self._settings.timeout:g} s")

    def _expect_success(self, url: str, answer: httpx.Response) -> None:
        if answer.status_code != httpx.codes.OK:
            raise InputRefused(url, f"answers {answer.status_code} {answer.reason_phrase}".strip())

    def _body(self, url: str, answer: httpx.Response, limit: int, deadline: float) -> bytes:
        """The body after decompression, which must be whole before the limit and the deadline."""
        content = bytearray()
        for piece in answer.iter_bytes():
            content += piece
            if len(content) > limit:
                raise InputRefused(url, f"is larger than {limit / 1e6:.1f} MB")
            if time.monotonic() > deadline:
                raise self._late(url)
        return bytes(content)

    def _check(self, url: str, target: str) -> None:
        host = _host(target)
        if host is None:
            raise InputRefused(url, f"leads to {target}, which is no web address")
        self._check_host(url, host)
        if self._settings.robots and not self._allowed(url, target):
            raise InputRefused(url, "the site's robots.txt asks not to read it")

    def _check_host(self, url: str, host: str) -> None:
        """No server on a private network is asked, unless the owner names it."""
        if host in self._settings.allow_hosts:
            return
        try:
            found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            raise InputRefused(url, f"there is no host {host}") from None
        for *_, address in found:
            if not ipaddress.ip_address(str(address[0]).partition("%")[0]).is_global:
                raise InputRefused(
                    url,
                    f"{host} is on a private network (`allow_hosts` under [collect] may name it)",
                )

    def _allowed(self, url: str, target: str) -> bool:
        parts = urlsplit(target)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._robots:
            self._robots[site] = self._robots_of(url, site)
        return self._robots[site].can_fetch(self._settings.user_agent, target)

    def _robots_of(self, url: str, site: str) -> RobotFileParser:
        """A site's robots.txt; as RFC 9309 (2.3.1) has it, none means all may be read.

        Raises:
            InputRefused: the server fails, which means that nothing may be read.
        """
        rules = RobotFileParser()
        deadline = time.monotonic() + self._settings.timeout
        with self._answer(url, f"{site}/robots.txt", deadline) as answer:
            if answer.status_code >= httpx.codes.INTERNAL_SERVER_ERROR:
                raise InputRefused(url, f"the site's robots.txt answers {answer.status_code}")
            found = answer.status_code == httpx.codes.OK
            content = self._body(url, answer, MAX_ROBOTS, deadline) if found else b""
        rules.parse(content.decode("utf-8", "replace").splitlines())
        return rules

    def _wait(self, target: str) -> None:
        """Keep the site's own pause, or ours, between two requests to one host."""
        parts = urlsplit(target)
        rules = self._robots.get(f"{parts.scheme}://{parts.netloc}")
        asked = rules.crawl_delay(self._settings.user_agent) if rules else None
        pause = min(max(float(asked or 0), self._settings.pause), self._settings.timeout)
        host = parts.netloc
        ready = self._asked.get(host, 0.0) + pause
        time.sleep(max(0.0, ready - time.monotonic()) if host in self._asked else 0.0)
        self._asked[host] = time.monotonic()


def joined(base: str, link: str) -> str:
    """A link as an address; one that cannot be put together stays as it is."""
    try:
        return urljoin(base, link.strip())
    except ValueError:
        return link


def _host(address: str) -> str | None:
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return parts.hostname if parts.scheme in {"http", "https"} else None


def _capture(target: str, answer: httpx.Response) -> Capture:
    """What was asked and answered, as it went over the wire."""
    request = answer.request
    return Capture(
        uri=target,
        at=datetime.now(UTC).isoformat(timespec="seconds"),
        media_type=_media_type(answer) or None,
        address=_address(answer),
        request_line=f"{request.method} {request.url.raw_path.decode('ascii')} HTTP/1.1",
        request=_fields(request.headers),
        status_line=f"{answer.http_version} {answer.status_code} {answer.reason_phrase}".strip(),
        response=_fields(answer.headers),
    )


def _address(answer: httpx.Response) -> str | None:
    """The server's own address, as long as the connection stands."""
    stream = answer.extensions.get("network_stream")
    try:
        server = stream.get_extra_info("server_addr") if stream is not None else None
    except OSError:
        return None
    return str(server[0]) if server else None


def _fields(headers: httpx.Headers) -> tuple[tuple[str, str], ...]:
    """A header's fields; those that say who asked (a cookie, a password) are not to be kept."""
    return tuple(
        (name.decode("latin-1"), value.decode("latin-1"))
        for name, value in headers.raw
        if name.lower() not in _SECRET
    )


def _media_type(answer: httpx.Response) -> str:
    return str(answer.headers.get("content-type", "")).partition(";")[0].strip().lower()
