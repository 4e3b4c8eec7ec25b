"""Who may ask, for how much, and what a browser may do with the answer."""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import secrets
import time
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from veedor.errors import UsageError

__all__ = ["Access", "Gate", "is_loopback", "protect", "same_origin"]

#: Pages load their style and their one script, from here and nowhere else; nothing inline runs.
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; "
    "img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
#: Without a referrer a browser names no origin either when it sends a form to its own page.
_HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
SESSION = "veedor_session"
FORM = "veedor_form"
#: A working day: whoever reviews is not asked again before the evening.
SESSION_SECONDS = 12 * 3600
#: Address and question together; longer ones are no question a page of ours asks.
MOST_ADDRESS = 4096
#: A form or a JSON body, in bytes, apart from uploads, which have the collector's limit.
MOST_BODY = 256 * 1024


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach that address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


@dataclass(frozen=True)
class Access:
    """Who may ask: everyone on this machine, whoever has the token, or whom a proxy names.

    `proxy` is the one address that requests may then come from, and `user_header` the header
    in which it names the user, who signs all decisions. `secret` signs sessions and forms; it
    ends with the process. `uploads` is the most bytes that may be sent to add press.
    """

    token: str | None = None
    uploads: int = 20_000_000
    proxy: str | None = None
    user_header: str = "x-forwarded-user"
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)

    @staticmethod
    def of(
        host: str,
        token: str | None,
        uploads: int,
        proxy: str | None = None,
        user_header: str = "x-forwarded-user",
    ) -> Access:
        """The access for a server at that address.

        Raises:
            UsageError: others can reach it, and there is no token, or one that can be guessed;
                or the proxy is no address.
        """
        if proxy is not None:
            return Access(None, uploads, _address(proxy), user_header.lower())
        if token is None and not is_loopback(host):
            raise UsageError(
                f"{host} can be reached from other machines: give --token or VEEDOR_TOKEN "
                "(for example the output of `openssl rand -hex 16`)"
            )
        if token is not None and len(token) < 16:
            raise UsageError("the token is too short to be safe: give at least 16 characters")
        return Access(token=token, uploads=uploads)

    def accepts(self, given: str) -> bool:
        """Whether this is the token."""
        return self.token is not None and hmac.compare_digest(given.encode(), self.token.encode())

    def session(self, now: float | None = None) -> str:
        """A signed session that begins now."""
        until = str(int((now or time.time()) + SESSION_SECONDS))
        return f"{until}.{self._sign('session', until)}"

    def holds(self, session: str, now: float | None = None) -> bool:
        """Whether a session is ours and has not expired."""
        until, _, signature = session.partition(".")
        good = hmac.compare_digest(signature.encode(), self._sign("session", until).encode())
        return good and until.isdigit() and int(until) > (now or time.time())

    def form_token(self, cookie: str) -> str:
        """What a form must carry, for the browser that has this cookie."""
        return self._sign("form", cookie)

    def permits(self, request: Request) -> bool:
        """Whether the request comes with the token or a session, where one is needed."""
        if self.proxy is not None:
            return self.user(request) is not None
        if self.token is None:
            return True
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer" and self.accepts(given.strip()):
            return True
        return self.holds(request.cookies.get(SESSION, ""))

    def user(self, request: Request) -> str | None:
        """Whom the proxy names; None without a proxy, or if the request is not from it."""
        if self.proxy is None or request.client is None or request.client.host != self.proxy:
            return None
        return request.headers.get(self.user_header, "").strip() or None

    def sends_itself(self, request: Request, given: str) -> bool:
        """Whether a form was ours, and sent from a page of ours."""
        cookie = request.cookies.get(FORM, "")
        good = hmac.compare_digest(given.encode(), self.form_token(cookie).encode())
        return bool(cookie) and good and same_origin(request.headers)

    def _sign(self, purpose: str, value: str) -> str:
        return hmac.new(self.secret, f"{purpose} {value}".encode(), hashlib.sha256).hexdigest()


def _address(proxy: str) -> str:
    try:
        return str(ipaddress.ip_address(proxy))
    except ValueError:
        raise UsageError(f"{proxy}: give the proxy's IP address, such as 127.0.0.1") from None


def same_origin(headers: Headers) -> bool:
    """Whether the browser says that a page of this very server sends the request."""
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc == headers.get("host", "")


def protect(headers: MutableHeaders) -> None:
    """Set what every answer says of itself, unless it says otherwise already."""
    for name, value in _HEADERS.items():
        headers.setdefault(name, value)


class Gate:
    """Asked before any page: host, size, access; and sets the headers of every answer."""

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self.app = app
        self.access = access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                protect(MutableHeaders(scope=message))
            await send(message)

        refused = self._refusal(Request(scope))
        if refused is not None:
            await refused(scope, receive, guarded)
            return
        limit = self._most(scope["path"])
        await self.app(scope, _limited(receive, limit), guarded)

    def _most(self, path: str) -> int:
        """How many bytes a request may have: files are taken with press and with reviews alone."""
        reviews = path.startswith("/findings/") and path.endswith("/review")
        return self.access.uploads if path == "/press" or reviews else MOST_BODY

    def _refusal(self, request: Request) -> Response | None:
        alone = self.access.token is None and self.access.proxy is None
        if alone and not is_loopback(request.url.hostname or ""):
            # A page elsewhere may have its own name resolve to this machine.
            return PlainTextResponse("This server answers to localhost only.\n", 421)
        if len(request.url.path) + len(request.url.query) > MOST_ADDRESS:
            return PlainTextResponse("The address is too long.\n", 414)
        limit = self._most(request.url.path)
        length = request.headers.get("content-length", "0")
        if not length.isdigit() or int(length) > limit:
            return PlainTextResponse(f"Too large: the limit is {limit} bytes.\n", 413)
        open_to_all = request.url.path == "/login" or request.url.path.startswith("/static/")
        if open_to_all or self.access.permits(request):
            return None
        return self._unknown(request)

    def _unknown(self, request: Request) -> Response:
        if self.access.proxy is not None:
            return PlainTextResponse("Only the proxy may ask, and it names a user.\n", 403)
        if request.url.path.startswith("/api/"):
            problem = '{"type":"about:blank","title":"Unauthorized","status":401,'
            problem += '"detail":"give the access token as: Authorization: Bearer TOKEN"}'
            headers = {"www-authenticate": "Bearer"}
            return Response(problem, 401, headers, media_type="application/problem+json")
        return RedirectResponse("/login", 303)


def _limited(receive: Receive, limit: int) -> Receive:
    """Bodies without a length are counted as they come; what is over the limit is an abort."""
    taken = 0

    async def counted() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > limit:
            return {"type": "http.disconnect"}
        return message

    return counted
