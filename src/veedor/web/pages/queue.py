"""What awaits a decision: matches with the names side by side, findings and leads."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import Response

from veedor.web.deciding import Overtaken, Proposal, decide, last_on
from veedor.web.filters import FindingFilter
from veedor.web.pages.common import Checked, Current, part
from veedor.web.pages.finding import signed
from veedor.web.queue import matches, open_findings, open_matches
from veedor.web.snapshot import Snapshot
from veedor.web.templating import page

router = APIRouter()
CHOICES = ("same", "different", "unsure")
MATCHES_A_PAGE = 20


@router.get("/queue")
def queue(request: Request, snapshot: Current) -> Response:
    """The queue."""
    return _page(request, snapshot)


def _page(request: Request, snapshot: Snapshot, problem: str = "", status: int = 200) -> Response:
    decided = request.query_params.get("show") == "decided"
    shown = (
        [a for a in matches(snapshot) if a.match.disposition != "open"]
        if decided
        else open_matches(snapshot)
    )
    chosen = part(shown, request, MATCHES_A_PAGE)
    values = {
        "decided": decided,
        "part": chosen,
        "seen": {a.target: last_on(snapshot.decisions, "match", a.target) for a in chosen.rows},
        "findings": FindingFilter().choose(open_findings(snapshot)),
        "choices": CHOICES,
        "problem": problem,
    }
    return page(request, "queue.html", values, snapshot=snapshot, status=status)


@router.post("/queue/match", dependencies=[Checked])
def match(
    request: Request,
    target: Annotated[str, Form()],
    decision: Annotated[str, Form()],
    by: Annotated[str, Form()] = "",
    reason: Annotated[str, Form()] = "",
    seen: Annotated[int, Form()] = 0,
) -> Response:
    """Take what somebody says of a match; back to the queue."""
    given = Proposal(
        by=by, kind="match", target=target, decision=decision, reason=reason, seen=seen
    )
    try:
        decide(request, given)
    except Overtaken as error:
        return _page(request, request.app.state.keeper.current(), str(error), 409)
    return signed(request, "/queue", by)
