"""Showing the access token once, for a session of a working day."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from veedor.web.pages.common import Checked
from veedor.web.security import SESSION, SESSION_SECONDS, Access
from veedor.web.templating import page, remember

router = APIRouter()


@router.get("/login")
def ask(request: Request) -> Response:
    """Ask for the token."""
    return page(request, "login.html", {"wrong": False, "ended": SESSION in request.cookies})


@router.post("/login", dependencies=[Checked])
def enter(request: Request, token: Annotated[str, Form()] = "") -> Response:
    """Begin a session, or ask again."""
    access: Access = request.app.state.access
    if not access.accepts(token.strip()):
        return page(request, "login.html", {"wrong": True, "ended": False}, status=401)
    answer = RedirectResponse("/", 303)
    remember(request, answer, SESSION, access.session(), SESSION_SECONDS)
    return answer


@router.post("/logout", dependencies=[Checked])
def leave() -> Response:
    """End the session."""
    answer = RedirectResponse("/login", 303)
    answer.delete_cookie(SESSION)
    return answer
