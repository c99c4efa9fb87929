"""The cluster on disk: made whole or not at all, refused if we cannot run it, mended where that is safe."""

import os
import shutil

from npq.config.embedded_postgres import programs
from npq.config.embedded_postgres.errors import EmbeddedPostgresError
from npq.config.embedded_postgres.home import ROOM_FOR_A_CLUSTER, SOCKET, Home

# As the superuser in PostgreSQL's single-user mode, the only time there is one: one statement a line.
BIRTH = b"""\
CREATE ROLE npq LOGIN CREATEDB;
CREATE DATABASE npq OWNER npq;
"""
# No superuser, no network; who may use the socket at all is a matter of its permissions.
CONNECTIONS = "local all npq trust\n"


def make(home: Home, *, throwaway: bool) -> None:
    """Make the cluster, its role and its database. Until all of it is there, `data` is not."""
    if home.room() < ROOM_FOR_A_CLUSTER:
        raise home.disk_full()
    new = home.path / "data.new"
    if new.exists():
        shutil.rmtree(new)
    how = ["--username=postgres", "--auth=reject", "--no-instructions", "--data-checksums"]
    text = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    haste = ["--no-sync"] if throwaway else []
    programs.run(home, "initdb", f"--pgdata={new}", *how, *text, *haste)
    (new / "pg_hba.conf").write_text(CONNECTIONS)
    quietly = ["-c", "exit_on_error=on", "-c", "log_checkpoints=off"]
    programs.run(home, "postgres", "--single", "-D", str(new), *quietly, "postgres", said=BIRTH)
    new.rename(home.data)


def refuse_other_version(home: Home) -> None:
    """Raise EmbeddedPostgresError for a cluster that this PostgreSQL cannot read."""
    try:
        version = (home.data / "PG_VERSION").read_text().strip()
    except FileNotFoundError:
        raise EmbeddedPostgresError(
            f"{home.data} is not a whole database any more. "
            f"Bring it back from a copy, or name another folder in NPQ_VAR to begin with an empty one."
        ) from None
    if version != programs.MAJOR_VERSION:
        raise EmbeddedPostgresError(
            f"The database in {home.path} was made by PostgreSQL {version}, and this is "
            f"{programs.MAJOR_VERSION}. Carry it over with the old version's pg_dump, or name another folder "
            f"in NPQ_VAR to begin with an empty one."
        )


def mend(home: Home) -> None:
    """Put right what copying a folder or killing its server spoils. Only while no server lives in it."""
    home.data.chmod(0o700)
    if home.owner and home.data.stat().st_uid != home.owner.pw_uid:
        for path in (home.data, *home.data.rglob("*")):
            os.chown(path, home.owner.pw_uid, home.owner.pw_gid, follow_symlinks=False)
    for stale in (SOCKET, f"{SOCKET}.lock"):
        (home.socket_folder / stale).unlink(missing_ok=True)
    if not home.postmaster()[
        0
    ]:  # no such file, or an empty one after a power cut, which would stop PostgreSQL
        (home.data / "postmaster.pid").unlink(missing_ok=True)
