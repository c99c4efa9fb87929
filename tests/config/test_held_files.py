"""Files held by a process, and registers of processes."""

import os
import subprocess
import sys

import pytest

from npq.config.held_files import HeldFile, sign_in, sign_out, signed_in

HOLDING = """
import sys, time
from pathlib import Path
from npq.config.held_files import HeldFile
HeldFile(Path(sys.argv[1])).hold()
print("held", flush=True)
time.sleep(60)
"""


def test_one_at_a_time(tmp_path):
    with HeldFile(tmp_path / "lock") as first, HeldFile(tmp_path / "lock") as second:
        assert first.try_to_hold()
        assert not second.try_to_hold()
        first.let_go()
        assert second.try_to_hold()


def test_a_process_that_is_killed_lets_go(tmp_path):
    path = tmp_path / "lock"
    with subprocess.Popen([sys.executable, "-c", HOLDING, str(path)], stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with HeldFile(path) as ours:
            assert not ours.try_to_hold()
            holder.kill()
            assert ours.hold().path == path


def test_a_link_is_not_followed(tmp_path):
    (tmp_path / "lock").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OSError, match="symbolic"):
        HeldFile(tmp_path / "lock")
    assert not (tmp_path / "elsewhere").exists()


def test_a_register_names_who_is_there_and_forgets_the_dead(tmp_path):
    entry = sign_in(tmp_path)
    (tmp_path / "1-dead").touch()
    assert list(signed_in(tmp_path)) == [os.getpid()]
    assert [path.name for path in tmp_path.iterdir()] == [entry.path.name]
    sign_out(entry)
    assert list(signed_in(tmp_path)) == []
