"""GET /npq-applications and /npq-applications/{id}, attribute by attribute."""

from datetime import timedelta
from uuid import uuid4

import pytest

from npq.domain.people.operations import change_details
from npq.domain.registration.models import Registration
from npq.domain.registration.operations.registrations import withdraw_registration
from npq.kernel.viewer import Viewer
from tests import world
from tests.api.conftest import System
from tests.each import each
from tests.world import AT

HOUR = timedelta(hours=1)


@pytest.fixture
def school(offered) -> int:
    return world.school(142931, ukprn="10079319")


class TestOneApplication:
    def test_every_attribute_in_the_names_and_values_of_the_contract(
        self, northlight: System, amina: Viewer, school: int
    ):
        application = world.registration(amina, northlight.provider, workplace=school)
        answer = northlight.show(application)
        assert answer.status == 200
        email = answer.attributes["email"]
        assert answer.json == {
            "data": {
                "id": str(application),
                "type": "npq_application",
                "attributes": {
                    "course_identifier": "npq-executive-leadership",
                    "email": email,
                    "email_validated": True,
                    "employer_name": None,
                    "employment_role": None,
                    "full_name": "Amina Clarke",
                    "funding_choice": None,
                    "headteacher_status": None,
                    "ineligible_for_funding_reason": None,
                    "participant_id": str(amina.person_id),
                    "private_childcare_provider_urn": None,
                    "teacher_reference_number": None,
                    "teacher_reference_number_validated": False,
                    "school_urn": "142931",
                    "school_ukprn": "10079319",
                    "status": "pending",
                    "reason_for_rejection": None,
                    "works_in_school": True,
                    "cohort": "2026",
                    "cohort_suffix": "b",
                    "eligible_for_funding": True,
                    "targeted_delivery_funding_eligibility": False,
                    "teacher_catchment": True,
                    "teacher_catchment_country": "United Kingdom of Great Britain and Northern Ireland",
                    "teacher_catchment_iso_country_code": "GBR",
                    "itt_provider": None,
                    "lead_mentor": False,
                    "funded_place": None,
                    "created_at": "2026-11-02T09:30:00Z",
                    "updated_at": "2026-11-02T09:30:00Z",
                    "schedule_identifier": None,
                    "works_as_senco": None,
                    "senco_start_date": None,
                },
            }
        }
        assert email.startswith("amina.clarke.")

    def test_a_list_says_the_same_of_each(self, northlight: System, amina: Viewer, school: int):
        application = world.registration(amina, northlight.provider, workplace=school)
        assert northlight.get().data == [northlight.show(application).data]

    def test_attributes_come_in_the_order_of_the_contract(self, northlight: System, amina: Viewer):
        attributes = northlight.show(world.registration(amina, northlight.provider)).attributes
        assert list(attributes)[:2] == ["course_identifier", "email"]
        assert list(attributes)[-3:] == ["schedule_identifier", "works_as_senco", "senco_start_date"]

    def test_a_verified_number_is_shown(self, northlight: System):
        known = world.person("Beth Known", trn="RP12/34567", verified=True)
        attributes = northlight.show(world.registration(known, northlight.provider)).attributes
        assert attributes["teacher_reference_number"] == "1234567"
        assert attributes["teacher_reference_number_validated"] is True

    def test_words_outside_ascii_arrive_as_they_are(self, northlight: System):
        zoe = world.person("Zoë Łukasz-O'Brien", email="zoe@oakfield.example")
        answer = northlight.show(world.registration(zoe, northlight.provider, employer_name='"Quote" \\ é'))
        assert answer.attributes["full_name"] == "Zoë Łukasz-O'Brien"
        assert answer.attributes["employer_name"] == '"Quote" \\ é'
        assert "Zoë".encode() in answer.content

    def test_at_a_school_the_register_lacks_the_participant_names_it(self, northlight: System, amina: Viewer):
        attributes = northlight.show(world.registration(amina, northlight.provider)).attributes
        assert attributes["employer_name"] == "Oakfield New School"
        assert attributes["employment_role"] == "Executive headteacher"
        assert (attributes["school_urn"], attributes["school_ukprn"]) == (None, None)
        assert attributes["works_in_school"] is True
        assert attributes["eligible_for_funding"] is False
        assert attributes["ineligible_for_funding_reason"] == "establishment-ineligible"

    def test_outside_england(self, northlight: System, amina: Viewer):
        abroad = world.registration(amina, northlight.provider, works_in_england=False, funding_choice="self")
        attributes = northlight.show(abroad).attributes
        assert attributes["teacher_catchment"] is False
        assert attributes["teacher_catchment_country"] is None
        assert attributes["teacher_catchment_iso_country_code"] is None
        assert attributes["works_in_school"] is False
        assert attributes["funding_choice"] == "self"

    def test_a_lead_mentor(self, northlight: System, amina: Viewer):
        mentor = world.registration(
            amina,
            northlight.provider,
            setting="another_setting",
            employment="lead_mentor_for_accredited_itt_provider",
            funding_choice="employer",
        )
        attributes = northlight.show(mentor).attributes
        assert attributes["lead_mentor"] is True
        assert attributes["works_in_school"] is False

    def test_a_school_is_shown_as_it_stood_when_they_registered(
        self, northlight: System, amina: Viewer, school: int
    ):
        application = world.registration(amina, northlight.provider, workplace=school)
        world.school_changes(school, ukprn="10099999", at=AT + timedelta(days=30))
        assert northlight.show(application).attributes["school_ukprn"] == "10079319"


