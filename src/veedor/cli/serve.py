"""`veedor serve`."""

from __future__ import annotations

import contextlib
import ipaddress
import socket
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from veedor.cli.common import Folder, remark
from veedor.errors import UsageError

if TYPE_CHECKING:
    from fastapi import FastAPI


def serve(
    workspace: Folder = Path(),
    host: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Other than this machine only with a token.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes a free one.")] = 8421,
    token: Annotated[
        str | None,
        typer.Option(envvar="VEEDOR_TOKEN", metavar="TOKEN", help="What one enters with."),
    ] = None,
    behind_proxy: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="Only this proxy may ask; it names the user."),
    ] = None,
    user_header: Annotated[
        str, typer.Option(metavar="HEADER", help="Where the proxy names the user.")
    ] = "X-Forwarded-User",
) -> None:
    """Open the workspace as web pages and a REST API."""
    from veedor.web.app import create_app
    from veedor.web.keeper import Keeper
    from veedor.web.security import Access

    keeper = Keeper(workspace)
    with keeper.workspace() as place:
        uploads = place.settings.collect.max_bytes
    keeper.close()
    access = Access.of(host, token or None, uploads, behind_proxy, user_header)
    listening = _listen(host, port)
    _run(create_app(workspace, access), listening)


def _listen(host: str, port: int) -> socket.socket:
    """A socket at that address.

    Raises:
        UsageError: the address is none of this machine's, or the port is taken.
    """
    try:
        family, kind, proto, _, address = socket.getaddrinfo(
            host.strip("[]"), port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        opened = socket.socket(family, kind, proto)
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        opened.bind(address)
    except OSError as error:
        reason = error.strerror or error
        raise UsageError(f"cannot listen on {host} port {port}: {reason}") from None
    return opened


def _run(app: FastAPI, listening: socket.socket) -> None:
    import uvicorn

    config = uvicorn.Config(
        app,
        log_level="warning",
        server_header=False,
        proxy_headers=False,
        lifespan="on",
    )
    remark(f"Veedor at {_address(listening)} (stop with Ctrl+C)")
    with contextlib.suppress(KeyboardInterrupt):  # how a person ends it
        uvicorn.Server(config).run(sockets=[listening])


def _address(listening: socket.socket) -> str:
    host, port = listening.getsockname()[:2]
    shown = f"[{host}]" if ipaddress.ip_address(host).version == 6 else host
    return f"http://{shown}:{port}/"


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command()(serve)
