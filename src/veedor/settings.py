"""What an owner of a workspace may set: veedor.toml, and VEEDOR_* in the environment.

An environment variable takes the place of a key: VEEDOR_STORE_URL for `url` in `[store]`.
"""

from __future__ import annotations

import difflib
import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from veedor.declared import Digest, Duration, Source, Watch
from veedor.errors import SettingsError

__all__ = [
    "SETTINGS_FILE", "Collect", "Engine", "Follow", "Lists", "Retention", "Settings", "Store",
    "load_settings", "starting_settings",
]  # fmt: skip

SETTINGS_FILE = "veedor.toml"

_START = """\
# Settings of this workspace. Everything left out has the value shown.

[store]
# A database URL; without one, veedor.db in this folder.
# url = "sqlite:////data/press/veedor.db"
# The folder where fetched bytes are kept; without one, evidence in this folder. Workspaces that
# share a database share it too.
# evidence = "/data/press/evidence"

[retention]
# Articles collected longer ago than so many days, that no finding rests on and no decision is
# about, are removed by `veedor erase expired`; 0: nothing expires.
# days = 0

[follow]
# Regime packs to hold reports against: built-in ones by name, your own by folder.
# regimes = ["dprk"]
# What is read of what is collected: "all", or only what may be about what is "followed".
# read = "all"
# Lists any of whose parties is followed besides, such as "UN 1718" or a watchlist's name.
# lists = []
# Words and phrases of your own to follow besides, as the press writes them.
# terms = []

[engine]
# Processes that read and link; 0: one a processor, where the work is worth starting them.
# workers = 0

[models]
# A larger language model in the place of the usual one.
# es = "es_core_news_sm"

[collect]
# Inputs with more text than this many bytes are refused.
# max_bytes = 20000000
# Seconds to wait for a page.
# timeout = 20.0
# Seconds between two requests to one host; a site's own crawl delay counts if it is longer.
# pause = 1.0
# Whether pages that robots.txt closes to everyone are left alone.
# robots = true
# Requests to one host that may be open at a time, and to all hosts together.
# per_host = 1
# at_once = 16
# How often a page is asked for again that a server could not give, and after how many seconds
# first (doubled each time); one that asks for a longer wait than `longest_wait` is left for later.
# retries = 2
# backoff = 1.0
# longest_wait = 60.0
# Pages that one source may bring at one pass.
# most_links = 200
# Processes that take the text from pages of WARC files; 0: as many as there are processors.
# workers = 0
# An address that sites can turn to, told to each of them: a page or a mailbox.
# contact = ""
# A proxy that all requests go through.
# proxy = ""
# Hosts on private networks that may be asked; others there never are.
# allow_hosts = []

# Sources that `veedor watch` follows, each in a block of its own; see docs/collecting.md.
# [[source]]
# address = "https://elfaro.example/rss"
# outlet = "El Faro"
# country = "SV"
# language = "es"
# kind = "independent"
# reliability = "B"
# every = "1h"

# What to be told of, once for each new fact.
# [[watch]]
# name = "Arms from Pyongyang"
# on = ["finding", "lead", "conflict"]
# measure = ["ARMS_EXPORT"]
# channels = ["env:VEEDOR_MAIL"]
# feed = "alerts.xml"

[watch_run]
# The longest that one pass of `veedor watch` asks for pages; the rest is left for the next.
# longest = "15m"
# How often a channel that does not take an alert is tried again, and for how long.
# retry = "5m"
# give_up = "7d"
# A feed that lists nothing new for this long is called silent.
# silent = "7d"
# How often the lists are fetched from their publishers; "" leaves that to `veedor lists update`.
# lists = ""

[digest]
# A summary of each day: time of day (UTC), where it goes, in which languages.
# at = "07:00"
# channels = []
# feed = ""
# langs = ["es", "en"]

[outlets]
# Directories of outlets of your own, in the form of the built-in one (docs/collecting.md).
# files = []

[lists]
# Where `veedor lists update` gets each list; "" leaves one out.
# un = "https://scsanctions.un.org/resources/xml/en/consolidated.xml"
# ofac_sdn = "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/SDN.CSV"
# ofac_alt = "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/ALT.CSV"
# ofac_add = "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/ADD.CSV"
# ofac_consolidated = "https://www.treasury.gov/ofac/downloads/consolidated/consolidated.xml"
# eu = "https://webgate.ec.europa.eu/fsd/fsf/public/files/xmlFullSanctionsList_1_1/content?token=dG9rZW4tMjAxNw"
# uk = "https://sanctionslist.fcdo.gov.uk/docs/UK-Sanctions-List.csv"
# A download with less than this share of the entries of the newest version held is refused.
# least_share = 0.8
# Larger downloads are refused.
# max_bytes = 250000000
# Seconds for one list.
# timeout = 300.0
# Hosts on private networks that may be asked.
# allow_hosts = []
"""


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Store(_Section):
    """Where the records are kept."""

    url: Annotated[str | None, "a database URL; by default veedor.db in the folder"] = None
    evidence: Annotated[str | None, "a folder; by default evidence in the workspace's"] = None


