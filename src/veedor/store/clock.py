"""What time it is."""

from __future__ import annotations

import os
from datetime import UTC, datetime

__all__ = ["now"]


def now() -> str:
    """This moment in UTC, ISO 8601, to the second; SOURCE_DATE_EPOCH, if set, stands for it."""
    fixed = os.environ.get("SOURCE_DATE_EPOCH")
    moment = datetime.fromtimestamp(int(fixed), UTC) if fixed else datetime.now(UTC)
    return moment.isoformat(timespec="seconds")
