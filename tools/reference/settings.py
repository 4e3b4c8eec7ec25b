"""The page of settings: every section and key with its default, its variable and its meaning."""

from __future__ import annotations

import types
from collections.abc import Iterator
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from tools.reference.tables import cell, table
from veedor.settings import Settings

__all__ = ["meaning_of", "settings_page", "settings_tree"]

_HEAD = """# Settings

What may stand in a workspace's `veedor.toml`. `veedor init` writes one with every key commented
out, at its default. What is left out has its default; an unknown key is an error with file and
line. An environment variable takes the place of a key; lists are given there with commas.

Secrets need not stand in the file: `VEEDOR_STORE_URL` gives the database with its password,
`env:NAME` in `channels` names a variable that holds an address of
[apprise](https://github.com/caronc/apprise), and `VEEDOR_TOKEN` is the token of `veedor serve`.
Wherever such an address is shown, its secrets are masked.
"""


def settings_tree() -> Iterator[tuple[str, FieldInfo, type[BaseModel] | None, bool]]:
    """Every section: its name, its field, its model if it has keys, whether it may be repeated."""
    for name, field in Settings.model_fields.items():
        parts = (field.annotation, *get_args(field.annotation))
        models = [part for part in parts if _is_model(part)]
        repeated = get_origin(field.annotation) is tuple
        yield name, field, models[0] if models else None, repeated


def _is_model(part: Any) -> bool:
    return isinstance(part, type) and issubclass(part, BaseModel)


def meaning_of(field: FieldInfo) -> str:
    """What a key means, from the text beside its type."""
    return next((text for text in field.metadata if isinstance(text, str)), "")


def settings_page() -> str:
    """The whole page."""
    parts = [_HEAD]
    for name, field, model, repeated in settings_tree():
        head = f"[[{name}]]" if repeated else f"[{name}]"
        if model is None:
            parts.append(f"## `{head}`\n\n{meaning_of(field)}.\n")
            continue
        about = " ".join((model.__doc__ or "").split())
        rows = [
            (f"`{key}`", f"`{_type(one)}`", _default(one), _variable(name, key, repeated),
             cell(meaning_of(one)))
            for key, one in model.model_fields.items()
        ]  # fmt: skip
        heads = ("key", "type", "default", "variable", "meaning")
        parts.append(f"## `{head}`\n\n{about}\n\n{table(heads, rows)}\n")
    return "\n".join(parts)


def _variable(section: str, key: str, repeated: bool) -> str:
    return "" if repeated else f"`VEEDOR_{section}_{key}`".upper()


def _default(field: FieldInfo) -> str:
    value = field.default
    if value is PydanticUndefined:
        return "must be given"
    if value is None:
        return ""
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, tuple):
        return f"`{list(value)}`".replace("'", '"')
    return f'`"{value}"`' if isinstance(value, str) else f"`{value}`"


def _type(field: FieldInfo) -> str:
    return _words(field.annotation)


def _words(annotation: Any) -> str:
    origin, parts = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _words(parts[0])
    if origin is Literal:
        return " or ".join(str(part) for part in parts)
    if origin in (Union, types.UnionType):
        return _words(next(part for part in parts if part is not type(None)))
    if origin is tuple:
        return f"list of {_words(parts[0])}"
    names = {str: "text", int: "whole number", float: "number", bool: "true or false"}
    return names.get(annotation, str(annotation))
