"""Short press texts, and a web server on loopback that answers as it is told."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

SPANISH = (
    "El ministro de Pesca inauguró ayer el nuevo puerto de la ciudad, que costó cuarenta "
    "millones y tardó seis años en construirse. «Es una obra para todos», dijo ante los vecinos, "
    "que esperaban desde temprano bajo la lluvia."
)
PORTUGUESE = (
    "O ministro das Pescas inaugurou ontem o novo porto da cidade, que custou quarenta milhões "
    "e demorou seis anos a construir. Não faltaram vizinhos nem chuva durante a cerimónia."
)


def page(body: str, title: str = "Abre el puerto", head: str = "") -> str:
    return (
        f"<!DOCTYPE html><html lang='es'><head><title>{title}</title>{head}</head>"
        f"<body><nav><a href='/'>Inicio</a></nav><article><h1>{title}</h1>{body}</article>"
        "<aside><h3>Lo más leído</h3><ul><li><a href='/x'>El tenor que perdió la voz</a></li></ul>"
        "</aside></body></html>"
    )


ARTICLE = page(f"<p>{SPANISH}</p><p>Las obras empezaron en el invierno de hace seis años.</p>")


class Press:
    """A web server whose answers a test sets: path to (status, headers, body, seconds to wait)."""

    def __init__(self) -> None:
        self.answers: dict[str, tuple[int, dict[str, str], bytes, float]] = {}
        self.asked: list[str] = []
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}"

    def say(
        self,
        path: str,
        body: str | bytes,
        *,
        status: int = 200,
        kind: str = "text/html; charset=utf-8",
        wait: float = 0.0,
        **headers: str,
    ) -> str:
        content = body.encode() if isinstance(body, str) else body
        self.answers[path] = (status, {"Content-Type": kind, **headers}, content, wait)
        return self.address + path

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        press = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                press.asked.append(self.path)
                status, headers, body, wait = press.answers.get(self.path, (404, {}, b"", 0.0))
                time.sleep(wait)
                try:
                    self.send_response(status)
                    for name, value in headers.items():
                        self.send_header(name, value)
                    self.send_header("Content-Length", str(len(body)))
                    self.end_headers()
                    self.wfile.write(body)
                except (BrokenPipeError, ConnectionResetError):
                    pass

            def log_message(self, *arguments: object) -> None:
                pass

        return Handler


@pytest.fixture
def press() -> Iterator[Press]:
    server = Press()
    yield server
    server.server.shutdown()
    server.server.server_close()


@pytest.fixture
def spanish() -> str:
    return SPANISH


@pytest.fixture
def portuguese() -> str:
    return PORTUGUESE


@pytest.fixture
def article_page() -> str:
    return ARTICLE


@pytest.fixture
def make_page() -> Callable[..., str]:
    return page
