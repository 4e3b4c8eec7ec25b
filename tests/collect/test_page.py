"""Saved pages: the headline once and first, whatever encoding they declare."""

from __future__ import annotations

import json
from html import escape
from pathlib import Path

import pytest
from trafilatura import extract

from veedor.collect.page import from_html
from veedor.errors import InputRefused

TITLE = "La lonja reabre tras ocho meses de obras"
BODY = (
    "<p>La lonja del puerto volvió a abrir ayer con la subasta de la mañana, ocho meses después "
    "de que comenzaran las obras, según informó la cofradía de pescadores.</p>"
    "<p>El patrón mayor, Ramiro Seoane, pidió «paciencia» a los compradores durante los primeros "
    "días y anunció que la báscula nueva llegará en otoño.</p>"
)


def page(title: str = TITLE, body: str = BODY, charset: str = "utf-8", head: str = "") -> str:
    return (
        f"<html lang='es'><head><meta charset='{charset}'>{head}<title>{title}</title></head>"
        f"<body><article>{body}</article></body></html>"
    )


@pytest.mark.parametrize(
    ("title", "above", "first", "why"),
    [
        (TITLE, "", TITLE, "the headline stands only in the page's title"),
        (TITLE, f"<h1>{TITLE}</h1>", TITLE, "it heads the body too"),
        (TITLE, f"<h1>{TITLE.upper()}</h1>", TITLE.upper(), "in capitals"),
        (TITLE, f"<p>PUERTOS</p><h1>{TITLE}</h1>", TITLE, "under its section"),
        (f"{TITLE} | El Muelle", f"<h1>{TITLE}</h1>", TITLE, "the title adds the site"),
    ],
)
def test_the_headline_comes_once_and_first(title: str, above: str, first: str, why: str) -> None:
    text = from_html("a.html", page(title, above + BODY).encode()).article.text
    lines = text.split("\n")
    assert lines[0] == first, why
    assert first not in lines[1:], why


@pytest.mark.parametrize(
    ("declared", "used"),
    [("utf-8", "latin-1"), ("iso-8859-1", "utf-8"), ("nonsense", "utf-8"), ("utf-16", "cp1252")],
)
def test_a_wrong_charset_costs_no_letters(declared: str, used: str) -> None:
    text = from_html("a.html", page(charset=declared).encode(used)).article.text
    assert "«paciencia» a los compradores" in text
    assert "El patrón mayor" in text


WWW = "https://www.faro.example/n"
LONG = BODY + (
    "<p>Los compradores esperaban desde temprano, y la primera caja de merluza se pagó a precio de "
    "fiesta entre aplausos de los presentes, que llenaban la nave.</p>"
)


def ld(**fields: object) -> str:
    data = {"@context": "https://schema.org", "@type": "NewsArticle", **fields}
    return f'<script type="application/ld+json">{json.dumps({"@graph": [data]})}</script>'


def test_json_ld_comes_first() -> None:
    head = ld(
        headline="Otra vez, la lonja", datePublished="2024-03-05T23:30:00-05:00",
        author=[{"@type": "Person", "name": "Inés Robledo"}, {"name": "Ramón Paz"}],
        publisher={"@type": "NewsMediaOrganization", "name": "El Muelle"},
    )  # fmt: skip
    meta = "<meta property='article:published_time' content='2020-01-01'>"
    meta += "<meta name='author' content='Redacción'><meta property='og:site_name' content='X'>"
    article = from_html(
        "a.html", page(body=LONG).replace("<title>", head + meta + "<title>").encode()
    ).article
    assert article.published == "2024-03-05"
    assert article.byline == "Inés Robledo; Ramón Paz"
    assert (article.outlet, article.title) == ("El Muelle", "Otra vez, la lonja")


@pytest.mark.parametrize("broken", ["{", "[1, 2", "null", '{"@graph": 3}', '"' + "[" * 5000])
def test_broken_json_ld_costs_nothing(broken: str) -> None:
    head = f"<script type='application/ld+json'>{broken}</script>"
    markup = page(body=LONG, head=head)
    assert TITLE in from_html("a.html", markup.encode()).article.text


