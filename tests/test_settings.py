"""veedor.toml and the environment."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from veedor.errors import SettingsError
from veedor.settings import Settings, load_settings, starting_settings


def test_a_new_file_shows_every_key_at_its_default(tmp_path: Path) -> None:
    (tmp_path / "veedor.toml").write_text(starting_settings())
    assert load_settings(tmp_path, {}) == Settings()
    plain = re.sub(r"(?ms)^# \[\[.*?\n\n", "", starting_settings())
    shown = tomllib.loads(re.sub(r"(?m)^# (\w+ = )", r"\1", plain))
    for name, section in Settings.model_fields.items():
        if name in ("source", "watch"):
            continue
        keys = set(getattr(section.annotation, "model_fields", {"es": 0}))
        assert set(shown[name]) == keys - {"user_agent"}, name
    del shown["store"], shown["models"]
    assert Settings.model_validate(shown) == Settings()


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("[collect]\ntimeot = 3\n", r":2: collect.timeot: unknown key; did you mean timeout\?"),
        ("[colect]\ntimeout = 3\n", r":1: colect: unknown key; did you mean collect\?"),
        ("[zzz]\n", r":1: zzz: unknown key; there are store, follow"),
        ("\n[collect]\n# x\ntimeout = 0\n", r":4: collect.timeout: .*greater than 0"),
        ("[collect]\nrobots = 'perhaps'\n", r":2: collect.robots: .*boolean"),
        ("[follow]\nregimes = ['dprk', 3]\n", r":2: follow.regimes.1: .*string"),
        ("collect = 3\n", r":1: collect: .*"),
        ("[[source]]\noutlet = 'A'\n", r":1: source.0.address: Field required"),
        (
            "[[source]]\naddress = 'a'\n\n[[source]]\naddress = 'b'\nevry = '1h'\n",
            r":6: source.1.evry: unknown key; did you mean every\?",
        ),
        ("[[source]]\naddress = 'a'\nevery = '1x'\n", r":3: source.0.every: '1x' is no duration"),
        ("[[source]]\naddress = 'a'\ncountry = 'es'\n", r":3: source.0.country: 'es' is no co"),
        ("[[source]]\naddress = 'a'\nreliability = 'Z'\n", r":3: source.0.reliability: .*'A'"),
        ("[[watch]]\nname = 'a'\non = ['findings']\n", r":3: watch.0.on.0: .*'finding'"),
        ("[[watch]]\nname = 'a'\n[[watch]]\nname = 'a'\n", r"watch: 'a' stands twice"),
        ("[digest]\nat = '7'\n", r":2: digest.at: '7' is no time of day"),
        ("[collect\n", r"is not TOML: .*line 1"),
    ],
)
def test_an_error_says_file_line_and_key(tmp_path: Path, content: str, problem: str) -> None:
    (tmp_path / "veedor.toml").write_text(content)
    with pytest.raises(SettingsError, match=rf"veedor\.toml.*{problem}") as caught:
        load_settings(tmp_path, {})
    assert "\n" not in str(caught.value)


def test_the_environment_comes_last(tmp_path: Path) -> None:
    (tmp_path / "veedor.toml").write_text("[collect]\ntimeout = 3\n")
    environment = {
        "VEEDOR_COLLECT_TIMEOUT": "7.5",
        "VEEDOR_STORE_URL": "sqlite:///x.db",
        "VEEDOR_FOLLOW_REGIMES": "dprk, russia",
        "VEEDOR_BENCH_DATA": "no setting",
    }
    settings = load_settings(tmp_path, environment)
    assert settings.collect.timeout == 7.5
    assert settings.store_url(tmp_path) == "sqlite:///x.db"
    assert settings.follow.regimes == ("dprk", "russia")


def test_an_error_in_the_environment_names_the_variable(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"VEEDOR_COLLECT_TIMEOUT: .*number"):
        load_settings(tmp_path, {"VEEDOR_COLLECT_TIMEOUT": "soon"})


def test_the_blocks_shown_for_sources_and_watches_can_be_used(tmp_path: Path) -> None:
    blocks = re.findall(r"(?ms)^# \[\[.*?\n\n", starting_settings())
    (tmp_path / "veedor.toml").write_text(re.sub(r"(?m)^# ", "", "".join(blocks)))
    settings = load_settings(tmp_path, {})
    assert [source.outlet for source in settings.source] == ["El Faro"]
    assert [watch.name for watch in settings.watch] == ["Arms from Pyongyang"]
