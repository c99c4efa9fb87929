"""The windows of the domain's own tests, and the browser of whoever makes them."""

from uuid import UUID

import pytest

from npq.domain.assessment.operations.entering import enter_window
from npq.kernel.viewer import Viewer
from tests.domain.assessment.windows.conftest import (  # noqa: F401
    assessment,
    live,
    make,
    other,
    place,
    provider,
    ready,
    rehearsal,
    window,
)
from tests.web.visitor import Visitor
from tests.world import AT


@pytest.fixture
def browser(provider: Viewer) -> Visitor:  # noqa: F811
    """The browser of the provider's staff."""
    return Visitor(provider)


@pytest.fixture
def sitting(amina: Viewer, ready: UUID, window: UUID) -> UUID:  # noqa: F811
    """Amina is entered for the window."""
    return enter_window(by=amina, at=AT, registration_id=ready, window_id=window)


def day(name: str, day: int, month: int, year: int = 2026) -> dict[str, str]:
    """What is typed into the three boxes of a date."""
    return {f"{name}-day": str(day), f"{name}-month": str(month), f"{name}-year": str(year)}
