"""A real browser over a real server: Chromium, driven by Playwright.

`make test` uses a browser that is there, at `VEEDOR_CHROMIUM` or where Debian has it, and skips
with the reason where there is none; with `VEEDOR_BROWSER=required` that is a failure.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

__all__ = ["Visitor", "chromium", "visiting"]

WIDTHS = {375: 740, 1440: 900}


def chromium() -> str:
    """Where Chromium is; skips the test, or fails it, where there is none."""
    named = os.environ.get("VEEDOR_CHROMIUM")
    found = named or shutil.which("chromium") or shutil.which("chromium-browser")
    if found and Path(found).exists():
        return found
    reason = "no Chromium: apt-get install chromium, or say where it is in VEEDOR_CHROMIUM"
    if os.environ.get("VEEDOR_BROWSER") == "required":
        pytest.fail(reason)
    pytest.skip(reason)


class Visitor:
    """One tab: it notes what was asked of other hosts, what ran that should not, and errors."""

    def __init__(self, page: Any, base: str, scripts: bool) -> None:
        self.page, self.base, self.scripts = page, base, scripts
        self.elsewhere: list[str] = []
        self.ran: list[str] = []
        self.wrong: list[str] = []
        host = urlsplit(base).netloc
        page.on("request", lambda r: urlsplit(r.url).netloc == host or self.elsewhere.append(r.url))
        page.on("dialog", lambda d: (self.ran.append(d.message), d.dismiss()))
        page.on("pageerror", lambda error: self.wrong.append(str(error)))
        page.on("console", lambda m: m.type == "error" and self.wrong.append(m.text))

    def go(self, address: str) -> None:
        """Open an address of the server."""
        self.page.goto(self.base + address)

    def sound(self) -> None:
        """Nothing was asked of another host, nothing ran that is not ours, nothing broke."""
        assert self.elsewhere == []
        assert self.ran == []
        assert self.wrong == []


@contextmanager
def visiting(
    browser: Any, base: str, *, language: str = "en", width: int = 1440, theme: str = "light",
    scripts: bool = True,
) -> Iterator[Visitor]:  # fmt: skip
    """A fresh visitor of a server."""
    context = browser.new_context(
        viewport={"width": width, "height": WIDTHS[width]}, locale=language, color_scheme=theme,
        java_script_enabled=scripts, accept_downloads=True,
    )  # fmt: skip
    context.set_default_timeout(20_000)
    try:
        yield Visitor(context.new_page(), base, scripts)
    finally:
        context.close()
