"""In which language a page is written, and its words: Babel catalogues beside this file."""

from __future__ import annotations

import gettext
from functools import cache
from importlib import resources
from io import BytesIO

from babel import Locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations
from starlette.requests import Request

__all__ = ["LANGUAGES", "language_of", "locale", "translations"]

#: The first is the language of the templates themselves, and of a browser that asks for neither.
LANGUAGES = ("en", "es")
COOKIE = "veedor_language"


def language_of(request: Request) -> str:
    """What the address asks for, then what was chosen before, then what the browser prefers."""
    for asked in (request.query_params.get("lang"), request.cookies.get(COOKIE)):
        if asked in LANGUAGES:
            return asked
    preferred = Locale.negotiate(_accepted(request.headers.get("accept-language", "")), LANGUAGES)
    return preferred.language if preferred else LANGUAGES[0]


def _accepted(header: str) -> list[str]:
    """The languages of an Accept-Language header, the preferred first."""
    weighted: list[tuple[float, int, str]] = []
    for part in header[:400].split(","):
        tag, _, weight = part.partition(";q=")
        code = tag.strip().split("-")[0].lower()
        if code.isalpha() and len(code) in (2, 3):
            try:
                weighted.append((-float(weight or 1), len(weighted), code))
            except ValueError:
                continue
    return [code for *_, code in sorted(weighted)]


@cache
def translations(code: str) -> gettext.NullTranslations:
    """The catalogue of a language, compiled when it is first asked for."""
    file = resources.files(__package__).joinpath("locale", f"{code}.po")
    if not file.is_file():
        return gettext.NullTranslations()
    compiled = BytesIO()
    write_mo(compiled, read_po(BytesIO(file.read_bytes()), locale=code))
    compiled.seek(0)
    return Translations(compiled)


@cache
def locale(code: str) -> Locale:
    """The names of countries and languages, and how numbers are written."""
    return Locale(code)
