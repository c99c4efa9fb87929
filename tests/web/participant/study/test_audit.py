"""The opening audit as somebody walks it: skipped, begun, come back to, done again."""

import pytest

from npq.domain.enrolment.operations import accept_registration
from npq.domain.learning.models import Audit
from npq.domain.learning.operations.studying import open_study
from tests import world
from tests.domain.learning.packs.small import TOPICS
from tests.world import AT, BY

SOME = dict.fromkeys(TOPICS, "some")
THREE = {"first": "teaching", "second": "behaviour", "third": "trust-culture"}


@pytest.fixture
def study(registered, northlight, tmp_path) -> str:
    world.course(tmp_path)
    accept_registration(by=world.staff(northlight), at=AT, registration_id=registered)
    return f"/study/{open_study(by=BY, at=AT, registration_id=registered)}"


def test_the_course_invites_and_then_tells(aminas, study):
    page = aminas.open(study).follow("Rate yourself and choose three priorities")
    assert page.heading == "How far are you?"
    assert "Know what a promise costs." in page.text
    assert page.links["Leave this for later"] == study
    chosen = page.send(SOME | {"teaching": "leading"})
    assert chosen.path == f"{study}/audit/priorities"
    assert "I lead others in it" in chosen.text
    course = chosen.send(THREE)
    assert course.path == study
    assert "Your priorities are saved." in course.text
    assert "Your priorities: Teaching; Behaviour; Trust culture." in course.text
    again = course.follow("Rate yourself again")
    assert "2 November 2026: Teaching; Behaviour; Trust culture" in again.text
    assert again.holds("teaching") == ["leading"], "what was said stands there"


def test_a_part_is_saved_and_three_are_enough_for_priorities(aminas, study):
    page = aminas.open(f"{study}/audit").send({})
    assert page.errors == ["Select how far you are in one topic or more"]
    assert not Audit.objects.exists()
    page = page.send({"teaching": "doing"})
    assert f"What you said is saved. {len(TOPICS) - 1} of {len(TOPICS)} topics are left." in page.text
    assert "once 3 are rated" in page.text
    assert page.holds("teaching") == ["doing"]
    assert aminas.open(f"{study}/audit/priorities").path == f"{study}/audit"
    chosen = page.send({"behaviour": "new", "trust-culture": "new"}).follow("choose your priorities")
    other = next(topic for topic in TOPICS if topic not in THREE.values())
    assert chosen.send(THREE | {"first": other}).errors, "only what was rated is offered"
    assert chosen.send(THREE).path == study


def test_a_topic_that_opens_later_says_so(aminas, study):
    assert "Opens later" in aminas.open(f"{study}/audit").text


def test_errors_keep_what_was_chosen(aminas, study):
    chosen = aminas.open(f"{study}/audit").send(SOME).send({"first": "teaching", "second": "teaching"})
    assert chosen.errors == [
        "“Teaching” is your first priority already: choose another topic",
        "Choose your third priority",
    ]
    assert chosen.holds("first") == ["teaching"]


def test_what_was_left_half_way_is_there_still(aminas, study):
    assert aminas.open(f"{study}/audit/priorities").path == f"{study}/audit"
    aminas.open(f"{study}/audit").send(SOME)
    assert aminas.open(f"{study}/audit").holds("teaching") == ["some"]
    assert "Rate yourself and choose" in aminas.open(study).text


@pytest.mark.parametrize("path", ["audit", "audit/priorities"])
def test_anothers_is_not_found(zeds, study, path):
    assert zeds.status(f"{study}/{path}") == 404
    assert zeds.post_to(f"{study}/{path}", SOME | THREE).status == 404
    assert not Audit.objects.exists()
