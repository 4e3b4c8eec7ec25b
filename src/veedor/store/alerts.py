"""Which facts each saved watch has taken note of, and which alerts went where.

A fact is noted once a watch, in one transaction with the deliveries it causes; a delivery
leaves the queue only when its channel has taken it. So a process that is killed between
finding and sending loses nothing and sends nothing twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime

from msgspec import Struct
from sqlalchemy import func, select, update

from veedor.model import record_id
from veedor.store.articles import now
from veedor.store.database import Database
from veedor.store.schema import alerts, deliveries

__all__ = ["Alert", "Alerts", "Delivery"]

#: Rows looked up at a time: SQLite allows 32,766 variables in a statement, PostgreSQL 65,535.
_BATCH = 1000
#: The states of a delivery that is still to be made.
_OPEN = ("waiting", "sending")


class Alert(Struct, frozen=True, kw_only=True):
    """Something a watch took note of; `payload` is the message as JSON, None if none is due."""

    id: str
    watch: str
    fact: str
    at: str
    payload: str | None


class Delivery(Struct, frozen=True, kw_only=True):
    """An alert on its way. `state`: waiting, sending (begun, outcome unknown), sent, dropped."""

    alert: Alert
    channel: str
    state: str
    attempts: int
    problem: str | None = None


class Alerts:
    """The record of alerts; only ever added to, but for the state of deliveries."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def noted(self, watch: str, facts: Sequence[str]) -> set[str]:
        """Those of these facts that a watch has taken note of before."""
        found: set[str] = set()
        with self._database.begin() as connection:
            for start in range(0, len(facts), _BATCH):
                ids = {_id(watch, fact): fact for fact in facts[start : start + _BATCH]}
                query = select(alerts.c.id).where(alerts.c.id.in_(ids))
                found |= {ids[key] for key in connection.execute(query).scalars()}
        return found

    def note(self, watch: str, facts: Mapping[str, str | None], channels: Sequence[str]) -> None:
        """Take note of facts, by their message (None: to be known, not sent), at once.

        A fact noted before is left as it is.
        """
        fresh = [fact for fact in facts if fact not in self.noted(watch, list(facts))]
        moment = now()
        rows = [
            {"id": _id(watch, f), "watch": watch, "fact": f, "at": moment, "payload": facts[f]}
            for f in fresh
        ]
        queued = [
            _queued(_id(watch, f), channel, moment)
            for f in fresh
            if facts[f] is not None
            for channel in channels
        ]
        with self._database.begin():
            self._database.put(alerts, rows, replace=False)
            self._database.put(deliveries, queued, replace=False)

    def due(self, moment: str, limit: int = 100) -> list[Delivery]:
        """Deliveries to be tried now, the oldest first."""
        query = (
            select(alerts, deliveries)
            .join_from(deliveries, alerts, deliveries.c.alert == alerts.c.id)
            .where(deliveries.c.state.in_(_OPEN), deliveries.c.due <= moment)
            .order_by(deliveries.c.due, alerts.c.at, alerts.c.id)
            .limit(limit)
        )
        with self._database.begin() as connection:
            return [
                Delivery(
                    alert=Alert(id=row.id, watch=row.watch, fact=row.fact, at=row.at,
                                payload=row.payload),
                    channel=row.channel, state=row.state, attempts=row.attempts,
                    problem=row.problem,
                )
                for row in connection.execute(query)
            ]  # fmt: skip

    def mark(
        self, delivery: Delivery, state: str, due: datetime, problem: str | None = None
    ) -> None:
        """Say how far a delivery is."""
        place = (deliveries.c.alert == delivery.alert.id, deliveries.c.channel == delivery.channel)
        values: dict[str, object] = {
            "state": state, "due": due.isoformat(timespec="seconds"), "problem": problem,
        }  # fmt: skip
        if state == "sending":
            values["attempts"] = deliveries.c.attempts + 1
        with self._database.begin() as connection:
            connection.execute(update(deliveries).where(*place).values(**values))

    def readdress(self, watch: str, channels: Sequence[str]) -> int:
        """Send what waits for channels that a watch no longer has to those that it has.

        Returns:
            how many deliveries were moved.
        """
        waiting = (
            select(deliveries.c.alert, deliveries.c.channel)
            .join_from(deliveries, alerts, deliveries.c.alert == alerts.c.id)
            .where(alerts.c.watch == watch, deliveries.c.state.in_(_OPEN))
        )
        moment = now()
        with self._database.begin() as connection:
            rows = connection.execute(waiting).tuples().all()
            lost = [(alert, channel) for alert, channel in rows if channel not in channels]
            for alert, channel in lost:
                gone = (deliveries.c.alert == alert, deliveries.c.channel == channel)
                connection.execute(
                    update(deliveries)
                    .where(*gone)
                    .values(state="dropped", problem="the channel is gone")
                )
            queued = [_queued(alert, c, moment) for alert, _ in lost for c in channels]
            self._database.put(deliveries, queued, replace=False)
        return len(lost)

    def of(self, watch: str, limit: int = 100) -> list[Alert]:
        """The newest alerts of a watch that had a message, newest first."""
        query = (
            select(alerts)
            .where(alerts.c.watch == watch, alerts.c.payload.is_not(None))
            .order_by(alerts.c.at.desc(), alerts.c.id)
            .limit(limit)
        )
        with self._database.begin() as connection:
            return [Alert(**row) for row in connection.execute(query).mappings()]

    def forget(self, told: Callable[[str], bool]) -> int:
        """Take the text out of every alert that tells of something, and send none of them.

        That its fact was noted stays, by a hash.

        Args:
            told: whether a message, or the name of a fact, tells of it.

        Returns:
            how many alerts were emptied.
        """
        with self._database.begin() as connection:
            rows = connection.execute(select(alerts.c.id, alerts.c.fact, alerts.c.payload)).all()
            gone = [r.id for r in rows if told(r.payload or "") or told(r.fact.replace("-", " "))]
            for key in gone:
                emptied = update(alerts).where(alerts.c.id == key).values(payload=None, fact="")
                connection.execute(emptied)
                waiting = (deliveries.c.alert == key, deliveries.c.state.in_(_OPEN))
                dropped = {"state": "dropped", "problem": "erased"}
                connection.execute(update(deliveries).where(*waiting).values(**dropped))
        return len(gone)

    def counts(self) -> dict[str, int]:
        """How many deliveries are in each state."""
        query = select(deliveries.c.state, func.count()).group_by(deliveries.c.state)
        with self._database.begin() as connection:
            return dict(connection.execute(query).tuples().all())

    def next_due(self) -> str | None:
        """When the next delivery is to be tried."""
        query = select(func.min(deliveries.c.due)).where(deliveries.c.state.in_(_OPEN))
        with self._database.begin() as connection:
            return connection.execute(query).scalar()

    def problems(self) -> list[str]:
        """What channels answered that have not taken an alert, each once."""
        query = select(deliveries.c.problem).distinct().where(deliveries.c.state.in_(_OPEN))
        with self._database.begin() as connection:
            found: Iterable[str | None] = connection.execute(query).scalars().all()
        return sorted(problem for problem in found if problem)


def _id(watch: str, fact: str) -> str:
    return record_id("alert", watch, fact)


def _queued(alert: str, channel: str, moment: str) -> dict[str, object]:
    return {
        "alert": alert, "channel": channel, "state": "waiting", "attempts": 0, "due": moment,
        "problem": None,
    }  # fmt: skip
