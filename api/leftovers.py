"""What a killed PostgreSQL leaves behind, cleared only when nothing of it is alive any more."""

from pathlib import Path

import psutil

from api.system_user import EmbeddedRefused


def clear_leftovers(data: Path, socket_directory: Path) -> None:
    """Remove the lock files of a server that was killed, once no orphaned backend works in the directory any more.

    PostgreSQL itself only asks whether some process has that pid; by now it may be another program, or a zombie.
    """
    path = data / "postmaster.pid"
    if not path.exists():
        return
    if recorded_server_lives(data):
        return
    orphans = [process for process in psutil.process_iter() if _works_in(process, data)]
    _, left = psutil.wait_procs(orphans, timeout=10)
    if left:
        raise EmbeddedRefused(f"processes of a killed server still use {data}: {[one.pid for one in left]}")
    path.unlink(missing_ok=True)
    (socket_directory / ".s.PGSQL.5432.lock").unlink(missing_ok=True)


def recorded_server_lives(data: Path) -> bool:
    """Whether the process in the pid file is a PostgreSQL: serving, starting, recovering or about to end."""
    try:
        first = (data / "postmaster.pid").read_text("ascii", "replace").partition("\n")[0]
    except FileNotFoundError:
        return False
    return first.isdecimal() and _is_postgres(int(first))


def _is_postgres(pid: int) -> bool:
    try:
        process = psutil.Process(pid)
        return process.name() == "postgres" and process.status() != psutil.STATUS_ZOMBIE
    except psutil.Error:
        return False


def _works_in(process: psutil.Process, data: Path) -> bool:
    try:
        return process.name() == "postgres" and process.cwd() == str(data)
    except psutil.Error:
        return False
