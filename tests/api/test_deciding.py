"""POST /npq-applications/{id}/accept and /reject: what they change, and every sentence with which they refuse."""

from datetime import timedelta
from uuid import UUID

import pytest

from npq.api.bodies import STRUCTURE
from npq.api.words import WORDS
from npq.domain.catalogue.kinds import CourseGroup, FundingMode, Season
from npq.domain.enrolment.kinds import RefusalCode
from npq.domain.registration.models import Registration
from npq.domain.registration.operations.registrations import withdraw_registration
from npq.kernel.viewer import Viewer
from tests import world
from tests.api.conftest import System, system
from tests.each import each
from tests.world import AT

TO_TRUE_OR_FALSE = ("funded_place", "Set '#/funded_place' to true or false.")
UNFUNDED = ("funded_place", "The '#/funded_place' field should be false for unfunded cohorts.")
ALREADY_ACCEPTED = ("application", "This NPQ application has already been accepted")
ALREADY_REJECTED = ("application", "This NPQ application has already been rejected")
ONCE_REJECTED = ("application", "Once rejected an application cannot change state")
ANOTHER_ACCEPTED = (
    "application",
    "The participant has already had an application accepted for this course.",
)
NOT_ELIGIBLE = (
    "application",
    "The participant is not eligible for funding, so '#/funded_place' cannot be set to true.",
)
SPONSOR = (
    "application",
    "The participant's sponsor has not approved this application yet. It can be accepted once they have.",
)
NOT_IN_COHORT = ("schedule_identifier", "The selected schedule cannot be found in the application cohort")
NOT_FOR_COURSE = ("schedule_identifier", "The selected schedule is not valid for the course")
UNDETERMINED = ("schedule", "Schedule cannot be determined")


@pytest.fixture
def application(northlight: System, amina: Viewer) -> UUID:
    return world.registration(amina, northlight.provider)


def imported(application: UUID) -> UUID:
    """The application as if it had been carried over from elsewhere, where one person may have several."""
    Registration.objects.filter(id=application).update(made_here=False)
    return application


def test_every_refusal_has_its_words():
    # A page may be out of date; the contract knows no such thing.
    assert set(WORDS) == set(RefusalCode) - {RefusalCode.CHANGED_MEANWHILE}


class TestAccept:
    def test_the_answer_is_the_application_as_it_now_is(self, northlight: System, application: UUID, clock):
        clock.move(hours=2)
        answer = northlight.accept(application)
        assert answer.status == 200
        assert answer.data["id"] == str(application)
        attributes = answer.attributes
        assert attributes["status"] == "accepted"
        assert attributes["schedule_identifier"] == world.AUTUMN
        assert attributes["updated_at"] == "2026-11-02T11:30:00Z"
        assert attributes["created_at"] == "2026-11-02T09:30:00Z"
        assert attributes["funded_place"] is None
        assert answer.json == northlight.show(application).json

    @pytest.mark.parametrize(
        "body",
        [
            b"",
            b"{}",
            b" { } ",
            {"data": {"type": "npq-application-accept", "attributes": {}}},
            {"data": {"attributes": {"funded_place": None, "schedule_identifier": None}}},
            {
                "data": {"type": "anything", "attributes": {"colour": "red", "schedule_identifier": ""}},
                "more": 1,
            },
            {"data": {"type": 5, "attributes": {"funded_place": "true"}}},
        ],
    )
    def test_bodies_that_will_do(self, northlight: System, application: UUID, body):
        answer = northlight.accept(application, body)
        assert (answer.status, answer.attributes["status"]) == (200, "accepted")

    @each(
        "body",
        [
            {"data": {}},
            {"data": {"type": "npq-application-accept"}},
            {"data": {"attributes": None}},
            {"data": {"attributes": []}},
            {"data": {"attributes": "x"}},
            {"data": None},
            {"data": []},
            {"data": "x"},
            {"attributes": {"funded_place": True}},
            {"funded_place": True},
            [],
            "data",
            b"{",
            b"not json",
            b"null",
            b"true",
            b"\xff\xfe",
            b'{"data": {"attributes": {}}} x',
            b"[" * 100_000,
            b'{"data": {"attributes": ' + b'{"a":' * 5000,
            b"funded_place=true",
        ],
    )
    def test_bodies_that_will_not(self, northlight: System, application: UUID, body):
        answer = northlight.accept(application, body)
        assert answer.status == 400
        assert answer.json == {"errors": [{"title": "Bad request", "detail": STRUCTURE}]}
        assert northlight.show(application).attributes["status"] == "pending"

    def test_twice(self, northlight: System, application: UUID, clock):
        northlight.accept(application)
        clock.move(minutes=1)
        answer = northlight.accept(application)
        assert (answer.status, answer.errors) == (422, [ALREADY_ACCEPTED])
        assert northlight.show(application).attributes["updated_at"] == "2026-11-02T09:30:00Z"

    def test_after_a_rejection(self, northlight: System, application: UUID):
        northlight.reject(application)
        assert northlight.accept(application).errors == [ONCE_REJECTED]

    def test_after_the_participant_withdrew(self, northlight: System, application: UUID, amina: Viewer):
        withdraw_registration(by=amina, at=AT, registration_id=application)
        answer = northlight.accept(application)
        assert (answer.status, answer.errors) == (422, [ONCE_REJECTED])

    def test_after_another_provider(self, northlight: System, meridian: System, amina: Viewer):
        first = imported(world.registration(amina, northlight.provider))
        second = imported(world.registration(amina, meridian.provider))
        northlight.accept(first)
        attributes = meridian.show(second).attributes
        assert attributes["status"] == "rejected"
        assert attributes["reason_for_rejection"] == "other_application_in_this_cohort_accepted"
        # The other one is rejected with the acceptance, so both sentences hold.
        assert meridian.accept(second).errors == [ONCE_REJECTED, ANOTHER_ACCEPTED]
        third = imported(world.registration(amina, meridian.provider))
        assert meridian.accept(third).errors == [ANOTHER_ACCEPTED]

    def test_where_the_sponsor_must_approve_first(self, offered, amina: Viewer):
        careful = system("Careful College", needs_approval=True)
        answer = careful.accept(world.registration(amina, careful.provider))
        assert (answer.status, answer.errors) == (422, [SPONSOR])


