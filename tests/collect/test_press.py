"""Two hundred sites with every fault: each report once, each fault told, no host pressed."""

from __future__ import annotations

import time
from itertools import pairwise
from typing import Any

import pytest
from tests.press_sites import Sites, article, packed, rss, serve, sitemap, sitemap_index

from veedor.collect import Collected, collect
from veedor.model import Refusal
from veedor.settings import Collect

COUNT = 200
DELAY = 0.15


def host(number: int) -> str:
    return f"diario-{number}.example"


def build(sites: Sites) -> tuple[list[str], set[str], dict[str, str]]:
    """Fill the sites: where to begin, the reports that must come, and the refusals."""
    starts: list[str] = []
    wanted: set[str] = set()
    refused: dict[str, str] = {}
    for number in range(COUNT):
        name, paths = host(number), [f"/noticias/{number}-muelle-{i}.html" for i in range(3)]
        urls = [
            sites.put(name, path, article(f"Villa {number}", i)) for i, path in enumerate(paths)
        ]
        wanted.update(urls)
        starts.append(_listed(sites, name, number, urls))
    _break(sites, starts, wanted, refused)
    return starts, wanted, refused


def _listed(sites: Sites, name: str, number: int, urls: list[str]) -> str:
    """By turns a feed, a packed sitemap under an index, and a front page."""
    if number % 3 == 0:
        tracked = [f"{url}?utm_source=rss&utm_medium=feed&fbclid=x{number}" for url in urls]
        return sites.put(name, "/rss", rss([*urls, *tracked]), Content_Type="application/rss+xml")
    if number % 3 == 1:
        news = sites.put(
            name, "/news.xml.gz", packed(sitemap(urls)), Content_Type="application/gzip"
        )
        return sites.put(name, "/sitemap.xml", sitemap_index([news]), Content_Type="text/xml")
    links = "".join(f"<a href='{url}?utm_campaign=portada#top'>Muelle</a>" for url in urls)
    more = "<a href='/deportes/'>Deportes</a><a href='/tag/puertos'>Puertos</a>"
    return sites.put(name, "/", f"<html><body><h1>Portada</h1>{links}{more}</body></html>")


def _break(sites: Sites, starts: list[str], wanted: set[str], refused: dict[str, str]) -> None:
    """Faults, each on a site of its own; `refused` says by what words they are told."""

    def also(number: int, path: str, reason: str) -> str:
        url = sites.url(host(number), path)
        sites.put(host(number), "/rss", rss([*_own(sites, number), url]))
        starts[number] = sites.url(host(number), "/rss")
        if reason:
            refused[url] = reason
        return path

    def slow(_: object) -> tuple[int, dict[str, str], bytes]:
        time.sleep(1.2)
        return 200, {}, b""

    asked: list[float] = []

    def busy(_: object) -> tuple[int, dict[str, str], bytes]:
        asked.append(time.monotonic())
        if len(asked) == 1:
            return 429, {"Retry-After": "1"}, b""
        return 200, {"Content-Type": "text/html"}, article("Isla Nueva", 5).encode()

    sites.pages[host(0)][also(0, "/2024/03/05/lenta.html", "did not answer")] = slow
    sites.put(
        host(1),
        also(1, "/rota-1.html", "is damaged"),
        packed(b"x" * 9000)[:40],
        Content_Encoding="gzip",
    )
    sites.put(
        host(2),
        also(2, "/vuelta-1.html", "redirects more than"),
        "",
        status=302,
        Location="/vuelta-1.html",
    )
    sites.pages[host(3)][also(3, "/ocupada-1.html", "")] = busy
    wanted.add(sites.url(host(3), "/ocupada-1.html"))
    sites.put(host(4), also(4, "/cerrada-1.html", "answers 403"), "", status=403)
    latin = article("Peñíscola", 6).encode("latin-1")
    sites.put(host(5), also(5, "/letras-1.html", ""), latin)
    wanted.add(sites.url(host(5), "/letras-1.html"))
    missing = "<html><head><title>Página no encontrada</title></head><body><article><h1>Página no "
    missing += f"encontrada</h1><p>{'Esta nota ya no está en nuestro sitio. ' * 8}</p></article>"
    sites.put(host(6), also(6, "/borrada-1.html", "is an error page"), missing)
    sites.put(
        host(7),
        also(7, "/bomba-1.html", "is larger than"),
        packed(b"<p>a</p>" * 900_000),
        Content_Encoding="gzip",
    )
    deep = "<div>" * 1_000_000 + "x" + "</div>" * 1_000_000
    sites.put(host(8), also(8, "/honda-1.html", "is larger than"), f"<html><body>{deep}")
    deep = "<div>" * 5_000 + f"<p>{'palabras ' * 90}</p>" + "</div>" * 5_000
    sites.put(host(9), also(9, "/honda-2.html", "nested more than"), f"<html><body>{deep}")
    wall = "<p>… Suscríbete para seguir leyendo</p>"
    sites.put(host(10), also(10, "/pago-1.html", "pay wall"), article("Muros", 7, tail=wall))
    consent = "<html><body><h1>Valoramos tu privacidad</h1><p>Nosotros y nuestros socios "
    consent += f"almacenamos {'datos de su visita. ' * 20}</p>"
    sites.put(host(11), also(11, "/aviso-1.html", "asks for consent"), consent)
    sites.put(host(12), "/robots.txt", "User-agent: *\nDisallow: /reservado\n")
    sites.put(host(12), also(12, "/reservado-1.html", "robots.txt asks not"), article("Z", 9))
    sites.put(host(13), also(13, "/grande-1.html", "is larger than"), "x", X_Length="1000000000")
    # A calendar without end, two sitemaps that name each other, feeds that are none.
    calendar = "".join(f"<a href='/calendario/2031/{m:02}/01/'>{m}</a>" for m in range(1, 13))
    sites.put(host(14), "/", _front(sites, 14, calendar))
    starts[14] = sites.url(host(14))
    one, two = sites.url(host(15), "/uno.xml"), sites.url(host(15), "/dos.xml")
    maps = sitemap_index([one, two]).replace(b"</sitemapindex>", b"")
    sites.put(host(15), "/uno.xml", maps + b"</sitemapindex>")
    both = sitemap(_own(sites, 15)).replace(b"</urlset>", b"<sitemap><loc>" + one.encode())
    sites.put(host(15), "/dos.xml", both + b"</loc></sitemap></urlset>")
    starts[15] = one
    sites.put(host(16), "/mal.rss", "<rss><channel><item><title>sin cerrar")
    starts.append(sites.url(host(16), "/mal.rss"))
    refused[starts[-1]] = "malformed"
    laughs = "<!DOCTYPE rss [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;'>]>"
    sites.put(host(17), "/risas.rss", laughs + "<rss><channel><item><link>&b;</link></item>")
    starts.append(sites.url(host(17), "/risas.rss"))
    refused[starts[-1]] = "malformed"
    for number in (20, 21, 22):
        sites.put(host(number), "/robots.txt", f"User-agent: *\nCrawl-delay: {DELAY}\n")


