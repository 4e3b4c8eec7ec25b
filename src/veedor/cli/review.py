"""`veedor review …`: what is to be decided, deciding it, and the log of decisions."""

from __future__ import annotations

import shlex
import shutil
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer
from msgspec import structs

from veedor.cli.common import Folder, Json, outln, print_json, print_table
from veedor.cli.help import command_group
from veedor.errors import UsageError

if TYPE_CHECKING:
    from veedor.group.collection import Collection
    from veedor.model import Decision, Finding, Match, Statement
    from veedor.report.view import View
    from veedor.store import Workspace

app = command_group("Decide on matches, statements and findings; nothing is asked twice.")

Target = Literal["match", "statement", "finding"]
#: So many statements read alike are shown; a screen holds them.
_MOST_ALIKE = 10
#: What people also say for a decision on a finding.
_SAME = {"assess": "assessed", "confirm": "confirmed", "dismiss": "dismissed", "reopen": "open"}
By = Annotated[str, typer.Option("--by", metavar="NAME", help="Who decides.", prompt=True)]
Reason = Annotated[str, typer.Option("--reason", "-m", help="Why; it is kept in the log.")]


@app.command("queue")
def queue(workspace: Folder = Path(), json: Json = False) -> None:
    """What awaits a decision: matches, leads and findings nobody has reviewed."""
    from veedor.engine.view import load_view
    from veedor.store import Workspace

    with Workspace(workspace) as place:
        view = load_view(place)
        rows = [*_open_matches(view), *_open_findings(view)]
    if json:
        print_json(
            [dict(zip(("kind", "target", "about", "why"), row, strict=True)) for row in rows]
        )
    elif rows:
        width = shutil.get_terminal_size((80, 24)).columns
        for kind, target, about, why in rows:
            outln(f"{kind:<8} {shlex.quote(target)}")
            for words in (about, why):
                outln(textwrap.indent(textwrap.fill(words, width - 2), "  "))
    else:
        outln("nothing awaits a decision")


def _open_matches(view: View) -> Iterator[tuple[str, str, str, str]]:
    """Each person and record once, however many articles name them."""
    from veedor.find.decisions import match_target

    seen = set()
    for linked in view.collection.links():
        for subject in linked.subjects:
            if subject.set_aside is not None:
                continue
            for match in subject.matches:
                target = match_target(subject.key, match)
                if match.disposition == "open" and target not in seen:
                    seen.add(target)
                    parts = [f"{w.part} ~ {w.listed} ({w.how})" for w in match.why]
                    why = ", ".join([*parts, *match.grounds])
                    yield "match", target, f"{subject.label} = {match.name}?", why


def _open_findings(view: View) -> Iterator[tuple[str, str, str, str]]:
    """Those whose evidence changed since their review first."""
    for finding in sorted(view.findings, key=lambda f: not f.stale_review):
        if finding.review == "open" or finding.stale_review:
            about = f"{finding.measure} {finding.direction or ''} {finding.period or ''}"
            why = f"{finding.status}, {finding.admiralty.code}"
            if finding.stale_review:
                why += f", {finding.review} before its evidence changed"
            yield finding.kind, finding.id, " ".join(about.split()), why


@app.command("show")
def show(
    target: Annotated[str, typer.Argument(help="The finding's id, or how it begins.")],
    workspace: Folder = Path(),
    json: Json = False,
) -> None:
    """The sentences a finding rests on, with the ids by which statements are put right."""
    from veedor.engine.view import load_view
    from veedor.store import Workspace

    with Workspace(workspace) as place:
        found = _finding(place, target)
        if json:
            print_json(found)
            return
        view = load_view(place)
        outln(f"{found.kind} {found.id}: {found.measure} {found.direction or ''}".rstrip())
        for line in _state(found, view):
            outln(f"  {line}")
        for item in found.evidence:
            outln(f"{item.statement}  {view.place(item.article, item.start)}  {item.modality}")
            outln(f"  {' '.join(item.text.split())}")
    for revision in found.history:
        outln(f"{revision.at}  {revision.by}: {revision.what}")


def _state(found: Finding, view: View) -> Iterator[str]:
    """When, how sure, and what stands beside it, as reports say it."""
    from veedor.report.phrases import phrases
    from veedor.report.summary import card_of

    card = card_of(found, view, phrases("en"))
    yield f"{card.period}; {card.status}, {card.admiralty}; {card.origins}"
    yield from card.remarks
    if found.review == "open":
        yield "not reviewed yet"


@app.command("match")
def match(
    target: Annotated[str, typer.Argument(help="KEY|LIST|RECORD, as `review queue` prints it.")],
    decision: Annotated[str, typer.Argument(help="same, different, unsure or open.")],
    by: By,
    reason: Reason = "",
    workspace: Folder = Path(),
) -> None:
    """Say whether somebody named is the one on the list."""
    from veedor.find.decisions import decided_on
    from veedor.store import Workspace

    with Workspace(workspace, doing="review", hold="beside") as place:
        matches = _matches_of(place, target)
        if not matches:
            raise UsageError(f"{target}: no such match: see `veedor review queue`")
        draft = _draft(by, "match", target, decision, reason)
        _decide(place, decided_on(draft, matches))


def _matches_of(place: Workspace, target: str) -> list[Match]:
    """The matches that a target names, one an article."""
    from veedor.engine.collection import load_collection
    from veedor.find.decisions import match_target

    return [
        match
        for linked in load_collection(place).links()
        for subject in linked.subjects
        for match in subject.matches
        if match_target(subject.key, match) == target
    ]


