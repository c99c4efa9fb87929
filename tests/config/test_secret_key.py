"""The key that signs: kept once, whole, for its owner alone, also where several processes begin at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from npq.config.secret_key import secret_key

TOGETHER = 8
TIMES = 20


def test_what_is_configured_is_taken_and_nothing_kept(tmp_path):
    assert secret_key("ours", tmp_path) == "ours"
    assert not list(tmp_path.iterdir())


def test_it_is_the_same_after_a_restart_and_for_its_owner_alone(tmp_path):
    key = secret_key("", tmp_path / "var")
    assert len(key) >= 50
    assert secret_key("", tmp_path / "var") == key
    (kept,) = (tmp_path / "var").iterdir()
    assert kept.stat().st_mode & 0o777 == 0o600


def test_processes_that_begin_together_have_one_key(tmp_path):
    barrier = Barrier(TOGETHER)

    def begin(var):
        barrier.wait()
        return secret_key("", var)

    with ThreadPoolExecutor(TOGETHER) as begun:
        for number in range(TIMES):
            keys = set(begun.map(begin, [tmp_path / str(number)] * TOGETHER))
            assert len(keys) == 1
            assert keys != {""}