def _own(sites: Sites, number: int) -> list[str]:
    return [sites.url(host(number), f"/noticias/{number}-muelle-{i}.html") for i in range(3)]


def _front(sites: Sites, number: int, more: str) -> str:
    links = "".join(f"<a href='{url}'>Muelle</a>" for url in _own(sites, number))
    return f"<html><body>{links}{more}</body></html>"


@pytest.fixture(scope="module")
def told() -> dict[str, Any]:
    with serve(Sites()) as sites:
        starts, wanted, refused = build(sites)
        settings = Collect(
            allow_hosts=tuple(sites.pages), pause=0.0, timeout=1.0, backoff=0.05, retries=1,
            at_once=24, max_bytes=3_000_000,
        )  # fmt: skip
        found = list(collect(starts, settings))
        return {"sites": sites, "wanted": wanted, "refused": refused, "found": found}


def test_every_report_comes_once(told: dict[str, Any]) -> None:
    sources = [item.article.source for item in told["found"] if isinstance(item, Collected)]
    assert len(sources) == len(set(sources))
    assert set(sources) == told["wanted"]


def test_every_fault_is_told_and_nothing_else(told: dict[str, Any]) -> None:
    reasons = {item.source: item.reason for item in told["found"] if isinstance(item, Refusal)}
    expected = told["refused"]
    assert set(reasons) == set(expected)
    for source, words in expected.items():
        assert words in reasons[source], source


def test_no_host_is_asked_faster_than_it_allows(told: dict[str, Any]) -> None:
    sites = told["sites"]
    for number in (20, 21, 22):
        times = sites.times(host(number))
        gaps = [later - earlier for earlier, later in pairwise(times)]
        assert len(times) >= 5
        assert min(gaps) >= DELAY * 0.95
    busy = [at for at, name, path in sites.asked if path == "/ocupada-1.html"]
    assert busy[1] - busy[0] >= 0.95


def test_what_robots_close_and_calendars_are_not_asked_for(told: dict[str, Any]) -> None:
    paths = {path for _, _, path in told["sites"].asked}
    assert "/reservado-1.html" not in paths
    assert not any("calendario" in path for path in paths)


def test_wrong_letters_are_put_right(told: dict[str, Any]) -> None:
    texts = [item.article.text for item in told["found"] if isinstance(item, Collected)]
    assert any("El puerto de Peñíscola" in text for text in texts)
