"""The sample service, visited without a database: whoever is signed in is said, not looked up."""

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import jinja2
import pytest
from django.template import engines
from django.test import Client

from npq.kernel.viewer import Role, RoleKind, Viewer
from npq.web.shared import middleware, navigation

TEMPLATES = Path(__file__).parent / "templates"


@pytest.fixture
def sample(settings, clock) -> Iterator[None]:
    """Django serves tests.web.shared.sample."""
    settings.ROOT_URLCONF = "tests.web.shared.sample"
    settings.STAFF_NEED_TOTP = False  # the viewers here have no account to show an authenticator with
    loaders = engines["jinja2"].env.loader.loaders
    loaders.append(jinja2.FileSystemLoader(TEMPLATES))
    yield
    loaders.pop()


@pytest.fixture
def visit(sample) -> Client:
    """A browser that visits the sample service; errors become pages, as they do for people."""
    return Client(raise_request_exception=False)


@pytest.fixture
def sign_in_as(monkeypatch) -> Callable[[Viewer], None]:
    """Whoever it is given made every later request."""

    def as_viewer(viewer: Viewer) -> None:
        monkeypatch.setattr(middleware, "_viewer", lambda request: viewer)

    return as_viewer


@pytest.fixture
def participant() -> Viewer:
    return Viewer.person(uuid4())


@pytest.fixture
def provider_staff(monkeypatch) -> Viewer:
    """Somebody who acts for a provider and never registered themselves."""
    monkeypatch.setattr(navigation, "last_registration", lambda person_id: None)
    return Viewer.person(uuid4(), Role(RoleKind.LEAD_PROVIDER, uuid4()))


@pytest.fixture
def official() -> Viewer:
    return Viewer.person(uuid4(), Role(RoleKind.DEPARTMENT))
