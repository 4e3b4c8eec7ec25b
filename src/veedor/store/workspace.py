"""A workspace: a folder with settings, a database and a lock."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from sqlalchemy import select

from veedor.errors import StoreError, UsageError
from veedor.settings import SETTINGS_FILE, Settings, load_settings, starting_settings
from veedor.store.alerts import Alerts
from veedor.store.articles import Articles
from veedor.store.collected import Findings, Records
from veedor.store.database import Database
from veedor.store.evidence import Evidence
from veedor.store.housekeeping import finish_erasure, take_in
from veedor.store.kept import Kept
from veedor.store.lists import Lists
from veedor.store.lock import DatabaseLock, Hold, Lock
from veedor.store.outputs import Outputs
from veedor.store.reviews import Reviews
from veedor.store.schema import meta
from veedor.store.search import Search
from veedor.store.sources import Addresses, Sources
from veedor.store.tombstones import Tombstones
from veedor.store.waiting import Waiting

__all__ = ["Workspace"]


class Workspace:
    """What a folder holds: `articles`, their `evidence`, stage `outputs` and what is `waiting` for
    a stage, `lists`, collection `records`, what stages have `kept` for themselves, `findings`,
    `reviews`, full-text `search`, `tombstones`, web `addresses` asked, the health of `sources`,
    `alerts`. Use it in a `with` block.

    Args:
        folder: where veedor.toml lies.
        doing: the command that writes here, which takes the workspace's lock; None to read only.
        hold: which other writers it keeps out where the database is PostgreSQL: all of them,
            those that bring the stages up to date, or none (`beside`).

    Raises:
        UsageError: the folder is no workspace.
        StoreBusy: another process writes to it.
    """

    def __init__(
        self, folder: Path | str, *, doing: str | None = None, hold: Hold = "alone"
    ) -> None:
        self.folder = Path(folder)
        if not (self.folder / SETTINGS_FILE).is_file():
            raise UsageError(f"{self.folder}: no workspace here: run `veedor init {self.folder}`")
        self.settings: Settings = load_settings(self.folder)
        self._lock = Lock(self.folder)
        url = self.settings.store_url(self.folder)
        if doing is not None and not url.startswith("postgresql"):
            self._lock.acquire(doing)
        try:
            self.database = Database(url)
        except BaseException:
            self._lock.release()
            raise
        self.evidence = Evidence(self.database, self.settings.evidence_folder(self.folder))
        self._database_lock = DatabaseLock(self.database)
        try:
            if doing is not None:
                self._database_lock.acquire(doing, hold)
        except BaseException:
            self.close()
            raise
        self.articles = Articles(self.database, self.evidence)
        self.outputs = Outputs(self.database)
        self.waiting = Waiting(self.database)
        self.lists = Lists(self.database)
        self.records = Records(self.database)
        self.kept = Kept(self.database)
        self.findings = Findings(self.database)
        self.reviews = Reviews(self.database)
        self.search = Search(self.database)
        self.tombstones = Tombstones(self.database)
        self.addresses = Addresses(self.database)
        self.sources = Sources(self.database)
        self.alerts = Alerts(self.database)
        if doing is not None:
            self._bring_up_to_date()

    def _bring_up_to_date(self) -> None:
        """Bytes of older versions lie in the database: they go where new ones do."""
        try:
            finish_erasure(self.evidence)
            if take_in(self.evidence):
                self.database.compact()
        except BaseException:
            self.close()
            raise

    @staticmethod
    def create(folder: Path | str) -> bool:
        """Make a folder a workspace; True if it was none before.

        Raises:
            StoreError: the folder cannot be written to.
        """
        path = Path(folder)
        file = path / SETTINGS_FILE
        try:
            path.mkdir(parents=True, exist_ok=True)
            if file.exists():
                return False
            file.write_text(starting_settings(), "utf-8")
        except OSError as error:
            raise StoreError(f"{path}: cannot make a workspace here ({error.strerror})") from None
        return True

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Everything written inside is kept together, or not at all."""
        with self.database.begin():
            yield

    def get(self, key: str) -> str | None:
        """A single fact about the workspace."""
        with self.database.begin() as connection:
            return connection.execute(select(meta.c.value).where(meta.c.key == key)).scalar()

    def set(self, key: str, value: str) -> None:
        """Keep a single fact about the workspace."""
        self.database.put(meta, [{"key": key, "value": value}])

    def close(self) -> None:
        """Close the database and give back the lock."""
        self._database_lock.release()
        self.evidence.close()
        self.database.close()
        self._lock.release()

    def __enter__(self) -> Workspace:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
