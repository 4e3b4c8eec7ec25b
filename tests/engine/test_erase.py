"""What is erased is gone, stays gone, and leaves its reason."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from veedor.engine import run
from veedor.engine.erase import erase_article, erase_person
from veedor.engine.verify import verify
from veedor.errors import UsageError
from veedor.model import Reading
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