class TestFunding:
    def test_a_place_funded_since_elsewhere_makes_the_next_one_ineligible(
        self, northlight: System, meridian: System, amina: Viewer, school: int
    ):
        world.cohort("2027a")
        world.offer(meridian.provider, in_cohort="2027a")
        first = world.registration(amina, northlight.provider, workplace=school)
        second = world.registration(amina, meridian.provider, in_cohort="2027a", workplace=school)
        assert meridian.show(second).attributes["eligible_for_funding"] is True

        northlight.accept(first)

        for attributes in (meridian.show(second).attributes, meridian.get().data[0]["attributes"]):
            assert attributes["eligible_for_funding"] is False
            assert attributes["ineligible_for_funding_reason"] == "previously-funded"
        assert northlight.show(first).attributes["eligible_for_funding"] is True

        northlight.reject(first)
        assert meridian.show(second).attributes["eligible_for_funding"] is True

    def test_who_was_funded_before_they_registered(
        self, northlight: System, meridian: System, amina: Viewer, school: int
    ):
        northlight.accept(world.registration(amina, northlight.provider, workplace=school))
        world.cohort("2027a")
        world.offer(meridian.provider, in_cohort="2027a")
        second = world.registration(
            amina, meridian.provider, in_cohort="2027a", workplace=school, funding_choice="trust"
        )
        attributes = meridian.show(second).attributes
        assert attributes["ineligible_for_funding_reason"] == "previously-funded"
        assert (attributes["eligible_for_funding"], attributes["funding_choice"]) == (False, "trust")


class TestWhatIsOver:
    def test_a_withdrawn_one_is_shown_as_rejected_without_a_reason(self, northlight: System, amina: Viewer):
        application = world.registration(amina, northlight.provider)
        withdraw_registration(by=amina, at=AT + HOUR, registration_id=application)
        attributes = northlight.show(application).attributes
        assert (attributes["status"], attributes["reason_for_rejection"]) == ("rejected", None)
        assert attributes["updated_at"] == "2026-11-02T10:30:00Z"

    def test_after_a_change_of_provider_the_old_one_sees_it_rejected_and_the_new_one_a_new_id(
        self, northlight: System, meridian: System, amina: Viewer
    ):
        old = world.registration(amina, northlight.provider)
        new = world.change(amina, old, at=AT + HOUR, lead_provider=str(meridian.provider))
        attributes = northlight.show(old).attributes
        assert (attributes["status"], attributes["reason_for_rejection"]) == ("rejected", None)
        assert attributes["updated_at"] == "2026-11-02T10:30:00Z"
        assert meridian.get().ids == [new]
        assert new != old
        assert meridian.show(new).attributes["participant_id"] == str(amina.person_id)
        assert meridian.show(new).attributes["created_at"] == "2026-11-02T10:30:00Z"


class TestUpdatedAt:
    def test_it_moves_when_something_is_told_of_the_person(self, northlight: System, amina: Viewer):
        application = world.registration(amina, northlight.provider)
        change_details(
            by=amina,
            at=AT + 3 * HOUR,
            full_name="Amina Clarke-Osei",
            date_of_birth=None,
            teacher_reference_number="1234567",
        )
        attributes = northlight.show(application).attributes
        assert attributes["full_name"] == "Amina Clarke-Osei"
        assert attributes["updated_at"] == "2026-11-02T12:30:00Z"
        assert attributes["created_at"] == "2026-11-02T09:30:00Z"

    def test_a_fraction_of_a_second_is_left_out(self, northlight: System, amina: Viewer):
        at = AT.replace(microsecond=987654)
        application = world.registration(amina, northlight.provider, at=at)
        assert northlight.show(application).attributes["created_at"] == "2026-11-02T09:30:00Z"

    def test_summer_time_is_not_used(self, northlight: System, amina: Viewer):
        application = world.registration(amina, northlight.provider)
        moment = AT.replace(month=7)
        Registration.objects.filter(id=application).update(submitted_at=moment)
        assert northlight.show(application).attributes["created_at"] == "2026-07-02T09:30:00Z"


class TestIsolation:
    def test_another_providers_applications_are_not_there(
        self, northlight: System, meridian: System, amina: Viewer
    ):
        application = world.registration(amina, northlight.provider)
        assert meridian.get().data == []
        for answer in (
            meridian.show(application),
            meridian.accept(application),
            meridian.reject(application),
        ):
            assert answer.status == 404
            assert answer.json == {"error": "Resource not found"}
        assert northlight.show(application).attributes["status"] == "pending"

    def test_filters_and_orders_open_no_other_providers_records(
        self, northlight: System, meridian: System, amina: Viewer
    ):
        world.registration(amina, northlight.provider)
        for narrowed in (
            {"participant_id": str(amina.person_id)},
            {"cohort": "2026"},
            {"updated_since": "2020-01-01T00:00:00Z"},
            {"sort": "-updated_at"},
        ):
            assert meridian.get(**narrowed).data == []

    @each("wrong", ["", "nothing", "0", "5d0f7e0a-0f3a", "'; select 1", "%00", "a" * 300])
    def test_an_id_that_is_none_is_not_found(self, northlight: System, wrong: str):
        for answer in (northlight.show(wrong), northlight.accept(wrong), northlight.reject(wrong)):
            assert (answer.status, answer.json) == (404, {"error": "Resource not found"})

    def test_an_id_nobody_has_is_not_found(self, northlight: System):
        assert northlight.show(uuid4()).status == 404
        assert northlight.accept(uuid4()).status == 404

    def test_capitals_in_an_id_do_not_matter(self, northlight: System, amina: Viewer):
        application = world.registration(amina, northlight.provider)
        assert northlight.show(str(application).upper()).status == 200