@pytest.mark.parametrize(
    ("canonical", "source", "why"),
    [
        (
            "https://www.faro.example/n/lonja-1.html",
            "https://www.faro.example/n/lonja-1.html",
            "it",
        ),
        ("/n/lonja-1.html?utm_source=x", "https://faro.example/n/lonja-1.html", "relative"),
        ("https://otro.example/n/1", "https://faro.example/amp/1", "of another site: not believed"),
        ("https://faro.example/", "https://faro.example/amp/1", "the front page is no report"),
        ("", "https://faro.example/amp/1", "none"),
    ],
)
def test_the_canonical_address_is_the_source(canonical: str, source: str, why: str) -> None:
    markup = page(body=LONG, head=f"<link rel='canonical' href='{canonical}'>")
    url = "https://faro.example/amp/1?utm_medium=x"
    article = from_html(url, markup.encode(), url).article
    assert article.source == article.url == source, why


CONSENT = f"<p>{'Nosotros y nuestros socios almacenamos datos. ' * 9}</p>"
CHECK = f"<p>{'Checking your browser before accessing. ' * 9}</p>"
MISSING = f"<p>{'La página que buscas no existe en este sitio. ' * 9}</p>"


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        (page(body=BODY + "<p>¿Ya eres suscriptor? Inicia sesión</p>"), "pay wall"),
        (page(body=BODY + "<p>Subscribe to continue reading</p>"), "pay wall"),
        (page(body=BODY[:-5] + " y…</p>", head=ld(isAccessibleForFree="False")), "pay wall"),
        (page("Valoramos tu privacidad", CONSENT), "asks for consent"),
        (page("Just a moment...", CHECK), "whether a person"),
        (page("404 Not Found", MISSING), "error page"),
        ("<html><body>" + "<i>" * 300 + f"<p>{'palabra ' * 90}", "nested more than"),
        ("<html><body>" + "<br>" * 120_000, "elements; the limit"),
        ("<html><body>" + "<div>" * 1_000_000, "elements; the limit"),
    ],
)
def test_what_stands_before_a_report_is_refused(markup: str, reason: str) -> None:
    with pytest.raises(InputRefused, match=reason):
        from_html("a.html", markup.encode())


@pytest.mark.parametrize(
    "body",
    [
        LONG + "<p>La página no encontrada en el registro era la del contrato.</p>",
        LONG * 6 + "<p>¿Ya eres suscriptor? Inicia sesión.</p>",
        LONG.replace("merluza", "cookies: valoramos su privacidad, decía el cartel"),
    ],
)
def test_reports_that_speak_of_walls_are_reports(body: str) -> None:
    assert from_html("a.html", page(body=body).encode()).article.text


def test_letters_encoded_twice_are_mended() -> None:
    twice = LONG.encode().decode("cp1252", "ignore")
    found = from_html("a.html", page(body=twice).encode())
    assert "volvió a abrir ayer con la subasta de la mañana" in found.article.text
    assert found.note == "letters were encoded twice: mended"


def test_spanish_in_latin_1_that_says_utf_8_is_not_taken_for_polish() -> None:
    found = from_html("a.html", page("Peñíscola crece", LONG).encode("latin-1"))
    assert found.article.text.startswith("Peñíscola crece\n")


def pages() -> list[str]:
    """The example press as pages, in the forms that sites have."""
    folder = Path(__file__).parents[2] / "examples" / "press"
    made = []
    for number, file in enumerate(sorted(folder.glob("*.txt"))[:40]):
        lines = [escape(line) for line in file.read_text("utf-8").split("\n") if line.strip()]
        parts = "".join(f"<p>{line}</p>" for line in lines[1:])
        if number % 2:
            parts = f"<div class='entry-content'>{parts}<ul><li>Uno</li><li>Dos</li></ul></div>"
        menu = "<nav><a href='/'>Inicio</a></nav>" if number % 3 else ""
        made.append(page(lines[0], f"{menu}<h1>{lines[0]}</h1>{parts}"))
    return made


def test_nothing_of_trafilaturas_own_text_is_lost() -> None:
    for markup in pages():
        own = extract(markup, include_comments=False) or ""
        ours = from_html("a.html", markup.encode()).article.text.split("\n")
        missing = [line for line in own.split("\n") if line not in ours]
        assert missing == []