class TestSchedule:
    @pytest.fixture
    def application(self, northlight: System, amina: Viewer) -> UUID:
        specialist = world.schedule("npq-specialist-autumn", group=CourseGroup.SPECIALIST)
        spring = world.schedule(world.SPRING, Season.SPRING)
        world.cohort("2027a", schedules=(world.schedule(world.AUTUMN), spring, specialist))
        world.offer(northlight.provider, in_cohort="2027a")
        return world.registration(amina, northlight.provider, in_cohort="2027a")

    def test_the_day_chooses(self, northlight: System, application: UUID, clock):
        clock.move_to(AT.replace(month=12, day=27))
        assert northlight.accept(application).attributes["schedule_identifier"] == world.SPRING

    def test_the_provider_chooses(self, northlight: System, application: UUID):
        answer = northlight.accept(application, schedule_identifier=world.SPRING)
        assert answer.attributes["schedule_identifier"] == world.SPRING

    @each("asked", ["npq-ehco-june", "x", 5, True, ["npq-leadership-autumn"], {}, "\u0000", "💡"])
    def test_one_that_the_cohort_has_not(self, northlight: System, application: UUID, asked):
        answer = northlight.accept(application, schedule_identifier=asked)
        assert (answer.status, answer.errors) == (422, [NOT_IN_COHORT])
        assert northlight.show(application).attributes["schedule_identifier"] is None

    def test_one_that_the_course_has_not(self, northlight: System, application: UUID):
        answer = northlight.accept(application, schedule_identifier="npq-specialist-autumn")
        assert answer.errors == [NOT_FOR_COURSE]

    def test_several_objections_come_in_order(self, northlight: System, application: UUID):
        northlight.accept(application)
        answer = northlight.accept(application, schedule_identifier="npq-ehco-june")
        assert answer.errors == [ALREADY_ACCEPTED, NOT_IN_COHORT]
        answer = northlight.accept(application, schedule_identifier="npq-specialist-autumn")
        assert answer.errors == [ALREADY_ACCEPTED]

    def test_none_for_the_day(self, northlight: System, amina: Viewer):
        world.cohort("2028a", schedules=())
        world.offer(northlight.provider, in_cohort="2028a")
        application = world.registration(amina, northlight.provider, in_cohort="2028a")
        answer = northlight.accept(application)
        assert (answer.status, answer.errors) == (422, [UNDETERMINED])


