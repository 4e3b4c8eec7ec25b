"""Sitemaps, front pages and addresses: what leads to reports, and what is taken of it."""

from __future__ import annotations

import gzip

import pytest

from veedor.collect.feeds import links_of_feed
from veedor.collect.front import feeds_named, links_of_front, looks_like_report
from veedor.collect.links import cleaned, moment, same_site
from veedor.collect.sitemaps import is_sitemap, sitemap_of, unpacked
from veedor.errors import InputRefused

SPACE = "xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'"
NEWS = "xmlns:n='http://www.google.com/schemas/sitemap-news/0.9'"


@pytest.mark.parametrize(
    ("address", "clean"),
    [
        ("https://a.es/x?utm_source=rss&id=3#top", "https://a.es/x?id=3"),
        ("https://a.es/x?fbclid=1", "https://a.es/x"),
        ("HTTPS://A.es:443/x", "https://a.es/x"),
        ("https://a.es/x?b=2&a=1", "https://a.es/x?a=1&b=2"),
        ("mailto:a@b.es", "mailto:a@b.es"),
        ("http://[", "http://["),
    ],
)
def test_addresses_without_what_tracks(address: str, clean: str) -> None:
    assert cleaned(address) == clean


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://www.a.com.ar/x", "https://m.a.com.ar/y", True),
        ("https://a.co.uk/x", "https://b.co.uk/x", False),
        ("http://a.es/x", "https://a.es/x", True),
        ("http://127.0.0.1:81/x", "http://127.0.0.1:82/x", False),
        ("http://127.0.0.1/x", "http://127.0.0.2/x", False),
        ("https://a.es/", "mailto:a@a.es", False),
    ],
)
def test_which_addresses_are_of_one_site(one: str, other: str, same: bool) -> None:
    assert same_site(one, other) is same


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Tue, 05 Mar 2024 10:00:00 -0300", "2024-03-05T13:00:00+00:00"),
        ("2024-03-05T10:00:00Z", "2024-03-05T10:00:00+00:00"),
        ("2024-03-05", "2024-03-05T00:00:00+00:00"),
        ("ayer", None),
        ("", None),
    ],
)
def test_moments(text: str, found: str | None) -> None:
    assert moment(text) == found


def test_a_sitemap_lists_the_newest_first() -> None:
    content = (
        f"<?xml version='1.0'?><urlset {SPACE} {NEWS}>"
        "<url><loc>https://a.es/1?utm_source=x</loc><lastmod>2024-01-01</lastmod></url>"
        "<url><loc> /2 </loc><n:news><n:publication_date>2024-06-01T10:00:00Z"
        "</n:publication_date></n:news></url>"
        "<url><loc>https://a.es/3</loc></url><url><loc>https://a.es/1</loc></url>"
        "<url><loc/></url></urlset>"
    ).encode()
    assert is_sitemap(content)
    found = sitemap_of(content, "https://a.es/map.xml")
    assert [link.url for link in found.pages] == [
        "https://a.es/2", "https://a.es/1", "https://a.es/3",
    ]  # fmt: skip
    assert found.sitemaps == ()


def test_an_index_lists_sitemaps_and_damage_costs_only_itself() -> None:
    content = f"<sitemapindex {SPACE}><sitemap><loc>https://a.es/s1.xml</loc></sitemap><sitemap><l"
    found = sitemap_of(content.encode(), "https://a.es/")
    assert [link.url for link in found.sitemaps] == ["https://a.es/s1.xml"]


def test_hostile_xml_is_harmless() -> None:
    bomb = "<!DOCTYPE u [<!ENTITY a 'x'>" + "".join(
        f"<!ENTITY a{n} '{'&a;' * 10 if not n else f'&a{n - 1};' * 10}'>" for n in range(12)
    )
    content = f"{bomb}]><urlset {SPACE}><url><loc>https://a.es/&a11;</loc></url></urlset>".encode()
    found = sitemap_of(content, "https://a.es/")
    assert all(len(link.url) < 100 for link in found.pages)
    assert sitemap_of(b"\x00" * 100, "https://a.es/").pages == ()
    deep = b"<urlset>" + b"<url>" * 100_000
    assert sitemap_of(deep, "https://a.es/").pages == ()


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (gzip.compress(b"a" * 5000), "larger than"),
        (gzip.compress(b"ab" * 200)[:-12], "breaks off"),
        (b"\x1f\x8bnothing", "is damaged"),
    ],
)
def test_packed_sitemaps_within_limits(content: bytes, problem: str) -> None:
    with pytest.raises(InputRefused, match=problem):
        unpacked("u", content, 1000)
    assert unpacked("u", gzip.compress(b"hola"), 1000) == b"hola"


@pytest.mark.parametrize(
    ("address", "report"),
    [
        ("https://a.es/internacional/2024-06-19/putin-y-kim-firman.html", True),
        ("https://a.es/2024/06/19/america/putin-llego/", True),
        ("https://a.es/noticias/el-norte-lanza-tres-misiles", True),
        ("https://tass.com/politics/1805573", True),
        ("https://a.es/?p=123", True),
        ("https://a.es/america-latina/", False),
        ("https://a.es/2024/05/", False),
        ("https://a.es/calendario/2031/01/01/", False),
        ("https://a.es/tag/kim-jong-un-y-putin", False),
        ("https://a.es/politica-de-privacidad", False),
        ("https://a.es/page/2", False),
        ("https://a.es/", False),
    ],
)
def test_which_addresses_look_like_reports(address: str, report: bool) -> None:
    assert looks_like_report(address) is report


def test_a_front_page_gives_its_reports_once_and_names_its_feeds() -> None:
    content = (
        b"<html><head><link rel='alternate' type='application/rss+xml' href='/rss'>"
        b"<link rel='alternate' type='application/rss+xml' href='/comments/feed'></head><body>"
        b"<a href='/2024/03/05/abre-el-puerto.html?utm_source=home'>1</a>"
        b"<a href='/2024/03/05/abre-el-puerto.html#top'>1</a><a href='/deportes/'>d</a>"
        b"<a href='https://otro.example/2024/03/05/otra-nota-larga.html'>x</a>"
        b"<a href='/fotos/2024/03/05/muelle-1.jpg'>f</a></body></html>"
    )
    base = "https://faro.example/"
    assert [link.url for link in links_of_front("u", content, base)] == [
        "https://faro.example/2024/03/05/abre-el-puerto.html"
    ]
    assert feeds_named("u", content, base) == ["https://faro.example/rss"]


def test_a_feed_says_when_its_reports_changed() -> None:
    content = (
        b"<rss><channel><item><link>https://a.es/1</link><pubDate>Tue, 05 Mar 2024 10:00:00 GMT"
        b"</pubDate></item><item><link>https://a.es/2</link></item></channel></rss>"
    )
    marks = [link.mark for link in links_of_feed(content, "https://a.es/")]
    assert marks == ["2024-03-05T10:00:00+00:00", None]
