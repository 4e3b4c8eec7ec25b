"""From a template and its values to a page."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from functools import cache
from typing import Any
from urllib.parse import quote, unquote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from veedor.web.language import COOKIE, LANGUAGES, language_of, translations
from veedor.web.security import FORM, Access
from veedor.web.snapshot import Snapshot
from veedor.web.words import Wording

__all__ = ["environment", "page", "remember", "wording"]

#: A year: which language somebody reads does not change.
_REMEMBERED = 365 * 24 * 3600


@cache
def environment(code: str) -> Environment:
    """The templates with the words of one language; everything is escaped."""
    made = Environment(
        loader=PackageLoader("veedor.web"),
        autoescape=True,
        extensions=["jinja2.ext.i18n"],
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.install_gettext_translations(translations(code), newstyle=True)  # type: ignore[attr-defined]
    made.globals["translate"] = translations(code).gettext
    made.filters["segment"] = lambda key: quote(str(key), safe=":")
    return made


def wording(request: Request, snapshot: Snapshot) -> Wording:
    """How things are called in the language of a request."""
    return Wording(snapshot, language_of(request))


def page(
    request: Request,
    template: str,
    values: Mapping[str, Any] | None = None,
    *,
    status: int = 200,
    snapshot: Snapshot | None = None,
) -> HTMLResponse:
    """A template as an answer, with what every page has: language, words, form token."""
    code = language_of(request)
    access: Access = request.app.state.access
    cookie = request.cookies.get(FORM) or secrets.token_hex(16)
    content = environment(code).get_template(template).render(
        **(values or {}),
        language=code,
        languages=LANGUAGES,
        address=request.url.path,
        other_language=lambda other: _with(request, lang=other),
        with_query=lambda **changes: _with(request, **changes),
        form_token=access.form_token(cookie),
        guarded=access.token is not None,
        job=request.app.state.jobs.latest,
        who=_signer(request, access),
        words=Wording(snapshot, code) if snapshot else None,
        waiting=None if snapshot is None else snapshot.waiting,
    )  # fmt: skip
    answer = HTMLResponse(content, status, headers={"content-language": code})
    answer.headers["vary"] = "accept-language, cookie"
    if request.cookies.get(FORM) != cookie:
        remember(request, answer, FORM, cookie, None)
    if request.query_params.get("lang") in LANGUAGES:
        remember(request, answer, COOKIE, code, _REMEMBERED)
    return answer


def remember(
    request: Request, answer: Response, name: str, value: str, seconds: int | None
) -> None:
    """Set a cookie that scripts and other sites cannot use; its value is percent-encoded."""
    answer.set_cookie(
        name, quote(value, safe="|:+.-"), max_age=seconds, httponly=True, samesite="strict",
        secure=request.url.scheme == "https",
    )  # fmt: skip


def _signer(request: Request, access: Access) -> str:
    """In whose name the reader decides, as far as is known; empty if it is to be asked for."""
    if (named := access.user(request)) is not None:
        return named
    if request.query_params.get("sign") == "other":
        return ""
    return unquote(request.cookies.get("veedor_who", ""))


def _with(request: Request, **changes: object) -> str:
    """The address of this page with some of its questions changed; None takes one away."""
    kept = [(k, v) for k, v in request.query_params.multi_items() if k not in changes]
    kept += [(k, str(v)) for k, v in changes.items() if v is not None]
    return request.url.path + (f"?{urlencode(kept)}" if kept else "")
