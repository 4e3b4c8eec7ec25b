"""A small workspace made once by the real stages, with markup in every text that an outlet,
a title, a name or a file may carry; and clients that ask for its pages."""

from __future__ import annotations

import json
import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import httpx
import pytest
import uvicorn
from tests.web.browsing import chromium

from veedor.engine import run
from veedor.store import Workspace
from veedor.web.app import create_app
from veedor.web.security import Access

ROOT = Path(__file__).resolve().parents[2]
PRESS = (
    "2024-02-27_cordillera-noticias_contenedores.txt",
    "2024-02-27_diario-ribera_diez-mil.txt",
    "2023-09-13_correo-del-anahuac_reunion.txt",
    "2023-09-13_la-atalaya-de-levante_vostochni.html",
)
MARKUP = "\"><script>alert(1)</script><img src=x onerror=alert(2)>'{{7*7}}"


def hostile() -> dict[str, str]:
    """An article that carries markup wherever it can."""
    return {
        "title": f"Título {MARKUP}",
        "outlet": f"Medio {MARKUP}",
        "url": f"javascript:alert(3)//{MARKUP}",
        "published": "2024-02-28",
        "language": "es",
        "text": f"Corea del Norte ha enviado a Rusia 300 contenedores de munición {MARKUP}, "
        f"según afirmó este martes Kim Jong-un.\n\nVladímir Putin dijo: «Gracias {MARKUP}».\n",
    }


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("web")
    press = folder / "press"
    press.mkdir()
    for name in PRESS:
        shutil.copy(ROOT / "examples" / "press" / name, press / name)
    (press / "x<b>&.jsonl").write_text(json.dumps(hostile()) + "\n", "utf-8")
    Workspace.create(folder / "w")
    with Workspace(folder / "w", doing="test") as place:
        run(place, [str(press)])
    return folder / "w"


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    """A copy that a test may write to."""
    return Path(shutil.copytree(made, tmp_path / "w"))


@contextmanager
def served(folder: Path, access: Access | None = None) -> Iterator[httpx.Client]:
    """A real server on a free port, and a client with cookies of its own."""
    listening = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(create_app(folder, access), log_level="critical", lifespan="on")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    address = f"http://127.0.0.1:{listening.getsockname()[1]}"
    try:
        with httpx.Client(base_url=address, follow_redirects=True, timeout=60) as client:
            yield client
    finally:
        server.should_exit = True
        thread.join()
        listening.close()


Opener = Callable[..., httpx.Client]


@pytest.fixture
def opened() -> Iterator[Opener]:
    with ExitStack() as stack:
        yield lambda *arguments: stack.enter_context(served(*arguments))


@pytest.fixture(scope="session")
def client(made: Path) -> Iterator[httpx.Client]:
    """For reading."""
    with served(made) as client:
        yield client


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """Chromium, started once."""
    path = chromium()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield started
        started.close()
