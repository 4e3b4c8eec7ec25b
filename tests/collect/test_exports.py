"""The exports of news-please, Media Cloud and GDELT, and PDF press releases."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import typst

from veedor.collect import Collected, collect
from veedor.collect.again import extract_again
from veedor.collect.pdf import PDF_EXTRACTOR, from_pdf
from veedor.errors import InputRefused
from veedor.model import Refusal
from veedor.settings import Collect

LOCAL = Collect(allow_hosts=("127.0.0.1",), pause=0.0, backoff=0.01)


def lines(tmp_path: Path, *rows: dict[str, Any], name: str = "a.jsonl") -> str:
    file = tmp_path / name
    file.write_text("\n".join(json.dumps(row) for row in rows), "utf-8")
    return str(file)


def test_news_please(tmp_path: Path, spanish: str) -> None:
    row = {
        "authors": ["Inés Robledo", "Ramón Paz"], "date_download": "2024-03-06 08:00:00",
        "date_publish": "2024-03-05 09:30:00", "description": "x", "filename": "x.html",
        "language": "es", "maintext": spanish, "source_domain": "www.faro.example",
        "title": "Abre el puerto", "url": "https://www.faro.example/n/1", "image_url": None,
    }  # fmt: skip
    for name in ("a.jsonl", "a.json"):
        (item,) = collect([lines(tmp_path, row, name=name)])
        assert isinstance(item, Collected)
        article = item.article
        assert (article.text, article.source) == (spanish, "https://www.faro.example/n/1")
        assert (article.published, article.outlet) == ("2024-03-05T09:30:00", "www.faro.example")
        assert article.byline == "Inés Robledo; Ramón Paz"
        assert extract_again(article.source, item.content, "jsonl") == spanish


def test_media_cloud_with_and_without_text(tmp_path: Path, press: Any, article_page: str) -> None:
    url = press.say("/nota-1.html", article_page)
    row = {"stories_id": 77, "media_name": "El Faro", "publish_date": "2024-03-05", "url": url,
           "title": "Abre el puerto", "language": "es"}  # fmt: skip
    with_text = {**row, "url": None, "text": "El puerto abrió ayer, dijo el alcalde a los vecinos."}
    found = list(collect([lines(tmp_path, with_text, row)], LOCAL))
    first, second = (item.article for item in found if isinstance(item, Collected))
    assert (first.source, first.outlet, first.published) == ("77", "El Faro", "2024-03-05")
    assert second.source == url


def test_gdelt(tmp_path: Path, press: Any, article_page: str) -> None:
    one, two = press.say("/nota-1.html", article_page), press.say("/nota-2.html", article_page)
    listed = {"url": one, "lang": "es", "title": "x", "outletName": "El Faro", "date": "20240305"}
    doc = {"articles": [{"url": two, "seendate": "20240305T101500Z", "domain": "faro.example",
                         "language": "Spanish", "sourcecountry": "Spain"}]}  # fmt: skip
    sources = [lines(tmp_path, listed), lines(tmp_path, doc, name="doc.json")]
    found = [item.article.source for item in collect(sources, LOCAL) if isinstance(item, Collected)]
    assert sorted(found) == [one, two]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ('{"url": "https://a.es/1"}', "missing required field `text`"),
        ('{"media_name": "x", "title": "y"}', "missing required field `text`"),
        ('{"media_name": "x", "url": "file:///etc/passwd"}', "missing required field `text`"),
        ("[]", "has no articles in it"),
        ('{"articles": []}', "has no articles in it"),
        ("3", "has no articles in it"),
        ("{", "is not JSON"),
        ("[" * 100_000, "is not JSON"),
    ],
)
def test_what_is_no_article_is_refused(tmp_path: Path, content: str, words: str) -> None:
    file = tmp_path / "a.json"
    file.write_text(content, "utf-8")
    (item,) = collect([str(file)])
    assert isinstance(item, Refusal)
    assert words in item.reason


RELEASE = """
#set document(title: "Nota de prensa", date: datetime(year: 2024, month: 3, day: 5))
#set page(width: 12cm, height: 14cm, margin: 2cm)
#set text(lang: "es", size: 10pt, hyphenate: true)
= El puerto abre de nuevo
El ministro de Pesca inauguró ayer el nuevo puerto de la ciudad, que costó cuarenta millones y
tardó seis años en construirse, según informó la autoridad portuaria.

«Es una obra para todos», dijo ante los vecinos, que esperaban desde temprano bajo la lluvia de
marzo sin que nadie se quejara por la internacionalización.
"""


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    file = tmp_path_factory.mktemp("pdf") / "nota.typ"
    file.write_text(RELEASE, "utf-8")
    return bytes(typst.compile(str(file)))


def test_a_press_release_is_read_in_paragraphs(release: bytes, tmp_path: Path) -> None:
    file = tmp_path / "nota.pdf"
    file.write_bytes(release)
    (item,) = collect([str(file)])
    assert isinstance(item, Collected)
    title, first, second = item.article.text.split("\n")
    assert title == "El puerto abre de nuevo"
    assert first.startswith("El ministro de Pesca inauguró ayer el nuevo puerto de la ciudad, que")
    assert first.endswith("seis años en construirse, según informó la autoridad portuaria.")
    assert "ante los vecinos, que esperaban desde temprano bajo la lluvia de" in second
    assert second.endswith("que nadie se quejara por la internacionalización.")
    assert (item.article.title, item.article.published) == ("Nota de prensa", "2024-03-05")
    assert extract_again("x", item.content, PDF_EXTRACTOR) == item.article.text


def test_a_press_release_on_the_web(release: bytes, press: Any) -> None:
    url = press.say("/nota.pdf", release, kind="application/pdf")
    (item,) = collect([url], LOCAL)
    assert isinstance(item, Collected)
    assert item.article.source == url


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"%PDF-1.7 nothing", "is a damaged PDF"),
        (bytes(typst.compile(b"#rect()")), "has no text layer"),
        (bytes(typst.compile(b"#for _ in range(101) { pagebreak() }")), "pages; the limit"),
    ],
)
def test_a_pdf_without_text_is_refused(content: bytes, words: str) -> None:
    with pytest.raises(InputRefused, match=words):
        from_pdf("a.pdf", content)
