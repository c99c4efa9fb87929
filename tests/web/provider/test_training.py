"""What a provider's staff record of a break and an end, and where they see it."""

from datetime import timedelta

import pytest

from npq.domain.enrolment.models import Enrolment, TrainingChange
from npq.domain.enrolment.operations import accept_registration
from npq.domain.learning.operations.studying import open_study
from tests import world
from tests.world import AT, BY

DAY = timedelta(days=1)
APRIL = "2027-04-12"


@pytest.fixture
def place(registered, northlight, tmp_path) -> str:
    """The address of Amina's registration, with a place, as Northlight's staff see it."""
    world.course(tmp_path)
    accept_registration(by=world.staff(northlight), at=AT, registration_id=registered)
    open_study(by=BY, at=AT, registration_id=registered)
    return f"/provider/registrations/{registered}"


def test_a_break_another_end_and_a_return(priyas, place, clock):
    page = priyas.open(place)
    assert "Training Studying" in page.text
    form = page.follow("Record a break")
    assert "Nothing happens by itself then" in form.text
    told = form.send(reason="long-term-sickness", returns=APRIL)
    assert told.path == place
    assert "Training On a break" in told.text
    assert "Expected back on 12 April 2027." in told.text
    assert "Your staff: break until 12 April 2027. Long-term sickness." in told.text
    assert "Break begun" in told.text
    clock.move_to(AT + 173 * DAY)
    assert "Expected back on 12 April 2027, 12 days ago." in priyas.open(place).text
    moved = (
        priyas.open(place)
        .follow("Change the end of the break")
        .send(returns="another", **{"day-day": "1", "day-month": "9", "day-year": "2027"})
    )
    assert "end of the break moved to 1 September 2027." in moved.text
    back = moved.follow("Bring them back").send()
    assert "Training Studying" in back.text
    assert Enrolment.objects.get().training_status == "active"


def test_a_break_may_outlast_the_course_which_is_said(priyas, place, clock):
    clock.move_to(AT + 320 * DAY)
    form = priyas.open(place).follow("Record a break")
    assert "the last day of the course stays 10 July 2028." in form.text
    assert "You would have to let them finish" in form.text.split("after the course ends on 10 July 2028")[1]


def test_withdrawing_and_bringing_back(priyas, place):
    form = priyas.open(place).follow("Withdraw from the course")
    assert "take the place back" in form.links
    assert len(form.offered) == 21
    assert form.send().errors == ["Select why they are leaving"]
    left = form.send(reason="disengaged-and-unresponsive")
    assert "Training Left the course" in left.text
    assert "The participant has left the course." in left.text
    assert "Withdraw from the course" not in left.links
    back = left.follow("Bring them back")
    assert "They have left the course." in back.text
    assert "Training Studying" in back.send().text


def test_a_page_left_open_too_long_says_so(priyas, place):
    old = priyas.open(f"{place}/withdraw")
    priyas.open(f"{place}/break").send(reason="other", returns=APRIL)
    refused = old.send(reason="other")
    assert "Something has changed since you opened the page" in refused.errors[0]
    assert Enrolment.objects.get().training_status == "deferred"


def test_lists_say_it_and_narrow_to_it(priyas, place, northlight):
    priyas.open(f"{place}/break").send(reason="other", returns=APRIL)
    world.registration(world.person("Bea Other"), northlight)
    everybody = priyas.open("/provider")
    assert any("On a break Expected back on 12 April 2027" in row[1] for row in everybody.table)
    narrowed = priyas.open("/provider", training="deferred")
    assert [row[0] for row in narrowed.table] == ["Amina Clarke"]
    assert priyas.open("/provider", training="withdrawn").table == []
    progress = priyas.open("/provider/progress")
    assert "On a break" in progress.table[0][0]


@pytest.mark.parametrize("path", ["break", "bring-back", "withdraw"])
def test_another_providers_staff_find_nothing(merricks, aminas, place, path):
    for stranger in (merricks, aminas):
        assert stranger.status(f"{place}/{path}") == 404
        assert stranger.post_to(f"{place}/{path}", {"reason": "other", "returns": APRIL}).status == 404
    assert not TrainingChange.objects.exists()


@pytest.mark.parametrize("path", ["break", "bring-back", "withdraw"])
def test_without_a_place_there_is_nothing_to_record(priyas, registered, path):
    assert priyas.status(f"/provider/registrations/{registered}/{path}") == 404
