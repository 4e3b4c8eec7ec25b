"""YAML with the line of every key, so that an error can say where it is."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import TypeAdapter, ValidationError

from veedor.errors import PackError

__all__ = ["problems_of", "read_checked", "read_yaml"]

T = TypeVar("T")
Path_ = tuple[str | int, ...]

_MESSAGES = {
    "missing": "is missing",
    "extra_forbidden": "is not a key of this place: misspelt, or in the wrong file?",
    "model_type": "must be keys with their values, such as `id: …`",
    "dict_type": "must be keys with their values, such as `es: …`",
    "list_type": "must be a list, each entry behind a dash or all in brackets",
    "tuple_type": "must be a list, each entry behind a dash or all in brackets",
    "string_type": "must be text: put it in quotation marks",
}


class _Cycle(Exception):
    """An anchor that refers to where it stands: the path and the line of the reference."""


def _lines(
    node: yaml.Node, path: Path_, found: dict[Path_, int], above: tuple[yaml.Node, ...] = ()
) -> None:
    if any(node is other for other in above):
        raise _Cycle(path, found.get(path[:-1], node.start_mark.line + 1))
    above = (*above, node)
    found.setdefault(path, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise yaml.MarkedYAMLError(
                    problem="a key must be a word", problem_mark=key.start_mark
                )
            if key.value in seen:
                raise yaml.MarkedYAMLError(
                    problem=f"the key {key.value!r} stands twice", problem_mark=key.start_mark
                )
            seen.add(key.value)
            found[(*path, key.value)] = key.start_mark.line + 1
            _lines(value, (*path, key.value), found, above)
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            _lines(value, (*path, index), found, above)


def read_yaml(file: Path, shown: str) -> tuple[Any, dict[Path_, int]]:
    """The content of a YAML file and the line of each path in it. Days stay text.

    Raises:
        PackError: the file cannot be read or is not YAML.
    """
    try:
        content = file.read_bytes()
        loader = _Loader(content.decode("utf-8"))
        try:
            node = loader.get_single_node()
            found: dict[Path_, int] = {}
            if node is None:
                raise PackError(shown, "is empty", line=1)
            _lines(node, (), found)
            return loader.construct_document(node), found
        finally:
            loader.dispose()
    except OSError as error:
        raise PackError(shown, f"cannot be read: {error.strerror or error}") from None
    except UnicodeDecodeError as error:
        at = content.count(b"\n", 0, error.start) + 1
        raise PackError(shown, f"is not UTF-8 (byte {error.start})", line=at) from None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise PackError(shown, f"is not YAML: {error.problem}", line=line) from None
    except yaml.YAMLError as error:
        raise PackError(shown, f"is not YAML: {error}") from None
    except (ValueError, TypeError, KeyError) as error:
        # A tag such as !!int in front of what is none.
        raise PackError(shown, f"is not YAML: {error}") from None
    except _Cycle as cycle:
        path, at = cycle.args
        problem = "contains itself: an anchor refers to where it stands"
        raise PackError(shown, problem, line=at, key=dotted(path) or None) from None
    except RecursionError:
        raise PackError(shown, "is nested too deeply", line=1) from None


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """A safe loader that keeps dates, `yes` and `no` as they are written.

    With libyaml, which comes with the wheels, the packs are read ten times as fast.
    """


_Loader.yaml_implicit_resolvers = {
    first: [
        (tag, pattern)
        for tag, pattern in resolvers
        if tag not in ("tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:bool")
    ]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
for first in "tTfF":
    _Loader.yaml_implicit_resolvers.setdefault(first, []).append(
        ("tag:yaml.org,2002:bool", re.compile(r"^(?:true|True|false|False)$"))
    )


def _place(path: Path_, lines: dict[Path_, int]) -> int | None:
    for length in range(len(path), -1, -1):
        if path[:length] in lines:
            return lines[path[:length]]
    return None


def dotted(path: Path_) -> str:
    """A path as people write it: `[3].provisions[0].date`."""
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return text.lstrip(".")


def read_checked(file: Path, shown: str, adapter: TypeAdapter[T]) -> tuple[T, dict[Path_, int]]:
    """A YAML file as what the adapter says it must be.

    Raises:
        PackError: with the line and key of the first thing wrong.
    """
    content, lines = read_yaml(file, shown)
    try:
        return adapter.validate_python(content), lines
    except ValidationError as error:
        raise _told(error, shown, lines)[0] from None


def problems_of(file: Path, shown: str, adapter: TypeAdapter[Any]) -> list[PackError]:
    """Everything wrong with a YAML file by itself, each with its line and key."""
    try:
        content, lines = read_yaml(file, shown)
        adapter.validate_python(content)
    except PackError as error:
        return [error]
    except ValidationError as error:
        return _told(error, shown, lines)
    return []


def _told(error: ValidationError, shown: str, lines: dict[Path_, int]) -> list[PackError]:
    """What a model says against a file; an unknown key explains a missing one, so it is first."""
    found = []
    for one in sorted(error.errors(), key=lambda each: each["type"] != "extra_forbidden"):
        path = tuple(part for part in one["loc"] if part != "[key]")
        problem = _MESSAGES.get(one["type"], one["msg"].removeprefix("Value error, "))
        found.append(PackError(shown, problem, line=_place(path, lines), key=dotted(path) or None))
    return found
