"""Asking a web server for one page: limits, manners, and which hosts may be asked at all."""

from __future__ import annotations

import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

import httpx
from msgspec import Struct

from veedor.collect.gate import Gate
from veedor.collect.guard import HostRefused, guarded_transport
from veedor.collect.links import authority_of, host_of, joined
from veedor.collect.retry import TEMPORARY, pause_before, seconds_asked
from veedor.collect.robots import MAX_ROBOTS, Robots
from veedor.errors import InputRefused
from veedor.model import Capture
from veedor.settings import Collect

__all__ = ["Fetched", "Fetcher"]

#: More redirects than this are a loop or a tracker's chain; browsers give up at 20. RFC 9309
#: (2.3.1.2) asks for as many for a robots.txt.
MAX_REDIRECTS = 5
#: Fields of a header that are the asker's own and no evidence.
_SECRET = frozenset({b"authorization", b"cookie", b"proxy-authorization", b"set-cookie"})
#: Compressions that are asked for: of those that any server knows, the ones that can be
#: undone piece by piece within a limit.
_ENCODINGS = "gzip, deflate"
#: Bytes that are decompressed at a time.
_PIECE = 1 << 20


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
    """Fetches pages politely; any number of threads may ask it at once.

    Args:
        settings: limits and manners.
    """

    def __init__(self, settings: Collect) -> None:
        self._settings = settings
        self.gate = Gate(settings.pause, settings.per_host)
        self.robots = Robots(self._robots_txt, settings.agent)
        self._client = httpx.Client(
            headers={"User-Agent": settings.agent, "Accept-Encoding": _ENCODINGS},
            follow_redirects=False,
            trust_env=False,
            transport=guarded_transport(
                settings.allow_hosts, settings.at_once, settings.proxy or None
            ),
        )

    def fetch(self, url: str) -> Fetched:
        """The page at an address, redirects followed; asked for again where that may help.

        Raises:
            InputRefused: it cannot be had, or may not be asked for.
        """
        fetched = self.fetch_if_changed(url)
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
        attempt = 0
        while True:
            attempt += 1
            try:
                return self.ask(url, etag, modified)
            except InputRefused as error:
                pause = pause_before(attempt, error, self._settings)
                if pause is None:
                    raise
                time.sleep(pause)

    def ask(self, url: str, etag: str | None = None, modified: str | None = None) -> Fetched | None:
        """What `fetch_if_changed` gives, asked for once only.

        Raises:
            InputRefused: it cannot be had, or may not be asked for.
        """
        marks = {"If-None-Match": etag, "If-Modified-Since": modified}
        headers = {name: mark for name, mark in marks.items() if mark}
        target = url
        for _ in range(MAX_REDIRECTS + 1):
            self._check(url, target)
            with self._answer(url, target, headers) as answer:
                if headers and answer.status_code == httpx.codes.NOT_MODIFIED:
                    return None
                if not answer.has_redirect_location:
                    self._expect_success(url, target, answer)
                    return self._fetched(url, target, answer)
                target = joined(target, answer.headers["location"])
        raise InputRefused(url, f"redirects more than {MAX_REDIRECTS} times")

    def prepare(self, url: str) -> None:
        """Learn what the site of an address asks of programs, before it is asked for the page.

        Raises:
            InputRefused: the page may not be asked for.
        """
        self._check(url, url)

    @contextmanager
    def stream(self, url: str) -> Iterator[Iterator[bytes]]:
        """The bytes of a large file at an address, as they come, without a limit.

        Raises:
            InputRefused: it cannot be had, or may not be asked for.
        """
        target = url
        for _ in range(MAX_REDIRECTS + 1):
            self._check(url, target)
            with self._answer(url, target, {"Accept-Encoding": "identity"}) as answer:
                if not answer.has_redirect_location:
                    self._expect_success(url, target, answer)
                    yield answer.iter_raw()
                    return
                target = joined(target, answer.headers["location"])
        raise InputRefused(url, f"redirects more than {MAX_REDIRECTS} times")

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def _fetched(self, url: str, target: str, answer: httpx.Response) -> Fetched:
        capture = _capture(target, answer)
        content = self._body(url, answer, self._settings.max_bytes)
        return Fetched(
            url=target,
            content=content,
            media_type=_media_type(answer),
            etag=answer.headers.get("etag"),
            modified=answer.headers.get("last-modified"),
            capture=capture,
        )

    @contextmanager
    def _answer(self, url: str, target: str, headers: dict[str, str]) -> Iterator[httpx.Response]:
        """The answer of a server, when it is its turn; what goes wrong is told of `url`."""
        timeout = self._settings.timeout
        try:
            with (
                self.gate.turn(authority_of(target)),
                self._client.stream("GET", target, timeout=timeout, headers=headers) as answer,
            ):
                yield answer
        except HostRefused as error:
            raise InputRefused(url, str(error)) from None
        except httpx.TimeoutException:
            raise self._late(url) from None
        except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
            reason = f"cannot be reached ({error or type(error).__name__})"
            lasting = isinstance(error, (httpx.InvalidURL, httpx.UnsupportedProtocol, UnicodeError))
            raise InputRefused(url, reason, again=None if lasting else 0.0) from None

    def _late(self, url: str) -> InputRefused:
        return InputRefused(url, f"did not answer within {self._settings.timeout:g} s", again=0.0)

    def _expect_success(self, url: str, target: str, answer: httpx.Response) -> None:
        """Refuse any answer but a page; a server that asks to be left alone for a while is."""
        status = answer.status_code
        if status == httpx.codes.OK:
            return
        reason = f"answers {status} {answer.reason_phrase}".strip()
        if status not in TEMPORARY:
            raise InputRefused(url, reason)
        asked = seconds_asked(answer.headers.get("retry-after"))
        if asked:
            self.gate.hold(authority_of(target), min(asked, self._settings.longest_wait))
            reason += f" and asks to come back in {asked:.0f} s"
        raise InputRefused(url, reason, again=asked)

    def _body(self, url: str, answer: httpx.Response, limit: int) -> bytes:
        """The body after decompression, which must be whole before the limit and the deadline."""
        deadline = time.monotonic() + self._settings.timeout
        content = bytearray()
        announced = answer.headers.get("content-length", "")
        if announced.isdigit() and int(announced) > limit:
            raise InputRefused(url, f"is larger than {limit / 1e6:.1f} MB")
        for piece in _decompressed(url, answer):
            content += piece
            if len(content) > limit:
                raise InputRefused(url, f"is larger than {limit / 1e6:.1f} MB")
            if time.monotonic() > deadline:
                raise self._late(url)
        return bytes(content)

    def _check(self, url: str, target: str) -> None:
        """Refuse what is no web address, or what the site asks not to read."""
        if host_of(target) is None:
            raise InputRefused(url, f"leads to {target}, which is no web address")
        if not self._settings.robots:
            return
        parts = urlsplit(target)
        site = f"{parts.scheme}://{parts.netloc}"
        try:
            allowed = self.robots.allows(site, target)
            self.gate.ask_pause(authority_of(target), self.robots.delay(site))
        except InputRefused as error:
            raise InputRefused(url, error.reason, again=error.again) from None
        if not allowed:
            raise InputRefused(url, "the site's robots.txt asks not to read it")

    def _robots_txt(self, address: str) -> bytes:
        """A site's robots.txt; as RFC 9309 (2.3.1) has it, none means all may be read.

        Raises:
            InputRefused: the server fails, which means that nothing may be read.
        """
        target = address
        for _ in range(MAX_REDIRECTS + 1):
            if host_of(target) is None:
                return b""
            with self._answer(address, target, {}) as answer:
                if answer.status_code >= httpx.codes.INTERNAL_SERVER_ERROR:
                    raise InputRefused(
                        address, f"the site's robots.txt answers {answer.status_code}"
                    )
                if answer.status_code == httpx.codes.OK:
                    return self._body(address, answer, MAX_ROBOTS)
                if not answer.has_redirect_location:
                    return b""
                target = joined(target, answer.headers["location"])
        return b""


