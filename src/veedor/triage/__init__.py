"""Which articles may be about what a workspace follows, before any of them is parsed.

Parsing costs a tenth of a second an article; one look at its words costs a ten-thousandth.
Triage may send too much to be read, and must not hold back what a finding would stand on.
"""

from veedor.triage.scan import Scanner
from veedor.triage.vocabulary import Followed, followed

__all__ = ["Followed", "Scanner", "followed"]
