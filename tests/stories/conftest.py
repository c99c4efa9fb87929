"""Stories are walked in a real browser, over the real service with the demonstration world in it.

One file is one story. It asks for `someone`, who is given a browser: `ada = someone()`, `ada.go("/courses/...")`.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.runner import service as services
from tests.runner.databases import Databases, connected
from tests.runner.line import Line
from tests.runner.service import Service
from tests.runner.walker import DESK, PHONE, Walker


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.story)


@pytest.fixture(scope="module")
def service(
    databases: Databases, django_db_blocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Service]:
    """Web server and worker over a fresh clone of the demonstration, for one story."""
    folder = tmp_path_factory.mktemp("service")
    template = databases.demonstration(lambda url: services.make_demonstration(url, folder))
    with (
        django_db_blocker.unblock(),
        databases.clone(template) as name,
        connected(databases.address, name),
        services.running(databases.url(name), folder) as running,
    ):
        yield running


@pytest.fixture
def line(service: Service) -> Iterator[Line]:
    """A line to the service, to cut: `someone(line=line)` has no other."""
    laid = Line(service.address)
    yield laid
    laid.cut()


@pytest.fixture
def someone(browser: Browser, service: Service) -> Iterator[Callable[..., Walker]]:
    """Gives somebody a browser: someone(phone=True), someone(scripts=False), someone(line=line)."""
    walkers: list[Walker] = []

    def begin(*, phone: bool = False, scripts: bool = True, line: Line | None = None) -> Walker:
        context = browser.new_context(viewport=PHONE if phone else DESK, java_script_enabled=scripts)
        address = line.address if line else service.address
        walkers.append(Walker(context, address, scripts=scripts))
        return walkers[-1]

    yield begin
    for walker in walkers:
        walker.finish()
