"""Accepting, rejecting, and taking a place back, through the pages."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from npq.domain.catalogue.kinds import FundingMode, Season
from npq.domain.enrolment.models import Enrolment
from npq.domain.funding.queries import previously_funded
from npq.domain.registration.kinds import ProviderReason, RejectionReason, Status
from npq.domain.registration.models import Registration
from npq.domain.registration.operations.registrations import withdraw_registration
from tests import world
from tests.jobs import queued_jobs
from tests.web.provider.test_registrations import approve
from tests.web.visitor import Page, Visitor
from tests.world import AT, AUTUMN, SPRING

BOTH = (world.schedule(SPRING, Season.SPRING), world.schedule(AUTUMN, Season.AUTUMN))


def page_of(visitor: Visitor, registration: UUID, end: str = "") -> Page:
    return visitor.open(f"/provider/registrations/{registration}{end}")


def row(registration: UUID) -> Registration:
    return Registration.objects.get(id=registration)


@pytest.fixture
def registered_in(northlight, amina, oakfield):
    """Amina's registration in a cohort of its own: registered_in(schedules=..., funding=...)."""

    def register(*, workplace: int = oakfield, pays: str = "self", **cohort) -> UUID:
        world.offer(northlight, in_cohort=world.cohort("2027a", **cohort))
        return world.registration(
            amina, northlight, in_cohort="2027a", workplace=workplace, funding_choice=pays
        )

    return register


class TestAccepting:
    def test_a_place_is_given_and_the_participant_told(self, priyas, registered, oakfield, amina):
        page = page_of(priyas, registered).follow("Accept")
        assert page.heading == "Accept Amina Clarke"
        assert page.back == f"/provider/registrations/{registered}"
        assert page.holds("schedule") == [AUTUMN]

        done = page.send()
        assert done.path == f"/provider/registrations/{registered}"
        assert done.heading == "Amina Clarke Accepted"
        assert "You have given a place. The participant is told by email." in done.text
        assert row(registered).status == Status.ACCEPTED
        place = Enrolment.objects.get(registration=registered)
        assert (place.schedule.identifier, place.funded_place) == (AUTUMN, None)
        assert "enrolment.tell_accepted" in queued_jobs()
        assert previously_funded(amina.person_id, world.NPQEL)

    def test_the_schedule_of_the_day_is_chosen_and_another_can_be(self, priyas, registered_in):
        registered = registered_in(schedules=BOTH)
        page = page_of(priyas, registered, "/accept")
        assert page.offered == ["Autumn", "Spring"]
        assert "For places accepted from 3 April to 25 December. It applies from" in page.text
        assert "For places accepted from 26 December to 2 April. It applies from" in page.text
        assert f"In the API it is {SPRING}." in page.text
        assert page.holds("schedule") == [AUTUMN]
        page.send(schedule=SPRING)
        assert Enrolment.objects.get(registration=registered).schedule.identifier == SPRING

    def test_where_no_schedule_is_due_today_one_must_be_chosen(self, priyas, registered_in):
        late = world.schedule("npq-leadership-late", Season.SPRING)
        registered = registered_in(schedules=(world.schedule(SPRING, Season.SPRING), late))
        page = page_of(priyas, registered, "/accept")
        assert page.holds("schedule") == []
        again = page.send()
        assert again.errors == ["Select a schedule"]
        assert row(registered).status == Status.PENDING

    def test_a_schedule_that_is_not_offered_is_refused(self, priyas, registered):
        page = page_of(priyas, registered, "/accept").send(schedule="npq-specialist-spring")
        assert page.errors == ["Select a schedule"]
        assert row(registered).status == Status.PENDING

    def test_in_a_capped_cohort_it_is_asked_whether_a_funded_place_goes(self, priyas, registered_in):
        registered = registered_in(funding=FundingMode.CAPPED)
        page = page_of(priyas, registered, "/accept")
        assert page.send().errors == ["Select whether this takes one of your funded places"]
        assert row(registered).status == Status.PENDING
        done = page.send(funded_place="yes")
        assert done.rows["Funded place"] == "Yes"
        assert Enrolment.objects.get(registration=registered).funded_place is True

    def test_no_funded_place_uses_up_no_entitlement(self, priyas, registered_in, amina):
        registered = registered_in(funding=FundingMode.CAPPED)
        page_of(priyas, registered, "/accept").send(funded_place="no")
        assert Enrolment.objects.get(registration=registered).funded_place is False
        assert not previously_funded(amina.person_id, world.NPQEL)

    def test_a_funded_place_for_somebody_who_is_not_eligible_is_refused_in_words(self, priyas, registered_in):
        independent = world.school(100002, type_code="11")
        registered = registered_in(funding=FundingMode.CAPPED, workplace=independent)
        page = page_of(priyas, registered, "/accept").send(funded_place="yes")
        assert page.errors == ["This person is not eligible for funding, so it cannot be a funded place"]
        assert page.holds("funded_place") == ["yes"]
        assert row(registered).status == Status.PENDING

    def test_in_a_cohort_without_funding_nothing_is_asked_about_it(self, priyas, registered_in):
        registered = registered_in(funding=FundingMode.ZERO)
        page = page_of(priyas, registered, "/accept")
        assert "funded places" not in page.text
        assert page.send().heading == "Amina Clarke Accepted"

    def test_where_the_terms_say_so_the_sponsor_comes_first(self, priyas, northlight, amina, oakfield):
        world.offer(northlight, needs_approval=True)
        registered = world.registration(amina, northlight, workplace=oakfield)
        assert "You decide once the sponsor has approved." in page_of(priyas, registered).text
        page = page_of(priyas, registered, "/accept").send()
        assert page.errors == ["Your terms ask for the sponsor’s approval, and it has not arrived"]
        approve(registered)
        assert page.send().heading == "Amina Clarke Accepted"

    def test_pressed_twice_it_is_one_place(self, priyas, registered):
        page = page_of(priyas, registered, "/accept")
        page.send()
        again = page.send()
        assert again.errors == ["You have accepted this registration already"]
        assert Enrolment.objects.count() == 1

    def test_after_the_participant_withdrew_it_is_refused_in_words(self, priyas, amina, registered):
        page = page_of(priyas, registered, "/accept")
        withdraw_registration(by=amina, at=AT, registration_id=registered)
        assert page.send().errors == ["This registration has ended, so it cannot be accepted"]
        assert row(registered).status == Status.WITHDRAWN

    def test_when_another_provider_was_quicker_it_is_refused_in_words(
        self, priyas, merricks, amina, northlight, meridian, oakfield
    ):
        ours = world.registration(amina, northlight, workplace=oakfield)
        Registration.objects.filter(id=ours).update(made_here=False)  # carried over, where there may be two
        theirs = world.registration(amina, meridian, workplace=oakfield)
        page = page_of(priyas, ours, "/accept")
        assert page_of(merricks, theirs, "/accept").send().heading == "Amina Clarke Accepted"
        refused = page.send()
        assert "This registration has ended, so it cannot be accepted" in refused.errors
        assert row(ours).rejection_reason == RejectionReason.OTHER_ACCEPTED
        assert "Another provider has given this person a place." in page_of(priyas, ours).text

    def test_what_cannot_be_accepted_any_more_is_not_asked_about(self, priyas, amina, registered):
        withdraw_registration(by=amina, at=AT, registration_id=registered)
        page = page_of(priyas, registered, "/accept")
        assert page.path == f"/provider/registrations/{registered}"
        assert row(registered).status == Status.WITHDRAWN


