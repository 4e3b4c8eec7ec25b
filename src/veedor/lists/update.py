"""Lists from their publishers: fetched, doubted, and only then kept.

A download takes the place of nothing: every version is kept beside the others. One that is
broken, another list, older than the version held or suspiciously small is refused, and the
last good version stays in force.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from msgspec import Struct
from msgspec.structs import replace

from veedor.errors import InputRefused, ListError
from veedor.lists.formats import load
from veedor.lists.version import ListVersion
from veedor.model import Capture
from veedor.settings import Collect
from veedor.settings import Lists as ListSettings

if TYPE_CHECKING:
    from veedor.collect.fetch import Fetched, Fetcher
    from veedor.store import Workspace
    from veedor.store.lists import StoredVersion

__all__ = ["Update", "update"]

#: A first download with fewer entries is no whole list: half of what each had in early 2025
#: (UN 877, SDN 17,100, its other names 19,900 and addresses 24,400, non-SDN 443, EU 5,600,
#: UK 4,700). Later ones are held against the version before (`least_share`): between any two
#: copies at hand, up to four years apart, no list lost more than a seventh.
FEWEST = {
    "un": 440, "ofac_sdn": 8_500, "ofac_alt": 9_900, "ofac_add": 12_200,
    "ofac_consolidated": 220, "eu": 2_800, "uk": 2_300,
}  # fmt: skip


class Update(Struct, frozen=True, kw_only=True):
    """What came of one list: a new version, the one held, or a refusal with the reason."""

    name: str
    address: str
    outcome: Literal["new", "unchanged", "refused"]
    version: ListVersion | None = None
    reason: str = ""


class _Marks(Struct, frozen=True):
    """What is remembered of the last good download of an address."""

    address: str
    etag: str | None
    modified: str | None
    sha256: str


def update(workspace: Workspace, name: str, address: str) -> Update:
    """Fetch one list and keep it, unless there are reasons not to.

    Args:
        workspace: where versions are kept; its lock is the caller's.
        name: the key of the list in the settings (`un`).
        address: where its publisher has it.
    """
    from veedor.collect.fetch import Fetcher

    settings = workspace.settings.lists
    marks = _remembered(workspace, name, address)
    fetcher = Fetcher(_manners(settings, workspace.settings.collect))
    try:
        fetched = _fetched(fetcher, address, marks)
        if fetched is None or (marks and _sha256(fetched.content) == marks.sha256):
            return Update(name=name, address=address, outcome="unchanged")
        version = _doubted(workspace, name, address, fetched, marks)
    except InputRefused as error:
        return Update(name=name, address=address, outcome="refused", reason=error.reason)
    except ListError as error:
        return Update(name=name, address=address, outcome="refused", reason=error.problem)
    finally:
        fetcher.close()
    with workspace.transaction():
        capture = fetched.capture or Capture(uri=address)
        workspace.evidence.add(fetched.content, capture)
        new = workspace.lists.add(version)
        workspace.set(f"lists.{name}.series", _series(version))
        _remember(workspace, name, address, fetched)
    outcome: Literal["new", "unchanged"] = "new" if new else "unchanged"
    return Update(name=name, address=address, outcome=outcome, version=version)


def _manners(settings: ListSettings, collect: Collect) -> Collect:
    """Limits of fetching; publishers' data files are meant for programs, so no robots.txt."""
    own = {"max_bytes": settings.max_bytes, "timeout": settings.timeout,
           "allow_hosts": settings.allow_hosts, "pause": 0.0, "robots": False}  # fmt: skip
    return collect.model_copy(update=own)


def _fetched(fetcher: Fetcher, address: str, marks: _Marks | None) -> Fetched | None:
    if marks is None:
        return fetcher.fetch(address)
    return fetcher.fetch_if_changed(address, marks.etag, marks.modified)


def _doubted(
    workspace: Workspace, name: str, address: str, fetched: Fetched, marks: _Marks | None
) -> ListVersion:
    """The list in the bytes, after every reason to doubt it is out of the way.

    Raises:
        ListError: one is not; it says which.
    """
    version = _read(name, address, fetched)
    held = _held(workspace, name, version)
    if not held:
        if len(version.records) < FEWEST.get(name, 1):
            raise ListError(
                address, f"has {len(version.records)} entries, the list never had so few: cut off?"
            )
        return version
    newest = held[-1]
    _expect_newer(address, version, newest, fetched, marks)
    least = workspace.settings.lists.least_share
    if len(version.records) < least * newest.size:
        raise ListError(
            address,
            f"has {len(version.records)} entries, the version held {newest.size}; if it is right, "
            f"`veedor lists import` takes it (`least_share` under [lists] is {least:g})",
        )
    return version


def _read(name: str, address: str, fetched: Fetched) -> ListVersion:
    with tempfile.TemporaryDirectory(prefix="veedor-") as folder:
        file = Path(folder) / name
        file.write_bytes(fetched.content)
        try:
            version = load(file)
        except ListError as error:
            problem = error.problem if error.line is None else f"line {error.line}: {error.problem}"
            raise ListError(address, f"is no list that can be read: {problem}") from None
    if version.as_of is None:
        version = replace(version, as_of=_today(), as_of_basis="fetched")
    return replace(version, source=address)


def _held(workspace: Workspace, name: str, version: ListVersion) -> list[StoredVersion]:
    """The versions held of this publication, oldest first.

    Raises:
        ListError: under this name another publication was fetched before.
    """
    series = _series(version)
    before = workspace.get(f"lists.{name}.series")
    if before is not None and before != series:
        raise ListError(version.source, f"is {series.strip('|')}, was {before.strip('|')} before")
    return [
        stored
        for stored in workspace.lists.versions()
        if (stored.publication, stored.part) == (version.publication, version.part)
    ]


def _series(version: ListVersion) -> str:
    return f"{version.publication}|{version.part or ''}"


def _expect_newer(
    address: str,
    version: ListVersion,
    newest: StoredVersion,
    fetched: Fetched,
    marks: _Marks | None,
) -> None:
    """Refuse what is older than the version held, by its own day or by the server's."""
    if version.as_of and newest.as_of and version.as_of < newest.as_of:
        raise ListError(address, f"is of {version.as_of}, older than the one of {newest.as_of}")
    then, now = _moment(marks.modified if marks else None), _moment(fetched.modified)
    if then and now and now < then:
        raise ListError(address, f"was last changed on {now:%Y-%m-%d}, before the one held")


def _moment(modified: str | None) -> datetime | None:
    try:
        moment = parsedate_to_datetime(modified) if modified else None
    except ValueError:
        return None
    return moment.replace(tzinfo=UTC) if moment and moment.tzinfo is None else moment


def _remembered(workspace: Workspace, name: str, address: str) -> _Marks | None:
    """The marks of the last good download, if it was from this address."""
    text = workspace.get(f"lists.{name}.marks")
    marks = _Marks(**json.loads(text)) if text else None
    return marks if marks and marks.address == address else None


def _remember(workspace: Workspace, name: str, address: str, fetched: Fetched) -> None:
    marks = {
        "address": address,
        "etag": fetched.etag,
        "modified": fetched.modified,
        "sha256": _sha256(fetched.content),
    }
    workspace.set(f"lists.{name}.marks", json.dumps(marks))


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _today() -> str:
    return datetime.now(UTC).date().isoformat()
