"""A stream of press of which one article in twenty is about what is followed.

The same stream goes through two workspaces in one run, with the same models and one process: one
reads everything, the other what triage lets through. The findings must be the same. Then the
read articles are linked again, as after a list update.

Usage: python -m benchmarks.stream [--articles N] [FOLDER]
"""

from __future__ import annotations

import argparse
import json
import resource
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.inputs import DATA
from benchmarks.timelines import load as load_timelines
from veedor.engine import collect_into, pipeline
from veedor.engine.background import Background
from veedor.engine.outcome import Outcome, silent
from veedor.engine.workers import Here
from veedor.model import Finding
from veedor.store import Workspace

ROOT = Path(__file__).parent.parent
ARTICLES = 800
#: Of so many articles one is about what is followed.
ONE_IN = 20
#: Longer articles are cut: the crawl of Timeline17 left whole threads of comments in some.
MOST = 3_000


def _press(folder: Path, data: Path, articles: int) -> list[str]:
    """Files of the stream: other press as JSON Lines, and enough of the example press."""
    collection, _ = load_timelines(data, sample=articles - articles // ONE_IN)
    rows = [
        {"id": key, "text": a.text[:MOST], "published": a.published, "language": "en"}
        for key, a in collection.articles.items()
        if a.text.strip()
    ]
    other = folder / "other.jsonl"
    other.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    files = sorted((ROOT / "examples" / "press").iterdir())
    return [str(other), *map(str, files[: articles // ONE_IN])]


@contextmanager
def _timed(figures: dict[str, float], name: str) -> Iterator[None]:
    started = time.process_time()
    yield
    figures[name] = figures.get(name, 0.0) + time.process_time() - started


def _form(finding: Finding) -> tuple[object, ...]:
    evidence = sorted((e.source, e.start, e.end) for e in finding.evidence)
    return finding.kind, finding.measure, finding.direction, finding.status, tuple(evidence)


def _through(folder: Path, read: str, sources: list[str]) -> tuple[dict[str, float], set[object]]:
    """Processor seconds of each stage, and the findings, of the stream through a workspace."""
    Workspace.create(folder)
    (folder / "veedor.toml").write_text(f'[follow]\nread = "{read}"\n', "utf-8")
    seconds: dict[str, float] = {}
    outcome, here = Outcome(), Here()
    with Workspace(folder, doing="bench") as workspace:
        background = Background(workspace)
        with _timed(seconds, "collect"):
            collect_into(workspace, sources)
        with _timed(seconds, "triage and read"):
            pipeline._read(workspace, background, outcome, silent, here)
        with _timed(seconds, "date"):
            pipeline.dating_stage(workspace, outcome, silent)
        with _timed(seconds, "link"):
            pipeline._link(workspace, background, outcome, silent, here)
        with _timed(seconds, "group"):
            pipeline.grouping_stage(workspace, outcome, silent)
        with _timed(seconds, "find"):
            pipeline.finding_stage(workspace, background, outcome, silent)
        found: set[object] = {_form(finding) for finding in workspace.findings.all()}
    return seconds, found


def measure(data: Path, articles: int = ARTICLES) -> dict[str, float]:
    """How many times as fast the stream is with triage, and the share of findings kept."""
    with tempfile.TemporaryDirectory(prefix="veedor-stream-") as name:
        root = Path(name)
        sources = _press(root, data, articles)
        # What is loaded once (models, lists) is loaded before either is timed.
        _through(root / "warm", "all", sources[1:])
        followed, kept = _through(root / "followed", "followed", sources)
        everything, wanted = _through(root / "all", "all", sources)
    figures = {
        "stream.times_as_fast": sum(everything.values()) / sum(followed.values()),
        "stream.findings_kept": len(kept & wanted) / max(len(wanted), 1),
        "stream.link_to_read": everything["link"] / everything["triage and read"],
        "stream.articles_per_second.all": articles / sum(everything.values()),
        "stream.articles_per_second.followed": articles / sum(followed.values()),
        "stream.peak_megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    for way, seconds in (("all", everything), ("followed", followed)):
        for stage, spent in seconds.items():
            figures[f"stream.share.{way}.{stage.replace(' ', '_')}"] = spent / sum(seconds.values())
    return figures


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", nargs="?", type=Path, default=DATA)
    parser.add_argument("--articles", type=int, default=ARTICLES)
    options = parser.parse_args()
    for figure, value in measure(options.folder, options.articles).items():
        print(f"{figure:44} {value:10.4f}")
