"""A connection to a workspace's database: pragmas, migrations, transactions.

SQLite is the default, PostgreSQL the other; only this file, the lock and search know which.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from importlib import resources
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, Table, create_engine, event, inspect, make_url, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from veedor.errors import StoreError
from veedor.store import schema
from veedor.store.masking import masked

__all__ = ["AT_ONCE", "Database", "in_batches", "migrate", "storable"]


#: The number of PostgreSQL's advisory lock for turns ("veedot" in ASCII).
_TURN = 0x766565646F74


class Database:
    """An engine with its schema up to date, and at most one open transaction.

    Args:
        url: an SQLAlchemy URL.

    Raises:
        StoreError: it cannot be opened, or is of a newer version of the program.
    """

    def __init__(self, url: str) -> None:
        self.url = masked(url)
        self._local = threading.local()
        #: Whether this process writes beside others.
        self.takes_turns = False
        #: What is called when a transaction is about to be kept, which it may refuse, and after.
        self.before_commit: list[Callable[[], None]] = []
        self.after_commit: list[Callable[[], None]] = []
        try:
            self.engine = _engine(url)
        except ImportError as error:
            reason = f"{error}; for PostgreSQL: pip install 'veedor[postgres]'"
            raise StoreError(f"{self.url}: {reason}") from None
        except (SQLAlchemyError, ValueError) as error:
            raise StoreError(f"{self.url}: {_reason(error)}") from None
        try:
            _bring_up_to_date(self.engine)
        except DBAPIError as error:
            self.engine.dispose()
            raise StoreError(f"{self.url}: {_reason(error)}") from None
        except StoreError:
            self.engine.dispose()
            raise

    @property
    def dialect(self) -> str:
        """`sqlite` or `postgresql`."""
        return self.engine.dialect.name

    @property
    def _open(self) -> Connection | None:
        """The open transaction of this thread."""
        return getattr(self._local, "connection", None)

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """A transaction, or the one that is open: nested calls are one unit of work.

        Raises:
            StoreError: the database refused, for example because the disk is full.
        """
        if (opened := self._open) is not None:
            yield opened
            return
        try:
            with self._own_turn(), self.engine.begin() as connection:
                self._local.connection = connection
                yield connection
                for call in self.before_commit:
                    call()
            for call in self.after_commit:
                call()
        except DBAPIError as error:
            raise StoreError(f"{self.url}: {_reason(error)}") from None
        finally:
            self._local.connection = None

    def _own_turn(self) -> AbstractContextManager[None]:
        return self.turn() if self.takes_turns else nullcontext()

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Writers of a PostgreSQL database wait here for each other, transaction by transaction:
        each then sees what the one before has kept. SQLite has one writer.

        A turn ends with its connection, so a killed process holds up nobody.
        """
        if self.dialect != "postgresql" or getattr(self._local, "turn", False):
            yield
            return
        with self.engine.connect() as waiting:
            waiting = waiting.execution_options(isolation_level="AUTOCOMMIT")
            waiting.execute(text("SELECT pg_advisory_lock(:key)"), {"key": _TURN})
            self._local.turn = True
            try:
                yield
            finally:
                self._local.turn = False
                waiting.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": _TURN})

    def put(self, table: Table, rows: Sequence[Mapping[str, Any]], *, replace: bool = True) -> int:
        """Insert rows by primary key; a row that is there is replaced, or left as it is.

        Returns:
            how many rows were written.
        """
        if not rows:
            return 0
        dialect = postgresql if self.dialect == "postgresql" else sqlite
        statement = dialect.insert(table)
        keys = [column.name for column in table.primary_key]
        if replace:
            changed = {
                column.name: statement.excluded[column.name]
                for column in table.columns
                if column.name in rows[0] and column.name not in keys
            }
            statement = statement.on_conflict_do_update(index_elements=keys, set_=changed)
        else:
            statement = statement.on_conflict_do_nothing(index_elements=keys)
        with self.begin() as connection:
            return connection.execute(statement, [_storable(row) for row in rows]).rowcount

    def compact(self) -> None:
        """Leave no trace of what was deleted in the files of an SQLite database.

        PostgreSQL frees the space by itself in time; until then it is in nobody's reach.
        """
        if self.dialect != "sqlite":
            return
        connection = self.engine.raw_connection()
        try:
            cursor = connection.cursor()
            cursor.execute("INSERT INTO search(search) VALUES ('optimize')")
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            connection.close()

    def size(self) -> int:
        """How many bytes it takes on its disk."""
        with self.begin() as connection:
            if self.dialect == "postgresql":
                size = "SELECT pg_database_size(current_database())"
                return int(connection.execute(text(size)).scalar_one())
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar() or 0
            return int(pages) * int(connection.exec_driver_sql("PRAGMA page_size").scalar() or 0)

    def seal(self) -> None:
        """Make an SQLite database one file that needs no journal beside it."""
        connection = self.engine.raw_connection()
        try:
            connection.cursor().execute("PRAGMA journal_mode=DELETE")
        finally:
            connection.close()

    def close(self) -> None:
        """Give the connections back."""
        self.engine.dispose()


