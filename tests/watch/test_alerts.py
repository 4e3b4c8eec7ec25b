"""An alert goes out once: killed at any point, with a channel down, run again."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest import mock

import pytest
from lxml import etree

from veedor.engine.erase import erase_article, erase_person
from veedor.store import Workspace
from veedor.watch import passes, run_pass
from veedor.watch.channels import ChannelError
from veedor.watch.messages import Message


class Channel:
    """Takes messages, unless it is down."""

    def __init__(self, down: bool = False) -> None:
        self.down = down
        self.taken: list[Message] = []

    def __call__(self, channel: str, message: Message) -> None:
        if self.down:
            raise ChannelError("json://…: has not taken the message")
        self.taken.append(message)

    def numbers(self) -> list[str]:
        return [message.body.rsplit("\n", 1)[-1] for message in self.taken]


def go(folder: Path, channel: Callable[[str, Message], None]) -> passes.Report:
    with Workspace(folder, doing="test") as place:
        return run_pass(place, send_it=channel)


def test_what_is_new_is_told_once(copy: Callable[[], Path]) -> None:
    folder, channel = copy(), Channel()
    report = go(folder, channel)
    assert report.queued == report.sent == len(channel.taken) >= 1
    first = channel.taken[0]
    assert first.title.startswith(("Hallazgo", "Indicio"))
    assert "ha enviado a Rusia 40 contenedores" in first.body
    assert "uno.txt:" in first.body
    assert go(folder, channel).sent == 0
    assert len(channel.numbers()) == len(set(channel.numbers())) == report.sent


def test_a_watch_that_asks_for_something_else_is_not_told(copy: Callable[[], Path]) -> None:
    folder = copy()
    go(folder, Channel())
    with Workspace(folder) as place:
        assert place.alerts.of("elsewhere") == []
        assert len(place.alerts.of("armas")) >= 1


@pytest.mark.parametrize("at", ["notice", "queue_digest", "deliver", "before", "after"])
def test_a_kill_neither_loses_nor_doubles(
    copy: Callable[[], Path], tmp_path: Path, at: str
) -> None:
    """Killed at the beginning of a step, or around the handing over itself, of which nobody can
    know whether it was taken: then it comes again with the same number, and says so.
    """
    folder, log = copy(), tmp_path / "taken"

    def die(*_: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    def take(_: str, message: Message) -> None:
        if at == "before":
            die()
        with log.open("a", encoding="utf-8") as file:
            file.write(f"{message.body.splitlines()[-1]}\n")
        if at == "after":
            die()

    child = os.fork()
    if not child:
        if at not in ("before", "after"):
            setattr(passes, at, die)
        go(folder, take)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status)
    channel = Channel()
    go(folder, channel)
    go(folder, channel)
    before = log.read_text("utf-8").splitlines() if log.exists() else []
    assert len(set(before + channel.numbers())) == len(channel.numbers()) >= 1
    assert len(channel.numbers()) == len(set(channel.numbers()))
    repeated = [m for m in channel.taken if "puede estar repetido" in m.body]
    assert len(repeated) == (1 if at in ("before", "after") else 0)


def test_a_channel_that_is_down_is_tried_again(copy: Callable[[], Path]) -> None:
    folder, channel = copy(), Channel(down=True)
    report = go(folder, channel)
    assert report.sent == 0
    assert report.problems == ["channel json://…: has not taken the message"]
    channel.down = False
    assert go(folder, channel).sent == 0, "not before its time"
    later = datetime.now(UTC) + timedelta(minutes=30)
    with mock.patch("veedor.watch.delivery._moment", lambda: later):
        assert go(folder, channel).sent == report.queued


def test_what_waits_for_a_channel_that_was_replaced_goes_to_the_new_one(
    copy: Callable[[], Path],
) -> None:
    folder, channel = copy(), Channel(down=True)
    queued = go(folder, channel).queued
    settings = folder / "veedor.toml"
    settings.write_text(settings.read_text("utf-8").replace(":9/", ":10/"), "utf-8")
    channel.down = False
    assert go(folder, channel).sent == queued


def test_what_is_there_when_a_watch_begins_is_known_to_it(copy: Callable[[], Path]) -> None:
    folder = copy()
    go(folder, Channel())
    settings = folder / "veedor.toml"
    more = '\n[[watch]]\nname = "late"\nchannels = ["json://127.0.0.1:9/"]\n'
    text = settings.read_text("utf-8")
    settings.write_text(text + more, "utf-8")
    channel = Channel()
    assert go(folder, channel).sent == 0
    settings.write_text(text + more.replace("late", "all") + "backlog = true\n", "utf-8")
    assert go(folder, channel).sent >= 1


def test_the_feed_has_each_alert_once(copy: Callable[[], Path]) -> None:
    folder = copy()
    go(folder, Channel())
    written = (folder / "avisos.xml").read_bytes()
    go(folder, Channel())
    assert (folder / "avisos.xml").read_bytes() == written
    ids = etree.fromstring(written).findall("{*}entry/{*}id")
    assert len(ids) == len({each.text for each in ids}) >= 1


@pytest.mark.parametrize("erased", ["article", "person"])
def test_what_is_erased_leaves_no_text_in_alerts(copy: Callable[[], Path], erased: str) -> None:
    folder = copy()
    go(folder, Channel(down=True))
    with Workspace(folder, doing="test") as place:
        (article,) = place.articles.all().values()
        assert "Ministerio de Defensa" in article.text
        texts = {alert.fact: alert.payload or "" for alert in place.alerts.of("armas")}
        assert texts
        if erased == "article":
            erase_article(place, article.id, by="a", reason="court order")
            assert place.alerts.of("armas") == []
            assert place.alerts.counts() == {"dropped": len(texts)}
        else:
            told = sum("Ministerio de Defensa" in text for text in texts.values())
            erase_person(place, ["Ministerio de Defensa"], by="a", reason="asked")
            assert len(place.alerts.of("armas")) == len(texts) - told
    channel = Channel()
    go(folder, channel)
    assert not any("Ministerio de Defensa" in message.body for message in channel.taken)
