"""Every page answers, in both languages, and what articles say never becomes markup."""

from __future__ import annotations

import json
import re

import httpx
import pytest
from lxml import etree, html

INDEX = (
    "/", "/findings", "/queue", "/queue?show=decided", "/queue?show=findings",
    "/conflicts", "/events", "/stories", "/articles",
    "/entities", "/entities?listed=1&type=person&q=kim", "/sources", "/lists", "/report", "/press",
    "/search", "/search?q=contenedores", "/search?q=alert", "/findings?kind=lead&sort=date",
)  # fmt: skip
KINDS = ("findings", "events", "stories", "articles", "entities")


def addresses(client: httpx.Client, of_each: int = 8) -> list[str]:
    found = list(INDEX)
    for kind in KINDS:
        items = client.get(f"/api/v1/{kind}?limit={of_each}").json()["items"]
        found += [f"/{kind}/{item.get('key') or item['id']}" for item in items]
    parties = {
        match["party"]
        for item in client.get("/api/v1/entities?limit=500").json()["items"]
        for match in item["matches"]
    }
    return found + [f"/parties/{party}" for party in sorted(parties)[:3]]


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_page_answers_without_anything_that_runs(client: httpx.Client, language: str):
    shown = addresses(client)
    assert len(shown) > 30
    for address in shown:
        answer = client.get(address, headers={"accept-language": language})
        assert answer.status_code == 200, address
        page = html.fromstring(answer.text)
        assert page.get("lang") == language
        assert not page.xpath("//style | //img | //*[@style] | //iframe"), address
        scripts = page.xpath("//script")
        assert [(s.get("src"), s.text) for s in scripts] == [("/static/veedor.js", None)]
        names = {name.lower() for element in page.iter() for name in element.attrib}
        assert not {name for name in names if name.startswith("on")}, address
        for link in page.xpath("//@href | //@src | //@action"):
            assert re.match(r"/(?!/)|#|\?|https?://", link), (address, link)
        assert "49" not in "".join(page.xpath("//h1//text()")), "a template was run"


def test_links_within_lead_somewhere(client: httpx.Client):
    seen: set[str] = set()
    for address in addresses(client, of_each=2):
        for link in html.fromstring(client.get(address).text).xpath("//@href"):
            if link.startswith("/") and not link.startswith("/api/"):
                seen.add(link.split("#")[0])
    for link in sorted(seen):
        if not re.search(r"[?&]lang=", link):
            assert client.get(link).status_code == 200, link


def test_each_field_has_a_label_each_page_one_heading_and_ids_are_unique(client: httpx.Client):
    for address in addresses(client, of_each=3):
        page = html.fromstring(client.get(address).text)
        assert len(page.xpath("//h1")) == 1, address
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids)), address
        fields = "//input[not(@type='hidden')] | //select | //textarea"
        for field in page.xpath(fields):
            named = (
                field.get("aria-label")
                or page.xpath("//label[@for=$id]", id=field.get("id"))
                or field.xpath("ancestor::label")
            )
            assert named, (address, etree.tostring(field))
        assert page.xpath("//main[@id='content']")
        assert page.xpath("//a[@class='skip']/@href") == ["#content"]


def test_evidence_is_pointed_out_where_it_stands(client: httpx.Client):
    finding = client.get("/api/v1/findings?limit=1").json()["items"][0]
    page = html.fromstring(client.get(f"/findings/{finding['id']}").text)
    links = page.xpath("//a[@class='sentence']/@href")
    assert links
    for link, text in zip(links, page.xpath("//a[@class='sentence']"), strict=True):
        article = html.fromstring(client.get(link.split("#")[0]).text)
        sought = "".join(article.xpath("//*[contains(@class, 'sought')]//text()"))
        assert " ".join(sought.split()) == " ".join(text.text_content().split())
        assert article.xpath("//*[@id='at']")


def test_a_reading_shows_the_text_as_it_is(client: httpx.Client):
    for item in client.get("/api/v1/articles").json()["items"]:
        page = html.fromstring(client.get(f"/articles/{item['id']}").text)
        for what in page.xpath("//*[@class='what']"):
            what.drop_tree()
        shown = "".join("".join(p.itertext()) for p in page.xpath("//div[@class='row']/p"))
        lines = client.get(f"/api/v1/readings/{item['id']}").json()["lines"]
        text = "".join(line["text"] for line in lines)
        assert "".join(shown.split()) == "".join(text.split()), item["source"]


def test_layers_and_positions_that_make_no_sense_are_left_alone(client: httpx.Client):
    key = client.get("/api/v1/articles").json()["items"][0]["id"]
    for question in ("at=9-1", "at=x-y", "at=1-99999999999", "layer=nonsense", "at=٣-٤"):
        assert client.get(f"/articles/{key}?{question}").status_code == 200


@pytest.mark.parametrize(
    "address",
    ["/nowhere", "/findings/0", "/events/x", "/stories/'", "/articles/../../etc", "/parties/<b>",
     "/entities/no one", "/press/99", "/lists/diff?a=1&b=2", "/articles/x/evidence",
     "/report/file?form=x"],
)  # fmt: skip
def test_what_is_not_there_is_said_in_a_page(client: httpx.Client, address: str):
    answer = client.get(address, headers={"accept-language": "es"})
    assert answer.status_code == 404
    assert "Aquí no hay nada" in answer.text
    assert "content-security-policy" in answer.headers


def test_the_export_is_exactly_what_is_shown(client: httpx.Client):
    shown = html.fromstring(client.get("/findings?measure=ARMS_EXPORT&sort=origins").text)
    keys = [link.rsplit("/", 1)[-1] for link in shown.xpath("//tbody//th/a/@href")]
    assert keys
    (link,) = [one for one in shown.xpath("//@href") if ".jsonl" in one]
    lines = client.get(link).text.splitlines()
    assert [json.loads(line)["id"] for line in lines] == keys
    table = client.get(link.replace(".jsonl", ".csv")).text
    assert table.count("\n") >= len(keys)


@pytest.mark.parametrize(
    "question",
    ["measure=" + "x" * 3000, "page=0", "page=-1", "page=99999999999999", "page=²", "origins=²",
     "since=%00", "sort=%27", "country=zz", "party=" + "%3Cscript%3E" * 20,
     "kind=lead&kind=finding"],
)  # fmt: skip
def test_odd_filters_show_something(client: httpx.Client, question: str):
    assert client.get(f"/findings?{question}").status_code == 200


def test_a_report_in_each_form_and_language(client: httpx.Client):
    for form, begins in (("html", b"<!doctype"), ("markdown", b"#"), ("pdf", b"%PDF")):
        for language in ("en", "es"):
            answer = client.get(f"/report/file?form={form}&language={language}&public=true")
            assert answer.status_code == 200
            assert answer.content.startswith(begins)
            assert "attachment" in answer.headers["content-disposition"]
