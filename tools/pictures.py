"""`make pictures`: the tutorial's pictures, of the example press in a real browser.

Everything is made anew in a temporary folder: the workspace, the server, the report. Pictures are
WebP, which the browser itself writes, at most 120 kB each.
"""

from __future__ import annotations

import base64
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import which
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "pictures"
LARGEST = 120_000
WIDTH, HEIGHT = 1200, 820

#: Pixels or a PNG onto a canvas, and what the canvas holds as WebP.
_AS_WEBP = """async ([png, raw, width, height, quality]) => {
  const canvas = document.createElement("canvas");
  const pen = canvas.getContext("2d");
  if (png) {
    const bytes = Uint8Array.from(atob(png), (c) => c.charCodeAt(0));
    const picture = await createImageBitmap(new Blob([bytes], {type: "image/png"}));
    [canvas.width, canvas.height] = [picture.width, picture.height];
    pen.drawImage(picture, 0, 0);
  } else {
    [canvas.width, canvas.height] = [width, height];
    const bytes = Uint8ClampedArray.from(atob(raw), (c) => c.charCodeAt(0));
    pen.putImageData(new ImageData(bytes, width, height), 0, 0);
  }
  return canvas.toDataURL("image/webp", quality).split(",")[1];
}"""


def main() -> int:
    """Make all pictures; the exit code."""
    from playwright.sync_api import sync_playwright

    chromium = which("chromium") or which("chromium-browser")
    if chromium is None:
        print("no Chromium: apt-get install chromium", file=sys.stderr)
        return 1
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        work = Path(folder) / "work"
        _veedor("demo", "--keep", str(work))
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for language in ("en", "es"):
            with _served(work) as address:
                _pages(browser, address, language)
            _report(browser, work, language)
        browser.close()
    return 0


def _veedor(*arguments: str) -> None:
    subprocess.run(
        [sys.executable, "-m", "veedor", *arguments],
        check=True,
        stdout=subprocess.DEVNULL,
        cwd=ROOT,
    )


@contextmanager
def _served(work: Path) -> Iterator[str]:
    """`veedor serve` on a free port; its address."""
    command = [sys.executable, "-m", "veedor", "serve", "-w", str(work), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        try:
            assert server.stderr is not None
            told = re.search(r"http://\S+?(?=/? )", server.stderr.readline())
            assert told, "the server did not say where it is"
            yield told[0]
        finally:
            server.terminate()


def _pages(browser: Any, address: str, language: str) -> None:
    """The pages of the tutorial, in the order in which it comes to them."""
    context = browser.new_context(
        viewport={"width": WIDTH, "height": HEIGHT}, locale=language, color_scheme="light"
    )
    context.set_default_timeout(60_000)
    page = context.new_page()
    steps: dict[str, Callable[[], Any]] = {
        "overview": lambda: page.goto(address + "/"),
        "findings": lambda: page.goto(address + "/findings"),
        "finding": lambda: (
            page.goto(address + "/findings?measure=ARMS_EXPORT"),
            page.click("table.findings tbody th a >> nth=0"),
        ),
        "article": lambda: page.click("a.sentence >> nth=0"),
        "queue": lambda: page.goto(address + "/queue"),
        "story": lambda: (
            page.goto(address + "/stories"),
            page.click("main a[href^='/stories/'] >> nth=0"),
        ),
    }
    for name, go in steps.items():
        go()
        page.wait_for_load_state("networkidle")
        png = base64.b64encode(page.screenshot()).decode()
        _keep(browser, f"{name}.{language}", png=png)
    context.close()


def _report(browser: Any, work: Path, language: str) -> None:
    """The first page of the report as PDF."""
    import pypdfium2

    file = work / "report.pdf"
    _veedor("report", "-w", str(work), "--lang", language, "-o", str(file))
    document = pypdfium2.PdfDocument(file)
    picture = document[0].render(scale=1.25, rev_byteorder=True, prefer_bgrx=True)
    raw = base64.b64encode(bytes(picture.buffer)).decode()
    size = (picture.width, picture.height)
    _keep(browser, f"report.{language}", raw=raw, size=size)
    picture.close()
    document.close()


def _keep(
    browser: Any, name: str, png: str = "", raw: str = "", size: tuple[int, int] = (0, 0)
) -> None:
    """Write a picture as WebP, in the best quality that is small enough."""
    page = browser.new_page()
    for quality in (0.85, 0.7, 0.5, 0.3):
        webp = base64.b64decode(page.evaluate(_AS_WEBP, [png, raw, *size, quality]))
        if len(webp) <= LARGEST:
            break
    page.close()
    file = FOLDER / f"{name}.webp"
    file.write_bytes(webp)
    print(f"{file.relative_to(ROOT)}: {len(webp) // 1000} kB")


if __name__ == "__main__":
    sys.exit(main())
