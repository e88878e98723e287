"""Whom the embedded PostgreSQL runs as: the ordinary user, or one of its own when we are root."""

import os
import pwd
import stat
import subprocess
from contextlib import suppress
from pathlib import Path

SYSTEM_USER = "pgserver"
LONGEST_SOCKET_DIRECTORY = 90


class EmbeddedRefused(Exception):
    """The embedded server will not start here; the message says why and what to do."""


def as_root() -> bool:
    return os.geteuid() == 0


def cluster_owner() -> int:
    """Whose files the cluster's are: PostgreSQL refuses to run as root, so there it has its own user."""
    if not as_root():
        return os.geteuid()
    with suppress(KeyError):
        return pwd.getpwnam(SYSTEM_USER).pw_uid
    try:
        subprocess.run(["useradd", "--system", "--user-group", SYSTEM_USER], check=True)  # noqa: S603, S607
    except (OSError, subprocess.CalledProcessError) as error:
        raise EmbeddedRefused(
            "PostgreSQL does not run as root and no user could be made; run as a user"
        ) from error
    return pwd.getpwnam(SYSTEM_USER).pw_uid


def let_system_user_through(*paths: Path) -> None:
    """As root only: give others the search bit, nothing more, on the way to the data and the binaries."""
    if not as_root():
        return
    for directory in {parent for path in paths for parent in path.parents}:
        mode = directory.stat().st_mode
        if not mode & 0o001:
            directory.chmod(mode | 0o001)
    installed = paths[-1]
    if installed.stat().st_mode & 0o005 != 0o005:  # installed under a strict umask
        for path in (installed, *installed.rglob("*")):
            path.chmod(path.stat().st_mode | (0o005 if path.is_dir() or path.parent.name == "bin" else 0o004))


def private_socket_directory(path: Path) -> None:
    """Make `path` 0700 for the server's user, or refuse: whoever enters it is superuser of the database."""
    path.mkdir(mode=0o700, exist_ok=True)
    if as_root() and path.lstat().st_uid == 0 and not path.is_symlink():
        os.chown(path, cluster_owner(), -1)
    found = path.lstat()
    private = stat.S_ISDIR(found.st_mode) and found.st_uid == cluster_owner() and not found.st_mode & 0o077
    if not private or len(os.fsencode(path)) > LONGEST_SOCKET_DIRECTORY:
        raise EmbeddedRefused(f"{path} is not private to this user; choose a shorter TRADEIN_HOME")
