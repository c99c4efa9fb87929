"""The test runner. PostgreSQL always: see tests/runner. Ask for `db` (rolled back) or `real_database` (real commits)."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

# What the settings read, before anything reads them.
GIVEN_SERVER = os.environ.get("DATABASE_URL", "")
OURS = {"NPQ_CHROMIUM", "NPQ_EXTRACTS", "NPQ_PICTURES"}  # read by tests themselves
for name in [name for name in os.environ if name.startswith("NPQ_") and name not in OURS]:
    del os.environ[name]
os.environ.update(NPQ_TESTING="true", DJANGO_SETTINGS_MODULE="npq.config.settings")

import django
import pytest

django.setup()

from playwright.sync_api import Browser, sync_playwright

from tests.runner.browser import HOW_TO as HOW_TO_HAVE_A_BROWSER
from tests.runner.browser import find as find_browser
from tests.runner.clock import TestClock
from tests.runner.databases import Databases, connected
from tests.runner.real import RealDatabase
from tests.runner.server import Run

MOMENT = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
"""Where the tests' clock stands unless a test moves it: a Monday morning in term."""

RUN = pytest.StashKey[Run]()


def pytest_configure(config: pytest.Config) -> None:
    given = getattr(config, "workerinput", None)
    config.stash[RUN] = Run(Path(given["npq_run"]), GIVEN_SERVER) if given else Run.begin(GIVEN_SERVER)


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput") and RUN in config.stash:
        run = config.stash[RUN]
        if run.given:
            Databases(run, run.given).drop_all()
        run.end()


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node) -> None:
    """Tells a worker of xdist which run it belongs to."""
    node.workerinput["npq_run"] = str(node.config.stash[RUN].folder)


@pytest.fixture(scope="session")
def databases(pytestconfig: pytest.Config, django_db_blocker) -> Iterator[Databases]:
    """The run's server, with the migrated template ready to be cloned."""
    run = pytestconfig.stash[RUN]
    with run.server() as address:
        found = Databases(run, address)
        with django_db_blocker.unblock():
            found.prepare()
        yield found


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker, databases: Databases) -> Iterator[None]:
    """This process's own clone, which every `db` test leaves as it found it."""
    with django_db_blocker.unblock(), databases.clone() as name, connected(databases.address, name):
        yield


@pytest.fixture
def real_database(
    request, django_test_environment, django_db_blocker, databases: Databases
) -> Iterator[RealDatabase]:
    """A fresh clone for this test alone, with real commits, for several threads and processes."""
    if {"db", "transactional_db"} & set(request.fixturenames) or request.node.get_closest_marker("django_db"):
        pytest.fail(
            "Ask for `real_database` or for `db`, not for both: `db` would hold its transaction open."
        )
    with django_db_blocker.unblock(), databases.clone() as name, connected(databases.address, name):
        yield RealDatabase(databases.url(name))


@pytest.fixture
def clock() -> Iterator[TestClock]:
    """Holds the clock still at MOMENT; `clock.move_to(...)` and `clock.move(days=...)` set it elsewhere.

    It holds for this thread; another thread or process is told the time by whoever starts it.
    """
    with TestClock(MOMENT) as held:
        yield held


@pytest.fixture
def at(clock: TestClock) -> datetime:
    """The instant at which the test happens, for operations, which are always told `at`."""
    return clock.at


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A Chromium, for tests marked `story`."""
    program = find_browser()
    if program is None:
        pytest.fail(HOW_TO_HAVE_A_BROWSER)
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright runs a loop in this thread, which Django takes for code that must not wait for a database.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        yield playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
