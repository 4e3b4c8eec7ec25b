"""What an owner declares in veedor.toml: sources to follow, and what to be told of."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

__all__ = ["Digest", "OutletKind", "Reliability", "Source", "Watch", "seconds_of"]

#: What an outlet is to the powers that be; state media speak for a state.
OutletKind = Literal["independent", "public", "state-media", "agency", "government"]
#: The reliability of a source in the Admiralty code (STANAG 2511).
Reliability = Literal["A", "B", "C", "D", "E", "F"]
#: What a watch may be told of.
On = Literal["finding", "lead", "corroborated", "denied", "conflict", "party", "designation"]

_DURATION = re.compile(r"^\s*(\d+)\s*(s|m|min|h|d)\s*$")
_SECONDS = {"s": 1, "m": 60, "min": 60, "h": 3600, "d": 86400}
_TIME = re.compile(r"^([01]\d|2[0-3]):[0-5]\d$")


def seconds_of(duration: str) -> int:
    """The seconds of a duration such as `15m`, `1h` or `2d`.

    Raises:
        ValueError: it is none.
    """
    found = _DURATION.match(duration)
    if found is None or not int(found.group(1)):
        raise ValueError(f"{duration!r} is no duration: give it as 15m, 1h or 2d")
    return int(found.group(1)) * _SECONDS[found.group(2)]


def _duration(value: str) -> str:
    seconds_of(value)
    return value


def _time(value: str) -> str:
    if not _TIME.match(value):
        raise ValueError(f"{value!r} is no time of day: give it as 07:30")
    return value


def _country(value: str) -> str:
    if value and not re.fullmatch(r"[A-Z]{2}", value):
        raise ValueError(f"{value!r} is no country: give the two letters of ISO 3166, as SV")
    return value


def _several(value: Any) -> Any:
    """One value stands for a list of one."""
    return [value] if isinstance(value, str) else value


def _kind(value: Any) -> Any:
    return value.strip().lower().replace(" ", "-") if isinstance(value, str) else value


Duration = Annotated[str, AfterValidator(_duration)]
Words = Annotated[tuple[str, ...], BeforeValidator(_several)]


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Source(_Section):
    """A source to follow: where it is, whose it is, and how often it is asked."""

    address: Annotated[str, Field(min_length=1), "an address, a file or a folder"]
    outlet: Annotated[str, "the outlet's name; by default the directory's"] = (
        ""
    )
    country: Annotated[str, AfterValidator(_country), "ISO 3166 alpha-2"] = ""
    language: Annotated[str, "ISO 639-1; found out from each text if it is not given"] = ""
    kind: Annotated[
        OutletKind | None, BeforeValidator(_kind), "what the outlet is to the powers that be"
    ] = None
    reliability: Annotated[Reliability | None, "of the outlet, by the owner's judgement"] = None
    read: Annotated[
        Literal["auto", "page", "feed", "sitemap", "front"], "what lies at the address"
    ] = "auto"
    every: Annotated[Duration, "between two passes"] = "1h"
    most_links: Annotated[int | None, Field(gt=0), "pages at one pass; that of [collect]"] = None
    since: Annotated[str, Field(pattern=r"^(\d{4}-\d\d-\d\d)?$"), "leave out what is older"] = ""


class Watch(_Section):
    """What to be told of once, and where. What is left empty asks for nothing.

    `on` are the kinds of facts; a fact must meet every other query that is given, and one value
    of it is enough.
    """

    name: Annotated[str, Field(min_length=1), "what its alerts are headed with"]
    on: Annotated[tuple[On, ...], "kinds of facts"] = (
        "finding", "lead", "corroborated", "conflict", "party", "designation",
    )  # fmt: skip
    regime: Annotated[Words, "packs, such as dprk"] = ()
    measure: Annotated[Words, "measures of packs, such as ARMS_EXPORT"] = ()
    status: Annotated[Words, "alleged, reported or corroborated"] = ()
    country: Annotated[Words, "of an actor or a counterpart, ISO 3166 alpha-2"] = ()
    party: Annotated[Words, "a name, or the number of a record"] = ()
    list: Annotated[Words, "such as UN 1718"] = ()
    text: Annotated[Words, "words in the evidence, whatever case and accents"] = ()
    channels: Annotated[Words, "addresses of apprise, or env:NAME for one in the environment"] = ()
    feed: Annotated[str, "an Atom file to write, in the workspace's folder"] = ""
    lang: Annotated[Literal["es", "en"], "the language of its alerts"] = "en"
    backlog: Annotated[bool, "tell also of what is there when the watch is new"] = False


class Digest(_Section):
    """A summary of each day: when it goes out, and where."""

    at: Annotated[str, AfterValidator(_time), "time of day, UTC"] = "07:00"
    channels: Annotated[Words, "addresses of apprise, or env:NAME for one in the environment"] = ()
    feed: Annotated[str, "an Atom file to write, in the workspace's folder"] = ""
    langs: Annotated[tuple[Literal["es", "en"], ...], "in which languages"] = ("es", "en")
