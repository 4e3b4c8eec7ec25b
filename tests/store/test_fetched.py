"""Records that are fetched when they are asked for."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from veedor.store import fetched
from veedor.store.fetched import Fetched


def test_it_is_a_mapping_that_fetches_ahead_and_forgets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetched, "AHEAD", 4)
    monkeypatch.setattr(fetched, "HELD", 8)
    asked: list[Sequence[str]] = []

    def fetch(keys: Sequence[str]) -> dict[str, int]:
        asked.append(tuple(keys))
        return {key: int(key) for key in keys}

    keys = [str(number) for number in range(20)]
    found = Fetched(keys, fetch)
    assert dict(found) == {key: int(key) for key in keys}
    assert len(asked) == 5
    assert found["19"] == 19
    assert len(asked) == 5, "the latest are at hand"
    assert found["0"] == 0
    assert len(asked) == 6, "the first were forgotten"
    assert "7" in found
    assert found.get("no") is None
    assert len(found) == 20