class Follow(_Section):
    """What the workspace follows."""

    regimes: Annotated[tuple[str, ...], "packs by name or folder"] = ("dprk",)
    read: Annotated[Literal["all", "followed"], "what of the collected is read"] = "all"
    lists: Annotated[tuple[str, ...], "lists, all of whose parties are followed"] = ()
    terms: Annotated[tuple[str, ...], "words and phrases to follow"] = ()


class Engine(_Section):
    """Where articles are read and linked."""

    workers: Annotated[int, Field(ge=0, le=256), "processes; 0: as the machine allows"] = 0


class Collect(_Section):
    """Limits and manners of collecting."""

    max_bytes: Annotated[int, Field(gt=0), "bytes of one text or page"] = 20_000_000
    timeout: Annotated[float, Field(gt=0), "seconds for one request"] = 20.0
    pause: Annotated[float, Field(ge=0), "seconds between two requests to one host"] = 1.0
    robots: Annotated[bool, "heed robots.txt"] = True
    allow_hosts: Annotated[tuple[str, ...], "private hosts that may be asked"] = ()
    user_agent: Annotated[str, Field(min_length=1), "the program's name, told to sites"] = (
        "veedor/0.1 (press archive reader)"
    )
    per_host: Annotated[int, Field(gt=0), "open requests to one host"] = 1
    at_once: Annotated[int, Field(gt=0, le=256), "open requests to all hosts"] = 16
    retries: Annotated[int, Field(ge=0), "of what a server could not give"] = 2
    backoff: Annotated[float, Field(ge=0), "seconds before the first retry"] = 1.0
    longest_wait: Annotated[float, Field(ge=0), "seconds a server may ask to wait"] = 60.0
    most_links: Annotated[int, Field(gt=0), "pages of one source at one pass"] = 200
    workers: Annotated[int, Field(ge=0), "processes for WARC files; 0: all processors"] = 0
    contact: Annotated[str, "told to every site"] = ""
    proxy: Annotated[str, "where all requests go through"] = ""

    @property
    def agent(self) -> str:
        """The user agent as sites are told it, with the contact."""
        return f"{self.user_agent} (+{self.contact})" if self.contact else self.user_agent


_OFAC = "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports"


class Lists(_Section):
    """Where lists come from, and what of a download is believed."""

    un: Annotated[str, "UN Security Council, XML"] = (
        "https://scsanctions.un.org/resources/xml/en/consolidated.xml"
    )
    ofac_sdn: Annotated[str, "OFAC SDN, names"] = f"{_OFAC}/SDN.CSV"
    ofac_alt: Annotated[str, "OFAC SDN, other names"] = f"{_OFAC}/ALT.CSV"
    ofac_add: Annotated[str, "OFAC SDN, addresses"] = f"{_OFAC}/ADD.CSV"
    ofac_consolidated: Annotated[str, "OFAC lists other than SDN, XML"] = (
        "https://www.treasury.gov/ofac/downloads/consolidated/consolidated.xml"
    )
    eu: Annotated[str, "EU Financial Sanctions Files, XML 1.1"] = (
        "https://webgate.ec.europa.eu/fsd/fsf/public/files/xmlFullSanctionsList_1_1/content"
        "?token=dG9rZW4tMjAxNw"
    )
    uk: Annotated[str, "UK sanctions list, CSV"] = (
        "https://sanctionslist.fcdo.gov.uk/docs/UK-Sanctions-List.csv"
    )
    least_share: Annotated[float, Field(ge=0, le=1), "of the entries held"] = 0.8
    max_bytes: Annotated[int, Field(gt=0), "bytes of one list"] = 250_000_000
    timeout: Annotated[float, Field(gt=0), "seconds for one list"] = 300.0
    allow_hosts: Annotated[tuple[str, ...], "private hosts that may be asked"] = ()

    def sources(self) -> dict[str, str]:
        """The address of each list that is to be fetched, by its key."""
        keys = ("un", "ofac_sdn", "ofac_alt", "ofac_add", "ofac_consolidated", "eu", "uk")
        return {key: address for key in keys if (address := str(getattr(self, key)))}


class WatchRun(_Section):
    """How `veedor watch` goes about it."""

    longest: Annotated[Duration, "of asking for pages"] = "15m"
    retry: Annotated[Duration, "between two tries of a channel, at first"] = "5m"
    give_up: Annotated[Duration, "after so long an alert is no longer tried"] = "7d"
    silent: Annotated[Duration, "without anything new"] = "7d"
    lists: Annotated[Duration | Literal[""], "between two fetchings of the lists"] = ""


class Outlets(_Section):
    """Whose outlets are whose, beyond the built-in directory."""

    files: Annotated[tuple[str, ...], "files in the workspace's folder, or elsewhere"] = ()


class Retention(_Section):
    """How long what nobody needs is kept."""

    days: Annotated[int, Field(ge=0), "days that articles no finding rests on are kept"] = 0


