"""The people and providers most pages are about, and their browsers. Ask for what the test is about."""

from uuid import UUID

import pytest

from npq.kernel.viewer import Viewer
from tests import world
from tests.web.visitor import Visitor


@pytest.fixture
def oakfield(db) -> int:
    """A state-funded school in England, whose website is www.oakfield.example."""
    return world.school()


@pytest.fixture
def northlight(db, clock) -> UUID:
    """A lead provider with an open cohort, at the tests' moment."""
    world.qualification()
    world.cohort()
    return world.offer(world.lead_provider("Northlight Institute"))


@pytest.fixture
def meridian(northlight) -> UUID:
    """A second one in the same cohort."""
    return world.offer(world.lead_provider("Meridian Leadership College"))


@pytest.fixture
def amina(db, clock) -> Viewer:
    """Somebody who registers."""
    return world.person("Amina Clarke")


@pytest.fixture
def zed(db, clock) -> Viewer:
    """A stranger, who must see and change nothing of anybody's."""
    return world.person("Zed Stranger")


@pytest.fixture
def registered(amina, northlight, oakfield) -> UUID:
    """Amina's registration with Northlight from Oakfield Academy; Grace Adeyemi is asked to approve it."""
    return world.registration(amina, northlight, workplace=oakfield)


@pytest.fixture
def aminas(amina) -> Visitor:
    return Visitor(amina)


@pytest.fixture
def zeds(zed) -> Visitor:
    return Visitor(zed)


@pytest.fixture
def nobodys(db, clock) -> Visitor:
    """The browser of somebody who is not signed in."""
    return Visitor()


@pytest.fixture
def priyas(northlight) -> Visitor:
    """The browser of Northlight's staff."""
    return Visitor(world.staff(northlight, "Priya Northlight"))


@pytest.fixture
def merricks(meridian) -> Visitor:
    """The browser of Meridian's staff."""
    return Visitor(world.staff(meridian, "Merrick Meridian"))