@app.command("statement")
def statement(
    target: Annotated[str, typer.Argument(help="The statement's id.")],
    decision: Annotated[str, typer.Argument(help="amend, reject or open.")],
    by: By,
    changes: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="FIELD=VALUE", help="With amend: what it should be."),
    ] = None,
    reason: Reason = "",
    workspace: Folder = Path(),
) -> None:
    """Put right, or strike out, a statement that was misread; others read alike are listed."""
    from veedor.engine.collection import load_collection
    from veedor.store import Workspace

    fields = dict(_change(change) for change in changes or [])
    if bool(fields) != (decision == "amend"):
        raise UsageError("amend takes --set FIELD=VALUE, and nothing else does")
    with Workspace(workspace, doing="review", hold="beside") as place:
        collection = load_collection(place)
        misread = _statement(place, target)
        _check_measure(place, misread, fields)
        draft = _draft(by, "statement", target, decision, reason)
        _decide(place, structs.replace(draft, changes=fields))
        if decision != "open":
            _offer_alike(misread, collection)


def _check_measure(place: Workspace, misread: Statement, fields: dict[str, str]) -> None:
    from veedor.engine.background import Background
    from veedor.find.amending import check_measure

    if "measure" in fields:
        pack = Background(place).packs.get(misread.regime or "")
        check_measure(fields, pack.measures if pack else ())


def _offer_alike(misread: Statement, collection: Collection) -> None:
    """List the statements that the same words decided, for the analyst to look at."""
    from veedor.find.similar import read_alike

    alike = read_alike(misread, collection.links())
    if not alike:
        return
    outln(f"read by the same words, perhaps misread too ({len(alike)}):")
    for other in alike[:_MOST_ALIKE]:
        source = collection.articles[other.article].source
        outln(f"  {other.id}  {source}  {other.modality}")
        outln(f"    {' '.join(other.text.split())}")
    if len(alike) > _MOST_ALIKE:
        outln(f"  and {len(alike) - _MOST_ALIKE} more: `veedor export readings`")
    outln("each is put right by its id, as this one was")


def _change(text: str) -> tuple[str, str]:
    field, sign, value = text.partition("=")
    if not sign:
        raise UsageError(f"--set {text}: give FIELD=VALUE, such as modality=offered")
    return field.strip(), value.strip()


def _statement(place: Workspace, target: str) -> Statement:
    """The statement as the rules read it, whatever was decided on it."""
    from veedor.model import Linked

    linked = place.outputs.all("link", Linked).values()
    found = next((item for one in linked for item in one.statements if item.id == target), None)
    if found is None:
        raise UsageError(f"{target}: no such statement: see `veedor review show FINDING`")
    return found


@app.command("finding")
def finding(
    target: Annotated[str, typer.Argument(help="The finding's id, or how it begins.")],
    decision: Annotated[
        str, typer.Argument(help="assessed, confirmed, dismissed, open, reply or attach.")
    ],
    by: By,
    reason: Reason = "",
    file: Annotated[
        Path | None,
        typer.Option(help="With attach: a document, a picture, a track; it is kept with its hash."),
    ] = None,
    workspace: Folder = Path(),
) -> None:
    """Review a finding, record the reply of those named, or attach other evidence."""
    from veedor.store import Workspace

    with Workspace(workspace, doing="review", hold="beside") as place:
        found = _finding(place, target)
        bound = tuple(item.statement for item in found.evidence)
        draft = _draft(by, "finding", found.id, _SAME.get(decision, decision), reason)
        draft = structs.replace(draft, statements=bound)
        if file is not None:
            draft = _with_file(place, draft, file)
        elif draft.decision == "attach":
            raise UsageError("attach needs --file FILE")
        _decide(place, draft)


def _finding(place: Workspace, target: str) -> Finding:
    found = [finding for finding in place.findings.all() if finding.id.startswith(target)]
    if len(found) != 1:
        problem = "no such finding" if not found else f"{len(found)} findings begin so"
        raise UsageError(f"{target}: {problem}: see `veedor review queue`")
    return found[0]


def _with_file(place: Workspace, draft: Decision, file: Path) -> Decision:
    from veedor.engine.attaching import attached

    try:
        with file.open("rb") as content:
            return attached(place, draft, file.name, content)
    except OSError as error:
        raise UsageError(f"{file}: cannot be read ({error.strerror})") from None


def _draft(by: str, kind: Target, target: str, decision: str, reason: str) -> Decision:
    from veedor.model import Decision
    from veedor.store.articles import now

    return Decision(
        number=0, at=now(), by=by, kind=kind, target=target, decision=decision, reason=reason
    )


def _decide(place: Workspace, draft: Decision) -> None:
    """Put a decision into the log and bring findings up to date with it."""
    from veedor.engine.pipeline import run_stages

    decided = place.reviews.add(draft)
    run_stages(place)
    outln(f"decision {decided.number}: {decided.kind} {decided.target}: {decided.decision}")


@app.command("log")
def log(workspace: Folder = Path(), json: Json = False) -> None:
    """All decisions, oldest first, and the hash that stands for them all."""
    from veedor.store import Workspace

    with Workspace(workspace) as place:
        decisions = place.reviews.all()
    if json:
        print_json(decisions)
        return
    print_table(("no.", "at", "by", "kind", "target", "decision", "reason"), map(_row, decisions))
    outln(f"root: {decisions[-1].hash if decisions else 'no decision yet'}")


def _row(decision: Decision) -> tuple[object, ...]:
    changed = ", ".join(f"{field}={value}" for field, value in decision.changes.items())
    what = f"{decision.decision} {changed}".strip()
    return (decision.number, decision.at, decision.by, decision.kind, decision.target, what,
            decision.reason)  # fmt: skip


def add_to(parent: typer.Typer) -> None:
    """Add the commands of this file."""
    parent.add_typer(app, name="review")
