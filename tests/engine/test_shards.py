"""Shards are read once each, and brought in as if they had been read here."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from veedor.engine import run
from veedor.engine.outcome import Outcome
from veedor.engine.shards import Counts, merge, read_shards
from veedor.engine.stages import VERSIONS
from veedor.engine.verify import verify
from veedor.engine.workers import Here
from veedor.store import Workspace

TEXT = "El barco número {} salió del puerto de noche y llegó tres días después con su carga."


@pytest.fixture
def shards(tmp_path: Path) -> list[str]:
    files = []
    for shard in range(2):
        rows = [{"id": f"{shard}-{n}", "text": TEXT.format(10 * shard + n)} for n in range(3)]
        file = tmp_path / f"shard-{shard}.jsonl"
        file.write_text("".join(json.dumps(row) + "\n" for row in rows) + '{"text": ""}\n')
        files.append(str(file))
    return files


@pytest.fixture
def out(tmp_path: Path) -> str:
    return str(tmp_path / "out")


def test_what_is_merged_needs_no_reading(
    workspace: Workspace, stages: Any, shards: list[str], out: str
) -> None:
    counts, refused = read_shards(workspace, shards, out, Here())
    assert (counts, refused) == (Counts(articles=6, read=6, refused=2), [])
    stages.take()
    outcome = Outcome()
    merge(workspace, [out], outcome)
    assert (outcome.collected, outcome.read, len(outcome.refused)) == (6, 6, 2)
    assert stages.take() == {}
    run(workspace)
    assert stages.take() == {"copies": 1, "date": 1, "link": 6, "group": 1, "find": 1}
    assert verify(workspace).faults == []


def test_a_shard_is_read_once(
    workspace: Workspace, stages: Any, shards: list[str], out: str
) -> None:
    read_shards(workspace, shards[:1], out, Here())
    counts, _ = read_shards(workspace, shards, out, Here())
    assert counts.articles == 3
    assert len(list(Path(out).iterdir())) == 2


def test_bringing_in_twice_changes_nothing(
    workspace: Workspace, stages: Any, shards: list[str], out: str
) -> None:
    read_shards(workspace, shards, out, Here())
    merge(workspace, [out], Outcome())
    run(workspace)
    outcome = Outcome()
    merge(workspace, [out], outcome)
    assert (outcome.collected, outcome.known) == (0, 6)
    assert run(workspace).idle


def test_a_stop_leaves_nothing_half_written(
    workspace: Workspace, stages: Any, shards: list[str], out: str
) -> None:
    stages.stop_at = 4
    with pytest.raises(KeyboardInterrupt):
        read_shards(workspace, shards, out, Here())
    assert len(list(Path(out).glob("*.veedor"))) == 1
    stages.stop_at = None
    counts, _ = read_shards(workspace, shards, out, Here())
    assert counts.articles == 3


def test_readings_of_another_version_are_made_again(
    workspace: Workspace, stages: Any, shards: list[str], out: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_shards(workspace, shards, out, Here())
    stages.take()
    monkeypatch.setitem(VERSIONS, "read", "next")
    merge(workspace, [out], Outcome())
    run(workspace)
    assert stages.take()["read"] == 6


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        (lambda content: content[:-9], "is cut short"),
        (lambda content: b"\0\0\0\2ab", "is no file that `veedor shards` made"),
        (lambda content: content.replace(b"format\x01", b"format\x09"), "has format 9"),
        (lambda content: b"", "is no file that `veedor shards` made"),
    ],
)
def test_a_damaged_file_is_refused_and_the_others_come_in(
    workspace: Workspace, stages: Any, shards: list[str], out: str, damage: Any, reason: str
) -> None:
    read_shards(workspace, shards, out, Here())
    first, _ = sorted(Path(out).iterdir())
    first.write_bytes(damage(first.read_bytes()))
    outcome = Outcome()
    merge(workspace, [out], outcome)
    (refusal,) = [r for r in outcome.refused if r.stage == "shards"]
    assert refusal.reason.startswith(reason)
    assert outcome.collected >= 3


def test_only_what_is_followed_is_read(
    workspace: Workspace, stages: Any, shards: list[str], out: str
) -> None:
    (workspace.folder / "veedor.toml").write_text(
        '[follow]\nread = "followed"\nterms = ["número 11"]\n'
    )
    with Workspace(workspace.folder) as followed:
        counts, _ = read_shards(followed, shards, out, Here())
    assert (counts.articles, counts.read) == (6, 1)
