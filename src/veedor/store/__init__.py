"""A workspace's database and evidence.

```
workspace ─▶ articles · outputs · lists · collected · reviews ─▶ database ─▶ schema, migrations
```
"""

from veedor.store.workspace import Workspace

__all__ = ["Workspace"]