def _decompressed(url: str, answer: httpx.Response) -> Iterator[bytes]:
    """The body in pieces of bounded size, however much is packed into how little.

    Raises:
        InputRefused: it is damaged, or packed in a way that was not asked for.
    """
    encoding = answer.headers.get("content-encoding", "identity").strip().lower()
    if encoding in ("", "identity"):
        yield from answer.iter_raw()
        return
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise InputRefused(url, f"is packed as {encoding}, which was not asked for")
    unpack = _unpacker(encoding)
    try:
        for piece in answer.iter_raw():
            if not unpack.unused_data:
                yield unpack.decompress(piece, _PIECE)
            while unpack.unconsumed_tail:
                yield unpack.decompress(unpack.unconsumed_tail, _PIECE)
        yield unpack.flush()
    except zlib.error as error:
        raise InputRefused(url, f"is damaged ({error})", again=0.0) from None
    if not unpack.eof:
        raise InputRefused(url, "is damaged (its packing breaks off)", again=0.0)


def _unpacker(encoding: str) -> Any:
    """zlib for gzip, or for what goes by the name of deflate (RFC 9110, 8.4.1.2)."""
    return zlib.decompressobj(zlib.MAX_WBITS | 16 if encoding.endswith("gzip") else zlib.MAX_WBITS)


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
