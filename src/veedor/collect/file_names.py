"""What a source is by how its name ends, before anything is opened."""

from __future__ import annotations

__all__ = ["LARGE", "is_remote_file", "path_of"]

#: Files that are read as they come, wherever they lie.
LARGE = (".warc", ".warc.gz", ".jsonl", ".jsonl.gz")


def path_of(address: str) -> str:
    """An address without query and fragment, in lower case."""
    return address.partition("#")[0].partition("?")[0].lower()


def is_remote_file(address: str) -> bool:
    """Whether an address is of a file elsewhere that is read as it comes, not of a page."""
    scheme, parted, _ = address.partition("://")
    if not parted or not scheme.isalnum():
        return False
    return scheme not in ("http", "https") or path_of(address).endswith(LARGE)
