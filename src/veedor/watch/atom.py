"""Alerts as an Atom feed (RFC 4287), for readers that fetch rather than wait to be told."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec
from lxml import etree

from veedor.errors import StoreError
from veedor.store.alerts import Alert
from veedor.watch.messages import Message

__all__ = ["feed", "write_feed"]

_ATOM = "http://www.w3.org/2005/Atom"


def feed(name: str, alerts: Sequence[Alert], identity: str) -> bytes:
    """The feed of a watch, newest first. An alert keeps its id, so no reader shows it twice.

    Args:
        name: of the watch.
        alerts: with their messages.
        identity: what tells this workspace's feed from others.
    """
    root = etree.Element(f"{{{_ATOM}}}feed", nsmap={None: _ATOM})  # type: ignore[dict-item]
    _add(root, "title", f"Veedor: {name}")
    _add(root, "id", f"urn:veedor:{identity}")
    _add(root, "updated", alerts[0].at if alerts else "1970-01-01T00:00:00+00:00")
    author = etree.SubElement(root, f"{{{_ATOM}}}author")
    _add(author, "name", "Veedor")
    for alert in alerts:
        message = msgspec.json.decode(alert.payload or "{}", type=Message)
        entry = etree.SubElement(root, f"{{{_ATOM}}}entry")
        _add(entry, "title", message.title)
        _add(entry, "id", f"urn:veedor:alert:{alert.id}")
        _add(entry, "updated", alert.at)
        _add(entry, "content", message.body).set("type", "text")
    return etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)


def _add(parent: etree._Element, tag: str, text: str) -> etree._Element:
    child = etree.SubElement(parent, f"{{{_ATOM}}}{tag}")
    # XML has no control characters; texts from pages may.
    child.text = "".join(c for c in text if c >= " " or c in "\n\t")
    return child


def write_feed(file: Path, content: bytes) -> None:
    """Put a feed in its place, whole or not at all.

    Raises:
        StoreError: it cannot be written.
    """
    part = file.with_name(f"{file.name}.part")
    try:
        if file.is_file() and file.read_bytes() == content:
            return
        part.write_bytes(content)
        part.replace(file)
    except OSError as error:
        raise StoreError(f"{file}: cannot be written ({error.strerror})") from None