class TestRejecting:
    def test_the_reason_and_the_note_reach_the_participant(self, priyas, aminas, registered):
        page = page_of(priyas, registered).follow("Reject")
        assert page.heading == "Reject Amina Clarke"
        done = page.send(reason="no_places", note="Please try again in spring.")
        assert done.heading == "Amina Clarke Rejected"
        assert done.rows["Reason"] == "There are no places left"
        assert done.rows["Note"] == "Please try again in spring."
        found = row(registered)
        assert (found.status, found.rejection_reason) == (Status.REJECTED, RejectionReason.BY_PROVIDER)
        assert (found.provider_reason, found.provider_note) == (
            ProviderReason.NO_PLACES, "Please try again in spring.",
        )  # fmt: skip
        theirs = aminas.open(f"/home/registrations/{registered}")
        assert "There are no places left." in theirs.text
        assert "Please try again in spring." in theirs.text
        assert "enrolment.tell_rejected" in queued_jobs()

    def test_a_reason_is_needed_and_the_note_is_kept_meanwhile(self, priyas, registered):
        page = page_of(priyas, registered, "/reject").send(note="Half a note")
        assert page.errors == ["Select why you are rejecting it"]
        assert page.holds("note") == ["Half a note"]
        assert row(registered).status == Status.PENDING

    def test_a_note_as_long_as_a_book_is_refused_and_kept_in_its_box(self, priyas, registered):
        page = page_of(priyas, registered, "/reject").send(reason="other", note="n" * 10_000)
        assert page.errors == ["Anything the participant should know must be 2,000 characters or fewer"]
        assert page.holds("note") == ["n" * 10_000]
        assert row(registered).status == Status.PENDING

    def test_pressed_twice_the_first_reason_stands(self, priyas, registered):
        page = page_of(priyas, registered, "/reject")
        page.send(reason="no_reply")
        again = page.send(reason="no_places")
        assert again.errors == ["This registration is rejected or has ended already"]
        assert row(registered).provider_reason == ProviderReason.NO_REPLY

    def test_another_reason_has_to_be_told(self, priyas, registered):
        page = page_of(priyas, registered, "/reject").send(reason="other", note="  ")
        assert page.errors == ["Tell the participant why"]
        assert row(registered).status == Status.PENDING
        assert page.send(note="The course starts without you.").heading == "Amina Clarke Rejected"

    def test_a_page_from_before_the_place_was_given_takes_nothing_back(self, priyas, registered):
        page = page_of(priyas, registered, "/reject")
        page_of(priyas, registered, "/accept").send()
        warned = page.send(reason="no_places")
        assert warned.errors[0].startswith(
            "Somebody has decided on this registration since you opened the page"
        )
        assert row(registered).status == Status.ACCEPTED
        assert warned.heading == "Take back the place of Amina Clarke"
        assert warned.holds("reason") == ["no_places"]
        assert warned.send().heading == "Amina Clarke Rejected"

    @pytest.mark.parametrize("shown_as", ["", "nonsense", "pending"])
    def test_only_who_was_shown_a_place_takes_it_back(self, priyas, registered, shown_as):
        page_of(priyas, registered, "/accept").send()
        sent = {"reason": "no_places", "shown_as": shown_as}
        assert priyas.post_to(f"/provider/registrations/{registered}/reject", sent).errors
        assert row(registered).status == Status.ACCEPTED

    def test_what_ended_meanwhile_says_so_and_asks_no_more(self, priyas, amina, registered):
        page = page_of(priyas, registered, "/reject")
        withdraw_registration(by=amina, at=AT, registration_id=registered)
        refused = page.send(reason="no_places")
        assert refused.errors == ["This registration is rejected or has ended already"]
        assert refused.follow("See how the registration stands").heading == "Amina Clarke Withdrawn"


