"""A real worker process on real commits: it does its work once, whatever happens to it or to the database."""

import signal

import pytest
from django.db import connection, transaction

from npq.gateways.email.models import Dispatch, KeptLetter
from npq.kernel.models import Entry
from npq.kernel.queue import defer
from tests.jobs.a_worker import Task, a_worker


@pytest.fixture
def database(real_database, settings):
    settings.EMAIL_GATEWAY = "demonstration"
    return real_database


def queue_letter(at, key, *, before=0, after=0) -> None:
    with transaction.atomic():
        defer(Task.SEND, at=at, key=key, before=before, after=after)


def states() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT status::text FROM procrastinate_jobs WHERE queue_name = 'default' ORDER BY id")
        return [state for (state,) in cursor.fetchall()]


def test_it_does_what_is_queued_says_nothing_personal_and_ends_when_asked(database, at, tmp_path):
    queue_letter(at, "letter:1")
    with a_worker(database.environment, tmp_path) as worker:
        worker.wait_for(lambda: states() == ["succeeded"])
        queue_letter(at, "letter:2")
        worker.wait_for(lambda: states() == ["succeeded", "succeeded"])
        worker.process.terminate()
        assert worker.process.wait(10) == 0
    assert "letter:1" in worker.log()
    assert "ann@" not in worker.log()
    assert "123456" not in worker.log()
    assert sorted(Dispatch.objects.values_list("reference", flat=True)) == ["letter:1", "letter:2"]
    assert KeptLetter.objects.count() == 2


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_finishes_the_job_in_hand_before_it_ends(database, at, tmp_path, number):
    queue_letter(at, "letter:1", before=1)
    with a_worker(database.environment, tmp_path) as worker:
        worker.wait_for(lambda: worker.marks("began") == 1)
        worker.process.send_signal(number)
        worker.process.send_signal(number)
        assert worker.process.wait(10) == 0
    assert states() == ["succeeded"]
    assert KeptLetter.objects.count() == 1


@pytest.mark.parametrize(("linger", "step"), [({"before": 60}, "began"), ({"after": 60}, "sent")])
def test_what_a_killed_worker_was_doing_is_done_by_the_next_and_the_letter_goes_once(
    database, at, tmp_path, linger, step
):
    queue_letter(at, "letter:1", **linger)
    with a_worker(database.environment, tmp_path) as worker:
        worker.wait_for(lambda: worker.marks(step) == 1)
        worker.process.kill()
        worker.process.wait()
    assert states() == ["doing"]
    (tmp_path / "hurry").touch()
    with a_worker(database.environment, tmp_path) as worker:
        worker.wait_for(lambda: states() == ["succeeded"])
    assert worker.marks("began") == 2
    assert KeptLetter.objects.count() == 1


def test_a_job_given_to_two_workers_sends_one_letter(database, at, tmp_path):
    """The first worker is not dead, only held up for longer than it may be silent."""
    queue_letter(at, "letter:1", before=2)
    with a_worker(database.environment, tmp_path) as first:
        first.wait_for(lambda: first.marks("began") == 1)
        first.process.send_signal(signal.SIGSTOP)
        with a_worker(database.environment, tmp_path) as second:
            second.wait_for(lambda: second.marks("began") == 2)
            first.process.send_signal(signal.SIGCONT)
            second.wait_for(lambda: second.marks("sent") == 2)
    assert KeptLetter.objects.count() == 1


def test_a_worker_that_others_count_as_dead_goes_on_working(database, at, tmp_path):
    with a_worker(database.environment, tmp_path) as worker:
        worker.wait_for(lambda: "worker.ready" in worker.log())
        with database.connect() as outside:
            outside.execute("DELETE FROM procrastinate_workers")
        queue_letter(at, "letter:1")
        worker.wait_for(lambda: states() == ["succeeded"])


def test_it_lives_through_a_lost_database(database, at, tmp_path):
    with a_worker(database.environment, tmp_path) as worker:
        worker.wait_for(lambda: "worker.ready" in worker.log())
        for number in range(3):
            lose_connections(database)
            queue_letter(at, f"letter:{number}")
            worker.wait_for(lambda: KeptLetter.objects.count() == number + 1)  # noqa: B023
        worker.process.terminate()
        assert worker.process.wait(10) == 0


def test_a_database_that_is_gone_for_a_while(database, at, tmp_path):
    with a_worker(database.environment, tmp_path) as worker:
        worker.wait_for(lambda: "worker.ready" in worker.log())
        with database.connect() as outside:
            outside.execute("ALTER TABLE procrastinate_workers RENAME TO gone")
            worker.wait_for(lambda: "worker.interrupted" in worker.log())
            outside.execute("ALTER TABLE gone RENAME TO procrastinate_workers")
        queue_letter(at, "letter:1")
        worker.wait_for(lambda: states() == ["succeeded"])


def test_a_refusal_is_an_entry_and_no_retry(database, at, tmp_path):
    with transaction.atomic():
        defer(Task.REFUSE, at=at, key="refused:1")
    with a_worker(database.environment, tmp_path) as worker:
        worker.wait_for(lambda: states() == ["succeeded"])
        assert worker.marks("refused") == 1
    entry = Entry.objects.get()
    assert (entry.kind, entry.by_kind, entry.by_reference) == ("job_refused", "system", "test.refuse")
    assert entry.facts == {"code": "test.refuse", "key": "refused:1"}


def lose_connections(database) -> None:
    """Ends every connection to the database, as a restart of the server does."""
    with database.connect() as outside:
        outside.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    connection.close()
