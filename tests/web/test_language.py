"""Every word of the pages is there in Spanish, and the language is the reader's."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

import veedor.web

FOLDER = Path(veedor.web.__file__).parent


def test_every_word_is_translated_and_none_is_left_over():
    found = extract_from_dir(
        FOLDER, [("**.py", "python"), ("**.html", "jinja2")],
        keywords={"_": None, "gettext": None, "ngettext": (1, 2), "N_": None},
        options_map={"**.html": {"newstyle_gettext": "true", "silent": "false"}},
    )  # fmt: skip
    used = {message for _, _, message, *_ in found}
    with (FOLDER / "locale" / "es.po").open("rb") as file:
        catalogue = read_po(file, locale="es")
    known = {m.id if isinstance(m.id, str) else tuple(m.id): m.string for m in catalogue if m.id}
    assert used == set(known)
    for message, words in known.items():
        assert all([words] if isinstance(words, str) else words), message
    assert [str(error) for m in catalogue for error in m.check()] == []


@pytest.mark.parametrize(
    ("header", "expected"),
    [("es-AR,es;q=0.9,en;q=0.5", "es"), ("en-GB,en;q=0.9", "en"), ("fr,es;q=0.4", "es"),
     ("de", "en"), ("", "en"), ("*", "en"), ("es;q=x", "en"), ("en;q=0.1,es", "es"),
     ("x" * 9000, "en")],
)  # fmt: skip
def test_the_browser_says_which(client: httpx.Client, header: str, expected: str):
    client.cookies.clear()
    answer = client.get("/report", headers={"accept-language": header})
    assert answer.headers["content-language"] == expected


def test_a_choice_is_remembered(client: httpx.Client):
    client.cookies.clear()
    spanish = {"accept-language": "es"}
    assert client.get("/report?lang=en", headers=spanish).headers["content-language"] == "en"
    assert client.get("/report", headers=spanish).headers["content-language"] == "en"
    assert client.get("/report?lang=xx", headers=spanish).headers["content-language"] == "en"
    client.cookies.clear()
