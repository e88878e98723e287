"""gunicorn's worker with threads, sharing connections evenly between the processes."""

from time import sleep
from typing import Any

from gunicorn.workers.gthread import ThreadWorker

PAUSE_S = 0.0001
"""What each connection held costs before the next one is taken."""
MOST = 20


class FairWorker(ThreadWorker):
    """Lets the worker with fewer connections take the next one.

    A new connection wakes every worker, and whoever comes first takes it: under load often the same one, again and
    again, because it is awake already. Connections are kept alive, so that one process would then do all the work and
    its neighbours none. Whoever holds more steps back a moment longer; a call that comes too late finds nothing.
    """

    def accept(self, listener: Any) -> None:
        """Take a connection, unless a worker that holds fewer was faster."""
        sleep(PAUSE_S * min(self.nr_conns, MOST))
        super().accept(listener)