class Settings(_Section):
    """All settings of a workspace."""

    store: Store = Store()
    follow: Follow = Follow()
    retention: Retention = Retention()
    engine: Engine = Engine()
    models: Annotated[dict[str, str], "spaCy package by language"] = {}
    collect: Collect = Collect()
    lists: Lists = Lists()
    watch_run: WatchRun = WatchRun()
    digest: Digest = Digest()
    outlets: Outlets = Outlets()
    source: tuple[Source, ...] = ()
    watch: tuple[Watch, ...] = ()

    @model_validator(mode="after")
    def _names_are_told_apart(self) -> Settings:
        for kind, names in (
            ("source", [source.address for source in self.source]),
            ("watch", [watch.name for watch in self.watch]),
        ):
            twice = next((name for name in names if names.count(name) > 1), None)
            if twice is not None:
                raise ValueError(f"{kind}: {twice!r} stands twice")
        return self

    def store_url(self, folder: Path) -> str:
        """The URL of the workspace's database."""
        return self.store.url or f"sqlite:///{(folder / 'veedor.db').as_posix()}"

    def evidence_folder(self, folder: Path) -> Path:
        """Where fetched bytes are kept."""
        return folder / (self.store.evidence or "evidence")


def starting_settings() -> str:
    """The veedor.toml of a new workspace: every key, commented out, at its default."""
    return _START


def load_settings(folder: Path, environment: Mapping[str, str] | None = None) -> Settings:
    """The settings of a workspace: its veedor.toml, then the environment.

    Raises:
        SettingsError: a key is unknown, a value cannot be used; with file, line and key.
    """
    file = folder / SETTINGS_FILE
    try:
        content = file.read_text("utf-8") if file.is_file() else ""
        given = tomllib.loads(content)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise SettingsError(f"{file}: is not TOML: {error}") from None
    except OSError as error:
        raise SettingsError(f"{file}: cannot be read ({error.strerror or error})") from None
    origins = _overlay(given, os.environ if environment is None else environment)
    try:
        return Settings.model_validate(given)
    except ValidationError as error:
        raise SettingsError(_explain(error, file, content, origins)) from None


def _overlay(given: dict[str, Any], environment: Mapping[str, str]) -> dict[str, str]:
    """Put VEEDOR_SECTION_KEY into `given`; the variable behind each dotted key."""
    origins = {}
    for section, field in Settings.model_fields.items():
        keys = getattr(field.annotation, "model_fields", {})
        for key, detail in keys.items():
            variable = f"VEEDOR_{section}_{key}".upper()
            if variable not in environment:
                continue
            value: Any = environment[variable]
            if "tuple" in str(detail.annotation):
                value = [part.strip() for part in value.split(",") if part.strip()]
            given.setdefault(section, {})[key] = value
            origins[f"{section}.{key}"] = variable
    return origins


def _explain(error: ValidationError, file: Path, content: str, origins: Mapping[str, str]) -> str:
    """The first problem in one line: file, line, key, and what to do."""
    problem = error.errors()[0]
    path = [str(part) for part in problem["loc"]]
    dotted = ".".join(path[:2])
    if dotted in origins:
        return f"{origins[dotted]}: {problem['msg']}"
    if problem["type"] == "extra_forbidden":
        problem["msg"] = "unknown key" + _suggestion(path)
    problem["msg"] = problem["msg"].removeprefix("Value error, ")
    line = _line_of(path, content)
    place = f"{file}:{line}" if line else f"{file}"
    return ": ".join(part for part in (place, ".".join(path), problem["msg"]) if part)


def _suggestion(path: list[str]) -> str:
    known = list(Settings.model_fields)
    if len(path) > 1:
        annotation = Settings.model_fields[path[0]].annotation
        model = next(iter(get_args(annotation)), annotation)
        known = list(getattr(model, "model_fields", {}))
    near = difflib.get_close_matches(path[-1], known, n=1)
    return f"; did you mean {near[0]}?" if near else f"; there are {', '.join(known)}"


def _line_of(path: list[str], content: str) -> int | None:
    """The line where a key stands: `key =` under its `[section]`, or under the block of that
    number among those that begin with `[[section]]`; the block's own line if it lacks the key.
    """
    section, block, begins = "", -1, None
    in_blocks = len(path) > 1 and path[1].isdigit()
    wanted = [*path[:1], *path[2:3]] if in_blocks else path[:2]
    for number, raw in enumerate(content.splitlines(), 1):
        line = raw.strip()
        if line.startswith("["):
            section = line.partition("#")[0].strip("[] ")
            block += line.startswith("[[") and [section] == path[:1]
            if [section] == path or (in_blocks and section == path[0] and block == int(path[1])):
                begins = begins or number
            continue
        key = line.partition("=")[0].strip().strip("\"'")
        here = not in_blocks or block == int(path[1])
        if line and here and [*([section] if section else []), key] == wanted:
            return number
    return begins
