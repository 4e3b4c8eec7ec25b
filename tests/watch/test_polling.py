"""Which sources are asked, when, and how they fare."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.press_sites import Sites, article, rss, serve

from veedor.collect import Collected, Known, Polled
from veedor.collect.events import Asked, Event
from veedor.collect.memory import Forgetful
from veedor.declared import Source
from veedor.engine.collecting import Tally
from veedor.model import SourceHealth
from veedor.settings import Collect
from veedor.watch.health import after_pass, is_silent
from veedor.watch.polling import due_sources, poll

NOW = datetime(2030, 5, 1, 12, 0, tzinfo=UTC)


def polled(source: Source, memory: Forgetful, settings: Collect) -> list[Event]:
    """A pass, of which is remembered what it says to remember."""
    events = list(poll([source], memory, settings, 30.0))
    for event in events:
        if isinstance(event, Asked) and event.marks is not None:
            memory.remember(event.url, event.marks)
    return events


def came(events: list[Event]) -> list[str]:
    return [event.article.source for event in events if isinstance(event, Collected)]


def test_a_report_is_asked_for_again_only_when_its_feed_says_so() -> None:
    with serve(Sites()) as sites:
        url = sites.put("faro.example", "/n/muelle-1.html", article("Vigo", 1))
        feed = sites.put("faro.example", "/rss", rss([url]))
        source, memory = Source(address=feed), Forgetful()
        settings = Collect(allow_hosts=tuple(sites.pages), pause=0.0)
        assert came(polled(source, memory, settings)) == [url]
        second = polled(source, memory, settings)
        assert came(second) == []
        assert any(isinstance(event, Known) for event in second)
        sites.put("faro.example", "/n/muelle-1.html", article("Vigo", 2))
        dated = "</link><pubDate>Tue, 05 Mar 2030 10:00:00 GMT</pubDate>"
        sites.put("faro.example", "/rss", rss([url]).replace("</link>", dated))
        assert came(polled(source, memory, settings)) == [url]
        assert came(polled(source, memory, settings)) == []


def test_what_a_server_could_not_give_comes_at_the_next_pass() -> None:
    with serve(Sites()) as sites:
        url = sites.put("faro.example", "/n/muelle-1.html", "", status=503)
        feed = sites.put("faro.example", "/rss", rss([url]), ETag='"same"')
        sites.pages["faro.example"]["/rss"] = lambda headers: (
            (304, {}, b"")
            if headers.get("If-None-Match")
            else (200, {"ETag": '"same"'}, rss([url]).encode())
        )
        source, memory = Source(address=feed), Forgetful()
        settings = Collect(allow_hosts=tuple(sites.pages), pause=0.0, retries=0)
        assert came(polled(source, memory, settings)) == []
        sites.put("faro.example", "/n/muelle-1.html", article("Vigo", 1))
        assert came(polled(source, memory, settings)) == [url], "the feed's mark was not kept"
        (told,) = [e for e in polled(source, memory, settings) if isinstance(e, Polled)]
        assert told.unchanged


def test_a_file_is_read_again_only_when_it_changed(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("El puerto de la ciudad abrió ayer, dijo el alcalde a los vecinos.", "utf-8")
    source, memory = Source(address=str(file)), Forgetful()
    assert len(came(polled(source, memory, Collect()))) == 1
    assert came(polled(source, memory, Collect())) == []
    file.write_text("El puerto de la ciudad cerró ayer, dijo el alcalde a los vecinos.", "utf-8")
    assert len(came(polled(source, memory, Collect()))) == 1


def test_who_waited_longest_comes_first() -> None:
    sources = [Source(address=name) for name in ("late", "new", "early", "later")]
    health = {
        name: SourceHealth(address=name, due=f"2030-05-01T{hour}:00:00+00:00")
        for name, hour in (("late", 11), ("early", 10), ("later", 13))
    }
    assert [s.address for s in due_sources(sources, health, NOW)] == ["new", "early", "late"]


@pytest.mark.parametrize(
    ("failures", "least", "most", "why"),
    [(1, 57, 63, "the usual time"), (3, 228, 252, "four times"), (30, 1368, 1512, "once a day")],
)
def test_a_source_that_fails_is_asked_less_often(
    failures: int, least: float, most: float, why: str
) -> None:
    source = Source(address="a", every="1h")
    health: SourceHealth | None = None
    for _ in range(failures):
        health = after_pass(health, source, Tally(problem="answers 500"), NOW)
    assert health is not None
    minutes = (datetime.fromisoformat(health.due) - NOW).total_seconds() / 60
    assert least <= minutes <= most, why
    assert (health.failures, health.last_success) == (failures, None)
    good = after_pass(health, source, Tally(new=2, refused=1), NOW)
    assert (good.failures, good.problem, good.yields[-1]) == (0, None, 2)


def test_a_feed_that_brings_nothing_falls_silent() -> None:
    source = Source(address="a")
    health = after_pass(None, source, Tally(new=1), NOW)
    later = NOW + timedelta(days=8)
    health = after_pass(health, source, Tally(), later)
    assert is_silent(health, "7d", later)
    assert not is_silent(health, "30d", later)
    assert not is_silent(after_pass(health, source, Tally(new=1), later), "7d", later)
