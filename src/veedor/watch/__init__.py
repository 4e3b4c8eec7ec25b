"""Collecting on schedules, and telling once of what is new.

```
sources ─▶ polling ─▶ engine ─▶ facts ─▶ queries ─▶ alerts (store) ─▶ channels · feed · digest
```
"""

from veedor.watch.passes import Report, run_pass

__all__ = ["Report", "run_pass"]
