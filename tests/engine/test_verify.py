"""Verify finds the damage that was done, and no other."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import msgspec
import pytest
from sqlalchemy import select, text, update
from tests.store.damage import damage

from veedor.engine import run
from veedor.engine.verify import verify
from veedor.lists import ListVersion
from veedor.model import Article, Decision, ListedName, Record
from veedor.store import Workspace, schema
from veedor.store.payload import pack, unpack


@pytest.fixture
def full(workspace: Workspace, press: Path, stages: Any) -> Workspace:
    record = Record(list="L 1", record="1", type="person", names=(ListedName(text="Ana Paz"),))
    workspace.lists.add(
        ListVersion(publication="l", format="x", source="l.xml", records=(record,), entries=1,
                    sha256="a")
    )  # fmt: skip
    for reason in ("uno", "dos", "tres"):
        workspace.reviews.add(
            Decision(number=0, at="2024", by="ana", kind="finding", target="f",
                     decision="assessed", reason=reason)
        )  # fmt: skip
    (press / "5.jsonl").write_text('{"id": "j", "text": "El barco volvió ayer con su carga."}\n')
    run(workspace, [str(press)])
    return workspace


def test_nothing_was_changed(full: Workspace) -> None:
    result = verify(full)
    assert result.faults == []
    assert result.checked["texts taken again"] == 6
    assert result.checked["decisions"] == 3


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("articles", "payload"),
        ("outputs", "payload"),
        ("records", "payload"),
        ("list_versions", "payload"),
    ],
)
@pytest.mark.parametrize("place", [0.0, 0.3, 0.6, 0.99])
def test_a_flipped_byte_is_found(full: Workspace, table: str, column: str, place: float) -> None:
    target = schema.metadata.tables[table]
    key = next(iter(target.primary_key))
    with full.transaction(), full.database.begin() as connection:
        row = connection.execute(select(target)).mappings().first()
        assert row is not None
        content = bytearray(row[column])
        content[int(len(content) * place)] ^= 0x55
        change = update(target).where(*(c == row[c.name] for c in target.primary_key))
        connection.execute(change.values({column: bytes(content)}))
    faults = verify(full).faults
    assert faults
    named = row.get("source") or row.get("file") or str(row[key.name])[:12]
    if table in {"articles", "list_versions"}:
        assert named in faults[0]
        assert "damaged" in faults[0]


@pytest.mark.parametrize("part", [0.0, 0.3, 0.6, 0.99])
def test_a_flipped_bit_of_evidence_is_found_and_no_other(full: Workspace, part: float) -> None:
    row = list(full.evidence.rows())[2]
    damage(full, row, part)
    (fault,) = verify(full).faults
    with full.database.begin() as connection:
        mine = schema.articles.c.evidence == row.sha256
        name = connection.execute(select(schema.articles.c.source).where(mine)).scalar_one()
    assert fault.startswith(f"{name}: its evidence: ")


def test_evidence_that_is_cut_off_is_found_and_no_other(full: Workspace) -> None:
    (segment,) = (full.folder / "evidence").iterdir()
    *_, before, _ = full.evidence.rows()
    os.truncate(segment, before.position + 10)
    faults = verify(full).faults
    assert len(faults) == 2
    assert all("ends before byte" in fault for fault in faults)
    segment.unlink()
    assert len(verify(full).faults) == 6


def test_a_text_of_another_extractor_is_not_judged(full: Workspace) -> None:
    with full.database.begin() as connection:
        rows = schema.articles
        connection.execute(update(rows).where(rows.c.source == "j").values(extractor="x 0.1"))
    result = verify(full)
    assert result.faults == []
    assert result.unjudged == {"x 0.1": 1}
    assert result.checked["texts taken again"] == 5


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ("UPDATE reviews SET payload = replace(payload, 'dos', 'mal') WHERE number = 2",
         "decision 2 was changed"),
        ("DELETE FROM reviews WHERE number = 2", "decision 3 was changed, or one before"),
        ("UPDATE reviews SET by = 'eva' WHERE number = 3", "decision 3: is not what it is filed"),
        ("UPDATE reviews SET payload = '{' WHERE number = 1", "decision 1: is damaged"),
        ("UPDATE articles SET outlet = 'x' WHERE source = 'j'", "j: its record is not what"),
        ("UPDATE list_versions SET size = 7", "l.xml: its records are not those"),
    ],
)  # fmt: skip
def test_a_clumsy_hand_is_found(full: Workspace, change: str, fault: str) -> None:
    with full.database.begin() as connection:
        for kind in ("update", "delete"):
            connection.execute(text(f"DROP TRIGGER reviews_no_{kind}"))
        connection.execute(text(change))
    faults = verify(full).faults
    assert any(found.startswith(fault) for found in faults), faults
    allowed = 1 if "number = 1" not in change else 3
    assert len(faults) <= allowed, faults


def test_another_text_is_not_that_of_the_bytes(full: Workspace) -> None:
    with full.database.begin() as connection:
        rows = schema.articles
        kept = connection.execute(select(rows.c.payload).where(rows.c.source == "j")).scalar_one()
        forged = msgspec.structs.replace(unpack(kept, Article), text="El barco se fue.")
        connection.execute(update(rows).where(rows.c.source == "j").values(payload=pack(forged)))
    faults = verify(full).faults
    assert faults[:2] == [
        "j: its text is not the one that was collected",
        "j: its text is not the one that jsonl takes from its evidence",
    ]
