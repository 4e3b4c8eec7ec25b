"""Pages and feeds, from a server on loopback."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from typing import Any

import pytest

from veedor.collect import Collected, collect
from veedor.collect.feeds import feed_links, is_feed
from veedor.model import Refusal
from veedor.settings import Collect

LOCAL = {"allow_hosts": ("127.0.0.1",), "pause": 0.0, "timeout": 5.0, "backoff": 0.01}


def ask(*addresses: str, **settings: Any) -> list[Collected | Refusal]:
    return list(collect(addresses, Collect(**{**LOCAL, **settings})))


def refusal(*addresses: str, **settings: Any) -> str:
    (item,) = ask(*addresses, **settings)
    assert isinstance(item, Refusal)
    assert item.source == addresses[0]
    return item.reason


def test_a_page_becomes_an_article(press: Any, make_page: Callable[..., str], spanish: str) -> None:
    data = (
        '<script type="application/ld+json">{"@context": "https://schema.org", '
        '"@type": "NewsArticle", "headline": "Abre el puerto", "datePublished": '
        '"2024-03-05T09:00:00Z", "author": {"@type": "Person", "name": "Inés Robledo"}, '
        '"publisher": {"@type": "Organization", "name": "El Faro"}}</script>'
    )
    url = press.say("/nota", make_page(f"<p>{spanish}</p>", head=data))
    (item,) = ask(url)
    assert isinstance(item, Collected)
    article = item.article
    assert article.text == f"Abre el puerto\n{spanish}"
    assert (article.source, article.url, article.published) == (url, url, "2024-03-05")
    assert (article.outlet, article.byline) == ("El Faro", "Inés Robledo")
    assert "tenor" not in article.text
    capture = item.capture
    assert capture is not None
    assert (capture.uri, capture.media_type) == (url, "text/html")
    assert (capture.address, capture.status_line) == ("127.0.0.1", "HTTP/1.0 200 OK")
    assert capture.request_line == "GET /nota HTTP/1.1"
    assert "user-agent" in {name.lower() for name, _ in capture.request}
    assert "content-type" in {name.lower() for name, _ in capture.response}


def test_a_feed_gives_its_articles(press: Any, article_page: str) -> None:
    links = [press.say(f"/n{number}", article_page) for number in (1, 2)]
    items = "".join(f"<item><title>x</title><link>{link}</link></item>" for link in links)
    url = press.say(
        "/rss", f"<rss version='2.0'><channel>{items}</channel></rss>", kind="application/rss+xml"
    )
    found = ask(url)
    assert [item.article.source for item in found if isinstance(item, Collected)] == links


def test_one_bad_link_of_a_feed_leaves_the_others(press: Any, article_page: str) -> None:
    good = press.say("/good", article_page)
    links = f"<link href='{press.address}/gone'/></entry><entry><link href='{good}'/>"
    url = press.say(
        "/atom", f"<feed xmlns='http://www.w3.org/2005/Atom'><entry>{links}</entry></feed>"
    )
    bad, item = ask(url)
    assert isinstance(bad, Refusal)
    assert bad.source == f"{press.address}/gone"
    assert "404" in bad.reason
    assert isinstance(item, Collected)


@pytest.mark.parametrize(
    ("status", "body", "reason"),
    [
        (404, "", "answers 404"),
        (503, "", "answers 503"),
        (200, "", "is empty"),
        (200, "<html><body><p>Acepte las cookies.</p></body></html>", "no article"),
        (200, "<rss><channel></channel></rss>", "a feed without reports"),
        (200, "x" * 5000, "is larger than"),
    ],
)
def test_what_is_no_article_is_refused(press: Any, status: int, body: str, reason: str) -> None:
    assert reason in refusal(press.say("/x", body, status=status), max_bytes=4000)


def test_an_address_that_does_not_answer_is_refused(press: Any) -> None:
    url = press.say("/slow", "x", wait=1.5)
    assert refusal(url, timeout=0.3, robots=False) == "did not answer within 0.3 s"


def test_a_closed_port_is_refused(press: Any) -> None:
    address = press.address
    press.server.server_close()
    press.server.socket.close()
    assert "cannot be reached" in refusal(f"{address}/x", robots=False)


def test_robots_are_heeded(press: Any, article_page: str) -> None:
    press.say("/robots.txt", "User-agent: *\nDisallow: /privado\n", kind="text/plain")
    url = press.say("/privado/nota", article_page)
    assert "robots.txt asks not to" in refusal(url)
    assert "/privado/nota" not in press.asked
    assert isinstance(ask(url, robots=False)[0], Collected)


def test_failing_robots_close_the_site(press: Any, article_page: str) -> None:
    press.say("/robots.txt", "", status=500)
    assert "robots.txt answers 500" in refusal(press.say("/nota", article_page))


def test_a_private_host_is_not_asked(press: Any, article_page: str) -> None:
    url = press.say("/nota", article_page)
    assert "private network" in refusal(url, allow_hosts=())
    assert press.asked == []


def test_redirects_are_followed_and_bounded(press: Any, article_page: str) -> None:
    press.say("/b", article_page)
    url = press.say("/a", "", status=301, Location="/b")
    (item,) = ask(url)
    assert isinstance(item, Collected)
    assert item.article.url == f"{press.address}/b"
    loop = press.say("/loop", "", status=302, Location="/loop")
    assert "redirects more than" in refusal(loop)


def test_a_bomb_is_refused(press: Any) -> None:
    bomb = gzip.compress(b"<p>a</p>" * 3_000_000)
    headers = {"Content-Encoding": "gzip"}
    url = press.say("/bomb", bomb, **headers)
    assert "is larger than" in refusal(url, max_bytes=1_000_000)


def test_another_media_type_is_refused(press: Any) -> None:
    assert "application/zip" in refusal(press.say("/x.zip", b"PK", kind="application/zip"))


@pytest.mark.parametrize(
    "address", ["http://", "http://[", "http://host.invalid/x", "http://ejemplo..es/"]
)
def test_a_bad_address_is_refused(address: str) -> None:
    assert refusal(address)


@pytest.mark.parametrize(
    ("content", "links"),
    [
        (
            (
                b"<?xml version='1.0'?><rss><channel><link>https://a.example/</link>"
                b"<item><link> https://a.example/1 </link></item>"
                b"<item><guid>https://a.example/2</guid></item>"
                b"<item><guid isPermaLink='false'>tag:3</guid></item></channel></rss>"
            ),
            ["https://a.example/1", "https://a.example/2"],
        ),
        (
            (
                b"<feed xmlns='http://www.w3.org/2005/Atom'><link rel='self' href='/f'/><entry>"
                b"<link rel='replies' href='/r'/><link href='/1'/></entry></feed>"
            ),
            ["https://a.example/1"],
        ),
        (
            b'{"version": "https://jsonfeed.org/version/1.1", "items": [{"url": "/1"}, 3, {}]}',
            ["https://a.example/1"],
        ),
        (b"<rss><channel><item><link>/1</link></item><item><li", ["https://a.example/1"]),
        (
            (
                b"<!DOCTYPE rss [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>"
                b"<rss><item><link>/x&a;</link></item></rss>"
            ),
            ["https://a.example/x"],
        ),
    ],
)
def test_links_of_feeds(content: bytes, links: list[str]) -> None:
    assert is_feed(content)
    assert feed_links(content, "https://a.example/feed") == links
