"""The whole path in a browser: add press, watch, read, follow evidence, decide, report, export."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from tests.web.browsing import Visitor, visiting

from .test_pages import addresses

OPEN_ALL = "document.querySelectorAll('details').forEach(one => one.open = true)"
TEXT = """El Angara descargó munición norcoreana, según Seúl

SEÚL, 5 mar 2024. Corea del Norte ha enviado a Rusia 40 contenedores de munición de artillería a
bordo del carguero Angara, afirmó este martes el Ministerio de Defensa surcoreano.

El ministro ruso de Exteriores, Serguéi Lavrov, negó el envío.
"""


@pytest.mark.parametrize(
    ("language", "width", "theme", "scripts"),
    [("es", 375, "dark", True), ("en", 1440, "light", True), ("es", 1440, "light", False),
     ("en", 375, "dark", False)],
)  # fmt: skip
def test_the_whole_path(
    folder: Path, opened: Any, browser: Any, language: str, width: int, theme: str, scripts: bool
):
    client = opened(folder)
    look = {"language": language, "width": width, "theme": theme, "scripts": scripts}
    with visiting(browser, str(client.base_url).rstrip("/"), **look) as visitor:
        _add_press(visitor)
        finding = _open_a_finding(visitor)
        _follow_the_evidence(visitor, finding)
        _decide_a_match(visitor)
        _confirm(visitor, finding)
        _take_away(visitor, finding)
        visitor.sound()


def _add_press(visitor: Visitor) -> None:
    page = visitor.page
    visitor.go("/")
    page.click("nav a[href='/press']")
    page.fill("#text", TEXT)
    page.fill("#outlet", "La Brújula")
    page.click("main form[action='/press'] button")
    page.wait_for_url(re.compile(r"/press/\d+$"))
    if not visitor.scripts:
        for _ in range(100):
            if page.locator("progress").count() == 0:
                break
            page.wait_for_timeout(200)
            page.click("main a[href^='/press/']")
    page.click("main a[href='/articles']")
    page.click("main a:has-text('El Angara descargó munición')")
    assert "La Brújula" in page.inner_text(".kicker")


def _open_a_finding(visitor: Visitor) -> str:
    page = visitor.page
    page.click("nav a[href='/findings']")
    page.click("table.findings tbody th a >> nth=0")
    page.wait_for_url(re.compile(r"/findings/\w+$"))
    assert page.inner_text("h1")
    assert page.locator(".standfirst").inner_text()
    return str(page.url).removeprefix(visitor.base)


def _follow_the_evidence(visitor: Visitor, finding: str) -> None:
    page = visitor.page
    links = page.locator("a.sentence")
    told = [(links.nth(n).get_attribute("href"), links.nth(n).inner_text())
            for n in range(links.count())]  # fmt: skip
    assert told
    for href, sentence in told:
        visitor.go(href)
        sought = page.locator(".sought")
        pieces = "".join(sought.all_inner_texts())
        assert "".join(pieces.split()) == "".join(sentence.split())
        assert sought.first.is_visible()
        assert _comes_into_view(page, sought.first), "the sentence is in view"
    visitor.go(finding)


def _comes_into_view(page: Any, element: Any) -> bool:
    """Whether it is in view once the page, which moves smoothly, has come to rest."""
    for _ in range(50):
        box = element.bounding_box()
        if box and 0 <= box["y"] < page.viewport_size["height"]:
            return True
        page.wait_for_timeout(100)
    return False


def _decide_a_match(visitor: Visitor) -> None:
    page = visitor.page
    page.click("nav a[href='/queue']")
    first = page.locator("article.match").first
    target = first.locator("input[name='target']").get_attribute("value")
    first.locator("input[name='by']").fill("Ana Pérez")
    first.locator("input[name='reason']").fill("otro cargo")
    first.locator("button[value='different']").click()
    page.wait_for_url("**/queue#next")
    assert page.locator(f"input[name='target'][value='{target}']").count() == 0
    visitor.go("/queue?show=decided")
    assert page.locator(f"input[name='target'][value='{target}']").count() == 1


def _confirm(visitor: Visitor, finding: str) -> None:
    page = visitor.page
    visitor.go(finding)
    assert page.locator("#by").input_value() == "Ana Pérez", "the name is remembered"
    page.check("input[name='decision'][value='confirmed']")
    page.fill("#reason", "los dos orígenes comprobados")
    page.click("#review button")
    page.wait_for_url("**#history")
    assert "los dos orígenes comprobados" in page.inner_text("#history")
    assert page.locator(".marks .review.confirmed").count() == 1


def _take_away(visitor: Visitor, finding: str) -> None:
    page = visitor.page
    visitor.go("/findings?review=confirmed")
    assert page.locator("table.findings tbody tr").count() == 1
    with page.expect_download() as taken:
        page.click(".take a:has-text('CSV')")
    key = finding.rsplit("/", 1)[-1]
    assert key in Path(taken.value.path()).read_text("utf-8")
    page.click(".take a[href^='/report']")
    page.check("input[value='markdown']")
    with page.expect_download() as taken:
        page.click("main form button")
    report = Path(taken.value.path()).read_text("utf-8")
    assert "confirm" in report


# ---------------------------------------------------------------- accessibility, look, weight


@pytest.mark.parametrize(
    ("language", "width", "theme"),
    [("es", 375, "light"), ("en", 1440, "dark")],
)
def test_every_page_is_accessible(
    client: Any, browser: Any, language: str, width: int, theme: str
):
    """No violation of WCAG 2.2 A or AA that axe-core finds; nothing wider than the screen."""
    from axe_playwright_python.sync_playwright import Axe

    axe = Axe()
    rules = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa",
                                                   "wcag22a", "wcag22aa"]},
             "resultTypes": ["violations"]}  # fmt: skip
    base = str(client.base_url).rstrip("/")
    look = {"language": language, "width": width, "theme": theme}
    with visiting(browser, base, **look) as visitor:
        for address in addresses(client, of_each=1):
            visitor.go(address)
            visitor.page.evaluate(OPEN_ALL)
            found = axe.run(visitor.page, options=rules).response["violations"]
            told = [(v["id"], node["html"][:200]) for v in found for node in v["nodes"]]
            assert told == [], address
            wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            assert visitor.page.evaluate(wide) <= 0, f"{address} is wider than the screen"
        visitor.sound()


def test_pages_are_light(client: Any):
    extra = sum(len(client.get(f"/static/{name}").content)
                for name in ("veedor.css", "veedor.js", "icon.svg"))  # fmt: skip
    for address in addresses(client, of_each=4):
        assert len(client.get(address).content) + extra <= 300_000, address


# ---------------------------------------------------------------- with scripts


def test_one_key_decides(folder: Path, opened: Any, browser: Any):
    client = opened(folder)
    with visiting(browser, str(client.base_url).rstrip("/")) as visitor:
        page = visitor.page
        visitor.go("/queue")
        first = page.locator("article.match").first
        targets = page.locator("input[name='target']")
        before = [targets.nth(n).get_attribute("value") for n in range(targets.count())]
        first.focus()
        page.keyboard.press("j")
        page.keyboard.press("k")
        page.keyboard.press("2")
        assert page.locator("input:invalid").count() > 0, "a name is asked for first"
        first.locator("input[name='by']").fill("Ana 2")
        first.focus()
        page.keyboard.press("3")
        page.wait_for_url("**/queue#next")
        left = [targets.nth(n).get_attribute("value") for n in range(targets.count())]
        assert before[0] not in left
        assert page.evaluate("document.activeElement.matches('article.match')")
        page.keyboard.press("1")
        page.wait_for_function("before => !document.querySelector(`[value='${before}']`)",
                               arg=left[0])  # fmt: skip
        decisions = client.get("/api/v1/decisions").json()["items"]
        assert [d["decision"] for d in decisions] == ["unsure", "same"]


@pytest.mark.parametrize("way", ["events", "polling"])
def test_progress_comes_by_itself(folder: Path, opened: Any, browser: Any, way: str):
    client = opened(folder)
    with visiting(browser, str(client.base_url).rstrip("/")) as visitor:
        page = visitor.page
        if way == "polling":
            page.route("**/events", lambda route: route.abort())
        visitor.go("/press")
        page.fill("#text", TEXT)
        page.click("main form[action='/press'] button")
        page.wait_for_selector("main a[href='/press']:has-text('Add more')")
        assert "Done." in page.inner_text("[role=status]")


def test_work_goes_on_when_its_page_is_closed(folder: Path, opened: Any, browser: Any):
    client = opened(folder)
    base = str(client.base_url).rstrip("/")
    with visiting(browser, base) as visitor:
        visitor.go("/press")
        visitor.page.fill("#text", TEXT)
        visitor.page.click("main form[action='/press'] button")
    for _ in range(200):
        if not client.get("/api/v1/jobs/1").json()["active"]:
            break
    with visiting(browser, base) as visitor:
        visitor.go("/press/1")
        visitor.page.wait_for_selector("main a[href='/press']")
    assert client.get("/api/v1/jobs/1").json()["state"] == "done"


# ---------------------------------------------------------------- what must never run

#: Ways in which text has become a script somewhere; each would call `alert`.
CORPUS = (
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(2)>",
    "'><svg/onload=alert(3)>",
    "<svg><animate onbegin=alert(4) attributeName=x dur=1s>",
    "javascript:alert(5)",
    "</title><script>alert(6)</script>",
    "</textarea><script>alert(7)</script>",
    "\" autofocus onfocus=alert(8) x=\"",
    "<iframe srcdoc='<script>parent.alert(9)</script>'>",
    "{{ ''.__class__ }}${alert(10)}<%= 7*7 %>",
    "<a href='java&#115;cript:alert(11)' id=x>x</a>",
    "\u2028<ScRiPt>alert(12)</sCrIpT>\u202e",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(13)>",
    "]]><![CDATA[<script>alert(14)</script>",
    "data:text/html,<script>alert(15)</script>",
)


QUESTIONS = ("/entities?q={}", "/findings?party={}&since={}", "/articles?outlet={}",
             "/events?since={}", "/nowhere/{}")  # fmt: skip


def test_no_text_ever_runs(folder: Path, opened: Any, browser: Any):
    """Every field that takes text, with every way in; then every page that shows it."""
    client = opened(folder)
    every = " ".join(CORPUS)
    page = client.get("/press").text
    form = {"form_token": re.findall(r'name="form_token" value="(\w+)"', page)[0]}
    text = f"Un titular {every}\n\nCorea del Norte ha enviado a Rusia 40 contenedores, "
    text += f"afirmó Kim Jong-un: «Gracias {every}».\n"
    files = [("files", (f"{way[:60]}.txt", f"{way}\n\n{text}".encode())) for way in CORPUS]
    client.post("/press", files=files, data={
        **form, "text": text, "title": every, "outlet": every[:200], "published": every[:40],
    })  # fmt: skip
    while client.get("/api/v1/jobs/1").json()["active"]:
        pass
    finding = client.get("/api/v1/findings?limit=1").json()["items"][0]
    key, statement = finding["id"], finding["evidence"][0]["statement"]
    target = client.get("/api/v1/queue").json()["matches"][0]["target"]
    for number, decision in enumerate(("assessed", "reply", "attach")):
        client.post(f"/findings/{key}/review", data={
            **form, "decision": decision, "reason": every, "by": every[:200], "seen": number,
        })  # fmt: skip
    client.post("/queue/match", data={**form, "target": target, "decision": "unsure",
                                      "reason": every, "by": every[:200], "seen": 0})  # fmt: skip
    client.post("/findings/views", data={**form, "name": CORPUS[1], "query": f"country={every}"})
    client.post(f"/findings/{key}/statements/{statement}", data={
        **form, "decision": "amend", "kind": every, "reason": every, "by": "x",
    })  # fmt: skip
    with visiting(browser, str(client.base_url).rstrip("/")) as visitor:
        shown = [f"/findings/{key}", "/findings", "/queue?show=decided", "/press", "/press/1",
                 "/articles", "/sources", "/entities", "/events"]  # fmt: skip
        shown += [f"/articles/{a['id']}" for a in client.get("/api/v1/articles").json()["items"]]
        for address in shown:
            visitor.go(address)
        for number, way in enumerate(CORPUS):
            for place in ("/search?q={}", QUESTIONS[number % len(QUESTIONS)]):
                visitor.go(place.replace("{}", quote(way, safe="")))
        assert visitor.ran == []
        assert visitor.elsewhere == []
        assert visitor.page.evaluate("document.scripts.length") == 1