def migrate(connection: Connection, revision: str = "head") -> None:
    """Bring a database to a revision of the schema, forward or back (`base`: no tables)."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    with resources.as_file(resources.files("veedor.store.migrations")) as folder:
        config.set_main_option("script_location", str(folder).replace("%", "%%"))
        config.attributes["connection"] = connection
        if revision == "base" or revision < _revision(connection):
            command.downgrade(config, revision)
        else:
            command.upgrade(config, revision)


def _engine(url: str) -> Engine:
    """The engine for a URL: psycopg for PostgreSQL, one snapshot for each transaction."""
    address = make_url(url)
    name = address.get_backend_name()
    if name == "postgresql":
        return create_engine(
            address.set(drivername="postgresql+psycopg"), isolation_level="REPEATABLE READ"
        )
    if name != "sqlite":
        raise ValueError(f"{name} is not a database veedor can use: sqlite or postgresql")
    if frozen := _frozen(address.database):
        engine = create_engine(f"sqlite:///{frozen}")
    else:
        engine = create_engine(address)
    _prepare_sqlite(engine, journal=not frozen)
    return engine


def _frozen(database: str | None) -> str | None:
    """The URI of an SQLite file that may only be read, as on a read-only disk: without a journal
    beside it, nobody can be writing to it, and SQLite need not look for one.
    """
    file = Path(database or "")
    if not file.is_file() or os.access(file.parent, os.W_OK):
        return None
    alone = "" if file.with_name(f"{file.name}-wal").exists() else "&immutable=1"
    return f"file:{quote(file.resolve().as_posix())}?mode=ro{alone}&uri=true"


#: So many rows are fetched at once where all are gone through: one by one they cost twice as much.
AT_ONCE = 2000


def in_batches(ids: Iterable[str]) -> Iterator[list[str]]:
    """So few ids at once that no database has too many parameters for a question."""
    iterator = iter(ids)
    while batch := list(islice(iterator, 500)):
        yield batch


def storable(text: str) -> str:
    """Text as every database takes it: PostgreSQL has no NUL within."""
    return text.replace("\0", "\ufffd")


def _storable(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row as every database takes it."""
    return {
        key: storable(value) if isinstance(value, str) else value
        for key, value in row.items()
    }


def _reason(error: Exception) -> str:
    cause = error.orig if isinstance(error, DBAPIError) and error.orig else error
    reason = str(cause).splitlines()[0] if str(cause) else type(cause).__name__
    return reason + next((hint for sign, hint in _HINTS.items() if sign in reason), "")


#: What to do about what databases say, by words of theirs.
_HINTS = {
    "is full": ": make room and run it again; what was done is kept",
    "No space left": ": make room and run it again; what was done is kept",
    "disk I/O error": ": the disk is full, limited or failing; what was done is kept",
    "readonly": ": the folder or the file may not be written to",
    "unable to open": ": see that the folder is there and may be written to",
    "malformed": ": `veedor verify` says what is damaged; restore a backup",
    "is locked": ": another program has it open; wait for it to end",
}


#: Keys are hashes, so a batch touches pages all over its indexes: at half a million articles, the
#: sizes SQLite begins with (2 MB at hand, moved from the journal every 4 MB) had 28 GB written for
#: a file of 1.4 GB. 64 MB at hand, and a journal that is moved every 64 MB and then cut.
_LARGE = ("cache_size=-65536", "wal_autocheckpoint=16384", "journal_size_limit=67108864")


def _prepare_sqlite(engine: Engine, *, journal: bool) -> None:
    """WAL lets others read while one writes; `BEGIN` is ours, so schema changes roll back too."""

    @event.listens_for(engine, "connect")
    def _pragmas(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        if journal:
            connection.execute("PRAGMA journal_mode=WAL")
        for pragma in ("foreign_keys=ON", "synchronous=FULL", "busy_timeout=10000",
                       "secure_delete=ON", *_LARGE):  # fmt: skip
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN")


def _revision(connection: Connection) -> str:
    if not inspect(connection).has_table("alembic_version"):
        return ""
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar() or ""


def _bring_up_to_date(engine: Engine) -> None:
    with engine.begin() as connection:
        found = _revision(connection)
        if found > schema.HEAD:
            raise StoreError(
                f"{engine.url}: its schema ({found}) is newer than this program "
                f"({schema.HEAD}): update veedor"
            )
        if found < schema.HEAD:
            migrate(connection)
