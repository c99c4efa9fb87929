"""Access arrangements as a provider's staff keep them: asked for, agreed, changed and ended."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from npq.domain.assessment.kinds import Effect
from npq.domain.assessment.models import AccessArrangement, AccessRequest
from npq.domain.assessment.operations.access import Agreed, agree_arrangement
from npq.domain.assessment.operations.access_requests import ask_for_access, withdraw_access_request
from npq.domain.enrolment.operations import accept_registration
from tests import world
from tests.web.visitor import Visitor
from tests.world import AT

pytestmark = pytest.mark.usefixtures("clock")

LIST = "/provider/assessment/access"
AGREE = "This is agreed"


@pytest.fixture
def staff(northlight):
    return world.staff(northlight, "Priya Northlight")


@pytest.fixture
def place(registered, staff):
    accept_registration(by=staff, at=AT, registration_id=registered)
    return registered


@pytest.fixture
def asked(amina, place):
    wants = (Effect.EXTRA_TIME, Effect.LARGE_PRINT, Effect.SPELLING_NOT_JUDGED)
    return ask_for_access(by=amina, at=AT, registration_id=place, wants=wants)


@pytest.fixture
def page(staff, place):
    return Visitor(staff).open(f"{LIST}/{place}")


def test_who_asks_is_found_and_answered(staff, place, asked):
    lists = Visitor(staff).open("/provider/assessment")
    assert "1 waits for an answer" in lists.text
    page = lists.follow("Who asks for one, and with whom one is agreed").follow("Amina Clarke")
    assert "more time in a window papers in large print that spelling is not judged" in page.text
    # What can be taken from what they ask is filled in.
    assert page.send(button=AGREE, extra_time_percent="a quarter").errors == [
        "Extra time must be a whole number from 0 to 100"
    ]
    after = page.send(button=AGREE, extra_time_percent="25")
    assert after.rows["Extra time"] == "25% of the time a window is open"
    assert after.rows["Papers"] == "Large print"
    assert after.rows["Spelling"] == "Not judged"
    assert "What they ask for" not in after.text
    assert "1 waits" not in Visitor(staff).open("/provider/assessment").text


def test_an_arrangement_gives_something(page):
    assert page.send(button=AGREE).errors == ["Enter what the arrangement gives"]
    days = {"ends_on-day": "1", "ends_on-month": "11", "ends_on-year": "2026"}
    assert page.send(days, button=AGREE, more_days="2").errors == ["The days must be after today"]


def test_it_is_changed_and_ended(page):
    first = page.send(button=AGREE, more_days="2")
    assert first.holds("more_days") == ["2"]
    second = first.send(button=AGREE, more_days="3")
    assert second.rows["More days"] == "3 more days after a window ends"
    asked = second.follow("End it")
    assert "Time that it gave in a window that has opened stays given" in asked.text
    assert "Nothing is agreed now." in asked.send(button="End it").text
    assert AccessArrangement.objects.filter(ended_at=None).count() == 0


def test_two_at_once_do_not_undo_each_other(page, staff, place):
    agree_arrangement(by=staff, at=AT, registration_id=place, agreed=Agreed(more_days=4))
    told = page.send(button=AGREE, more_days="2")
    assert "Somebody changed this arrangement since you opened the page" in told.errors[0]
    assert told.rows["More days"] == "4 more days after a window ends"
    assert told.send(button=AGREE, more_days="2").rows["More days"] == "2 more days after a window ends"


def test_ending_what_another_changed_is_told(page, staff, place):
    asked = page.send(button=AGREE, more_days="2").follow("End it")
    now = AccessArrangement.objects.get().id
    agree_arrangement(by=staff, at=AT, registration_id=place, agreed=Agreed(more_days=4), instead_of=now)
    told = asked.send(button="End it")
    assert "Somebody changed this arrangement" in told.errors[0]
    assert told.rows["More days"] == "4 more days after a window ends"


def test_what_was_talked_over_and_not_agreed(staff, place, asked, amina):
    page = Visitor(staff).open(f"{LIST}/{place}")
    after = page.send(button="We talked, and did not agree")
    assert "What they ask for" not in after.text
    again = ask_for_access(by=amina, at=AT, registration_id=place, wants=(Effect.REST,))
    page = Visitor(staff).open(f"{LIST}/{place}")
    withdraw_access_request(by=amina, at=AT, registration_id=place)
    assert "It was taken back or answered" in page.send(button="We talked, and did not agree").text
    assert AccessRequest.objects.get(id=again).state == "withdrawn"


def test_strangers_find_nothing(merricks, aminas, place, asked):
    assert merricks.open(LIST).table == []
    for visitor in (merricks, aminas):
        for address in (f"{LIST}/{place}", f"{LIST}/{place}/end"):
            assert visitor.status(address) == 404
            assert visitor.post_to(address, {"more_days": "2", "about": str(asked)}).status == 404
        assert visitor.post_to(f"{LIST}/{place}/decline", {"about": str(asked)}).status == 404


@pytest.mark.parametrize("about", ["", "x", "\0"])
def test_nonsense_is_not_found(staff, place, about):
    for address in ("end", "decline"):
        assert Visitor(staff).post_to(f"{LIST}/{place}/{address}", {"about": about}).status == 404


def test_there_is_no_room_to_write_what_it_is_for(page):
    form = page._element(AGREE)
    assert not list(form.iter("textarea"))
    assert {one.attrib.get("inputmode", "") for one in form.iter("input") if one.get("type") == "text"} == {
        "numeric"
    }


def test_the_list_asks_as_many_questions_for_one_as_for_many(staff, northlight, place, asked):
    visitor = Visitor(staff)
    visitor.open(LIST)
    counts = []
    for names in ((), ("Bola Adeyemi", "Cyd Charles")):
        for name in names:
            registration = world.registration(world.person(name), northlight)
            accept_registration(by=staff, at=AT, registration_id=registration)
            agree_arrangement(by=staff, at=AT, registration_id=registration, agreed=Agreed(more_days=1))
        with CaptureQueriesContext(connection) as queries:
            page = visitor.open(LIST)
        counts.append(len(queries))
    assert [row[0] for row in page.table] == ["Amina Clarke", "Bola Adeyemi", "Cyd Charles"]
    assert counts[0] == counts[1]
