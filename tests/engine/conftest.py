"""A workspace, and stages that only count what they are asked to do."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from tests.postgres_server import opened

from veedor.errors import InputRefused, ModelMissing
from veedor.group import Groups
from veedor.model import (
    Article,
    CopyFamily,
    Dating,
    Line,
    Linked,
    Member,
    Reading,
    Story,
)
from veedor.store import Workspace

TEXT = "El barco número {} salió del puerto de noche y llegó tres días después con su carga."


class Stages:
    """Stand-ins for reading, dating, linking, grouping and finding."""

    def __init__(self) -> None:
        self.done: Counter[str] = Counter()
        self.missing: set[str] = set()
        self.stop_at: int | None = None
        #: Of each linking, whether nothing but the lists was new.
        self.lists_alone: list[bool] = []

    def take(self) -> dict[str, int]:
        """What was done since the last time."""
        done, self.done = dict(self.done), Counter()
        return done

    def expect_model(self, code: str, package: str | None = None) -> None:
        if code in self.missing:
            raise ModelMissing(f"the language model {code} is not installed")

    def read(self, article: Article) -> Reading:
        if self.done["read"] == self.stop_at:
            raise KeyboardInterrupt
        self.done["read"] += 1
        if "ilegible" in article.text:
            raise InputRefused(article.source, "has no lines")
        if "avería" in article.text:
            raise IndexError("list index out of range")
        line = Line(start=0, end=2, text=article.text[:2], kind="body")
        return Reading(article=article.id, language="es", lines=(line,))

    def copies(self, articles: Any, readings: Mapping[str, Reading]) -> list[CopyFamily]:
        self.done["copies"] += 1
        members = tuple(Member(article=key, own_share=1.0) for key in sorted(readings))
        return [CopyFamily(id="f", members=members)] if members else []

    def date(self, articles: Any, readings: Mapping[str, Reading], _: Any) -> dict[str, Dating]:
        self.done["date"] += 1
        return {key: Dating(article=key, basis="unknown") for key in readings}

    def link(
        self, article: Article, reading: Reading, dating: Dating, context: Any, before: Any
    ) -> Linked:
        self.done["link"] += 1
        self.lists_alone.append(before is not None)
        if "enredo" in article.text:
            raise KeyError("enredo")
        return Linked(article=article.id)

    def group(self, collection: Any) -> Groups:
        self.done["group"] += 1
        articles = tuple(sorted(collection.articles))
        return Groups(stories=(Story(id="s", title="s", events=(), articles=articles),))

    def find(self, *arguments: Any) -> list[Any]:
        self.done["find"] += 1
        return []


@pytest.fixture
def stages(monkeypatch: pytest.MonkeyPatch) -> Stages:
    stages = Stages()

    def module(name: str, **content: Any) -> None:
        fake = ModuleType(name)
        fake.__dict__.update(content)
        monkeypatch.setitem(sys.modules, name, fake)

    module("veedor.read.reader", Reader=lambda models: stages)
    module("veedor.date.copies", copy_families=stages.copies)
    module("veedor.date.dating", date_articles=stages.date, asked_by=lambda *_: set())
    monkeypatch.setattr("veedor.read.parse.expect_model", stages.expect_model)
    monkeypatch.setattr("veedor.link.link", stages.link)
    monkeypatch.setattr("veedor.group.group", stages.group)
    monkeypatch.setattr("veedor.find.find", stages.find)
    monkeypatch.setattr(
        "veedor.engine.background.Background.context", SimpleNamespace(), raising=True
    )
    return stages


@pytest.fixture
def workspace(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Workspace]:
    """On SQLite, or what a test asks for by `indirect`."""
    with opened(tmp_path / "w", getattr(request, "param", "sqlite"), request) as place:
        yield place


@pytest.fixture
def press(tmp_path: Path) -> Path:
    folder = tmp_path / "press"
    folder.mkdir()
    for number in range(5):
        (folder / f"{number}.txt").write_text(TEXT.format(number), "utf-8")
    return folder
