"""People whom the tests of every subject know."""

from uuid import UUID

import pytest

from npq.kernel.viewer import Viewer
from tests import world


@pytest.fixture
def northlight(db) -> UUID:
    """A provider with an open cohort."""
    world.qualification()
    world.cohort()
    return world.offer(world.lead_provider("Northlight Institute"))


@pytest.fixture
def meridian(northlight) -> UUID:
    """A second provider in the same cohort."""
    return world.offer(world.lead_provider("Meridian Leadership College"))


@pytest.fixture
def amina(db) -> Viewer:
    return world.person("Amina Clarke")


@pytest.fixture
def zed(db) -> Viewer:
    """Somebody else, who must see and change nothing of Amina's."""
    return world.person("Zed Stranger")


@pytest.fixture
def registered(amina, northlight) -> UUID:
    return world.registration(amina, northlight)
