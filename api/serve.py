"""gunicorn's configuration, read by it as `python:api.serve`; the names are gunicorn's.

Behind nginx in production: gunicorn alone lets slow clients hold its threads. Measured choices are in
`docs/performance.md`; the limits are `docs/operations.md`, "Web server".
"""

import ctypes
import gc
from contextlib import suppress
from pathlib import Path
from typing import Any

from api.logs import logging_configuration
from api.settings import Settings, load_settings

_SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 - the heartbeat file must not wait for a disk


def address(settings: Settings) -> str:
    """What to listen on: `unix:/path` as given, otherwise host and port."""
    return settings.host if settings.host.startswith("unix:") else f"{settings.host}:{settings.port}"


def _keep_the_heap_small() -> None:
    """Let the threads share two heaps, and give large pieces back to the system.

    glibc gives each thread a heap of its own, where what one frees no other uses again, and once a large piece was
    freed it keeps all of that size.
    """
    with suppress(OSError, AttributeError):  # another C library: its own rules
        library = ctypes.CDLL(None)
        library.mallopt(_ARENA_MAX, 2)
        library.mallopt(_MMAP_THRESHOLD, 128 * 1024)


_ARENA_MAX, _MMAP_THRESHOLD = -8, -3
_keep_the_heap_small()
_settings = load_settings()

wsgi_app = "wsgi:application"
proc_name = "tradein"
bind = address(_settings)
worker_class = "api.worker.FairWorker"
# Built once and forked: the second worker costs neither its start-up time nor its memory again. Nothing holds a
# connection or a thread before the fork; see `api.stream`.
preload_app = True
workers = _settings.workers
threads = _settings.threads
worker_tmp_dir = str(_SHARED_MEMORY) if _SHARED_MEMORY.is_dir() else None
umask = 0o007
timeout = 30
# In development somebody waits at the terminal, and a live dashboard's stream would hold the door for all of it.
graceful_timeout = 25 if _settings.production else 3
keepalive = 5
# A guard against slow leaks. Rarely enough that a busy hour does not restart workers all the time.
max_requests = 100_000
max_requests_jitter = 10_000
limit_request_line = 4094
limit_request_fields = 60
limit_request_field_size = 8190
# A control socket would be one more door into the process.
control_socket_disable = True
accesslog = None  # `api.logs` writes one line a request, by route and without addresses
logconfig_dict = logging_configuration()


def pre_fork(_server: Any, _worker: Any) -> None:
    """Keep what was built before the fork out of every later garbage collection, and its pages shared.

    The application is some 300,000 objects; going through them again cost a batch of 1,000 scans a quarter of its time.
    """
    gc.collect()
    gc.freeze()


def post_worker_init(worker: Any) -> None:
    """Let open streams end as soon as their worker is told to, instead of holding it until `graceful_timeout`."""
    worker.wsgi.extensions["stream"].ending = lambda: not worker.alive
