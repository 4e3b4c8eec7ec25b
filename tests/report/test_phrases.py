"""Every phrase there is in one language is there in the other, with the same places."""

from __future__ import annotations

import re
from importlib import resources

import pytest
import yaml

from veedor.errors import UsageError
from veedor.report.phrases import LANGUAGES, phrases


def flat(table, prefix=""):
    for key, value in table.items():
        if isinstance(value, dict):
            yield from flat(value, f"{prefix}{key}.")
        else:
            words = value if isinstance(value, list) else [value]
            yield f"{prefix}{key}", [set(re.findall(r"\{\w+\}", word)) for word in words]


def table(code):
    file = resources.files("veedor.report.phrases").joinpath(f"{code}.yaml")
    return dict(flat(yaml.safe_load(file.read_text("utf-8"))))


@pytest.mark.parametrize("code", LANGUAGES)
def test_languages_say_the_same(code):
    assert table(code) == table("en")


@pytest.mark.parametrize(
    ("code", "n", "words"),
    [("en", 1, "1 report read"), ("en", 0, "0 reports read"), ("es", 5, "5 noticias leídas")],
)
def test_number(code, n, words):
    assert phrases(code)("reports_read", n=n) == words


def test_unknown_language_is_said():
    with pytest.raises(UsageError, match="no reports in 'fr'"):
        phrases("fr")
