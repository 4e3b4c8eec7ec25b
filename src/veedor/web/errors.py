"""What a reader or a program is told when something cannot be done."""

from __future__ import annotations

import logging
from http import HTTPStatus

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from veedor.errors import StoreBusy, StoreError, UsageError, VeedorError
from veedor.web.security import protect
from veedor.web.templating import page

__all__ = ["add_handlers"]

_LOG = logging.getLogger("veedor.web")


def add_handlers(app: FastAPI) -> None:
    """Errors as pages, or as problem+json (RFC 9457) below /api."""
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(VeedorError, _ours)
    app.add_exception_handler(Exception, _fault)


def _answer(request: Request, status: int, detail: str) -> Response:
    if request.url.path.startswith("/api/"):
        problem = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status,
                   "detail": detail}  # fmt: skip
        return JSONResponse(problem, status, media_type="application/problem+json")
    values = {"status": status, "detail": detail}
    return page(request, "error.html", values, status=status)


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code == HTTPStatus.NOT_MODIFIED:
        return Response(status_code=error.status_code, headers=error.headers)
    answer = _answer(request, error.status_code, error.detail)
    answer.headers.update(error.headers or {})
    return answer


def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    place = ".".join(str(part) for part in first["loc"][1:])
    return _answer(request, 422, f"{place}: {first['msg']}")


def _ours(request: Request, error: Exception) -> Response:
    status = 400 if isinstance(error, UsageError) else 500
    if isinstance(error, StoreBusy | StoreError):
        status = 503
    return _answer(request, status, str(error))


def _fault(request: Request, error: Exception) -> Response:
    _LOG.exception("%s %s", request.method, request.url.path, exc_info=error)
    answer = _answer(request, 500, "a fault of the program; its log says more")
    # This answer does not pass the gate.
    protect(answer.headers)
    return answer
