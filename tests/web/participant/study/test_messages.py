"""What a provider wrote, as its participants find and read it: with the course and on the home page."""

from datetime import timedelta
from uuid import uuid4

import pytest

from npq.domain.enrolment.operations import accept_registration
from npq.domain.learning.operations.messages import send_message
from npq.domain.learning.operations.studying import open_study
from npq.domain.learning.queries.messages import addressees
from npq.domain.learning.queries.provider import ProgressFilters
from tests import world
from tests.world import AT, BY


@pytest.fixture
def study(registered, northlight, tmp_path):
    world.course(tmp_path)
    accept_registration(by=world.staff(northlight), at=AT, registration_id=registered)
    return open_study(by=BY, at=AT, registration_id=registered)


@pytest.fixture
def write(study, northlight):
    priya = world.staff(northlight, "Priya Northlight")

    def written(subject: str, at=AT):
        id = uuid4()
        send_message(
            by=priya, at=at, message_id=id, lead_provider_id=northlight, filters=ProgressFilters(),
            seen=addressees(priya, northlight, ProgressFilters(), at).digest,
            subject=subject, body="Come <b>all</b>.\nBring a pen.", reach="01234 567 890",
        )  # fmt: skip
        return id

    return written


def test_the_course_shows_the_newest_three_and_leads_to_all(aminas, study, write):
    assert "from your provider" not in aminas.open(f"/study/{study}").text
    for number in range(4):
        write(f"Message {number}", AT + number * timedelta(minutes=1))
    page = aminas.open(f"/study/{study}")
    assert "Message 3" in page.links
    assert "Message 0" not in page.links
    page = page.follow("All 4 messages")
    assert [words for words in page.links if words.startswith("Message ")] == [
        "Message 3", "Message 2", "Message 1", "Message 0",
    ]  # fmt: skip
    page = page.follow("Message 0")
    assert page.heading == "Message 0"
    assert "Northlight Institute wrote this to you on 2 November 2026 at 9:30am." in page.text
    assert "Come <b>all</b>. Bring a pen." in page.text
    assert "To answer, contact Northlight Institute: 01234 567 890" in page.text


def test_home_shows_the_newest_for_four_weeks(aminas, study, write, clock):
    write("Our meeting")
    assert "Northlight Institute wrote to you on 2 November 2026: Our meeting" in aminas.open("/home").text
    clock.move(days=29)
    assert "wrote to you" not in aminas.open("/home").text
    assert "Our meeting" in aminas.open(f"/study/{study}").links


def test_a_stranger_finds_nothing(zeds, nobodys, study, write):
    id = write("Our meeting")
    for path in (f"/study/{study}/messages", f"/study/{study}/messages/{id}"):
        assert zeds.status(path) == 404
        assert nobodys.open(path).path == "/sign-in"
