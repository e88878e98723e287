"""gunicorn's worker with threads: connections shared evenly between the processes, streams beside the requests."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from threading import Semaphore
from time import sleep
from typing import Any

from gunicorn.workers.gthread import ThreadWorker

from api.settings import load_settings

PAUSE_S = 0.0001
"""What each connection held costs before the next one is taken."""
MOST = 20
LASTING = "/stream"
"""How the path of an answer ends that lasts for hours: live figures (`api/stream.py`)."""


class FairWorker(ThreadWorker):
    """Lets the worker with fewer connections take the next one, and streams last without taking a request's turn.

    A new connection wakes every worker, and whoever comes first takes it: under load often the same one, again and
    again, because it is awake already. Connections are kept alive, so that one process would then do all the work and
    its neighbours none. Whoever holds more steps back a moment longer; a call that comes too late finds nothing.

    A stream holds its thread as long as a screen is open. Threads are therefore as many as requests and streams
    together, made when they are first needed, while no more than `threads` requests are worked on at once: that many
    connections to the database there are.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.turns = Semaphore(self.cfg.threads)

    def get_thread_pool(self) -> ThreadPoolExecutor:
        """Room for all requests and all streams."""
        return ThreadPoolExecutor(self.cfg.threads + load_settings().streams)

    def accept(self, listener: Any) -> None:
        """Take a connection, unless a worker that holds fewer was faster."""
        sleep(PAUSE_S * min(self.nr_conns, MOST))
        super().accept(listener)

    def handle_request(self, req: Any, conn: Any) -> Any:
        """Answer when it is this request's turn; a stream needs none."""
        with nullcontext() if req.path.endswith(LASTING) else self.turns:
            return super().handle_request(req, conn)
