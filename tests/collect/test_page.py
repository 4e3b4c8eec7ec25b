"""Saved pages: the headline once and first, whatever encoding they declare."""

from __future__ import annotations

import pytest

from veedor.collect.page import from_html

TITLE = "La lonja reabre tras ocho meses de obras"
BODY = (
    "<p>La lonja del puerto volvió a abrir ayer con la subasta de la mañana, ocho meses después "
    "de que comenzaran las obras, según informó la cofradía de pescadores.</p>"
    "<p>El patrón mayor, Ramiro Seoane, pidió «paciencia» a los compradores durante los primeros "
    "días y anunció que la báscula nueva llegará en otoño.</p>"
)


def page(title: str = TITLE, body: str = BODY, charset: str = "utf-8") -> str:
    return (
        f"<html lang='es'><head><meta charset='{charset}'><title>{title}</title></head>"
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
