from pathlib import Path
from uuid import UUID

import pytest

from npq.domain.enrolment.operations import accept_registration
from npq.domain.learning.operations.publishing import publish_course
from npq.domain.learning.operations.studying import open_study
from npq.domain.learning.packs.check import read_pack
from tests import world
from tests.domain.learning.packs.small import small_pack
from tests.world import AT, BY


@pytest.fixture
def root(tmp_path, db) -> Path:
    """The folder of the small pack, of a published qualification."""
    world.qualification()
    return small_pack(tmp_path)


@pytest.fixture
def course(root) -> UUID:
    """The small pack, published."""
    pack, faults = read_pack(root)
    assert pack is not None, faults
    return publish_course(by=BY, at=AT, pack=pack)


@pytest.fixture
def place(amina, registered, northlight) -> UUID:
    """Amina's place, accepted by Northlight."""
    accept_registration(by=world.staff(northlight), at=AT, registration_id=registered)
    return registered


@pytest.fixture
def study(course, place) -> UUID:
    """Amina's study of the small pack."""
    opened = open_study(by=BY, at=AT, registration_id=place)
    assert opened is not None
    return opened
