"""Veedor follows a sanctions regime through the open press.

What is named here is the public interface; it is imported when it is asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from veedor.api import records, run, screen
    from veedor.client import Client
    from veedor.errors import VeedorError
    from veedor.lists import Index, ListVersion
    from veedor.lists import load as load_list
    from veedor.model import Article, Match, Party, Record
    from veedor.read.reader import Reader
    from veedor.store import Workspace

__all__ = [
    "Article",
    "Client",
    "Index",
    "ListVersion",
    "Match",
    "Party",
    "Reader",
    "Record",
    "VeedorError",
    "Workspace",
    "load_list",
    "records",
    "run",
    "screen",
]

_PLACES = {
    "Article": ("veedor.model", "Article"),
    "Client": ("veedor.client", "Client"),
    "Index": ("veedor.lists", "Index"),
    "ListVersion": ("veedor.lists", "ListVersion"),
    "Match": ("veedor.model", "Match"),
    "Party": ("veedor.model", "Party"),
    "Reader": ("veedor.read.reader", "Reader"),
    "Record": ("veedor.model", "Record"),
    "VeedorError": ("veedor.errors", "VeedorError"),
    "Workspace": ("veedor.store", "Workspace"),
    "load_list": ("veedor.lists", "load"),
    "records": ("veedor.api", "records"),
    "run": ("veedor.api", "run"),
    "screen": ("veedor.api", "screen"),
}


def __getattr__(name: str) -> Any:
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, attribute = _PLACES[name]
    return getattr(import_module(module), attribute)


def __dir__() -> list[str]:
    return sorted(__all__)
