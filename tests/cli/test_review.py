"""The analyst's path through the command line: queue, decide, put right, log, verify."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from tests.cli.test_commands import veedor

REPORTS = {
    "uno.txt": (
        "Pionyang manda obuses a Moscú, según Seúl\n\n"
        "4 de marzo de 2024\n\n"
        "Corea del Norte ha enviado a Rusia 40 contenedores con obuses, afirmó este lunes el "
        "Ministerio de Defensa de Corea del Sur.\n"
        "El presidente ruso, Vladímir Putin, no ha hecho comentarios.\n"
    ),
    "dos.txt": (
        "Nuevas entregas, según Japón\n\n"
        "5 de marzo de 2024\n\n"
        "Corea del Norte ha enviado a Rusia otros 12 contenedores con obuses, aseguró ayer el "
        "Ministerio de Defensa de Japón.\n"
    ),
}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reviewed")
    (folder / "press").mkdir()
    for name, text in REPORTS.items():
        (folder / "press" / name).write_text(text, "utf-8")
    assert veedor("run", "press", "--quiet", folder=folder).returncode == 0
    return folder


def _json(place: Path, *arguments: str) -> Any:
    done = veedor(*arguments, "--json", folder=place)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def _findings(place: Path) -> list[dict[str, Any]]:
    done = veedor("export", "findings", folder=place)
    return [json.loads(line) for line in done.stdout.splitlines()]


def _arms(place: Path) -> dict[str, Any]:
    return next(f for f in _findings(place) if f["measure"] == "ARMS_EXPORT")


def _review(place: Path, *arguments: str) -> str:
    done = veedor("review", *arguments, "--by", "Ana Paz", folder=place)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_queue_holds_what_awaits_a_decision(place: Path) -> None:
    rows = _json(place, "review", "queue")
    assert {"match", "finding"} <= {row["kind"] for row in rows}
    assert any("Putin" in row["about"] for row in rows)
    assert "ARMS_EXPORT" in veedor("review", "queue", folder=place).stdout


def test_a_match_once_decided_leaves_the_queue(place: Path) -> None:
    target = next(r["target"] for r in _json(place, "review", "queue") if r["kind"] == "match")
    _review(place, "match", target, "same", "-m", "the president")
    assert target not in {row["target"] for row in _json(place, "review", "queue")}
    done = veedor("review", "match", "nobody|UN 1|9", "same", "--by", "Ana", folder=place)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)


def test_a_finding_shows_the_sentences_it_rests_on(place: Path) -> None:
    finding = _arms(place)
    shown = veedor("review", "show", finding["id"][:6], folder=place).stdout
    for item in finding["evidence"]:
        assert item["statement"] in shown
    assert "uno.txt:5" in shown


def test_a_statement_is_put_right_and_its_like_are_offered(place: Path) -> None:
    evidence = _arms(place)["evidence"]
    first = next(item for item in evidence if "40 contenedores" in item["text"])
    other = next(item for item in evidence if "12 contenedores" in item["text"])
    told = _review(place, "statement", first["statement"], "amend", "--set", "modality=suspected")
    assert "read by the same words" in told
    assert other["statement"] in told
    amended = {i["statement"]: i["modality"] for i in _arms(place)["evidence"]}
    assert amended[first["statement"]] == "suspected"
    _review(place, "statement", first["statement"], "reject", "-m", "misread")
    assert first["statement"] not in {i["statement"] for i in _arms(place)["evidence"]}
    _review(place, "statement", first["statement"], "open")
    assert first["statement"] in {i["statement"] for i in _arms(place)["evidence"]}


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["statement", "none", "reject"], "no such statement"),
        (["statement", "none", "amend"], "amend takes --set"),
        (["statement", "none", "amend", "--set", "modality"], "give FIELD=VALUE"),
        (["statement", "STATEMENT", "amend", "--set", "measure=ARMS"], "choose from ARMS_CATCHALL"),
        (["statement", "STATEMENT", "amend", "--set", "direction=RUSIA"], "as in KP->RU"),
        (["finding", "zzzz", "confirmed"], "no such finding"),
        (["finding", "FINDING", "confirmed"], "give a note: what other than the press"),
        (["finding", "FINDING", "dismiss"], "give a note: why it is dismissed"),
        (["finding", "FINDING", "attach", "-m", "x"], "attach needs --file FILE"),
        (["finding", "FINDING", "attach", "--file", "nowhere.jpg"], "nowhere.jpg: cannot be read"),
        (["finding", "FINDING", "attach", "--file", "empty.jpg"], "empty.jpg: is empty"),
        (["finding", "FINDING", "assessed", "--file", "a.jpg"], "only attach takes a file"),
    ],
)
def test_wrong_use_is_one_line(place: Path, arguments: list[str], says: str) -> None:
    (place / "empty.jpg").write_bytes(b"")
    (place / "a.jpg").write_bytes(b"pixels")
    arms = _arms(place)
    known = {"FINDING": arms["id"], "STATEMENT": arms["evidence"][0]["statement"]}
    arguments = [known.get(word, word) for word in arguments]
    done = veedor("review", *arguments, "--by", "Ana", folder=place)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1), done.stderr
    assert says in done.stderr


def test_reply_attachment_and_review_are_in_the_report(place: Path) -> None:
    finding = _arms(place)["id"]
    (place / "photo.jpg").write_bytes(b"pixels")
    _review(place, "finding", finding, "reply", "-m", "Nada salió de aquí.")
    _review(place, "finding", finding, "attach", "--file", str(place / "photo.jpg"), "-m", "grúas")
    _review(place, "finding", finding, "confirmed", "-m", "papers seen")
    found = _arms(place)
    assert (found["review"], found["reply"]) == ("confirmed", "Nada salió de aquí.")
    for form in ("markdown", "terminal"):
        report = veedor("report", "--format", form, "--lang", "es", folder=place).stdout
        assert "Nada salió de aquí." in " ".join(report.split())
        told = " ".join(report.split())
        assert "otra prueba: grúas (photo.jpg, SHA-256 " in told, form
        assert "confirmado por una persona: Ana Paz, " in told and "(«papers seen»)" in told, form
    [photo] = found["attachments"]
    assert photo["sha256"] == hashlib.sha256(b"pixels").hexdigest()
    assert "1 attached files" in veedor("verify", folder=place).stdout


def test_new_evidence_flags_a_review_and_keeps_it(place: Path) -> None:
    (place / "press" / "tres.txt").write_text(
        "Más obuses\n\n6 de marzo de 2024\n\nCorea del Norte ha enviado a Rusia 9 contenedores "
        "con obuses, afirmó ayer el Ministerio de Defensa de Noruega.\n",
        "utf-8",
    )
    veedor("run", "press", "--quiet", folder=place)
    found = _arms(place)
    assert (found["review"], found["stale_review"]) == ("confirmed", True)


def test_the_log_is_kept_and_chained(place: Path) -> None:
    log = _json(place, "review", "log")
    assert [entry["number"] for entry in log] == list(range(1, len(log) + 1))
    assert all(later["previous"] == one["hash"] for one, later in pairwise(log))
    assert log[-1]["hash"] in veedor("review", "log", folder=place).stdout
    assert veedor("verify", "--root", log[1]["hash"], folder=place).returncode == 0
    gone = veedor("verify", "--root", "00ff", folder=place)
    assert gone.returncode != 0 and "no decision has the root 00ff" in gone.stdout


def test_a_decision_that_was_changed_is_found(place: Path) -> None:
    """The database refuses to change one; whoever gets round that breaks the chain."""
    change = "update reviews set payload = replace(payload, 'Ana Paz', 'Ana Pez')"
    with closing(sqlite3.connect(place / "veedor.db")) as database:
        with pytest.raises(sqlite3.IntegrityError, match="only ever added"):
            database.execute(change)
        guards = database.execute(
            "select name from sqlite_master where type = 'trigger' and tbl_name = 'reviews'"
        ).fetchall()
        for (guard,) in guards:
            database.execute(f"drop trigger {guard}")
        database.execute(change)
        database.commit()
    broken = veedor("verify", folder=place)
    assert broken.returncode == 1
    assert "decision 1 was changed" in broken.stdout
