"""The five hand-annotated reports, scored on what `veedor export` prints.

Usage: python -m benchmarks.gold [--json FILE] [--keep DIR]

The reports are run twice in workspaces of their own: as text files without any metadata, and
as JSON Lines with their days of publication. Figures named `.dated` come from the second.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path
from typing import Any

from tests.cli.test_commands import veedor as typed

from benchmarks import gold_layers as layers
from benchmarks.inputs import DATA

LISTS = ("un_sc_consolidated_2026-02-27.xml", "eu_journal_32014R0269_RUS.csv",
         "eu_journal_32017R1509_DPRK.csv", "ofac_sdn_2023_sancbook.csv")  # fmt: skip
CITED = frozenset({"UN 1718", "EU 269/2014", "EU 2017/1509", "US OFAC SDN"})

Lines = list[dict[str, Any]]


def veedor(workspace: Path, *arguments: str, cwd: Path | None = None) -> str:
    """Run one command on a workspace, in the folder `cwd`; its standard output.

    It runs in this process, so that models, lists and packs are loaded once.
    """
    done = typed(*arguments, "--workspace", str(workspace), folder=cwd or Path.cwd())
    if done.returncode not in (0, 3):
        raise SystemExit(f"veedor {' '.join(arguments)}: exit {done.returncode}\n{done.stderr}")
    return done.stdout


def export(workspace: Path, kind: str) -> Lines:
    """The exported records of one kind."""
    return [json.loads(line) for line in veedor(workspace, "export", kind).splitlines()]


def documents(data: Path) -> dict[str, dict[str, Any]]:
    """The gold documents by number."""
    files = sorted((data / "gold" / "seeds").glob("*.json"))
    return {file.stem: json.loads(file.read_text("utf-8")) for file in files}


def dated_copy(data: Path, gold: dict[str, dict[str, Any]], folder: Path) -> Path:
    """The reports as JSON Lines with their days of publication."""
    rows = [
        {
            "id": document["file"],
            "text": (data / "seeds" / document["file"]).read_text("utf-8"),
            "published": document["published"]["date"],
        }
        for document in gold.values()
    ]
    file = folder / "dated.jsonl"
    file.write_text("\n".join(json.dumps(row) for row in rows), "utf-8")
    return file


def prepare(workspace: Path, source: Path, data: Path) -> dict[str, Lines]:
    """A fresh workspace with lists and reports, run, and everything that is scored."""
    veedor(workspace, "init")
    veedor(workspace, "lists", "import", *(str(data / "lists" / name) for name in LISTS))
    veedor(workspace, "run", str(source))
    kinds = ("readings", "events", "utterances", "conflicts", "findings")
    return {kind: export(workspace, kind) for kind in kinds}


def by_number(readings: Lines) -> dict[str, dict[str, Any]]:
    """Readings by the three digits that their source's file name begins with."""
    return {Path(reading["source"]).name[:3]: reading for reading in readings}


def measure(data: Path = DATA, keep: Path | None = None) -> dict[str, float]:
    """All figures of the gold standard, 0 to 1, higher is better."""
    gold = documents(data)
    dossier = json.loads((data / "gold" / "dossier.json").read_text("utf-8"))
    with tempfile.TemporaryDirectory() as temporary:
        folder = keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        plain = prepare(folder / "plain", data / "seeds", data)
        dated = prepare(folder / "dated", dated_copy(data, gold, folder), data)
    readings, with_dates = by_number(plain["readings"]), by_number(dated["readings"])
    numbers = {reading["article"]: number for number, reading in readings.items()}
    keys = layers.key_alignment(gold, readings)
    figures = layers.lines(gold, readings)
    figures |= layers.names(gold, readings, keys)
    figures |= layers.offices(gold, readings, keys)
    figures |= layers.times(gold, with_dates, "times.dated")
    figures |= layers.times(gold, readings, "times")
    figures |= layers.quotes(gold, readings, keys)
    figures |= layers.statements(gold, readings)
    figures |= layers.dating(gold, readings)
    figures |= layers.events(dossier, plain["events"], numbers)
    figures |= layers.utterances(dossier, plain["utterances"], numbers)
    figures |= layers.conflicts(dossier, plain["conflicts"], numbers)
    figures |= layers.listed(gold, dossier, readings, keys, CITED)
    return {f"gold.{name}": round(value, 4) for name, value in figures.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    parser.add_argument("--keep", type=Path, help="keep the two workspaces in this folder")
    options = parser.parse_args()
    figures = measure(DATA, options.keep)
    for name, value in figures.items():
        print(f"{name:36} {value:7.3f}")
    if options.json:
        options.json.write_text(json.dumps(figures, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
