"""Secrets of settings are in no error, no status, no log and no file of the workspace."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from tests.cli.test_commands import veedor
from veedor.collect import fetch
from veedor.errors import StoreError
from veedor.store.database import Database
from veedor.store.masking import masked
from veedor.watch.channels import ChannelError, channel_key, send, shown
from veedor.watch.messages import Message

SECRET = "s3cr3t"


@pytest.mark.parametrize(
    ("address", "seen"),
    [
        ("sqlite:////data/veedor.db", "sqlite:////data/veedor.db"),
        ("postgresql://ana@host/db", "postgresql://ana@host/db"),
        ("postgresql://ana:s3cr3t@host/db", "postgresql://ana:***@host/db"),
        ("postgresql://ana:s3:c@r/3t@host/db", "postgresql://ana:***@host/db"),
        ("postgresql://host/db?user=a&password=s3cr3t", "postgresql://host/db?user=a&password=***"),
        ("postgresql://host/db?sslpassword=s3cr3t&x=1", "postgresql://host/db?sslpassword=***&x=1"),
        ("postgresql:ana:s3cr3t@host/db", "postgresql:***@host/db"),
        ("ana:s3cr3t@host", "ana:***@host"),
    ],
)
def test_an_address_is_shown_without_its_secrets(address: str, seen: str) -> None:
    assert masked(address) == seen


@pytest.mark.parametrize(
    "url",
    [
        f"postgresql://ana:{SECRET}@nowhere.invalid/db",
        f"postgresql://ana@nowhere.invalid/db?password={SECRET}",
        f"postgresql:ana:{SECRET}@nowhere.invalid/db",
        f"postgresql://ana:{SECRET}@nowhere.invalid:port/db",
        f"nosuch://ana:{SECRET}@nowhere.invalid/db",
    ],
)
def test_databases_that_cannot_be_opened(url: str) -> None:
    with pytest.raises(StoreError) as told:
        Database(url)
    assert SECRET not in str(told.value)


@pytest.mark.parametrize("command", [["status"], ["doctor"], ["collect", "press"], ["run"]])
@pytest.mark.parametrize("by", ["file", "variable"])
def test_commands_never_print_the_password_of_the_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: list[str], by: str
) -> None:
    url = f"postgresql://ana:{SECRET}@nowhere.invalid/db?password={SECRET}"
    veedor("init", folder=tmp_path)
    if by == "file":
        (tmp_path / "veedor.toml").write_text(f'[store]\nurl = "{url}"\n')
    else:
        monkeypatch.setenv("VEEDOR_STORE_URL", url)
    done = veedor(*command, folder=tmp_path)
    assert done.returncode
    assert "nowhere.invalid" in done.stdout + done.stderr
    assert SECRET not in done.stdout + done.stderr


def test_wrong_settings_are_told_without_their_values(tmp_path: Path) -> None:
    (tmp_path / "veedor.toml").write_text(
        f'[[watch]]\nname = 1\nchannels = ["mailtos://ana:{SECRET}@host"]\n'
    )
    done = veedor("status", folder=tmp_path)
    assert done.returncode == 2
    assert SECRET not in done.stderr


@pytest.mark.parametrize(
    "channel", [f"nosuch://ana:{SECRET}@host", f"json://ana:{SECRET}@127.0.0.1:9/{SECRET}"]
)
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_channel_that_fails_keeps_its_secrets(
    channel: str, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(ChannelError) as told:
        send(channel, Message(title="t", body="b"))
    assert SECRET not in str(told.value) + shown(channel) + channel_key(channel)
    captured = capfd.readouterr()
    assert SECRET not in captured.out + captured.err + caplog.text


def test_evidence_keeps_no_cookies_and_no_credentials() -> None:
    headers = {"Cookie": SECRET, "Authorization": SECRET, "Set-Cookie": SECRET, "Server": "x"}
    kept = fetch._fields(httpx.Headers(headers))
    assert [(name.lower(), value) for name, value in kept] == [("server", "x")]
