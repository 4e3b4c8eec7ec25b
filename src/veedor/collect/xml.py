"""XML from strangers: no entities, no network, no depth or size that libxml2 warns of."""

from __future__ import annotations

from lxml import etree

__all__ = ["parsed"]


def parsed(content: bytes) -> etree._Element | None:
    """The root of a document, as much of it as is well-formed; None if nothing is."""
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        return etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
