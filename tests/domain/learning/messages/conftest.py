"""A provider's people with courses to study, and its messages to them."""

from uuid import UUID, uuid4

import pytest

from npq.domain.enrolment.operations import accept_registration
from npq.domain.learning.operations.messages import send_message
from npq.domain.learning.operations.studying import open_study
from npq.domain.learning.queries.messages import addressees
from npq.domain.learning.queries.provider import ProgressFilters
from tests import world
from tests.world import AT, BY

EVERYBODY = ProgressFilters()
TEXT = "Our next meeting is on 9 November.\n\nSee https://northlight.example/meeting before it."


@pytest.fixture
def priya(northlight):
    return world.staff(northlight, "Priya Northlight")


@pytest.fixture
def place_for(course, northlight):
    """Gives somebody a place with a provider, and opens their study."""

    def made(name: str, provider: UUID = northlight):
        person = world.person(name)
        place = world.registration(person, provider)
        accept_registration(by=world.staff(provider), at=AT, registration_id=place)
        return person, open_study(by=BY, at=AT, registration_id=place)

    return made


@pytest.fixture
def send(priya, northlight):
    """Priya looks at who fits, and sends to them."""

    def sent(filters=EVERYBODY, *, by=priya, provider=northlight, at=AT, id=None, seen=None, **text):
        id = id or uuid4()
        looked = seen if seen is not None else addressees(by, provider, filters, at).digest
        words = {"subject": "Our next meeting", "body": TEXT, "reach": "help@northlight.example"} | text
        send_message(
            by=by, at=at, message_id=id, lead_provider_id=provider, filters=filters, seen=looked, **words
        )
        return id

    return sent
