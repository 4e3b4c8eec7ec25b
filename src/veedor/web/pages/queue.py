"""What awaits a decision: matches with the names side by side, findings and leads."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import Response

from veedor.web.deciding import Overtaken, Proposal, decide, last_on
from veedor.web.filters import FindingFilter
from veedor.web.pages.common import Checked, Current, part
from veedor.web.pages.finding import signed
from veedor.web.queue import sentences
from veedor.web.snapshot import Snapshot
from veedor.web.templating import page

router = APIRouter()
CHOICES = ("same", "different", "unsure")
REVIEWS = ("assessed", "dismissed")
SHOWN = ("matches", "findings", "decided")
MATCHES_A_PAGE, FINDINGS_A_PAGE = 10, 10


@router.get("/queue")
def queue(request: Request, snapshot: Current) -> Response:
    """The queue."""
    return show_queue(request, snapshot)


def show_queue(
    request: Request, snapshot: Snapshot, problem: str = "", status: int = 200
) -> Response:
    """The queue, with what could not be done if there is something."""
    asked = request.query_params.get("show", "")
    shown = asked if asked in SHOWN else SHOWN[0]
    findings = snapshot.once(
        ("open findings",), lambda: FindingFilter().choose(snapshot.open_findings)
    )
    matches = snapshot.open_matches
    if shown == "decided":
        matches = [a for a in snapshot.asked if a.match.disposition != "open"]
    rows = part(matches, request, MATCHES_A_PAGE)
    leads = part(findings, request, FINDINGS_A_PAGE)
    if shown == "findings":
        cited = (item.article for finding in leads.rows for item in finding.evidence)
        snapshot.view.links.ahead(cited)
    values = {
        "shown": shown,
        "part": leads if shown == "findings" else rows,
        "counts": {"matches": len(snapshot.open_matches), "findings": len(findings),
                   "decided": len(snapshot.asked) - len(snapshot.open_matches)},
        "seen": lambda kind, target: last_on(snapshot.decisions, kind, target),
        "sentences": lambda asked: sentences(snapshot.view, asked),
        "choices": CHOICES,
        "reviews": REVIEWS,
        "problem": problem,
    }  # fmt: skip
    return page(request, "queue.html", values, snapshot=snapshot, status=status)


@router.post("/queue/{kind}", dependencies=[Checked])
def decided(
    request: Request,
    kind: str,
    target: Annotated[str, Form()],
    decision: Annotated[str, Form()],
    by: Annotated[str, Form()] = "",
    reason: Annotated[str, Form()] = "",
    seen: Annotated[int, Form()] = 0,
) -> Response:
    """Take what somebody says of a match or a finding; back to the queue."""
    of = "finding" if kind == "finding" else "match"
    given = Proposal(by=by, kind=of, target=target, decision=decision, reason=reason, seen=seen)
    try:
        decide(request, given)
    except Overtaken as error:
        return show_queue(request, request.app.state.keeper.current(), str(error), 409)
    show = request.query_params.get("show", "")
    back = f"/queue?show={show}" if show in SHOWN else "/queue"
    return signed(request, f"{back}#next", by)
