"""The compared window of the domain's own tests, for pages, and two of Northlight’s staff who look."""

import pytest

from npq.kernel.viewer import Viewer
from tests.domain.assessment.looking.conftest import (  # noqa: F401
    OVER,
    compared,
    held,
    look,
    second,
    staff,
    window,
    written,
)
from tests.web.visitor import Visitor


@pytest.fixture
def sunils(staff: Viewer, clock) -> Visitor:  # noqa: F811
    clock.move_to(OVER)
    return Visitor(staff)


@pytest.fixture
def theas(second: Viewer, clock) -> Visitor:  # noqa: F811
    clock.move_to(OVER)
    return Visitor(second)
