"""Addresses as people may see them: in errors, in `status` and `doctor`, in logs."""

from __future__ import annotations

import re

__all__ = ["masked"]

_HIDDEN = "***"
#: Parameters of a query that hold secrets, by what is in their names.
_SECRET = re.compile(r"(?i)((?:^|&)[^=&]*(?:pass|secret|token|key)[^=&]*=)[^&]*")


def masked(address: str) -> str:
    """An address without the passwords in it.

    It need not be a sound one: what cannot be taken apart is hidden rather than shown.
    """
    place, asks, query = address.partition("?")
    shown = _without_password(place)
    return shown + asks + _SECRET.sub(rf"\1{_HIDDEN}", query)


def _without_password(place: str) -> str:
    before, at, host = place.rpartition("@")
    if not at:
        return place
    scheme, sign, user = before.partition("://")
    if not sign:
        return f"{before.partition(':')[0]}:{_HIDDEN}@{host}"
    name, colon, _ = user.partition(":")
    return f"{scheme}{sign}{name}{colon and ':' + _HIDDEN}@{host}"
