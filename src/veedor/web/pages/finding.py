"""One finding: what is said, by whom, against which paragraph, and what people decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Annotated

from fastapi import APIRouter, File, Form, Request, UploadFile
from starlette.responses import RedirectResponse, Response

from veedor.find.amending import AMENDABLE
from veedor.find.similar import read_alike
from veedor.model import Evidence, Finding, Sentence, Statement
from veedor.regimes.pack import Measure
from veedor.web.deciding import Overtaken, Proposal, decide, last_on
from veedor.web.pages.common import Checked, Current, found
from veedor.web.snapshot import Snapshot
from veedor.web.templating import page, remember, wording
from veedor.web.timelines import evidence_by_origin

router = APIRouter()
REVIEWS = ("assessed", "confirmed", "dismissed", "open")
#: What was read alike: so many sentences are shown, of so many articles looked through.
_MOST_ALIKE, _LOOKED_THROUGH = 10, 200
_REMEMBERED = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class InContext:
    """A sentence of the evidence with the sentences around it in its paragraph."""

    item: Evidence
    before: str
    after: str
    statement: Statement | None


@router.get("/findings/{key}")
def finding(request: Request, key: str, snapshot: Current) -> Response:
    """The page of a finding."""
    return _page(request, snapshot, found(snapshot.findings, key))


def _page(
    request: Request,
    snapshot: Snapshot,
    shown: Finding,
    given: Mapping[str, str] | None = None,
    status: int = 200,
    problem: str = "",
) -> Response:
    measure: Measure = snapshot.view.packs[shown.regime].measures[shown.measure]
    values = {
        "finding": shown,
        "measure": measure,
        "origins": _by_origin(snapshot, shown),
        "conflicts": [snapshot.conflicts[c] for c in shown.conflicts if c in snapshot.conflicts],
        "timeline": evidence_by_origin(shown, wording(request, snapshot)),
        "notes": _notes(request, snapshot, shown),
        "reviews": REVIEWS,
        "amendable": {k: v for k, v in AMENDABLE.items() if v is not None},
        "alike": _alike(request, snapshot),
        "uploads": request.app.state.access.uploads,
        "seen": last_on(snapshot.decisions, "finding", shown.id),
        "given": {"decision": "", "by": "", "reason": "", **(given or {})},
        "problem": problem,
    }
    return page(request, "finding.html", values, snapshot=snapshot, status=status)


def _notes(request: Request, snapshot: Snapshot, shown: Finding) -> list[str]:
    """What the rules remark, in this language, and what people noted."""
    from veedor.web.language import language_of

    code = language_of(request)
    pack = snapshot.view.packs[shown.regime]
    used = [i for i in pack.indicators if i.id in shown.indicators and i.note]
    of_pack = {text for i in used for text in (i.note or {}).values()}
    told = [text for i in used if (text := (i.note or {}).get(code))]
    return list(dict.fromkeys((*told, *(n for n in shown.notes if n not in of_pack))))


def _by_origin(snapshot: Snapshot, shown: Finding) -> list[tuple[str | None, list[InContext]]]:
    """The evidence under the origin it is counted as; unknown ones come last."""
    grouped: dict[str | None, list[InContext]] = {}
    snapshot.view.outlines.ahead(item.article for item in shown.evidence)
    snapshot.view.links.ahead(item.article for item in shown.evidence)
    for item in sorted(shown.evidence, key=lambda e: (e.date or "9", e.article, e.start)):
        grouped.setdefault(item.origin, []).append(_in_context(snapshot, item))
    return sorted(grouped.items(), key=lambda pair: (pair[0] is None, -len(pair[1]), pair[0] or ""))


def _in_context(snapshot: Snapshot, item: Evidence) -> InContext:
    outline = snapshot.view.outlines.get(item.article)
    sentences = outline.sentences if outline else ()
    place = next((n for n, s in enumerate(sentences) if s.start <= item.start < s.end), None)
    statement = snapshot.statement(item)
    if place is None:
        return InContext(item, "", "", statement)
    return InContext(
        item, _near(sentences, place, -1), _near(sentences, place, 1), statement
    )  # fmt: skip


def _near(sentences: tuple[Sentence, ...], place: int, step: int) -> str:
    near = place + step
    if not 0 <= near < len(sentences) or sentences[near].line != sentences[place].line:
        return ""
    return " ".join(sentences[near].text.split())


@router.post("/findings/{key}/review", dependencies=[Checked])
def review(
    request: Request,
    key: str,
    snapshot: Current,
    decision: Annotated[str, Form()],
    by: Annotated[str, Form()] = "",
    reason: Annotated[str, Form()] = "",
    seen: Annotated[int, Form()] = 0,
    file: Annotated[UploadFile | None, File()] = None,
) -> Response:
    """Take a review, a reply or other evidence; back to the finding."""
    shown = found(snapshot.findings, key)
    given = Proposal(by=by, kind="finding", target=key, decision=decision, reason=reason, seen=seen)
    sent = (file.filename, file.file) if file is not None and file.filename else None
    try:
        decide(request, given, sent)
    except Overtaken as error:
        fresh = request.app.state.keeper.current()
        texts = {"decision": decision, "by": by, "reason": reason}
        now_shown = fresh.findings.get(key, shown)
        return _page(request, fresh, now_shown, texts, status=409, problem=str(error))
    return signed(request, f"/findings/{key}#history", by)


@router.post("/findings/{key}/statements/{statement}", dependencies=[Checked])
def amend(
    request: Request,
    key: str,
    statement: str,
    snapshot: Current,
    decision: Annotated[str, Form()],
    by: Annotated[str, Form()] = "",
    reason: Annotated[str, Form()] = "",
    kind: Annotated[str, Form()] = "",
    modality: Annotated[str, Form()] = "",
) -> Response:
    """Put a statement of the evidence right, or strike it out."""
    shown = found(snapshot.findings, key)
    alike = _read_alike(snapshot, shown, statement)
    changes = _changed(snapshot, shown, statement, {"kind": kind, "modality": modality})
    decide(
        request,
        Proposal(
            by=by, kind="statement", target=statement, decision=decision, reason=reason,
            changes=changes if decision == "amend" else {},
        ),
    )  # fmt: skip
    offered = f"?alike={'.'.join(alike)}#alike" if alike and decision != "open" else "#history"
    return signed(request, f"/findings/{key}{offered}", by)


def _changed(
    snapshot: Snapshot, shown: Finding, statement: str, given: dict[str, str]
) -> dict[str, str]:
    """What the form changes, beside what was put right before: it comes back with all fields.

    A kind that nobody touched is left to follow from how the statement is told.
    """
    item = next((one for one in shown.evidence if one.statement == statement), None)
    now = snapshot.statement(item) if item is not None else None
    touched = {f: v for f, v in given.items() if v and v != getattr(now, f, None)}
    made = [d for d in snapshot.decisions if (d.kind, d.target) == ("statement", statement)]
    before = dict(made[-1].changes) if made else {}
    if "modality" in touched:
        before.pop("kind", None)
    return before | touched or {"modality": given["modality"]}


def _read_alike(snapshot: Snapshot, shown: Finding, statement: str) -> list[str]:
    """Other statements of the measure's evidence that the same words decided, by id."""
    item = next((one for one in shown.evidence if one.statement == statement), None)
    misread = snapshot.statement(item) if item is not None else None
    if misread is None:
        return []
    evidence = {
        item.statement: item.article
        for finding in snapshot.view.findings
        if (finding.regime, finding.measure) == (shown.regime, shown.measure)
        for item in finding.evidence
    }
    articles = list(dict.fromkeys(evidence.values()))[:_LOOKED_THROUGH]
    snapshot.view.links.ahead(articles)
    linked = (one for key in articles if (one := snapshot.view.links.get(key)) is not None)
    found_alike = (one.id for one in read_alike(misread, linked) if one.id in evidence)
    return list(islice(found_alike, _MOST_ALIKE))


def _alike(request: Request, snapshot: Snapshot) -> list[tuple[str, Evidence]]:
    """The evidence that a correction made worth looking at, each with its finding."""
    asked = request.query_params.get("alike", "").split(".")[:_MOST_ALIKE]
    of = {
        item.statement: (finding.id, item)
        for finding in snapshot.view.findings
        for item in finding.evidence
        if item.statement in asked
    }
    return [of[key] for key in asked if key in of]


def signed(request: Request, address: str, by: str) -> Response:
    """Back to a page, remembering under which name somebody decides."""
    answer = RedirectResponse(address, 303)
    remember(request, answer, "veedor_who", by.strip(), _REMEMBERED)
    return answer
