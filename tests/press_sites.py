"""A press of many sites on one loopback port, told apart by host, with the faults a test sets."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from unittest import mock

Answer = tuple[int, dict[str, str], bytes]
HTML = {"Content-Type": "text/html; charset=utf-8"}


@dataclass
class Sites:
    """Hosts, and what they answer: `pages[host][path]` is an answer or makes one each time."""

    pages: dict[str, dict[str, Answer | Callable[[Mapping[str, str]], Answer]]] = field(
        default_factory=dict
    )
    asked: list[tuple[float, str, str]] = field(default_factory=list)
    port: int = 0

    def url(self, host: str, path: str = "/") -> str:
        return f"http://{host}:{self.port}{path}"

    def put(
        self, host: str, path: str, body: str | bytes, status: int = 200, **headers: str
    ) -> str:
        content = body.encode() if isinstance(body, str) else body
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.pages.setdefault(host, {})[path] = (status, HTML | named, content)
        return self.url(host, path)

    def times(self, host: str) -> list[float]:
        return [at for at, asked, _ in self.asked if asked == host]


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 256

    def handle_error(self, *_: Any) -> None:
        """A client that goes away is no error here."""


@contextmanager
def serve(sites: Sites) -> Iterator[Sites]:
    """Serve them, and let every host that they name resolve to this machine."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            host = (self.headers.get("Host") or "").partition(":")[0]
            sites.asked.append((time.monotonic(), host, self.path))
            found = sites.pages.get(host, {}).get(self.path)
            if found is None:
                found = sites.pages.get(host, {}).get(self.path.partition("?")[0])
            answer = found(dict(self.headers)) if callable(found) else found
            status, headers, body = answer or (404, {}, b"")
            try:
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", headers.get("X-Length", str(len(body))))
                self.end_headers()
                self.wfile.write(body)
            except OSError:
                pass

        def log_message(self, *_: object) -> None:
            pass

    server = _Server(("127.0.0.1", 0), Handler)
    sites.port = server.server_port
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    real = socket.getaddrinfo

    def resolve(host: Any, *arguments: Any, **options: Any) -> Any:
        return real("127.0.0.1" if host in sites.pages else host, *arguments, **options)

    with mock.patch("socket.getaddrinfo", resolve):
        yield sites
    server.shutdown()
    server.server_close()


def article(place: str, number: int, head: str = "", tail: str = "") -> str:
    """A page of a report that no other is like."""
    title = f"El puerto de {place} estrena su muelle número {number}"
    paragraphs = (
        f"""La autoridad portuaria de {place} abrió ayer al tráfico el muelle {number}, después de
{number + 3} meses de obras que costaron {number + 7} millones.""",
        f"""«Es una obra para todos los vecinos de {place}», dijo el concejal de Puertos ante unas
{number * 40 + 60} personas que esperaban desde temprano bajo la lluvia.""",
        """La cofradía de pescadores pidió que la lonja vuelva a abrir antes del verano, y que los
barcos pequeños tengan su sitio.""",
    )
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f"<!DOCTYPE html><html lang='es'><head><meta charset='utf-8'><title>{title}</title>{head}"
        f"</head><body><nav><a href='/'>Inicio</a> <a href='/deportes/'>Deportes</a></nav>"
        f"<article><h1>{title}</h1>{body}{tail}</article><footer>Aviso legal</footer></body></html>"
    )


def rss(links: list[str], extra: str = "") -> str:
    items = "".join(
        f"<item><title>x</title><link>{link.replace('&', '&amp;')}</link></item>" for link in links
    )
    return f"<?xml version='1.0'?><rss version='2.0'><channel>{items}{extra}</channel></rss>"


def sitemap(links: list[str], day: str = "2024-03-05") -> bytes:
    urls = "".join(f"<url><loc>{link}</loc><lastmod>{day}</lastmod></url>" for link in links)
    return f"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{urls}</urlset>".encode()


def sitemap_index(links: list[str]) -> bytes:
    maps = "".join(f"<sitemap><loc>{link}</loc></sitemap>" for link in links)
    return (
        f"<sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{maps}</sitemapindex>"
    ).encode()


def packed(content: bytes) -> bytes:
    return gzip.compress(content)
