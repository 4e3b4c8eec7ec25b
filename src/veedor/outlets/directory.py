"""The directory: by domain, whose a page is; by name, what an outlet is and speaks for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib import resources
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from veedor.declared import OutletKind, Reliability, Source
from veedor.errors import DataError, PackError
from veedor.yaml_lines import read_checked

__all__ = ["Outlet", "Outlets", "built_in", "schema"]

#: Shorter names (TT, SDA) are also initials of other things; a language lists those it knows.
_TELLING = 5
#: What speaks for a state.
_OF_A_STATE = frozenset({"state-media", "government"})
Country = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]


class Outlet(BaseModel):
    """An outlet or agency. `names` are other names in use; `speaks_for` the state whose organ it
    is, where that is not the country it is in; `reliability` an owner's judgement, if there is
    one: none is built in.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Annotated[str, Field(min_length=1)]
    domains: tuple[Annotated[str, Field(pattern=r"^[a-z0-9-]+(\.[a-z0-9-]+)+$")], ...] = ()
    country: Country | None = None
    languages: tuple[Annotated[str, Field(pattern=r"^[a-z]{2}$")], ...] = ()
    kind: OutletKind = "independent"
    names: tuple[str, ...] = ()
    speaks_for: Country | None = None
    reliability: Reliability | None = None

    @property
    def state(self) -> str | None:
        """The state that it speaks for, None if it speaks for itself."""
        return (self.speaks_for or self.country) if self.kind in _OF_A_STATE else None


@dataclass(frozen=True)
class Outlets:
    """A directory; later entries take the place of earlier ones of the same name."""

    entries: Mapping[str, Outlet] = field(default_factory=dict)
    domains: Mapping[str, Outlet] = field(default_factory=dict)

    @staticmethod
    def of(outlets: Iterable[Outlet]) -> Outlets:
        """The directory of these outlets."""
        entries: dict[str, Outlet] = {}
        domains: dict[str, Outlet] = {}
        for outlet in outlets:
            for name in (outlet.name, *outlet.names):
                entries[name.casefold()] = outlet
            for domain in outlet.domains:
                domains[domain] = outlet
        return Outlets(entries, domains)

    def with_own(self, files: Sequence[Path], sources: Sequence[Source]) -> Outlets:
        """This directory with an owner's files and declared sources on top.

        Raises:
            DataError: a file is wrong, or two sources contradict each other about an outlet.
        """
        own = [outlet for file in files for outlet in read(file)]
        merged = Outlets.of([*dict.fromkeys(self.entries.values()), *own])
        declared = list(_declared(sources, merged))
        return Outlets.of([*dict.fromkeys(merged.entries.values()), *declared])

    def named(self, name: str | None) -> Outlet | None:
        """The outlet of that name, whatever case."""
        return self.entries.get(name.casefold()) if name else None

    def of_address(self, address: str | None) -> Outlet | None:
        """The outlet that a web address is of: by its host, or a domain above it."""
        try:
            host = urlsplit(address or "").hostname or ""
        except ValueError:
            return None
        while host:
            if host in self.domains:
                return self.domains[host]
            host = host.partition(".")[2]
        return None

    @cached_property
    def agency_names(self) -> tuple[str, ...]:
        """The names of agencies that are long enough to be told from other words."""
        found = {
            name
            for outlet in self.entries.values()
            if outlet.kind == "agency"
            for name in (outlet.name, *outlet.names)
            if len(name) >= _TELLING
        }
        return tuple(sorted(found))

    def state_of(self, name: str | None) -> str | None:
        """The state through whose media or organ of that name it speaks, or None."""
        outlet = self.named(name)
        return outlet.state if outlet else None

    def kind_of(self, name: str | None) -> str | None:
        """What an outlet of that name is, None if it is not known."""
        outlet = self.named(name)
        return outlet.kind if outlet else None

    def rating(self, name: str | None) -> str | None:
        """The reliability that the owner gives an outlet of that name."""
        outlet = self.named(name)
        return outlet.reliability if outlet else None


_ADAPTER: TypeAdapter[tuple[Outlet, ...]] = TypeAdapter(tuple[Outlet, ...])


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a directory's file."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **_ADAPTER.json_schema()}


def read(file: Path) -> tuple[Outlet, ...]:
    """The outlets of one file.

    Raises:
        DataError: with file, line and key of the first thing wrong.
    """
    try:
        outlets, lines = read_checked(file, str(file), _ADAPTER)
    except PackError as error:
        raise DataError(file, error.problem, line=error.line, key=error.key) from None
    seen: dict[str, int] = {}
    for number, outlet in enumerate(outlets):
        for name in {n.casefold() for n in (outlet.name, *outlet.names)} | set(outlet.domains):
            if name in seen:
                problem = f"{name!r} stands in line {seen[name]} already"
                raise DataError(file, problem, line=lines[(number,)], key=f"[{number}]")
            seen[name] = lines[(number,)]
    return outlets


@cache
def built_in() -> Outlets:
    """The directory that comes with the program."""
    folder = Path(str(resources.files("veedor.outlets"))) / "data"
    return Outlets.of(outlet for file in sorted(folder.glob("*.yaml")) for outlet in read(file))


def _declared(sources: Sequence[Source], known: Outlets) -> Iterator[Outlet]:
    """What declared sources say of their outlets, over what the directory knows of them."""
    said: dict[str, dict[str, object]] = {}
    for source in sources:
        before = known.named(source.outlet) or known.of_address(source.address)
        name = source.outlet or (before.name if before else "")
        if not name:
            continue
        own = said.setdefault(name, {})
        given = {
            "country": source.country, "kind": source.kind, "reliability": source.reliability,
        }  # fmt: skip
        for key, value in given.items():
            if value and own.setdefault(key, value) != value:
                problem = f"{key} of {name!r} is {own[key]} and {value}"
                raise DataError("veedor.toml", problem, key="source")
    for name, own in said.items():
        before = known.named(name) or Outlet(name=name)
        yield before.model_copy(update=own)