class TestFundedPlace:
    def capped(self, amina: Viewer, funding: FundingMode, *, at_school: bool) -> tuple[System, UUID]:
        world.cohort("2027b", funding=funding)
        provider = system("Northlight Institute", in_cohort="2027b")
        place = {"workplace": world.school()} if at_school else {}
        pays = {"funding_choice": "school"} if funding is FundingMode.ZERO else {}
        return provider, world.registration(amina, provider.provider, in_cohort="2027b", **place, **pays)

    @pytest.mark.parametrize("said", [True, False])
    def test_in_a_capped_cohort_it_is_said_and_kept(self, offered, amina: Viewer, said: bool):
        northlight, application = self.capped(amina, FundingMode.CAPPED, at_school=True)
        answer = northlight.accept(application, funded_place=said)
        assert (answer.status, answer.attributes["funded_place"]) == (200, said)
        assert answer.attributes["eligible_for_funding"] is True

    def test_only_true_or_false_will_do(self, offered, amina: Viewer):
        northlight, application = self.capped(amina, FundingMode.CAPPED, at_school=True)
        for said in ("true", "false", None, 1, 0, "", [], {}, "yes"):
            answer = northlight.accept(application, funded_place=said)
            assert (answer.status, answer.errors) == (422, [TO_TRUE_OR_FALSE]), said

    def test_saying_nothing_will_not(self, offered, amina: Viewer):
        northlight, application = self.capped(amina, FundingMode.CAPPED, at_school=True)
        assert northlight.accept(application).errors == [TO_TRUE_OR_FALSE]

    def test_nor_a_funded_place_for_somebody_not_eligible(self, offered, amina: Viewer):
        northlight, application = self.capped(amina, FundingMode.CAPPED, at_school=False)
        assert northlight.accept(application, funded_place=True).errors == [NOT_ELIGIBLE]
        assert northlight.accept(application, funded_place=False).status == 200

    @pytest.mark.parametrize("said", [True, "false", None])
    def test_in_an_unfunded_cohort_it_must_be_false(self, offered, amina: Viewer, said):
        northlight, application = self.capped(amina, FundingMode.ZERO, at_school=True)
        assert northlight.accept(application).errors == [UNFUNDED]
        assert northlight.accept(application, funded_place=said).errors == [UNFUNDED]
        answer = northlight.accept(application, funded_place=False)
        assert (answer.status, answer.attributes["funded_place"]) == (200, None)

    @pytest.mark.parametrize("said", [True, False, "true", None])
    def test_in_a_funded_cohort_it_is_passed_over(self, offered, amina: Viewer, said):
        northlight, application = self.capped(amina, FundingMode.FULL, at_school=True)
        answer = northlight.accept(application, funded_place=said)
        assert (answer.status, answer.attributes["funded_place"]) == (200, None)


class TestReject:
    def test_a_pending_one(self, northlight: System, application: UUID, clock):
        clock.move(hours=1)
        answer = northlight.reject(application)
        assert answer.status == 200
        attributes = answer.attributes
        assert (attributes["status"], attributes["reason_for_rejection"]) == (
            "rejected",
            "rejected_by_provider",
        )
        assert attributes["updated_at"] == "2026-11-02T10:30:00Z"
        assert answer.json == northlight.show(application).json

    def test_an_accepted_one(self, northlight: System, application: UUID):
        northlight.accept(application)
        answer = northlight.reject(application)
        assert (answer.status, answer.attributes["status"]) == (200, "rejected")

    @pytest.mark.parametrize("body", [b"", b"{}", b"not json", {"data": {}}])
    def test_whatever_is_sent_with_it(self, northlight: System, application: UUID, body):
        assert northlight.reject(application, body).status == 200

    def test_twice(self, northlight: System, application: UUID):
        northlight.reject(application)
        answer = northlight.reject(application)
        assert (answer.status, answer.errors) == (422, [ALREADY_REJECTED])
        assert answer.headers["Content-Type"] == "application/json"

    def test_one_that_the_participant_ended(self, northlight: System, application: UUID, amina: Viewer):
        withdraw_registration(by=amina, at=AT, registration_id=application)
        assert northlight.reject(application).errors == [ALREADY_REJECTED]
        assert northlight.show(application).attributes["reason_for_rejection"] is None

    def test_it_shows_in_what_has_changed_since(self, northlight: System, application: UUID, clock):
        since = (clock.move(hours=1) - timedelta(minutes=1)).isoformat()
        assert northlight.get(updated_since=since).ids == []
        northlight.reject(application)
        assert northlight.get(updated_since=since).ids == [application]
