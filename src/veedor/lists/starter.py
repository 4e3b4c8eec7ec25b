"""The list that comes with the program, and the YAML shape of such a list.

A mapping with `publication`, `lists` (each list as it is cited, with the day `as_of` of the copy
its facts were checked against, and the `programme` of those records that name none) and
`records`: the fields of `Record`, with the names under their quality (`primary`, `good`, `weak`).
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, get_args

import yaml

from veedor.data import SAFE_LOADER
from veedor.errors import ListError
from veedor.lists.dates import day
from veedor.lists.entries import Entries, names_of, valid_imo
from veedor.model import NameType, Record

__all__ = ["read_records", "starter_path", "starter_records"]

_QUALITIES = ("primary", "good", "weak")
_MANY = ("births", "nationalities", "positions", "addresses", "references")
_FIELDS = {"list", "record", "type", "programme", "reason", "listed_on", "imo"}
_KNOWN = _FIELDS | {*_QUALITIES, *_MANY}


def starter_path() -> Path:
    """The built-in list: the parties that the example press is about."""
    return Path(str(resources.files("veedor.lists"))) / "data" / "starter.yaml"


@cache
def starter_records() -> tuple[Record, ...]:
    """The records of the built-in list."""
    return tuple(read_records(starter_path())[0].records)


def read_records(path: Path) -> tuple[Entries, str, str | None]:
    """The records of a YAML list, its publication, and the day of its latest copy.

    Raises:
        ListError: it is not YAML of this shape; the text names the record and the key.
    """
    content = _load(path)
    lists = content["lists"]
    if not isinstance(lists, dict) or not isinstance(content["records"], list):
        raise ListError(path, "`lists` must be a mapping and `records` a sequence", line=1)
    entries = Entries(path)
    for position, entry in enumerate(content["records"], 1):
        entries.add(_record(path, entry, lists, position))
    days = [day(_text(about.get("as_of"))) for about in lists.values() if isinstance(about, dict)]
    return entries, str(content["publication"]), max((d for d in days if d), default=None)


def _load(path: Path) -> dict[str, Any]:
    try:
        loaded = yaml.load(path.read_text("utf-8"), Loader=SAFE_LOADER)  # noqa: S506 (a safe loader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise ListError(path, f"is not YAML: {error.problem}", line=line) from None
    except (UnicodeDecodeError, yaml.YAMLError):
        raise ListError(path, "is not YAML in UTF-8") from None
    content: dict[str, Any] = loaded if isinstance(loaded, dict) else {}
    if missing := {"publication", "lists", "records"} - set(content):
        raise ListError(path, f"lacks {', '.join(sorted(missing))}", line=1)
    return content


def _record(path: Path, entry: Any, lists: Mapping[str, Any], position: int) -> Record:
    place = f"records[{position}]"
    if not isinstance(entry, dict):
        raise ListError(path, "must be a mapping", key=place)
    place = f"{entry.get('list')} {entry.get('record')} ({place})"
    if wrong := set(entry) - _KNOWN:
        raise ListError(path, f"unknown key {', '.join(sorted(map(str, wrong)))}", key=place)
    if entry.get("list") not in lists or not entry.get("record"):
        raise ListError(path, "needs `record` and a `list` that stands under `lists`", key=place)
    if entry.get("type") not in get_args(NameType):
        raise ListError(path, f"`type` must be one of {', '.join(get_args(NameType))}", key=place)
    listed_on, imo = _text(entry.get("listed_on")), _text(entry.get("imo"))
    if (listed_on and not day(listed_on)) or (imo and not valid_imo(imo)):
        raise ListError(path, "`listed_on` or `imo` cannot be understood", key=place)
    about = lists[entry["list"]] or {}
    copy = day(_text(about.get("as_of")))
    return Record(
        list=entry["list"],
        record=_text(entry["record"]),
        type=entry["type"],
        names=names_of((text, kind) for kind in _QUALITIES for text in _texts(entry, kind)),
        programme=_text(entry.get("programme") or about.get("programme")) or None,
        reason=_text(entry.get("reason")) or None,
        listed_on=listed_on or None,
        seen=(copy, copy) if copy else None,
        imo=imo or None,
        births=_texts(entry, "births"),
        nationalities=_texts(entry, "nationalities"),
        positions=_texts(entry, "positions"),
        addresses=_texts(entry, "addresses"),
        references=_texts(entry, "references"),
    )


def _text(value: object) -> str:
    """A scalar of YAML as text; YAML reads days and numbers as such. Each text is kept once."""
    if value is None:
        return ""
    return sys.intern(value.isoformat() if isinstance(value, date) else str(value))


def _texts(entry: Mapping[str, Any], key: str) -> tuple[str, ...]:
    """The values under a key, be it one or several."""
    value = entry.get(key)
    values = value if isinstance(value, list) else [value]
    return tuple(text for item in values if (text := _text(item)))
