from uuid import uuid4

import pytest

from npq.domain.people.kinds import Issuer
from npq.domain.people.operations import sign_in_person
from npq.kernel.viewer import Viewer
from tests.web.visitor import Visitor
from tests.world import AT


@pytest.fixture
def newcomers(northlight, oakfield) -> Visitor:
    """The browser of somebody who has signed in for the first time and told nothing about themselves."""
    signed_in = sign_in_person(
        by=Viewer.visitor(),
        at=AT,
        issuer=Issuer.EMAIL_CODE,
        subject=str(uuid4()),
        email="amina@oakfield.example",
        email_verified=True,
    )
    assert signed_in.person_id is not None
    return Visitor(Viewer.person(signed_in.person_id))
