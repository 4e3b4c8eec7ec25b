"""Whose outlets are whose: a directory of outlets and agencies, as data.

```
data/*.yaml, an owner's own files, [[source]] ─▶ directory ─▶ collect · link · find
```
"""

from veedor.outlets.directory import Outlet, Outlets, built_in, schema

__all__ = ["Outlet", "Outlets", "built_in", "schema"]
