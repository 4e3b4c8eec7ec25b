"""What is erased is gone, stays gone, and leaves its reason."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from veedor.engine import run
from veedor.engine.erase import erase_article, erase_person
from veedor.engine.retention import expire, expired
from veedor.engine.verify import verify
from veedor.errors import UsageError
from veedor.model import Admiralty, Decision, Evidence, Finding, Origins, Reading
from veedor.store import Workspace

NAMED = "El práctico Anselmo Carballeira guió el barco. CARBALLEIRA, Anselmo  Carballeira, volvió."


@pytest.fixture
def full(workspace: Workspace, press: Path, stages: Any) -> Workspace:
    (press / "x.txt").write_text(f"El muelle de noche\n\n{NAMED}", "utf-8")
    run(workspace, [str(press)])
    return workspace


def in_files(workspace: Workspace, word: str) -> bool:
    files = workspace.folder.glob("veedor.db*")
    return any(word.encode() in file.read_bytes() for file in files)


def test_an_article_goes_for_good(full: Workspace, press: Path) -> None:
    source = (press / "x.txt").as_posix()
    done = erase_article(full, source, by="ana", reason="orden judicial 7/2024")
    assert done.articles == 1
    assert all(article.source != source for article in full.articles.all().values())
    assert full.evidence.size() == sum(f.stat().st_size for f in press.iterdir()) - len(
        (press / "x.txt").read_bytes()
    )
    outcome = run(full, [str(press)])
    assert [refusal.source for refusal in outcome.refused] == [source]
    assert "orden judicial 7/2024" in outcome.refused[0].reason
    assert len(full.outputs.all("read", Reading)) == 5
    assert verify(full).faults == []
    assert full.search.search("barco")
    with pytest.raises(UsageError, match="in no article"):
        erase_person(full, ["Anselmo Carballeira"], by="ana", reason="x")


def test_a_person_is_blacked_out_letter_for_letter(full: Workspace, press: Path) -> None:
    names = ["Anselmo Carballeira", "Carballeira"]
    assert erase_person(full, names, by="ana", reason="art. 17 RGPD").articles == 1
    (kept,) = [a for a in full.articles.all().values() if a.source.endswith("x.txt")]
    assert "arballeira" not in kept.text.lower()
    assert len(kept.text) == len(f"El muelle de noche\n\n{NAMED}")
    assert kept.text.endswith("███████  ███████████, volvió.")
    assert full.search.search("carballeira") == [] if full.search.refresh() else True
    run(full, [str(press)])
    assert verify(full).faults == []
    assert not in_files(full, "arballeira")
    assert {stone.kind for stone in full.tombstones.all()} == {"person", "blackout"}


def test_a_revision_outlives_what_it_revises(full: Workspace, press: Path) -> None:
    (press / "1.txt").write_text((press / "1.txt").read_text() + " Ampliación.")
    run(full, [str(press)])
    (revised,) = [a for a in full.articles.all().values() if a.revision_of]
    erase_article(full, revised.revision_of or "", by="ana", reason="x")
    assert full.articles.all()[revised.id].revision_of is None
    run(full)
    assert verify(full).faults == []


@pytest.mark.parametrize(("wanted", "reason"), [("nobody.txt", "x"), ("a", " ")])
def test_wrong_use(full: Workspace, wanted: str, reason: str) -> None:
    with pytest.raises(UsageError):
        erase_article(full, wanted, by="ana", reason=reason)
    with pytest.raises(UsageError):
        erase_person(full, [wanted], by="ana", reason=reason)


def test_what_no_finding_needs_expires(full: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    ids = sorted(full.articles.ids())
    collected = datetime.fromisoformat(next(iter(full.articles.all().values())).collected_at)
    proof = Evidence(start=0, end=2, text="El", statement="s", article=ids[0], source="s",
                     measure="m", modality="done", attribution=(), origin=None)  # fmt: skip
    finding = Finding(
        id="f", regime="dprk", measure="m", provisions=(), kind="finding", actors=(),
        counterparts=(), direction=None, period=None, evidence=(proof,),
        origins=Origins(known=(), unknown=1), status="alleged",
        admiralty=Admiralty(code="F6", reasons=()),
    )  # fmt: skip
    full.findings.replace([finding])
    full.reviews.add(
        Decision(number=0, at="2024", by="ana", kind="statement", target=f"{ids[1]}:0",
                 decision="open")
    )  # fmt: skip
    with pytest.raises(UsageError, match="nothing expires"):
        expired(full, 0)
    assert expired(full, 30) == {}
    late = int((collected + timedelta(days=31)).timestamp())
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(late))
    assert set(expired(full, 30)) == set(ids[2:])
    assert expired(full, 32) == {}
    assert expire(full, 30, by="ana").articles == len(ids) - 2
    assert full.articles.ids() == set(ids[:2])
    assert expire(full, 30, by="ana").articles == 0
    reasons = {tombstone.reason for tombstone in full.tombstones.all()}
    assert reasons == {"retention: 30 days, and no finding rested on it"}
