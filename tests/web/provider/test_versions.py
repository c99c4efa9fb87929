"""Versions of the course on a provider's pages: who follows which, what a later one changes, and taking it up."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from npq.domain.catalogue.queries import cohort_by_identifier
from npq.domain.enrolment.operations import accept_registration
from npq.domain.learning.models import CourseTakeUp, CourseVersion, Study
from npq.domain.learning.operations.studying import complete_page, open_study
from npq.domain.learning.operations.upgrading import note_assessment_period
from tests import world
from tests.asked import statements
from tests.domain.learning import versions
from tests.jobs import run_queued_jobs
from tests.world import AT, BY, COHORT, NPQEL

LIST = "/provider/course"
TAKE_UP = "Take up version 2 for Cohort 2026b"


@pytest.fixture
def root(northlight, tmp_path):
    """The folder of the small course, published."""
    world.course(tmp_path)
    return tmp_path / NPQEL


@pytest.fixture
def study(root, northlight):
    """Gives somebody a place and opens their study."""

    def made(name: str, provider=northlight, in_cohort=COHORT):
        person = world.person(name)
        place = world.registration(person, provider, in_cohort=in_cohort)
        accept_registration(by=world.staff(provider), at=AT, registration_id=place)
        return person, open_study(by=BY, at=AT, registration_id=place)

    return made


def reads(person, study, page="tc1-opening"):
    complete_page(by=person, at=AT, study_id=study, page=page)


def test_who_follows_which_version(priyas, study, root):
    reads(*study("Amina Clarke"))
    study("Bea New")
    assert priyas.open(LIST).table == [["Cohort 2026b", "Version 1", "2", "1", "None"]]
    versions.a_page_more(root)
    study("Cora Late")
    assert priyas.open(LIST).table == [
        ["Cohort 2026b", "Version 1", "2", "1", "What version 2 changes for Cohort 2026b"],
        ["Cohort 2026b", "Version 2", "1", "0", "None"],
    ]


def test_without_anybody_it_says_so(priyas, root):
    assert "Nobody studies with you yet" in priyas.open(LIST).text


def test_what_a_later_version_changes_is_seen_before_it_is_taken_up(priyas, study, root):
    reads(*study("Amina Clarke"))
    versions.a_page_more(root)
    page = priyas.open(LIST).follow("What version 2 changes for Cohort 2026b")
    assert page.heading == "Version 2 of Executive leadership"
    assert page.rows == {
        "Change": "Material",
        "Participants on it": "1, 1 of them in the middle of the course",
        "Time it takes": "9 minutes more",
    }
    assert "New pages More of it, in “One promise”" in page.text
    assert "nobody can go back" in page.text
    after = page.send(button=TAKE_UP)
    assert (after.path, after.status) == (page.path, 200)
    assert "Taken up" in after.text
    assert TAKE_UP not in after.text
    assert "On the way to version 2" in priyas.open(LIST).text
    assert "None" in priyas.open(LIST).text, "what is taken up is no choice any more"
    run_queued_jobs()
    assert Study.objects.get().version.version == "2"
    assert "follow this version already" in priyas.open(page.path).text
    assert priyas.open(LIST).table == [["Cohort 2026b", "Version 2", "1", "1", "None"]]


def test_what_is_gone_and_what_is_judged_otherwise_is_named(priyas, study, root):
    versions.a_page_more(root)
    study("Amina Clarke")
    (root / versions.UNIT / "2b-more.md").unlink()
    marked = versions.marked_otherwise(root)
    page = priyas.open(f"{LIST}/{marked}")
    assert "Pages that are gone More of it, in “One promise”" in page.text
    assert "Checks that judge answers otherwise What stays, in “One promise”" in page.text
    assert page.rows["Change"] == "Bears on the assessment"
    assert page.rows["Time it takes"] == "9 minutes fewer"


def test_better_words_need_no_button(priyas, study, root):
    study("Amina Clarke")
    page = priyas.open(f"{LIST}/{versions.better_words(root)}")
    assert page.rows["Change"] == "Wording"
    assert "1 page says the same in better words" in page.text
    assert "Take it up" not in page.text


def test_while_an_assessment_is_open_it_says_until_when(priyas, study, root):
    study("Amina Clarke")
    marked = versions.marked_otherwise(root)
    with transaction.atomic():
        note_assessment_period(
            by=BY,
            at=AT,
            qualification=NPQEL,
            key="autumn",
            opens_at=AT,
            closes_at=AT + timedelta(days=14),
        )
    page = priyas.open(f"{LIST}/{marked}")
    assert "An assessment is open for this cohort until 16 November 2026 at 9:30am" in page.text
    assert TAKE_UP not in page.text
    refused = priyas.post_to(f"{LIST}/{marked}/take-up/{cohort_by_identifier(COHORT).id}")
    assert refused.status == 409
    assert "until 16 November 2026 at 9:30am" in refused.text
    assert not CourseTakeUp.objects.exists()


def test_another_providers_people_and_courses_are_not_there(merricks, priyas, study, root, meridian, aminas):
    study("Amina Clarke")
    more = versions.a_page_more(root)
    assert "Nobody studies with you yet" in merricks.open(LIST).text
    cohort = cohort_by_identifier(COHORT).id
    for path in (f"{LIST}/{more}", f"{LIST}/{uuid4()}"):
        assert merricks.status(path) == 404
    assert merricks.post_to(f"{LIST}/{more}/take-up/{cohort}").status == 404
    assert priyas.post_to(f"{LIST}/{more}/take-up/{uuid4()}").status == 404
    assert aminas.post_to(f"{LIST}/{more}/take-up/{cohort}").status == 404
    study("Zoe Elsewhere", meridian)
    assert (
        "1, 0 of them"
        not in merricks.open(f"{LIST}/{CourseVersion.objects.earliest('published_at').id}").text
    )
    assert not CourseTakeUp.objects.exists()


@pytest.mark.parametrize("people", [1, 3])
def test_as_many_queries_however_many_people(priyas, study, root, people):
    for number in range(people):
        reads(*study(f"Person {'ABC'[number]}"))
    more = versions.a_page_more(root)
    for address, most in ((LIST, 12), (f"{LIST}/{more}", 13)):
        priyas.open(address)
        with CaptureQueriesContext(connection) as asked:
            priyas.open(address)
        assert len(asked) <= most, statements(asked)
