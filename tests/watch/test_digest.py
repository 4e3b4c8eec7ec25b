"""The digest goes out once a day, at its hour or as soon after as may be."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from veedor.store import Workspace
from veedor.watch.delivery import DIGEST
from veedor.watch.digest import digest_message, queue_digest

DIGEST_SETTINGS = '\n[digest]\nat = "07:00"\nchannels = ["json://127.0.0.1:9/"]\n'


def test_it_goes_out_once_a_day_in_both_languages(copy: Callable[[], Path]) -> None:
    folder = copy()
    settings = folder / "veedor.toml"
    settings.write_text(settings.read_text("utf-8") + DIGEST_SETTINGS, "utf-8")
    early = datetime(2030, 5, 1, 6, 0, tzinfo=UTC)
    with Workspace(folder, doing="test") as place:
        assert not queue_digest(place, early), "the first waits for its hour"
        assert queue_digest(place, early + timedelta(hours=2))
        assert not queue_digest(place, early + timedelta(hours=3))
        assert queue_digest(place, early + timedelta(days=3)), "a missed one goes out late"
        titles = [alert.fact for alert in place.alerts.of(DIGEST)]
    assert len(titles) == 4
    assert {title.rsplit(":", 1)[-1] for title in titles} == {"es", "en"}


def test_it_tells_what_is_new(copy: Callable[[], Path]) -> None:
    with Workspace(copy()) as place:
        spanish = digest_message(place, "2000-01-01", "2030-05-01", "es")
        english = digest_message(place, "2999-01-01", "2030-05-01", "en")
    assert spanish.title == "Veedor, resumen del 2030-05-01"
    assert "Ha entrado 1 noticia." in spanish.body
    assert "Novedades:" in spanish.body
    assert "Nothing new." in english.body