class TestNextToDecide:
    def test_the_one_that_is_due_first_is_offered_after_a_decision(
        self, priyas, northlight, meridian, registered
    ):
        world.qualification("npq-headship")
        world.offer(northlight, course="npq-headship")
        world.registration(world.person("Later Asked"), northlight, at=AT + timedelta(days=3))
        sooner = world.registration(
            world.person("Sooner Asked"), northlight, course="npq-headship", at=AT + timedelta(days=1)
        )
        world.registration(world.person("Somebody Elses"), meridian)
        done = page_of(priyas, registered, "/accept").send()
        assert "Next to decide: Sooner Asked, by 17 November 2026" in done.text
        assert done.links["Sooner Asked"] == f"/provider/registrations/{sooner}"
        assert "Next to decide" not in page_of(priyas, registered).text

    def test_what_cannot_be_decided_yet_is_not_offered(self, priyas, northlight, registered):
        world.qualification("npq-headship")
        world.offer(northlight, course="npq-headship", needs_approval=True)
        gated = world.registration(world.person("Gated One"), northlight, course="npq-headship")
        done = page_of(priyas, registered, "/reject").send(reason="no_places")
        assert "There is nothing else to decide just now." in done.text
        approve(gated, AT + timedelta(days=2))
        assert "Next to decide: Gated One, by 18 November 2026" in priyas.open(done.path + "?rejected").text


def test_the_page_to_accept_on_shows_what_the_decision_rests_on(priyas, registered):
    approve(registered, comment="She is ready.")
    page = page_of(priyas, registered, "/accept")
    assert page.rows["Workplace"] == "Oakfield Academy, Oakfield"
    assert page.rows["Funding"].startswith("Funded. Works for a state-funded organisation")
    assert (page.rows["Answer"], page.rows["Is covered"]) == ("Approved, 2 November 2026 at 9:30am", "Yes")
    assert page.rows["Comment"] == "She is ready."


class TestTakingBack:
    def test_the_place_goes_and_its_funding_is_free_again(self, priyas, registered, amina, clock):
        page_of(priyas, registered, "/accept").send()
        clock.move_to(AT + timedelta(days=1))
        page = page_of(priyas, registered).follow("Take the place back")
        assert page.heading == "Take back the place of Amina Clarke"
        done = page.send(reason="other", note="We made a mistake.")
        assert done.heading == "Amina Clarke Rejected"
        assert "Place taken back" in done.text
        assert row(registered).status == Status.REJECTED
        assert Enrolment.objects.get(registration=registered).taken_back_at == AT + timedelta(days=1)
        assert not previously_funded(amina.person_id, world.NPQEL)
        assert "Schedule" not in done.rows


def test_the_schedule_goes_by_the_day_of_acceptance(priyas, registered_in, clock):
    spring = world.schedule(SPRING, Season.SPRING, accepted_from=date(2026, 12, 1))
    registered = registered_in(schedules=(spring, world.schedule(AUTUMN)))
    clock.move_to(AT + timedelta(days=30))
    assert page_of(priyas, registered, "/accept").holds("schedule") == [SPRING]
