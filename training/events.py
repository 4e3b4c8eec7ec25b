"""Train the model that says how likely two reports tell one event, and say how good it is.

Usage: python -m training.events [--folds N]

Writes `likeness.yaml` of grouping. Learns from reports written for it (`reports.yaml`,
`leads.yaml`), from those of `benchmarks/data/same_event.yaml` that are not held out, and from the
labelled pairs of the example press. Before it writes it prints precision and recall on entries that
a model was not trained on, by which features and threshold are chosen.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import combinations
from pathlib import Path

import numpy as np
import yaml
from benchmarks.gold import veedor
from benchmarks.press import ROOT, labels
from benchmarks.same_event import FILE, Report, collection, pairs, report, reports
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from training.passages import FOLDER, passages
from veedor.data import SAFE_LOADER
from veedor.engine.collection import load_collection
from veedor.group import likeness as module
from veedor.group.collection import Collection
from veedor.group.gist import stems
from veedor.group.likeness import SAME_EVENT, features, near_in_time
from veedor.group.profiles import Profile, Profiles
from veedor.group.terms import Terms
from veedor.model import Article
from veedor.read.reader import Reader
from veedor.store import Workspace
from veedor.vectors import nearness

OWN = Path(__file__).parent
MODEL = Path(module.__file__).with_name("likeness.yaml")
#: A word in more of the passages than this share says nothing of the matter. From 0.01 to 0.04, and
#: with weights by frequency instead, F1 on entries left out is the same within 0.01.
COMMON = 0.02
#: What counts as much as one pair of reports written for it: an entry of leads, a labelled pair of
#: the press, a pair of two entries of leads as if they were of one day.
LEADS, PRESS, APART = 1.0, 2.0, 0.15
#: And how often, of what counts for leads, two reports of one event give two days.
OTHER_DAY = 0.25
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Example:
    """Two reports of about one day: what is seen in them, and whether they tell one event."""

    source: str
    entry: str
    weight: float
    seen: dict[str, float]
    same: bool


def common_words() -> list[str]:
    """The beginnings of words that are in many of the passages of either language."""
    count: Counter[str] = Counter()
    frequency: Counter[tuple[str, str]] = Counter()
    for file in sorted(FOLDER.glob("*.txt")):
        for passage in passages(file):
            count[passage.language] += 1
            frequency.update((passage.language, stem) for stem in set(stems(passage.text)))
    return sorted({s for (code, s), seen in frequency.items() if seen > COMMON * count[code]})


def example(
    source: str, entry: str, weight: float, left: Profile, right: Profile, same: bool
) -> Example:
    """What is seen in two reports, and how near their words are."""
    seen = features(left, right)
    near = nearness(left.gist.text, right.gist.text)
    seen["nearness_across" if seen["across"] else "nearness"] = near
    return Example(source, entry, weight, seen, same)


def profiles_of(found: Collection) -> dict[str, Profile]:
    """What each article of a collection tells."""
    made = Profiles(found, Terms(found))
    return {article: made.of(article) for article in found.order}


def of_reports(reader: Reader, file: Path) -> Iterator[Example]:
    """The pairs of a file of reports, those held out aside."""
    told = [one for one in reports(reader, file) if not one.held_out]
    profiles = profiles_of(collection(told))
    for left, right in pairs(told):
        ours, theirs = profiles[left.article.id], profiles[right.article.id]
        if near_in_time(ours, theirs):
            entry, same = f"{file.name} {left.entry}", left.event == right.event
            yield example("reports", entry, 1.0, ours, theirs, same)


def of_leads(reader: Reader) -> Iterator[Example]:
    """Pairs of one entry, which are one event, and of two entries, as if these were of one day."""
    entries = yaml.load((OWN / "leads.yaml").read_text("utf-8"), Loader=SAFE_LOADER)  # noqa: S506
    told: list[list[tuple[Profile, Profile]]] = []
    for number, entry in enumerate(entries):
        both = []
        for more in entry["more"]:
            found = []
            for side, language in enumerate(entry.get("languages", "es/es").split("/")):
                key = f"{number:03}-{side}"
                text = f"{entry['leads'][side]}\n\n{more[side]}"
                article = Article(
                    id=key, source=key, text=text, language=language,
                    published=entry["day"].isoformat(), outlet=f"Outlet {side}",
                )  # fmt: skip
                found.append(Report(number, "", False, article, *report(reader, article)))
            left, right = profiles_of(collection(found)).values()
            both.append((left, right))
            if near_in_time(left, right):
                weight = LEADS / len(entry["more"])
                yield example("leads", f"leads {number}", weight, left, right, True)
                other = _a_day_later(right)
                yield example("other day", f"leads {number}", weight * OTHER_DAY, left, other, True)
        told.append(both)
    source = random.Random(3)  # noqa: S311 (the same pairs each time)
    for (one, ours), (_, theirs) in combinations(enumerate(told), 2):
        left, right = (source.choice(source.choice(row)) for row in (ours, theirs))
        if set(left.keys) & set(right.keys):
            right = replace(right, earliest=left.earliest, latest=left.latest)
            yield example("apart", f"leads {one}", APART, left, right, False)


def _a_day_later(profile: Profile) -> Profile:
    """A report as if it gave another day: of such contradictions labelled pairs have few."""
    if profile.earliest is None or profile.latest is None:
        return profile
    first, last = (day + timedelta(days=1) for day in (profile.earliest, profile.latest))
    days = frozenset({first.isoformat()})
    return replace(profile, earliest=first, latest=last, gist=replace(profile.gist, days=days))


def of_press() -> Iterator[Example]:
    """Labelled pairs of the example press, and pairs of the reports of two labelled events."""
    with tempfile.TemporaryDirectory() as folder:
        veedor(Path(folder), "init")
        veedor(Path(folder), "run", "examples/press", cwd=ROOT)
        with Workspace(Path(folder)) as opened:
            found = load_collection(opened)
    profiles = profiles_of(found)
    names = {Path(found.articles[key].source).name: key for key in found.order}
    rows = labels("pairs")
    label = {frozenset((row["a"], row["b"])): row["label"] for row in rows}
    events = {row[side]: row["about"] for row in rows for side in "ab"
              if row["label"] == "same-event"}  # fmt: skip
    family = {m.article: f.id for f in found.families for m in f.members}
    for one, other in combinations(sorted(names), 2):
        known = label.get(frozenset((one, other)))
        if known is None and not (one in events and other in events):
            continue
        left, right = profiles[names[one]], profiles[names[other]]
        copied = left.article in family and family[left.article] == family.get(right.article)
        same = known == "same-event" if known else events[one] == events[other]
        if near_in_time(left, right) and not copied:
            entry = f"press {events.get(one) or events.get(other)}"
            yield example("press", entry, PRESS, left, right, same)


class Data:
    """Examples as matrices."""

    def __init__(self, found: Sequence[Example]) -> None:
        self.names = sorted({name for one in found for name in one.seen})
        self.matrix = np.array([[one.seen.get(n, 0.0) for n in self.names] for one in found])
        self.scale = self.matrix.std(axis=0)
        self.same = np.array([one.same for one in found])
        self.weight = np.array([one.weight for one in found])
        self.source = np.array([one.source for one in found])
        self.entry = np.array([one.entry for one in found])

    def fit(self, rows: Iterable[int]) -> tuple[Floats, float]:
        """Weights and intercept of a logistic regression on some rows."""
        chosen = list(rows)
        made = LogisticRegression(C=3.0, max_iter=2000)
        made.fit(self.matrix[chosen] / self.scale, self.same[chosen], self.weight[chosen])
        return made.coef_[0] / self.scale, float(made.intercept_[0])

    def left_out(self, folds: int) -> Floats:
        """The likelihood of each example by a model that was not trained on its entry."""
        found = np.zeros(len(self.same))
        for trained, out in GroupKFold(folds).split(self.matrix, self.same, self.entry):
            weights, intercept = self.fit(trained)
            found[out] = 1 / (1 + np.exp(-self.matrix[out] @ weights - intercept))
        return found


def judge(data: Data, found: Floats) -> None:
    """Print precision and recall of each source at some thresholds."""
    for threshold in (0.4, 0.5, SAME_EVENT, 0.7, 0.8):
        print(f"from {threshold}")
        for source in ("reports", "press", "leads", "other day", "apart"):
            rows = data.source == source
            got, same = found[rows] >= threshold, data.same[rows]
            right, wrong = int((got & same).sum()), int((got & ~same).sum())
            print(f"  {source:9} {right:4} of {int(same.sum()):4} found, {wrong:3} wrong ones")


def write(**parts: object) -> None:
    """Write some parts of the model's data; the others stay as they are."""
    head = (
        "# How likely two reports tell one event: a log-linear model, written by\n"
        "# `make train-events` from labelled pairs (training/events.py). `weights` are log-odds:\n"
        "# of a share of words, of the cosine of two sentence vectors in one language and across\n"
        "# two, of each state that one names and the other does not; of the others, where they\n"
        "# hold. `common` words count for nothing. Two long reports are judged by `long` (of\n"
        "# training/long_events.py): by the log-odds of their heads, the share of rare names that\n"
        "# both have, and each day that both name; `common_names` are words that are none.\n"
    )
    kept = yaml.safe_load(MODEL.read_text("utf-8"))
    body = yaml.safe_dump(kept | parts, width=96, sort_keys=True)
    MODEL.write_text(head + body, "utf-8")


def main() -> None:
    """Measure, then train on everything and write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--folds", type=int, default=12)
    options = parser.parse_args()
    common, reader = common_words(), Reader()
    kept = yaml.safe_load(MODEL.read_text("utf-8"))["weights"]
    write(common=common)
    found = [
        *of_reports(reader, OWN / "reports.yaml"), *of_reports(reader, FILE), *of_leads(reader),
    ]  # fmt: skip
    # the press is grouped as it is read, by whatever weights there are
    write(weights={name: kept.get(name, 0.0) for name in (*Data(found).names, "always")})
    found += of_press()
    data = Data(found)
    print(f"{len(found)} pairs, {int(data.same.sum())} of one event")
    judge(data, data.left_out(options.folds))
    weights, intercept = data.fit(range(len(found)))
    rounded = {name: round(float(w), 2) for name, w in zip(data.names, weights, strict=True)}
    write(weights=rounded | {"always": round(intercept, 2)})


if __name__ == "__main__":
    main()
