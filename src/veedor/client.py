"""A client of the REST API, for programs: what `veedor serve` shows, in Python.

    with Client("http://127.0.0.1:8421") as veedor:
        for finding in veedor.findings(country="KP", status="corroborated"):
            print(finding["period"], finding["measure"])

Records are plain dictionaries with the fields of `veedor export`.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from types import TracebackType
from typing import Any
from urllib.parse import quote

import httpx

from veedor.errors import UsageError, VeedorError

__all__ = ["Client", "Refused"]

Row = dict[str, Any]


class Refused(VeedorError):
    """The server did not do what was asked: `status` is HTTP's, the text says why."""

    def __init__(self, status: int, detail: str) -> None:
        super().__init__(detail)
        self.status = status


class Client:
    """One workspace behind `veedor serve`.

    What has not changed since it was last asked for is not sent again (ETags).

    Args:
        address: where the server is, such as `http://127.0.0.1:8421`.
        token: the access token, where one is needed.
        timeout: seconds that an answer may take; reports and first pages of large archives
            take longest.

    Raises:
        UsageError: the address is none.
    """

    def __init__(self, address: str, token: str | None = None, timeout: float = 60.0) -> None:
        if not address.startswith(("http://", "https://")):
            raise UsageError(f"{address}: an address begins with http:// or https://")
        headers = {"authorization": f"Bearer {token}"} if token else {}
        self._http = httpx.Client(
            base_url=address.rstrip("/") + "/api/v1", headers=headers, timeout=timeout
        )
        self._known: dict[str, tuple[str, Any]] = {}

    def __enter__(self) -> Client:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    # ------------------------------------------------------------ records

    def records(self, kind: str, **asked: object) -> Iterator[Row]:
        """All records of a kind, page by page as they are needed.

        Args:
            kind: articles, readings, events, stories, utterances, conflicts, findings,
                entities, parties or decisions.
            asked: what the kind can be asked for, such as `limit`.

        Raises:
            Refused: there is no such kind, or a question cannot be understood.
        """
        address: str | None = str(httpx.URL(f"/{kind}", params=_plain(asked)))
        while address:
            page = self._get(address)
            yield from page["items"]
            address = page["next"] and page["next"].removeprefix("/api/v1")

    def record(self, kind: str, key: str) -> Row:
        """One record by its id or key.

        Raises:
            Refused: there is none (`status` 404).
        """
        return self._get(f"/{kind}/{quote(key, safe='')}")  # type: ignore[no-any-return]

    def findings(self, **asked: object) -> Iterator[Row]:
        """Findings and leads: `regime`, `measure`, `kind`, `status`, `review`, `list`, `party`,
        `country`, `since`, `until`, `origins`, `sort`."""
        return self.records("findings", **asked)

    def search(self, question: str, **asked: object) -> Iterator[Row]:
        """Articles with every word of a question, the most relevant first."""
        return self.records("search", q=question, **asked)

    # ------------------------------------------------------------ questions

    def screen(self, name: str, **asked: object) -> list[Row]:
        """Who this is on the lists held, best first: `type`, `date`, `birth` narrow it down."""
        found = self._get(str(httpx.URL("/screen", params=_plain({"name": name, **asked}))))
        return list(found["matches"])

    def lists(self) -> Row:
        """The lists held, and every version of them."""
        return self._get("/lists")  # type: ignore[no-any-return]

    def queue(self) -> Row:
        """What awaits a decision: matches, and the ids of findings."""
        return self._get("/queue")  # type: ignore[no-any-return]

    def report(self, form: str = "markdown", language: str = "en", **asked: object) -> bytes:
        """The report on the findings asked for: markdown, html, pdf or json."""
        asked = {"form": form, "language": language, **asked}
        return self._answered(self._http.get("/reports", params=_plain(asked))).content

    # ------------------------------------------------------------ changes

    def review(
        self,
        kind: str,
        target: str,
        decision: str,
        by: str,
        *,
        reason: str = "",
        changes: dict[str, str] | None = None,
        seen: int | None = None,
    ) -> Row:
        """Put a decision into the log.

        Args:
            kind: match, statement or finding.
            target: its id; of a match `key|list|record`, as the queue gives it.
            decision: as `veedor review` knows them.
            by: who decides.
            reason: why.
            changes: what of a statement is put right.
            seen: the number of the last decision on it that was known when this one was made.

        Raises:
            Refused: somebody else decided meanwhile (`status` 409), or it is no decision.
        """
        given = {"kind": kind, "target": target, "decision": decision, "by": by,
                 "reason": reason, "changes": changes or {}, "seen": seen}  # fmt: skip
        return self._answered(self._http.post("/reviews", json=given)).json()  # type: ignore[no-any-return]

    def collect(self, addresses: Sequence[str] = (), **given: str) -> Row:
        """Add press: addresses, or `text` with `title`, `outlet`, `published`; `by` signs.

        Returns:
            the work that was begun; `wait` waits for its end.
        """
        sent = {"addresses": list(addresses), **given}
        return self._answered(self._http.post("/collect", json=sent)).json()  # type: ignore[no-any-return]

    def wait(self, number: int, seconds: float = 600.0) -> Row:
        """How a piece of work ended.

        Raises:
            Refused: there is no such work, or it has not ended in time (`status` 408).
        """
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            job = self._answered(self._http.get(f"/jobs/{number}")).json()
            if not job["active"]:
                return job  # type: ignore[no-any-return]
            time.sleep(0.2)
        raise Refused(408, f"work {number} has not ended within {seconds:g} seconds")

    # ------------------------------------------------------------

    def _get(self, address: str) -> Any:
        tag, kept = self._known.get(address, ("", None))
        answer = self._http.get(address, headers={"if-none-match": tag} if tag else {})
        if answer.status_code == httpx.codes.NOT_MODIFIED:
            return kept
        content = self._answered(answer).json()
        if len(self._known) > 200:
            self._known.pop(next(iter(self._known)))
        self._known[address] = answer.headers.get("etag", ""), content
        return content

    @staticmethod
    def _answered(answer: httpx.Response) -> httpx.Response:
        if answer.is_success:
            return answer
        try:
            detail = str(answer.json()["detail"])
        except (ValueError, KeyError, TypeError):
            detail = answer.text.strip() or answer.reason_phrase
        raise Refused(answer.status_code, detail)


def _plain(asked: dict[str, Any]) -> dict[str, str]:
    """What was asked, without what was left open."""
    return {name: str(value) for name, value in asked.items() if value not in (None, "")}
